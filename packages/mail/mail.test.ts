import type { Message } from '@countersign/core/notice/channel.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { openPostbox, type Postbox } from '../../test/instruments/postbox.ts';
import { isMailAddress, senderIn } from './address.ts';
import { letterOf } from './letter.ts';
import { type MailChannel, mailChannel } from './mail.ts';
import { needsTls, type SmtpServer, smtpServerIn } from './smtp.ts';

const FROM = { name: 'Countersign 变更', address: 'countersign@example.com' };
const CHOICES = 'https://countersign.example/notices/of/abc_-123';

let postbox: Postbox;
let mail: MailChannel;

function through(url: string): MailChannel {
  return mailChannel({ server: smtpServerIn(url) as SmtpServer, from: FROM });
}

beforeAll(async () => {
  postbox = await openPostbox();
  mail = through(postbox.url);
});
beforeEach(() => postbox.answer(() => undefined));
afterAll(async () => {
  mail.stop();
  await postbox.close();
});

function message(id: string, over: Partial<Message> = {}): Message {
  const section = {
    thread: 'github:1/change-12',
    heading: '[#12] votes are needed: A discount by voucher',
    lines: ['The board decides on #12 until Fri, 4 Dec.'],
    asks: ['Your vote is awaited.'],
    page: 'https://countersign.example/c/12?a=1&b=2',
    because: 'You are told as a member of its board.',
  };
  return { id, locale: 'en', subject: section.heading, sections: [section], choices: CHOICES, ...over };
}

/** Invisible breaks that keep our readers' programs from making links. */
const read = (text: string | undefined) => (text ?? '').replaceAll('\u200b', '');

async function carried(to: string, ...messages: Message[]) {
  const outcome = await mail.carry(to, messages);
  expect(outcome).toMatchObject({ kind: 'sent' });
  const [arrived] = await postbox.to(to);
  if (!arrived) throw new Error('nothing arrived');
  return arrived;
}

