/** A press is recorded once, and told as what it became, whatever happens to the server or to its answer meanwhile (`rules.md` 4.1, 4.4). */
import { randomUUID } from 'node:crypto';
import { handle } from '@countersign/github/receive/line.ts';
import { afterEach, expect, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { mortalParts } from '../instruments/mortal.ts';
import { visiting } from '../instruments/visiting.ts';

let line: Line;
afterEach(() => line.close());

const COST = { type: 'assess', dimension: 'cost', confidence: 'high', evidence: 'Counted', oneOff: 'CNY 7,000' };

test('4.1: what was recorded and is sent again because no answer came is told as recorded, whatever it changed', async () => {
  line = await openLine();
  const number = await inReview(line);
  const manager = visiting(line, 'pan-wei');
  const form = { ...(await manager.form(number)), ...COST, effort: '5', effortUnit: 'person-days' };
  expect((await manager.send(number, form)).status).toBe(303);
  const before = await line.state(number);
  // It is no estimate of what stands there now: it is what stands there now.
  const again = await manager.send(number, form);
  expect([again.status, again.body.includes('it counts once')]).toEqual([303, true]);
  const held = { ...(await manager.form(number)), type: 'hold', reason: 'Wait for the lawyers' };
  expect((await manager.send(number, held)).status).toBe(303);
  expect((await manager.send(number, held)).status).toBe(303);
  expect((await line.state(number)).content).toEqual(before.content);
  await line.settled();
  expect(line.comments(number).filter((text) => text.includes('countersign:reply press:'))).toHaveLength(1);
});

test('4.1: other words by the same form are another press, and both are heard', async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = visiting(line, 'chen-li');
  const form = { ...(await customer.form(number)), type: 'vote', seat: 'customer' };
  await Promise.all([
    customer.send(number, { ...form, verdict: 'approve', reason: 'It is good' }),
    customer.send(number, { ...form, verdict: 'approve', reason: 'It is good' }),
  ]);
  expect((await customer.send(number, { ...form, verdict: 'reject', reason: 'Not like this' })).status).toBe(303);
  const votes = (await line.state(number)).votes.filter(({ voter }) => voter.name === 'chen-li');
  expect(votes.map(({ verdict }) => verdict)).toEqual(['approve', 'reject']);
});

test('4.1: whenever the server ends, what a press says is undone by no comment that was written before it, and sending it again tells the truth', {
  timeout: 300_000,
}, async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = visiting(line, 'chen-li');
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  const seen = new Set<string>();
  for (let writes = 0; ; writes += 1) {
    const reason = `Not like this ${writes}`;
    const isRecorded = async () => (await line.state(number)).votes.some((one) => one.reason === reason);
    line.deliveries.meddle = (one) => {
      held.push(one);
      return [];
    };
    line.as('customer').comment(number, '/approve');
    line.deliveries.meddle = (one) => [one];
    const life = { left: writes };
    const form = { ...(await customer.form(number)), type: 'vote', seat: 'customer', verdict: 'reject', reason };
    const answer = await customer.send(number, form, mortalParts(line.server.parts, life));
    const wasRecorded = await isRecorded();
    seen.add(`${answer.status} ${wasRecorded}`);
    if (answer.status !== 303) expect(answer.body).toContain('It is not known whether what you sent was recorded');
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    line.as('developer').comment(number, 'By the way');
    line.deliveries.meddle = (one) => [one];
    await line.settled();
    const standing = () =>
      line.state(number).then(({ votes }) => votes.findLast(({ voter }) => voter.name === 'chen-li'));
    expect((await standing())?.verdict).toBe(wasRecorded ? 'reject' : 'approve');
    if (life.left > 0) break;
    // The page stands there still.
    expect((await customer.send(number, form)).status).toBe(303);
    await line.settled();
    expect(await standing()).toMatchObject({ verdict: 'reject', reason });
    expect(
      line.comments(number).filter((text) => text.includes(reason) && text.includes('countersign:reply')),
    ).toHaveLength(1);
  }
  expect([...seen].toSorted()).toEqual(['303 true', '500 false', '500 true']);
});

test('4.1: a press that comes while a comment from before it is being handled is not undone by that', async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = visiting(line, 'chen-li');
  const form = { ...(await customer.form(number)), type: 'vote', seat: 'customer', verdict: 'reject', reason: 'No' };
  const { documents } = line.server.parts;
  let pressed: Promise<unknown> | undefined;
  // It has just seen that nobody has pressed anything.
  const busy: typeof documents = {
    ...documents,
    list: async (tenant, project, kind) => {
      const kept = await documents.list(tenant, project, kind);
      if (kind.startsWith('pressed/')) pressed ??= customer.send(number, form);
      await pressed;
      return kept;
    },
  };
  const told: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (one) => {
    told.push(one);
    return [];
  };
  line.as('customer').comment(number, '/approve');
  line.deliveries.meddle = undefined;
  for (const { event, payload } of told)
    await handle(
      { ...line.server.parts, documents: busy },
      { guid: randomUUID(), event, payload: JSON.parse(payload) },
    );
  expect(pressed).toBeDefined();
  await line.settled();
  const votes = (await line.state(number)).votes.filter(({ voter }) => voter.name === 'chen-li');
  expect(votes.map(({ verdict }) => verdict)).toEqual(['reject']);
});
