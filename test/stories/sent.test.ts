import { type MailChannel, mailChannel } from '@countersign/mail/mail.ts';
import { type SmtpServer, smtpServerIn } from '@countersign/mail/smtp.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { toldOf, troublesIn } from '@countersign/postgres/told.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { openPostbox, type Postbox } from '../instruments/postbox.ts';
import { idOfRole, mailOfRole, reachable } from '../instruments/told.ts';

const FROM = { name: 'Countersign', address: 'countersign@example.com' };
const HOUR = 3_600_000;
const VOTERS = ['project-manager', 'technical-expert', 'customer'] as const;

let postbox: Postbox;
let mail: MailChannel;
let line: Line;
let later = 0;
const begun = Date.now();

beforeEach(async () => {
  later = 0;
  postbox = await openPostbox();
  mail = mailChannel({ server: smtpServerIn(postbox.url) as SmtpServer, from: FROM });
});
afterEach(async () => {
  await line.close();
  mail.stop();
  await postbox.close();
});

async function lineWithMail(options: Parameters<typeof openLine>[0] = {}): Promise<void> {
  line = await openLine({ channels: { mail }, now: () => begun + later, ...options });
}

const subjects = (role: Parameters<typeof mailOfRole>[0]) =>
  postbox.arrived.filter(({ to }) => to.includes(mailOfRole(role))).map(({ mail: { subject } }) => subject ?? '');

test('9: whoever has to act is told at once, once; nobody is told by mail who has said no address', async () => {
  await lineWithMail();
  await reachable(line, VOTERS.slice(0, 2));
  await inReview(line);
  expect(await line.server.send()).toBe(2);
  expect(await line.server.send()).toBe(0);
  for (const role of VOTERS.slice(0, 2)) expect(subjects(role)).toEqual([expect.stringContaining('votes are needed')]);
  expect(subjects('customer')).toEqual([]);
  // What is kept for them is told once it is known where.
  await reachable(line, ['customer']);
  expect(await line.server.send()).toBe(1);
  const [told] = await postbox.to(mailOfRole('customer'));
  expect(told?.mail.text).toContain('→ Your vote is awaited.');
  expect(told?.mail.text).toContain(`${line.server.address}/c/`);
});

test('9: what was settled before it left is not told, and what nobody has to act on comes in the morning, as one', async () => {
  await lineWithMail();
  await reachable(line, VOTERS);
  const numbers = [await inReview(line, line.file({}, 'One')), await inReview(line, line.file({}, 'Two'))];
  for (const number of numbers) line.as('customer').comment(number, '/approve');
  await line.settled();
  await line.server.send();
  // Voted already: nothing of what asked them is left.
  expect(subjects('customer').filter((one) => one.includes('votes are needed'))).toEqual([]);
  const before = subjects('customer').length;
  for (const number of numbers) line.as('requester').comment(number, '/withdraw Not needed any more');
  await line.settled();
  await line.server.send();
  expect(subjects('customer').at(-1)).toContain('withdrawn: Two (and one more request)');
  const now = subjects('customer').length;
  expect(now - before).toBe(1);
  // A seat of the provider's reads of it in the morning.
  expect(subjects('technical-expert').at(-1)).not.toContain('withdrawn');
  later = 15 * 24 * HOUR;
  await line.server.send();
  await line.server.send();
  expect(subjects('technical-expert').at(-1)).toContain('withdrawn: Two (and one more request)');
  // Whatever else there was for others had been settled by then.
  expect(subjects('customer')).toHaveLength(now);
});

