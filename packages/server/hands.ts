/** With whose hand an issue is written: the visitor's, by the token of their session, which is kept nowhere else. */
import type { GitHubClient } from '@countersign/github/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { Octokit } from '@octokit/rest';

export interface Hands {
  /** `undefined` for whoever has no token. */
  client(visitor: Visitor): GitHubClient | undefined;
  /** Whether they may write to the repository, asked of GitHub with their own token each time; `unknown` is never a yes. */
  mayWrite(visitor: Visitor, place: Place): Promise<'yes' | 'no' | 'unknown'>;
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
  return {
    client,
    async mayWrite(visitor, { owner, repo, project }) {
      const own = client(visitor);
      if (!own) return 'no';
      try {
        const { data } = await own.request('GET /repos/{owner}/{repo}', { owner, repo });
        const { node_id, permissions } = data as { node_id?: string; permissions?: { push?: boolean } };
        // A name that another repository has taken over since is not the one that was asked about.
        return node_id === project && permissions?.push === true ? 'yes' : 'no';
      } catch (error) {
        const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
        return [401, 403, 404, 451].includes(status) ? 'no' : 'unknown';
      }
    },
  };
}
