import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { checkEnvironment } from './environment.ts';

const pem = (pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }) => ({
  privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});
const RSA = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const EC = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }));

test.each([
  ['PORT', 'abc', 'PORT: a whole number from 0 to 65535'],
  ['PORT', '99999', 'PORT: a whole number from 0 to 65535'],
  ['PUBLIC_URL', 'nope', 'PUBLIC_URL: this is not an address such as https://countersign.example'],
  ['PUBLIC_URL', 'ftp://countersign.example', 'PUBLIC_URL: this is not an address such as https://countersign.example'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL: one of fatal, error, warn, info, debug, silent'],
  ['SANDBOX_LANGUAGE', 'de', 'SANDBOX_LANGUAGE: en or zh-CN'],
])('a mistake in %s (%s) is answered with what would be right', (name, value, sentence) => {
  expect(checkEnvironment({ [name]: value })).toEqual({ problems: [sentence] });
});

test.each([
  ['a name for a key', 'x'],
  ['a key of another kind', EC.privateKey],
  ['the public half', RSA.publicKey],
  ['half a key', RSA.privateKey.slice(0, 400)],
  ['marks with nothing of a key between them', '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n'],
])('%s is no key of an app', (_, key) => {
  const checked = checkEnvironment({ APP_ID: '1', WEBHOOK_SECRET: 'a secret of sixteen', PRIVATE_KEY: key });
  expect('problems' in checked && checked.problems).toContain(
    'PRIVATE_KEY: this is not a private RSA key in PEM form, as GitHub gives them',
  );
});

test.each([
  [
    'is not there',
    (folder: string) => join(folder, 'none.pem'),
    /^PRIVATE_KEY_PATH: there is no such file: \/.*none\.pem$/,
  ],
  ['is a folder', (folder: string) => folder, /^PRIVATE_KEY_PATH: this is a folder, and the key is a file/],
])('a file of the key that %s is named in a sentence', (_, path, sentence) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-environment-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const checked = checkEnvironment({
    APP_ID: '1',
    WEBHOOK_SECRET: 'a secret of sixteen',
    PRIVATE_KEY_PATH: path(folder),
  });
  expect('problems' in checked && checked.problems[0]).toMatch(sentence);
});

test('an address of the database that cannot be read is not repeated, because its password is part of it', () => {
  const checked = checkEnvironment({ DATABASE_URL: 'postgres://mei:hush/hush@[db/name' });
  expect(checked).toEqual({ problems: [expect.stringMatching(/^DATABASE_URL: this cannot be read; .*%40/)] });
  expect(JSON.stringify(checked)).not.toContain('hush');
});

test('an empty value is how people unset a variable', () => {
  expect(checkEnvironment({ PORT: '', SANDBOX_LANGUAGE: '' })).toMatchObject({ environment: { PORT: 3000 } });
});

test.each(['devbox', 'devbox:3000', 'a.example, b.example:8443', '[::1]:3001', '10.0.0.7'])(
  'ALLOWED_HOSTS takes %s',
  (names) => expect(checkEnvironment({ ALLOWED_HOSTS: names })).not.toHaveProperty('problems'),
);

test.each(['http://devbox', 'devbox/', '*', '*.example', 'a b@c', 'devbox:99999', 'devbox:', '"><script>'])(
  'ALLOWED_HOSTS refuses %s',
  (names) => expect(checkEnvironment({ ALLOWED_HOSTS: names })).toHaveProperty('problems'),
);

