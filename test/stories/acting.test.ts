/** What somebody does on the page of a change request is theirs, of what they saw, once, and told on the issue (`rules.md` 4.1, 4.3, 7.1). */
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { type Reads, refOf, seenBy, sentBy, signedInAt } from '../instruments/visitor.ts';

let line: Line;
afterEach(() => line.close());

type Fields = Readonly<Record<string, string>>;

const STRANGER: Visitor = { kind: 'stranger' };

const signedIn = (login: string) => signedInAt(line, login);
const seen = (visitor: Visitor, number: number) => seenBy(line, visitor, number);
const sent = (visitor: Visitor, number: number, fields: Fields, reads?: Reads) =>
  sentBy(line, visitor, number, fields, reads ? { reads } : {});

/** A request before its board. */
async function inReview(): Promise<number> {
  const number = line.file();
  await line.settled();
  for (const [role, text] of [
    ['requester', '/submit'],
    ['project-manager', ASSESSMENT],
  ] as const) {
    line.as(role).comment(number, text);
    await line.settled();
  }
  return number;
}

const events = async (number: number): Promise<readonly string[]> => {
  const ref = await refOf(line, number);
  return (await line.server.parts.ledger.read(ref)).map(({ event }) => (event as { type: string }).type);
};

test('4.1: a vote pressed on the page is that person’s, authenticated by their session, told on the issue, and recorded once', async () => {
  line = await openLine();
  const number = await inReview();
  const customer = signedIn('chen-li');
  const { form, status } = await seen(customer, number);
  expect(status).toBe(200);
  const vote = { ...form, type: 'vote', seat: 'customer', verdict: 'approve', reason: '' };
  expect((await sent(customer, number, vote)).status).toBe(303);
  await line.settled();
  const before = await events(number);
  expect(before.filter((type) => type === 'voted')).toHaveLength(1);
  // The same press again, as of a form that is sent twice.
  expect((await sent(customer, number, vote)).status).toBe(303);
  await line.settled();
  expect(await events(number)).toEqual(before);
  const [cast] = (await line.state(number)).votes;
  expect(cast).toMatchObject({ voter: { name: 'chen-li' }, authenticated: 'button', seat: 'customer' });
  expect(line.comments(number).filter((text) => /chen\\?-li/.test(text) && !text.includes('|'))).toHaveLength(1);
});

test('4.3: what is said of a text that was edited meanwhile is not recorded, and nothing that was typed is lost', async () => {
  line = await openLine();
  const number = await inReview();
  const customer = signedIn('chen-li');
  const { form } = await seen(customer, number);
  line.as('project-manager').comment(number, '/assess cost CNY 900,000');
  await line.settled();
  const before = await events(number);
  const reason = 'It costs “too” much <b>now</b>';
  const answer = await sent(customer, number, { ...form, type: 'vote', seat: 'customer', verdict: 'reject', reason });
  expect(answer.status).toBe(409);
  expect(answer.body).toContain('was changed after this page was drawn');
  expect(answer.body).toContain('It costs “too” much &lt;b&gt;now&lt;/b&gt;</textarea>');
  expect(await events(number)).toEqual(before);
});

test('4.1, 4.4: nobody acts for another, past their role, or on what they may not read, and what is refused is said with its remedy', async () => {
  line = await openLine();
  const number = await inReview();
  const { form } = await seen(signedIn('chen-li'), number);
  const vote = { ...form, type: 'vote', seat: 'customer', verdict: 'approve', reason: '' };
  const before = await events(number);
  expect((await sent(STRANGER, number, vote)).status).toBe(401);
  expect((await sent(signedIn('chen-li'), number, vote, 'no')).status).toBe(404);
  expect((await sent(signedIn('chen-li'), number, vote, 'unknown')).status).toBe(503);
  const refused = await sent(signedIn('dara'), number, vote);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatch(/role="alert"/);
  expect((await events(number)).filter((type) => type !== 'attempt-refused')).toEqual(before);
});

/** What the form of an impact holds before anybody fills it in. */
const estimate = (fields: Fields): Fields => ({
  type: 'assess',
  confidence: 'high',
  evidence: 'Counted twice',
  ...fields,
});

