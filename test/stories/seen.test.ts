/** A vote by comment is for what its voter can have seen: what the status comment showed in an earlier second (`rules.md 4.1`). */
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { person } from '@countersign/sandbox/world/actor.ts';
import { addComment } from '@countersign/sandbox/world/comment.ts';
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
/** The tracker's clock, which goes on only when a test says so. */
let clock = 0;
afterEach(() => line.close());

const BOARD = ['project-manager', 'technical-expert', 'customer'] as const;

async function inReview(): Promise<number> {
  clock = Math.floor(Date.now() / 1000) * 1000;
  line = await openLine({ clock: () => clock });
  const number = line.file();
  await line.settled();
  await says('requester', number, '/submit');
  await says('project-manager', number, ASSESSMENT);
  expect((await line.state(number)).stage).toBe('in-review');
  clock += 60_000;
  return number;
}

/** Writes a comment at this very moment, whatever is to be read. */
function writes(role: SeedRole, number: number, body: string): void {
  const { world, seeded } = line;
  const issue = seeded.repository.issues.get(number);
  if (!issue) throw new Error(`there is no #${number}`);
  addComment(world, seeded.repository, issue, person(world, SEED_LOGINS[role]), body);
}

/** Says something a while after everything was shown. */
async function says(role: SeedRole, number: number, body: string): Promise<void> {
  clock += 5_000;
  writes(role, number, body);
  await line.settled();
}

const approvals = async (number: number) =>
  (await line.state(number)).votes.filter((vote) => vote.verdict === 'approve').map((vote) => vote.seat);

test('4.1: an approval in the second in which the cost was recorded is asked for again, and counts when it is said again', async () => {
  const number = await inReview();
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  writes('customer', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual([]);
  expect(line.answers(number).at(-1)).toMatch(/cost/);
  await says('customer', number, '/approve');
  expect(await approvals(number)).toEqual(['customer']);
});

test('4.1: the second of the status comment itself counts as not seen, the next one as seen', async () => {
  const number = await inReview();
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  await line.settled();
  writes('customer', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual([]);
  clock += 1_000;
  writes('customer', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual(['customer']);
});

test('4.1, 4.3: only those are asked again whose vote depends on what they cannot have seen', async () => {
  const number = await inReview();
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  writes('technical-expert', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual(['technical-expert']);
});

test('4.1: who recorded it has seen it', async () => {
  const number = await inReview();
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  writes('project-manager', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual(['project-manager']);
});

test('4.1: a no counts whatever was seen', async () => {
  const number = await inReview();
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  writes('customer', number, '/reject too dear');
  await line.settled();
  expect((await line.state(number)).votes.map((vote) => vote.verdict)).toEqual(['reject']);
});

test('4.1: an approval that was written before the status comment could be is asked for again, however late it is heard', async () => {
  const number = await inReview();
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  writes('project-manager', number, '/assess cost CNY 90,000 split 60/40/0');
  clock += 60_000;
  writes('customer', number, '/approve');
  line.deliveries.meddle = undefined;
  for (const one of held) for (const listen of line.world.listeners) listen(one);
  clock += 60_000;
  await line.settled();
  expect(await approvals(number)).toEqual([]);
  await says('customer', number, '/approve');
  expect(await approvals(number)).toEqual(['customer']);
});

test('4.1: nobody has seen what somebody wrote over our status comment by hand', async () => {
  const number = await inReview();
  const ours = [...line.seeded.repository.comments.values()].find(
    (one) => one.issue === number && one.body.includes('countersign:status'),
  );
  line.as('owner').editComment(ours?.id ?? 0, 'Cost: nothing');
  clock += 2_000;
  writes('customer', number, '/approve');
  await line.settled();
  expect(await approvals(number)).toEqual([]);
  await says('customer', number, '/approve');
  expect(await approvals(number)).toEqual(['customer']);
});

test.each(['title', 'body'] as const)(
  '4.1: a yes in the second in which the %s was edited is asked for again',
  async (part) => {
    const number = await inReview();
    const issue = line.seeded.repository.issues.get(number);
    const text = `${issue?.[part] ?? ''} and the price doubles`;
    line.as('requester').editIssue(number, { [part]: text });
    writes('technical-expert', number, '/approve');
    await line.settled();
    expect(await approvals(number)).toEqual([]);
    await says('technical-expert', number, '/approve');
    expect(await approvals(number)).toEqual(['technical-expert']);
  },
);

test('4.1: a comment that is told with a text of later is no yes to that text', async () => {
  const number = await inReview();
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  writes('technical-expert', number, '/approve');
  clock += 3_000;
  line.as('requester').editIssue(number, { body: `${line.seeded.repository.issues.get(number)?.body ?? ''} and more` });
  line.deliveries.meddle = undefined;
  const [said, edited] = held;
  // The comment's payload is made only now, of the issue as it is now.
  if (!said || !edited) throw new Error('nothing was told');
  const { issue } = JSON.parse(edited.payload) as { readonly issue: unknown };
  const late: Occurrence = { ...said, payload: JSON.stringify({ ...JSON.parse(said.payload), issue }) };
  for (const one of [edited, late]) for (const listen of line.world.listeners) listen(one);
  await line.settled();
  expect(await approvals(number)).toEqual([]);
});

/** A plain date that is still to come, whenever and wherever this runs: a day of the past is refused. */
const inAWeek = (): string => new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10);

test('3.4: an act of the board that was proposed in the same second has nobody’s second', async () => {
  const number = await inReview();
  writes('project-manager', number, `/defer until ${inAWeek()} after the year-end closing`);
  writes('technical-expert', number, '/second');
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  await says('technical-expert', number, '/second');
  expect((await line.state(number)).stage).toBe('deferred');
});

test('4.1: with everybody’s approval on something shown, the request is approved', async () => {
  const number = await inReview();
  for (const role of BOARD) await says(role, number, '/approve');
  expect((await line.state(number)).approval).toBeDefined();
});
