/** Whatever keeps the product from starting is said in one sentence with what to do, in each language: no stack, no secret, and not as if it had started. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect } from '@countersign/postgres/connect.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { HELP } from '@countersign/server/environment.ts';
import { secretsOf, whyNotStarted } from '@countersign/server/unstartable.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { program, scratch } from '../instruments/program.ts';

// Each starts the whole product.
vi.setConfig({ testTimeout: 120_000 });

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const PASSWORD = 'hush-hush-hush';
const APP = {
  APP_ID: '77',
  PRIVATE_KEY: privateKey,
  WEBHOOK_SECRET: 'a secret that nobody may read',
  PUBLIC_URL: 'https://countersign.example',
};

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

/** Speaks as much of PostgreSQL as it takes to refuse somebody. */
function refusing(code: string, message: string): Server {
  const text = (kind: string, value: string) => Buffer.from(`${kind}${value}\0`);
  const fields = Buffer.concat([
    text('S', 'FATAL'),
    text('V', 'FATAL'),
    text('C', code),
    text('M', message),
    Buffer.from('\0'),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  const answer = Buffer.concat([Buffer.from('E'), length, fields]);
  return createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.on('data', (asked) => {
      // Whoever asks for encryption is told that there is none.
      if (asked.length === 8) socket.write('N');
      else socket.end(answer);
    });
  });
}

const at = (port: number, more = '') => `postgres://mei:${PASSWORD}@127.0.0.1:${port}/changes${more}`;

/** What stands in the way, and what has to be said of it. */
const CASES: Readonly<Record<string, { given(folder: string): Promise<Record<string, string>>; says: RegExp }>> = {
  'a password that is wrong': {
    given: async () => ({
      ...APP,
      DATABASE_URL: at(await listening(refusing('28P01', 'password authentication failed'))),
    }),
    says: /refuses the password in DATABASE_URL/,
  },
  'a database that is not there': {
    given: async () => ({
      ...APP,
      DATABASE_URL: at(await listening(refusing('3D000', 'database "changes" does not exist'))),
    }),
    says: /no such database .*createdb/,
  },
  'no way in': {
    given: async () => ({
      ...APP,
      DATABASE_URL: at(await listening(refusing('28000', 'no pg_hba.conf entry for host'))),
    }),
    says: /does not admit us .*pg_hba/,
  },
  'encryption that the database does not have': {
    given: async () => ({
      ...APP,
      DATABASE_URL: at(await listening(refusing('28000', 'unused')), '?sslmode=verify-full'),
    }),
    says: /No encrypted connection .*sslmode/,
  },
  'a certificate that is not there': {
    given: async (folder) => ({ ...APP, DATABASE_URL: at(1, `?sslmode=verify-full&sslrootcert=${folder}/none.pem`) }),
    says: /none\.pem .*cannot be used \(ENOENT\)/,
  },
  'nobody at the address': {
    given: async () => ({ ...APP, DATABASE_URL: at(1) }),
    says: /Nothing answers at DATABASE_URL/,
  },
  'a host that nobody knows': {
    given: async () => ({ ...APP, DATABASE_URL: `postgres://mei:${PASSWORD}@nobody.invalid/changes` }),
    says: /Nobody knows the host in DATABASE_URL/,
  },
  'an address that cannot be read': {
    given: async () => ({ ...APP, DATABASE_URL: `postgres://mei:${PASSWORD}/@[x/changes` }),
    says: /DATABASE_URL: this cannot be read/,
  },
  'a record of a later version': {
    given: async () => {
      const database = await temporaryDatabase();
      onTestFinished(() => database.drop());
      const { pool, close } = connect(database.url);
      await pool.query("insert into kysely_migration (name, timestamp) values ('9999 wings', '2030-01-01')");
      await close();
      return { ...APP, DATABASE_URL: database.url };
    },
    says: /later version of Countersign .*9999 wings.* none after “\d{4} [a-z]+”.* restore/,
  },
  'a port that is taken': {
    given: async () => {
      const database = await temporaryDatabase();
      onTestFinished(() => database.drop());
      return { ...APP, DATABASE_URL: database.url, PORT: String(await listening(createServer())) };
    },
    says: /Port \d+ on 127\.0\.0\.1 is taken by another program\. Stop it/,
  },
  'a folder that is a file': {
    given: async (folder) => {
      await writeFile(join(folder, 'data'), '');
      return {};
    },
    says: /a file stands where its folder should be.*DATA_DIR/,
  },
  'a key that is none': {
    given: async () => ({ ...APP, PRIVATE_KEY: 'x', DATABASE_URL: at(1) }),
    says: /PRIVATE_KEY: this is not a private RSA key/,
  },
  'an address of ours that is none': {
    given: async () => ({ ...APP, PUBLIC_URL: 'countersign', DATABASE_URL: at(1) }),
    says: /PUBLIC_URL: this is not an address such as/,
  },
  'a .env that is a folder': {
    given: async (folder) => {
      await mkdir(join(folder, '.env'));
      return {};
    },
    says: /The file \.env cannot be read/,
  },
};

