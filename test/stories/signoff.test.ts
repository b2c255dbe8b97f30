/** A customer without an account signs, by real mail and over real HTTP (`rules.md 4.7`). */
import { afterEach, expect, test } from 'vitest';
import { browserAt, codesIn, linksIn, textsIn } from '../instruments/signer.ts';
import { asContact, LI, openSigning, type SigningLine } from '../instruments/signingline.ts';

let signing: SigningLine;
afterEach(() => signing.close());

/** What the team wrote for itself, what it costs in all, and who they are. */
const INTERNAL = [
  ...['CNY 5,000', 'CNY 8,000', 'dara', 'pan-wei', 'theo', 'rosa', 'Fonts', 'Switch it off', 'Export a thousand'],
  ...['Do nothing', 'New customers only accept PDF', 'Two contracts will not be signed', '60/40'],
];

const newest = (all: readonly string[]): string => {
  const last = all.at(-1);
  if (last === undefined) throw new Error('nothing came');
  return last;
};

/** Opens the newest link, has a code sent, and answers with it. */
async function answers(browser: ReturnType<typeof browserAt>, fields: Readonly<Record<string, string>>) {
  const page = await browser.open(newest(linksIn(signing.postbox, LI)));
  const coded = await browser.askForCode(page);
  const said = await browser.answer(coded, { code: newest(codesIn(signing.postbox, LI)), ...fields });
  await signing.line.settled();
  return { page, said };
}

test('4.7: a customer without an account confirms the plan, votes, is overtaken by an edit, votes again and accepts', async () => {
  signing = await openSigning();
  const { line, postbox, names, vouches, inReview } = signing;
  await names(asContact('Li Na', LI));
  await vouches(LI);
  const number = await inReview();
  const browser = browserAt(line);

  // The plan first.
  expect(linksIn(postbox, LI)).toHaveLength(1);
  expect(textsIn(postbox, LI)[0]).toContain('waits for your confirmation');
  const plan = await answers(browser, { choice: 'sign', name: 'Li Na, purchasing' });
  expect(plan.page.body).toContain('Confirm the plan');
  expect(plan.page.body).toContain('CNY 3,000');
  expect(plan.said.at).toBe('/sign');
  expect(plan.said.body).toContain('You confirmed the plan');
  expect((await line.state(number)).planConfirmed?.by.name).toBe('Li Na');

  // Then the vote; an edit comes between the page and the answer.
  expect(linksIn(postbox, LI)).toHaveLength(2);
  const vote = await browser.open(newest(linksIn(postbox, LI)));
  expect(vote.body).toContain('Decide on the change');
  const coded = await browser.askForCode(vote);
  line.as('project-manager').comment(number, '/assess cost CNY 8,000 split 60/40/0');
  await line.settled();
  const overtaken = await browser.answer(coded, { code: newest(codesIn(postbox, LI)), choice: 'sign' });
  expect(overtaken.status).not.toBe(200);
  expect((await line.state(number)).votes).toEqual([]);

  // What it costs by now is confirmed anew, and the page says what it was.
  const again = await answers(browser, { choice: 'sign' });
  expect(again.page.body).toContain('Changed since you last answered');
  for (const price of ['CNY 3,000', 'CNY 4,800']) expect(again.page.body).toContain(price);
  const agreed = await answers(browser, { choice: 'sign', name: 'Li Na' });
  expect(agreed.said.body).toContain('You agreed to the change');
  const [cast] = (await line.state(number)).votes;
  expect(cast).toMatchObject({ seat: 'customer', verdict: 'approve', authenticated: 'link' });
  expect(cast?.signedAs?.name).toBe('Li Na');
  expect(line.comments(number)[0]).toContain('Li Na');

  // Work, and the result.
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  line.as('project-manager').comment(number, '/start');
  await line.settled();
  line.as('developer').comment(number, '/done 1');
  await line.settled();
  line.as('project-manager').comment(number, '/done');
  await line.settled();
  expect((await line.state(number)).stage).toBe('verifying');
  const result = await answers(browser, { choice: 'sign' });
  expect(result.page.body).toContain('Accept the result');
  expect(result.said.body).toContain('You accepted the result');
  expect((await line.state(number)).accepted?.by.name).toBe('Li Na');

  // Nothing that is ours is in any page, or in any part of any mail.
  const mails = postbox.arrived.flatMap(({ mail }) => [
    mail.text,
    mail.html,
    mail.subject,
    JSON.stringify(mail.headers),
  ]);
  const pages = [plan, again, agreed, result].flatMap(({ page, said }) => [page.body, said.body]);
  for (const text of [...mails, ...pages, vote.body, coded.body, overtaken.body]) {
    const read = (text ?? '').replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
    for (const ours of INTERNAL) expect(read).not.toContain(ours);
  }
});

test('4.7: whoever asks is asked again once they are answered, and not before; a reason is kept with a no', async () => {
  signing = await openSigning();
  const { line, postbox, names, vouches, inReview } = signing;
  await names(asContact('Li Na', LI));
  await vouches(LI);
  const number = await inReview();
  const browser = browserAt(line);
  const asked = await answers(browser, { choice: 'ask', text: 'Does it print on A4?' });
  expect(asked.said.body).toContain('Your question was put on record');
  expect((await line.state(number)).concerns).toMatchObject([{ text: 'Does it print on A4?', by: { name: 'Li Na' } }]);
  expect(linksIn(postbox, LI)).toHaveLength(1);
  line.as('project-manager').comment(number, '/resolve C1 Yes, and on Letter.');
  await line.settled();
  expect(linksIn(postbox, LI)).toHaveLength(2);
  const confirmed = await answers(browser, { choice: 'sign' });
  expect(confirmed.page.body).toContain('Does it print on A4?');
  expect(confirmed.page.body).toContain('Yes, and on Letter.');
  const page = await browser.open(newest(linksIn(postbox, LI)));
  const coded = await browser.askForCode(page);
  const code = newest(codesIn(postbox, LI));
  // A no without a reason is asked back, and what was typed stands there.
  const bare = await browser.answer(coded, { code, choice: 'decline', name: 'Li Na' });
  expect(bare.status).toBe(422);
  expect(bare.body).toContain('value="Li Na"');
  const declined = await browser.answer(bare, { code, choice: 'decline', text: 'Too dear.' });
  expect(declined.body).toContain('You declined');
  await line.settled();
  expect((await line.state(number)).votes).toMatchObject([{ verdict: 'reject', reason: 'Too dear.' }]);
});

test('T6, 4.7: a contact whom nobody but the writer of the policy knows holds the seat up, and everybody reads what is needed', async () => {
  signing = await openSigning();
  const { line, names, inReview, vouches, postbox } = signing;
  await names(asContact('Li Na', LI));
  const number = await inReview();
  expect((await line.state(number)).stage).toBe('assessing');
  expect(line.answers(number).at(-1)).toMatch(/Li Na cannot sign yet.*nobody has confirmed.*page of contacts/s);
  expect(linksIn(postbox, LI)).toEqual([]);
  await vouches(LI);
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  expect(linksIn(postbox, LI)).toHaveLength(1);
});
