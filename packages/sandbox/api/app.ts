/** GitHub's API as a hono app over a world: who calls, what they may, what goes wrong, then the route. */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { createFaults, type Faults } from '../fault.ts';
import { createLimits, type Limits, type Standing } from '../limit.ts';
import type { Deliveries } from '../webhook/deliver.ts';
import type { Repository } from '../world/record.ts';
import { Refused } from '../world/refused.ts';
import { fullName, repositoryNamed, type World } from '../world/world.ts';
import { actorOf, type Caller, callerOf, maySee, mayUse } from './caller.ts';
import { CUT, DOCUMENTATION, failed, limited, pause, refused } from './failure.ts';
import type { Answer, Body, Call, Route } from './route.ts';
import { ROUTES } from './routes.ts';

export interface Spoken {
  readonly method: string;
  /** As routes are written; empty for a route that the stand-in does not have. */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly installation: number | null;
}

export interface GithubApi {
  readonly app: Hono;
  /** In-process, in the shape of the global `fetch`; a cut connection rejects, as there. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly faults: Faults;
  readonly limits: Limits;
  /** Called for every answer, for counting and for logs. */
  readonly heard: Set<(spoken: Spoken) => void>;
  /** Every answer takes this long, in milliseconds. */
  latencyMs: number;
}

export interface ApiOptions {
  readonly deliveries: Deliveries;
  readonly faults?: Faults;
  readonly limits?: Limits;
  readonly latencyMs?: number;
}

export function githubApi(world: World, options: ApiOptions): GithubApi {
  const { deliveries, faults = createFaults(), limits = createLimits() } = options;
  const app = new Hono({ getPath: (request) => pathOf(world, request.url) });
  const api: GithubApi = {
    app,
    faults,
    limits,
    heard: new Set(),
    latencyMs: options.latencyMs ?? 0,
    async fetch(input, init) {
      const request = new Request(input, init);
      const text = request.method === 'GET' ? undefined : await request.text();
      const { method, headers, signal } = request;
      let url = request.url;
      for (let hops = 0; ; hops += 1) {
        const sent = { method, headers, signal, ...(text ? { body: text } : {}) };
        const answer = await app.fetch(new Request(url, sent));
        if (answer.headers.has(CUT)) {
          const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
          throw new TypeError('fetch failed', { cause });
        }
        const location = answer.headers.get('location');
        if (![301, 307].includes(answer.status) || !location || request.redirect !== 'follow' || hops === 5)
          return answer;
        url = location;
      }
    },
  };

  for (const route of ROUTES) {
    app.on(route.method, route.path, async (c) => {
      const from = api.latencyMs > 0 ? performance.now() : 0;
      const path = new URL(c.req.url).pathname;
      const spoken = { method: route.method, route: route.path, path };
      const fault = faults.strike(route.method, route.path, path);
      if (fault?.kind === 'delay') await pause(fault.ms, c.req.raw.signal);
      if (fault?.kind === 'held') await fault.until;
      const failing = fault && fault.kind !== 'delay' && fault.kind !== 'held' ? fault : undefined;
      let caller: Caller = { kind: 'nobody' };
      let answer: Answer;
      let standing: Standing | undefined;
      if (failing && failing.when !== 'after') {
        answer = failed(failing, world);
      } else {
        try {
          caller = callerOf(world, c.req.header('authorization'));
          const verdict = limits.take(nameOf(caller), writes(route), world.now());
          standing = verdict.standing;
          answer = verdict.ok ? await run(world, { deliveries, limits, caller, route, c }) : limited(verdict);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          answer = refused(error);
        }
        if (failing) answer = failed(failing, world);
      }
      if (api.latencyMs > 0) await pause(api.latencyMs - (performance.now() - from), c.req.raw.signal);
      const installation = caller.kind === 'installation' ? caller.installation.id : null;
      for (const listen of api.heard) listen({ ...spoken, status: answer.status, installation });
      return respond(c, route, { ...answer, headers: { date: dateOf(world.now()), ...answer.headers } }, standing);
    });
  }

  app.notFound((c) => {
    for (const listen of api.heard)
      listen({ method: c.req.method, route: '', path: c.req.path, status: 501, installation: null });
    return c.json(
      { message: `The stand-in has no route for ${c.req.method} ${c.req.path}`, documentation_url: DOCUMENTATION },
      501,
    );
  });
  return api;
}

/** GraphQL is asked by POST, and what only asks counts as reading. */
function writes({ method, path }: Route): boolean {
  return method !== 'GET' && path !== '/graphql';
}

