/** What must not be signed: by scanners, strangers, colleagues with a forwarded link, and whoever writes the policy (`rules.md 4.7`). */
import { CONTACTS, contactStream } from '@countersign/core/contact/decider.ts';
import { folded } from '@countersign/core/record/run.ts';
import { signoffStream } from '@countersign/core/signoff/decider.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Answered,
  browserAt,
  codesIn,
  confirmsContact,
  contactsPage,
  linksIn,
  textsIn,
} from '../instruments/signer.ts';
import { asContact, LI, openSigning, type SigningLine } from '../instruments/signingline.ts';
import { refOf, signedInAt } from '../instruments/visitor.ts';

const ZHAO = 'zhao@elsewhere.example';
const FRIEND = 'friend@elsewhere.example';
const HOUR = 3_600_000;

let signing: SigningLine;
beforeEach(async () => {
  signing = await openSigning();
});
afterEach(() => signing.close());

const newest = (all: readonly string[]): string => {
  const last = all.at(-1);
  if (last === undefined) throw new Error('nothing came');
  return last;
};

async function readyToSign(title?: string): Promise<number> {
  await signing.names(asContact('Li Na', LI));
  await signing.vouches(LI);
  return signing.inReview(title);
}

const place = () => {
  const { organization, repository } = signing.line.seeded;
  return { tenant: `github:${organization.id}`, project: nodeId('R', repository.id) };
};

async function entries(): Promise<number> {
  const { tenant, project } = place();
  return (await signing.line.server.parts.ledger.readProject(tenant, project, 0, 5000)).length;
}

const contactLines = async () =>
  folded(CONTACTS, await signing.line.server.parts.ledger.read(contactStream(place()))).lines;

async function signoffEvents(number: number): Promise<readonly { readonly type: string; readonly why?: string }[]> {
  const [{ contact = '' } = {}] = await contactLines();
  const stream = signoffStream(await refOf(signing.line, number), contact);
  return (await signing.line.server.parts.ledger.read(stream)).map(({ event }) => event as never);
}

/** Without what names the link itself. */
const body = ({ body: text }: Answered): string => text.replaceAll(/[\w-]{43}/g, '…');

test('a scanner that follows every link, however often, changes nothing, gets no cookie and sends no code', async () => {
  await readyToSign();
  const link = newest(linksIn(signing.postbox, LI));
  const before = await entries();
  for (let time = 0; time < 5; time += 1) {
    const page = await browserAt(signing.line).open(link);
    expect(page.status).toBe(200);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
  }
  expect(await entries()).toBe(before);
  expect(codesIn(signing.postbox, LI)).toEqual([]);
});

test('links that never were, are used, are over or followed by a newer one are told apart by nobody, and renewing tells nothing', async () => {
  const number = await readyToSign();
  const first = newest(linksIn(signing.postbox, LI));
  const browser = browserAt(signing.line);
  const coded = await browser.askForCode(await browser.open(first));
  await browser.answer(coded, { code: newest(codesIn(signing.postbox, LI)), choice: 'sign' });
  await signing.line.settled();
  const second = newest(linksIn(signing.postbox, LI));
  signing.line.as('project-manager').comment(number, '/assess cost CNY 9,000 split 60/40/0');
  await signing.line.settled();
  const third = newest(linksIn(signing.postbox, LI));
  signing.later(73 * HOUR);
  const never = `/sign/${'x'.repeat(43)}`;
  const answers: Answered[] = [];
  for (const path of [first, second, third, never]) answers.push(await browserAt(signing.line).open(path));
  expect(new Set([first, second, third]).size).toBe(3);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(new Set(answers.map(body)).size).toBe(1);
  // What is no link at all reads alike, too.
  expect(body(await browserAt(signing.line).open('/sign/short'))).toContain('This page cannot be used');
  const count = linksIn(signing.postbox, LI).length;
  const renewed: Answered[] = [];
  for (const page of [answers[3], answers[2]]) if (page) renewed.push(await browserAt(signing.line).renew(page));
  expect(new Set(renewed.map(body)).size).toBe(1);
  // To the same mailbox, and only for what there is to sign.
  expect(linksIn(signing.postbox, LI)).toHaveLength(count + 1);
  const page = await browserAt(signing.line).open(newest(linksIn(signing.postbox, LI)));
  expect(page.body).toContain('Confirm the plan');
});

