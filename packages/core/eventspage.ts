/** Every event that can stand in a record, by kind, as the page `docs/events.md`: made from the schemas that an entry is held to (`npm run docs`). */
import { z } from 'zod';
import { FACETS } from './approval/facet.ts';
import { voidingSchema, voteSchema } from './approval/vote.ts';
import { BASELINE } from './baseline/decider.ts';
import { CHANGE } from './change/decider.ts';
import { BOARD_ACTS, GATES_AT_MERGE } from './change/event.ts';
import { STAGES } from './change/stage.ts';
import { CONTACTS } from './contact/decider.ts';
import { conditionSchema } from './content/governed.ts';
import { personSchema } from './content/person.ts';
import { planSchema } from './content/plan.ts';
import { affectedItemSchema, alternativeSchema, requestSchema } from './content/request.ts';
import { COVERAGE } from './enactment/coverage.ts';
import { ENACTMENT } from './enactment/decider.ts';
import { ALIAS } from './identity/alias.ts';
import { HOME } from './identity/home.ts';
import { ITEM } from './identity/item.ts';
import { CLASSES } from './impact/class.ts';
import { impactsSchema } from './impact/dimension.ts';
import { SEAT_ROLES } from './policy/role.ts';
import type { Kind } from './record/kind.ts';
import { LOSS } from './record/loss.ts';
import { REQUIREMENT } from './requirement/decider.ts';
import { INVENTORY } from './setup/inventory.ts';
import { SITE } from './setup/site.ts';
import { SIGNOFF } from './signoff/decider.ts';
import { textSchema } from './text/block.ts';
import { WORK } from './work/decider.ts';

/** A kind without its row does not compile. */
export const KINDS_TOLD: Readonly<Record<Kind, { readonly about: string; readonly schema: z.ZodType }>> = {
  change: { about: 'a change request', schema: CHANGE.schema },
  policy: { about: 'a version of the policy that was put in force', schema: ENACTMENT.schema },
  coverage: { about: 'which branches a policy was found to cover', schema: COVERAGE.schema },
  work: { about: 'work that a gate judges, and what was said of it', schema: WORK.schema },
  home: { about: 'where a request lives after it moved', schema: HOME.schema },
  alias: { about: 'an id that a request got by a move', schema: ALIAS.schema },
  item: { about: 'a requirement that was seen or deleted', schema: ITEM.schema },
  requirement: { about: 'a requirement: its texts, by whom, and its names', schema: REQUIREMENT.schema },
  baseline: { about: 'the baselines of a project', schema: BASELINE.schema },
  setup: { about: 'what set-up made in a project of a tracker', schema: INVENTORY.schema },
  site: { about: 'a site of a tracker, and what set-up found there', schema: SITE.schema },
  loss: { about: 'what a project shows and its record lacks', schema: LOSS.schema },
  contact: { about: 'whose the contacts of a policy are, and who says so', schema: CONTACTS.schema },
  signoff: { about: 'links by which one contact signs one request, and what came of them', schema: SIGNOFF.schema },
};

/** What several events hold is told once, under its name. */
const NAMED: readonly (readonly [string, z.ZodType])[] = [
  ['person', personSchema],
  ['request', requestSchema],
  ['affected item', affectedItemSchema],
  ['alternative', alternativeSchema],
  ['impacts', impactsSchema],
  ['plan', planSchema],
  ['condition', conditionSchema],
  ['vote', voteSchema],
  ['voiding', voidingSchema],
];

/** Closed lists that many events hold, by name. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  stage: STAGES,
  class: CLASSES,
  seat: SEAT_ROLES,
  facet: FACETS,
  'board act': BOARD_ACTS,
  'gate at a merge': GATES_AT_MERGE,
};

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

/** The whole page. */
export function eventsPage(): string {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of NAMED) names.add(schema, { id });
  names.add(textSchema, { id: 'text' });
  const written = (schema: z.ZodType) => z.toJSONSchema(schema, { metadata: names, io: 'output' }) as Schema;
  const kinds = Object.entries(KINDS_TOLD).flatMap(([kind, { about, schema }]) =>
    chapter(kind, about, written(schema)),
  );
  const parts = [
    ['text', 'blocks of plain text, as `packages/core/text/block.ts` describes them'],
    ...Object.entries(LISTS).map(([name, values]) => [name, oneOf(values)]),
    ...NAMED.map(([name, schema]) => [name, typeOf(inside(name, written(schema)))]),
  ].map(([name, type]) => `- **${name}**: ${type}`);
  return [
    '# Everything that can be recorded',
    '',
    'Written from the schemas in `packages/core` by `npm run docs`; a test holds it to the code. An entry of the ledger holds one event, and',
    'one event belongs to one stream of one kind. Events are for ever: a field is added as one that may be absent, and none is taken away. `?` marks',
    'what may be absent. How an event reads in a history: `packages/core/view/event.ts`.',
    ...kinds,
    '',
    '## What events hold',
    '',
    ...parts,
    '',
  ].join('\n');
}

function chapter(kind: string, about: string, schema: Schema): string[] {
  const events = schema.oneOf ?? schema.anyOf ?? [schema];
  return ['', `## \`${kind}\`: ${about}`, '', '| event | holds |', '|---|---|', ...events.map(row)];
}

function row(event: Schema): string {
  const { type, ...rest } = event.properties ?? {};
  return `| \`${String(type?.const)}\` | ${fields({ ...event, properties: rest }) || 'nothing more'} |`;
}

/** A schema that has a name is written as a reference to it. */
function inside(name: string, { $defs = {}, ...schema }: Schema): Schema {
  return schema.$ref ? ($defs[name] ?? schema) : schema;
}

function fields({ properties = {}, required = [] }: Schema): string {
  return Object.entries(properties)
    .map(([name, value]) => `\`${name}${required.includes(name) ? '' : '?'}\` ${typeOf(value)}`)
    .join(' · ');
}

const oneOf = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(' or ');

/** A closed list by its name, if it has one. */
function listed(values: readonly string[]): string {
  const known = Object.entries(LISTS).find(([, list]) => list.join() === values.join());
  return known ? known[0] : oneOf(values);
}

/** A schema in words that fit into a cell. */
function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.replace(/.*\//, '');
  if ('const' in schema) return `\`${String(schema.const)}\``;
  if (schema.enum) return listed(schema.enum.map(String));
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === 'object') {
    if (schema.properties) return `{ ${fields(schema)} }`;
    return typeof schema.additionalProperties === 'object'
      ? `by key: ${typeOf(schema.additionalProperties)}`
      : 'object';
  }
  if (schema.format === 'date-time') return 'instant';
  if (schema.format) return schema.format;
  if (schema.pattern?.includes('0-9a-f')) return 'hash';
  return schema.type ?? 'anything';
}
