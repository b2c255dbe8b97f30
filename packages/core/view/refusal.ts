/** A refusal for people: what happened, by which rule, and what would work. */
import { type Refusal, refusalRow } from '../change/refusal.ts';
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

/** @param controls what people press where it is said, by the names that they read there; without them they write commands */
export function refusalView(refusal: Refusal, controls?: Controls): RefusalView {
  const { code } = refusal;
  const { rule, says = {} } = refusalRow(code);
  const values = { ...read(refusal.values, says), ...examples(refusal) };
  const what = words(`refusal.${code}`, values);
  const remedy = controls ? pressed(code, controls, values) : words(`refusal.${code}.remedy`, values);
  return {
    what,
    rule,
    remedy,
    whole: words('refusal.reason', { what, rule: { choice: rule }, remedy }),
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
    migrateExample: { code: `/migrate ${first('version', (one) => /^[\w-]{1,64}$/.test(one), '')}`.trim() },
    conditionExample: { code: `/meet ${first('conditions', (one) => /^K\d{1,4}$/.test(one), 'K1')}` },
  };
}