test.each(LOCALES)(
  'a mail says in text and in HTML alike what happened, what is asked, and where: %s',
  async (locale) => {
    const to = `reads-${locale.toLowerCase()}@example.com`;
    const { mail: got, source } = await carried(to, message('one', { locale }));
    const open = locale === 'en' ? 'Open the change request' : '打开变更申请';
    for (const said of [read(got.text), read(got.html)]) {
      expect(said).toContain('[#12] votes are needed: A discount by voucher');
      expect(said).toContain('The board decides on #12 until Fri, 4 Dec.');
      expect(said).toContain('Your vote is awaited.');
      expect(said).toContain('You are told as a member of its board.');
      expect(said).toContain(open);
      expect(said).toContain(CHOICES);
    }
    expect(got.html).toContain('href="https://countersign.example/c/12?a=1&amp;b=2"');
    expect(got.html).toContain(`<html lang="${locale}">`);
    expect(got).toMatchObject({ from: FROM, to: [{ address: to }] });
    const header = (key: string) => got.headers.find((one) => one.key === key)?.value;
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('list-id')).toBe('Countersign <countersign.example.com>');
    expect(header('list-unsubscribe')).toBe(`<${CHOICES}>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    // Nothing is fetched when it is read, and nobody learns that it was.
    expect(source).not.toMatch(/<img|src=|url\(|<link|<script/i);
  },
);

test('what must be told has no way out in it, and no empty place where it would stand', async () => {
  const { choices: _, ...told } = message('must');
  const { mail: got } = await carried('must@example.com', told);
  expect(got.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
  expect(read(got.text)).not.toContain('Choose');
  expect(read(got.html)).not.toContain('Choose');
});

test('one request is one thread; a digest of several is none of them; a repetition has the same id', () => {
  const of = (...messages: Message[]) => letterOf(messages, FROM);
  const [section] = message('x').sections as [Message['sections'][number]];
  const other = { ...section, thread: 'github:1/change-13' };
  expect(of(message('one')).thread).toBe(of(message('two')).thread);
  expect(of(message('one')).messageId).not.toBe(of(message('two')).messageId);
  expect(of(message('one')).messageId).toBe(of(message('one', { subject: 'said otherwise' })).messageId);
  expect(of(message('one', { sections: [other] })).thread).not.toBe(of(message('one')).thread);
  expect(of(message('one', { sections: [section, other] })).thread).toBeUndefined();
  expect(of(message('one')).messageId).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
});

test('as many as fit go as one: of one language, and of one reader’s choices', async () => {
  const many = [message('a'), message('b'), message('c', { locale: 'zh-CN' })];
  expect(await mail.carry('merged@example.com', many)).toMatchObject({ kind: 'sent', count: 2 });
  const [arrived] = await postbox.to('merged@example.com');
  expect(arrived?.mail.subject).toBe('[#12] votes are needed: A discount by voucher (and 1 more)');
  expect(arrived?.mail.inReplyTo).toBe(letterOf([message('a')], FROM).thread);
  expect(arrived?.mail.references).toBe(arrived?.mail.inReplyTo);
  const lots = Array.from({ length: 60 }, (_, at) => message(String(at)));
  expect(await mail.carry('lots@example.com', lots)).toMatchObject({ kind: 'sent', count: 50 });
});

const HOSTILE = [
  'Pay\r\nBcc: everybody@example.com',
  'Pay\nX-Injected: yes\n\n<h1>Hello</h1>',
  'Pay\r\n\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<script>1</script>',
  '\u2028Subject: other\u2029',
  '=?utf-8?B?PGgxPg==?= =?utf-8?Q?=0D=0ABcc:_a@b.c?=',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</h2></div><a href="https://evil.example">Sign in</a>',
  '[Sign in](https://evil.example) ![x](https://evil.example/p.png)',
  'sign in at https://evil.example/now or www.evil.example or evil.example',
  'write to evil@evil.example, mailto:evil@evil.example, javascript:alert(1)',
  '=HYPERLINK("https://evil.example")',
  'pay \u202e100\u202c now',
  '&lt;b&gt; &#60;i&#62; &amp;',
  '\u0000\u0007\u001b[31mred',
  '{subject} {page} {{7*7}} #{7*7} %0d%0aBcc:x',
  '.\r\nQUIT\r\n',
];

async function holdsStill(text: string, to: string): Promise<void> {
  const own = {
    ...{ thread: text, heading: text, lines: [text], asks: [text] },
    ...{ because: text, page: 'https://countersign.example/c/1' },
  };
  const {
    mail: got,
    source,
    to: recipients,
  } = await carried(to, {
    ...message(text, { subject: text, sections: [own] }),
  });
  expect(recipients).toEqual([to]);
  expect(got.to?.map((one) => one.address)).toEqual([to]);
  expect(got.cc ?? []).toEqual([]);
  expect(got.bcc ?? []).toEqual([]);
  expect(got.attachments).toEqual([]);
  expect(got.from?.address).toBe(FROM.address);
  const keys = got.headers.map(({ key }) => key);
  expect(keys.filter((key) => /inject|bcc/.test(key))).toEqual([]);
  expect(keys.filter((key) => key === 'subject').length).toBeLessThan(2);
  // A line that is broken to fit goes on in the next.
  expect(source.replaceAll('=\r\n', '').match(/^Content-Type: text\/(plain|html)/gim)).toHaveLength(2);
  expect(got.subject ?? '').not.toMatch(/[\r\n\u202e]/);
  // Tags are ours alone, and so are links.
  const tags = new Set((got.html ?? '').match(/<\/?[a-z0-9]+/gi)?.map((one) => one.replace(/^<\/?/, '').toLowerCase()));
  for (const tag of tags) expect(['html', 'head', 'meta', 'title', 'body', 'div', 'h2', 'p', 'a']).toContain(tag);
  const links = [...(got.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
  expect(links).toEqual(['https://countersign.example/c/1', CHOICES]);
  const ours = (got.text ?? '').replaceAll('https://countersign.example/c/1', '').replaceAll(CHOICES, '');
  expect(ours).not.toMatch(/:\/\/|mailto:|javascript:|www\.\w|\w@\w/);
}

test.each(HOSTILE.map((text, at) => [text, `hostile-${at}@example.com`] as const))(
  'nothing of it becomes a header, a tag or a link: %j',
  (text, to) => holdsStill(text, to),
);

test('property: whatever is written, the mail keeps its shape', async () => {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), { maxLength: 4 }),
      async (parts) => {
        nth += 1;
        await holdsStill(parts.join(''), `drawn-${nth}@example.com`);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  'javascript:alert(1)',
  'https://x" onclick="y',
  'https://x>\r\nBcc: a@b.c',
  'file:///etc/passwd',
  'https://a b',
  '',
])('what is no address of the web is linked nowhere: %j', async (page) => {
  const { mail: got } = await carried(
    `nolink-${page.length}@example.com`,
    message('nolink', {
      choices: page,
      sections: [{ thread: 't', heading: 'h', lines: [], asks: [], because: 'b', page }],
    }),
  );
  expect(got.html).not.toContain('href');
  expect(got.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
});

const REFUSED = 'refused';
const LATER = 'later';
test.each([
  [550, '5.1.1 no such user', 'recipient', REFUSED],
  [550, 'no such user here', 'recipient', REFUSED],
  [550, '5.2.1 mailbox disabled', 'recipient', REFUSED],
  [553, '5.1.3 bad address', 'recipient', REFUSED],
  [550, '5.1.1 no such user', 'data', REFUSED],
  // These speak of us, of the mail, or of a mailbox that will have room again.
  [554, '5.7.1 relay access denied', 'recipient', LATER],
  [550, '5.7.1 looks like spam', 'data', LATER],
  [552, '5.3.4 too large', 'data', LATER],
  [552, '5.2.2 mailbox full', 'recipient', LATER],
  [554, 'transaction failed', 'data', LATER],
  [450, '4.2.1 greylisted', 'recipient', LATER],
  [452, '4.3.1 no room', 'data', LATER],
  [421, '4.7.0 too much at once', 'recipient', LATER],
] as const)('%i %s at %s is %s, with what the server said', async (code, says, at, kind) => {
  postbox.answer(() => ({ code, says, at }));
  const outcome = await mail.carry('answered@example.com', [message('x')]);
  expect(outcome).toMatchObject({ kind, reason: expect.stringContaining(says) });
});

test('a password that is not taken is no fault of the address, and stands in no sentence', async () => {
  const guarded = await openPostbox({ password: 'right' });
  onTestFinished(() => guarded.close());
  const wrong = through(guarded.url.replace('right', 'a-wrong-one'));
  onTestFinished(() => wrong.stop());
  const outcome = await wrong.carry('mei@example.com', [message('x')]);
  expect(outcome).toMatchObject({ kind: 'later', reason: expect.stringContaining('SMTP_URL') });
  expect(JSON.stringify(outcome)).not.toContain('a-wrong-one');
  const right = through(guarded.url);
  onTestFinished(() => right.stop());
  expect(await right.carry('mei@example.com', [message('x')])).toMatchObject({ kind: 'sent', count: 1 });
});

test('a server that is away is tried later', async () => {
  const gone = await openPostbox();
  const away = through(gone.url);
  onTestFinished(() => away.stop());
  await gone.close();
  expect(await away.carry('mei@example.com', [message('x')])).toMatchObject({ kind: 'later' });
});

test('a password is sent over TLS only, but to this machine', async () => {
  const guarded = await openPostbox({ password: 'right' });
  onTestFinished(() => guarded.close());
  const { port } = smtpServerIn(guarded.url) as SmtpServer;
  expect(needsTls(smtpServerIn('smtp://u:p@mail.example') as SmtpServer)).toBe(true);
  expect(needsTls(smtpServerIn('smtp://mail.example') as SmtpServer)).toBe(false);
  // The same machine under another name offers no TLS, and is told no password.
  const elsewhere = through(`smtp://mailer:right@127.0.0.2:${port}`);
  onTestFinished(() => elsewhere.stop());
  expect(await elsewhere.carry('mei@example.com', [message('x')])).toMatchObject({ kind: 'later' });
  expect(guarded.arrived).toEqual([]);
});

