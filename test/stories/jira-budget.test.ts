/** What Forge and Jira allow in a minute and an hour, with very many requests on record: pages read what they show, and leave the gates what they need. Out of the bundle. */
import { createHmac } from 'node:crypto';
import { openDesk } from '@countersign/jira/desk.ts';
import type { GadgetData, RegisterData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import type { Forge } from '../instruments/forge.ts';
import { costOf, reviewed } from '../instruments/forge-cost.ts';
import { crowd } from '../instruments/forge-crowd.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => {
  delete process.env.COUNTERSIGN_GATE_SECRET;
  forge.close();
});

/** With as many others. */
async function crowded(count: number, over: 'its-project' | 'twenty'): Promise<Issue> {
  const made = await reviewed(false);
  forge = made.forge;
  await crowd(forge, made.issue, count, over);
  return made.issue;
}

const register = (asked: object, by = 'mei') =>
  forge.invoke(by, 'register', { offset: 0, ...asked }) as Promise<RegisterData>;
const gadget = (by = 'mei', project: string | null = null) =>
  forge.invoke(by, 'gadget', {}, undefined, 'en-GB', project) as Promise<GadgetData>;

async function readsOf(work: () => Promise<unknown>) {
  const { reads, points } = await costOf(forge, { name: 'a page', work });
  return { reads, points };
}

test('a register’s page reads at most ten units beside hundreds of requests, in whatever order and under whatever filter', async () => {
  await crowded(130, 'its-project');
  for (const asked of [
    ...[
      {},
      { stage: 'closed' },
      { stage: 'draft' },
      { class: 'major' },
      { owner: 'mei' },
      { stage: 'closed', cause: 'customer' },
    ],
    ...[{ sort: 'number' }, { sort: 'stage' }, { sort: 'title' }, { sort: 'due', stage: 'in-review' }],
  ]) {
    const { reads, points } = await readsOf(() => register(asked));
    expect(reads, JSON.stringify(asked)).toBeLessThanOrEqual(10);
    expect(points, JSON.stringify(asked)).toBeLessThanOrEqual(110);
  }
  expect((await readsOf(() => gadget('mei', '10000'))).reads).toBeLessThanOrEqual(10);
});

test('a dashboard over twenty projects reads at most ten units, and counts what is on record in those that its viewer may see', async () => {
  const issue = await crowded(400, 'twenty');
  expect((await readsOf(() => gadget())).reads).toBeLessThanOrEqual(10);
  const shown = await gadget();
  const open = shown.counts.reduce((sum, { count }) => sum + count, 0);
  expect([open, shown.beyond]).toEqual([81, { isWhole: true }]);
  forge.site.unseen.add('10001');
  const less = await gadget();
  expect(less.counts.reduce((sum, { count }) => sum + count, 0)).toBe(77);
  // Whose vote is asked is told by what was kept when the request was shown.
  forge.site.edit('rosa', issue.id, { summary: 'Export invoices as PDF and as CSV' });
  await forge.settled();
  expect((await gadget()).waiting.map(({ key }) => key)).toContain(issue.key);
});

/** All rows by their pages, as the page itself turns them. */
async function turned(asked: object): Promise<readonly RegisterData[]> {
  const pages: RegisterData[] = [];
  for (let at: { offset: number; cursor?: string } | undefined = { offset: 0 }; at; ) {
    const page: RegisterData = await register({ ...asked, ...at });
    pages.push(page);
    const next: string | undefined = page.walk?.next;
    at = next === undefined ? undefined : { offset: page.offset + page.limit, cursor: next };
  }
  return pages;
}

