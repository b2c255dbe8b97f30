/** Shows that answers to one person come together in one comment, each once and in order, and that what is asked again is answered in place. */
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
/** Added to the server's clock, so that minutes pass in a moment. */
let ahead = 0;
afterEach(async () => {
  ahead = 0;
  await line.close();
});

async function filed(options: Parameters<typeof openLine>[0] = {}): Promise<number> {
  line = await openLine({ now: () => Date.now() + ahead, ...options });
  const number = line.file();
  await line.settled();
  return number;
}

/** Our comments with answers in them, oldest first. */
const told = (number: number) => line.comments(number).filter((body) => body.includes('countersign:reply'));
const count = (text: string, part: string | RegExp) => text.split(part).length - 1;

test('three wrong commands in ten seconds: three explanations, in order, in one comment', async () => {
  const number = await filed();
  for (const wrong of ['/aprove', '/assess cost many', '/plann']) {
    line.as('requester').comment(number, wrong);
    await line.settled();
    ahead += 4000;
  }
  expect(told(number)).toHaveLength(1);
  const [body = ''] = told(number);
  expect(count(body, 'countersign:reply')).toBe(3);
  const places = ['aprove', 'cost many', 'plann'].map((word) => body.indexOf(word));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(line.answers(number)).toHaveLength(3);
});

test('after a minute, and to somebody else, it is a comment of its own', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/aprove');
  await line.settled();
  line.as('customer').comment(number, '/rejekt');
  await line.settled();
  expect(told(number)).toHaveLength(2);
  ahead += 61_000;
  line.as('requester').comment(number, '/plann');
  await line.settled();
  expect(told(number)).toHaveLength(3);
  expect(told(number)[2]).toContain('plann');
});

test('ninety times /help by two people is one comment that names both, in few writes', {
  timeout: 600_000,
}, async () => {
  const number = await filed({ limited: true, checked: false });
  const before = line.spoken.length;
  for (let asked = 0; asked < 45; asked += 1) {
    line.as('customer').comment(number, '/help');
    line.as('developer').comment(number, '/help');
  }
  // Written at once, then after a second, after two, after four.
  await expect.poll(() => told(number).join(''), { timeout: 150_000, interval: 200 }).toContain('Asked 90 times');
  expect(told(number)).toHaveLength(1);
  const [body = ''] = told(number);
  expect(body).toContain('Asked 90 times by chen\\-li and dara');
  expect(body).not.toContain('@chen');
  expect(count(body, '/submit')).toBe(1);
  const writes = line.spoken.slice(before).filter((one) => one.method !== 'GET' && one.path.includes('/comments'));
  // The status comment of the request is written once.
  expect(writes.length).toBeLessThan(10);
});

test('/explain asked again after minutes shows the gate as it is now, in the same comment; long after, in a new one', async () => {
  const number = await filed();
  line.as('customer').comment(number, '/explain');
  await line.settled();
  ahead += 300_000;
  line.as('developer').comment(number, '/explain');
  await line.settled();
  expect(told(number)).toHaveLength(1);
  expect(told(number)[0]).toContain('Asked 2 times by chen\\-li and dara');
  ahead += 3_600_000;
  line.as('developer').comment(number, '/explain');
  await line.settled();
  expect(told(number)).toHaveLength(2);
});

test('a comment that somebody deleted meanwhile is made again', async () => {
  const number = await filed();
  line.as('requester').comment(number, '/aprove');
  await line.settled();
  const ours = [...line.seeded.repository.comments.values()].find((one) => one.body.includes('countersign:reply'));
  line.as('owner').deleteComment(ours?.id ?? 0);
  line.as('requester').comment(number, '/plann');
  await line.settled();
  expect(told(number)).toHaveLength(1);
  expect(line.answers(number).at(-1)).toContain('plann');
});

test('a lost answer of GitHub or a restart between two answers loses none and doubles none', async () => {
  const number = await filed();
  const disarm = line.api.faults.add({ kind: 'reset', times: 1, when: 'after' });
  line.as('requester').comment(number, '/aprove');
  await expect.poll(() => told(number).length).toBeGreaterThan(0);
  disarm();
  line.as('requester').comment(number, '/plann');
  await line.deliveries.settled();
  await line.restart();
  await expect.poll(() => line.answers(number).length).toBe(2);
  await line.settled();
  expect(told(number)).toHaveLength(1);
});

test('who presses the button of a check again and again gets one comment', async () => {
  await filed();
  const check = line.check(line.seeded.pull);
  for (let pressed = 0; pressed < 10; pressed += 1) {
    line.as('developer').pressCheckButton(check?.id ?? 0, 'explain');
    await line.deliveries.settled();
  }
  await line.settled();
  expect(told(line.seeded.pull)).toHaveLength(1);
  expect(told(line.seeded.pull)[0]).toContain('Asked 10 times by dara');
});
