/** Characters that no record can hold: a database refuses U+0000, canonical JSON refuses half a character. Both are shown as the replacement mark. */
import type { Json } from '../record/port.ts';

export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** Every string in a JSON value made storable; keys stay, since nobody outside chooses them. */
export function storableJson(value: Json): Json {
  if (typeof value === 'string') return storable(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(storableJson);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storableJson(one)]));
}
