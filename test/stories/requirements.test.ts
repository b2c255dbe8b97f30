/** Shows that every text of a requirement is on record with whose it is, whatever becomes of the issue (`rules.md 5.2`, 5.6). */

import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { folded, replayed } from '@countersign/core/record/run.ts';
import { REQUIREMENT, requirementStream } from '@countersign/core/requirement/decider.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const place = () => ({
  tenant: `github:${line.seeded.organization.id}`,
  project: nodeId('R', line.seeded.repository.id),
});
const idOf = (login: string): string =>
  `github:${[...line.world.state.accounts.values()].find((one) => one.login === login)?.id}`;
const issueId = (number: number) =>
  nodeId('I', line.seeded.repository.id, line.seeded.repository.issues.get(number)?.id ?? 0);
const streamOf = (id: string) => requirementStream(place().tenant, place().project, id);
const stateOf = async (id: string) => folded(REQUIREMENT, await line.server.parts.ledger.read(streamOf(id)));

/** What stands on record: who saved it, and its title and body. */
async function textsOf(id: string): Promise<readonly (readonly [string, unknown, unknown])[]> {
  const { texts } = await stateOf(id);
  return Promise.all(
    texts.map(async ({ by, snapshot }) => {
      const text = await readSnapshot(line.server.parts.texts, place().tenant, snapshot);
      return typeof text === 'object' ? ([by, text.title, text.body] as const) : ([by, text, text] as const);
    }),
  );
}

const pages = () => pageFacts({ parts: line.server.parts, mayRead: everyone, tracker: 'https://github.test' });
const EVERYONE = { kind: 'everyone' } as const;

/** Opened by the requester, with the mark of a requirement. */
const requirement = (title: string, body: string): number =>
  line.as('project-manager').fileForm({ title, body, labels: ['requirement'] }).number;

async function verified(id: string): Promise<void> {
  const { tenant, project } = place();
  expect(verifyProject(await line.server.record.readProject(tenant, project, 0, 5000))).toBeUndefined();
  const entries = await line.server.parts.ledger.read(streamOf(id));
  expect(await line.server.parts.register.row(streamOf(id))).toEqual(replayed(REQUIREMENT, entries));
}

test('5.2: each text is on record with whoever saved it, twice within a second, and none of them stands in the chain', async () => {
  line = await openLine();
  const number = requirement('Export', 'In CSV.');
  const id = issueId(number);
  line.as('owner').editIssue(number, { body: 'In CSV and PDF.' });
  line.as('owner').editIssue(number, { body: 'In PDF.' });
  line.as('project-manager').editIssue(number, { title: 'Exports' });
  await line.settled();
  const [mei, olga] = [idOf('pan-wei'), idOf('olga')];
  expect(await textsOf(id)).toEqual([
    [mei, 'Export', 'In CSV.'],
    [olga, 'Export', 'In CSV and PDF.'],
    [olga, 'Export', 'In PDF.'],
    [mei, 'Exports', 'In PDF.'],
  ]);
  const written = JSON.stringify(await line.server.record.read(streamOf(id)));
  expect(written).not.toMatch(/CSV|Export|pan-wei|olga/);
  await verified(id);
});

test('5.2: what an edit took the place of is on record although nobody told of it, and a lost edit is found as nobody’s', async () => {
  line = await openLine();
  const number = requirement('Export', 'In CSV.');
  const id = issueId(number);
  await line.settled();
  const lost = line.deliveries.meddle;
  line.deliveries.meddle = () => [];
  line.as('owner').editIssue(number, { body: 'In PDF.' });
  await line.deliveries.settled();
  line.deliveries.meddle = lost;
  line.as('owner').editIssue(number, { body: 'In XML.' });
  await line.settled();
  expect((await textsOf(id)).map(([by, , body]) => [by, body])).toEqual([
    [idOf('pan-wei'), 'In CSV.'],
    ['nobody', 'In PDF.'],
    [idOf('olga'), 'In XML.'],
  ]);
});

