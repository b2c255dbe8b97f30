/** Shows the first start after an upgrade of the rules: what is green by the old ones is judged anew before anything else is written. */
import type { Json } from '@countersign/core/record/port.ts';
import { CHECK, headTarget } from '@countersign/github/project/check.ts';
import { RULES } from '@countersign/github/reconcile/anew.ts';
import { appActor } from '@countersign/sandbox/world/actor.ts';
import { createCheck, updateCheck } from '@countersign/sandbox/world/check.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import { afterEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const head = (pull: number) => line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';
const runs = (pull: number) =>
  (line.seeded.repository.checksOf.get(head(pull)) ?? []).map(
    (id) => line.seeded.repository.checks.get(id)?.conclusion,
  );

async function placeNow() {
  const { work: cache } = line.server.parts;
  const [work] = [...(await cache.openAnywhere()), ...(await cache.closedAnywhere())];
  const known = await line.server.parts.documents.find({
    ...{ tenant: work?.tenant ?? '', project: 'account', kind: 'place', id: work?.project ?? '' },
  });
  return known?.data as unknown as Parameters<typeof headTarget>[0];
}

/** The old rules wrote a green, and noted only which run it was. */
async function wroteGreen(pull: number): Promise<void> {
  const place = await placeNow();
  const { repository } = line.seeded;
  const known = (repository.checksOf.get(head(pull)) ?? []).at(-1);
  const content = { conclusion: 'success', status: 'completed', title: 'No change request needed', summary: 'x' };
  const external = { name: 'Countersign', externalId: `countersign:${head(pull)}` };
  const run = known
    ? updateCheck(line.world, repository, appActor(line.world), known, content)
    : createCheck(line.world, repository, appActor(line.world), head(pull), { ...external, ...content });
  const note = { id: run.id, digest: 'of the old rules' };
  await line.server.parts.projections.remember(headTarget(place, head(pull)), CHECK, note as Json);
}

/** The record as an older version left it. */
async function asBefore(...pulls: readonly number[]): Promise<void> {
  for (const pull of pulls) await wroteGreen(pull);
  await line.server.parts.documents.forget(RULES.key);
  await line.settled();
}

test('6.1: the first start under new rules judges open pull requests anew, and tells how many greens turned and why', async () => {
  const announced: string[] = [];
  line = await openLine({
    policy: (text) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]'),
    announce: (text) => announced.push(text),
  });
  const developer = line.as('developer');
  const { people, repository, pull } = line.seeded;
  developer.push('scratch', 'scratch', { 'docs/x.md': 'x' }, 'main');
  developer.push('idea', 'idea', { 'src/idea.js': '1' }, 'main');
  const idea = developer.openPull({ title: 'Idea', body: '', head: 'idea', base: 'scratch' });
  push(
    line.world,
    repository,
    { account: people['technical-expert'], viaApp: false },
    {
      ...{ branch: 'mine', from: 'main', message: 'mine', edits: { 'src/mine.js': '1' } },
    },
  );
  const mixed = developer.openPull({ title: 'Mine', body: '', head: 'mine', base: 'main' });
  await line.settled();
  await asBefore(idea, mixed);
  expect([runs(idea), runs(mixed), runs(pull)]).toEqual([['success'], ['success'], ['success']]);
  announced.length = 0;
  await line.restart();
  await line.settled();
  expect([runs(idea), runs(mixed), runs(pull)]).toEqual([['cancelled'], ['action_required'], ['success']]);
  expect(announced.join('\n')).toMatch(/2 of 3 greens turned/);
  expect(announced.join('\n')).toMatch(/1 × .*exempt-author-commit.*#\d+/);
  expect(announced.join('\n')).toMatch(/1 × .*uncovered.*#\d+/);
  announced.length = 0;
  await line.restart();
  await line.settled();
  expect(announced).toEqual([]);
});

test('6.1: a green that a closed pull request kept by the old rules is withdrawn at the first start under new ones', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  await asBefore(pull);
  await line.restart();
  await line.settled();
  expect(runs(pull)).toEqual(['cancelled']);
});

test('6.1: while GitHub is away at that start, what could not be judged is judged by the queue', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  await asBefore(pull);
  line.api.faults.add({ kind: 'status', status: 503, message: 'away', on: /check-runs/, times: 2 });
  await line.restart();
  await expect.poll(() => runs(pull)).toEqual(['action_required']);
});

test('6.1: a record that knows nothing of a run that stands already makes no second one', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const place = await placeNow();
  await line.server.parts.projections.forget(headTarget(place, head(pull)));
  const [work] = await line.server.parts.work.open(place.tenant, place.project);
  await line.server.parts.work.forget(place.tenant, place.project, work?.id ?? '');
  await line.server.reconcile();
  await line.settled();
  expect(runs(pull)).toEqual(['action_required']);
});

test('6.1: a group that waits, green by the old rules, is judged anew at the first start under new ones', async () => {
  line = await openLine();
  const { repository } = line.seeded;
  repository.queueMethod = 'squash';
  const developer = line.as('developer');
  developer.push('rogue', 'rogue', { 'src/rogue.js': '1' }, 'main');
  const pull = developer.openPull({ title: 'Rogue', body: '', head: 'rogue', base: 'main' });
  await line.settled();
  const { headSha } = developer.joinMergeQueue(pull);
  await line.settled();
  const run = [...repository.checks.values()].find((one) => one.headSha === headSha);
  const green = { conclusion: 'success', status: 'completed', title: 'No change request needed', summary: 'x' };
  const { id } = updateCheck(line.world, repository, appActor(line.world), run?.id ?? 0, green as never);
  await line.server.parts.projections.remember(headTarget(await placeNow(), headSha), CHECK, { id, digest: 'old' });
  await line.server.parts.documents.forget(RULES.key);
  await line.restart();
  await line.settled();
  expect(repository.checks.get(id)?.conclusion).toBe('action_required');
});

test('6.1: a run of which GitHub says once that it is not there gets no second one beside it', async () => {
  line = await openLine();
  const developer = line.as('developer');
  developer.push('free', 'free', { 'docs/free.md': '1' }, 'main');
  const pull = developer.openPull({ title: 'Free', body: '', head: 'free', base: 'main' });
  await line.settled();
  line.api.faults.add({ kind: 'status', status: 404, on: /^PATCH .*check-runs/, times: 1 });
  developer.editPull(pull, { body: 'Change: #999' });
  await line.settled();
  expect(runs(pull)).toEqual(['action_required']);
});

test('4.4: while that start judges what GitHub takes long to tell, what is said to close a gate closes it', async () => {
  line = await openLine({ checked: false });
  const number = await approvedWork(line);
  const developer = line.as('developer');
  const others = Array.from({ length: 9 }, (_, at) => {
    developer.push(`free-${at}`, 'words', { [`docs/${at}.md`]: '1' }, 'main');
    return developer.openPull({ title: 'Words', body: '', head: `free-${at}`, base: 'main' });
  });
  await line.settled();
  await asBefore(...others);
  line.api.faults.add({ kind: 'delay', ms: Number.POSITIVE_INFINITY, on: /^GET .*check-runs\/\d+/ });
  await line.restart();
  line.as('project-manager').comment(number, '/hold The customer has doubts');
  await expect.poll(() => runs(line.seeded.pull)).toEqual(['action_required']);
});
