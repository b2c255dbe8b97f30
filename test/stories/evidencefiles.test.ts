/** A file as evidence, from the form to its reader: kept as it was given, never drawn by a browser as ours, and nobody else’s to take (`rules.md` 7.2). */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { MOST_BYTES } from '@countersign/core/content/evidencefile.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { scratch } from '../instruments/program.ts';
import { addressOf, pagesFor, type Reads, refOf, seenBy, signedInAt } from '../instruments/visitor.ts';

const PROGRAM = fileURLToPath(new URL('../../packages/cli/countersign.ts', import.meta.url));

let line: Line;
afterEach(() => line.close());

const signedIn = (login: string) => signedInAt(line, login);
const STRANGER: Visitor = { kind: 'stranger' };
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Work is done, and the board waits for what shows it. */
async function verifying(): Promise<number> {
  line = await openLine({
    policy: (text) => text.replace('roles:', 'roles:\n  chair: ["@olga"]\n  verifier: ["@theo"]'),
  });
  const number = line.file();
  await line.settled();
  const say = async (role: Parameters<Line['as']>[0], text: string) => {
    line.as(role).comment(number, text);
    await line.settled();
  };
  await say('requester', '/submit');
  await say('project-manager', ASSESSMENT);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const) await say(role, '/approve');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  await say('developer', '/done 1');
  await say('project-manager', '/done');
  expect((await line.state(number)).stage).toBe('verifying');
  return number;
}

/** Somebody who is asked for evidence. */
const giver = () => signedIn(SEED_LOGINS['project-manager']);

async function formOf(number: number, visitor: Visitor) {
  const { form, body } = await seenBy(line, visitor, number);
  const criterion = (await line.state(number)).content.plan?.acceptance[0] ?? '';
  return { body, fields: { ...form, type: 'evidence', criterion, kind: 'words', evidence: '' } };
}

async function posted(number: number, visitor: Visitor, body: FormData | string, headers = {}) {
  const init = { method: 'POST', body, headers: { 'accept-language': 'en', ...headers } };
  const answer = await pagesFor(line, visitor).request(addressOf(await refOf(line, number)), init);
  return { status: answer.status, body: await answer.text(), to: answer.headers.get('location') ?? '' };
}

async function given(number: number, visitor: Visitor, file: File, more: Readonly<Record<string, string>> = {}) {
  const { fields } = await formOf(number, visitor);
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...more })) form.set(name, value);
  form.set('file', file);
  return posted(number, visitor, form, more.language ? { 'accept-language': more.language } : {});
}

const taken = async (number: number, digest: string, visitor: Visitor, reads?: Reads) =>
  pagesFor(line, visitor, reads ? { reads } : {}).request(`${addressOf(await refOf(line, number))}/files/${digest}`);

const evidenceOf = async (number: number) => (await line.state(number)).evidence;

test('a file is given by a form without script, is on record by its digest, shown with its name, and taken away as it was given', async () => {
  const number = await verifying();
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode('%PDF-1.7\r\n--boundary\r\n'),
    0,
    255,
    254,
    13,
    10,
    45,
    45,
  ]);
  const { body } = await formOf(number, giver());
  expect(body).toMatch(/<form id="act-evidence" method="post"[^>]* enctype="multipart\/form-data">/);
  const file = new File([bytes], '测试 报告 (7).pdf', { type: 'text/html' });
  expect(await given(number, giver(), file)).toMatchObject({ status: 303 });
  const digest = sha256(bytes);
  expect(await evidenceOf(number)).toMatchObject([
    { evidence: '测试 报告 (7).pdf', file: { name: '测试 报告 (7).pdf', digest, size: bytes.length, kind: 'pdf' } },
  ]);
  await line.settled();
  for (const [language, says] of [
    ['en', /gave evidence for “.*”: .*测试 报告 \(7\)\.pdf.*\(1\u00a0KB\)/],
    ['zh-CN', /提供了证据：.*测试 报告 \(7\)\.pdf.*（1\u00a0KB）/],
  ] as const) {
    const answer = await pagesFor(line, signedIn('dara')).request(
      `${addressOf(await refOf(line, number))}?lang=${language}`,
    );
    const page = await answer.text();
    expect(page).toMatch(says);
    // On the plan, and in the history.
    expect(page.split(`/files/${digest}" download`)).toHaveLength(3);
  }
  const answer = await taken(number, digest, signedIn('dara'));
  expect(answer.status).toBe(200);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="__ __ (7).pdf"; filename*=UTF-8''%E6%B5%8B%E8%AF%95%20%E6%8A%A5%E5%91%8A%20%287%29.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
  });
});

