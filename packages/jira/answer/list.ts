/** The register of a project as rows, and the gadget's figures: counted and named in the viewer's language. */

import type { ChangeRow } from '@countersign/core/change/register.ts';
import { OPEN, STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { csvCell } from '@countersign/core/text/neutralise.ts';
import { causeName } from '@countersign/core/view/field.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import type { Figure, GadgetData, RegisterData, RegisterFilter } from '../port/data.ts';
import type { Sort } from '../port/sort.ts';
import { wording } from '../port/words.ts';
import { type Counts, cellFrom } from '../record/counts.ts';
import { voice } from './voice.ts';
import type { Waiting } from './waiting.ts';

/** Rows of the register that one page shows. */
export const PAGE = 25;

export interface Listing {
  readonly setting: Setting;
  /** UTC instant: what was due before it is overdue. */
  readonly now: string;
  /** What each issue is called now, by its id. */
  readonly keys: ReadonlyMap<string, string>;
  /** All rows that the viewer may see, newest change first. */
  readonly rows: readonly ChangeRow[];
  readonly asked: RegisterFilter & {
    readonly offset: number;
    readonly csv?: boolean | undefined;
    readonly cursor?: string | undefined;
  };
  /** Where the rows are not all that there are, but those that are shown: how they go on, and what is counted of all of them. */
  readonly walk?: { readonly next?: string; readonly isSorted: boolean; readonly counts: Counts | undefined };
  /** What owners are called, by account; needed for the CSV, which Jira does not draw. */
  readonly names?: ReadonlyMap<string, string>;
  /** Rows whose issue is gone, with the instant at which that was told. */
  readonly deleted?: readonly { readonly row: ChangeRow; readonly key: string; readonly at: string }[];
  readonly lost?: RegisterData['lost'];
}

export function registerData(listing: Listing): RegisterData {
  const { setting, now, keys, rows, asked, walk, deleted = [], lost = [] } = listing;
  const { locale } = setting;
  const { plain } = voice(setting);
  const { offset, csv, cursor: _, ...filter } = asked;
  const some = rows.filter((row) => fits(row, filter));
  const fitting = walk ? some : sorted(some, filter.sort);
  const counted = walk ? walk.counts && countedIn(walk.counts) : rows.map((row) => ({ ...row, count: 1 }));
  // Who owns what is not counted.
  const isCounted = counted !== undefined && (!walk || filter.owner === undefined);
  const cells = isCounted ? counted.filter((cell) => fits(cell, filter)) : fitting.map((row) => ({ ...row, count: 1 }));
  const sum = (of: readonly { readonly count: number }[]) => of.reduce((all, { count }) => all + count, 0);
  const named = (id: string) => plain(stageName(stageOf(id)));
  return {
    locale,
    rows: fitting.slice(...(walk ? [0, PAGE] : [offset, offset + PAGE])).map((row) => {
      const found = CLASSES.find((one) => one === row.class);
      const account = accountOf(row);
      return {
        key: keys.get(row.ref.stream) ?? '',
        title: row.title,
        stage: { id: stageOf(row.stage), name: named(row.stage) },
        ...(found ? { class: { id: found, name: plain(className(found)) } } : {}),
        cause: causeName(row.cause, locale),
        ...(account ? { owner: { name: '', accountId: account } } : {}),
        ...(row.due ? { due: { day: plain({ day: row.due, ahead: true }), isOver: row.due < now } } : {}),
        updated: plain({ day: row.updatedAt }),
      };
    }),
    ...(walk
      ? { walk: { isSorted: walk.isSorted, isCounted, ...(walk.next === undefined ? {} : { next: walk.next }) } }
      : {}),
    total: isCounted ? sum(cells) : offset + fitting.length,
    all: counted ? sum(counted) : offset + fitting.length,
    figures: {
      stages: STAGES.map((id) => figure(id, named(id), sum(cells.filter((cell) => stageOf(cell.stage) === id)))).filter(
        (one) => one.count > 0,
      ),
      causes: CAUSE_CODES.map((id) => figure(id, causeName(id, locale), sum(cells.filter((cell) => cell.cause === id))))
        .filter((one) => one.count > 0)
        .sort((one, other) => other.count - one.count),
    },
    deleted: deleted.map(({ row, key, at }) => ({
      key,
      title: row.title,
      stage: named(row.stage),
      at: plain({ day: at }),
    })),
    lost,
    ...(csv ? { csv: csvOf(fitting, listing) } : {}),
    offset,
    limit: walk ? fitting.length : PAGE,
    stages: STAGES.map((id) => ({ id, name: plain(stageName(id)) })),
    classes: CLASSES.map((id) => ({ id, name: plain(className(id)) })),
    causes: CAUSE_CODES.map((id) => ({ id, name: causeName(id, locale) })),
    filter,
  };
}

const stageOf = (id: string): Stage => STAGES.find((one) => one === id) ?? 'draft';
const figure = (id: string, name: string, count: number): Figure => ({ id, name, count });

type Fitting = Pick<ChangeRow, 'stage' | 'class' | 'cause' | 'owner'>;

function countedIn(counts: Counts): readonly (Fitting & { readonly count: number })[] {
  return Object.entries(counts).map(([name, count]) => ({ ...cellFrom(name), count }));
}

function accountOf({ owner }: Fitting): string | undefined {
  return owner?.startsWith('jira:') ? owner.slice('jira:'.length) : undefined;
}

export function fits(row: Fitting, { stage, class: found, cause, owner }: RegisterFilter): boolean {
  return (
    (stage === undefined || row.stage === stage) &&
    (found === undefined || row.class === found) &&
    (cause === undefined || row.cause === cause) &&
    (owner === undefined || accountOf(row) === owner)
  );
}

const WEIGHTS: readonly string[] = CLASSES;

/** What a row is put in order by; rows without it come last. */
const ORDERS: Readonly<Record<Exclude<Sort, 'updated'>, (row: ChangeRow) => string | number | undefined>> = {
  due: (row) => row.due,
  number: (row) => row.number,
  title: (row) => row.title,
  stage: (row) => STAGES.indexOf(stageOf(row.stage)),
  // What weighs most is looked for first.
  class: (row) => (row.class === undefined ? undefined : -WEIGHTS.indexOf(row.class)),
};

function sorted(rows: readonly ChangeRow[], sort: Sort = 'updated'): readonly ChangeRow[] {
  if (sort === 'updated') return rows;
  const order = ORDERS[sort];
  return [...rows].sort((one, other) => {
    const [a, b] = [order(one), order(other)];
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
    return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
  });
}

/** In the words of whoever reads it, with days that a spreadsheet sorts; every cell is harmless to spreadsheets. */
function csvOf(rows: readonly ChangeRow[], { setting, keys, names }: Listing): string {
  const { plain } = voice(setting);
  const word = wording(setting.locale);
  const days = new Intl.DateTimeFormat('en-CA', { timeZone: setting.timeZone, dateStyle: 'short' });
  const day = (instant: string | undefined) => (instant === undefined ? '' : days.format(new Date(instant)));
  const columns = [
    word('register.sort.number'),
    word('register.sort.title'),
    word('register.stage'),
    word('register.class'),
    word('register.cause'),
    word('register.owner'),
    word('register.due'),
    word('register.updated'),
  ];
  const lines = rows.map((row) => {
    const found = CLASSES.find((one) => one === row.class);
    const account = accountOf(row);
    return [
      keys.get(row.ref.stream) ?? '',
      row.title,
      plain(stageName(stageOf(row.stage))),
      found ? plain(className(found)) : '',
      causeName(row.cause, setting.locale),
      account === undefined ? '' : (names?.get(account) ?? account),
      day(row.due),
      day(row.updatedAt),
    ];
  });
  return [columns, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\n');
}

/** Accounts of those who own a row. */
export function ownersOf(rows: readonly ChangeRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => accountOf(row) ?? []))];
}

/**
 * @param counted how many requests are in each stage; stages without any are left out
 * @param beyond for counts of what is on record, also of what the viewer may not see: whether all projects are in them
 */
export function gadgetData(
  counted: Readonly<Partial<Record<Stage, number>>>,
  waiting: readonly Waiting[],
  locale: Locale,
  beyond?: { readonly isWhole: boolean },
): GadgetData {
  const { plain } = voice({ locale, timeZone: 'UTC' });
  // What is due first stands first; what has no date comes after it.
  const sorted = waiting.toSorted((one, other) => (one.due?.at ?? '9999').localeCompare(other.due?.at ?? '9999'));
  return {
    locale,
    counts: OPEN.flatMap((id) => {
      const count = counted[id] ?? 0;
      return count > 0 ? [{ id, name: plain(stageName(id)), count }] : [];
    }),
    ...(beyond ? { beyond } : {}),
    waiting: sorted
      .slice(0, 10)
      .map(({ due, ...one }) => ({ ...one, ...(due ? { due: { day: due.day, isOver: due.isOver } } : {}) })),
  };
}