/** `/api/v3` in front is accepted; `/repositories/{id}/…` is how GitHub redirects names that were given up. */
function pathOf(world: World, url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', start);
  let path = url.slice(start, end < 0 ? undefined : end);
  // An Enterprise Server has GraphQL beside its REST API, not below it.
  if (path === '/api/graphql') path = '/graphql';
  if (path.startsWith('/api/v3/')) path = path.slice('/api/v3'.length);
  const match = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  const repository = match ? world.state.repositories.get(Number(match[1])) : undefined;
  return repository ? `/repos/${fullName(world, repository)}${match?.[2] ?? ''}` : path;
}

interface Prepared {
  readonly deliveries: Deliveries;
  readonly limits: Limits;
  readonly caller: Caller;
  readonly route: Route;
  readonly c: Context;
}

async function run(world: World, { deliveries, limits, caller, route, c }: Prepared): Promise<Answer> {
  if (route.who === 'app' && caller.kind !== 'app') throw new Refused(401, 'A JSON web token could not be decoded');
  if (route.who === 'signed' && (caller.kind === 'nobody' || caller.kind === 'app'))
    throw new Refused(401, 'Requires authentication');
  const params = c.req.param() as Record<string, string>;
  let repository: Repository | undefined;
  if (route.about === 'repository') {
    const [owner = '', name = ''] = [params.owner, params.repo];
    repository = repositoryNamed(world, owner, name);
    if (!maySee(world, caller, repository)) throw new Refused(404, 'Not Found');
    if (fullName(world, repository).toLowerCase() !== `${owner}/${name}`.toLowerCase())
      return moved(world, repository, c);
  }
  if (!mayUse(world, caller, route.needs, repository)) {
    const who =
      caller.kind === 'installation'
        ? 'Resource not accessible by integration'
        : 'Must have admin rights to Repository.';
    return {
      ...refused(new Refused(403, who)),
      headers: { 'x-accepted-github-permissions': route.needs.join('; ').replaceAll(':', '=') },
    };
  }
  const { searchParams, origin, pathname } = new URL(c.req.url);
  const body = route.method === 'GET' ? {} : await bodyOf(c);
  const base: Call = {
    world,
    deliveries,
    limits,
    caller,
    params,
    query: searchParams,
    headers: c.req.raw.headers,
    body,
    address: origin + pathname,
  };
  if (!repository) return route.run(base);
  const actor = caller.kind === 'nobody' || caller.kind === 'app' ? undefined : actorOf(world, caller);
  return route.run({ ...base, repository, ...(actor ? { actor } : {}) } as Call);
}

function moved(world: World, repository: Repository, c: Context): Answer {
  const { pathname, search } = new URL(c.req.url);
  const rest = pathname.replace(/^(\/api\/v3)?\/repos\/[^/]+\/[^/]+/, '');
  const url = `${world.apiUrl}/repositories/${repository.id}${rest}${search}`;
  const status = c.req.method === 'GET' ? 301 : 307;
  return {
    status,
    body: { message: 'Moved Permanently', url, documentation_url: DOCUMENTATION },
    headers: { location: url },
  };
}

async function bodyOf(c: Context): Promise<Body> {
  const raw = await c.req.text();
  if (raw === '') return {};
  if (c.req.header('content-type')?.includes('form-urlencoded')) return Object.fromEntries(new URLSearchParams(raw));
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw new Refused(400, 'Problems parsing JSON');
  }
  // Some routes take a bare list (labels).
  if (Array.isArray(value)) return { '': value };
  if (typeof value !== 'object' || value === null) throw new Refused(400, 'Body should be a JSON object');
  return value as Body;
}

function nameOf(caller: Caller): string {
  if (caller.kind === 'installation') return `installation:${caller.installation.id}`;
  return caller.kind === 'person' ? `person:${caller.account.id}` : caller.kind;
}

/** As HTTP writes it, in whole seconds. */
const dateOf = (at: number): string => new Date(at).toUTCString();

function respond(c: Context, route: Route, answer: Answer, standing: Standing | undefined): Response {
  const headers: Record<string, string> = {
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': 'STAND-IN',
  };
  if (standing) {
    headers['x-ratelimit-limit'] = String(standing.limit);
    headers['x-ratelimit-remaining'] = String(standing.remaining);
    headers['x-ratelimit-used'] = String(standing.used);
    headers['x-ratelimit-reset'] = String(standing.reset);
    headers['x-ratelimit-resource'] = 'core';
  }
  Object.assign(headers, answer.headers);
  if (answer.text !== undefined) return c.body(answer.text, answer.status as 200, headers);
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  const json = JSON.stringify(answer.body);
  headers['content-type'] = 'application/json; charset=utf-8';
  if (route.method === 'GET' && answer.status === 200) {
    headers.etag = `W/"${createHash('sha1').update(json).digest('hex')}"`;
    if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
  }
  return new Response(json, { status: answer.status, headers });
}
