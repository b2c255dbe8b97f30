/** One GitHub client for each installation, with that installation's own limits: when they are reached, work waits in the durable queue. */
import { Transient } from '@countersign/core/failure.ts';
import { type Probot, ProbotOctokit } from 'probot';
import type { GitHubClient } from './project/client.ts';

/** GitHub's documented secondary limits for content, per installation. */
const LIMITS = [
  { windowMs: 60_000, most: 80 },
  { windowMs: 3_600_000, most: 500 },
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

/** Keeps the limits of one installation. Which calls count is GitHub's: whatever makes content. */
function budget(now: () => number) {
  const written: number[] = [];
  return (method: string): void => {
    if (method === 'GET') return;
    const at = now();
    const oldest = at - LIMITS[1].windowMs;
    while (written[0] !== undefined && written[0] <= oldest) written.shift();
    for (const { windowMs, most } of LIMITS) {
      const since = written.filter((one) => one > at - windowMs);
      const first = since[0];
      if (since.length < most || first === undefined) continue;
      throw new Transient('this installation has used up what GitHub lets it write for now', {
        retryAfterMs: first + windowMs - at + 50,
      });
    }
    written.push(at);
  };
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
        if (limited) spend(method);
        const started = now();
        const said = (status: number) => called({ method, route, status, ms: now() - started });
        try {
          const answer = await octokit.request(route, {
            ...parameters,
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
