import { mailChannel } from '@countersign/mail/mail.ts';
import { type SmtpServer, smtpServerIn } from '@countersign/mail/smtp.ts';
import { noticeFacts } from '@countersign/server/noticefacts.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { openPostbox, type Postbox } from '../instruments/postbox.ts';
import { idOfRole } from '../instruments/told.ts';

const FROM = { name: 'Countersign', address: 'countersign@example.com' };
const MINUTE = 60_000;

let postbox: Postbox;
let mail: ReturnType<typeof mailChannel>;
let line: Line;
let later = 0;
const begun = Date.now();

beforeEach(async () => {
  later = 0;
  postbox = await openPostbox();
  mail = mailChannel({ server: smtpServerIn(postbox.url) as SmtpServer, from: FROM });
  line = await openLine({
    channels: { mail },
    now: () => begun + later,
    mount: (app, parts) => {
      const visitor = async (): Promise<Visitor> => ({
        kind: 'everyone',
        as: { id: idOfRole(line, 'customer'), name: 'chen-li' },
      });
      app.route(
        '/',
        pagesApp({
          facts: pageFacts({ parts, mayRead: async () => 'yes', tracker: 'https://github.test' }),
          notices: noticeFacts(parts, mail),
          ...{ visitor, signIn: true, now: () => new Date().toISOString(), report: () => {} },
        }),
      );
    },
  });
});
afterEach(async () => {
  await line.close();
  mail.stop();
  await postbox.close();
});

const sent = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const { address } = line.server;
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: address, 'accept-language': 'en', ...headers },
  });
  return { status: answer.status, body: await answer.text() };
};
const seen = async (path: string) =>
  (await fetch(`${line.server.address}${path}`, { headers: { 'accept-language': 'en' } })).text();

async function confirmed(address: string): Promise<void> {
  expect((await sent('/notices', { do: 'ask-mail', mail: address })).status).toBe(200);
  const arrived = await postbox.to(address.toLowerCase());
  const [code = ''] = /^\d{6}/.exec(arrived.at(-1)?.mail.subject ?? '') ?? [];
  expect((await sent('/notices', { do: 'confirm', code })).body).toContain('The address is yours');
}

test('9: an address is whose it is who knows the code sent there: in time, in few tries, and no other', async () => {
  expect(await seen('/notices')).toContain('no address yet');
  expect((await sent('/notices', { do: 'ask-mail', mail: 'a@b.c\r\nBcc: x@y.z' })).status).toBe(422);
  await sent('/notices', { do: 'ask-mail', mail: 'Chen@Example.com' });
  expect((await sent('/notices', { do: 'ask-mail', mail: 'other@example.com' })).body).toContain('a moment ago');
  const [first] = await postbox.to('chen@example.com');
  const [code = ''] = /^\d{6}/.exec(first?.mail.subject ?? '') ?? [];
  const wrong = code === '000000' ? '000001' : '000000';
  for (let nth = 0; nth < 5; nth += 1)
    expect((await sent('/notices', { do: 'confirm', code: wrong })).status).toBe(422);
  // Five tries are over.
  expect((await sent('/notices', { do: 'confirm', code })).status).toBe(422);
  later = 3 * MINUTE;
  await sent('/notices', { do: 'ask-mail', mail: 'chen@example.com' });
  const again = (await postbox.to('chen@example.com', 2)).at(-1)?.mail.subject?.slice(0, 6) ?? '';
  later = 19 * MINUTE;
  expect((await sent('/notices', { do: 'confirm', code: again })).status).toBe(422);
  await confirmed('chen@example.com');
  // A code is used once.
  const used = (await postbox.to('chen@example.com', 3)).at(-1)?.mail.subject?.slice(0, 6) ?? '';
  expect((await sent('/notices', { do: 'confirm', code: used })).status).toBe(422);
  expect(await seen('/notices')).toContain('chen@example.com');
  await inReview(line);
  expect(await line.server.send()).toBe(1);
  await sent('/notices', { do: 'forget' });
  expect(await seen('/notices')).toContain('no address yet');
});

test('9: a link of a mail unsubscribes without an account: looking changes nothing, a mail program’s press does, and what must be done is still told', async () => {
  await confirmed('chen@example.com');
  const number = await inReview(line);
  await line.server.send();
  const asked = (await postbox.to('chen@example.com', 2)).at(-1)?.mail;
  const [, link = ''] = /<(.*)>/.exec(asked?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '') ?? [];
  const path = link.slice(line.server.address.length);
  expect(path).toMatch(/^\/notices\/of\/[0-9a-f]{32}$/);
  for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
  const page = await seen(path);
  for (const known of ['chen-li', 'chen@example.com']) expect(page).not.toContain(known);
  expect(await seen('/notices')).not.toContain('selected');
  // No mail program has an origin or a cookie of ours; another site's form has one of its own.
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await fetch(link, { method: 'POST', body, headers: { origin: 'https://evil.example' } })).status).not.toBe(
    200,
  );
  expect(await seen('/notices')).not.toContain('selected');
  expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
  expect((await seen('/notices')).match(/value="off" selected/g)).toHaveLength(7);
  line.as('requester').comment(number, '/withdraw Not needed any more');
  await line.settled();
  expect(await line.server.send()).toBe(0);
  await inReview(line);
  expect(await line.server.send()).toBe(1);
  expect((await postbox.to('chen@example.com', 3)).at(-1)?.mail.subject).toContain('votes are needed');
  expect((await fetch(`${line.server.address}/notices/of/${'0'.repeat(32)}`)).status).toBe(404);
});
