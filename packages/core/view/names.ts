/** The glossary's words for the closed lists of the domain, and how the raw values of refusals and verdicts become parts of sentences. */
import { FACETS, type Facet } from '../approval/facet.ts';
import type { BoardAct } from '../change/event.ts';
import type { RequestField } from '../change/requirement.ts';
import { STAGES, type Stage } from '../change/stage.ts';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { DIMENSIONS, type Dimension } from '../impact/dimension.ts';
import { ROLES, type Role, type SeatRole } from '../policy/role.ts';
import { and, commas, type Sentence, type Value, words } from './sentence.ts';

export type Gap =
  | 'steps'
  | 'step-owner'
  | 'rollback'
  | 'tests'
  | 'acceptance'
  | 'do-nothing'
  | 'recommended'
  | 'second';

export const stageName = (stage: Stage): Sentence => words(`status.stage.${stage}`);
export const className = (found: ChangeClass): Sentence => words(`impact.class.${found}`);

/** What the board is asked to do; of a lowering also how far. */
export function actName({ act, class: to }: BoardAct): Sentence {
  return act === 'lower-class' && to
    ? words('status.act.lower-class-to', { class: className(to) })
    : words(`status.act.${act}`);
}
export const roleName = (role: Role | SeatRole): Sentence => words(`status.role.${role}`);
/** A second seat of one role is called so: the same words twice would read as a slip. */
export function seatNames(seats: readonly SeatRole[]): readonly Sentence[] {
  return seats.map((seat, index) =>
    seats.indexOf(seat) < index ? words('status.seat.second', { role: roleName(seat) }) : roleName(seat),
  );
}

export const theRole = (role: Role | SeatRole): Sentence => words(`status.the.${role}`);
export function theSeats(seats: readonly SeatRole[]): readonly Sentence[] {
  return seats.map((seat, index) =>
    seats.indexOf(seat) < index ? words('status.seat.the-second', { role: roleName(seat) }) : theRole(seat),
  );
}

export const facetName = (facet: Facet): Sentence => words(`status.facet.${facet}`);
export const dimensionName = (dimension: Dimension): Sentence => words(`impact.dimension.${dimension}`);
export const fieldName = (field: RequestField): Sentence => words(`status.field.${field}`);
export const gapName = (gap: Gap): Sentence => words(`status.gap.${gap}`);

const FIELDS = [
  'title',
  'before',
  'after',
  'cause',
  'motive',
  'origin',
  'notChanging',
  'items',
] as const satisfies readonly RequestField[];
const GAPS = [
  'steps',
  'step-owner',
  'rollback',
  'tests',
  'acceptance',
  'do-nothing',
  'recommended',
  'second',
] as const satisfies readonly Gap[];

type Raw = string | number | readonly string[];

/** A name of a closed list said in the reader's words; anything else is shown as it is. */
function known<Name extends string>(names: readonly Name[], name: (one: Name) => Sentence): (raw: string) => Value {
  return (raw) => {
    const found = names.find((one) => one === raw);
    return found ? name(found) : raw;
  };
}

const role = known<Role | 'member'>([...ROLES, 'member'], roleName);
const stage = known(STAGES, stageName);
const reference = (raw: string): Value => ({ reference: raw });
const instant = (raw: string): Value => ({ instant: raw });

/** How a value is to be read, by the name under which refusals and verdicts hand it over. */
const READ: Readonly<Record<string, (raw: string) => Value>> = {
  seat: role,
  seats: role,
  role,
  roles: role,
  stage,
  stages: stage,
  class: known(CLASSES, className),
  facets: known(FACETS, facetName),
  fields: known(FIELDS, fieldName),
  gaps: known(GAPS, gapName),
  dimensions: known(DIMENSIONS, dimensionName),
  items: reference,
  label: reference,
  labels: reference,
  target: reference,
  base: (raw) => ({ quoted: raw }),
  due: instant,
  until: instant,
  at: (raw) => ({ day: raw }),
};

/** At most so many of a list are named; the rest is counted. */
const MOST = 20;

/** Values for a sentence, and for each of them how many there are (`seatsCount`), so that a sentence can say "none". */
export function read(raw: Readonly<Record<string, Raw>>): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, one] of Object.entries(raw)) {
    if (typeof one === 'number') {
      values[name] = one;
      continue;
    }
    const as = READ[name] ?? ((text: string): Value => text);
    const list = typeof one === 'string' ? (one === '' ? [] : [one]) : one;
    const named: Value[] = list.slice(0, MOST).map(as);
    // Two seats of one role are two votes.
    if (name === 'seats')
      for (const [index, one] of list.slice(0, MOST).entries())
        if (list.indexOf(one) < index) named[index] = words('status.seat.second', { role: role(one) });
    if (list.length > MOST) named.push(words('status.more', { count: list.length - MOST }));
    values[name] =
      list.length === 0
        ? words('status.none-given')
        : typeof one === 'string'
          ? (named[0] ?? '')
          : name === 'by' || name === 'problems'
            ? commas(named)
            : and(named);
    values[`${name}Count`] = list.length;
  }
  return values;
}
