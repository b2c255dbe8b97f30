/** The register in figures: read from what is kept counted where that answers, and otherwise counted so far as a page can wait for. */
import type { Measuring, RegisterFigures, RegisterFilter, Within } from '@countersign/core/change/registerport.ts';
import { COUNTED_TO, WITHOUT } from '@countersign/core/change/registerport.ts';
import { OPEN } from '@countersign/core/change/stage.ts';
import { type Money, money } from '@countersign/core/money/amount.ts';
import type { Database } from './connect.ts';
import { askedOf, asking, countedTo, findsNothing, matching } from './registerlist.ts';

/** What is alike in all that is counted by. */
interface Cell {
  readonly stage: string;
  readonly class: string;
  readonly cause: string;
  readonly currency: string;
  readonly count: string;
  readonly cost: string;
  readonly days: string;
  readonly dated: string;
}

const CELL_SUMS = 'sum(count) as count, sum(cost) as cost, sum(days) as days, sum(dated) as dated';

/** Whether what is kept counted answers. */
function isCounted(filter: RegisterFilter): boolean {
  const { owner, due, opened, asks, text, items, work } = filter;
  return [owner, due, opened, asks, text, items, work].every((one) => one === undefined);
}

const words = (some: readonly string[]): readonly string[] => some.map((one) => (one === WITHOUT ? '' : one));

/** @throws Transient when the database is away */
export async function figured(
  { lists }: Pick<Database, 'lists'>,
  tenant: string,
  projects: readonly string[],
  filter: RegisterFilter,
  measuring: Measuring,
): Promise<RegisterFigures> {
  if (findsNothing(projects, filter)) {
    const none = [...measuring.ages, ''].map(() => 0);
    return { ...figuresOf([]), more: false, ages: none, dues: measuring.dues.map(() => 0) };
  }
  if (!isCounted(filter)) return lookedThrough(lists, tenant, projects, filter, measuring);
  const { stages, classes, causes, currency } = filter;
  const asked = asking(tenant, projects);
  const among = (column: string, some: readonly string[] | undefined) =>
    some ? ` and ${column} = any(${asked.put(some, 'text[]')})` : '';
  const where = `tenant = $1 and home = any($2::text[])${among('stage', stages)}`;
  const narrower = `${among('class', classes && words(classes))}${among('cause', causes && words(causes))}${among('currency', currency === undefined ? undefined : [currency])}`;
  const [cells, ages, dues] = await Promise.all([
    askedOf<Cell>(
      lists,
      `select stage, class, cause, currency, ${CELL_SUMS} from register_cell where ${where}${narrower} group by 1, 2, 3, 4`,
      asked.values,
    ),
    narrower === ''
      ? agesKept(lists, tenant, projects, filter, measuring)
      : agesCounted(lists, tenant, projects, filter, measuring),
    Promise.all(
      measuring.dues.map((due) =>
        countedTo(lists, tenant, projects, { ...filter, due: both(filter.due, due) }, COUNTED_TO + 1),
      ),
    ),
  ]);
  return { ...figuresOf(cells), more: false, ages, dues };
}

function figuresOf(cells: readonly Cell[]): Omit<RegisterFigures, 'more' | 'ages' | 'dues'> {
  const by = (key: 'stage' | 'cause' | 'class'): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const cell of cells) counts.set(cell[key], (counts.get(cell[key]) ?? 0) + Number(cell.count));
    return new Map([...counts].filter(([, count]) => count > 0));
  };
  const costs = new Map<string, { sum: bigint; count: number }>();
  for (const { currency, cost, count } of cells.filter((one) => one.currency !== '')) {
    const before = costs.get(currency) ?? { sum: 0n, count: 0 };
    costs.set(currency, { sum: before.sum + BigInt(cost), count: before.count + Number(count) });
  }
  const stages = by('stage');
  return {
    total: [...stages.values()].reduce((sum, one) => sum + one, 0),
    stages,
    causes: by('cause'),
    classes: by('class'),
    costs: [...costs]
      .flatMap(([currency, { sum, count }]) => {
        const added = summed(sum, currency);
        return count > 0 && added ? [{ sum: added, count }] : [];
      })
      .toSorted((one, other) => other.count - one.count || one.sum.currency.localeCompare(other.sum.currency)),
    days: {
      sum: cells.reduce((sum, one) => sum + Number(one.days), 0),
      count: cells.reduce((sum, one) => sum + Number(one.dated), 0),
    },
  };
}

