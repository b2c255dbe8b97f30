/** Writes down at GitHub's side what nobody can take back: every conclusion that was shown, and every call that came although GitHub had asked to wait. */
import type { GithubApi } from '@countersign/sandbox/api/app.ts';
import type { Seeded } from '@countersign/sandbox/seed.ts';
import type { World } from '@countersign/sandbox/world/world.ts';

/** A check that was written, with what GitHub showed of its pull requests in that very moment. */
export interface Shown {
  /** Milliseconds of the machine's clock. */
  readonly at: number;
  readonly head: string;
  readonly conclusion: string;
  /** Open pull requests whose head it is. */
  readonly pulls: readonly { readonly number: number; readonly body: string; readonly base: string }[];
}

export interface Witness {
  readonly shown: readonly Shown[];
  /** Sentences on calls that came too early. */
  readonly early: readonly string[];
  /** How many calls were made, and how many were struck by a fault. */
  readonly calls: () => number;
  /** The API as one process is served it. */
  for(api: GithubApi): GithubApi;
  /** Clocks were moved: what was asked for by the clock is over. */
  moved(): void;
}

/** Calls that were on their way when GitHub asked to wait have arrived by then. */
const ON_THEIR_WAY_MS = 400;
/** Clocks and timers are not finer. */
const FINE_MS = 150;

export function witness(world: World, { repository }: Seeded): Witness {
  const shown: Shown[] = [];
  const early: string[] = [];
  const waits = new Set<{ told: number; until: number }>();
  let calls = 0;
  world.listeners.add(({ event, action, payload }) => {
    if (event !== 'check_run' || action !== 'completed') return;
    const { check_run: run } = JSON.parse(payload) as { check_run: { head_sha: string; conclusion: string } };
    const pulls = [...repository.openPulls].flatMap((number) => {
      const issue = repository.issues.get(number);
      if (issue?.pull?.headSha !== run.head_sha) return [];
      return [{ number, body: issue.body ?? '', base: issue.pull.baseRef }];
    });
    shown.push({ at: Date.now(), head: run.head_sha, conclusion: run.conclusion, pulls });
  });
  return {
    shown,
    early,
    calls: () => calls,
    moved: () => waits.clear(),
    for(api) {
      const own: { told: number; until: number }[] = [];
      const fetch = async (request: Request): Promise<Response> => {
        const arrived = Date.now();
        calls += 1;
        const url = new URL(request.url);
        // Whoever looks at a page is asked after by their own token.
        const isOfPerson = /^(?:bearer|token) ghu_/i.test(request.headers.get('authorization') ?? '');
        const isOfInstallation = !url.pathname.startsWith('/app') && !isOfPerson;
        const wait = own.find(
          (one) => waits.has(one) && arrived > one.told + ON_THEIR_WAY_MS && arrived < one.until - FINE_MS,
        );
        if (wait && isOfInstallation)
          early.push(
            `${request.method} ${url.pathname} came ${wait.until - arrived} ms before the end of a wait that GitHub had asked for`,
          );
        const answer = await api.app.fetch(request);
        const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
        if (isOfInstallation && [403, 429].includes(answer.status) && seconds > 0) {
          const told = Date.now();
          const one = { told, until: told + seconds * 1000 };
          own.push(one);
          waits.add(one);
        }
        return answer;
      };
      return { ...api, app: { fetch } as unknown as GithubApi['app'] };
    },
  };
}
