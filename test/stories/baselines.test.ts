/** Shows how a baseline is agreed on, what it holds whatever becomes of the repository, and by which requests two of them differ (`rules.md 5.1`). */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { BASELINE, baselineStream } from '@countersign/core/baseline/decider.ts';
import { manifestDigest, manifestOf } from '@countersign/core/baseline/manifest.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { folded, replayed } from '@countersign/core/record/run.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const place = () => ({
  tenant: `github:${line.seeded.organization.id}`,
  project: nodeId('R', line.seeded.repository.id),
});
const issueId = (number: number) =>
  nodeId('I', line.seeded.repository.id, line.seeded.repository.issues.get(number)?.id ?? 0);
const idOf = (login: string): string =>
  `github:${[...line.world.state.accounts.values()].find((one) => one.login === login)?.id}`;
const baselines = async () => folded(BASELINE, await line.server.parts.ledger.read(baselineStream(place())));
const EVERYONE = { kind: 'everyone' } as const;
const pages = () => pageFacts({ parts: line.server.parts, mayRead: everyone, tracker: 'https://github.test' });
const compared = async (from: string, to: string) => {
  const found = await pages().baselineDifference(place(), { from, to }, EVERYONE);
  return typeof found === 'string'
    ? found
    : found.rows.map(({ id, kind, fields, by }) => [id, kind, fields, by?.label]);
};