test('5.6: a deleted requirement keeps its last text, and a label that was taken off its record', async () => {
  line = await openLine();
  const [gone, unmarked] = [requirement('Export', 'In CSV.'), requirement('Reminders', 'By mail.')];
  const [goneId, unmarkedId] = [issueId(gone), issueId(unmarked)];
  await line.settled();
  line.as('owner').deleteIssue(gone);
  line.as('owner').removeLabel(unmarked, 'requirement');
  line.as('owner').editIssue(unmarked, { body: 'By letter.' });
  await line.settled();
  expect(await stateOf(goneId)).toMatchObject({ gone: { how: 'deleted', by: idOf('olga') }, isMarked: true });
  expect(await textsOf(goneId)).toEqual([[idOf('pan-wei'), 'Export', 'In CSV.']]);
  expect(await stateOf(unmarkedId)).toMatchObject({ isMarked: false });
  expect((await textsOf(unmarkedId)).at(-1)).toEqual([idOf('olga'), 'Reminders', 'By letter.']);
  const listed = await pages().requirements(place(), EVERYONE);
  expect(listed).toMatchObject({
    lines: expect.arrayContaining([
      expect.objectContaining({ label: `#${gone}`, isGone: true, text: { title: 'Export', body: 'In CSV.' } }),
      expect.objectContaining({ label: `#${unmarked}`, isMarked: false, by: { id: idOf('olga'), name: 'olga' } }),
    ]),
  });
  await verified(goneId);
});

test('5.2: the page of a requirement shows every text, the newest first, and a secret that was pasted can be erased', async () => {
  line = await openLine();
  const number = requirement('Export', 'In CSV.');
  const id = issueId(number);
  line.as('owner').editIssue(number, { body: 'In CSV. The key is hunter2.' });
  line.as('owner').editIssue(number, { body: 'In CSV.\n\n## Notes\n\nAsk finance.' });
  await line.settled();
  const { texts } = await stateOf(id);
  const database = connect(line.databaseUrl);
  await postgresTexts(database).erase(place().tenant, texts[1]?.snapshot ?? '', new Date().toISOString());
  await database.close();
  const shown = await pages().requirement(place(), id, EVERYONE);
  expect(shown).toMatchObject({
    label: `#${number}`,
    texts: [
      { text: { body: 'In CSV.\n\n## Notes\n\nAsk finance.' } },
      { text: 'erased' },
      { text: { body: 'In CSV.' } },
    ],
  });
  expect(texts[0]?.digest).toEqual(texts[2]?.digest);
  expect(await pages().requirement(place(), 'I_nowhere', EVERYONE)).toBe('hidden');
  await verified(id);
});

test('5.6: a transfer ends the record where it was, and goes on under both names where it is', async () => {
  line = await openLine();
  const { organization, repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  const other = addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
  createLabel(line.world, people.developer, other, { name: 'requirement' });
  const number = requirement('Export', 'In CSV.');
  const left = issueId(number);
  await line.settled();
  const { number: there, id } = line.as('owner').transferIssue(number, `${organization.login}/other`);
  await line.settled();
  const now = nodeId('I', other.id, id);
  const to = { project: nodeId('R', other.id), id: now };
  expect(await stateOf(left)).toMatchObject({ gone: { how: 'moved', by: idOf('olga'), to } });
  expect((await textsOf(left)).at(-1)?.[2]).toBe('In CSV.');
  const arrived = folded(
    REQUIREMENT,
    await line.server.parts.ledger.read(requirementStream(place().tenant, to.project, now)),
  );
  expect(arrived.names).toEqual([
    { label: `#${there}`, project: `${organization.login}/other` },
    { label: `#${number}`, project: `${organization.login}/${repository.name}` },
  ]);
  const gone = await pages().requirement(place(), left, EVERYONE);
  expect(gone).toMatchObject({ gone: { to: `${organization.login}/other#${there}` } });
});
