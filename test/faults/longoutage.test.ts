/** An outage of more days than GitHub keeps deliveries: what people said in it is found by reading, in bounded steps, and nothing is asked for that GitHub cannot give. */

import { askedSince, askSince } from '@countersign/github/record/asked-since.ts';
import { addComment } from '@countersign/sandbox/world/comment.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { moveClock } from '../instruments/movedclock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BOARD = ['technical-expert', 'customer', 'project-manager'] as const;
const VOTERS = ['theo', 'chen-li', 'pan-wei'];
/** More than one round reads of a list. */
const MANY = 2050;

let line: Line;
let ahead = 0;
let number = 0;

function goOn(ms: number): void {
  ahead += ms;
  moveClock(ahead);
}

/** A request in review, whose text was shown for ten minutes when the app is gone. */
beforeEach(async () => {
  goOn(-ahead);
  line = await openLine();
  number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  goOn(10 * MINUTE);
  await line.server.reconcile();
  await line.server.stop();
});
afterEach(async () => {
  await line.close();
  goOn(-ahead);
});

const asked = () => line.spoken.filter(({ path }) => path.endsWith('/attempts'));
const asksAgain = () => line.answers(number).filter((answer) => answer.includes('say it again')).length;
const seen = async (path: string) => (await fetch(`${line.server.address}${path}`)).text();

/** The app is there again, four days after whatever happened last, and somebody said something a moment ago. */
async function back(): Promise<void> {
  await line.deliveries.settled();
  goOn(4 * DAY);
  line.as('developer').comment(1, 'a word of today');
  await line.deliveries.settled();
  await line.restart();
}

async function round(): Promise<number> {
  const before = line.spoken.length;
  await line.server.reconcile();
  await line.settled();
  return line.spoken.length - before;
}

test('three votes of an outage that GitHub has forgotten count in their order, and only what it keeps is asked for', async () => {
  for (const role of BOARD) {
    line.as(role).comment(number, '/approve');
    goOn(MINUTE);
  }
  for (let at = 0; at < 30; at += 1) line.as('developer').comment(1, `note ${at}`);
  await back();
  await round();
  const { stage, votes } = await line.state(number);
  expect({ stage, voters: votes.map(({ voter }) => voter.name) }).toEqual({ stage: 'approved', voters: VOTERS });
  const kept = line.deliveries.list().filter(({ redelivery }) => redelivery);
  expect(kept.map(({ payload }) => payload.includes('a word of today'))).toEqual([true]);
  expect(asked()).toHaveLength(1);
  expect(asksAgain()).toBe(0);
  await round();
  // What is known costs as little as on any other day.
  expect(await round()).toBeLessThan(20);
  expect(await seen('/readyz')).toContain('missed and still to be asked for: 0');
});

const rewritten = { ...ANSWERS, after: 'Only a colour changes.' };

test.each<readonly [string, () => (() => unknown) | undefined, number]>([
  [
    'it was edited',
    () => {
      const id = line.as('customer').comment(number, 'I will look at it.');
      line.as('owner').editComment(id, '/approve');
      return undefined;
    },
    1,
  ],
  [
    'it was written through an app',
    () => {
      const { repository, people } = line.seeded;
      const issue = repository.issues.get(number);
      if (issue) addComment(line.world, repository, issue, { account: people.customer, viaApp: true }, '/approve');
      return undefined;
    },
    0,
  ],
  [
    'the text was edited since',
    () => {
      line.as('customer').comment(number, '/approve');
      goOn(MINUTE);
      line.as('technical-expert').editIssue(number, { body: formBody('standard', 'en', rewritten) });
      return undefined;
    },
    1,
  ],
  [
    'an impact was recorded since',
    () => {
      line.as('customer').comment(number, '/approve');
      return () => line.as('project-manager').comment(number, '/assess cost CNY 9,000');
    },
    1,
  ],
])('a vote of such an outage does not count where %s', async (_, meanwhile, questions) => {
  const onReturn = meanwhile();
  await back();
  onReturn?.();
  await line.settled();
  for (let at = 0; at < 3; at += 1) await round();
  const { stage, votes } = await line.state(number);
  expect({ stage, votes: votes.filter(({ voided }) => !voided) }).toEqual({ stage: 'in-review', votes: [] });
  expect(asksAgain()).toBe(questions);
});

test('what is more than one round reads is gone on with, however close together it was written, and until then nothing is called whole', async () => {
  const { repository, people } = line.seeded;
  const issue = repository.issues.get(1);
  const { webhookUrl } = line.world.state.app;
  line.world.state.app.webhookUrl = '';
  const vote = line.as('technical-expert').comment(number, 'I will look at it.');
  for (let at = 0; at < MANY; at += 1) {
    if (at % 50 === 0) goOn(1000);
    if (issue) addComment(line.world, repository, issue, { account: people.developer, viaApp: false }, `note ${at}`);
  }
  for (const role of BOARD) line.as(role).comment(number, '/approve');
  // Written before, and edited after all that.
  line.as('technical-expert').editComment(vote, '/hold until our board has met');
  line.world.state.app.webhookUrl = webhookUrl;
  await back();
  const { documents, now } = line.server.parts;
  const since = new Date(now() - 5 * DAY).toISOString();
  await askSince(documents, since, new Date(now()).toISOString());
  await round();
  expect((await line.state(number)).votes).toHaveLength(0);
  expect(await askedSince(documents)).toBe(since);
  expect(await seen('/readyz')).toMatch(/missed comments and edits: read until \d{4}-/);
  expect(await seen('/metrics')).toMatch(/^countersign_reading_behind_seconds \d{6}/m);
  await round();
  await round();
  expect((await line.state(number)).stage).toBe('approved');
  expect(asksAgain()).toBe(1);
  expect(await askedSince(documents)).toBeUndefined();
  expect(await seen('/readyz')).not.toContain('read until');
  expect(await seen('/metrics')).toMatch(/^countersign_reading_behind_seconds 0$/m);
});