/** As an operator calls it, beside the running server. */
function cli(...words: readonly string[]) {
  const program = fileURLToPath(new URL('../../packages/cli/countersign.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: line.databaseUrl, LANG: 'en_US.UTF-8' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'baseline', ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, text: stdout + stderr };
}

const AGREED = { items: 'Baseline', before: '', after: 'All requirements as they stand are agreed on.' };
const file = (title = 'Baseline of the contract') => line.file(AGREED, title);

async function verified(): Promise<void> {
  const { tenant, project } = place();
  expect(verifyProject(await line.server.record.readProject(tenant, project, 0, 5000))).toBeUndefined();
  const entries = await line.server.parts.ledger.read(baselineStream(place()));
  expect(await line.server.parts.register.row(baselineStream(place()))).toEqual(replayed(BASELINE, entries));
}

test('5.1: a baseline is made by the approval of its board, the customer among it, and holds every requirement as it was voted on', async () => {
  line = await openLine();
  const number = await approved(line, file());
  const [made, ...more] = await baselines();
  expect(more).toEqual([]);
  expect(made).toMatchObject({ id: 'B1', request: { label: `#${number}` }, changes: [] });
  expect(made?.items.map(({ id, label }) => [id, label])).toEqual(
    [1, 2, 3].map((one) => [issueId(one), `#${one}`]).sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  );
  expect(made?.manifest).toBe(manifestDigest(manifestOf(undefined, made?.items ?? [])));
  expect(made?.approvers.map(({ seat }) => seat).sort()).toEqual(['customer', 'project-manager', 'technical-expert']);
  for (const { snapshot, label } of made?.items ?? []) {
    const text = await readSnapshot(line.server.parts.texts, place().tenant, snapshot);
    const issue = line.seeded.repository.issues.get(Number(label.slice(1)));
    expect(text).toEqual({ title: issue?.title, body: issue?.body ?? '' });
  }
  await verified();
});

test('5.1, 4.3: who voted on a baseline voted on what it was: another text of any requirement ends the votes', async () => {
  line = await openLine();
  const number = file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  line.as('owner').editIssue(2, { body: 'Something else altogether.' });
  await line.settled();
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  expect(await baselines()).toEqual([]);
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  const [made] = await baselines();
  const item = made?.items.find(({ id }) => id === issueId(2));
  expect(await readSnapshot(line.server.parts.texts, place().tenant, item?.snapshot ?? '')).toMatchObject({
    body: 'Something else altogether.',
  });
});

test('5.1: two baselines differ by item and field, each row with its request or unauthorised, and the issues may be gone', async () => {
  line = await openLine();
  await approved(line, file());
  const change = await approved(line, line.file({ items: '#1', after: 'Invoices as CSV and PDF.' }, 'PDF'));
  line.as('owner').editIssue(1, { body: 'Invoices as CSV and PDF.' });
  line.as('owner').editIssue(2, { title: 'Nobody agreed to this' });
  line.as('owner').deleteIssue(3);
  const added = line.as('project-manager').fileForm({ title: 'New', body: 'Text', labels: ['requirement'] }).number;
  await line.settled();
  const expected = [
    [issueId(1), 'modified', ['text'], `#${change}`],
    [issueId(2), 'modified', ['title'], undefined],
    [expect.any(String), 'removed', [], undefined],
    [issueId(added), 'added', [], undefined],
  ];
  expect(await compared('B1', 'now')).toEqual(expect.arrayContaining(expected));
  await approved(line, file('The second one'));
  expect(await compared('B1', 'B2')).toEqual(expect.arrayContaining(expected));
  expect(await compared('B2', 'now')).toEqual([]);
  const listed = cli('list');
  expect(listed.text).toMatch(
    /harbour\/invoices B1: 3 requirements, approved .* by #\d+, digest [0-9a-f]{64}\n.* B2: 3/,
  );
  const differing = cli('compare', 'B1', 'B2');
  expect([differing.status, differing.text.match(/UNAUTHORISED/g)?.length]).toEqual([1, 3]);
  expect(differing.text).toContain(`#1 modified (text): by #${change}\n`);
  expect(cli('compare', 'B2')).toMatchObject({ status: 0, text: 'Nothing differs.\n' });
  expect(cli('certificate', 'B7')).toMatchObject({ status: 2, text: expect.stringMatching(/has B1, B2/) });
  const certificate = JSON.parse(cli('certificate', 'B1').text);
  expect(createHash('sha256').update(certificate.canonical).digest('hex')).toBe(certificate.manifest);
  expect(certificate.items[0].text).toMatchObject({ title: expect.any(String) });
  const [first, second] = await baselines();
  expect([first?.items.length, second?.items.length, second?.parent]).toEqual([3, 3, 'B1']);
  expect(second?.changes.map(({ label }) => label)).toEqual([`#${change}`]);
  for (const one of [1, 2, added]) line.as('owner').deleteIssue(one);
  await line.settled();
  expect(await compared('B1', 'B2')).toEqual(expect.arrayContaining([expected[0], expected[1], expected[2]]));
  const shown = await pages().baseline(place(), 'B1', EVERYONE);
  expect(shown).toMatchObject({ id: 'B1', items: [{ text: {} }, { text: {} }, { text: {} }] });
  await verified();
});

test('5.1: an approval that is told twice, or from which a crash cut off the baseline, makes one', async () => {
  line = await openLine();
  const number = file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.deliveries.settled();
  await line.restart();
  await line.settled();
  const made = await baselines();
  expect(made.map(({ id, approvers }) => [id, approvers.length])).toEqual([['B1', 3]]);
  expect(made[0]?.approvers.map(({ by }) => by)).toContain(idOf('chen-li'));
});

const flags = (number: number) => line.comments(number).filter((body) => body.includes('unauthorised'));

test('5.2: whoever edits what a baseline holds is told once for each text; ticks and notes, what was approved, and what no baseline holds are nobody’s matter', async () => {
  line = await openLine();
  line.as('owner').editIssue(2, { body: 'Before there was a baseline.' });
  await approved(line, file());
  await approved(line, line.file({ items: '#1', after: 'Invoices as CSV and PDF.' }, 'PDF'));
  line.as('owner').editIssue(1, { body: 'Invoices as CSV and PDF.' });
  line.as('owner').editIssue(2, { body: 'Before there was a baseline.\n\n## Notes\n\nAsk finance.' });
  await line.settled();
  expect([flags(1), flags(2)]).toEqual([[], []]);
  line.as('owner').editIssue(2, { body: 'Nobody agreed to this.' });
  await line.settled();
  line.as('owner').editIssue(2, { body: 'Nobody agreed to this.\n\n## Notes\n\nAsk finance.' });
  await line.settled();
  const [told, ...more] = flags(2);
  expect(more).toEqual([]);
  expect(told).toMatch(/@olga.*B1.*no approved change request/s);
  expect(line.seeded.repository.issues.get(2)?.body).toContain('Nobody agreed to this.');
});

test('5.2: by `allow` nothing is said, and the comparison still calls it unauthorised', async () => {
  line = await openLine({ policy: (text) => `${text}\nrequirements: { edits: allow }\n` });
  await approved(line, file());
  line.as('owner').editIssue(2, { body: 'Nobody agreed to this.' });
  await line.settled();
  expect(flags(2)).toEqual([]);
  expect(await compared('B1', 'now')).toEqual([[issueId(2), 'modified', ['text'], undefined]]);
});
