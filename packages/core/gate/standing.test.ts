/** Shows when the path of a guarded file stands literally in what a request governs (`rules.md 6.4`). */
import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asAfter, asStep, HOME, ofFile, opens, PATH } from '../../../test/instruments/guarded.ts';
import { NOTHING_GOVERNED } from '../content/governed.ts';
import { markdownToText } from '../text/markdown.ts';
import { pathsNamed } from './standing.ts';

type Content = Parameters<typeof pathsNamed>[0]['content'];
const pathsStanding = (content: Content, paths: readonly string[], home?: string) =>
  pathsNamed({ content }, paths, home).names;

test.each([
  'Use Node 24 in .github/workflows/ci.yml.',
  'Use Node 24 in `.github/workflows/ci.yml`',
  '**.github/workflows/ci.yml** uses Node 24',
  '- .github/workflows/ci.yml: Node 24',
  '[.github/workflows/ci.yml](https://example.org)',
  '[the build](.github/workflows/ci.yml)',
  '[the build](/.github/workflows/ci.yml#L12)',
  '[the build](https://github.com/acme/shop/blob/main/.github/workflows/ci.yml?plain=1)',
  'https://github.com/acme/shop/blob/main/.github/workflows/ci.yml',
  '| File |\n|---|\n| .github/workflows/ci.yml |',
  '✅.github/workflows/ci.yml',
  '```\ngit add .github/workflows/ci.yml\n```',
  './.github/workflows/ci.yml and /.github/workflows/ci.yml',
  '(.github/workflows/ci.yml, .github/CODEOWNERS)',
  '.github/workflows/ci.yml:12',
  '“.github/workflows/ci.yml”',
  '修改.github/workflows/ci.yml文件',
  '修改 .github/workflows/ci.yml，改用 Node 24。',
  '工作流（.github/workflows/ci.yml）改用 Node 24',
  '# .github/workflows/ci.yml',
  '- [x] .github/workflows/ci.yml',
])('6.4: the path stands in %j', (text) => {
  expect(opens(text)).toBe(true);
  expect(ofFile(text, true).names).toEqual([PATH]);
});

test.each([
  '',
  'Use Node 24 in the workflow.',
  '.github/workflows/*.yml',
  '.github/workflows/**',
  '.github/workflows/ci.yml*',
  '.github/workflows/ci.y?ml',
  '.github/workflows/ci.yml?',
  '.github/workflows/{ci,cd}.yml',
  '{.github/workflows/ci.yml,.github/workflows/cd.yml}',
  '!.github/workflows/ci.yml',
  '@(.github/workflows/ci.yml)',
  '**/.github/workflows/ci.yml',
  '.github/workflows/',
  '.github/workflows/ci',
  '.github/workflows/ci.yml.bak',
  '.github/workflows/ci.yml2',
  '.github/workflows/ci.yml/x',
  '.github/workflows/ci.yml-old',
  '.github/workflows/ci.yml_old',
  '.github/workflows/ci.yml~',
  '`.github/workflows/ci.yml`.bak',
  'docs/.github/workflows/ci.yml',
  '../.github/workflows/ci.yml',
  'x.github/workflows/ci.yml',
  '.GITHUB/workflows/ci.yml',
  '.github\\workflows\\ci.yml',
  'ci.yml',
  '~~.github/workflows/ci.yml~~',
  '<!-- .github/workflows/ci.yml -->',
  'See <!-- .github/workflows/ci.yml --> there',
  '![.github/workflows/ci.yml](https://example.org/a.png)',
  '[the build](https://github.com/other/shop/blob/main/.github/workflows/ci.yml)',
  '[the build](https://github.com/acme/shop/blob/main/docs/.github/workflows/ci.yml)',
  '[the build](.github/workflows/ci.yml.bak)',
  '[.github/workflows/ci.yml]: https://example.org',
])('6.4: the path does not stand in %j', (text) => {
  expect(opens(text)).toBe(false);
  expect(ofFile(text, true).names).toEqual([]);
});

test('6.4: what is said before the change, in the title or the motive names no file', () => {
  const said = markdownToText(PATH);
  const request = { items: [], attachments: [], title: PATH, before: said, motive: said, besides: said };
  expect(pathsStanding({ ...NOTHING_GOVERNED, request }, [PATH])).toEqual([]);
});

test('4.8: on the text of an emergency no board has decided before it is ratified', () => {
  const emergency = { by: { id: 'github:1', name: 'duty' }, at: '', reason: '', incident: '', reviewDue: '' };
  const ratified = { outcome: 'ratified', by: emergency.by, at: '' } as const;
  const content = asAfter(PATH);
  expect(pathsNamed({ content }, [PATH])).toEqual({ names: [PATH], undecided: [], unclear: [] });
  expect(pathsNamed({ content, emergency }, [PATH])).toEqual({ names: [], undecided: [PATH], unclear: [] });
  expect(pathsNamed({ content, emergency: { ...emergency, ratified } }, [PATH])).toEqual({
    names: [PATH],
    undecided: [],
    unclear: [],
  });
});