test.each(Object.entries(CASES))('%s', async (_, { given, says }) => {
  const folder = await scratch();
  const started = program(folder, await given(folder));
  expect(await started.ended).toBe(1);
  const said = started.said();
  expect(said).toMatch(says);
  expect(said).not.toMatch(/^\s+at |node:internal|\.ts:\d+/m);
  for (const secret of [PASSWORD, APP.WEBHOOK_SECRET, 'BEGIN PRIVATE KEY']) expect(said).not.toContain(secret);
  // What is said in both languages takes two lines; the environment's problems have one above and one below.
  expect(said.trim().split('\n').length).toBeLessThan(5);
});

test.each([
  [
    'no space',
    Object.assign(new Error('write'), { code: 'ENOSPC', path: '/data/world.json', syscall: 'write' }),
    /no space left for \/data\/world\.json/,
  ],
  [
    'no right',
    Object.assign(new Error('open'), { code: 'EACCES', path: '/data/world.json', syscall: 'open' }),
    /world\.json \(\/data\) cannot be used/,
  ],
  ['a full database', Object.assign(new Error('could not extend file'), { code: '53100' }), /has no space left/],
  ['a database that starts', Object.assign(new Error('starting up'), { code: '57P03' }), /lets nobody in now/],
  [
    'a user without rights',
    Object.assign(new Error('permission denied for schema public'), { code: '42501' }),
    /may not do what is needed/,
  ],
  [
    'a certificate of another',
    Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    /No encrypted connection/,
  ],
  [
    'a mistake of ours',
    new TypeError('x is undefined'),
    /by a mistake of its own \(x is undefined\)\. Please report it/,
  ],
])('%s is one sentence in each language', (_, error, says) => {
  const lines = whyNotStarted(new Error('wrapped', { cause: error }), { owner: 'app:7', secrets: [] }).split('\n');
  expect(lines[0]).toMatch(says);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/\p{Script=Han}/u);
});

test('a secret that somebody else repeats is left out, as it is written and as it is meant', () => {
  const secrets = secretsOf({ DATABASE_URL: 'postgres://mei:a%40b@db/x', SESSION_SECRET: 'the secret of sessions' });
  const said = whyNotStarted(new Error('no a%40b, a@b or the secret of sessions'), { owner: 'app:7', secrets });
  expect(said).not.toMatch(/a%40b|a@b|secret of sessions/);
});

test('every variable that is a secret by its name, or is read by the database as one, is left out of what is said', () => {
  const named = [...new Set(HELP.match(/\b[A-Z_]*(?:SECRET|PASSWORD|KEY)(?:_OLD)?\b/g))];
  expect(named).toContain('JIRA_GATE_SECRET');
  for (const name of [...named, 'PGPASSWORD', 'DATABASE_URL'])
    expect(secretsOf({ [name]: 'postgres://of/mine' }), name).toContain('postgres://of/mine');
});
