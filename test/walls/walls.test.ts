/** Holds the walls of the architecture, and shows that each of them can fall. */
import { TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { REFUSALS } from '@countersign/core/change/refusal.ts';
import { REASONS } from '@countersign/core/gate/verdict.ts';
import { MESSAGES } from '@countersign/core/text/catalogue.ts';
import { expect, test } from 'vitest';
import { type Declared, declaredOf, filesOf, parsed, type Source, sourcesOf, textOf } from './source.ts';
import { exportsAreUsed, mayWait, sentencesAreSaid } from './unused.ts';
import {
  coreIsPure,
  coreNamesNoVendor,
  decisionsReadNoModel,
  directions,
  exportsHaveNames,
  filesSayWhyTheyExist,
  foldersHaveAStep,
  foldersStepDown,
  importsAreDeclared,
  importsGoRoundInNoCircle,
  isAt,
  mayNameModels,
  modelsNamed,
  namesSayWhatIsHeld,
  nothingIsBoundToOneMachine,
  onlyTheRunAppends,
  packagesPointOneWay,
  panelsOnlyDraw,
  parsersCalled,
  readsOurOwn,
  staircases,
  testsArePatient,
  textParsers,
  vendorsMayStand,
  vendorWords,
  workIsCounted,
  workOnTextIsCounted,
} from './walls.ts';

const files = filesOf();
const sources = sourcesOf(files);
const declared = declaredOf(files);

/** Breaches that are known and will be mended, by how their sentence begins; new ones fail. Empty is how it should be: see the last test. */
const toMend: readonly string[] = [];
const isNew = (breach: string) => !toMend.some((old) => breach.startsWith(old));

test('Every package of ours has a direction', () => {
  const packages = declared.flatMap(({ path }) => /^packages\/(.+)\/package.json$/.exec(path)?.[1] ?? []);
  expect(packages.length).toBeGreaterThan(5);
  expect(Object.keys(directions)).toEqual(expect.arrayContaining(packages));
});

type Wall = (sources: Source[], declared: Declared[]) => string[];
const walls: [rule: string, wall: Wall, path: string, breach: string, said: string][] = [
  [
    'adapters never import each other',
    packagesPointOneWay,
    'packages/github/a.ts',
    "import { a } from '@countersign/web/a.ts';",
    'github may not import web',
  ],
  [
    'the core imports no other package of ours',
    packagesPointOneWay,
    'packages/core/a.ts',
    "import type { a } from '../postgres/a.ts';",
    'core may not import postgres',
  ],
  [
    'the sandbox imports nothing of ours',
    packagesPointOneWay,
    'packages/sandbox/a.ts',
    "await import('@countersign/core/record/run.ts');",
    'sandbox may not import core',
  ],
  [
    'a package is not reached through a type',
    packagesPointOneWay,
    'packages/web/a.ts',
    "export type A = import('../github/a.ts').A;",
    'web may not import github',
  ],
  [
    'inside the core imports step down',
    foldersStepDown,
    'packages/core/approval/a.ts',
    "import { a } from '../change/a.ts';",
    'which stands above it',
  ],
  [
    'the view is above all',
    foldersStepDown,
    'packages/core/gate/a.ts',
    "export { a } from '../view/a.ts';",
    'which stands above it',
  ],
  [
    'what judges work does not reach up to what receives it',
    foldersStepDown,
    'packages/github/work/a.ts',
    "import { a } from '../receive/a.ts';",
    'which stands above it',
  ],
  [
    'every room of an adapter has a step',
    foldersHaveAStep,
    'packages/github/attic/a.ts',
    '',
    'github/attic has no step',
  ],
  ['every folder of the core has a step', foldersHaveAStep, 'packages/core/attic/a.ts', '', 'core/attic has no step'],
  [
    'a panel asks for nothing past the port',
    panelsOnlyDraw,
    'packages/jira/panel/a.ts',
    "import { a } from '../answer/a.ts';",
    'only draws what crosses the port',
  ],
  [
    'the core does no I/O',
    coreIsPure,
    'packages/core/a.ts',
    "import { readFileSync } from 'node:fs';",
    'imports node:fs',
  ],
  [
    'the core knows no vendor',
    coreIsPure,
    'packages/core/a.ts',
    "import type { A } from '@octokit/rest';",
    'imports @octokit/rest',
  ],
  [
    'no name in the core is a vendor’s',
    coreNamesNoVendor,
    'packages/core/a.ts',
    'export const a = (jiraKey: string) => jiraKey;',
    'says jiraKey',
  ],
  [
    'no string in the core holds a vendor’s word',
    coreNamesNoVendor,
    'packages/core/a.ts',
    "export const a = 'github-comment';",
    'says github-comment',
  ],
  ['nor does a template', coreNamesNoVendor, 'packages/core/a.ts', 'export const a = `by Forge`;', 'says by Forge'],
  ['the core has no clock', coreIsPure, 'packages/core/a.ts', 'export const a = () => new Date();', 'uses the clock'],
  [
    'the core has no clock but what it is given',
    coreIsPure,
    'packages/core/a.ts',
    'export const a = () => Date.now();',
    'uses Date.now',
  ],
  ['the core has no randomness', coreIsPure, 'packages/core/a.ts', 'export const a = Math.random;', 'uses Math.random'],
  ['the core has no environment', coreIsPure, 'packages/core/a.ts', 'export const a = process.env.A;', 'uses process'],
  ['the core does not wait', coreIsPure, 'packages/core/a.ts', 'setTimeout(() => undefined, 1);', 'uses setTimeout'],
  ['exports have names', exportsHaveNames, 'packages/core/a.ts', 'export default 1;', 'default export'],
  ['no file passes on all of another', exportsHaveNames, 'packages/core/a.ts', "export * from './b.ts';", 'a barrel'],
  [
    'a file opens with why it exists',
    filesSayWhyTheyExist,
    'packages/core/a.ts',
    "import { b } from './b.ts';",
    'does not open',
  ],
  [
    'no import goes round in a circle',
    importsGoRoundInNoCircle,
    'packages/core/a.ts',
    "import type { a } from './a.ts';",
    'a.ts → packages/core/a.ts',
  ],
  [
    'an append without an entry exists only in the queue',
    onlyTheRunAppends,
    'packages/server/a.ts',
    'await parts.ledger.append({ ref, expected: 0, entries: [], jobs, cause });',
    'appends past the run',
  ],
  [
    'nobody appends past the run, under whatever name',
    onlyTheRunAppends,
    'packages/jira/a.ts',
    'const { ledger: book } = desk; await book.append({ ref, expected: 0, entries: some, jobs, cause });',
    'appends past the run',
  ],
  [
    'no decision reads a read model',
    decisionsReadNoModel,
    'packages/core/gate/a.ts',
    "import type { Models } from '../record/model.ts';",
    'packages/core/gate/a.ts imports packages/core/record/model.ts',
  ],
  [
    'nor is one handed down to it',
    decisionsReadNoModel,
    'packages/github/work/judge.ts',
    'export const judge = async (parts) => (await parts.models.list(of, page)).rows;',
    'names models',
  ],
  [
    'every import is declared',
    importsAreDeclared,
    'packages/web/a.ts',
    "import lodash from 'lodash/fp.js';",
    'package.json of web does not declare lodash',
  ],
];

for (const [rule, wall, path, breach, said] of walls) {
  test(`A breach is seen: ${rule}`, () => {
    expect(wall([parsed(path, breach)], declared)).toEqual([expect.stringContaining(said)]);
  });
}

/** What breaches each wall, looked for once. */
const breached = new Map<Wall, readonly string[]>();
function breachesOf(wall: Wall): readonly string[] {
  const breaches = breached.get(wall) ?? wall(sources, declared);
  breached.set(wall, breaches);
  return breaches;
}

for (const wall of new Set(walls.map(([, wall]) => wall))) {
  test(`The wall ${wall.name} stands`, () => {
    expect(breachesOf(wall).filter(isNew)).toEqual([]);
  });
}

test('Wall: a longer circle is found and told once', () => {
  const circle = [
    parsed('packages/core/a.ts', "import './b.ts';"),
    parsed('packages/core/b.ts', "import './c.ts';"),
    parsed('packages/core/c.ts', "import './b.ts';"),
  ];
  expect(importsGoRoundInNoCircle(circle)).toEqual(['packages/core/b.ts → packages/core/c.ts → packages/core/b.ts']);
});

test('Wall: what a property is called does not make the core impure, and a date that is given is no clock', () => {
  const text = 'export const a = (b: { process: Date }) => ({ fetch: b.process, on: new Date(b.process) });';
  expect(coreIsPure([parsed('packages/core/a.ts', text)])).toEqual([]);
});

test('Wall: a comment may say where something comes from, and to forget is no vendor’s word', () => {
  expect(
    coreNamesNoVendor([parsed('packages/core/a.ts', "/** As on GitHub. */ export const forget = 'forgets';")]),
  ).toEqual([]);
});

test('Wall: each place where the core may say a vendor’s word still says one', () => {
  const without = vendorsMayStand.filter(
    ([place]) => !sources.some((one) => isAt(one.path, place) && vendorWords(one).length > 0),
  );
  expect(without).toEqual([]);
});

test('Wall: each place where read models may be named still names them', () => {
  const without = mayNameModels.filter(
    (place) => !sources.some((one) => one.path === place && modelsNamed(one).length > 0),
  );
  expect(without).toEqual([]);
});

test.each([
  ['core', 'core-layering'],
  ['github', 'rooms-of-an-adapter'],
])('Wall: the page on the order of %s says the order that is held', (name, page) => {
  const isThere = (folder: string) => files.some((path) => path.startsWith(`packages/${name}/${folder}/`));
  const steps = (staircases[name] ?? []).map((folders) => folders.filter(isThere).join(', '));
  expect(textOf(`docs/decisions/${page}.md`)).toContain(`\`${steps.join(' → ')}\``);
});

test('Wall: whatever takes texts of strangers apart stands where its steps are counted', () => {
  const counting = parsed(workIsCounted[0] ?? '', "import { b } from '@countersign/core/b.ts';");
  const a = "import { type Document, parseDocument, stringify } from 'yaml';";
  const said = 'packages/core/a.ts takes texts apart by parseDocument, and nobody counts its steps';
  expect(workOnTextIsCounted([counting, parsed('packages/core/a.ts', a)])).toEqual([said]);
  expect(workOnTextIsCounted([counting, parsed('packages/core/b.ts', a)])).toEqual([]);
  const free =
    "import type { parse } from 'yaml'; import { type AdfNode, wordsIn } from '@countersign/jira/text/adf.ts';";
  expect(workOnTextIsCounted([counting, parsed('packages/core/a.ts', free)])).toEqual([]);
  const all = Object.entries(textParsers).flatMap(([from, named]) =>
    named.map((name) => [from.replace(/^packages\//, '@countersign/'), name === 'default' ? 'a' : `{ ${name} }`]),
  );
  for (const [from, what] of all)
    expect(parsersCalled(parsed('packages/web/a.ts', `import ${what} from '${from}';`)), from).toHaveLength(1);
  expect(workOnTextIsCounted(sources)).toEqual([]);
});

test('Where texts are taken apart uncounted, and where they are counted, there are such files', () => {
  const paths = [...readsOurOwn, ...workIsCounted, ...Object.keys(textParsers).filter((one) => one.includes('/'))];
  expect(paths.filter((path) => !files.includes(path))).toEqual([]);
  const isCalled = (path: string) => sources.some((one) => one.path === path && parsersCalled(one).length > 0);
  expect(readsOurOwn.filter((path) => !isCalled(path))).toEqual([]);
});

test('Wall: files are named after what they hold', () => {
  expect(namesSayWhatIsHeld(['packages/core/utils.ts', 'packages/web/common/a.ts', 'test/index.ts'])).toHaveLength(3);
  expect(namesSayWhatIsHeld(files)).toEqual([]);
});

test('Wall: nothing names a folder of one machine or the host of a registry', () => {
  const here = ['', 'home', 'someone', 'a.ts'].join('/');
  expect(nothingIsBoundToOneMachine(['a.md'], () => `See ${here}`)).toHaveLength(1);
  expect(nothingIsBoundToOneMachine(['package-lock.json'], () => `"resolved": "${'https'}://host/a.tgz"`)).toHaveLength(
    1,
  );
  expect(nothingIsBoundToOneMachine(files, textOf)).toEqual([]);
});

test('A test waits for what has to come, and says nothing of how fast a machine is', () => {
  const read = (text: string, ms: string) => testsArePatient(['a.test.ts'], () => text.replace('MS', ms));
  for (const text of [
    'test(a, { timeout: MS }, run);',
    '  await vi.waitFor(() => seen(), MS);',
    'test(a, () => {\n}, MS);',
  ]) {
    expect(read(text, '40_000')).toHaveLength(1);
    expect(read(text, '120_000')).toEqual([]);
  }
  expect(testsArePatient(files, textOf)).toEqual([]);
});

test('What is mended is struck off the list of what is to be mended', () => {
  const breaches = [...new Set(walls.map(([, wall]) => wall))].flatMap(breachesOf);
  expect(toMend.filter((old) => !breaches.some((breach) => breach.startsWith(old)))).toEqual([]);
});

/** The words of rows, which are put in behind the beginnings of their sentences. */
const PUT_IN = {
  'refusal.': Object.keys(REFUSALS),
  'gate.': Object.keys(REASONS),
  'event.': ['taken-over', 'turned-down'],
  'status.help.': [...TYPED_ACTS, 'explain'],
};

test('Every sentence of the catalogue is said somewhere', () => {
  const ids = Object.keys(MESSAGES.en);
  // `view/here.ts` makes them of the sentence that they are said in place of.
  const isTwin = (id: string) =>
    [`status.next.${id.slice(12)}`, `status.${id.slice(12)}`].some((one) => ids.includes(one));
  const others = ids.filter((id) => !id.startsWith('status.here.') || !isTwin(id));
  expect(sentencesAreSaid(others, sources, PUT_IN)).toEqual([]);
});

test('A breach is seen: a sentence whose row is gone, one that was never said, and one that only a test says', () => {
  const ids = [
    'refusal.no-plan.remedy',
    'refusal.gone',
    'status.step.done',
    'status.step.done.by',
    'form.said',
    'form.tested',
  ];
  const said = parsed(
    'packages/core/a.ts',
    `words(\`refusal.\${code}.remedy\`, \`status.step.\${one}\`, 'form.said');`,
  );
  const tested = parsed('packages/core/a.test.ts', "words('form.tested');");
  expect(sentencesAreSaid(ids, [said, tested], { 'refusal.': ['no-plan'] }).map((one) => one.split(' ')[0])).toEqual([
    'refusal.gone',
    'status.step.done.by',
    'form.tested',
  ]);
});

/** A choice between the languages' colons that a surface makes by itself. */
const OWN_COLON = /\? '[^'\n]*: ' : '[^'\n]*：'/;

// The sandbox plays others' trackers and knows nothing of the core, nor of its colon.
test('The colon between a name and what it names is written in one place', () => {
  const surfaces = sources.filter(({ path }) => /^packages\/(?!sandbox\/)/.test(path) && !path.endsWith('.test.ts'));
  expect(surfaces.filter(({ text }) => OWN_COLON.test(text)).map(({ path }) => path)).toEqual([]);
});

test('A breach is seen: a surface that chooses its own colon', () => {
  expect("locale === 'en' ? ': ' : '：'").toMatch(OWN_COLON);
  expect("locale === 'en' ? 'Change: ' : '变更：'").toMatch(OWN_COLON);
});

test('Every export is imported, and by more than tests', () => {
  expect(exportsAreUsed(sources)).toEqual([]);
});

test('A breach is seen: an export that nothing imports, and one that tests alone do', () => {
  const used = parsed('packages/web/a.ts', 'export const a = 1; export function b() { return a; } export class C {}');
  const user = parsed('packages/web/b.ts', "import { b } from './a.ts'; b();");
  const tested = parsed('packages/web/a.test.ts', "import { a, b, C } from './a.ts';");
  expect(exportsAreUsed([used, user])).toEqual([
    'packages/web/a.ts exports a, which nothing imports',
    'packages/web/a.ts exports C, which nothing imports',
  ]);
  expect(exportsAreUsed([used, user, tested])).toEqual(['packages/web/a.ts exports C for tests alone']);
  expect(exportsAreUsed([used, user, parsed('packages/web/c.ts', "await import('./a.ts');")])).toEqual([]);
});

test('Where exports wait, there are such files', () => {
  expect(mayWait.filter(([path]) => !sources.some((one) => one.path.startsWith(path)))).toEqual([]);
});