test('6.4: of two paths of which one begins the other, only the one that is written stands', () => {
  const [short, long] = ['.github/workflows/ci', '.github/workflows/ci copy.yml'];
  expect(pathsStanding(asAfter(`Remove ${long}`), [short, long])).toEqual([long]);
  expect(pathsStanding(asAfter(`Remove ${short}`), [short, long])).toEqual([short]);
});

const name = fc
  .string({ unit: fc.constantFrom(...'abcxyz019_-'), minLength: 1, maxLength: 8 })
  .filter((one) => /^[a-z0-9]/.test(one) && !one.endsWith('-') && !/__/.test(one) && !one.endsWith('_'));
const path = fc
  .tuple(
    fc.constantFrom('.github/workflows', '.github/actions/build', '.github/workflows/部署'),
    name,
    fc.constantFrom('.yml', '.yaml'),
  )
  .map(([folder, file, end]) => `${folder}/${file}${end}`);
/** What stands around it says that it changes, whatever else it says. */
const AROUND: readonly ((path: string) => string)[] = [
  (one) => one,
  (one) => `Update ${one}`,
  (one) => `Use the new runner, version 24, in ${one}`,
  (one) => `Run \`npm ci\` in ${one} so that builds take less time`,
  (one) => `The tests are new. Use Node 24 in ${one}`,
  (one) => `修改 ${one}`,
  (one) => `新增缓存步骤，并修改 ${one}`,
  (one) => `- ${one}\n- Update README.md`,
];
const LITERALLY: readonly ((path: string) => string)[] = [
  (one) => one,
  (one) => `\`${one}\``,
  (one) => `**${one}**`,
  (one) => `[${one}](https://example.org/x)`,
  (one) => `[here](${encodeURI(one)})`,
  (one) => `“${one}”`,
  (one) => `（${one}）`,
  (one) => `${one},`,
  (one) => `${one}。`,
];
const OTHERWISE: readonly ((path: string) => string)[] = [
  (one) => `${one}.bak`,
  (one) => `${one}x`,
  (one) => `${one}-2`,
  (one) => `${one}/y`,
  (one) => `x${one}`,
  (one) => `docs/${one}`,
  (one) => `\`${one}.orig\``,
  (one) => one.replace(/[^/]+$/, '*.yml'),
  (one) => one.replace(/[^/]+$/, '**'),
  (one) => `!${one}`,
  (one) => one.replace(/\.ya?ml$/, ''),
  (one) => one.toUpperCase(),
  (one) => `~~${one}~~`,
  (one) => `<!-- ${one} -->`,
];

test('6.4: whatever stands around it, a path stands where it is written, and in nothing that is written otherwise', () => {
  fc.assert(
    fc.property(
      path,
      fc.constantFrom(...AROUND),
      fc.nat(),
      fc.boolean(),
      fc.boolean(),
      (one, around, at, isLiteral, isStep) => {
        const ways = isLiteral ? LITERALLY : OTHERWISE;
        const way = ways[at % ways.length] ?? ((same: string) => same);
        const text = around(way(one));
        const content = isStep ? asStep(text) : asAfter(text);
        expect(pathsStanding(content, [one], HOME)).toEqual(isLiteral ? [one] : []);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  'Fix the login.[\u200B](.github/workflows/ci.yml)',
  'Fix the login.[\u00AD](https://github.com/acme/shop/blob/main/.github/workflows/ci.yml)',
  'Fix the login.[\u3164](.github/workflows/ci.yml)',
  '```mermaid\n%% .github/workflows/ci.yml\n```',
  'Fix the login.\n\n[^1]: .github/workflows/ci.yml',
  '<del>\n</i>\n\n.github/workflows/ci.yml\n\n</del>',
  '<del/>\n\n.github/workflows/ci.yml',
  '<details>\n</p>\n\n.github/workflows/ci.yml',
  '<del a="</del>">\n\n.github/workflows/ci.yml',
  '<del>\n<!-- </del> -->\n\n.github/workflows/ci.yml',
])('6.4: %j names nothing: nobody who decides sees the path there, or sees it struck out', (text) => {
  expect(opens(text)).toBe(false);
});

test.each([
  '.github/workflows/ci.yml is off the table.',
  '.github/workflows/ci.yml is untouchable.',
  'We decided against changing .github/workflows/ci.yml',
  'It would be wrong to change .github/workflows/ci.yml',
  '切忌修改 .github/workflows/ci.yml',
  '谢绝改动 .github/workflows/ci.yml',
  '.github/workflows/ci.yml 零改动',
])('6.4: %j leaves it as it is', (text) => {
  expect(opens(text)).toBe(false);
});
