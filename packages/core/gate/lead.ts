/** The words of which a heading, a column's head or the words above a list may be made so that what stands below is understood (`rules.md 6.4`): each of them is known, or none of it counts. */
import { simplified } from '../text/simplified.ts';
import { IN_HEADINGS, ZH_HEADING_VERBS } from './verbs.ts';

const ENGLISH: ReadonlySet<string> = new Set(
  [
    'the a an this these all every each both our of in to for by and with here below following listed is are be will shall must we it what which that how',
    'request requests pull pr plan plans step steps work works item items part parts concerned scope content contents text list overview summary details',
    'file files path paths folder folders name names workflow workflows pipeline pipelines policy policies build builds ci cd codeowners release deployment repository project actions action job jobs configuration config automation script scripts tests',
    'after solution result implementation goal outcome new node',
  ].flatMap((line) => line.split(' ')),
);

const CHINESE: readonly string[] = [
  ...ZH_HEADING_VERBS,
  ...[
    '变更请求 拉取请求 受影响 工作流 流水线 配置文件 代码所有者 变更后 本次 本变更 本请求',
    '影响 涉及 以下 下列 下述 如下 清单 列表 范围 内容 文件 档案 路径 名称 方案 步骤 实施 构建 部署 发布 脚本 策略 配置',
    '目标 结果 说明 我们 将 会 要 需要 需 请 对 进行 所有 全部 均 都 的 及 和 与 了 项 工作 计划 具体 项目 为',
  ].flatMap((line) => line.split(' ')),
];

/** Whether all of it is known, and some of it is there. */
export function isKnownLead(words: string): boolean {
  if (words.length > LONGEST) return false;
  const plain = simplified(words)
    .toLowerCase()
    .replace(/^\s*\d+(?:\.\d+)*[.)、]?\s+/u, '')
    .replaceAll(/[\s:：,，、()（）/&.。…-]+/gu, ' ')
    .trim();
  return plain !== '' && plain.split(' ').every((one) => parts(one).every(isKnown));
}

const LONGEST = 120;

const parts = (word: string): readonly string[] => word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [];

function isKnown(part: string): boolean {
  return /^\p{Script=Han}/u.test(part) ? isOfChinese(part) : ENGLISH.has(part) || IN_HEADINGS.has(part);
}

/** Which beginnings of the text can be taken apart into known words. */
function isOfChinese(text: string): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at += 1) {
    if (!reached.has(at)) continue;
    for (const word of CHINESE) if (text.startsWith(word, at)) reached.add(at + word.length);
  }
  return reached.has(text.length);
}
