/** Whose commits a pull request holds: an exempt author's exemption is for that author's own work, not for what others put beside it (`rules.md 6.1`). */
import { Transient } from '@countersign/core/failure.ts';
import type { Authorship } from '@countersign/core/gate/merge.ts';
import type { Json } from '@countersign/core/ports.ts';
import { ask } from './project/client.ts';
import type { Reader } from './reader.ts';
import type { Place, PullSeen } from './translation.ts';

/** What was found to be the author's own stays so, because commits do not change; anything else is looked at again. */
const MAX_AGE_MS = 10 * 60_000;
const MOST_COMMITS = 250;
const PAGE = 100;
/** GitHub itself, which signs what its pages and apps commit in somebody's name. */
const WEB_FLOW = 'web-flow';

interface Seen {
  readonly sha: string;
  readonly author?: { readonly id: number } | null;
  readonly committer?: { readonly id: number; readonly login: string } | null;
  readonly commit: { readonly verification?: { readonly verified: boolean } | null };
}

/** Never throws for what GitHub does not tell: then nobody's exemption holds. */
export async function authorshipOf(reader: Reader, place: Place, pull: PullSeen): Promise<Authorship> {
  if (pull.mixed) return { kind: 'pushed-by-others' };
  const from = pull.baseSha;
  // A branch's name may mean another list tomorrow.
  if (from === undefined) return { kind: 'unreadable' };
  const id = `${pull.author.id} ${from}...${pull.head}`;
  const key = { tenant: place.tenant, project: place.project, kind: 'authorship', id };
  const known = await reader.facts.find(key);
  const answer = known?.data as Authorship | undefined;
  const fresh = known && reader.now() - Date.parse(known.fetchedAt) <= MAX_AGE_MS;
  if (answer && (fresh || answer.kind === 'own')) return answer;
  const found = await read(reader, place, pull, from);
  if (found.kind !== 'unreadable')
    await reader.facts.keep({
      ...key,
      data: found as unknown as Json,
      fetchedAt: new Date(reader.now()).toISOString(),
    });
  return found;
}

async function read({ client }: Reader, { owner, repo }: Place, pull: PullSeen, from: string): Promise<Authorship> {
  const commits: Seen[] = [];
  try {
    for (let page = 1; ; page += 1) {
      // Between two commits, not of the pull request: that list would be of the head of now.
      const answer = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
        owner,
        repo,
        basehead: `${from}...${pull.head}`,
        per_page: PAGE,
        page,
      });
      if (!answer.ok) return { kind: 'unreadable' };
      const some = answer.data as {
        readonly base_commit: { readonly sha: string };
        readonly commits: readonly Seen[];
        readonly total_commits: number;
      };
      if (some.base_commit.sha !== from) return { kind: 'unreadable' };
      if (some.total_commits > MOST_COMMITS) return { kind: 'too-many', count: some.total_commits };
      commits.push(...some.commits);
      if (commits.length >= some.total_commits) break;
      if (some.commits.length === 0) return { kind: 'unreadable' };
    }
  } catch (error) {
    if (error instanceof Transient) return { kind: 'unreadable' };
    throw error;
  }
  if (!commits.some((one) => one.sha === pull.head)) return { kind: 'unreadable' };
  const other = commits.find((one) => !isBy(one, pull.author.id));
  return other ? { kind: 'not-own', commit: other.sha } : { kind: 'own' };
}

/**
 * An author's and a committer's address can be written by anybody. A signature that GitHub confirms is the committer's, so it says who
 * committed; who wrote it is believed of that same account, and of GitHub, which signs what somebody did on its pages.
 */
function isBy({ author, committer, commit }: Seen, person: string): boolean {
  if (commit.verification?.verified !== true || !author || !committer) return false;
  return person === `github:${author.id}` && (committer.id === author.id || committer.login.toLowerCase() === WEB_FLOW);
}
