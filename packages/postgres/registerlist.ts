/** The register as a list: filtered, in any order, page by page from where the one before ended. */
import type { RegisterFilter, RegisterPage, RegisterSort, Within } from '@countersign/core/change/registerport.ts';
import { WITHOUT } from '@countersign/core/change/registerport.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { termsOf } from '@countersign/core/text/find.ts';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type Database, translated } from './connect.ts';
import type { RegisterTable } from './schema.ts';

type Row = Selectable<RegisterTable>;

/** A statement while it is put together: each value that is asked with stands behind a number. */
interface Asking {
  readonly values: unknown[];
  put(value: unknown, type?: string): string;
}

export function asking(...values: unknown[]): Asking {
  return { values, put: (value, type) => `$${values.push(value)}${type ? `::${type}` : ''}` };
}

const within = (column: string, { from, before }: Within, { put }: Asking): readonly string[] => [
  ...(from === undefined ? [] : [`r.${column} >= ${put(from)}`]),
  ...(before === undefined ? [] : [`r.${column} < ${put(before)}`]),
];

/** Either of some values, or none at all. */
function among(column: string, values: readonly unknown[], isNone: boolean, type: string, { put }: Asking): string {
  const some = `r.${column} = any(${put(values, type)})`;
  return isNone ? `(${some} or r.${column} is null)` : some;
}

const CLASS_AT: readonly string[] = CLASSES;

/** Conditions on rows called `r`. */
function conditions(filter: RegisterFilter, asked: Asking): readonly string[] {
  const { stages, classes, causes, owner, currency, due, opened, items, work } = filter;
  const { put } = asked;
  const touching = (table: string, column: string, ids: readonly string[]) =>
    `exists (select from ${table} i where i.tenant = r.tenant and i.project = r.project and i.stream = r.stream and i.${column} = any(${put(ids, 'text[]')}))`;
  return [
    `r.kind = 'change'`,
    ...(stages ? [`r.stage = any(${put(stages, 'text[]')})`] : []),
    ...(classes
      ? [
          among(
            'class_at',
            classes.map((one) => CLASS_AT.indexOf(one) + 1),
            classes.includes(WITHOUT),
            'integer[]',
            asked,
          ),
        ]
      : []),
    ...(causes ? [among('cause', causes, causes.includes(WITHOUT), 'text[]', asked)] : []),
    ...(owner === undefined ? [] : [owner === WITHOUT ? 'r.owner is null' : `r.owner = ${put(owner)}`]),
    ...(currency === undefined ? [] : [`r.currency = ${put(currency)}`]),
    ...(due ? within('due', due, asked) : []),
    ...(opened ? within('opened', opened, asked) : []),
    ...(items ? [touching('register_item', 'item', items)] : []),
    ...(work ? [touching('register_work', 'work', work)] : []),
  ];
}

/** The same for what `matching` looks up: asked of each row that the order brings, where so many match that one of the next rows will. */
function alsoOf({ text, asks }: RegisterFilter, { put }: Asking): readonly string[] {
  const same = (one: string) => `${one}.tenant = r.tenant and ${one}.project = r.project and ${one}.stream = r.stream`;
  const terms = text === undefined ? [] : termsOf(text);
  const words = terms.map(({ letters, pieces, isShort }) =>
    isShort
      ? `w.pieces @> array(select piece_mark(r.tenant, r.home) || unnest(${put(pieces, 'text[]')}))`
      : `position(${put(letters)} in w.letters) > 0`,
  );
  return [
    ...(words.length > 0 ? [`exists (select from register_words w where ${[same('w'), ...words].join(' and ')})`] : []),
    ...(asks === undefined
      ? []
      : [`exists (select from register_asked a where ${same('a')} and a.person = ${put(asks)})`]),
  ];
}

/** Found by words, or by whom they ask: looked up first, because an order says nothing of them. */
const isLookedUp = ({ text, asks }: RegisterFilter): boolean => text !== undefined || asks !== undefined;

/** Nowhere, or by words that are none. */
export function findsNothing(projects: readonly string[], { text }: RegisterFilter): boolean {
  return projects.length === 0 || (text !== undefined && termsOf(text).length === 0);
}

