/** Characters that no record can hold: a database refuses U+0000, canonical JSON refuses half a character. Both are shown as the replacement mark. */
import type { Json } from '../record/port.ts';

export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** Values within values. What is nested more deeply is kept as its letters: every reader behind this one calls itself for each level. */
const MOST_LEVELS = 1_000;

/** Every string in a JSON value made storable; keys stay, since nobody outside chooses them. */
export function storableJson(value: Json, level = 0): Json {
  if (typeof value === 'string') return storable(value);
  if (value === null || typeof value !== 'object') return value;
  if (level === MOST_LEVELS) return storable(lettersOf(value));
  if (Array.isArray(value)) return value.map((one) => storableJson(one, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storableJson(one, level + 1)]));
}

/** JSON of a value of any depth, as `JSON.stringify` writes it, which goes no further than its stack. */
function lettersOf(value: Json): string {
  const letters: string[] = [];
  const open: (string | { readonly value: Json })[] = [{ value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') letters.push(next);
    else if (next.value === null || typeof next.value !== 'object') letters.push(JSON.stringify(next.value));
    else {
      const isList = Array.isArray(next.value);
      letters.push(isList ? '[' : '{');
      open.push(isList ? ']' : '}');
      const parts = Object.entries(next.value);
      for (const [at, [key, one]] of parts.toReversed().entries()) {
        open.push({ value: one });
        const between = at < parts.length - 1 ? ',' : '';
        open.push(isList ? between : `${between}${JSON.stringify(key)}:`);
      }
    }
  }
  return letters.join('');
}
