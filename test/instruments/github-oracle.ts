/** Holds every request and every answer against GitHub's own OpenAPI description, and against what that description leaves out. */
import { graphqlRequest, graphqlResponse } from './github-graphql.ts';
import { openBook, type Schema, type SchemaBook, type Violation } from './github-schema.ts';

export type { Violation } from './github-schema.ts';

export interface GithubOracle {
  /** `path` with its query, without host. */
  request(method: string, path: string, body: unknown): readonly Violation[];
  response(method: string, path: string, status: number, body: unknown): readonly Violation[];
  /** GitHub's name for the operation (`issues/create-comment`), or `undefined` for what it does not describe. */
  operationId(method: string, path: string): string | undefined;
}

interface Operation {
  readonly template: string;
  readonly parts: readonly string[];
  /** Whether the last part may hold slashes. */
  readonly open: boolean;
  /** How many parts are no placeholder. */
  readonly literal: number;
  readonly schema: Schema;
  readonly shared: readonly Schema[];
}

const DESCRIPTION = new URL('../../node_modules/@octokit/openapi/generated/api.github.com.json', import.meta.url);
/** Pages for people and their sign-in are not part of the description. */
const OUTSIDE = /^\/login\/oauth\//;
/** Any call may end so, described for it or not. */
const ALWAYS = new Set([304, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504]);
const ERROR: Schema = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };

let opened: GithubOracle | undefined;

/** One for each process: the description takes a second to read and compile, and it never changes. */
export function githubOracle(): GithubOracle {
  opened ??= openOracle();
  return opened;
}

function openOracle(): GithubOracle {
  const book = openBook(DESCRIPTION.pathname);
  const operations = index(book);
  const find = (method: string, path: string) => match(operations.get(method.toUpperCase()) ?? [], path);
  return {
    operationId: (method, path) => find(method, path)?.schema.operationId as string | undefined,
    request(method, path, body) {
      if (isGraphql(method, path)) return graphqlRequest(body);
      const operation = find(method, path);
      if (!operation) return unknown(method, path);
      const what = `${method} ${operation.template}`;
      return [
        ...checkQuery(book, operation, path, what),
        ...checkBody(book, operation, body, what),
        ...ownRequestRules(operation, body, what),
      ];
    },
    response(method, path, status, body) {
      if (isGraphql(method, path)) return graphqlResponse(status, body);
      const operation = find(method, path);
      if (!operation) return unknown(method, path);
      const what = `${method} ${operation.template} ${status}`;
      const responses = operation.schema.responses as Readonly<Record<string, Schema>>;
      const described = responses[status] && dereference(book, responses[status]);
      if (!described) {
        if (!ALWAYS.has(status)) return [{ what, at: '/', message: 'GitHub does not describe this status' }];
        return status === 304 ? [] : book.check(what, ERROR, body);
      }
      const schema = jsonSchema(described);
      if (!schema)
        return body === undefined || body === '' || status >= 400
          ? []
          : [{ what, at: '/', message: 'GitHub describes no body' }];
      return [...book.check(what, schema, body), ...ownAnswerRules(operation, body, what)];
    },
  };
}

/** GraphQL has a description of its own. */
function isGraphql(method: string, path: string): boolean {
  return method === 'POST' && path === '/graphql';
}

function unknown(method: string, path: string): readonly Violation[] {
  return OUTSIDE.test(path)
    ? []
    : [{ what: `${method} ${path}`, at: '/', message: 'GitHub describes no such operation' }];
}

function index(book: SchemaBook): ReadonlyMap<string, readonly Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const [template, item] of Object.entries(book.document.paths as Readonly<Record<string, Schema>>)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      const schema = item[method] as Schema | undefined;
      if (!schema) continue;
      const list = found.get(method.toUpperCase()) ?? [];
      const parts = template.split('/');
      list.push({
        template,
        parts,
        open: /^\{(path|ref|basehead)\}$/.test(parts.at(-1) ?? ''),
        literal: parts.filter((part) => !isPlaceholder(part)).length,
        schema: corrected(schema),
        shared: (item.parameters ?? []) as readonly Schema[],
      });
      found.set(method.toUpperCase(), list);
    }
  }
  return found;
}

/**
 * Where the description itself is wrong: it says that the account of a listed installation is a person *and* an
 * enterprise at once (`allOf`), which nothing is; a single installation is described rightly.
 */
function corrected(operation: Schema): Schema {
  if (operation.operationId !== 'apps/list-installations') return operation;
  const items = { $ref: '#/components/schemas/installation' };
  const ok = { content: { 'application/json': { schema: { type: 'array', items } } } };
  return { ...operation, responses: { ...(operation.responses as Schema), 200: ok } };
}