/** More than can be counted exactly is no sum. */
function summed(sum: bigint, currency: string): Money | undefined {
  try {
    return money(Number(sum), currency);
  } catch {
    return undefined;
  }
}

async function agesKept(
  lists: Database['lists'],
  tenant: string,
  projects: readonly string[],
  { stages = OPEN }: RegisterFilter,
  { ages }: Measuring,
): Promise<readonly number[]> {
  const rows = await askedOf<{ age: number; count: string }>(
    lists,
    `select (select count(*) from unnest($4::text[]) as day where a.opened < day)::integer as age, sum(a.count) as count
      from register_age a where a.tenant = $1 and a.home = any($2::text[]) and a.stage = any($3::text[]) group by 1`,
    [tenant, projects, stages, ages],
  );
  return [...ages, ''].map((_, age) => Number(rows.find((one) => one.age === age)?.count ?? 0));
}

function agesCounted(
  lists: Database['lists'],
  tenant: string,
  projects: readonly string[],
  filter: RegisterFilter,
  { ages }: Measuring,
): Promise<readonly number[]> {
  const stages = (filter.stages ?? OPEN).filter((stage) => OPEN.some((one) => one === stage));
  return Promise.all(
    [...ages, undefined].map((from, at) => {
      const before = ages[at - 1];
      const opened = { ...(from ? { from } : {}), ...(before ? { before } : {}) };
      return countedTo(lists, tenant, projects, { ...filter, stages, opened }, COUNTED_TO + 1);
    }),
  );
}

/** Of two spans what is in both. */
function both(one: Within = {}, other: Within = {}): Within {
  const from = [one.from, other.from]
    .flatMap((at) => at ?? [])
    .toSorted()
    .at(-1);
  const before = [one.before, other.before].flatMap((at) => at ?? []).toSorted()[0];
  return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

/** What is counted of each; whole rows would go to the disk and back. */
const COUNTED = 'r.stage, r.class, r.cause, r.currency, r.cost, r.days, r.opened, r.due';

async function lookedThrough(
  lists: Database['lists'],
  tenant: string,
  projects: readonly string[],
  filter: RegisterFilter,
  { ages, dues }: Measuring,
): Promise<RegisterFigures> {
  const asked = asking(tenant, projects);
  const matched = matching(filter, asked, COUNTED_TO + 1).replace('select r.*', `select ${COUNTED}`);
  const { put } = asked;
  const open = put(OPEN, 'text[]');
  const days = put(ages, 'text[]');
  const span = ({ from, before }: Within) =>
    `count(*) filter (where due is not null${from === undefined ? '' : ` and due >= ${put(from)}`}${before === undefined ? '' : ` and due < ${put(before)}`})`;
  const text = `with ${matched} select
    (select count(*) from matched)::integer as total,
    (select coalesce(json_agg(c), '[]') from (select stage, coalesce(class, '') as class, coalesce(cause, '') as cause,
      coalesce(currency, '') as currency, count(*) as count, coalesce(sum(cost), 0)::text as cost, coalesce(sum(days), 0) as days, count(days) as dated
      from matched group by 1, 2, 3, 4) c) as cells,
    (select coalesce(json_agg(a), '[]') from (select (select count(*) from unnest(${days}) as day where opened < day)::integer as age, count(*) as count
      from matched where stage = any(${open}) and opened is not null group by 1) a) as ages,
    (select json_build_array(${dues.map(span).join(', ') || 'null'}) from matched) as dues`;
  const [row] = await askedOf<{
    total: number;
    cells: readonly Cell[];
    ages: readonly { age: number; count: number }[];
    dues: readonly number[];
  }>(lists, text, asked.values);
  if (!row) throw new Error('figures have one row');
  const figures = figuresOf(row.cells);
  const more = row.total > COUNTED_TO;
  return {
    ...figures,
    ...(more ? { total: COUNTED_TO, costs: [], days: { sum: 0, count: 0 } } : {}),
    more,
    ages: [...ages, ''].map((_, age) => row.ages.find((one) => one.age === age)?.count ?? 0),
    dues: dues.map((_, at) => row.dues[at] ?? 0),
  };
}
