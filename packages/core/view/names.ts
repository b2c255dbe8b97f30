/** The glossary's words for the closed lists of the domain, and how the raw values of refusals and verdicts become parts of sentences. */
import { FACETS, type Facet } from '../approval/facet.ts';
import type { BoardAct } from '../change/event.ts';
import type { RequestField } from '../change/requirement.ts';
import type { Filling, Kind, Kinds, Raw, Says } from '../change/says.ts';
import { STAGES, type Stage } from '../change/stage.ts';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { DIMENSIONS, type Dimension } from '../impact/dimension.ts';
import { ROLES, type Role, type SeatRole } from '../policy/role.ts';
import { FORMER } from '../record/people.ts';
import { and, clip, commas, or, type Sentence, type Value, words } from './sentence.ts';

export const stageName = (stage: Stage): Sentence => words(`status.stage.${stage}`);
export const className = (found: ChangeClass): Sentence => words(`impact.class.${found}`);

/** What the board is asked to do; of a lowering also how far, of a deferral until when or until what: whoever seconds it says yes to that. */
export function actName({ act, class: to, until, trigger, signer, verdict, on }: BoardAct): Sentence {
  if (act === 'attest')
    return words('status.act.attest', {
      signer: signer ? { person: signer } : '',
      verdict: { choice: verdict ?? 'approve' },
      on: on ? { date: on } : '',
    });
  if (act === 'lower-class' && to) return words('status.act.lower-class-to', { class: className(to) });
  const values = { ...(until ? { until: { date: until } } : {}), ...(trigger ? { trigger: clip(trigger, 200) } : {}) };
  if (act === 'defer' && until) return words(trigger ? 'status.act.defer-both' : 'status.act.defer-until', values);
  if (act === 'defer' && trigger) return words('status.act.defer-for', values);
  return words(`status.act.${act}`);
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
export const gapName = (gap: Kinds['gap']): Sentence => words(`status.gap.${gap}`);

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
] as const satisfies readonly Kinds['gap'][];

/** A name of a closed list said in the reader's words; anything else is shown as it is. */
function known<Name extends string>(names: readonly Name[], name: (one: Name) => Sentence): (raw: string) => Value {
  return (raw) => {
    const found = names.find((one) => one === raw);
    return found ? name(found) : raw;
  };
}

const role = known<Role | 'member'>([...ROLES, 'member'], roleName);
const asItIs = (raw: string): Value => raw;

/** Commands that people write in other words than they are called. */
const WRITTEN_AS: Readonly<Partial<Record<Kinds['command'], string>>> = {
  'close-partly': 'close partly-implemented',
  'close-rolled-back': 'close rolled-back',
  verify: 'verify fail',
  ratify: 'ratify ratified',
};
const written: Readonly<Record<string, string>> = WRITTEN_AS;

/** A requirement that has no issue yet is called by no number. */
export function itemName(label: string): Value {
  return label === 'new' ? words('status.new-requirement') : { reference: label };
}

/** How each kind of value is said. */
const SAID: Readonly<Record<Kind, (raw: string) => Value>> = {
  text: asItIs,
  person: (raw) => (raw === FORMER ? words('status.former-member') : raw),
  number: asItIs,
  yes: asItIs,
  why: (why) => ({ choice: why }),
  ended: asItIs,
  quoted: (raw) => ({ quoted: raw }),
  stage: known(STAGES, stageName),
  role,
  seat: role,
  holder: (raw) => {
    const [seat = '', ...name] = raw.split(' ');
    return words('status.holder', { role: role(seat), person: SAID.person(name.join(' ')) });
  },
  class: known(CLASSES, className),
  facet: known(FACETS, facetName),
  field: known(FIELDS, fieldName),
  gap: known(GAPS, gapName),
  dimension: known(DIMENSIONS, dimensionName),
  reference: itemName,
  instant: (raw) => ({ instant: raw, ahead: true }),
  day: (raw) => ({ day: raw }),
  command: (raw) => ({ code: `/${written[raw] ?? raw} …` }),
};

/** At most so many of a list are named; the rest is counted. */
const MOST = 20;

/**
 * Values for a sentence, and for each of them how many there are (`seatsCount`), so that a sentence can say "none". What was stored by a
 * version that did not say it yet is said to be unsaid.
 */
export function read(raw: Raw, says: Says): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [place, how] of Object.entries(says)) {
    const filling: Filling = typeof how === 'object' && 'maybe' in how ? how.maybe : how;
    const value = raw[place] ?? '';
    if (typeof value === 'number') {
      values[place] = value;
      continue;
    }
    const list = typeof value === 'string' ? (value === '' ? [] : [value]) : value;
    values[place] = list.length === 0 ? words('status.none-given') : listed(list, filling);
    values[`${place}Count`] = list.length;
  }
  return values;
}

function listed(list: readonly string[], filling: Filling): Value {
  if (typeof filling === 'string') return named(list, filling)[0] ?? '';
  if ('listed' in filling) return commas(named(list, filling.listed));
  return 'either' in filling ? or(named(list, filling.either)) : and(named(list, filling.each));
}

function named(list: readonly string[], kind: Kind): readonly Value[] {
  const names = list.slice(0, MOST).map((one, index): Value => {
    const name = SAID[kind](one);
    // Two seats of one role are two votes.
    return kind === 'seat' && list.indexOf(one) < index ? words('status.seat.second', { role: name }) : name;
  });
  return list.length > MOST ? [...names, words('status.more', { count: list.length - MOST })] : names;
}
