/** The register of a project as rows, and the gadget's figures: counted and named in the viewer's language. */

import { yearIn } from '@countersign/core/calendar/date.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import { OPEN, STAGES, type Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { samePerson } from '@countersign/core/policy/authority.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { csvCell } from '@countersign/core/text/neutralise.ts';
import { causeName } from '@countersign/core/view/field.ts';
import { here } from '@countersign/core/view/here.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import { nextSteps } from '@countersign/core/view/next.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import type { Figure, GadgetData, RegisterData, RegisterFilter, Said } from '../port/data.ts';
import type { Sort } from '../port/sort.ts';
import { wording } from '../port/words.ts';
import { ownSeats } from './offers.ts';
import { plainly, type Voice, voice } from './voice.ts';

/** Rows of the register that one page shows. */
const PAGE = 25;

export interface Listing {
  readonly setting: Setting;
  /** UTC instant: what was due before it is overdue. */
  readonly now: string;
  /** What each issue is called now, by its id. */
  readonly keys: ReadonlyMap<string, string>;
  /** All rows that the viewer may see, newest change first. */
  readonly rows: readonly ChangeRow[];
  readonly asked: RegisterFilter & { readonly offset: number; readonly csv?: boolean | undefined };
  /** What owners are called, by account; needed for the CSV, which Jira does not draw. */
  readonly names?: ReadonlyMap<string, string>;
  /** Rows whose issue is gone, with the instant at which that was told. */
  readonly deleted?: readonly { readonly row: ChangeRow; readonly key: string; readonly at: string }[];
  readonly lost?: RegisterData['lost'];
}

export function registerData(listing: Listing): RegisterData {
  const { setting, now, keys, rows, asked, deleted = [], lost = [] } = listing;
  const { locale } = setting;
  const { plain } = voice(setting);
  const { offset, csv, ...filter } = asked;
  const fitting = sorted(
    rows.filter((row) => fits(row, filter)),
    filter.sort,
  );
  const named = (id: string) => plain(stageName(stageOf(id)));
  return {
    locale,
    rows: fitting.slice(offset, offset + PAGE).map((row) => {
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
    total: fitting.length,
    all: rows.length,
    figures: {
      stages: STAGES.map((id) =>
        figure(id, named(id), fitting.filter((row) => stageOf(row.stage) === id).length),
      ).filter((one) => one.count > 0),
      causes: CAUSE_CODES.map((id) =>
        figure(id, causeName(id, locale), fitting.filter((row) => row.cause === id).length),
      )
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
    limit: PAGE,
    stages: STAGES.map((id) => ({ id, name: plain(stageName(id)) })),
    classes: CLASSES.map((id) => ({ id, name: plain(className(id)) })),
    causes: CAUSE_CODES.map((id) => ({ id, name: causeName(id, locale) })),
    filter,
  };
}

const stageOf = (id: string): Stage => STAGES.find((one) => one === id) ?? 'draft';
const figure = (id: string, name: string, count: number): Figure => ({ id, name, count });

function accountOf({ owner }: ChangeRow): string | undefined {
  return owner?.startsWith('jira:') ? owner.slice('jira:'.length) : undefined;
}

function fits(row: ChangeRow, { stage, class: found, cause, owner }: RegisterFilter): boolean {
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

/** A request that is open, as the gadget looks at it. */
export interface OpenRequest {
  readonly state: ChangeState;
  /** With the viewer as its actor. */
  readonly situation: Situation;
}

/** @param counted how many requests are in each stage; stages without any are left out */
export function gadgetData(
  counted: Readonly<Partial<Record<Stage, number>>>,
  open: readonly OpenRequest[],
  locale: Locale,
): GadgetData {
  const { plain } = voice({ locale, timeZone: 'UTC' });
  const waiting = open.flatMap(({ state, situation }) => {
    // A dashboard shows many projects, and each has days of its own.
    const { now, policy } = situation;
    const speak = voice({ locale, timeZone: policy.timeZone, year: yearIn(now, policy.timeZone) });
    const what = waitsFor(state, situation, speak, locale);
    if (!what) return [];
    const { reviewDue } = state;
    return [
      { state, what, ...(reviewDue ? { due: reviewDue, day: speak.plain({ day: reviewDue, ahead: true }) } : {}) },
    ];
  });
  // What is due first stands first; what has no date comes after it.
  waiting.sort((one, other) => (one.due ?? '9999').localeCompare(other.due ?? '9999'));
  return {
    locale,
    counts: OPEN.flatMap((id) => {
      const count = counted[id] ?? 0;
      return count > 0 ? [{ id, name: plain(stageName(id)), count }] : [];
    }),
    waiting: waiting.slice(0, 10).map(({ state, what, day }) => ({
      key: state.label,
      title: state.content.request.title ?? '',
      what,
      ...(day ? { due: day } : {}),
    })),
  };
}

/** What this request waits for from the viewer; `undefined` when it waits for others. */
function waitsFor(state: ChangeState, situation: Situation, speak: Voice, locale: Locale): Said | undefined {
  const { authority, actor } = situation;
  const word = wording(locale);
  const isViewer = (id: string | undefined) => id !== undefined && samePerson(authority, id, actor.id);
  const seat = ownSeats(state, situation, speak).find((one) => one.asked);
  if (seat) return plainly(word('gadget.vote', { seat: seat.name }));
  const condition = state.content.conditions.find(
    (one) => isViewer(one.owner.id) && !state.conditionsMet.some((met) => met.id === one.id),
  );
  const step = state.content.plan?.steps.find(
    (one) => isViewer(one.owner?.id) && !state.steps.some((other) => other.step === one.id),
  );
  if (state.stage === 'implementing' && step) return plainly(word('gadget.step', { step: step.text }));
  const mine = state.stage === 'draft' ? isViewer(state.requester.id) : isViewer(state.owner?.id);
  const [next] = nextSteps({ state, situation, tally: undefined });
  if (mine && next && state.stage !== 'in-review' && state.stage !== 'deferred')
    return speak.say(here(next, actor, authority));
  return condition ? plainly(word('gadget.condition', { text: condition.text })) : undefined;
}
