/** What the customer signed outside is brought by one of the provider's people and confirmed by another, on both trackers (`rules.md 4.7`). */
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test } from 'vitest';
import { approved, inReview } from '../instruments/board.ts';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { visiting } from '../instruments/visiting.ts';

let open: { close(): unknown } | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** Some days ago, wherever that is read. */
const SIGNED_ON = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const { customer, 'project-manager': manager, 'technical-expert': expert } = SEED_LOGINS;

test('4.7: by a comment and a button on GitHub it counts with the second word, and is shown as attested by both', async () => {
  const line: Line = await openLine();
  open = line;
  const number = await inReview(line);
  line
    .as('project-manager')
    .comment(number, `/attest @${customer} approved on ${SIGNED_ON}: the printed order, scan in the folder`);
  await line.settled();
  expect((await line.state(number)).votes).toEqual([]);
  // The one who brought it is one person, whichever way they say it again.
  line.as('project-manager').comment(number, '/second');
  await line.settled();
  expect((await line.state(number)).votes).toEqual([]);
  const other = visiting(line, expert);
  const form = await other.form(number);
  expect((await other.send(number, { ...form, type: 'second' })).status).toBe(303);
  await line.settled();
  const [vote] = (await line.state(number)).votes;
  expect(vote).toMatchObject({ seat: 'customer', voter: { name: customer }, authenticated: 'attestation' });
  expect(vote?.attested).toMatchObject({ by: { name: manager }, witness: { name: expert }, on: SIGNED_ON });
  const shown = line.comments(number)[0]?.replaceAll('\\', '') ?? '';
  expect(shown).toContain('attested by');
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
});

test('4.7: the form on the page records it, says what is wrong at its field, and the customer’s own vote takes its place', async () => {
  const line: Line = await openLine();
  open = line;
  const number = await inReview(line);
  const one = visiting(line, manager);
  const form = async () => ({
    ...(await one.form(number)),
    type: 'attest',
    verdict: 'approve',
    evidence: 'By letter, folder 3',
  });
  expect((await one.send(number, { ...(await form()), signer: customer, on: 'some day' })).status).toBe(422);
  expect((await one.send(number, { ...(await form()), signer: customer, on: SIGNED_ON })).status).toBe(303);
  await line.settled();
  expect((await line.state(number)).pendingAct?.act).toMatchObject({ act: 'attest', signer: { name: customer } });
  line.as('technical-expert').comment(number, '/second');
  await line.settled();
  line.as('customer').comment(number, '/reject that was another order');
  await line.settled();
  const votes = (await line.state(number)).votes.filter(({ replaced }) => !replaced);
  expect(votes).toMatchObject([{ voter: { name: customer }, verdict: 'reject', authenticated: 'comment' }]);
});

test('T16: the result that was accepted on paper is accepted', async () => {
  const line: Line = await openLine();
  open = line;
  const number = await approved(line);
  line.as('project-manager').comment(number, '/start');
  await line.settled();
  line.as('project-manager').comment(number, '/done 1\n\n/done');
  await line.settled();
  if ((await line.state(number)).stage !== 'verifying') {
    line.as('project-manager').comment(number, '/done');
    await line.settled();
  }
  line
    .as('project-manager')
    .comment(number, `/attest @${customer} accepted on ${SIGNED_ON}: the protocol of the hand-over`);
  await line.settled();
  line.as('technical-expert').comment(number, '/second');
  await line.settled();
  expect((await line.state(number)).accepted?.by.name).toBe(customer);
});

test('4.7: in Jira, where no link leaves the site, a contact signs in this way and the panel says so', async () => {
  const forge: Forge = await openForge();
  open = forge;
  await forge.govern(PROJECT, (text) =>
    text.replace(/^( *)customer:.*(?:\n\1 +.*)*$/m, '$1customer: [{ name: Li Na, mail: li.na@customer.example }]'),
  );
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  expect((await forge.state(issue))?.stage).toBe('in-review');
  const panel = async (name: string) => {
    const data = await forge.panel(name, issue);
    if (data.kind !== 'change') throw new Error('no change request');
    return data;
  };
  const before = await panel('mei');
  expect(JSON.stringify(before.next)).toContain('lets nothing leave the site');
  expect(before.signers).toEqual([{ value: 'Li Na', label: 'Li Na' }]);
  const ask = {
    type: 'attest',
    signer: 'Li Na',
    verdict: 'approve',
    on: SIGNED_ON,
    evidence: 'The order, attached',
  } as const;
  expect((await forge.act('rosa', issue, ask)).kind).toBe('refused');
  expect((await forge.act('mei', issue, ask)).kind).toBe('done');
  await forge.settled();
  const { act } = await panel('theo');
  expect((await forge.act('mei', issue, { type: 'second', act })).kind).toBe('refused');
  await forge.says('theo', issue, '/second');
  const [vote] = (await forge.state(issue))?.votes ?? [];
  expect(vote).toMatchObject({ voter: { name: 'Li Na' }, authenticated: 'attestation', attested: { on: SIGNED_ON } });
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['theo', 'technical-expert'],
  ] as const)
    await forge.act(name, issue, { type: 'vote', verdict: 'approve', reason: '', seat });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('approved');
});
