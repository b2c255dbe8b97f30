/** Whose commits a pull request holds: an exempt author's exemption is for that author's own work, not for what others put beside it (`rules.md 6.1`). */
import { Transient } from '@countersign/core/failure.ts';
import type { Authorship } from '@countersign/core/gate/merge.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import { WEB_FLOW } from '../place.ts';
import type { Place, PullSeen, Pushed } from '../translation.ts';
import type { Reader } from './reader.ts';

/** What was found to be the author's own stays so, because commits do not change; anything else is looked at again. */
const MAX_AGE_MS = 10 * 60_000;
const MOST_COMMITS = 250;
const PAGE = 100;

interface Seen {
  readonly sha: string;
  readonly author?: { readonly id: number } | null;
  readonly committer?: { readonly id: number; readonly login: string } | null;
  readonly commit: {
    readonly message?: string;
    readonly author?: { readonly email?: string } | null;
    readonly verification?: { readonly verified: boolean } | null;
  };
}

interface Read {
  readonly authorship: Authorship;
  readonly commits: readonly string[];
  /** Those of them that GitHub made in the author's name. */
  readonly made: readonly string[];
}

/** What others than its author pushed to a pull request. GitHub tells it once, so it is never forgotten; what is told late takes none away. */
export interface OthersPushes {
  note(place: Pick<Place, 'tenant' | 'project'>, pull: string, commits: readonly string[]): Promise<void>;
  of(place: Pick<Place, 'tenant' | 'project'>, pull: string): Promise<readonly string[]>;
}

/** Never throws for what GitHub does not tell: then nobody's exemption holds. */
export async function authorshipOf(
  reader: Reader,
  pushes: OthersPushes,
  place: Place,
  pull: PullSeen,
): Promise<Authorship> {
  if (pull.mixed) return { kind: 'pushed-by-others' };
  const head = pull.queued ? pull.queued.head : pull.head;
  if (head === undefined) return { kind: 'unreadable' };
  const { authorship, commits, made } = await commitsOf(reader, place, { ...pull, head });
  if (authorship.kind !== 'own') return authorship;
  const others = await pushes.of(place, pull.id);
  if (commits.some((sha) => others.includes(sha))) return { kind: 'pushed-by-others' };
  if (await isAnyMadeFor(pushes, place, made)) return { kind: 'pushed-by-others' };
  const [commit] = made;
  if (commit === undefined) return authorship;
  // Whoever merges in the author's name has GitHub make such a commit as well as the author has.
  const isKnown = isSeen(pull, head, commits) && !others.includes(UNLISTED);
  return isKnown ? authorship : { kind: 'unseen', commit };
}

/** Whether the author was seen to push all that leads to a head: what was pushed before it, too, unless it was pushed away. */
function isSeen({ pushes = [] }: PullSeen, head: string, commits: readonly string[]): boolean {
  const left = new Map(pushes.map((one) => [one.head, one]));
  for (let at = head; ; ) {
    const push = left.get(at);
    if (!push) return false;
    if (push.before === undefined || !commits.includes(push.before)) return true;
    left.delete(at);
    at = push.before;
  }
}

/** Stands for commits of others that could not be listed. */
const UNLISTED = '*';

/**
 * Puts on record that somebody else than its author pushed these commits of a pull request.
 * @throws Transient while GitHub does not answer; the head itself is on record by then
 */
export async function notePushed(
  reader: Reader,
  pushes: OthersPushes,
  place: Place,
  { pull, push }: { readonly pull: string; readonly push: Pushed },
): Promise<void> {
  await pushes.note(place, pull, [push.head]);
  await pushes.note(place, pull, await brought(reader, place, push));
}

/**
 * Stands for every pull request: whoever opens one vouches for what is in it, and not for what others had GitHub make in the author's name.
 * Apart by how a commit begins, because whoever merges another's work has such a commit made: one list of all would grow for ever.
 */
const listOf = (commit: string): string => `made/${commit.slice(0, 2)}`;
/** The one list of older versions. */
const ALL = '*';

/** Puts on record that somebody else than their author had GitHub make these commits; of every author, because the policy may exempt one later. */
export async function noteMadeFor(pushes: OthersPushes, place: Place, commits: readonly string[]): Promise<void> {
  for (const [list, some] of Map.groupBy(commits, listOf)) await pushes.note(place, list, some);
}

async function isAnyMadeFor(pushes: OthersPushes, place: Place, made: readonly string[]): Promise<boolean> {
  const lists = made.length > 0 ? [ALL, ...new Set(made.map(listOf))] : [];
  for (const list of lists) {
    const known = new Set(await pushes.of(place, list));
    if (made.some((sha) => known.has(sha))) return true;
  }
  return false;
}

