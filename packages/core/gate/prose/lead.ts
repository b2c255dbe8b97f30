/** The words of which a heading, a column's head or the words above a list may be made so that what stands below is understood (`rules.md 6.4`): each of them is known, or none of it counts. */
import { simplified } from '../../text/simplified.ts';
import { asWritten } from './signs.ts';
import { TERM, THING, ZH_NOUNS } from './terms.ts';
import { IN_HEADINGS, TO_A_FILE, TO_WHAT_IT_HOLDS, ZH_HEADING_VERBS, ZH_TO_A_FILE } from './verbs.ts';

const ENGLISH: ReadonlySet<string> = new Set(
  [
    'the a an this these all every each both our of in to for by and with here below following listed is are be will shall must we it what which that how',
    'request requests pull pr step steps item items part parts concerned scope content contents text list',
    'file files path paths folder folders name names workflow workflows pipeline pipelines policy policies build builds ci cd codeowners release deployment repository project actions action job jobs configuration config automation script scripts',
    'after solution result implementation goal outcome new',
  ].flatMap((line) => line.split(' ')),
);

const CHINESE: readonly string[] = [
  ...ZH_HEADING_VERBS,
  ...[
    '变更请求 拉取请求 受影响 工作流 流水线 配置文件 代码所有者 变更后 本次 本变更 本请求',
    '影响 涉及 以下 下列 下述 如下 清单 列表 范围 内容 文件 档案 路径 名称 方案 步骤 实施 构建 部署 发布 脚本 策略 配置',
    '目标 结果 我们 将 会 要 需要 需 请 对 进行 所有 全部 均 都 的 及 和 与 了 项 具体 为',
  ].flatMap((line) => line.split(' ')),
];

/** Whether all of it is known, some of it is there, and it does not end in what leads on to another word. */
export const isKnownLead = (words: string): boolean => isKnown(asWritten(words), isOfLead);

/** Whether a sentence that says what is done says it of nothing else than what files hold (`terms.ts`): of a value, a tool or a thing, in words that are all known. */
export const isKnownOrder = (words: string): boolean =>
  isKnown(words.replaceAll(VALUES, ' it '), (part) => isOfLead(part) || isOfOrder(part));

function isKnown(words: string, knows: (part: string) => boolean): boolean {
  if (words.length > LONGEST || DANGLES.test(words)) return false;
  const plain = simplified(words)
    .toLowerCase()
    .replace(/^\s*\d+(?:\.\d+)*[.)、]?\s+/u, '')
    .replaceAll(/[\s:：,，、()（）/&.。…-]+/gu, ' ')
    .trim();
  return plain !== '' && plain.split(' ').every((one) => parts(one).every(knows));
}

const LONGEST = 120;

/** `Changed by`: by whom is said below; and people change jobs. */
const DANGLES = /\b(?:by|of|with|for)[\s:：]*$|\bchanges? jobs?\b/iu;

const VALUES = new RegExp(`${TERM}|\\d+(?:\\s*(?:minutes?|min|hours?|seconds?|%))?`, 'giu');
/** How things may be, besides. */
const QUALITIES =
  'unused|reusable|nightly|weekly|daily|parallel|longer|shorter|second|third|main|faster|slow|deprecated|obsolete|missing|failing|flaky|required|concurrent|minimal|full|more|fewer|from|up|on|off|one|two|three';
const ENGLISH_ORDER = new RegExp(`^(?:${THING}|${TO_A_FILE}|${TO_WHAT_IT_HOLDS}|${QUALITIES})$`, 'iu');
const CHINESE_ORDER: readonly string[] = [
  ...CHINESE,
  ...ZH_NOUNS.split(' '),
  ...ZH_TO_A_FILE.split('|'),
  ...'改用 改为 改成 换用 换成 设为 启用 停用 提高 降低 加上 设置 使用 采用 用 加 新的 新 旧 到 从 一个 两个 也 并 更快 并行'.split(
    ' ',
  ),
];

const parts = (word: string): readonly string[] => word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [];

const isHan = (part: string): boolean => /^\p{Script=Han}/u.test(part);

const isOfLead = (part: string): boolean =>
  isHan(part) ? isMadeOf(part, CHINESE) : ENGLISH.has(part) || IN_HEADINGS.has(part);

const isOfOrder = (part: string): boolean => (isHan(part) ? isMadeOf(part, CHINESE_ORDER) : ENGLISH_ORDER.test(part));

/** Which beginnings of the text can be taken apart into known words. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at += 1) {
    if (!reached.has(at)) continue;
    for (const word of words) if (text.startsWith(word, at)) reached.add(at + word.length);
  }
  return reached.has(text.length);
}
