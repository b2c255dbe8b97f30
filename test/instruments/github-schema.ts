/** GitHub's schemas as ajv reads them: rewritten from OpenAPI's dialect, each compiled when it is first asked for. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

export type Schema = { readonly [key: string]: unknown };

export interface Violation {
  /** What was checked: `GET /repos/{owner}/{repo} 200`. */
  readonly what: string;
  /** JSON pointer into it. */
  readonly at: string;
  readonly message: string;
}

const REFERENCE = '#/components/schemas/';

/** `nullable` becomes a type or an alternative; what is not about validation is left out. */
function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (
      ['nullable', 'example', 'examples', 'discriminator', 'xml', 'externalDocs', 'deprecated'].includes(key) &&
      !isMap(value, key)
    )
      continue;
    if (key === '$ref' && typeof inner === 'string') out.$ref = inner.replace(REFERENCE, 'schema:');
    else if (key === 'properties' || key === 'patternProperties') out[key] = mapValues(inner as Schema, rewrite);
    else if (key === 'enum' || key === 'default' || key === 'const') out[key] = inner;
    else out[key] = rewrite(inner);
  }
  if ((value as Schema).nullable !== true) return out;
  if (typeof out.type === 'string') {
    out.type = [out.type, 'null'];
    if (Array.isArray(out.enum) && !out.enum.includes(null)) out.enum = [...out.enum, null];
    return out;
  }
  return { anyOf: [out, { type: 'null' }] };
}

/** Inside `properties` a name such as `example` is a field; there the value is a schema and the key is not a keyword. */
function isMap(owner: object, key: string): boolean {
  return key === 'example' ? false : key in owner && key === 'properties';
}

function mapValues(map: Schema, change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

export interface SchemaBook {
  readonly document: Schema;
  /** `[]` when the value fits. */
  check(what: string, schema: Schema, value: unknown): readonly Violation[];
}

/** Reads the file (100 ms for 13 MB) and keeps the text's parse; compiles nothing yet. */
export function openBook(path: string): SchemaBook {
  const document = JSON.parse(readFileSync(path, 'utf8')) as Schema;
  const components = ((document.components as Schema).schemas ?? {}) as Readonly<Record<string, Schema>>;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: false,
    validateFormats: true,
    inlineRefs: false,
    logger: false,
  });
  formats.default(ajv);
  ajv.addFormat('int64', true);
  ajv.addFormat('timestamp', true);
  const added = new Set<string>();
  const compiled = new WeakMap<Schema, ValidateFunction>();

  const addReferenced = (value: unknown): void => {
    const pending: unknown[] = [value];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (Array.isArray(next)) pending.push(...next);
      else if (typeof next === 'object' && next !== null) {
        for (const [key, inner] of Object.entries(next)) {
          if (key !== '$ref' || typeof inner !== 'string') pending.push(inner ?? 0);
          else if (inner.startsWith(REFERENCE)) addNamed(inner.slice(REFERENCE.length), pending);
        }
      }
    }
  };
  const addNamed = (name: string, pending: unknown[]): void => {
    const schema = components[name];
    if (added.has(name) || schema === undefined) return;
    added.add(name);
    ajv.addSchema(rewrite(schema) as Schema, `schema:${name}`);
    pending.push(schema);
  };

  return {
    document,
    check(what, schema, value) {
      let validate = compiled.get(schema);
      if (!validate) {
        addReferenced(schema);
        validate = ajv.compile(rewrite(schema) as Schema);
        compiled.set(schema, validate);
      }
      if (validate(value)) return [];
      return (validate.errors ?? []).map((one) => ({
        what,
        at: one.instancePath || '/',
        message: `${one.message} ${JSON.stringify(one.params)}`,
      }));
    },
  };
}
