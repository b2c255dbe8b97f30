/** What a route of the API is, and the small things that every route needs: inputs, pages, answers. */

import type { Limits } from '../limit.ts';
import type { Deliveries } from '../webhook/deliver.ts';
import type { Actor } from '../world/actor.ts';
import type { Repository } from '../world/record.ts';
import { invalid, Refused } from '../world/refused.ts';
import type { World } from '../world/world.ts';
import type { Caller } from './caller.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of JSON. */
  readonly text?: string;
}

export interface Call {
  readonly world: World;
  readonly deliveries: Deliveries;
  readonly limits: Limits;
  readonly caller: Caller;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: Body;
  /** Address without query, for links to other pages. */
  readonly address: string;
}

/** A call about a repository that the caller may see. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
  readonly actor: Actor;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As hono writes it: `/repos/:owner/:repo/issues`. */
  readonly path: string;
  /** Who may call at all; `signed` is an installation or a person. */
  readonly who: 'app' | 'signed' | 'anyone';
  /** One of these permissions is needed, each as `issues:write`. */
  readonly needs: readonly string[];
  readonly run: (call: Call) => Answer | Promise<Answer>;
  readonly about: 'repository' | 'other';
}

type Method = Route['method'];

/** A route below `/repos/:owner/:repo`. */
export function onRepository(
  method: Method,
  path: string,
  needs: readonly string[],
  run: (call: RepositoryCall) => Answer | Promise<Answer>,
): Route {
  return {
    method,
    path: `/repos/:owner/:repo${path}`,
    who: method === 'GET' ? 'anyone' : 'signed',
    needs,
    about: 'repository',
    run: (call) => run(call as RepositoryCall),
  };
}

export function elsewhere(
  method: Method,
  path: string,
  who: Route['who'],
  needs: readonly string[],
  run: Route['run'],
): Route {
  return { method, path, who, needs, about: 'other', run };
}

export function ok(body: unknown, status = 200, headers?: Readonly<Record<string, string>>): Answer {
  return headers ? { status, body, headers } : { status, body };
}

export const NO_CONTENT: Answer = { status: 204 };

const PAGE = 30;
const LARGEST_PAGE = 100;

/** One page of a list; with `wrap`, inside the object that some lists come in. */
export function paged<T>(
  call: Call,
  items: readonly T[],
  show: (item: T) => unknown,
  wrap?: (items: readonly unknown[]) => unknown,
): Answer {
  const size = Math.min(LARGEST_PAGE, count(call.query.get('per_page'), PAGE));
  const page = count(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const shown = items.slice((page - 1) * size, page * size).map(show);
  const links: string[] = [];
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    links.push(`<${call.address}?${query}>; rel="${rel}"`);
  };
  if (page > 1) link(page - 1, 'prev');
  if (page < last) {
    link(page + 1, 'next');
    link(last, 'last');
  }
  if (page > 1) link(1, 'first');
  return ok(wrap ? wrap(shown) : shown, 200, links.length > 0 ? { link: links.join(', ') } : undefined);
}

function count(value: string | null, otherwise: number): number {
  const number = Number(value ?? otherwise);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

/** @throws Refused 404 for what is no number. */
export function id(call: Call, name: string): number {
  const number = Number(call.params[name]);
  if (!Number.isSafeInteger(number) || number < 0) throw new Refused(404, 'Not Found');
  return number;
}

export type Body = Readonly<Record<string, unknown>>;

/** Absent stays absent; another type than text is refused. */
export function text(body: Body, field: string, resource = 'Request'): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw invalid(resource, field);
  return value;
}

export function nullableText(body: Body, field: string): string | null | undefined {
  return body[field] === null ? null : text(body, field);
}

/** @throws Refused 422 */
export function required(body: Body, field: string, resource: string): string {
  const value = text(body, field, resource);
  if (value === undefined) throw invalid(resource, field, 'missing_field');
  return value;
}

/** Names in a list; labels may also come as `{ name }`. */
export function names(body: Body, field: string): readonly string[] | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid('Request', field);
  return value.map((one: unknown) => {
    const name = typeof one === 'object' && one !== null ? (one as { name?: unknown }).name : one;
    if (typeof name !== 'string') throw invalid('Request', field);
    return name;
  });
}

export function record(body: Body, field: string): Body {
  const value = body[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
}