test('a code works once, in the browser that asked for it, for its own request, and not after five others', async () => {
  const number = await readyToSign('One');
  await signing.inReview('Two');
  const [one = '', two = ''] = linksIn(signing.postbox, LI);
  const own = browserAt(signing.line);
  const first = await own.askForCode(await own.open(one));
  const code = newest(codesIn(signing.postbox, LI));
  const other = browserAt(signing.line);
  const second = await other.askForCode(await other.open(two));
  // Of another request.
  expect((await other.answer(second, { code, choice: 'sign' })).body).toContain('not the code that was sent last');
  // By a colleague to whom the link was forwarded: with the code, which they were told.
  const colleague = browserAt(signing.line);
  const forwarded = await colleague.open(one);
  const told = await colleague.answer(forwarded, { code, choice: 'sign' });
  expect(told.body).toContain('asked for in another browser');
  for (let time = 0; time < 5; time += 1) await own.answer(first, { code: '00000000', choice: 'sign' });
  expect((await own.answer(first, { code, choice: 'sign' })).body).toContain('This code is over');
  const third = await own.askForCode(await own.open(one));
  const good = newest(codesIn(signing.postbox, LI));
  expect((await own.answer(third, { code: good.replace(' ', ''), choice: 'sign' })).body).toContain('Thank you');
  await signing.line.settled();
  const before = await entries();
  // The same form again, as by the button "back": told as it was, and nothing more is recorded.
  expect((await own.answer(third, { code: good, choice: 'sign' })).body).toContain('Thank you');
  await signing.line.settled();
  expect(await entries()).toBe(before);
  expect((await browserAt(signing.line).answer(third, { code: good, choice: 'sign' })).status).toBe(404);
  const whys = (await signoffEvents(number)).filter(({ type }) => type === 'refused').map(({ why }) => why);
  expect(whys).toEqual(['other-attempt', ...Array(5).fill('wrong-code'), 'code-over']);
});

test('codes are sent so often and no more, and end after a quarter of an hour', async () => {
  await readyToSign();
  const browser = browserAt(signing.line);
  let page = await browser.open(newest(linksIn(signing.postbox, LI)));
  for (let time = 0; time < 5; time += 1) page = await browser.askForCode(page);
  expect(codesIn(signing.postbox, LI)).toHaveLength(5);
  const sixth = await browser.askForCode(page);
  expect(sixth.status).toBe(429);
  expect(sixth.body).toContain('Too many codes');
  expect(codesIn(signing.postbox, LI)).toHaveLength(5);
  signing.later(HOUR / 4);
  const late = await browser.answer(page, { code: newest(codesIn(signing.postbox, LI)), choice: 'sign' });
  expect(late.body).toContain('This code is over');
});

test('whoever has an old link takes nobody the new one, nor the links that are still to come', async () => {
  const number = await readyToSign();
  const old = newest(linksIn(signing.postbox, LI));
  const assesses = async (amount: string) => {
    signing.line.as('project-manager').comment(number, `/assess cost CNY ${amount} split 60/40/0`);
    await signing.line.settled();
  };
  await assesses('9,000');
  const own = browserAt(signing.line);
  const coded = await own.askForCode(await own.open(newest(linksIn(signing.postbox, LI))));
  const stranger = browserAt(signing.line);
  const over = await stranger.open(old);
  const presses = async (times: number) => {
    for (let time = 0; time < times; time += 1) await stranger.renew(over);
  };
  const before = linksIn(signing.postbox, LI).length;
  await presses(8);
  // Somebody is about to sign.
  expect(linksIn(signing.postbox, LI)).toHaveLength(before);
  const answered = await own.answer(coded, { code: newest(codesIn(signing.postbox, LI)), choice: 'sign' });
  expect(answered.body).toContain('Thank you');
  await signing.line.settled();
  for (let hours = 0; hours < 24; hours += 1) {
    await presses(2);
    signing.later(HOUR);
  }
  const sent = linksIn(signing.postbox, LI).length;
  expect(sent - before).toBeLessThanOrEqual(4);
  await presses(8);
  await assesses('9,500');
  expect(linksIn(signing.postbox, LI).length).toBeGreaterThan(sent);
  const page = await own.open(newest(linksIn(signing.postbox, LI)));
  expect(page.body).toContain('Confirm the plan');
});

