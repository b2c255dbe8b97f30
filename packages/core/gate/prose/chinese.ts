/** The forms of Chinese words that say of a file that it changes (`rules.md 6.4`), in simplified letters. */
import { NAMED, UNREAD } from './signs.ts';
import { NAMES, TERM, TOOL, VALUE, VERSION, ZH_A_THING, ZH_PART } from './terms.ts';
import { ZH_NOUN, ZH_TO_A_FILE } from './verbs.ts';

/** Who acts is nobody but us. */
const FIRST =
  '(?:(?:我们|我方|本次变更|本次|本变更|此次|该变更|本请求|请|需要|需|须|应|要|将|同时|并且|并|也|还|再|然后|首先|最后|接着|其次|统一|一并|不仅|不但|不只|不光|而且|[一二三四五六七八九十]是)\\s*){0,4}';
const TO_FILE = `(?:${ZH_TO_A_FILE})`;
const TO_VALUE = `(?:${VALUE}|[为到至成]\\s*(?:${TOOL}\\s+)?${VERSION})`;
/** `用` and `加` begin names of people and things as well. */
const USE = '(?:使用|采用|用)';
const SURE = '(?:改用|改为|改成|换用|换成|设为|写入|安装|启用|停用|提高|降低|加上)';
const TO_CONTENT = `(?:${TO_FILE}|${SURE}|设置|${USE}|加)`;
/** Words that only lead on to the name. */
export const ZH_FILL = `(?:(?:了|一下|以下|下列|下述|这些|所有|全部|${ZH_NOUN}|构建|发布|部署|测试|[:：])\\s*){0,5}`;
/** What of a file is changed where the file is. */
const OF_IT =
  '(?:\\s*的\\s*(?:(?:node|python|java|go)\\s*版本|配置|内容|版本|运行器|执行器|运行环境|触发条件|触发器|缓存|步骤|任务|权限|超时|超时时间|名称|定时))';
const BEHIND = `(?:\\s*(?:${ZH_NOUN}|等|统一|全部|一律|均|都|也|已|将被|被|应|须|要|将|[)）]))*\\s*`;
const WITHIN = `${ZH_NOUN}?\\s*(?:中|里|内|上)的?\\s*`;
const OVER = '(?=\\s*(?:$|[，,。.；;、!！\\n)）]))';
/** What is done, and to what: a thing that a file holds, a value, or a name. */
const TO_A_THING = `(?:了\\s*)?(?:\\s*[为到至成]?\\s*(?:${VALUE}|${VERSION}|${NAMES})|${ZH_A_THING})`;
/** These may also be names of what somebody does; so what they are done to has to follow. */
const ACTS = `(?:(?:进行\\s*)?(?:修改|更新|变更|改动|调整|优化|升级|更改|改)(?=\\s*(?:$|[，,。.；;、!！\\n]|了(?=\\s*(?:$|[，,。.；;、!！\\n]))|[为到至成]\\s*(?:${TERM}|\\d)|${TERM}))|(?:使用|采用)(?=\\s*(?:新的|(?:node|python|java|go|ubuntu|\\d)))|(?:改用|改为|改成|换用|换成|新增|增加|添加|设为|启用|停用|加上|改名为|重命名为|替换为|迁移到|拆分为|合并到|删除|移除)(?:${OVER}|(?=${TO_A_THING})))`;
const FREE = `[^，,。；;：:！!？?、\\n${NAMED}${UNREAD}]`;
const AFTER = `(?=\\s*(?:${ZH_NOUN}|等)*\\s*(?:$|[.,;:!)\\]\\n，。；：！、）–—(（-]|中|里|内|上的|${OF_IT}|以(?![前后来])|使|来|为|成|到|至|并|和|让|\\p{Script=Latin}))`;
/** Who or what these are compounds of: `更新日志`, `修改人`. */
const COMPOUND =
  '(?:者|方|人|权(?!限)|频率|记录|历史|计划(?!任务)|建议|申请|请求|时间|日期|情况|次数|原因|前|日志|说明|手册|名单|负责|组(?![件合])|部(?![署分])|员)';
const ORDER = `(?:${TO_FILE.replace('|改)', ')')}|${SURE}|设置|${USE}|加|改)(?!\\s*${COMPOUND})`;

const form = (source: string): RegExp => new RegExp(source, 'uy');

/** Each begins where a clause begins, and its whole match holds the names that it speaks of. */
export const CHINESE_FORMS: readonly RegExp[] = [
  // 修改 `ci.yml`。
  `${FIRST}${TO_FILE}\\s*${ZH_FILL}${NAMES}${AFTER}`,
  // 在 `ci.yml` 中改用 Node 24。
  `${FIRST}(?:在|把|将|从)\\s*${ZH_FILL}${NAMES}\\s*${WITHIN}(?:(?:把|将)?(?:${ZH_PART}){0,12}?${FIRST}(?:${ORDER})(?=${TO_A_THING})|(?:把|将)?\\s*(?:${ZH_PART}){1,12}?${FIRST}(?:${ORDER})${OVER})`,
  `${FIRST}(?:把|将|对)\\s*${ZH_FILL}${NAMES}${OF_IT}?${BEHIND}${ACTS}`,
  // `ci.yml` 改用 Node 24。
  `${FIRST}${ZH_FILL}[(（]?${NAMES}[)）]?${OF_IT}?${BEHIND}${FIRST}${ACTS}`,
  // 改用 Node 24（`ci.yml`）。
  `${FIRST}(?:[将把]\\s*(?:${ZH_PART}){1,8}?)?${TO_CONTENT}(?:${ZH_PART}){0,8}?${TO_VALUE}\\s*[(（]\\s*${NAMES}\\s*[)）]`,
].map(form);

/** As a part of an expression: words that begin with what is done, and to what. */
export const CHINESE_BEGUN = `${FIRST}(?:[将把]\\s*(?:${ZH_PART}){1,12}?)?(?:${ORDER})(?=${TO_A_THING})`;
/** As a part of an expression: all of a heading. */
export const CHINESE_TO_A_VALUE = `${FIRST}(?:[将把]\\s*(?:${ZH_PART}){1,8}?)?${TO_CONTENT}(?:${ZH_PART}){0,6}?${TO_VALUE}`;
/** As a part of an expression: words that begin with a verb of ours, whatever it is done to. */
export const CHINESE_VERB_FIRST = `${FIRST}(?:(?:在|把|将|对)${FREE}{1,40}?)?${TO_CONTENT}`;
export const CHINESE_VERB = TO_CONTENT;
/** "The following files" in words above a list. */
export const FOLLOWING_ZH = '(?:以下|下列|下述|这些)(?:各)?(?:文件|工作流程|工作流|流水线|脚本)';