/** The template with the most literal parts; `{path}` and `{ref}` at the end may hold slashes. */
function match(operations: readonly Operation[], address: string): Operation | undefined {
  const parts = address
    .replace(/[?#].*$/, '')
    .replace(/^\/repositories\/\d+/, '/repos/o/r')
    .replace(/\/contents$/, '/contents/')
    .split('/');
  let best: Operation | undefined;
  for (const operation of operations) {
    const { parts: wanted, open, literal } = operation;
    if (open ? parts.length < wanted.length : parts.length !== wanted.length) continue;
    if (best && literal <= best.literal) continue;
    if (wanted.every((part, at) => isPlaceholder(part) || part === parts[at])) best = operation;
  }
  return best;
}

function isPlaceholder(part: string): boolean {
  return part.startsWith('{');
}

function dereference(book: SchemaBook, value: Schema): Schema {
  if (typeof value.$ref !== 'string') return value;
  let found: unknown = book.document;
  for (const part of value.$ref.slice(2).split('/')) found = (found as Schema)[part.replaceAll('~1', '/')];
  return found as Schema;
}

function jsonSchema(holder: Schema): Schema | undefined {
  const content = (holder.content ?? {}) as Readonly<Record<string, { schema?: Schema }>>;
  return (content['application/json'] ?? Object.values(content)[0])?.schema;
}

function checkQuery(book: SchemaBook, operation: Operation, path: string, what: string): readonly Violation[] {
  const query = new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?') + 1) : '');
  const parameters = [...operation.shared, ...((operation.schema.parameters ?? []) as readonly Schema[])].map((one) =>
    dereference(book, one),
  );
  const known = new Map(parameters.filter((one) => one.in === 'query').map((one) => [String(one.name), one]));
  const violations: Violation[] = [];
  for (const [name, raw] of query) {
    const schema = known.get(name)?.schema as Schema | undefined;
    if (!schema) violations.push({ what, at: `?${name}`, message: 'GitHub knows no such parameter' });
    else violations.push(...book.check(`${what} ?${name}`, schema, typed(schema, raw)));
  }
  for (const [name, one] of known)
    if (one.required === true && !query.has(name)) violations.push({ what, at: `?${name}`, message: 'is required' });
  return violations;
}

function typed(schema: Schema, raw: string): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return Number(raw);
  return schema.type === 'boolean' ? raw === 'true' : raw;
}

function checkBody(book: SchemaBook, operation: Operation, body: unknown, what: string): readonly Violation[] {
  const { requestBody } = operation.schema as { requestBody?: Schema };
  const holder = requestBody && dereference(book, requestBody);
  const schema = holder ? jsonSchema(holder) : undefined;
  if (body === undefined)
    return holder && holder.required === true ? [{ what, at: '/', message: 'a body is required' }] : [];
  if (!schema) return isEmpty(body) ? [] : [{ what, at: '/', message: 'GitHub takes no body here' }];
  const violations = [...book.check(what, schema, body)];
  const known = fields(book, schema);
  if (known && typeof body === 'object' && body !== null && !Array.isArray(body)) {
    for (const name of Object.keys(body))
      if (!known.has(name))
        violations.push({ what, at: `/${name}`, message: 'GitHub knows no such field and would drop it' });
  }
  return violations;
}

function isEmpty(body: unknown): boolean {
  return body === '' || (typeof body === 'object' && body !== null && Object.keys(body).length === 0);
}

/** The fields that an object may have; `undefined` when the schema does not say. */
function fields(book: SchemaBook, given: Schema): ReadonlySet<string> | undefined {
  const schema = dereference(book, given);
  const all = new Set(Object.keys((schema.properties ?? {}) as Schema));
  for (const word of ['allOf', 'anyOf', 'oneOf']) {
    for (const inner of (schema[word] ?? []) as readonly Schema[])
      for (const name of fields(book, inner) ?? []) all.add(name);
  }
  return all.size > 0 ? all : undefined;
}

interface CheckBody {
  readonly status?: string;
  readonly conclusion?: string | null;
  readonly output?: { readonly summary?: string; readonly text?: string };
  readonly actions?: readonly { readonly label: string; readonly identifier: string; readonly description: string }[];
}

/** Rules that GitHub documents in words and its description does not hold. */
function ownRequestRules({ schema }: Operation, body: unknown, what: string): readonly Violation[] {
  const violations: Violation[] = [];
  const say = (at: string, message: string) => violations.push({ what, at, message });
  if (schema.operationId === 'checks/create' || schema.operationId === 'checks/update') {
    const { status, conclusion, output, actions = [] } = (body ?? {}) as CheckBody;
    if (status === 'completed' && !conclusion) say('/conclusion', 'a completed check run needs a conclusion');
    if (conclusion && status !== undefined && status !== 'completed')
      say('/status', 'only a completed check run has a conclusion');
    if ((output?.summary ?? '').length > 65_535) say('/output/summary', 'holds at most 65535 characters');
    if ((output?.text ?? '').length > 65_535) say('/output/text', 'holds at most 65535 characters');
    if (actions.length > 3) say('/actions', 'at most 3');
    for (const { label, identifier, description } of actions) {
      if ([...label].length > 20 || [...identifier].length > 20)
        say('/actions', 'label and identifier hold at most 20 characters');
      if ([...description].length > 40) say('/actions', 'the description holds at most 40 characters');
    }
  }
  if (schema.operationId === 'actions/review-custom-gates-for-run') {
    const { state } = (body ?? {}) as { state?: string };
    if (state !== undefined && !['approved', 'rejected'].includes(state)) say('/state', 'is approved or rejected');
  }
  if (/^issues\/(create|update)(-comment)?$/.test(String(schema.operationId))) {
    const { body: text } = (body ?? {}) as { body?: unknown };
    if (typeof text === 'string' && [...text].length > 65_536) say('/body', 'holds at most 65536 characters');
  }
  return violations;
}

function ownAnswerRules({ schema }: Operation, body: unknown, what: string): readonly Violation[] {
  if (!/^checks\/(create|update|get)$/.test(String(schema.operationId))) return [];
  const { status, conclusion } = (body ?? {}) as CheckBody;
  if (status === 'completed' && !conclusion)
    return [{ what, at: '/conclusion', message: 'a completed check run has a conclusion' }];
  return [];
}