/** The commits that a push brought. */
async function brought(
  { client }: Reader,
  { owner, repo }: Place,
  { before, head }: Pushed,
): Promise<readonly string[]> {
  if (before === undefined) return [UNLISTED];
  const basehead = `${before}...${head}`;
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', { owner, repo, basehead });
  const read = answer.ok ? comparison.safeParse(answer.data) : undefined;
  if (!read?.success || read.data.base_commit.sha !== before) return [UNLISTED];
  const { commits, total_commits } = read.data;
  const shas = commits.map((one) => one.sha);
  return commits.length < total_commits || (total_commits > 0 && !shas.includes(head)) ? [...shas, UNLISTED] : shas;
}

const comparison = z.object({
  base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(z.object({ sha: z.string() })),
});

async function commitsOf(reader: Reader, place: Place, pull: PullSeen): Promise<Read> {
  const from = pull.baseSha;
  // A branch's name may mean another list tomorrow.
  if (from === undefined) return { authorship: { kind: 'unreadable' }, commits: [], made: [] };
  const id = `${pull.author.id} ${from}...${pull.head}`;
  // Other kinds than `authorship` and `own-commits`, under which older versions kept what they took for the author's own.
  const key = { tenant: place.tenant, project: place.project, kind: 'authored-commits', id };
  const known = await reader.facts.find(key);
  const answer = known?.data as unknown as Read | undefined;
  const fresh = known && reader.now() - Date.parse(known.fetchedAt) <= MAX_AGE_MS;
  if (answer && (fresh || answer.authorship.kind === 'own')) return answer;
  const found = await read(reader, place, pull, from);
  if (found.authorship.kind !== 'unreadable')
    await reader.facts.keep({
      ...key,
      data: found as unknown as Json,
      fetchedAt: new Date(reader.now()).toISOString(),
    });
  return found;
}

async function read({ client }: Reader, { owner, repo }: Place, pull: PullSeen, from: string): Promise<Read> {
  const none = (authorship: Authorship): Read => ({ authorship, commits: [], made: [] });
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
      if (!answer.ok) return none({ kind: 'unreadable' });
      const some = answer.data as {
        readonly base_commit: { readonly sha: string };
        readonly commits: readonly Seen[];
        readonly total_commits: number;
      };
      if (some.base_commit.sha !== from) return none({ kind: 'unreadable' });
      if (some.total_commits > MOST_COMMITS) return none({ kind: 'too-many', count: some.total_commits });
      commits.push(...some.commits);
      if (commits.length >= some.total_commits) break;
      if (some.commits.length === 0) return none({ kind: 'unreadable' });
    }
  } catch (error) {
    if (error instanceof Transient) return none({ kind: 'unreadable' });
    throw error;
  }
  if (!commits.some((one) => one.sha === pull.head)) return none({ kind: 'unreadable' });
  const other = commits.find((one) => !isBy(one, pull.author.id));
  const authorship: Authorship = other ? { kind: 'not-own', commit: other.sha } : { kind: 'own' };
  const made = commits.filter((one) => pull.author.id !== `github:${one.committer?.id}`).map((one) => one.sha);
  return { authorship, commits: commits.map((one) => one.sha), made };
}

/**
 * An author's and a committer's address can be written by anybody. A signature that GitHub confirms is the committer's, so it says who
 * committed; who wrote it is believed of that same account, and of GitHub, which signs what somebody did on its pages. There it writes down
 * whoever opened a pull request as the author of all that is squashed: such a commit is nobody's own.
 */
function isBy(seen: Seen, person: string): boolean {
  const { author, committer, commit } = seen;
  if (commit.verification?.verified !== true || !author || !committer) return false;
  if (person !== `github:${author.id}`) return false;
  return committer.id === author.id || (committer.login.toLowerCase() === WEB_FLOW && !isOfSeveral(seen, author.id));
}

const SQUASHED = /\(#\d+\)\s*$/;
const TRAILER = /^[^\p{L}\n]*co-authored-by\b(.*)$/gimu;

/** Whether its text says that it is made of a pull request's commits, or that somebody else had a hand in it. */
function isOfSeveral({ commit: { message, author } }: Seen, id: number): boolean {
  if (message === undefined || SQUASHED.test(message.trimStart().split(/\r?\n/, 1)[0] ?? '')) return true;
  const own = author?.email?.toLowerCase();
  return [...message.matchAll(TRAILER)].some(([, named = '']) => {
    const address = /<([^<>]+)>\s*$/.exec(named)?.[1]?.trim().toLowerCase();
    const isOwn = address !== undefined && (address === own || NOREPLY.exec(address)?.[1] === String(id));
    return !isOwn;
  });
}

const NOREPLY = /^(\d+)\+[^@]+@users\.noreply\.github\.com$/;
