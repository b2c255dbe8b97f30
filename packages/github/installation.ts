/** One GitHub client for each installation, with that installation's own limits: when they are reached, work waits in the durable queue. */
import { Transient } from '@countersign/core/failure.ts';
import { type Probot, ProbotOctokit } from 'probot';
import { type GitHubClient, GRAPHQL } from './project/client.ts';

/**
 * GitHub's documented secondary limits, per installation. Whatever is not read makes content; a read costs one point, a write five.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const LIMITS = [
  { windowMs: 60_000, most: 80, cost: { read: 0, write: 1 } },
  { windowMs: 3_600_000, most: 500, cost: { read: 0, write: 1 } },
  { windowMs: 60_000, most: 900, cost: { read: 1, write: 5 } },
] as const;

/** No answer after this long counts as no answer. */
const TIMEOUT_MS = 15_000;

export interface Installations {
  /** The client of an installation; with `0`, the app's own. */
  client(installation: number): Promise<GitHubClient>;
}

/** Told of every call, for the metrics. */
export type Called = (call: {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}) => void;

/** The Octokit for Probot: its own throttling spans all installations and sleeps in memory, so it is off (function form; see `docs/decisions/github-limits.md`). */
export const UnthrottledOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
})) as typeof ProbotOctokit;

/** Keeps the limits of one installation: throws before a call that would exceed one, with the time when there is room again. */
export function budget(now: () => number): (method: string) => void {
  const windows = LIMITS.map((limit) => ({ ...limit, spent: [] as { at: number; cost: number }[], sum: 0 }));
  return (method) => {
    const at = now();
    const kind = method === 'GET' ? 'read' : 'write';
    for (const window of windows) {
      for (let first = window.spent[0]; first && first.at <= at - window.windowMs; first = window.spent[0]) {
        window.sum -= first.cost;
        window.spent.shift();
      }
      const [first] = window.spent;
      if (!first || window.cost[kind] === 0 || window.sum + window.cost[kind] <= window.most) continue;
      throw new Transient('this installation has used up what GitHub lets it do for now', {
        retryAfterMs: first.at + window.windowMs - at + 50,
      });
    }
    for (const window of windows) {
      const cost = window.cost[kind];
      if (cost > 0) window.spent.push({ at, cost });
      window.sum += cost;
    }
  };
}

/** An Enterprise Server has GraphQL beside its REST API, not below it. */
function graphqlBase(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v3\/?$/, '/api');
}

export function installations(
  probot: Probot,
  called: Called,
  options: { readonly now?: () => number; readonly limited?: boolean } = {},
): Installations {
  const { now = Date.now, limited = true } = options;
  const clients = new Map<number, Promise<GitHubClient>>();

  async function made(installation: number): Promise<GitHubClient> {
    const octokit = await probot.auth(installation === 0 ? undefined : installation);
    const spend = budget(now);
    return {
      async request(route, parameters = {}) {
        const method = route.split(' ')[0] ?? 'GET';
        // GraphQL is asked by POST; what we ask there writes nothing. https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
        if (limited) spend(route === GRAPHQL ? 'GET' : method);
        const started = now();
        const said = (status: number) => called({ method, route, status, ms: now() - started });
        try {
          const answer = await octokit.request(route, {
            ...parameters,
            ...(route === GRAPHQL ? { baseUrl: graphqlBase(octokit.request.endpoint.DEFAULTS.baseUrl) } : {}),
            request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
          });
          said(answer.status);
          return answer;
        } catch (error) {
          said(typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0);
          throw error;
        }
      },
    };
  }

  return {
    client(installation) {
      const known = clients.get(installation);
      if (known) return known;
      const client = made(installation);
      clients.set(installation, client);
      // A client that could not be made is not kept: the next who asks tries again.
      client.catch(() => clients.delete(installation));
      return client;
    },
  };
}
