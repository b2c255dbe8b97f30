/** A refusal for people: what happened, by which rule, and what would work. */
import { REFUSALS, type Refusal } from '../change/refusal.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import type { Controls } from './control.ts';
import { read } from './names.ts';
import { type Sentence, type Value, words } from './sentence.ts';

export interface RefusalView {
  readonly what: Sentence;
  /** Number of the rule in `docs/rules`, such as `4.4` or `T6`. */
  readonly rule: string;
  readonly remedy: Sentence;
  /** All of it in one. */
  readonly whole: Sentence;
}

/** Acts of the board that people write in other words. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  'close-partly': 'close partly-implemented',
  'close-rolled-back': 'close rolled-back',
  verify: 'verify fail',
  ratify: 'ratify ratified',
};

const SEATS = new Set<Refusal['code']>([
  'no-seat-for-you',
  'barred-requester',
  'barred-on-behalf',
  'barred-author',
  'provider-staff',
]);

/** Every place that a refusal's sentence may have, empty: what a caller left out is said to be unsaid instead of breaking the answer. */
const UNSAID: Readonly<Record<string, Value>> = Object.fromEntries(
  [
    ...[
      'label',
      'stage',
      'stages',
      'fields',
      'facets',
      'items',
      'requester',
      'roles',
      'dimensions',
      'gaps',
      'class',
      'seat',
      'seats',
      'unreadable',
      'version',
    ],
    ...[
      'open',
      'id',
      'by',
      'known',
      'conditions',
      'reason',
      'until',
      'step',
      'steps',
      'criterion',
      'criteria',
      'due',
      'target',
      'would',
      'command',
    ],
  ].flatMap((name): [string, Value][] => [
    [name, words('status.none-given')],
    [`${name}Count`, 0],
  ]),
);

/** @param controls what people press where it is said, by the names that they read there; without them they write commands */
export function refusalView(refusal: Refusal, controls?: Controls): RefusalView {
  const { code } = refusal;
  const { command, open, ...rest } = refusal.values;
  const values: Record<string, Value> = { ...UNSAID, ...read(rest), ...examples(refusal) };
  // "open" are seats when a seat was refused, and ids otherwise.
  if (open !== undefined) {
    const named = read({ [SEATS.has(code) ? 'seats' : 'open']: open });
    values.open = named.seats ?? named.open ?? '';
    values.openCount = named.seatsCount ?? named.openCount ?? 0;
  }
  // Any one of these would do; "and" would ask for a person who is all of them.
  for (const name of ['roles', 'stages'])
    if (typeof values[name] === 'object' && 'list' in values[name]) values[name] = { ...values[name], join: 'or' };
  if (typeof command === 'string') values.command = { code: `/${WRITTEN_AS[command] ?? command} …` };
  const what = words(`refusal.${code}`, values);
  const remedy = controls ? pressed(code, controls, values) : words(`refusal.${code}.remedy`, values);
  return {
    what,
    rule: REFUSALS[code],
    remedy,
    whole: words('refusal.reason', { what, rule: { choice: REFUSALS[code] }, remedy }),
  };
}

/** A remedy that names neither a command nor a file is the same everywhere. */
function pressed(code: Refusal['code'], controls: Controls, values: Record<string, Value>): Sentence {
  const id = `refusal.${code}.press`;
  if (!isMessage(id)) return words(`refusal.${code}.remedy`, values);
  const named = Object.entries(controls).map(([control, name]): [string, Value] => [control, { choice: name }]);
  return words(id, { ...values, ...Object.fromEntries(named) });
}

const isMessage = (id: string): id is MessageId => Object.hasOwn(MESSAGES.en, id);

/** Commands that would work, made of what the refusal names; only words of our own lists go into a command that people are to copy. */
function examples(refusal: Refusal): Record<string, Value> {
  const first = (name: string, isOurs: (one: string) => boolean, otherwise: string): string => {
    const value = refusal.values[name];
    const list = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
    return list.find(isOurs) ?? otherwise;
  };
  const isSeat = (one: string) => (SEAT_ROLES as readonly string[]).includes(one);
  const isDimension = (one: string) => (DIMENSIONS as readonly string[]).includes(one);
  return {
    openExample: { code: `/approve as ${first('open', isSeat, 'project-manager')}` },
    seatsExample: { code: `/approve as ${first('seats', isSeat, 'project-manager')}` },
    assessExample: { code: `/assess ${first('dimensions', isDimension, 'schedule')} none: …` },
    conditionExample: { code: `/meet ${first('conditions', (one) => /^K\d{1,4}$/.test(one), 'K1')}` },
  };
}