/** Rows that match, at most so many, called `matched`; for what is looked up, and for what is counted. `$1` is the tenant, `$2` the projects. */
export function matching(filter: RegisterFilter, asked: Asking, most?: number): string {
  const { put, values } = asked;
  const projects = values[1] as readonly string[];
  const limit = most === undefined ? '' : ` limit ${most}`;
  const from = ['register r'];
  const also: string[] = [];
  if (filter.text !== undefined) {
    from.push('register_words w');
    also.push('w.tenant = r.tenant and w.project = r.project and w.stream = r.stream', 'w.tenant = $1');
    const terms = termsOf(filter.text);
    // Pieces bear the mark of their project: what others have is not read.
    const marked = put(
      terms.flatMap(({ pieces }) => pieces),
      'text[]',
    );
    const inProject = projects.map(
      (home) => `w.pieces @> array(select piece_mark($1, ${put(home)}) || unnest(${marked}))`,
    );
    also.push(`(${inProject.join(' or ')})`);
    for (const { letters, isShort } of terms) if (!isShort) also.push(`position(${put(letters)} in w.letters) > 0`);
  }
  if (filter.asks !== undefined) {
    from.push('register_asked a');
    also.push(`a.tenant = $1 and a.person = ${put(filter.asks)}`);
    also.push('a.project = r.project and a.stream = r.stream');
  }
  const where = ['r.tenant = $1', 'r.home = any($2::text[])', ...conditions(filter, asked), ...also];
  return `matched as materialized (select r.* from ${from.join(', ')} where ${where.join(' and ')}${limit})`;
}

interface Order {
  readonly keys: readonly { readonly by: string; readonly type: string }[];
  /** Whether some have none of it: they come last, whichever way the others stand. */
  readonly isPartial?: true;
}

const ORDERS: Readonly<Record<RegisterSort, Order>> = {
  updated: { keys: [{ by: 'r.updated_at', type: 'timestamptz' }] },
  number: { keys: [{ by: 'r.number', type: 'integer' }] },
  title: { keys: [{ by: '"left"(lower(r.title), 200)', type: 'text' }] },
  stage: { keys: [{ by: 'r.stage_at', type: 'integer' }], isPartial: true },
  class: { keys: [{ by: 'r.class_at', type: 'integer' }], isPartial: true },
  cause: { keys: [{ by: 'r.cause', type: 'text' }], isPartial: true },
  owner: { keys: [{ by: 'r.owner', type: 'text' }], isPartial: true },
  cost: {
    keys: [
      { by: 'r.currency', type: 'text' },
      { by: 'r.cost', type: 'bigint' },
    ],
    isPartial: true,
  },
  days: { keys: [{ by: 'r.days', type: 'double precision' }], isPartial: true },
  due: { keys: [{ by: 'r.due', type: 'text' }], isPartial: true },
};

/** Which way, in the part with or without the key, and after which row. */
const cursorSchema = z.tuple([
  z.enum(['next', 'previous']),
  z.enum([...(Object.keys(ORDERS) as [RegisterSort, ...RegisterSort[]])]),
  z.boolean(),
  z.int().min(0).max(1),
  z.array(z.union([z.string(), z.number(), z.null()])).max(2),
  z.string().max(500),
]);
type Cursor = z.infer<typeof cursorSchema>;

function cursorIn(text: string, sort: RegisterSort, descending: boolean): Cursor {
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (cursor[1] === sort && cursor[2] === descending) return cursor;
  } catch {
    // Said below.
  }
  throw new Malformed('no page of this order gave this place');
}

interface Listed {
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly previous?: string;
}

type Keyed = Row & { readonly part: number; readonly key: readonly (string | number | null)[] };

/** So many are put in order at once. */
const FEW = 2_000;

/** How many match, counted no further. @throws Transient when the database is away */
export async function countedTo(
  lists: Database['lists'],
  tenant: string,
  projects: readonly string[],
  filter: RegisterFilter,
  most: number,
): Promise<number> {
  const asked = asking(tenant, projects);
  const matched = matching(filter, asked, most).replace('select r.*', 'select r.stream');
  const text = `with ${matched} select count(*) as count from matched`;
  return Number((await askedOf<{ count: string }>(lists, text, asked.values))[0]?.count ?? 0);
}

