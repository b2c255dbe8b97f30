/** Finds in a schema where values of one shape may stand, so that what has to be done to each of them is done wherever the schema grows. */
import { z } from 'zod';
import type { Json } from './port.ts';

/** Steps down into a value: names of keys, and `*` for each element or each key. */
export type Path = readonly string[];

const EACH = '*';

/** What has nothing below it. */
const LEAVES: readonly string[] = ['string', 'number', 'int', 'boolean', 'enum', 'literal', 'null'];

/**
 * Every path in a schema at whose end the wanted one stands.
 * @param without schemas that are known not to hold it
 * @throws for a kind of schema that is not looked through: what stands in it would be missed
 */
export function pathsTo(
  wanted: z.core.$ZodType,
  schema: z.core.$ZodType,
  without: readonly z.core.$ZodType[] = [],
): readonly Path[] {
  if (schema === wanted) return [[]];
  if (without.includes(schema)) return [];
  const below = (step: string, inner: z.core.$ZodType): Path[] =>
    pathsTo(wanted, inner, without).map((path) => [step, ...path]);
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([key, inner]) => below(key, inner));
  if (schema instanceof z.ZodArray) return below(EACH, schema.element);
  if (schema instanceof z.ZodRecord) return below(EACH, schema.valueType);
  if (schema instanceof z.ZodOptional) return pathsTo(wanted, schema.unwrap(), without);
  if (schema instanceof z.ZodUnion) return each(schema.options.flatMap((one) => pathsTo(wanted, one, without)));
  const { type } = schema._zod.def;
  if (LEAVES.includes(type)) return [];
  throw new Error(`nothing looks through a schema of the kind ${type}`);
}

/** Each path once: what stands there is replaced once. */
function each(paths: readonly Path[]): readonly Path[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/** The value with what stands at the end of a path replaced; of what is not on the way, and of what stays as it was, nothing is copied. */
export function replacedAt(value: Json, [step, ...rest]: Path, replace: (found: Json) => Json): Json {
  if (step === undefined) return replace(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return step === EACH ? value.map((one) => replacedAt(one, rest, replace)) : value;
  if (step === EACH)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replacedAt(one, rest, replace)]));
  const inner = Object.hasOwn(value, step) ? value[step] : undefined;
  if (inner === undefined) return value;
  const replaced = replacedAt(inner, rest, replace);
  return replaced === inner ? value : { ...value, [step]: replaced };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