test('2.2: impacts are assessed by forms, with their units, and what cannot be read is said at its field', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  for (const text of ['/submit']) line.as('requester').comment(number, text);
  await line.settled();
  line.as('project-manager').comment(number, '/triage');
  await line.settled();
  const manager = signedIn('pan-wei');
  const press = async (fields: Fields) => {
    const { form } = await seen(manager, number);
    const answer = await sent(manager, number, { ...form, ...estimate(fields) });
    await line.settled();
    return answer;
  };
  const wrong = await press({ dimension: 'cost', oneOff: 'rather a lot', effort: '5', effortUnit: 'person-days' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('aria-invalid="true"');
  expect(wrong.body).toContain('value="rather a lot"');
  const cost = { dimension: 'cost', oneOff: 'CNY 5,000', effort: '5', effortUnit: 'person-days' };
  expect((await press(cost)).status).toBe(303);
  expect((await press({ dimension: 'schedule', days: '2', late: '3', criticalPath: 'on' })).status).toBe(303);
  expect((await press({ dimension: 'quality', none: 'on', reason: 'Nothing of it is touched' })).status).toBe(303);
  const risk = { text0: 'Fonts', probability0: '2', impact0: '2', response0: 'mitigate', residual0: '2' };
  const spare = { text1: '', probability1: '', impact1: '', response1: '', residual1: '', owner1: '', due1: '' };
  expect((await press({ dimension: 'risk', ...risk, owner0: '', due0: '', ...spare })).status).toBe(303);
  const feasible = { dimension: 'feasibility', technical: 'yes', resources: 'yes', contract: 'yes', text: '' };
  expect((await press(feasible)).status).toBe(303);
  const { impacts } = (await line.state(number)).content;
  expect(impacts).toMatchObject({
    schedule: { value: { kind: 'value', value: { p50: 2, p90: 3, criticalPath: true } }, confidence: 'high' },
    cost: {
      value: { value: { oneOff: { currency: 'CNY', minor: 500_000 }, effort: { amount: 5, unit: 'person-days' } } },
    },
    quality: { value: { kind: 'none', reason: 'Nothing of it is touched' } },
    risk: {
      value: { value: { entries: [{ text: 'Fonts', probability: 2, impact: 2, response: 'mitigate', residual: 2 }] } },
    },
    feasibility: { value: { value: { technical: 'yes' } } },
  });
  // A form that was opened before somebody else assessed replaces nothing of theirs.
  const { form } = await seen(manager, number);
  line.as('project-manager').comment(number, '/assess cost CNY 900,000');
  await line.settled();
  const stale = await sent(manager, number, { ...form, ...estimate(cost) });
  expect(stale.status).toBe(409);
  expect((await line.state(number)).content.impacts.cost?.value).toMatchObject({
    value: { oneOff: { minor: 90_000_000 } },
  });
});

test.each([
  ['an impact that is none', { type: 'assess', dimension: 'luck' }],
  ['no form of ours', { type: 'nonsense' }],
  ['a command that has no button', { type: 'open' }],
  ['a verdict that is none', { type: 'vote', seat: 'customer', verdict: 'yes' }],
  ['a seat that is none', { type: 'vote', seat: 'king', verdict: 'approve', reason: '' }],
  ['a concern without words', { type: 'concern', text: '  ' }],
  ['letters that no record holds', { type: 'concern', text: 'It\u0000stops' }],
  ['a press that is none', { type: 'concern', text: 'It stops', press: 'p'.repeat(9000) }],
  ['a page that was never shown', { type: 'concern', text: 'It stops', content: '' }],
])('bad input is answered on the page and leaves the record as it is: %s', async (_, fields) => {
  line = await openLine();
  const number = await inReview();
  const customer = signedIn('chen-li');
  const { form } = await seen(customer, number);
  const before = await events(number);
  const answer = await sent(customer, number, { ...form, ...fields });
  expect(answer.status).toBe(422);
  expect(answer.body).toContain('role="alert"');
  expect(await events(number)).toEqual(before);
});

test('4.1: a yes in a comment that comes after the no that was pressed since undoes nothing', async () => {
  line = await openLine();
  const number = await inReview();
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  line.as('customer').comment(number, '/approve');
  line.deliveries.meddle = (one) => [one];
  const customer = signedIn('chen-li');
  const { form } = await seen(customer, number);
  const fields = { ...form, type: 'vote', seat: 'customer', verdict: 'reject', reason: 'Not like this' };
  expect((await sent(customer, number, fields)).status).toBe(303);
  await line.settled();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  line.as('developer').comment(number, 'By the way');
  await line.settled();
  const counted = (await line.state(number)).votes.filter(({ voter }) => voter.name === 'chen-li');
  expect(counted.map(({ verdict }) => verdict)).toEqual(['reject']);
});