test('page by page a register is whole, each row once, and what it counts is what there is', async () => {
  await crowded(130, 'its-project');
  const all = await turned({});
  const keys = all.flatMap(({ rows }) => rows.map(({ key }) => key));
  expect([new Set(keys).size, keys.length]).toEqual([131, 131]);
  const [first] = all;
  expect([first?.total, first?.all, first?.walk?.isCounted, first?.walk?.isSorted]).toEqual([131, 131, true, true]);
  const stages = first?.figures.stages ?? [];
  expect(stages.reduce((sum, { count }) => sum + count, 0)).toBe(131);
  for (const { id, count } of stages) {
    const found = (await turned({ stage: id })).flatMap(({ rows }) => rows.map(({ key }) => key));
    // One page shows the first rows of what it holds as a whole.
    expect(new Set(found).size).toBe(count > 25 && count <= 100 ? 25 : count);
    expect((await register({ stage: id })).total).toBe(count);
  }
  const numbers = (await turned({ sort: 'number' })).flatMap(({ rows }) =>
    rows.map(({ key }) => Number(key.split('-')[1])),
  );
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers).toHaveLength(131);
  const major = await turned({ class: 'major' });
  expect(major.flatMap(({ rows }) => rows).length).toBeLessThanOrEqual(major[0]?.total ?? 0);
  // What has no order here says so.
  expect((await register({ sort: 'title' })).walk?.isSorted).toBe(false);
});

test('a CSV has every row, in parts where there are too many for one', async () => {
  await crowded(130, 'its-project');
  const parts = await turned({ csv: true });
  const lines = parts.flatMap(({ csv = '' }) => csv.split('\n').slice(1));
  expect(new Set(lines).size).toBe(131);
  expect(parts[0]?.csv?.split('\n')[0]).toBe('Issue,Title,State,Class,Cause,Owner,Due,Last event');
});

const SECRET = 'a secret of thirty-two letters or more';

async function gateSays(issue: Issue): Promise<unknown> {
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  const pull = { address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' };
  const body = JSON.stringify({ issue: issue.key, at: Date.now(), pull });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'x-countersign-signature': [`sha256=${signature}`] };
  return forge.handlers.gate({ body, headers }, { installContext: 'ari:cloud:jira::site/cloud-1' });
}

test('gates answer and votes are taken though dashboards and panels spent what is theirs of a minute', async () => {
  const made = await reviewed(false);
  forge = made.forge;
  const { issue } = made;
  forge.storage.reads.renew();
  const before = forge.storage.reads.used;
  const isBusy = async (page: () => Promise<unknown>) => ((await page()) as { kind?: string }).kind === 'busy';
  const spend = async (page: () => Promise<unknown>) => {
    let refused = 0;
    // Each is refused again and again: not one part of its share is left.
    for (let asked = 0; asked < 600 && refused < 12; asked += 1) refused = (await isBusy(page)) ? refused + 1 : 0;
    return refused;
  };
  const { now } = Date;
  const minute = Math.floor(now() / 60_000) * 60_000 + 30_000;
  // The minute that is counted does not pass while it is spent, however slow the machine is.
  Date.now = () => minute;
  try {
    // As if most of it had been read already.
    const { budget } = openDesk('jira:cloud-1');
    for (const [share, units] of [
      ['lists', 850],
      ['panels', 1050],
    ] as const)
      await budget.takeAlso(share, units);
    forge.storage.reads.limit = 4000 - 850 - 1050;
    expect(await spend(() => gadget())).toBe(12);
    expect(await spend(() => register({ csv: true }))).toBe(12);
    expect(await spend(() => forge.panel('mei', issue))).toBe(12);
    expect(forge.storage.reads.used - before).toBeLessThan(4000 - 850 - 1050 - 500);
    expect((await forge.move('dara', issue, 'implementing')).errorMessage).toMatch(/in review cannot become/);
    expect(await gateSays(issue)).toEqual({ outputKey: 'closed' });
    Date.now = () => minute + 60_000;
    expect(await isBusy(() => gadget())).toBe(false);
  } finally {
    Date.now = now;
  }
});

test('a project that an older version did not count is shown at once, and counted by a night', async () => {
  await crowded(130, 'its-project');
  forge.storage.lose((key) => key.startsWith('tally:'));
  const uncounted = await register({});
  expect(uncounted.walk).toMatchObject({ isCounted: false });
  expect(uncounted.rows.length).toBeGreaterThanOrEqual(25);
  expect((await gadget('mei', '10000')).beyond).toEqual({ isWhole: false });
  await forge.nightly();
  await forge.settled({ losing: 'events' });
  expect(await register({})).toMatchObject({ total: 131, all: 131, walk: { isCounted: true } });
  expect((await gadget('mei', '10000')).beyond).toEqual({ isWhole: true });
});
