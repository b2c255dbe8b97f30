/** Somebody is erased by the operator's command: the chains hold, the decision stands, and nothing that is shown, exported, kept or logged names them (`rules.md 7.1`). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { noteWrittenFor } from '@countersign/github/receive/writtenfor.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { pagesApp } from '@countersign/web/app.ts';
import { changePath, registerPath } from '@countersign/web/registerask.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

const PROGRAM = fileURLToPath(new URL('../../packages/cli/countersign.ts', import.meta.url));

let line: Line;
afterEach(() => line.close());

function countersign(...args: readonly string[]) {
  const env = { ...process.env, LANG: 'en_US.UTF-8', DATABASE_URL: line.databaseUrl };
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', env });
  return { status, text: stdout + stderr };
}

/** Every page and export by its address, in both languages, as their readers get them. */
async function shownAt(number: number, pull: number): Promise<ReadonlyMap<string, string>> {
  const { parts } = line.server;
  const pages = pagesApp({
    facts: pageFacts({ parts, mayRead: everyone, tracker: 'https://github.test' }),
    visitor: async () => ({ kind: 'everyone' }),
    signIn: false,
    now: () => new Date().toISOString(),
    report: (error) => {
      throw error;
    },
  });
  const row = await parts.register.findByNumber(tenant(), project(), number);
  const at = row?.ref ?? { tenant: '', project: '', stream: '' };
  const register = registerPath({ tenant: tenant(), project: project() });
  const texts = new Map<string, string>();
  const change = changePath(at.tenant, at.project, at.stream);
  for (const path of [
    change,
    gatePath(pull),
    register,
    `${register}/policy`,
    `${register}/csv`,
    `${register}/words.csv`,
    registerPath({ tenant: tenant() }),
  ])
    for (const language of ['en', 'zh-CN']) {
      const answer = await pages.request(path, { headers: { 'accept-language': language, host: 'localhost' } });
      expect(answer.status).toBe(200);
      texts.set(`${path} ${language}`, await answer.text());
    }
  return texts;
}

async function shown(number: number, pull: number): Promise<string> {
  return [...(await shownAt(number, pull)).values()].join('\n');
}

const gatePath = (pull: number) => `/g/${tenant()}/${project()}/${pull}`;
const tenant = () => `github:${line.seeded.organization.id}`;
const project = () => nodeId('R', line.seeded.repository.id);

/** Rows of every table that hold a text, by table. */
async function holding(text: string): Promise<Readonly<Record<string, number>>> {
  const database = connect(line.databaseUrl);
  try {
    const { rows: tables } = await database.pool.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await database.pool.query<{ count: number }>(
        `select count(*)::integer as count from ${name} t where position($1 in t::text) > 0`,
        [text],
      );
      if (rows[0]?.count) found[name] = rows[0].count;
    }
    return found;
  } finally {
    await database.close();
  }
}

