/** Shows that a path that is named to be left as it is opens nothing, in either language and wherever it stands (`rules.md 6.4`). */
import '../../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOME, opens, PATH } from '../../../../test/instruments/guarded.ts';

/** With a place for the path. */
const LEFT_AS_IT_IS = [
  'Do not touch {}.',
  'Don’t touch {}',
  "This doesn't change {}",
  'Dont touch {}',
  'We will not edit {}.',
  'Without changing {}.',
  'Never edit {}.',
  'No change to {}',
  '{} is not changed.',
  '{} stays as it is',
  '{} remains untouched',
  'Leave {} alone.',
  'Leave {} as is.',
  'Keep {}.',
  'Everything except {}',
  'All files but {} use Node 24.',
  'All workflows other than {} use Node 24.',
  'All workflows apart from {} use Node 24.',
  'Excluding {}, all workflows use Node 24.',
  'Neither the policy nor {} changes.',
  'Nothing in {} changes.',
  '{} is out of scope.',
  '{} is off limits',
  '{} must be preserved',
  'Hands off {}!',
  'Avoid {}.',
  'Nobody may edit {}',
  'Instead of {}, a new file is made.',
  '{}: unchanged',
  '{} (no changes)',
  '{} is read-only here',
  'Should we change {}?',
  'It cannot change e.g. {}.',
  'Hold off on {}',
  '{} comes later',
  '{} changes in another request',
  '{} will be the same',
  '❌ {}',
  '不要改动 {}。',
  '不要改动{}',
  '请勿修改{}',
  '请勿改动 {}',
  '别动 {}',
  '禁止修改 {}',
  '严禁触碰{}',
  '无需修改 {}',
  '无须改动{}。',
  '不涉及 {}',
  '{} 不变',
  '{} 保持不变',
  '{} 保持原样',
  '{}维持现状',
  '{} 不在范围内',
  '除 {} 外，工作流均改用 Node 24',
  '除{}以外的工作流改用 Node 24',
  '{} 之外的工作流改用 Node 24',
  '{} 例外',
  '避免修改 {}',
  '没有改动 {}',
  '未改动 {}',
  '并非修改 {}',
  '排除 {}',
  '跳过 {}',
  '忽略 {}',
  '{} 无关',
  '是否修改 {}？',
  '{} 下次再改',
  '{} 以后再改',
  '{} 另行处理',
  '請勿修改 {}',
  '🚫 {}',
] as const;

const CHANGED = [
  'Use Node 24 in {}.',
  '{} uses Node 24.',
  '{}',
  'Remove {}.',
  'Move {} to .github/workflows/no-lint.yml.',
  'Update {}: run the notary.',
  'The nightly run of {} moves to 3 o’clock.',
  '修改 {}，改用 Node 24。',
  '修改 {} 文件',
  '删除 {}。',
  '不仅修改 {}，也修改文档',
  '{} 改用新的执行器，以区别环境',
  '{} 改用不同的执行器',
] as const;

test('6.4: it stands where it is said to be changed', () => {
  for (const one of CHANGED) expect(opens(one.replace('{}', PATH)), one).toBe(true);
});

test('6.4: it does not stand where it is said to be left', () => {
  for (const one of LEFT_AS_IT_IS) expect(opens(one.replace('{}', PATH)), one).toBe(false);
});

