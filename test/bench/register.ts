/** What the register costs as it grows: its page, a search, filters and the whole of it as a file, from the question to the last letter of the answer. */
import { folded, piecesOf } from '@countersign/core/text/find.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { everyone } from '@countersign/server/rights.ts';
import { pagesApp } from '@countersign/web/app.ts';
import pg from 'pg';
import { openLine } from '../instruments/line.ts';
import { ms, row, spread } from './figure.ts';

/** Views, and what quality.md asks of a page of a million. */
const VIEWS: readonly (readonly [string, string])[] = [
  ['the first page, with sums and pictures', ''],
  ['a page filtered by stage and sorted by cost', '?stage=in-review&sort=-cost'],
  ['a page filtered by owner and due', '?owner=github:3&due=overdue&sort=due'],
  ['a page of a rare class, by title', '?class=critical&sort=title'],
  ['a search for Chinese', '?q=%E5%AF%BC%E5%87%BA%E5%8F%91%E7%A5%A8%E7%BC%96%E5%8F%B7+77'],
  ['a search for English', '?q=export+invoice+777'],
  ['a search for what most have', '?q=invoice&sort=number'],
];

export async function registerCost(sizes: readonly number[], turns: number): Promise<void> {
  const line = await openLine({ checked: false });
  line.file({}, 'The first');
  await line.settled();
  const { parts } = line.server;
  const tenant = `github:${line.seeded.organization.id}`;
  const project = nodeId('R', line.seeded.repository.id);
  const app = pagesApp({
    facts: pageFacts({ parts, mayRead: everyone, tracker: 'https://github.test' }),
    visitor: async () => ({ kind: 'everyone' }),
    signIn: false,
    now: () => new Date().toISOString(),
    report: (error) => {
      throw error;
    },
  });
  const pool = new pg.Pool({ connectionString: line.databaseUrl, max: 1 });
  let filled = 0;
  for (const size of sizes) {
    await fill(pool, tenant, project, filled, size);
    filled = size;
    const many = size.toLocaleString('en');
    for (const [what, query] of VIEWS) {
      const times: number[] = [];
      for (let turn = 0; turn < turns + 3; turn += 1) {
        const started = performance.now();
        const answer = await app.request(`/r/${tenant}/${project}${query}`, { headers: { host: 'localhost' } });
        await answer.text();
        if (answer.status !== 200) throw new Error(`${query} was answered with ${answer.status}`);
        times.push(performance.now() - started);
      }
      row(`${many}: ${what}`, spread(times.slice(3)), '≤ 20, ≤ 30 ms');
    }
    for (const file of ['csv', 'words.csv', 'xlsx']) {
      const before = process.memoryUsage().rss;
      let most = before;
      let bytes = 0;
      const started = performance.now();
      const answer = await app.request(`/r/${tenant}/${project}/${file}`, { headers: { host: 'localhost' } });
      for await (const chunk of answer.body ?? []) {
        bytes += (chunk as Uint8Array).length;
        most = Math.max(most, process.memoryUsage().rss);
      }
      const took = performance.now() - started;
      const grown = `${((most - before) / 2 ** 20).toFixed(0)} MB more`;
      row(
        `${many}: all of it as ${file}`,
        `${ms(took)}, ${(bytes / 2 ** 20).toFixed(1)} MB, ${grown}`,
        'memory does not grow',
      );
    }
  }
  await pool.end();
  await line.close();
}

const BATCH = 2000;

/** Rows as appends leave them, without their entries: a list reads none. */
async function fill(pool: pg.Pool, tenant: string, project: string, from: number, to: number): Promise<void> {
  for (let begin = from + 1; begin <= to; begin += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, to - begin + 1) }, (_, at) => rowOf(tenant, project, begin + at));
    await pool.query('select register_row(one) from json_array_elements($1::json) as one', [JSON.stringify(some)]);
  }
  await pool.query('vacuum analyze register, register_words, register_cell, register_age');
}

const STAGES = ['closed', 'closed', 'closed', 'in-review', 'implementing', 'draft', 'rejected'];
const CAUSES = ['market', 'defect', 'technology', 'customer-business', 'regulatory'];
const WORDS = ['export', 'mail', 'archive', 'sign in', 'report', 'discount', 'delivery', 'warehouse', 'calendar'];
const TEXT = '客户要求按照税务机关最新发布的电子凭证规范批量处理，并保留原有的签章与附件。';

function rowOf(tenant: string, project: string, n: number): object {
  const stage = STAGES[n % STAGES.length] ?? 'draft';
  const title = n % 2 === 0 ? `导出发票编号 ${n}` : `${WORDS[n % WORDS.length]} invoice ${n}`;
  const opened = new Date(Date.UTC(2026, 0, 1) - (n % 900) * 86_400_000).toISOString();
  const letters = folded(`${title}\n${TEXT} ${WORDS[n % 7]} for the customer of number ${n % 5000}`);
  const shown = {
    number: 100_000 + n,
    title,
    stage,
    class: n % 1000 === 0 ? 'critical' : ['minor', 'moderate', 'major'][n % 3],
    cause: CAUSES[n % CAUSES.length],
    owner: `github:${n % 50}`,
    ...(stage === 'in-review' ? { due: new Date(Date.UTC(2026, 0, 1 + (n % 400))).toISOString() } : {}),
    ...(n % 4 === 0 ? {} : { cost: { minor: n * 100, currency: n % 40 === 1 ? 'USD' : 'CNY' }, days: n % 20 }),
    opened,
    policy: null,
    unreviewed: null,
    items: [],
    work: [],
  };
  const updatedAt = new Date(Date.parse(opened) + (n % 86_400) * 1000).toISOString();
  const at = { tenant, project, kind: 'change', stream: `filler-${n}`, version: 1, updatedAt };
  return { ...at, shown, letters, pieces: piecesOf(letters) };
}