test('words and a link go with a file; the same press is once, and what took its place is still there to be taken', async () => {
  const number = await verifying();
  const { fields } = await formOf(number, giver());
  const first = new File(['all green'], 'run.log');
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, kind: 'link', evidence: 'https://ci.example/7' }))
    form.set(name, value);
  form.set('file', first);
  expect((await posted(number, giver(), form)).status).toBe(303);
  expect((await posted(number, giver(), form)).to).toMatch(/&again$/);
  expect(await evidenceOf(number)).toMatchObject([
    { evidence: 'https://ci.example/7', file: { name: 'run.log', kind: 'text' } },
  ]);
  // From the page that is still before them.
  form.set('file', new File(['greener'], 'run.log'));
  expect((await posted(number, giver(), form)).to).not.toMatch(/&again$/);
  expect(await evidenceOf(number)).toMatchObject([{ file: { digest: sha256('greener') } }]);
  expect(await (await taken(number, sha256('all green'), giver())).text()).toBe('all green');
  // Without one, as ever.
  form.delete('file');
  form.set('file', new File([], ''));
  form.set('evidence', 'https://ci.example/8');
  expect((await posted(number, giver(), form)).status).toBe(303);
  expect((await evidenceOf(number)).map(({ evidence, file }) => ({ evidence, file }))).toEqual([
    { evidence: 'https://ci.example/8', file: undefined },
  ]);
});

test('what is not kept is said at its field, in both languages, with what was typed, and the record is as it was', async () => {
  const number = await verifying();
  const entries = async () => (await line.server.parts.ledger.read(await refOf(line, number))).length;
  const before = await entries();
  const page = '<!doctype html><script>alert(1)</script>';
  const large = new Uint8Array(MOST_BYTES + 1).fill(0x61);
  for (const [file, en, zh] of [
    [new File([page], 'shot.png', { type: 'image/png' }), 'does not hold what its name says', '文件内容与扩展名不符'],
    [new File([page], 'shot.html', { type: 'image/png' }), 'Files of this kind are not kept', '不支持此类文件'],
    [new File([''], 'empty.pdf'), 'The file is empty', '文件是空的'],
    [new File([large], 'large.txt'), 'larger than 10\u00a0MB', '文件超过 10'],
  ] as const)
    for (const [language, says] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const answer = await given(number, giver(), file, { language, evidence: 'What I “typed” <b>' });
      expect(answer.status).toBe(422);
      expect(answer.body).toContain(says);
      expect(answer.body).toMatch(/<p class="wrong" id="evidence-file-wrong">/);
      expect(answer.body).toContain('What I “typed” &lt;b&gt;</textarea>');
    }
  // What is wrong elsewhere does not let the file be forgotten.
  const answer = await given(number, giver(), new File(['x'], 'a.txt'), { kind: 'link', evidence: 'no link' });
  expect(answer.body).toContain('Choose the file once more');
  expect(await entries()).toBe(before);
  expect(await line.server.parts.files.read(await refOf(line, number), sha256('x'))).toBeUndefined();
});

test('nobody takes a file who may not read its request, by its digest from another one, or by guessing; nobody gives one whom nobody asks', async () => {
  const number = await verifying();
  expect((await given(number, giver(), new File(['secret'], 'a.txt'))).status).toBe(303);
  const digest = sha256('secret');
  const other = line.file();
  await line.settled();
  expect((await taken(number, digest, STRANGER, 'no')).status).toBe(401);
  expect((await taken(number, digest, signedIn('dara'), 'no')).status).toBe(404);
  expect((await taken(number, digest, signedIn('dara'), 'unknown')).status).toBe(503);
  expect((await taken(other, digest, giver())).status).toBe(404);
  expect((await taken(number, sha256('another'), giver())).status).toBe(404);
  expect((await taken(number, '0', giver())).status).toBe(404);
  // Kept, and named by no record.
  const bare = new TextEncoder().encode('bare');
  await line.server.parts.files.keep(await refOf(line, number), sha256(bare), bare);
  expect((await taken(number, sha256(bare), giver())).status).toBe(404);
  const stranger = await given(number, STRANGER, new File(['mine'], 'b.txt'));
  expect(stranger.status).toBe(401);
  // The request that has just been filed asks nobody for any.
  const early = await given(other, giver(), new File(['mine'], 'b.txt'), { criterion: 'x' });
  expect(early.status).toBe(409);
  for (const of of [number, other])
    expect(await line.server.parts.files.read(await refOf(line, of), sha256('mine'))).toBeUndefined();
});

const parts = (pieces: readonly (readonly [string, string])[]) =>
  `${pieces.map(([head, body]) => `--X\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`).join('')}--X--\r\n`;