test('an edit that has come, is waited for; what was typed and the code stay good', async () => {
  const number = await readyToSign();
  const browser = browserAt(signing.line);
  const coded = await browser.askForCode(await browser.open(newest(linksIn(signing.postbox, LI))));
  const code = newest(codesIn(signing.postbox, LI));
  signing.line.as('requester').editIssue(number, { title: 'Export invoices as PDF and as paper' });
  await signing.line.settled();
  const late = await browser.answer(coded, { code, choice: 'sign', text: 'as agreed' });
  expect(late.status).not.toBe(200);
  expect(late.body).toContain('edited a moment ago');
  expect(late.body).toContain('as agreed');
  expect((await signing.line.state(number)).planConfirmed).toBeUndefined();
});

test('a developer who swaps the address the day before the vote gets nothing by it, and the old address hears of it', async () => {
  const number = await readyToSign();
  const link = newest(linksIn(signing.postbox, LI));
  const browser = browserAt(signing.line);
  const coded = await browser.askForCode(await browser.open(link));
  await signing.names(asContact('Li Na', ZHAO));
  // The open link is dead, and so is its code.
  expect((await browserAt(signing.line).open(link)).status).toBe(404);
  const code = newest(codesIn(signing.postbox, LI));
  expect((await browser.answer(coded, { code, choice: 'sign' })).status).toBe(404);
  expect(newest(textsIn(signing.postbox, LI))).toContain('no longer name this address');
  expect(textsIn(signing.postbox, ZHAO)).toEqual([]);
  expect(signing.line.comments(number)[0]).toContain('Nobody may fill the seat of customer');
  // Nor can they vouch for it, alone or with a friend.
  const developer = await confirmsContact(signing.line, signedInAt(signing.line, 'dara'), ZHAO);
  expect(developer.status).toBe(409);
  await confirmsContact(signing.line, signedInAt(signing.line, 'pan-wei'), ZHAO);
  expect((await confirmsContact(signing.line, signedInAt(signing.line, 'pan-wei'), ZHAO)).status).toBe(409);
  expect(textsIn(signing.postbox, ZHAO)).toEqual([]);
  const shown = await contactsPage(signing.line, signedInAt(signing.line, 'olga'));
  expect(shown).toContain('Replaced another address');
  expect(shown).toContain('dara');
  // Two who answer for the project may: then it stands beside the signature.
  await confirmsContact(signing.line, signedInAt(signing.line, 'olga'), ZHAO);
  await signing.line.settled();
  signing.line.as('project-manager').comment(number, '/migrate');
  await signing.line.settled();
  const [, version = ''] = /`\/migrate (\w+)`/.exec(signing.line.answers(number).at(-1) ?? '') ?? [];
  signing.line.as('project-manager').comment(number, `/migrate ${version}`);
  await signing.line.settled();
  const other = browserAt(signing.line);
  for (let time = 0; time < 2; time += 1) {
    const page = await other.askForCode(await other.open(newest(linksIn(signing.postbox, ZHAO))));
    await other.answer(page, { code: newest(codesIn(signing.postbox, ZHAO)), choice: 'sign', name: 'Zhao' });
    await signing.line.settled();
  }
  expect(signing.line.comments(number)[0]).toContain('Li Na');
  const change = await (await import('../instruments/visitor.ts')).seenBy(
    signing.line,
    signedInAt(signing.line, 'olga'),
    number,
  );
  expect(change.body).toContain('the address replaced another');
  expect(change.body).toContain('signed with the name “<bdi>Zhao</bdi>”');
});

