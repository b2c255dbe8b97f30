/** One GitHub client for each installation, with that installation's own limits: when they are reached, work waits in the durable queue. */
import type { Precedence } from '@countersign/core/record/port.ts';
import { type Probot, ProbotOctokit } from 'probot';
import { askedToWait, type GitHubClient, GRAPHQL } from './client.ts';
import { type CallKind, type Limits, limits, OF_THE_APP } from './limits.ts';
import { isPlain, plainWriter } from './plain.ts';

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
    const write = plainWriter(octokit, now);
    const kept = limited ? limits(now, installation === 0 ? OF_THE_APP : undefined) : undefined;
    const request = async (route: string, parameters: Record<string, unknown>, precedence: Precedence) => {
      kept?.spend(kindOf(route, parameters), precedence);
      const method = route.split(' ')[0] ?? 'GET';
      const started = now();
      const said = (status: number) => called({ method, route, status, ms: now() - started });
      try {
        const answer = await (installation !== 0 && isPlain(route)
          ? write(route, parameters)
          : octokit.request(route, {
              ...parameters,
              ...(route === GRAPHQL ? { baseUrl: graphqlBase(octokit.request.endpoint.DEFAULTS.baseUrl) } : {}),
            }));
        said(answer.status);
        return answer;
      } catch (error) {
        said(typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0);
        // It binds the whole installation, and whoever goes on regardless may lose it.
        const wait = askedToWait(error);
        if (wait !== undefined) kept?.pause(wait);
        throw error;
      }
    };
    // The app itself only asks for what it missed, and nobody else shares its limits.
    return inOrder(request, kept, installation === 0 ? 'close' : 'talk');
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

/** A query that GraphQL takes by POST makes nothing; a mutation does. */
function kindOf(route: string, { query }: Record<string, unknown>): CallKind {
  const isQuery = route === GRAPHQL && !String(query).startsWith('mutation');
  return route.startsWith('GET ') || isQuery ? 'read' : 'write';
}

function inOrder(
  request: (
    route: string,
    parameters: Record<string, unknown>,
    precedence: Precedence,
  ) => ReturnType<GitHubClient['request']>,
  kept: Limits | undefined,
  precedence: Precedence,
): GitHubClient {
  return {
    request: (route, parameters = {}) => request(route, parameters, precedence),
    as: (other) => inOrder(request, kept, other),
    room: () => kept?.room('write', precedence),
  };
}