/** @param few so many of what is looked up are put in order at once; of more each is asked in the order's turn @throws Malformed for a cursor of another order; Transient when the database is away */
export async function listed(
  { lists }: Pick<Database, 'lists'>,
  tenant: string,
  projects: readonly string[],
  filter: RegisterFilter,
  page: RegisterPage,
  few = FEW,
): Promise<Listed> {
  const { sort = 'updated', descending = sort === 'updated', cursor: given, limit = 50 } = page;
  const cursor = given === undefined ? undefined : cursorIn(given, sort, descending);
  const isBack = cursor?.[0] === 'previous';
  if (findsNothing(projects, filter)) return { rows: [] };
  const { keys, isPartial } = ORDERS[sort];
  const direction = descending !== isBack ? 'desc' : 'asc';
  const asked = asking(tenant, projects);
  const most = Math.min(limit, 1000) + 1;
  const order = [...keys.map(({ by }) => by), 'r.stream'];
  const after = (part: number): string | undefined => {
    if (!cursor) return 'true';
    const [, , , at, key, stream] = cursor;
    if (at !== part) return at < part === isBack ? undefined : 'true';
    const of = part === 1 ? [] : keys.map(({ type }, index) => asked.put(key[index] ?? null, type));
    const row = part === 1 ? ['r.stream'] : order;
    return `(${row.join(', ')}) ${direction === 'desc' ? '<' : '>'} (${[...of, asked.put(stream)].join(', ')})`;
  };
  const isFew = isLookedUp(filter) && (await countedTo(lists, tenant, projects, filter, few + 1)) <= few;
  const small = isFew ? `with ${matching(filter, asked)} ` : '';
  const narrowed = isFew ? ['true'] : [...conditions(filter, asked), ...alsoOf(filter, asked)];
  const key = `jsonb_build_array(${keys.map(({ by, type }) => (type === 'timestamptz' ? `${by}::text` : by)).join(', ')})`;
  const part = (number: 0 | 1): readonly string[] => {
    const place = after(number);
    if (place === undefined) return [];
    const has = isPartial ? [`${keys.at(-1)?.by} is ${number === 0 ? 'not ' : ''}null`] : [];
    const where = [...narrowed, ...has, place].join(' and ');
    const by = (number === 1 ? ['r.stream'] : order).map((one) => `${one} ${direction}`).join(', ');
    const one = (from: string) =>
      `select r.*, ${number} as part, ${key} as key from ${from} and ${where} order by ${by} limit ${most}`;
    return small
      ? [`(${one('matched r where true')})`]
      : [
          `(select r.* from unnest($2::text[]) as h cross join lateral (${one('register r where r.tenant = $1 and r.home = h')}) r)`,
        ];
  };
  const parts = [...part(0), ...(isPartial ? part(1) : [])];
  const last = [`r.part ${isBack ? 'desc' : 'asc'}`, ...order.map((one) => `${one} ${direction}`)];
  const text = `${small}select * from (${parts.join(' union all ')}) r order by ${last.join(', ')} limit ${most}`;
  const found = await askedOf<Keyed>(lists, text, asked.values);
  const whole = found.slice(0, most - 1);
  const rows = isBack ? whole.toReversed() : whole;
  const isMore = found.length === most;
  const place = (way: Cursor[0], row: Keyed | undefined): string | undefined =>
    row &&
    Buffer.from(JSON.stringify([way, sort, descending, row.part, [...row.key], row.stream] satisfies Cursor)).toString(
      'base64url',
    );
  const next = isBack || isMore ? place('next', rows.at(-1)) : undefined;
  const previous = (isBack ? isMore : cursor !== undefined) ? place('previous', rows[0]) : undefined;
  return { rows, ...(next ? { next } : {}), ...(previous ? { previous } : {}) };
}

/** Runs a statement that is planned for what it asks. @throws Transient when the database is away */
export async function askedOf<One extends object>(
  lists: Database['lists'],
  text: string,
  values: readonly unknown[],
): Promise<readonly One[]> {
  try {
    return (await lists.query<One>({ text, values: [...values] })).rows;
  } catch (error) {
    throw translated(error);
  }
}