test('whoever wrote the line vouches for nobody, and where nobody knows who did, three people are asked', async () => {
  const { line } = signing;
  const file = (contact: string, who: 'project-manager' | 'developer') => {
    const { repository } = line.seeded;
    const path = '.github/countersign.yml';
    const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[path] ?? '';
    line.as(who).editFile(path, text.replace(/^ {2}customer: .*$/m, `  customer: [${contact}]`));
  };
  file(asContact('Li Na', LI), 'project-manager');
  await line.settled();
  expect((await confirmsContact(line, signedInAt(line, 'pan-wei'), LI)).status).toBe(409);
  const alone = await confirmsContact(line, signedInAt(line, 'olga'), LI);
  expect(alone.status).toBe(200);
  const [only] = await contactLines();
  expect(only?.confirmed).toBeUndefined();
  expect(only?.vouched).toHaveLength(1);
});

test('while somebody of the customer’s can sign, only they say who else does', async () => {
  await signing.names(asContact('Li Na', LI));
  await signing.vouches(LI);
  await signing.names(`${asContact('Li Na', LI)}, ${asContact('Zhao', ZHAO)}`);
  for (const login of ['pan-wei', 'olga']) {
    const answer = await confirmsContact(signing.line, signedInAt(signing.line, login), ZHAO);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('one of them has to confirm it');
  }
  // With an account of theirs.
  await signing.names(`"@chen-li", ${asContact('Li Na', LI)}, ${asContact('Zhao', ZHAO)}`);
  expect((await confirmsContact(signing.line, signedInAt(signing.line, 'chen-li'), ZHAO)).status).toBe(200);
  expect((await contactLines()).find((one) => one.confirmed?.how === 'customer')).toBeDefined();
});

test('an address at the domain that we send from signs nothing, whoever vouches for it', async () => {
  const ours = 'friend@mail.provider.example';
  await signing.names(asContact('Li Na', ours));
  await signing.vouches(ours);
  await signing.inReview();
  expect(linksIn(signing.postbox, ours)).toEqual([]);
  expect(await contactsPage(signing.line, signedInAt(signing.line, 'olga'))).toContain(
    'the address is the provider’s own',
  );
});

test('no link, code or address stands in a log line, and no address that a browser keeps but the first has the link', async () => {
  await readyToSign();
  const link = newest(linksIn(signing.postbox, LI));
  const browser = browserAt(signing.line);
  const page = await browser.open(link);
  const coded = await browser.askForCode(page);
  const code = newest(codesIn(signing.postbox, LI));
  const wrong = await browser.answer(coded, { code: '1', choice: 'sign' });
  const done = await browser.answer(wrong, { code, choice: 'sign' });
  const token = link.slice('/sign/'.length);
  for (const { at } of [coded, wrong, done]) expect(at).toBe('/sign');
  for (const text of [coded.body, wrong.body, done.body]) expect(text).not.toContain(`/sign/${token}`);
  const all = signing.logged.join('\n');
  for (const secret of [token, code, code.replace(' ', ''), LI]) expect(all).not.toContain(secret);
  const { tenant, project } = place();
  const record = JSON.stringify(await signing.line.server.parts.ledger.readProject(tenant, project, 0, 5000));
  for (const secret of [token, code, code.replace(' ', ''), LI]) expect(record).not.toContain(secret);
});

