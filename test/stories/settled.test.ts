/** Shows how a thread stays short: what was done is acknowledged where it was typed, and a no is folded away once it is settled. */
import type { Comment } from '@countersign/sandbox/world/record.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

async function filed(options: Parameters<typeof openLine>[0] = {}): Promise<number> {
  line = await openLine(options);
  const number = line.file();
  await line.settled();
  return number;
}

const commentsOn = (number: number): readonly Comment[] =>
  (line.seeded.repository.issues.get(number)?.comments ?? []).flatMap(
    (id) => line.seeded.repository.comments.get(id) ?? [],
  );
const written = (number: number, text: string) => commentsOn(number).filter(({ body }) => body === text);
const nods = (number: number, text: string) =>
  written(number, text).map(({ reactions = [] }) => reactions.map(({ content }) => content));
const answersOn = (number: number) =>
  commentsOn(number).filter(({ body }) => body.startsWith('<!-- countersign:reply'));
const foldedOn = (number: number) => answersOn(number).map(({ minimized }) => minimized);
const reacting = () => line.spoken.filter(({ path }) => path.endsWith('/reactions'));

test('what was done is acknowledged once by a reaction; what was refused, asked or done in part is answered', async () => {
  const number = await filed();
  line.as('customer').comment(number, '/approve');
  line.as('requester').comment(number, '/submit');
  await line.settled();
  line.as('project-manager').comment(number, '/help');
  line.as('project-manager').comment(number, '/triage\n/assess cost many');
  line.as('project-manager').comment(number, 'good morning');
  await line.settled();
  expect(nods(number, '/submit')).toEqual([['+1']]);
  for (const text of ['/approve', '/help', '/triage\n/assess cost many', 'good morning'])
    expect(nods(number, text)).toEqual([[]]);
  const rest = ASSESSMENT.replace('/triage\n', '');
  line.as('project-manager').comment(number, rest);
  await line.settled();
  expect(nods(number, rest)).toEqual([['+1']]);
  // Nothing is asked again by a server that begins anew, and a delivery that comes twice.
  const before = reacting().length;
  await line.restart();
  await line.settled();
  expect(reacting()).toHaveLength(before);
});

test('work that is accepted on its pull request is acknowledged there', async () => {
  const number = await filed({ policy: (text) => text.replace('claim: anyone', 'claim: role') });
  const pull = line.seeded.pull;
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, '/triage');
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  const said = `/accept #${number}`;
  line.as('customer').comment(pull, said);
  line.as('project-manager').comment(pull, said);
  await line.settled();
  expect(nods(pull, said)).toEqual([[], ['+1']]);
});

test('a no is folded away when the same person is done with it, and not before', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT.replace('/review', ''));
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect(foldedOn(number)).toEqual([undefined]);
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  // Somebody else's yes settles nothing of hers.
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  expect(foldedOn(number)).toEqual([undefined]);
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect(foldedOn(number)).toEqual(['RESOLVED']);
});

test('of several in one answer all have to be settled; what is refused afterwards stands open in one of its own', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, '/aprove\n/assess cost many');
  await line.settled();
  line.as('project-manager').comment(number, '/triage\n/assess cost CNY 5,000');
  await line.settled();
  expect(foldedOn(number)).toEqual([undefined]);
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  expect(answersOn(number)).toHaveLength(1);
  line.as('requester').comment(number, '/withdraw we do it otherwise');
  await line.settled();
  expect(foldedOn(number)).toEqual(['RESOLVED']);
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  expect(foldedOn(number)).toEqual(['RESOLVED', undefined]);
});

test('an answer that explains something stays', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/submitt\n/help');
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect(foldedOn(number)).toEqual([undefined]);
});

const REACT = /^POST .*\/reactions$/;
const FOLD = 'POST /graphql';
test.each([
  ['does not let it react', { kind: 'status', status: 404, on: REACT }, [], 'RESOLVED'],
  ['forbids it to react', { kind: 'status', status: 403, on: REACT }, [], 'RESOLVED'],
  ['loses the answer to a reaction', { kind: 'reset', when: 'after', times: 1, on: REACT }, ['+1'], 'RESOLVED'],
  ['asks it to wait', { kind: 'secondary-limit', retryAfterSeconds: 1, times: 1, on: REACT }, [], 'RESOLVED'],
  ['forbids it to fold', { kind: 'graphql', type: 'FORBIDDEN', message: 'no', on: FOLD }, ['+1'], undefined],
  ['does not find what it folds', { kind: 'graphql', type: 'NOT_FOUND', message: 'no', on: FOLD }, ['+1'], undefined],
  ['loses the answer to folding', { kind: 'reset', when: 'after', times: 1, on: FOLD }, ['+1'], 'RESOLVED'],
] as const)('where GitHub %s nothing else is held up, and nothing is asked for ever', async (_, fault, nod, fold) => {
  const number = await filed();
  line.as('requester').comment(number, '/submitt');
  await line.settled();
  line.api.faults.add(fault);
  line.as('requester').comment(number, '/submit');
  await line.settled();
  await expect.poll(() => [nods(number, '/submit'), foldedOn(number)], SOON).toEqual([[nod], [fold]]);
  expect((await line.state(number)).stage).toBe('submitted');
  await line.restart();
  await line.settled();
  expect(reacting().length).toBeLessThan(4);
});

test('what only nods leaves room: of many commands the first are acknowledged, the others are done all the same', async () => {
  const number = await filed({ limited: true });
  const texts = Array.from({ length: 30 }, (_, at) => `/concern the price of part ${at} is not agreed`);
  for (const text of texts) line.as('customer').comment(number, text);
  await expect.poll(async () => (await line.state(number)).concerns.length, SOON).toBe(texts.length);
  await line.settled();
  const nodded = texts.filter((text) => nods(number, text)[0]?.length === 1);
  expect(nodded.length).toBeGreaterThan(0);
  // A quarter of the 80 writes that GitHub lets an installation make in a minute.
  expect(nodded.length).toBeLessThanOrEqual(20);
  expect(reacting()).toHaveLength(nodded.length);
});