test('9: what the mail server does not take now is sent again as the same letter, whether it was taken or not', async () => {
  await lineWithMail();
  await reachable(line, ['technical-expert']);
  postbox.answer(() => ({ code: 421, says: '4.3.0 busy', at: 'lost' }));
  await inReview(line);
  expect(await line.server.send()).toBe(0);
  // Not before its time.
  expect(await line.server.send()).toBe(0);
  postbox.answer(() => undefined);
  later = 2 * HOUR;
  expect(await line.server.send()).toBe(1);
  later = 4 * HOUR;
  expect(await line.server.send()).toBe(0);
  const ids = (await postbox.to(mailOfRole('technical-expert'), 2)).map((one) => one.mail.messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test('9: an address that is refused is left alone, the operator sees it, and nothing of what waited is lost', async () => {
  const logged: string[] = [];
  await lineWithMail({ log: (text) => logged.push(text) });
  await reachable(line, ['technical-expert']);
  postbox.answer(() => ({ code: 550, says: '5.1.1 no such user' }));
  await inReview(line);
  await line.server.send();
  expect(logged.some((one) => one.includes('an address is refused') && one.includes('5.1.1'))).toBe(true);
  const ready = async () => (await fetch(`${line.server.address}/readyz`)).text();
  expect(await ready()).toContain('addresses refused: 1');
  expect(await (await fetch(`${line.server.address}/metrics`)).text()).toContain('countersign_addresses_refused 1');
  const database = connect(line.databaseUrl, { connections: 1 });
  onTestFinished(() => database.close());
  expect(await troublesIn(database)).toEqual([
    expect.objectContaining({
      kind: 'refused',
      address: mailOfRole('technical-expert'),
      reason: expect.stringContaining('5.1.1'),
    }),
  ]);
  const tenant = `github:${line.seeded.organization.id}`;
  const [kept] = await line.server.parts.notices.newest(tenant, 1);
  const ref = kept?.ref as Parameters<typeof toldOf>[1];
  const how = async (role: Parameters<typeof mailOfRole>[0]) =>
    (await toldOf(database, ref)).filter(({ recipient }) => recipient === idOfRole(line, role)).map((one) => one.how);
  expect(await how('technical-expert')).toContain('refused');
  expect(await how('customer')).toContain('unknown');
  postbox.answer(() => undefined);
  later = 48 * HOUR;
  expect(await line.server.send()).toBe(0);
  await reachable(line, ['technical-expert']);
  expect(await line.server.send()).toBe(1);
  expect(subjects('technical-expert')).toEqual([expect.stringContaining('votes are needed')]);
  expect(await ready()).not.toContain('addresses refused');
  expect(await how('technical-expert')).toContain('told');
});

test('9: no more goes to one address within a minute than its channel says, also after a restart', async () => {
  await lineWithMail();
  await reachable(line, ['technical-expert']);
  for (let nth = 0; nth < mail.perMinute + 2; nth += 1) {
    await inReview(line, line.file({}, `Request ${nth}`));
    if (nth === 3) await line.restart();
    await line.server.send();
  }
  expect(subjects('technical-expert')).toHaveLength(mail.perMinute);
  later = 61_000;
  expect(await line.server.send()).toBe(1);
  const told = postbox.arrived.flatMap(({ mail: { text } }) => [
    ...(text ?? '').matchAll(/^\[#\d+\].*: (Request \d)$/gm),
  ]);
  expect(new Set(told.map(([, title]) => title)).size).toBe(mail.perMinute + 2);
});

test('9: a contact of the policy is told by the address it names, and of nothing that is internal', async () => {
  await lineWithMail({
    policy: (text) =>
      text.replace(
        /^( +)customer: (\[?)(.*?)(\]?)$/m,
        '$1customer: [$3, {name: Ms Canary-Name Li, mail: Li@Buyer.example}]',
      ),
  });
  const number = await inReview(line);
  for (const role of VOTERS) line.as(role).comment(number, '/approve');
  await line.settled();
  await line.server.send();
  const [told] = await postbox.to('li@buyer.example');
  expect(told?.mail.subject).toContain('approved');
  for (const internal of ['5,000', '60/40', 'Fonts', 'dara', 'pan-wei', 'theo', 'chen-li', 'Canary-Name'])
    expect(told?.source, internal).not.toContain(internal);
});

test('9: nobody is told of what they may read no more: neither who lost their access, nor whoever filed it where it is no more', async () => {
  await lineWithMail();
  await reachable(line, ['project-manager', 'technical-expert', 'requester']);
  const { repository, organization } = line.seeded;
  const number = await inReview(line);
  const lose = (role: 'technical-expert' | 'requester') => {
    const id = line.world.logins.get(SEED_LOGINS[role]) ?? 0;
    line.world.state.organizations.get(organization.id)?.members.delete(id);
    repository.collaborators.delete(id);
    for (const team of line.world.state.teams.values()) team.members.delete(id);
  };
  await line.server.send();
  const before = subjects('requester').length;
  expect(subjects('technical-expert')).toHaveLength(1);
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  repository.private = true;
  for (const role of ['technical-expert', 'requester'] as const) lose(role);
  line.as('owner').editIssue(number, { title: 'A price that nobody outside may know' });
  await line.settled();
  later = HOUR;
  await line.server.send();
  await line.server.send();
  expect(subjects('project-manager').at(-1)).toContain('A price that nobody outside may know');
  expect(subjects('requester')).toHaveLength(before);
  expect(subjects('technical-expert')).toHaveLength(1);
});