test('nobody gets a sandbox who has named anything of an app, whole or in part: 400 drawn environments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-environment-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const key = RSA.privateKey;
  const keys = {
    APP_ID: ['1', '0', 'x', ' ', '1e3'],
    PRIVATE_KEY: [key, 'x', ' ', '\n', EC.privateKey],
    PRIVATE_KEY_PATH: [file('key.pem', key), file('empty.pem', ''), join(folder, 'none.pem')],
    WEBHOOK_SECRET: ['a secret of sixteen and more', 'short', ' '],
  };
  const meant = {
    PUBLIC_URL: ['https://countersign.example'],
    DATABASE_URL: ['postgres://a@b/c'],
    CLIENT_ID: ['c'],
    SESSION_SECRET: ['a-secret-of-at-least-thirty-two-characters'],
    GITHUB_URL: ['https://github.example'],
    JIRA_GATE_URL: ['https://gate.example'],
  };
  const beside = {
    PORT: ['0'],
    DATA_DIR: ['x'],
    SANDBOX_LANGUAGE: ['en'],
    HOST: ['0.0.0.0'],
    ALLOWED_HOSTS: ['devbox'],
  };
  const drawn = (values: Readonly<Record<string, readonly string[]>>) =>
    fc.record(Object.fromEntries(Object.entries(values).map(([name, some]) => [name, fc.constantFrom('', ...some)])), {
      requiredKeys: [],
    });
  const seen = { app: 0, sandbox: 0, 'set-up': 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.oneof(drawn({ ...keys, ...meant, ...beside }), drawn({ ...meant, ...beside }), drawn(beside), drawn(keys)),
      (given) => {
        const named = (values: object) => Object.keys(values).some((name) => (given[name] ?? '') !== '');
        const checked = checkEnvironment(given);
        const got = 'problems' in checked ? 'refused' : checked.environment.mode;
        seen[got] += 1;
        if (named(keys)) expect(['app', 'refused']).toContain(got);
        else expect(got).toBe(named(meant) ? 'set-up' : 'sandbox');
        if (got === 'app') expect(checked).toHaveProperty('environment.app.privateKey', key);
      },
    ),
    { numRuns: 400 },
  );
  expect(Math.min(seen.sandbox, seen['set-up'], seen.refused)).toBeGreaterThan(20);
});

test('a sandbox can be asked for beside an address or a database, never beside keys', () => {
  const asked = { SANDBOX: '1', PUBLIC_URL: 'https://countersign.example', DATABASE_URL: 'postgres://a@b/c' };
  expect(checkEnvironment(asked)).toMatchObject({ environment: { mode: 'sandbox' } });
  expect(checkEnvironment({ SANDBOX: '1', APP_ID: '1' })).toHaveProperty('problems');
});

test('what is missing of the keys is named, in both languages', () => {
  const checked = checkEnvironment({ APP_ID: '1' });
  expect('problems' in checked && checked.problems).toEqual([
    expect.stringMatching(/^Missing: PRIVATE_KEY, WEBHOOK_SECRET\./),
    expect.stringMatching(/^缺少：PRIVATE_KEY, WEBHOOK_SECRET。/),
  ]);
});

const MAIL = { SMTP_URL: 'smtps://me:hush@mail.example', MAIL_FROM: 'Countersign <a@b.example>' };

test('a mail server and whom mails come from are set together; a mistake is said in both languages, and no password with it', () => {
  expect(checkEnvironment(MAIL)).toMatchObject({ environment: { ...MAIL, mode: 'set-up' } });
  for (const [name, sentence] of [
    ['SMTP_URL', /^Missing: MAIL_FROM/],
    ['MAIL_FROM', /^Missing: SMTP_URL/],
  ] as const)
    expect(checkEnvironment({ [name]: MAIL[name] })).toMatchObject({
      problems: [expect.stringMatching(sentence), expect.stringMatching(/^缺少/)],
    });
  const wrong = checkEnvironment({ ...MAIL, SMTP_URL: 'http://me:hush@mail.example' });
  expect(wrong).toEqual({
    problems: [expect.stringMatching(/^SMTP_URL: This is not the address .*这不是邮件服务器地址/)],
  });
  expect(JSON.stringify(wrong)).not.toContain('hush');
  expect(checkEnvironment({ ...MAIL, MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' })).toEqual({
    problems: [expect.stringMatching(/^MAIL_FROM: This is not whom .*这不是发件人/)],
  });
});
