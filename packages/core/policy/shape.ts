/** What is wrong with the shape of a policy file, and what is left of the file without that, so that one reading finds its other faults too. */
import { ROWS } from './key/keys.ts';
import { REQUIRED } from './key/row.ts';
import { nearest, type PolicyProblem, type PolicyProblemCode } from './problem.ts';
import { type PolicyFile, policyFileSchema } from './schema.ts';

type Path = readonly PropertyKey[];
/** Finds the line of a path in the source; 0 when it is not there. */
export type LineOf = (path: Path) => number;

/** What the schema says of one place; zod keeps the value itself to itself. */
interface Issue {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly (string | number)[];
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Shape {
  readonly problems: readonly PolicyProblem[];
  /** The whole file, or what is left of it; absent when too little is. */
  readonly file?: PolicyFile;
}

/** So many problems are told at once, and so many keys compared with those that there are. */
const MOST = 50;

/** A key that was meant and one that is wrong can hide each other: after so many rounds nothing more is taken out. */
const ROUNDS = 4;

export function shapeOf(raw: unknown, lineOf: LineOf): Shape {
  const first = policyFileSchema.safeParse(raw);
  if (first.success) return { problems: [], file: first.data };
  const issues = first.error.issues as readonly Issue[];
  const found: PolicyProblem[] = [];
  // Whoever has mended so many looks again; a word for each of thousands would be read by nobody.
  for (const issue of issues) if (found.length < MOST) found.push(...problemsOf(issue, raw, lineOf));
  const meant = new Set(found.flatMap((one) => (one.code === 'unknown-key' ? [meantPath(one)] : [])));
  // A misspelt key is one mistake; that the right one is missing then is no second one.
  const problems = found.filter((one) => one.code !== 'missing' || !meant.has(one.path));
  let left = raw;
  for (let round = 0, faults = issues; round < ROUNDS; round += 1) {
    left = without(left, faults);
    const parsed = policyFileSchema.safeParse(left);
    if (parsed.success) return { problems, file: parsed.data };
    faults = parsed.error.issues as readonly Issue[];
  }
  return { problems };
}

function meantPath({ path, values }: PolicyProblem): string {
  const { key, meant } = values;
  return path.slice(0, path.length - String(key).length) + String(meant);
}

/** What stands in for a key that every policy needs. */
const NEEDED = new Map<string, unknown>(
  ROWS.flatMap((row) => (row.default === REQUIRED ? [[row.key, row.closed] as const] : [])),
);

/** The file without what is wrong in it; a misspelt key gets its right name, and what every policy needs is put in. */
function without(raw: unknown, issues: readonly Issue[]): unknown {
  const left = structuredClone(raw);
  for (const { code, path, keys = [] } of issues) {
    if (code === 'unrecognized_keys') {
      const parent = valueAt(left, path) as Record<string, unknown> | undefined;
      const allowed = allowedKeys(path);
      for (const [index, key] of (parent ? keys : []).entries()) {
        const meant = index < MOST ? nearest(key, allowed) : undefined;
        if (parent && meant && !(meant in parent)) parent[meant] = parent[key];
        if (parent) delete parent[key];
      }
      continue;
    }
    const [top] = path.map(String);
    if (top === undefined) continue;
    const list = path.findIndex((key) => typeof key === 'number');
    // Of a list nothing is taken out but the whole: the places of the others are named by their numbers.
    const gone = list > 0 ? path.slice(0, list) : valueAt(left, path) === undefined ? path.slice(0, -1) : path;
    const parent = valueAt(left, gone.slice(0, -1)) as Record<PropertyKey, unknown> | undefined;
    const last = gone.at(-1);
    if (parent && last !== undefined) delete parent[last];
    const file = left as Record<string, unknown>;
    if (NEEDED.has(top) && file[top] === undefined) file[top] = structuredClone(NEEDED.get(top));
  }
  return left;
}

function valueAt(raw: unknown, path: Path): unknown {
  let current: unknown = raw;
  for (const key of path) {
    if (current === null || typeof current !== 'object') return undefined;
    current = (current as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return current;
}

function problemsOf(issue: Issue, raw: unknown, lineOf: LineOf): readonly PolicyProblem[] {
  const place = { path: pathText(issue.path), line: lineOf(issue.path) };
  const problem = (code: PolicyProblemCode, values: PolicyProblem['values'] = {}) => [{ code, ...place, values }];
  const [top] = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(issue.path);
    return (issue.keys ?? []).slice(0, MOST).map((key) => ({
      code: 'unknown-key',
      path: pathText([...issue.path, key]),
      line: lineOf([...issue.path, key]),
      values: { key, allowed: allowed.join(', '), meant: nearest(key, allowed) ?? '' },
    }));
  }
  const value = valueAt(raw, issue.path);
  const key = String(issue.path.at(-1) ?? '');
  const allowed = (issue.values ?? []).map(String);
  if (value === undefined || value === null)
    return problem('missing', { key, allowed: allowed.map((one) => `${key}: ${one}`).join(' / ') });
  if (issue.code === 'invalid_value') {
    const given = typeof value === 'object' ? '…' : String(value);
    return problem('unknown-value', { given, allowed: allowed.join(', '), meant: nearest(given, allowed) ?? '' });
  }
  if (issue.message === 'empty-list') return problem('empty-list');
  if (issue.message === 'too-long') return problem('too-long', { limit: issue.maximum ?? 0 });
  if (issue.message === 'too-many-names') return problem('too-many-names', { most: issue.maximum ?? 0 });
  if (issue.message === 'too-many-days') return problem('too-many-days', { most: issue.maximum ?? 0 });
  if (issue.message === 'no-working-day') return problem('no-working-day');
  const [, limit, limits] = /^bad-limits (\d+) (.+)$/.exec(issue.message) ?? [];
  if (limit && limits) return problem('bad-limits', { most: Number(limit), example: limits });
  const [, whole] = /^bad-whole-days (\d+)$/.exec(issue.message) ?? [];
  if (whole) return problem('bad-whole-days', { example: Number(whole) });
  if (
    issue.message === 'bad-key' ||
    issue.message === 'bad-channel' ||
    issue.message === 'bad-domain' ||
    issue.message === 'team-for-person' ||
    issue.message === 'bad-percent'
  )
    return problem(issue.message);
  const [, example] = /^bad-days (\d+)$/.exec(issue.message) ?? [];
  if (example) return problem('bad-days', { example: Number(example) });
  if (issue.message === 'bad-name' || top === 'roles') {
    return problem(Array.isArray(value) || typeof issue.path.at(-1) !== 'string' ? 'bad-name' : 'wrong-type', {
      expected: issue.expected ?? '',
    });
  }
  if (issue.origin === 'string') return problem('empty-text');
  if (issue.origin === 'array') return problem('too-few-names', { least: issue.minimum ?? 2 });
  return problem('wrong-type', { expected: issue.code === 'invalid_union' ? 'string' : (issue.expected ?? '') });
}

/** The keys that the schema knows at a path, for "did you mean". */
function allowedKeys(path: Path): readonly string[] {
  let schema: unknown = policyFileSchema;
  for (const key of path) {
    const inner = unwrap(schema) as { shape?: Record<string, unknown>; element?: unknown };
    schema = typeof key === 'number' ? inner.element : inner.shape?.[String(key)];
  }
  const { shape } = unwrap(schema) as { shape?: Record<string, unknown> };
  return Object.keys(shape ?? {});
}

function unwrap(schema: unknown): unknown {
  let current = schema as { unwrap?: () => unknown; shape?: unknown } | undefined;
  while (current && !current.shape && typeof current.unwrap === 'function')
    current = current.unwrap() as typeof current;
  return current ?? {};
}

/** A path as people read it: `roles.project-manager[0]`. */
export function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`))
    .join('');
}