test('what no browser sends is answered, and leaves no trace: names with line ends, folders and turned letters, many files, broken and endless forms', async () => {
  const number = await verifying();
  const { fields } = await formOf(number, giver());
  const typed = Object.entries(fields).map(([name, value]) => [`name="${name}"`, value] as const);
  const send = (body: string, type = 'multipart/form-data; boundary=X') =>
    posted(number, giver(), body, { 'content-type': type });
  const ledger = async () => (await line.server.parts.ledger.read(await refOf(line, number))).length;
  const before = await ledger();
  for (const [body, type] of [
    ['', undefined],
    ['--X', undefined],
    [parts(typed).slice(0, -40), undefined],
    [parts(typed), 'multipart/form-data'],
    [parts([...Array(5000)].map((_, at) => [`name="f${at}"`, 'x'] as const)), undefined],
    [
      parts([
        ['name="__proto__"', 'x'],
        ['name="type"', 'evidence'],
      ]),
      undefined,
    ],
    [parts([...typed, [`name="file"; filename="a.txt\r\nX-Evil: 1"`, '']]), undefined],
  ] as const)
    expect((await send(body, type)).status, body.slice(0, 60)).toBe(422);
  expect(await ledger()).toBe(before);
  const hostile = `name="file"; filename="C:\\..\\..//etc/\u202egpj.exe\u0000 .txt"`;
  const both = [
    [hostile, 'first'],
    ['name="file"; filename="second.txt"', 'second'],
  ] as const;
  expect((await send(parts([...typed, ...both]))).status).toBe(303);
  expect(await evidenceOf(number)).toMatchObject([{ file: { name: 'gpj.exe.txt', digest: sha256('first') } }]);
});

test('a condition is met by a file as a criterion is shown by one, and whoever may read the request takes it', async () => {
  const number = await verifying();
  line.as('technical-expert').comment(number, `/condition before close @dara Rehearse the export`);
  await line.settled();
  const { form, body } = await seenBy(line, giver(), number);
  expect(body).toMatch(/<form id="act-meet-condition" method="post"[^>]* enctype="multipart\/form-data">/);
  const sent = new FormData();
  for (const [name, value] of Object.entries({ ...form, type: 'meet-condition', id: 'K1', evidence: '' }))
    sent.set(name, value);
  sent.set('file', new File(['it went well'], 'rehearsal.txt'));
  expect(await posted(number, giver(), sent)).toMatchObject({ status: 303 });
  const digest = sha256('it went well');
  expect((await line.state(number)).conditionsMet).toMatchObject([
    { id: 'K1', evidence: 'rehearsal.txt', file: { name: 'rehearsal.txt', digest } },
  ]);
  const answer = await taken(number, digest, signedIn('dara'));
  expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 200, text: 'it went well' });
  expect((await seenBy(line, giver(), number)).body).toContain(`/files/${digest}" download`);
});

test('erase takes the file away for good: its page says so, the record still holds, and the command tells of what a person gave', async () => {
  const number = await verifying();
  await given(number, giver(), new File(['about somebody'], 'a.txt'));
  const digest = sha256('about somebody');
  const folder = await scratch();
  const countersign = (...args: readonly string[]) => {
    const env = { ...process.env, LANG: 'en_US.UTF-8', DATABASE_URL: line.databaseUrl, DATA_DIR: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', env });
    return { status, text: stdout + stderr };
  };
  const person = giver();
  const id = person.kind === 'person' ? person.id : '';
  expect(countersign('erase', id).text).toContain(`erase ${digest}`);
  expect(countersign('erase', digest)).toMatchObject({ status: 0, text: expect.stringContaining('is kept') });
  expect((await taken(number, digest, giver())).status).toBe(200);
  expect(countersign('erase', digest, '--yes')).toMatchObject({
    status: 0,
    text: expect.stringContaining('is erased'),
  });
  const answer = await taken(number, digest, giver());
  expect(answer.status).toBe(410);
  expect(await answer.text()).toContain('This file was erased');
  expect(countersign('verify').status).toBe(0);
  expect(countersign('erase', id).text).not.toContain(digest);
  // Nobody can look at it any more: the board is asked for another one.
  const { body } = await formOf(number, giver());
  expect(body).toContain('evidence is needed anew');
  expect(body).toMatch(/<option value="[^"]+"[^>]*>/);
  await line.settled();
  expect(line.comments(number).join('\n')).toContain('evidence is needed anew');
  const again = await given(number, giver(), new File(['about somebody'], 'a.txt'));
  expect(again).toMatchObject({ status: 422, body: expect.stringContaining('was erased here for good') });
});
