/** What GitHub never sends, though it was signed: letters that no record holds, and ids that no index does. Told before anything is stored. */
import type { Json } from '@countersign/core/record/port.ts';

/** What is read of a payload by its ids. Parts in which users put what they like, such as `client_payload`, are none of ours. */
const READ = [
  ...[
    'installation',
    'organization',
    'repository',
    'repositories',
    'repositories_added',
    'sender',
    'team',
    'label',
    'type',
  ],
  ...[
    'issue',
    'comment',
    'changes',
    'pull_request',
    'check_run',
    'check_suite',
    'merge_group',
    'ref',
    'before',
    'after',
  ],
];
/** Below those, what `schema.ts` and `lane.ts` read. Everything else may have names of its users' own, such as an organisation's properties of its repositories. */
const WITHIN = new Set([
  ...['owner', 'account', 'user', 'merged_by', 'app', 'performed_via_github_app'],
  ...['head', 'base', 'pull_requests', 'new_issue', 'new_repository'],
]);
/** What becomes a part of a key, by its name: whole numbers, and names that fit into an index beside others. */
const NUMBERS = new Set(['id', 'number']);
const NAMES = new Set([
  'node_id',
  'login',
  'slug',
  'full_name',
  'sha',
  'head_sha',
  'before',
  'after',
  'head_ref',
  'base_ref',
  'ref',
]);
/** In UTF-8: an index of PostgreSQL holds rows of 2,704 bytes, and a key has up to four parts. */
const LONGEST_NAME = 512;

/** @returns a sentence about the first thing that is strange; `undefined` for a payload as GitHub sends them. */
export function strangeIn(payload: Json): string | undefined {
  if (holdsNull(payload)) return 'The body holds U+0000, which GitHub never sends.';
  if (payload === null || typeof payload !== 'object') return undefined;
  for (const name of READ) {
    const found = strangeId((payload as Readonly<Record<string, Json | undefined>>)[name], name);
    if (found !== undefined) return `${found} is not an id as GitHub makes them.`;
  }
  return undefined;
}

function holdsNull(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(holdsNull);
  return Object.entries(value).some(([name, one]) => name.includes('\0') || holdsNull(one));
}

/** @returns the path of the first id that is none */
function strangeId(value: Json | undefined, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (value === null || value === undefined) return undefined;
  if (NUMBERS.has(name) && !isNumber(value)) return path;
  if (NAMES.has(name) && typeof value === 'string' && !isName(value)) return path;
  if (NAMES.has(name) && typeof value !== 'string' && name.endsWith('id')) return path;
  if (typeof value !== 'object') return undefined;
  for (const [inner, one] of Object.entries(value)) {
    const isList = Array.isArray(value);
    if (!isList && !NUMBERS.has(inner) && !NAMES.has(inner) && !WITHIN.has(inner)) continue;
    const found = strangeId(one, isList ? path : `${path}.${inner}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isNumber(value: Json): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isName(value: string): boolean {
  return value.isWellFormed() && !/[\p{Cc}\s]/u.test(value) && new TextEncoder().encode(value).length <= LONGEST_NAME;
}
