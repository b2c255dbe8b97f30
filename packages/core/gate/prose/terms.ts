/** What stands in a guarded file, by name (`rules.md 6.4`): values, tools, and the things of which workflows, policies and lists of owners are made. A person, a meeting or a manual is none of them, so "Put Bob in `ci.yml`" changes nothing that we know of. */
import { APPROVED_MARKS, YES_MARK } from './marks.ts';
import { CODE, NAMED, UNREAD } from './signs.ts';
import { DONE_TO_A_FILE } from './verbs.ts';

const AROUND = `["'“”‘’«»「」『』《》〈〉【】()（）\\[\\]<>\`*]{0,3}`;
const NAME = `${AROUND}(?:\\.?/)?${NAMED}(?::\\d+(?:-\\d+)?)?${AROUND}`;
const JOINED = '\\s*(?:[,，、;；&+](?:\\s*(?:and\\s|和|以及))?|\\band\\b|\\bas well as\\b|以及|[和与與及跟并並])\\s*';
export const NAMES = `${NAME}(?:${JOINED}${NAME}){0,200}`;

/** What begins a line, before its words. */
export const NUMBERED = `(?:[-*${APPROVED_MARKS}\\ufe0f]\\s*|\\d+[.)、]\\s*|[（(]\\d+[)）]\\s*){0,3}`;

export const TOOL =
  '(?:node(?:\\.?js)?|python|go|java|jdk|ruby|rust|php|deno|bun|npm|pnpm|yarn|ubuntu|debian|alpine|windows|macos|docker|postgres(?:ql)?|gradle|maven|\\.net|typescript)';
export const VERSION = 'v?\\d+(?:\\.\\d+){0,3}(?:\\.x)?';
const BECOMES = '(?:\\s*(?:→|->|=>|升级[到至为]|改为)\\s*|\\s+to\\s+)';
export const VALUE = `(?:${TOOL}\\s+${VERSION}(?:${BECOMES}(?:${TOOL}\\s+)?${VERSION})?|${VERSION}\\s*(?:→|->|=>)\\s*${VERSION})`;
export const YES = `(?:yes|true|new|${DONE_TO_A_FILE}|switched|pinned|是|改|已改|变更|修改|更新|新增|删除|新建|${YES_MARK})`;

/** In the singular; `s`, `es` or `ies` is added. */
const NOUNS = [
  'version runner image container service job step stage task matrix cache timeout permission secret variable env input output trigger schedule cron',
  'filter concurrency artifact artefact checkout linter formatter test check scan scanner coverage build deployment notification command script option',
  'argument parameter setting key value line block section rule entry pattern glob path reference sha tag hash digest action workflow pipeline config',
  'configuration dependency package module lockfile registry toolchain compiler strategy shard retry limit condition guard header shell directory',
  'label hook typo indentation quote url port threshold budget policy seat role profile gate currency group token file definition setup error bug',
  'expression environment branch default machine',
].flatMap((line) => line.split(' '));
const plural = (noun: string): string =>
  noun.endsWith('y') ? `${noun.slice(0, -1)}(?:y|ies)` : /(?:s|sh|ch|x)$/.test(noun) ? `${noun}(?:es)?` : `${noun}s?`;
const MASSES = 'caching lint linting testing ci cd whitespace';
/** What a file of ours may be made of. */
export const THING = `(?:${[...NOUNS.map(plural), ...MASSES.split(' ')].join('|')})`;

/** An action or a machine: no name of a person has such a beginning, or a digit behind a stroke. */
const IDENTIFIER =
  '(?:(?:actions|docker)/[\\p{L}\\p{N}/_@.-]+|[a-z][\\p{L}\\p{N}_.-]{0,60}/[\\p{L}\\p{N}/_.-]{1,60}@v?[0-9a-f][\\p{L}\\p{N}.]*|[a-z]+-\\d[\\p{L}\\p{N}.-]*)';
export const TERM = `(?:${VALUE}|${CODE}|${IDENTIFIER}|${TOOL}(?![\\p{L}\\p{N}])|${UNREAD})`;

/** Behind the last word of what is named: no other noun follows. */
const IS_LAST =
  '(?=\\s*(?:$|[.,;:!?)\\]\\n。，；：、）–—(（-])|\\s+(?:in|into|inside|to|of|on|from|for|with|within|at|by|per|and|so|that|which|when|where|as|before|after|between|across|via|using|or|out|down|up|there|here|too|also|now|accordingly)\\b|\\s*\\p{Script=Han})';
/** Where one thing ends, and how it stands to another. */
const PARTED =
  '(?:to|in|into|on|of|off|from|for|with|within|without|about|at|by|per|over|through|under|upon|around|via|towards?|and|or|what|which|that|who|whom|whose|as|is|are|was|were|be|because|before|after|while|when|where|than|but|so|then|how|me|him|her|us|them|you|your|my|his|described|listed|defined|documented|found|used)';
/** A word of which a thing's name may be made, before its last. */
const BESIDE = `(?:${CODE}|(?!${PARTED}\\b)[\\p{L}\\p{N}@#/.+_’'"“”\`-]+)`;

/** A thing that a file may hold, whose last word is known: "a concurrency group", not "a meeting about the cache". */
export const A_THING = `(?:${BESIDE}\\s+){0,5}?["“]?(?:${TERM}|(?:[\\p{L}\\p{N}]+-)?${THING}(?![\\p{L}\\p{N}]))["”]?${IS_LAST}`;

/** Parted by blanks, longer ones first. */
export const ZH_NOUNS =
  '超时时间 环境变量 触发条件 运行环境 计划任务 工作流程 工作流 流水线 运行器 执行器 触发器 覆盖率 默认值 工具链 编译器 并发组 错别字 配置文件 配置项 版本号 版本 镜像 容器 服务 任务 作业 步骤 阶段 矩阵 缓存 超时 权限 令牌 密钥 变量 输入 输出 定时 事件 过滤 分支 并发 构件 产物 上传 下载 检出 检查 检测 扫描 测试 构建 编译 部署 发布 通知 命令 脚本 参数 选项 设置 配置 字段 条目 规则 路径 引用 标签 哈希 依赖 模块 策略 分片 重试 上限 下限 限制 条件 名称 钩子 拼写 错误 缩进 地址 端口 阈值 席位 角色 门禁 币种 预算 文件';
export const ZH_THING = `(?:${ZH_NOUNS.split(' ').join('|')})`;
const ZH_IS_LAST =
  '(?=\\s*(?:$|[，,。.；;、!！\\n)）:：(（]|并|以|来|使|从|和|及|与|至|到|为|成|改|升级|调整|删|移|[0-9一二两三]|由|了(?=\\s*(?:$|[，,。.；;]))))';
const ZH_BESIDE = '[^，,。；;：:！!？?、\\n\uE200\uE201对于关给让请]';
/** A thing in Chinese, whose last word is known. */
export const ZH_A_THING = `(?:${ZH_BESIDE}{0,14}?(?:${ZH_THING}|${TERM}|${THING}(?![\\p{L}\\p{N}]))${ZH_IS_LAST})`;
/** Made of known words alone: a person in front of it would be who acts. */
export const ZH_PART = `(?:${ZH_THING}|${TERM}|${THING}(?![\\p{L}\\p{N}])|新的?|旧的?|所有|全部|每个|的|${VERSION}|\\s)`;
