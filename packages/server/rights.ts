/** Who may see a page: the sandbox shows everything; on GitHub it is whoever may read the repository, asked with their own token each time. */
import { askedToWait } from '@countersign/github/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { Octokit } from '@octokit/rest';

/** Whether a visitor may read a repository, asked of GitHub with the visitor's own token; `unknown` is never a yes. */
export type MayRead = (visitor: Visitor, place: Place) => Promise<'yes' | 'no' | 'unknown'>;

export const everyone: MayRead = async () => 'yes';

const TIMEOUT_MS = 10_000;

/** @param apiUrl GitHub's API. */
export function readersOnGitHub(apiUrl: string | undefined): MayRead {
  return async (visitor, place) => {
    if (visitor.kind !== 'person') return 'no';
    const octokit = new Octokit({ auth: visitor.token, ...(apiUrl ? { baseUrl: apiUrl } : {}), log: silent });
    try {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}', {
        owner: place.owner,
        repo: place.repo,
        request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
      });
      // A name that another repository has taken over since is not the one that was asked about.
      return data.node_id === place.project ? 'yes' : 'no';
    } catch (error) {
      // A limit is answered as a no is.
      if (askedToWait(error) !== undefined) return 'unknown';
      const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
      return [401, 403, 404, 451].includes(status) ? 'no' : 'unknown';
    }
  };
}

const quiet = (): void => {};
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };
