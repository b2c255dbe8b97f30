/** What Forge accepts of keys and values, as Atlassian documents it for the key-value and the custom entity store. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** As in the manifest under `app.storage.entities`. */
export interface Entity {
  readonly name: string;
  readonly attributes: Readonly<Record<string, { readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'any' }>>;
  readonly indexes?: readonly (
    | string
    | { readonly name: string; readonly partition?: readonly string[]; readonly range: readonly string[] }
  )[];
}

/** Sizes in bytes. */
export const LIMITS = {
  key: 500,
  value: 240 * 1024,
  depth: 31,
  operations: 25,
  transaction: 4 * 1024 * 1024,
  batch: 25,
  page: 100,
} as const;
const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s#-]+$/;

/** An answer that is no success; `code` as `@forge/kvs` hands it on. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @throws Refused for what Forge does not keep. @returns the value's size */
export function checkedSize(key: string, value: Json | undefined, entity: Entity | undefined): number {
  if (!KEY.test(key) || key.length > LIMITS.key) throw new Refused(400, 'INVALID_KEY', `not a key: ${key}`);
  if (value === undefined) return 0;
  const size = Buffer.byteLength(JSON.stringify(value));
  if (size > LIMITS.value) throw new Refused(400, 'MAX_SIZE', `the value of ${key} is larger than 240 KiB`);
  if (depthOf(value) > LIMITS.depth) throw new Refused(400, 'MAX_DEPTH', `the value of ${key} is nested too deeply`);
  for (const [name, one] of entity ? Object.entries(value as Record<string, Json>) : []) {
    const attribute = entity?.attributes[name];
    if (!attribute) throw new Refused(400, 'INVALID_ENTITY_ATTRIBUTE', `${entity?.name} has no attribute ${name}`);
    if (!fits(attribute.type, one))
      throw new Refused(400, 'INVALID_ENTITY_VALUE', `${entity?.name}.${name} is no ${attribute.type}`);
  }
  return size;
}

/** An attribute is never null, a text has something in it, and an integer has 32 bits. */
function fits(type: string, value: Json): boolean {
  if (value === null) return false;
  if (type === 'any') return true;
  if (type === 'integer') return Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 - 1;
  if (type === 'float') return typeof value === 'number';
  return typeof value === type && (type !== 'string' || String(value).trim() !== '');
}

function depthOf(value: Json): number {
  if (value === null || typeof value !== 'object') return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
