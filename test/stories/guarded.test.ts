/** Workflows and the policy pass only with a request in which their paths stand, over the whole line (`rules.md 6.4`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const FLOW = '.github/workflows/ci.yml';
const flow = (version: string, more = '') =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@${version}\n${more}`;

const summary = (pull: number) => line.seeded.repository.checks.get(line.check(pull)?.id ?? 0)?.summary ?? '';

let branches = 0;

/** A pull request of the developer that changes these files. */
function offer(files: Readonly<Record<string, string | null>>, body = ''): number {
  branches += 1;
  const head = `work-${branches}`;
  line.as('developer').push(head, 'Work', files, 'main');
  return line.as('developer').openPull({ title: 'Work', body, head, base: 'main' });
}

/** A request that is approved, of which this is the text after the change. */
async function decided(after: string): Promise<number> {
  return approved(line, line.file({ after }));
}

test('6.4: a workflow needs a request in which its path stands; the check says which path is missing in which, and a rename counts at both ends', async () => {
  line = await openLine({ policy: (text) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]') });
  line.as('owner').editFile(FLOW, flow('v4'));
  const vague = await decided('All workflows, .github/workflows/*.yml, use Node 24.');
  const exact = await decided(`\`${FLOW}\` uses Node 24.`);
  const both = await decided(`${FLOW} becomes .github/workflows/build.yml.`);

  const bare = offer({ [FLOW]: flow('v4', '      - run: npm test\n') });
  await line.settled();
  expect(line.check(bare)).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining(FLOW) });

  line.as('developer').editPull(bare, { body: `Change: #${vague}` });
  await line.settled();
  expect(line.check(bare)).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining(FLOW) });
  expect(summary(bare)).toMatch(new RegExp(`does not stand in .*#${vague}`));
  expect(summary(bare)).toContain('letter by letter');

  line.as('developer').editPull(bare, { body: `Change: #${exact}` });
  await line.settled();
  expect(line.check(bare)).toMatchObject({ conclusion: 'success' });

  const moved = offer({ [FLOW]: null, '.github/workflows/build.yml': flow('v4') }, `Change: #${exact}`);
  await line.settled();
  expect(line.check(moved)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('build.yml'),
  });
  line.as('developer').editPull(moved, { body: `Change: #${both}` });
  await line.settled();
  expect(line.check(moved)).toMatchObject({ conclusion: 'success' });

  const owners = offer({ 'docs/CODEOWNERS': '* @dara', 'docs/guide.md': 'x' });
  const plain = offer({ 'src/plain.ts': 'export {};' }, `Change: #${vague}`);
  await line.settled();
  expect(line.check(owners)).toMatchObject({ conclusion: 'action_required' });
  expect(line.check(plain)).toMatchObject({ conclusion: 'success' });
}, 600_000);

test('6.4: what a workflow has become on the base is not taken back commit by commit by work on something else', async () => {
  line = await openLine();
  const [owner, developer] = [line.as('owner'), line.as('developer')];
  owner.editFile(FLOW, flow('v4'));
  const request = await decided('Invoices are exported as PDF.');
  developer.push('work', 'Work', { 'src/work.ts': '1' }, 'main');
  owner.editFile(FLOW, flow('v5'));
  // Together these change nothing of it, and brought one by one the second takes back what the base has.
  for (const version of ['v5', 'v4']) developer.push('work', version, { [FLOW]: flow(version) });
  const pull = developer.openPull({ title: 'Work', body: `Change: #${request}`, head: 'work', base: 'main' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining(FLOW) });
  developer.push('squashed', 'Work', { 'src/work.ts': '1' }, 'main');
  developer.forcePush('work', line.seeded.repository.refs.get('refs/heads/squashed') ?? '');
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
}, 600_000);

