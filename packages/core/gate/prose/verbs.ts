/** What is done to a file, and what files are called (`rules.md 6.4`): one row for a verb, with all its forms. */

/** `change`, `it changes`, `it is changed`, and what else is made of it. A heading may be made of each. */
const OF_HEADINGS = [
  'change changes changed changing',
  'update updates updated updating',
  'modify modifies modified modifying modification modifications',
  'edit edits edited editing',
  'adjust adjusts adjusted adjusting',
  'adapt adapts adapted adapting',
  'amend amends amended amending',
  'rewrite rewrites rewritten rewriting',
  'rework reworks reworked reworking',
  'revise revises revised revising',
  'extend extends extended extending',
  'replace replaces replaced replacing',
  'rename renames renamed renaming',
  'move moves moved moving',
  'remove removes removed removing removal removals',
  'delete deletes deleted deleting',
  'add adds added adding addition additions',
  'create creates created creating',
  'introduce introduces introduced introducing',
  'fix fixes fixed fixing',
  'correct corrects corrected correcting',
  'upgrade upgrades upgraded upgrading',
  'migrate migrates migrated migrating',
  'convert converts converted converting',
  'patch patches patched patching',
  'touch touches touched touching',
  'alter alters altered altering',
  'retire retires retired retiring',
];

/** Only in a sentence: as headings they may speak of anything (`Merge requests`). */
const OF_SENTENCES = [
  'bump bumps bumped',
  'split splits split',
  'merge merges merged',
  'simplify simplifies simplified',
  'harden hardens hardened',
  'tighten tightens tightened',
  'loosen loosens loosened',
  'refactor refactors refactored',
  'clean_up cleans_up cleaned_up',
  'repair repairs repaired',
  'reformat reformats reformatted',
  'reorganise reorganises reorganised',
  'reorganize reorganizes reorganized',
];

const forms = (row: string): readonly string[] => row.split(' ').map((one) => one.replace('_', ' '));
const rows = [...OF_HEADINGS, ...OF_SENTENCES].map(forms);

/** As a part of an expression: `update`, `updates`. */
export const TO_A_FILE = rows.flatMap((row) => row.slice(0, 2)).join('|');
/** In a file: what is done to what it holds. Some of them are names of things, too. */
export const TO_WHAT_IT_HOLDS =
  'uses?|sets?|installs?|puts?|writes?|inserts?|switch(?:es)?|unpins?|pins?|raises?|lowers?|enables?|disables?|turns? (?:on|off)|increases?|reduces?|shortens?|runs?';
/** As a part of an expression: `updated`. */
export const DONE_TO_A_FILE = [...rows.map(([, , done]) => done), 'affected'].join('|');
/** Each form of which a heading may be made. */
export const IN_HEADINGS: ReadonlySet<string> = new Set([...OF_HEADINGS.flatMap(forms), 'affected']);

/** Longer ones first, as in each list of Chinese here. */
const ZH_IN_HEADINGS = '重命名 修改 更改 变更 改动 调整 更新 升级 新增 增加 添加 新建 创建 删除 移除 替换 改';
const ZH_IN_SENTENCES = '改写 重写 加入 引入 去掉 更换 改名 移动 迁移 拆分 合并 修复 修正 优化 扩展 编辑';
export const ZH_HEADING_VERBS: readonly string[] = ZH_IN_HEADINGS.split(' ');
/** As a part of an expression. */
export const ZH_TO_A_FILE = `${ZH_IN_SENTENCES} ${ZH_IN_HEADINGS}`.replaceAll(' ', '|');

/** What files are called, as parts of expressions. */
export const NOUN =
  '(?:files?|workflows?|pipelines?|policy|policies|actions?|scripts?|jobs?|steps?|config(?:uration)?|definitions?|(?:build|test|release|deploy|deployment|nightly|ci)\\s+(?:workflow|pipeline|job|file|script))';
export const ZH_NOUN = '(?:配置文件|文件|档案|工作流程|工作流|流水线|脚本|配置|策略)';
