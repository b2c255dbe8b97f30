/** What telling people costs: a minute in which nothing is due, a morning with very many digests, and the page that a customer signs on. */
import { nodeId } from '@countersign/sandbox/world/node.ts';
import pg from 'pg';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { browserAt, linksIn } from '../instruments/signer.ts';
import { asContact, LI, openSigning } from '../instruments/signingline.ts';
import { quantile, row, spread } from './figure.ts';

/** @param deadlines open requests that wait for something @param digests people who are told in one morning @param looks at the sign-off page */
export async function tellingCost(deadlines: number, digests: number, looks: number): Promise<void> {
  const carried = new Set<string>();
  const mail = {
    perMinute: Number.MAX_SAFE_INTEGER,
    async carry(to: string) {
      carried.add(to);
      return { kind: 'sent' as const, count: 1 };
    },
  };
  const line = await openLine({ checked: false, channels: { mail } });
  const pool = new pg.Pool({ connectionString: line.databaseUrl, max: 1 });
  await inReview(line);
  await quietMinutes(line, pool, deadlines);
  await busyMorning(line, pool, digests, carried);
  await pool.end();
  await line.close();
  await signPage(looks);
}

async function quietMinutes(line: Line, pool: pg.Pool, deadlines: number): Promise<void> {
  const at = [`github:${line.seeded.organization.id}`, nodeId('R', line.seeded.repository.id)];
  let few: number | undefined;
  for (const many of [10, deadlines]) {
    await pool.query(FILL_DUE, [...at, many]);
    await pool.query('analyze due');
    const times: number[] = [];
    for (let minute = 0; minute < 50; minute += 1) {
      const started = performance.now();
      await line.server.due();
      times.push(performance.now() - started);
    }
    const middle = quantile(times, 0.5);
    const ratio = few === undefined ? '' : ` (${(middle / few).toFixed(2)} ×)`;
    const target = few === undefined ? 'reference' : '1 ×';
    row(`a minute in which nothing is due, ${many.toLocaleString('en')} deadlines`, `${spread(times)}${ratio}`, target);
    few ??= middle;
  }
}

async function busyMorning(line: Line, pool: pg.Pool, digests: number, carried: ReadonlySet<string>): Promise<void> {
  await pool.query('update notice set ended = $1, ended_at = now() where ended is null', ['off']);
  const { rowCount } = await pool.query(FILL_READERS, [digests]);
  const { rowCount: kept } = await pool.query(FILL_NOTICES, [digests]);
  if (rowCount !== digests || kept !== digests) throw new Error(`${kept} digests were made, not ${digests}`);
  await pool.query('analyze');
  const started = performance.now();
  let turns = 0;
  for (let sent = 0; sent < digests; turns += 1) {
    const more = await line.server.send();
    if (more === 0) throw new Error(`${sent} of ${digests} digests were sent`);
    sent += more;
  }
  const seconds = (performance.now() - started) / 1000;
  if (carried.size !== digests) throw new Error(`${carried.size} people were told, not ${digests}`);
  row(
    `a morning of ${digests.toLocaleString('en')} digests, until the channel has each`,
    `${seconds.toFixed(1)} s (${(digests / seconds).toFixed(0)} a second), ${turns} turns`,
    '≤ 600 s',
  );
}

async function signPage(looks: number): Promise<void> {
  const signing = await openSigning({ checked: false });
  await signing.names(asContact('Li Na', LI));
  await signing.vouches(LI);
  await signing.inReview();
  const [link] = linksIn(signing.postbox, LI);
  if (link === undefined) throw new Error('nobody was asked to sign');
  const browser = browserAt(signing.line);
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const started = performance.now();
    const { status } = await browser.open(link);
    times.push(performance.now() - started);
    if (status !== 200) throw new Error(`the page answered ${status}`);
  }
  row('the page that a customer signs on', spread(times), 'p95 ≤ 300 ms');
  await signing.close();
}

const FILL_DUE = `
  insert into due (tenant, project, kind, stream, version, at, what)
  select $1, $2, 'change', 'waits-' || n, 1, now() + interval '1 day' + n * interval '1 minute', 'votes'
  from generate_series(1, $3::int) as n on conflict do nothing`;
const FILL_READERS = `
  insert into reader (person, token, mail, mail_since)
  select 'github:9' || n, md5(n::text), 'reader-' || n || '@example.com', now() from generate_series(1, $1::int) as n`;
/** Each as somebody was kept a digest of this very request, of what holds as long as it is open: the record is asked for each. */
const FILL_NOTICES = `
  insert into notice (tenant, project, stream, brought, recipient, name, urgency, matters, at, due_at)
  select tenant, project, stream, brought, 'github:9' || n, 'reader-' || n, urgency,
    regexp_replace(matters, '"occasion":"[^"]+"', '"occasion":"progress"', 'g'), at, now() - interval '1 minute'
  from (select * from notice where urgency = 'digest' order by brought desc limit 1) as one, generate_series(1, $1::int) as n`;
