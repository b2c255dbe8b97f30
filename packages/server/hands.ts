/** With whose hand an issue is written: the visitor's, by the token of their session, which is kept nowhere else. */
import { askedToWait, type GitHubClient } from '@countersign/github/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { Octokit } from '@octokit/rest';

export interface Hands {
  /** `undefined` for whoever has no token. */
  client(visitor: Visitor): GitHubClient | undefined;
  /** Whether they may write to the repository, asked of GitHub with their own token each time; `unknown` is never a yes. */
  mayWrite(visitor: Visitor, place: Place): Promise<'yes' | 'no' | 'unknown'>;
  /** Whether issues can be opened there at all by whoever may read it, asked in the same way. */
  opens(visitor: Visitor, place: Place): Promise<Opens>;
}

export type Opens = 'yes' | 'no' | 'archived' | 'issues-off' | 'unknown';

interface Shown {
  readonly node_id?: string;
  readonly archived?: boolean;
  readonly has_issues?: boolean;
  readonly permissions?: { readonly push?: boolean };
}

const TIMEOUT_MS = 10_000;
const quiet = (): void => {};
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const ownToken = (visitor: Visitor): string | undefined => (visitor.kind === 'person' ? visitor.token : undefined);

/**
 * @param apiUrl GitHub's API
 * @param tokenOf of visitors that a sign-in made no session of
 */
export function handsOnGitHub(apiUrl: string | undefined, tokenOf = ownToken): Hands {
  const client = (visitor: Visitor): GitHubClient | undefined => {
    const token = tokenOf(visitor);
    if (token === undefined) return undefined;
    const octokit = new Octokit({ auth: token, ...(apiUrl ? { baseUrl: apiUrl } : {}), log: silent });
    return {
      request: (route, parameters) =>
        octokit.request(route, { ...parameters, request: { signal: AbortSignal.timeout(TIMEOUT_MS) } }),
    };
  };
  /** What their own token shows of it; no more than whether there is anything where that is nothing. */
  const shown = async (visitor: Visitor, { owner, repo, project }: Place): Promise<Shown | 'no' | 'unknown'> => {
    const own = client(visitor);
    if (!own) return 'no';
    try {
      const { data } = await own.request('GET /repos/{owner}/{repo}', { owner, repo });
      const found = data as Shown;
      // A name that another repository has taken over since is not the one that was asked about.
      return found.node_id === project ? found : 'no';
    } catch (error) {
      // A limit is answered as a no is.
      if (askedToWait(error) !== undefined) return 'unknown';
      const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
      return [401, 403, 404, 451].includes(status) ? 'no' : 'unknown';
    }
  };
  return {
    client,
    async mayWrite(visitor, place) {
      const found = await shown(visitor, place);
      return typeof found === 'string' ? found : found.permissions?.push === true ? 'yes' : 'no';
    },
    async opens(visitor, place) {
      const found = await shown(visitor, place);
      if (typeof found === 'string') return found;
      return found.archived === true ? 'archived' : found.has_issues === false ? 'issues-off' : 'yes';
    },
  };
}
