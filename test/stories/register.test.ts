/** The register over a played record: found by words and by whom it asks, counted and added up, within what each visitor may read, as a page and as files. */
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { CHANGE_LABEL } from '@countersign/github/form/template.ts';
import { writeRowsAnew } from '@countersign/github/record/rowsanew.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import type { MayRead } from '@countersign/server/rights.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const tenant = () => `github:${line.seeded.organization.id}`;
const projectOf = ({ id }: Pick<Repository, 'id'>) => nodeId('R', id);

/** A page as somebody gets it who reads the repositories of these names; others are closed to them, or GitHub does not say. */
async function asked(
  path: string,
  reads: Readonly<Record<string, Awaited<ReturnType<MayRead>>>>,
  visitor: Visitor = { kind: 'person', id: 'github:0', login: 'nobody', token: '' },
) {
  const pages = pagesApp({
    facts: pageFacts({
      parts: line.server.parts,
      mayRead: async (_, place) => reads[place.repo] ?? 'no',
      tracker: 'https://github.test',
    }),
    visitor: async () => visitor,
    signIn: true,
    now: () => '2026-12-01T08:00:00.000Z',
    report: (error) => {
      throw error;
    },
  });
  const answer = await pages.request(path, { headers: { host: 'localhost' } });
  return { status: answer.status, body: await answer.text() };
}

const titles = (body: string) => [...body.matchAll(/<th scope="row"><a [^>]*>([^<]*)</g)].map(([, title]) => title);
const sums = (body: string) => /<ul class="sums".*?<\/ul>/s.exec(body)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? '';

test('requests are found by words of either language, in title and text; an edit is found at once, and what it took away no more', async () => {
  line = await openLine();
  const here = `/r/${tenant()}/${projectOf(line.seeded.repository)}`;
  const reads = { [line.seeded.repository.name]: 'yes' } as const;
  const number = line.file({ after: '发票可以导出为 PDF，包含附件与签章。' }, '导出历史发票');
  line.file({}, 'Sign in by mail');
  await line.settled();
  const found = async (words: string) => titles((await asked(`${here}?q=${encodeURIComponent(words)}`, reads)).body);
  expect(await found('签章')).toEqual(['导出历史发票']);
  expect(await found('史发')).toEqual(['导出历史发票']);
  expect(await found('IGN mailbox')).toEqual([]);
  expect(await found('發票 编')).toEqual([]);
  expect(await found('發票')).toEqual(['导出历史发票']);
  expect(await found('sign mai')).toEqual(['Sign in by mail']);
  line.as('requester').editIssue(number, { title: 'Nothing of the kind' });
  await line.settled();
  expect(await found('历史')).toEqual([]);
  expect(await found('of kind')).toEqual(['Nothing of the kind']);
});

test('what waits for somebody is theirs alone, and goes once it is done', async () => {
  line = await openLine();
  const here = `/r/${tenant()}/${projectOf(line.seeded.repository)}?waits=me`;
  const reads = { [line.seeded.repository.name]: 'yes' } as const;
  const number = line.file({}, 'Ask me');
  await line.settled();
  const of = (who: keyof typeof SEED_LOGINS): Visitor => {
    const login = SEED_LOGINS[who];
    return { kind: 'person', id: `github:${line.world.logins.get(login)}`, login, token: '' };
  };
  const waits = async (who: keyof typeof SEED_LOGINS) => titles((await asked(here, reads, of(who))).body);
  expect(await waits('requester')).toEqual(['Ask me']);
  expect(await waits('developer')).toEqual([]);
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect(await waits('requester')).toEqual([]);
  expect(await waits('project-manager')).toEqual(['Ask me']);
  expect((await asked(here, reads, { kind: 'everyone' })).status).toBe(400);
});

test('an account shows the repositories that its visitor may read: of any other no row, sum, picture, owner or file', async () => {
  line = await openLine();
  const { organization, people, repository } = line.seeded;
  const files = {
    [POLICY_PATH]: policyTemplate('standard', 'en', { lead: 'dara', expert: 'olga', customer: SEED_LOGINS.customer }),
  };
  const closed = addRepository(line.world, { owner: organization, name: 'closed', author: people.developer, files });
  createLabel(line.world, people.developer, closed, { name: CHANGE_LABEL });
  const number = line.file({}, 'Seen by all');
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  const there = human(line.world, 'dara', `${organization.login}/closed`);
  there.fileForm({ title: 'A secret 机密', body: '### x', labels: ['change-request'] });
  await line.settled();
  const account = `/r/${tenant()}`;
  const both = await asked(account, { [repository.name]: 'yes', closed: 'yes' });
  expect(titles(both.body).toSorted()).toEqual(['A secret 机密', 'Seen by all']);
  expect(sums(both.body)).toContain('2 change requests');
  const query = ['', '?q=secret', '?stage=open', `?repository=${projectOf(closed)}`, '?sort=title', '?age=week'];
  for (const one of query)
    for (const file of ['', '/csv', '/words.csv'])
      for (const answer of ['no', 'unknown'] as const) {
        const { body } = await asked(`${account}${file}${one}`, { [repository.name]: 'yes', closed: answer });
        expect({
          one,
          file,
          told: /secret|机密|closed/.test(
            body
              .replaceAll('value="closed"', '')
              .replaceAll('stage-word-closed', '')
              .replaceAll('stage=closed', '')
              .replaceAll('q=secret', '')
              .replaceAll('value="secret"', ''),
          ),
        }).toEqual({ one, file, told: false });
        if (file === '') expect(sums(body)).not.toContain('2 change requests');
      }
  const partly = await asked(account, { [repository.name]: 'yes', closed: 'unknown' });
  expect(partly.body).toContain('Not whole');
  expect((await asked(account, {})).status).toBe(404);
  expect((await asked(account, { closed: 'unknown' })).status).toBe(503);
  expect((await asked('/r/github:1', { [repository.name]: 'yes' })).status).toBe(404);
  // What it costs is added up by itself, currency by currency, with how many have it.
  expect(sums(both.body)).toMatch(/[A-Z]{3}.[\d,]+ once, n = 1/);
});