test('7.1: whoever is erased is named on no page, in no export, table, comment of ours or log, and every chain and vote holds', {
  timeout: 600_000,
}, async () => {
  const logged: string[] = [];
  line = await openLine({ log: (text) => void logged.push(text) });
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  // What an older server wrote: the same things, with names in clear.
  const row = await line.server.parts.register.findByNumber(tenant(), project(), number);
  const ref = row?.ref ?? { tenant: '', project: '', stream: '' };
  const rosa = line.world.state.accounts.get(line.world.logins.get('rosa') ?? 0);
  const dara = line.world.state.accounts.get(line.world.logins.get('dara') ?? 0);
  const by = { id: `github:${rosa?.id}`, name: 'rosa' };
  // A gate names whose votes opened it.
  const theo = line.world.state.accounts.get(line.world.logins.get('theo') ?? 0);
  await line.server.record.append({
    ref,
    expected: (await line.server.record.read(ref)).length,
    entries: [
      { at: new Date().toISOString(), actor: by.id, event: { type: 'concern-raised', id: 'C9', text: 'Too soon', by } },
    ],
    jobs: [],
    cause: 'an older server',
  });
  // What our hand wrote for her on a page.
  const text = { title: 'As it was', body: '' };
  const place = { tenant: tenant(), project: project(), installation: 1, owner: 'harbour', repo: 'invoices' };
  const asked = { id: rosa?.id ?? 0, login: 'rosa' };
  await noteWrittenFor(line.server.parts, place, { issue: ref.stream, text, by: asked });
  line.as('project-manager').comment(number, '/resolve C9 It is not');
  line.as('developer').push('work', 'one', { 'src/one.js': 'one' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: `Change: #${number}`, head: 'work', base: 'main' });
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  const before = await line.state(number);
  expect([before.stage, line.check(pull)?.conclusion]).toEqual(['implementing', 'success']);
  expect(await shown(number, pull)).toContain('rosa');
  expect(await shown(number, pull)).toContain('dara');
  expect((await shownAt(number, pull)).get(`${gatePath(pull)} en`)).toMatch(/\btheo\b/);
  expect(line.comments(number)[0]).toContain('rosa');
  // Answers that stand already: asked by both, it says who asked; one more is locked away by GitHub.
  const { repository } = line.seeded;
  // More comments than one piece of work looks at stand before them.
  line.deliveries.delivering = false;
  for (let said = 0; said < 600; said += 1) line.as('developer').comment(pull, 'hm');
  await line.settled();
  line.deliveries.delivering = true;
  line.as('requester').comment(number, '/help');
  line.as('customer').comment(number, '/help');
  line.as('requester').comment(pull, '/approve');
  line.as('customer').comment(pull, '/approve');
  await line.settled();
  const ours = () => [...repository.comments.values()].filter(({ body }) => body.startsWith('<!-- countersign:reply'));
  const naming = ours().filter(({ body }) => /\brosa\b/.test(body));
  expect(naming.length).toBeGreaterThan(1);
  const [locked] = naming;
  const refuse = { kind: 'status', status: 403, message: 'locked' } as const;
  line.api.faults.add({ ...refuse, on: new RegExp(`^PATCH .*/issues/comments/${locked?.id}$`) });

  const said = countersign('erase', by.id);
  expect(said).toMatchObject({ status: 0, text: expect.stringContaining('With --yes') });
  expect(await shown(number, pull)).toContain('rosa');
  for (const id of [by.id, `github:${dara?.id}`, `github:${theo?.id}`])
    expect(countersign('erase', id, '--yes')).toMatchObject({ status: 0, text: expect.stringContaining('is erased') });
  await line.settled();

  const pages = await shown(number, pull);
  for (const name of ['rosa', 'dara', 'theo']) expect(pages).not.toMatch(new RegExp(`\\b${name}\\b`));
  expect(pages).toContain('former member');
  expect(pages).toContain('前成员');
  const gate = await shownAt(number, pull);
  expect(gate.get(`${gatePath(pull)} en`)).toContain('former member');
  expect(gate.get(`${gatePath(pull)} zh-CN`)).toContain('前成员');
  expect(line.comments(number)[0]).not.toMatch(/\b(?:rosa|dara|theo)\b/);
  expect(ours().filter(({ body }) => /\b(?:rosa|dara)\b/.test(body))).toEqual([locked]);
  expect(ours().filter(({ body }) => body.includes('former member')).length).toBe(naming.length - 1);
  const left = countersign('erase', by.id).text;
  expect(left).toContain(`issuecomment-${locked?.id}`);
  expect(left).not.toMatch(/\brosa\b/);
  const checks = [...line.seeded.repository.checks.values()].map(({ title, summary }) => `${title} ${summary}`);
  expect(checks.join('\n')).not.toMatch(/\b(?:rosa|dara|theo)\b/);
  // The one entry from before is for ever; everything else is without.
  expect(await holding('rosa')).toEqual({ 'public.entry': 1 });
  expect(await holding('dara')).toEqual({});
  expect(logged.join('\n')).not.toMatch(/\b(?:rosa|dara|theo)\b/);

  const after = await line.state(number);
  expect([after.stage, line.check(pull)?.conclusion]).toEqual(['implementing', 'success']);
  expect(after.votes.map(({ digest, voided }) => [digest, voided])).toEqual(
    before.votes.map(({ digest }) => [digest, undefined]),
  );
  expect(verifyProject(await line.server.record.readProject(tenant(), project(), 0, 1000))).toBeUndefined();
  expect(countersign('verify')).toMatchObject({ status: 0, text: expect.stringContaining('entries, head') });

  // Whoever comes back is named again, and only in what they do from then on.
  line.as('requester').comment(number, '/concern Once more');
  await line.settled();
  const again = await line.state(number);
  expect(again.concerns.map((one) => one.by.name)).toEqual(['former member', 'rosa']);
  expect(again.requester).toEqual({ ...by, name: 'former member' });
});