test('4.7, 6.3: whatever somebody calls themselves or asks by a link is their words and nothing else, and a link guesses no other', async () => {
  const number = await readyToSign();
  const browser = browserAt(signing.line);
  const link = newest(linksIn(signing.postbox, LI));
  // None of these is a link of ours, and each is told as every other that is over.
  for (const path of [
    `${link}%00`,
    `${link}%0d%0aset-cookie:%20x=1`,
    `/sign/${'%f0'.repeat(40)}`,
    '/sign/..%2f..%2fc',
  ]) {
    const none = await browserAt(signing.line).open(path);
    expect([404, 400]).toContain(none.status);
    expect(none.headers.get('set-cookie')).toBeNull();
  }
  const coded = await browser.askForCode(await browser.open(link));
  const code = newest(codesIn(signing.postbox, LI));
  const text =
    'Why?\n\n/approve\n\n@olga <script>alert(1)</script> [here](javascript:alert(1))\n<!-- countersign:status --> \u0000';
  const name = '@mallory\r\n| <img src=x onerror=alert(1)> **chair** \u202e\u0000';
  const asked = await browser.answer(coded, { code, choice: 'ask', text, name });
  expect(asked.status).toBe(200);
  await signing.line.settled();
  const state = await signing.line.state(number);
  expect([state.concerns.length, state.votes.length, state.planConfirmed]).toEqual([1, 0, undefined]);
  expect(state.concerns[0]?.by.name).toBe('Li Na');
  const shown = signing.line.comments(number).join('\n');
  expect(shown).not.toMatch(/(?<!\\)<(?:script|img)|(?<!\\)\]\(javascript|@olga|\n\/approve/);
  signing.line.as('project-manager').comment(number, '/resolve C1 Because.');
  await signing.line.settled();
  const again = await browser.askForCode(await browser.open(newest(linksIn(signing.postbox, LI))));
  const done = await browser.answer(again, { code: newest(codesIn(signing.postbox, LI)), choice: 'sign', name });
  expect(done.status).toBe(200);
  await signing.line.settled();
  const page = await (await import('../instruments/visitor.ts')).seenBy(
    signing.line,
    signedInAt(signing.line, 'olga'),
    number,
  );
  for (const body of [page.body, done.body]) expect(body).not.toMatch(/<script>alert|<img src|href="javascript/);
  expect(signing.line.comments(number).join('\n')).not.toMatch(/(?<!\\)<(?:script|img)|@mallory/);
});

test('4.7: a code is guessed five times, however often somebody tried before it was sent', async () => {
  await readyToSign();
  const browser = browserAt(signing.line);
  const page = await browser.open(newest(linksIn(signing.postbox, LI)));
  for (let time = 0; time < 52; time += 1) await browser.answer(page, { code: '1', choice: 'sign' });
  const coded = await browser.askForCode(page);
  const code = newest(codesIn(signing.postbox, LI));
  const guesses = await Promise.all(
    Array.from({ length: 8 }, (_, at) => browser.answer(coded, { code: String(at), choice: 'sign' })),
  );
  expect(guesses.filter(({ body: said }) => said.includes('not the code that was sent last'))).toHaveLength(5);
  expect((await browser.answer(coded, { code, choice: 'sign' })).body).toContain('This code is over');
});

test('4.7: a contact says by a link who else is of theirs, with a code of their mailbox, and nobody else says it so', async () => {
  const number = await readyToSign();
  await signing.names(`${asContact('Li Na', LI)}, ${asContact('Zhao', ZHAO)}, ${asContact('Friend', FRIEND)}`);
  const confirmed = async () => (await contactLines()).filter((one) => one.confirmed).length;
  const browser = browserAt(signing.line);
  const link = newest(linksIn(signing.postbox, LI));
  expect((await browser.open(link)).body).not.toContain(ZHAO);
  const page = await browser.askForCode(await browser.open(link));
  const code = newest(codesIn(signing.postbox, LI));
  expect(page.body).toContain(ZHAO);
  expect(page.body).toContain(FRIEND);
  const [, zhao = ''] = /name="knows" value="([^"]*)"[^<]*>[^<]*(?:<[^>]*>)*[^<]*Zhao/.exec(page.body) ?? [];
  const wrong = await browser.answer(page, { code: '00000000', choice: 'ask', text: 'Why?', knows: zhao });
  expect(wrong.body).toMatch(new RegExp(`value="${zhao}"[^>]* checked`));
  expect(await confirmed()).toBe(1);
  const colleague = browserAt(signing.line);
  await colleague.answer(await colleague.open(link), { code, choice: 'sign', knows: zhao });
  expect(await confirmed()).toBe(1);
  await browser.answer(page, { code, choice: 'ask', text: 'Why?', knows: zhao });
  await signing.line.settled();
  const confirmations = (await contactLines()).flatMap((one) => one.confirmed ?? []);
  expect(confirmations.map(({ how }) => how).toSorted()).toEqual(['ceremony', 'customer']);
  expect((await contactLines()).find(({ contact }) => contact === zhao)?.confirmed?.how).toBe('customer');
  expect((await signing.line.state(number)).concerns).toHaveLength(1);
  expect(linksIn(signing.postbox, FRIEND)).toEqual([]);
});