const MISREAD = [
  '?stage=draught',
  '?class=major&class=huge',
  "?owner=' or 1=1 --",
  '?due=soon',
  '?due=week&due=later',
  '?sort=shown',
  '?from=W10',
  '?from=not a place',
  '?q=%25%25',
  `?q=${'x'.repeat(201)}`,
  '?currency=cny',
  '?stages=draft',
  '?age=<script>alert(1)</script>',
  '?q=%00a&stage=%00',
] as const;

test('an address that is not understood is answered with what is not, and nothing is shown in its place', async () => {
  line = await openLine();
  line.file({}, 'Not to be shown');
  await line.settled();
  const { name } = line.seeded.repository;
  const here = `/r/${tenant()}/${projectOf(line.seeded.repository)}`;
  for (const query of MISREAD)
    for (const file of ['', '/csv', '/xlsx']) {
      const { status, body } = await asked(`${here}${file}${query.replaceAll(' ', '%20')}`, { [name]: 'yes' });
      expect({ query, file, status }).toEqual({ query, file, status: 400 });
      expect(body).not.toContain('Not to be shown');
      expect(body).not.toContain('<script>alert');
    }
  // What no page has given is no place, though it looks like one.
  const place = Buffer.from('["next","number",false,0,[{"a":1}],"s"]').toString('base64url');
  expect((await asked(`${here}?sort=number&from=${place}`, { [name]: 'yes' })).status).toBe(400);
});

test('rows that an older version wrote are made anew at the next start: words, days of opening and what waits for whom', async () => {
  line = await openLine();
  const number = line.file({}, 'Written before');
  await line.settled();
  const pool = new pg.Pool({ connectionString: line.databaseUrl, max: 1 });
  const kept = async () =>
    (await pool.query('select shown from register where number = $1 and kind = $2', [number, 'change'])).rows;
  const before = await kept();
  await pool.query(`update register set shown = (shown::jsonb - 'opened')::json`);
  await pool.query('delete from register_words');
  await pool.query('delete from register_asked');
  await pool.query('select count_register_anew()');
  expect(await writeRowsAnew(line.server.parts)).toBe(1);
  await line.settled();
  expect(await kept()).toEqual(before);
  expect((await pool.query('select count(*)::integer as count from register_words')).rows).toEqual([{ count: 1 }]);
  expect((await pool.query('select count(*)::integer as count from register_asked')).rows[0]?.count).toBeGreaterThan(0);
  expect((await pool.query('select sum(count)::integer as count from register_age')).rows).toEqual([{ count: 1 }]);
  expect(await writeRowsAnew(line.server.parts)).toBe(0);
  await pool.end();
});

test('the board’s agenda has what it is asked while it is asked, and its minutes what it decided, for whoever may read the repository', async () => {
  line = await openLine();
  const here = `/r/${tenant()}/${projectOf(line.seeded.repository)}`;
  const reads = { [line.seeded.repository.name]: 'yes' } as const;
  const number = line.file({}, 'Export <b>invoices</b>');
  await line.settled();
  expect(titles((await asked(`${here}/agenda`, reads)).body)).toEqual([]);
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const { body } = await asked(`${here}/agenda`, reads);
  expect(body).toContain('Export &lt;b&gt;invoices&lt;/b&gt;');
  expect(body.match(/class="seat-waiting"/g)).toHaveLength(3);
  const file = await asked(`${here}/agenda.ics`, reads);
  expect(file.body).toMatch(/BEGIN:VEVENT[\s\S]*DTSTART/);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve because it is worth it');
  await line.settled();
  expect((await asked(`${here}/agenda`, reads)).body).not.toContain('seat-waiting');
  const minutes = await asked(`${here}/minutes`, reads);
  expect(minutes.body.match(/class="minute"/g)).toHaveLength(1);
  expect(minutes.body.match(/it is worth it/g)).toHaveLength(3);
  for (const page of ['agenda', 'agenda.ics', 'minutes'])
    for (const [answer, status] of [
      ['no', 404],
      ['unknown', 503],
    ] as const)
      expect((await asked(`${here}/${page}`, { [line.seeded.repository.name]: answer })).status).toBe(status);
});