test.each([
  'a@b.c\r\nBcc: x@y.z',
  'a@b.c, d@e.f',
  '<a@b.c>',
  'A <a@b.c>',
  '"a b"@c.d',
  'a@',
  '@b.c',
  'a b@c.d',
  'a@b..c',
  '',
  `${'a'.repeat(65)}@b.c`,
])('no address: %j, and nothing is sent to it', async (to) => {
  expect(isMailAddress(to)).toBe(false);
  expect(await mail.carry(to, [message('x')])).toMatchObject({ kind: 'refused' });
});

test.each(['mei@example.com', 'a.b+c@sub.example.com', '用户@例子.公司', "o'neil@example.ie"])(
  'an address: %s',
  (to) => {
    expect(isMailAddress(to)).toBe(true);
  },
);

test('whom mails come from is one address, with or without a name', () => {
  expect(senderIn('Countersign <a@b.example>')).toEqual({ name: 'Countersign', address: 'a@b.example' });
  expect(senderIn(' a@b.example ')).toEqual({ name: 'Countersign', address: 'a@b.example' });
  expect(senderIn('变更管理 <a@b.example>')?.name).toBe('变更管理');
  for (const wrong of ['', 'a', 'X <a@b>, Y <c@d>', 'X\r\nBcc: a@b.c <a@b.c>', '"X" <a@b.c>'])
    expect(senderIn(wrong), wrong).toBeUndefined();
});

test('the address of a mail server is read whole or not at all', () => {
  expect(smtpServerIn('smtps://me:p%40ss@mail.example')).toEqual({
    ...{ host: 'mail.example', port: 465, secure: true },
    auth: { user: 'me', pass: 'p@ss' },
  });
  expect(smtpServerIn('smtp://mail.example')).toEqual({ host: 'mail.example', port: 587, secure: false });
  for (const wrong of [
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://a/b',
    'smtp://a?pool=1',
    'smtp://:p@a',
    'smtp://%@a',
  ])
    expect(smtpServerIn(wrong), wrong).toBeUndefined();
});
