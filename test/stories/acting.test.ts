/** What somebody does on the page of a change request is theirs, of what they saw, once, and told on the issue (`rules.md` 4.1, 4.3, 7.1). */
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { addressOf, pagesFor, type Reads, refOf, seenBy, sentBy, signedInAt } from '../instruments/visitor.ts';

let line: Line;
/** Added to the server's clock, so that minutes pass in a moment. */
let ahead = 0;
afterEach(async () => {
  ahead = 0;
  await line.close();
});

type Fields = Readonly<Record<string, string>>;

const STRANGER: Visitor = { kind: 'stranger' };

const signedIn = (login: string) => signedInAt(line, login);
const seen = (visitor: Visitor, number: number) => seenBy(line, visitor, number);
const sent = (visitor: Visitor, number: number, fields: Fields, reads?: Reads) =>
  sentBy(line, visitor, number, fields, reads ? { reads } : {});

const events = async (number: number): Promise<readonly string[]> => {
  const ref = await refOf(line, number);
  return (await line.server.parts.ledger.read(ref)).map(({ event }) => (event as { type: string }).type);
};

test('4.1: a vote pressed on the page is that person’s, authenticated by their session, told on the issue, and recorded once', async () => {
  line = await openLine();
  const number = await inReview(line);
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
  const number = await inReview(line);
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
  const number = await inReview(line);
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

/** Our comments in which it is told what somebody did, oldest first. */
const toldOf = (number: number, name: string) =>
  line.comments(number).filter((body) => body.startsWith('<!-- countersign:reply') && body.includes(name));

test('7.1: what one person does on the page within ten minutes is told in one comment, each press in its line, whatever fails', async () => {
  line = await openLine({ now: () => Date.now() + ahead });
  const number = await inReview(line);
  const press = async (login: string, text: string): Promise<void> => {
    const { form } = await seen(signedIn(login), number);
    expect((await sent(signedIn(login), number, { ...form, type: 'concern', text })).status).toBe(303);
    // What GitHub did not take is tried again after a while.
    await expect.poll(() => toldOf(number, text)).toHaveLength(1);
    await line.settled();
  };
  // GitHub makes the comment, and its answer is lost.
  line.api.faults.add({ kind: 'reset', on: /^POST .*\/comments$/, times: 1, when: 'after' });
  await press('chen-li', 'First doubt');
  await press('pan-wei', 'Of somebody else');
  ahead += 400_000;
  await line.restart();
  // GitHub does not know what it shows, once.
  line.api.faults.add({ kind: 'status', status: 404, message: 'Not Found', on: /^PATCH .*\/comments\//, times: 1 });
  await press('chen-li', 'Second doubt');
  // Whoever asks is answered below none of it.
  line.as('customer').comment(number, '/aprove');
  await line.settled();
  expect(toldOf(number, 'First doubt')).toHaveLength(1);
  const [both = ''] = toldOf(number, 'First doubt');
  expect(both).toMatch(/First doubt[\s\S]*Second doubt/);
  expect(both).not.toMatch(/somebody else|aprove/);
  expect(toldOf(number, 'Of somebody else')).toHaveLength(1);
  const ours = [...line.seeded.repository.comments.values()].find(({ body }) => body.includes('First doubt'));
  line.as('owner').deleteComment(ours?.id ?? 0);
  await line.settled();
  await press('chen-li', 'Third doubt');
  expect(toldOf(number, 'First doubt')).toHaveLength(1);
  expect(toldOf(number, 'First doubt')[0]).toContain('Third doubt');
  ahead += 601_000;
  await press('chen-li', 'Much later');
  expect(toldOf(number, 'Much later')).toHaveLength(1);
  expect(toldOf(number, 'Much later')[0]).not.toContain('First doubt');
});

test('7.1: whoever filed a request is called once when others refuse it, and not for what they did themselves', async () => {
  line = await openLine({ now: () => Date.now() + ahead });
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  const called = () => line.comments(number).filter((body) => /@rosa: change request #\d+ is now/.test(body));
  line.as('project-manager').comment(number, '/decline not in this contract');
  await line.settled();
  expect(called()).toHaveLength(1);
  expect(called()[0]).toContain('is now rejected: not in this contract');
  await line.restart();
  await line.server.reconcile();
  await line.settled();
  expect(called()).toHaveLength(1);
  const other = line.file();
  await line.settled();
  line.as('requester').comment(other, '/withdraw no longer needed');
  await line.settled();
  expect(line.comments(other).join('\n')).not.toContain('@rosa: change request');
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

/** A request that its manager assesses: nothing of it is known yet. */
async function underAssessment(): Promise<number> {
  const number = line.file();
  await line.settled();
  for (const [role, text] of [
    ['requester', '/submit'],
    ['project-manager', '/triage'],
  ] as const) {
    line.as(role).comment(number, text);
    await line.settled();
  }
  return number;
}

const SAID = {
  resources: 'One developer',
  rollback: 'Switch it off',
  tests: 'Export ten\r\nand print',
  acceptance: 'It prints',
};
const step = (index: number, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries({ id: '', text: '', owner: '', start: '', end: '', ...fields }).map(([name, value]) => [
      `${name}${index}`,
      value,
    ]),
  );

test('2.4: the plan is written in rows, names people by their logins whatever role they hold, and says what is wrong in its row', async () => {
  line = await openLine();
  const number = await underAssessment();
  const manager = signedIn('pan-wei');
  const press = async (fields: Fields) => {
    const { form } = await seen(manager, number);
    const answer = await sent(manager, number, { ...form, type: 'plan', ...SAID, ...fields });
    await line.settled();
    return answer;
  };
  const first = step(0, { text: 'Draw it', owner: 'dara', start: '2027-03-01', end: '2027-03-03' });
  // Nobody makes us ask GitHub for names who may not write the plan.
  const asked = line.spoken.length;
  const { form } = await seen(signedIn('chen-li'), number);
  const strangers = step(0, { text: 'Draw it', owner: 'somebody-new' });
  expect((await sent(signedIn('chen-li'), number, { ...form, type: 'plan', ...SAID, ...strangers })).status).toBe(409);
  expect(line.spoken.slice(asked).some((one) => JSON.stringify(one).includes('somebody-new'))).toBe(false);
  const wrong = await press({ ...first, ...step(1, { text: 'Test it', owner: '@nobody-here', start: '2027-03-05' }) });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatch(/id="plan-owner1"[^>]*aria-invalid="true"/);
  expect(wrong.body).toContain('Nobody has the login “@nobody-here”');
  expect(line.spoken.slice(asked).some((one) => JSON.stringify(one).includes('nobody-here'))).toBe(true);
  expect(wrong.body).toMatch(/id="plan-text1"[^>]*>Test it</);
  const backwards = step(1, { text: 'Test it', owner: 'theo', start: '2027-03-05', end: '2027-03-04' });
  const ends = await press({ ...first, ...backwards });
  expect(ends.status).toBe(422);
  expect(ends.body).toMatch(/id="plan-end1"[^>]*aria-invalid="true"/);
  expect(ends.body).toContain('href="#plan-end1"');
  const more = await press({ ...first, more: 'rows' });
  expect(more.status).toBe(200);
  expect(more.body).toMatch(/id="plan-text0"[^>]*>Draw it</);
  expect(more.body).toContain('id="plan-text3"');
  expect((await line.state(number)).content.plan).toBeUndefined();
  const whole = { ...first, ...step(1, { text: 'Test it', owner: '@Theo', start: '2027-03-04' }), ...step(2, {}) };
  expect((await press(whole)).status).toBe(303);
  const { plan } = (await line.state(number)).content;
  expect(plan).toMatchObject({
    steps: [
      { id: '1', text: 'Draw it', owner: { name: 'dara' }, start: '2027-03-01', end: '2027-03-03' },
      { id: '2', text: 'Test it', owner: { name: 'theo' }, start: '2027-03-04' },
    ],
    ...{
      resources: 'One developer',
      rollback: 'Switch it off',
      tests: 'Export ten\nand print',
      acceptance: ['It prints'],
    },
  });
  // What nobody touched is the same plan.
  const { body } = await seen(manager, number);
  expect(body).toMatch(/name="owner0"[^>]*value="dara"/);
  const again = {
    ...whole,
    ...step(0, { text: 'Draw it', owner: 'dara', start: '2027-03-01', end: '2027-03-03', id: '1' }),
  };
  expect((await press({ ...again, id1: '2' })).status).toBe(303);
  expect((await line.state(number)).content.plan).toEqual(plan);
});

test('2.1: alternatives are written in rows, one of them recommended', async () => {
  line = await openLine();
  const number = await underAssessment();
  const manager = signedIn('pan-wei');
  const press = async (fields: Fields) => {
    const { form } = await seen(manager, number);
    return sent(manager, number, { ...form, type: 'alternatives', ...fields });
  };
  const rows = { text0: 'Do nothing', nothing0: 'on', text1: 'Buy it', text2: '' };
  const wrong = await press({ ...rows, recommended: '2' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toMatch(/id="alternatives-recommended"[^>]*aria-invalid="true"/);
  expect((await press({ ...rows, recommended: '1' })).status).toBe(303);
  await line.settled();
  expect((await line.state(number)).content.alternatives).toEqual([
    { text: 'Do nothing', recommended: false, doNothing: true },
    { text: 'Buy it', recommended: true, doNothing: false },
  ]);
});

test('4.3: two windows are open; what the first recorded is shown to the second, whose rows come back, and whose votes an edit ends is said before', async () => {
  line = await openLine();
  const number = await inReview(line);
  const customer = signedIn('chen-li');
  const vote = { type: 'vote', seat: 'customer', verdict: 'approve', reason: '' };
  await sent(customer, number, { ...(await seen(customer, number)).form, ...vote });
  await line.settled();
  const manager = signedIn('pan-wei');
  const { form, body } = await seen(manager, number);
  expect(body).toMatch(/ends the votes that depend on plan:[^.]*chen-li/);
  const plan = (text: string) => ({
    ...form,
    type: 'plan',
    ...SAID,
    ...step(0, { text, owner: 'dara', start: '2027-03-01' }),
  });
  expect((await sent(manager, number, plan('Draw it'))).status).toBe(303);
  await line.settled();
  const late = await sent(manager, number, { ...plan('Paint it'), press: crypto.randomUUID() });
  expect(late.status).toBe(409);
  expect(late.body).toContain('class="changed"');
  expect(late.body.slice(late.body.indexOf('class="changed"'))).toContain('Draw it');
  expect(late.body).toMatch(/id="plan-text0"[^>]*>Paint it</);
  expect((await line.state(number)).content.plan?.steps.map(({ text }) => text)).toEqual(['Draw it']);
  // The same form sent again is recorded once.
  const before = await events(number);
  await sent(manager, number, plan('Draw it'));
  expect(await events(number)).toEqual(before);
});

test('2.3: the class and the plan in time are said while somebody types, and nothing is recorded', async () => {
  line = await openLine();
  const number = await underAssessment();
  const manager = signedIn('pan-wei');
  const { form } = await seen(manager, number);
  const before = await events(number);
  const asTyped = async (visitor: Visitor, fields: Fields) => {
    const body = new URLSearchParams({ ...form, ...fields });
    const answer = await pagesFor(line, visitor).request(`${addressOf(await refOf(line, number))}/as-typed`, {
      method: 'POST',
      body,
    });
    return { status: answer.status, body: await answer.text() };
  };
  const days = { type: 'assess', dimension: 'schedule', confidence: 'high', days: '2', criticalPath: 'on' };
  expect((await asTyped(manager, days)).body).toContain('At least major so far: the critical path moves');
  expect((await asTyped(manager, { ...days, days: 'some' })).body).toBe('');
  const typing = { type: 'plan', ...SAID, ...step(0, { text: 'Draw <b>it', start: '2027-03-01', end: '2027-03-' }) };
  const { body } = await asTyped(manager, typing);
  expect(body).toContain('bar-step');
  expect(body).toContain('Draw &lt;b&gt;it');
  expect((await asTyped(STRANGER, days)).status).toBe(404);
  expect(await events(number)).toEqual(before);
});

const MANY = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`text${index}`, 'x']));

test.each([
  ['10,000 steps', { type: 'plan', ...MANY }],
  ['10,000 alternatives', { type: 'alternatives', ...MANY, recommended: '1' }],
  ['a step with a number of its own', { type: 'plan', text999999: 'x' }],
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
  const number = await inReview(line);
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
  const number = await inReview(line);
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