describe('6.4: what stands around a path takes it out', () => {
  test.each([
    ['a list below', `Do not change:\n\n- ${PATH}\n- CODEOWNERS`],
    ['a list deeper below', `- Do not change\n  - ${PATH}`],
    ['a list that goes on with words', `These files stay as they are:\n\n- ${PATH}: Node 24`],
    ['code below', `Not to be touched:\n\n\`\`\`\n${PATH}\n\`\`\``],
    ['a table below', `Untouched:\n\n| File |\n|---|\n| ${PATH} |`],
    ['a table’s head', `| Unchanged files |\n|---|\n| ${PATH} |`],
    ['a cell beside', `| File | What |\n|---|---|\n| ${PATH} | unchanged |`],
    ['a heading', `## Out of scope\n\n${PATH} uses Node 24.`],
    ['a heading, and a smaller one', `## Out of scope\n\n### Build\n\n- ${PATH}`],
    ['a heading, and the second of its smaller ones', `## Out of scope\n\n### Not this\n\n### Build\n\n- ${PATH}`],
    ['a heading of Chinese', `## 不在范围内\n\n${PATH}`],
    ['words like a heading', `**Not in this change**\n\n${PATH} uses Node 24.`],
    ['the sentence before', `The following must not change. ${PATH}`],
    ['the sentence before, in Chinese', `以下文件不得改动。${PATH}`],
    ['the paragraph before', `We leave these files.\n\n${PATH}`],
    ['the sentence behind', `See ${PATH} and its jobs. It must not be touched.`],
    ['the sentence behind, in Chinese', `参见 ${PATH}。该文件不得改动。`],
    ['the paragraph behind', `${PATH}\n\nMust not be touched.`],
    ['the paragraph behind a list', `- ${PATH}\n- CODEOWNERS\n\nNone of them may change.`],
    ['words below its heading', `### ${PATH}\n\nNot changed.`],
    ['a line of the same paragraph', `Do not touch\n${PATH}`],
    ['words with marks inside', `Do n**o**t touch ${PATH}`],
    ['words with tags inside', `Do n<b>o</b>t touch ${PATH}`],
    ['letters that nobody sees', `Do n\u200bot touch ${PATH}`],
    ['letters of another script', `Do nоt touch ${PATH}`],
    ['letters of full width', `Ｄｏ　ｎｏｔ touch ${PATH}`],
    ['a tag that strikes it out', `Use Node 24 in <del> ${PATH} </del> and more`],
    ['a tag around it', `<del>\n\n${PATH}\n\n</del>`],
    ['a fold', `<details>\n\n${PATH}\n\n</details>`],
    ['a link’s own words', `Do not touch [the build](${PATH})`],
  ])('%s', (_, text) => expect(opens(text)).toBe(false));

  test.each([
    ['another sentence before', `Do not touch the tests. Use Node 24 in ${PATH}.`],
    ['another sentence behind', `Use Node 24 in ${PATH}. No other file changes.`],
    ['a sentence before in Chinese', `不改测试。${PATH} 改用 Node 24。`],
    ['another item', `- Do not touch CODEOWNERS\n- Use Node 24 in ${PATH}`],
    ['another row', `| File | What |\n|---|---|\n| CODEOWNERS | unchanged |\n| ${PATH} | Node 24 |`],
    ['a heading that is over', `## Not changed\n\nThe tests.\n\n## Changed\n\n${PATH}`],
    ['struck-out words', `~~Do not~~ Touch ${PATH}`],
    ['a tag that is over', `<b>Build:</b> Node 24 in ${PATH}`],
    ['a name that sounds like it', `Use Node 24 in ${PATH} and .github/workflows/no-lint.yml.`],
    ['it is said twice', `Do not touch ${PATH} today. Use Node 24 in ${PATH}.`],
  ])('%s leaves it standing', (_, text) => expect(opens(text)).toBe(true));
});

const FRAMES: readonly ((path: string) => string)[] = [
  (one) => one,
  (one) => `\`${one}\``,
  (one) => `**${one}**`,
  (one) => `[the build](${one})`,
  (one) => `“${one}”`,
  (one) => `<${HOME}/blob/main/${one}>`,
];
const PLACES: readonly ((sentence: string) => string)[] = [
  (one) => one,
  (one) => `- ${one}`,
  (one) => `1. ${one}`,
  (one) => `### ${one}`,
  (one) => `| What |\n|---|\n| ${one.replaceAll('|', '')} |`,
  (one) => `The build is new.\n\n${one}`,
  (one) => `${one}\n\nThe build is new.`,
  (one) => `The build is new. ${one[0]?.toUpperCase()}${one.slice(1)}`,
];

test('6.4: of 300 sentences, however the path is written and wherever they stand, those that take it out open nothing and the others do', () => {
  const sentence = fc.oneof(
    fc.constantFrom(...LEFT_AS_IT_IS).map((text) => ({ text, isChanged: false })),
    fc.constantFrom(...CHANGED).map((text) => ({ text, isChanged: true })),
  );
  fc.assert(
    fc.property(
      sentence,
      fc.constantFrom(...FRAMES),
      fc.constantFrom(...PLACES),
      fc.boolean(),
      ({ text, isChanged }, frame, place, isStep) => {
        const said = place(text.replace('{}', () => frame(PATH)));
        expect(opens(said, isStep), said).toBe(isChanged);
      },
    ),
    { numRuns: 300 },
  );
});