test('7.2: a change of the policy names its file in a step of the plan, and is told so in Chinese', async () => {
  let text = '';
  line = await openLine({
    locale: 'zh-CN',
    policy: (given) => {
      text = given;
      return given;
    },
  });
  const number = await decided('发票可导出为 PDF。');
  const pull = offer({ [POLICY_PATH]: `${text}\ncriteria: ["安全"]\n` }, `变更：#${number}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining(POLICY_PATH),
  });
  expect(summary(pull)).toMatch(/没有写明/);
  expect(summary(pull)).toMatch(/逐字写明/);
  const other = await decided(`修改${POLICY_PATH}文件。`);
  line.as('developer').editPull(pull, { body: `变更：#${other}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
}, 600_000);

test.each([
  ['may be brought one by one', true],
  ['are merged as one', false],
])(
  '6.4: new versions of actions are asked of each commit where these %s',
  async (_, isEach) => {
    line = await openLine({ policy: (text) => text.replace('@dependabot[bot]', '@dara') });
    line.seeded.repository.rebaseMerges = isEach;
    const [owner, developer] = [line.as('owner'), line.as('developer')];
    const audit = '      - run: npm audit\n';
    owner.editFile(FLOW, flow('v4'));
    // What the base has by then is made again, and taken back with the new version.
    const raises = { taken: [flow('v4', audit), flow('v5')], raised: [flow('v5'), flow('v6')] };
    for (const [head, texts] of Object.entries(raises))
      for (const [at, text] of texts.entries())
        developer.push(head, 'Bump', { [FLOW]: text }, at === 0 ? 'main' : undefined);
    owner.editFile(FLOW, flow('v4', audit));
    const [taken, raised] = Object.keys(raises).map((head) =>
      developer.openPull({ title: 'Bump', body: '', head, base: 'main' }),
    );
    await line.settled();
    expect(line.check(raised ?? 0)).toMatchObject({ conclusion: 'success' });
    expect(line.check(taken ?? 0)).toMatchObject({ conclusion: isEach ? 'action_required' : 'success' });
  },
  600_000,
);

test('6.4: a listed author’s new versions of actions pass by themselves, and nothing beside them', async () => {
  line = await openLine({ policy: (text) => text.replace('@dependabot[bot]', '@dara') });
  line.as('owner').editFile(FLOW, flow('v4'));
  const [bump, more, mixed, branch] = [
    offer({ [FLOW]: flow('v5') }),
    offer({ [FLOW]: flow('v5', '      - run: curl evil\n') }),
    offer({ [FLOW]: flow('v5'), 'package.json': '{}' }),
    offer({ [FLOW]: flow('main') }),
  ];
  await line.settled();
  expect(line.check(bump)).toMatchObject({ conclusion: 'success', title: expect.stringContaining('versions') });
  for (const pull of [more, mixed, branch]) {
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    expect(summary(pull)).toMatch(/something else/);
  }
  // Another's commit makes it another's work.
  line.as('technical-expert').push(`work-${branches - 3}`, 'More', { [FLOW]: flow('v6') });
  await line.settled();
  expect(line.check(bump)).toMatchObject({ conclusion: 'action_required' });
}, 600_000);

test.each([
  ['en', `Use Node 24. Do not touch ${FLOW}.`, 'Change:', /leaves something as it is/],
  ['zh-CN', `改用 Node 24。不要改动 ${FLOW}。`, '变更：', /否定、疑问/],
] as const)(
  '6.4: what a request says to leave as it is, it does not let anybody change (%s)',
  async (locale, after, names, remedy) => {
    line = await openLine({ locale });
    const number = await decided(after);
    const pull = offer({ [FLOW]: flow('v4') }, `${names} #${number}`);
    await line.settled();
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining(FLOW) });
    expect(summary(pull)).toMatch(remedy);
  },
  600_000,
);

test('4.8: an emergency that nobody has ratified opens its gate, and for no workflow that its own text names', async () => {
  line = await openLine({ policy: (text) => text.replace('roles:', 'roles:\n  emergency-authority: ["@theo"]') });
  const other = await decided(`${FLOW} uses Node 24.`);
  const number = line.file({ after: `Update ${FLOW} and ${POLICY_PATH} so that invoices are sent again.` });
  await line.settled();
  line.as('technical-expert').comment(number, '/emergency INC-7 Invoices go out with wrong totals');
  await line.settled();
  const plain = offer({ 'src/a.ts': 'export {};' }, `Change: #${number}`);
  const pull = offer({ [FLOW]: flow('v4') }, `Change: #${number}`);
  const policy = offer({ [POLICY_PATH]: 'roles: {}' }, `Change: #${number}`);
  const both = offer({ [FLOW]: flow('v4') }, `Change: #${number}, #${other}`);
  await line.settled();
  expect(line.check(plain)).toMatchObject({ conclusion: 'success' });
  for (const one of [pull, policy]) {
    expect(line.check(one)).toMatchObject({ conclusion: 'action_required' });
    expect(summary(one)).toMatch(/no board has decided/);
    expect(summary(one)).toContain('/ratify');
  }
  expect(line.check(both)).toMatchObject({ conclusion: 'success' });
}, 600_000);
