/** What a repository's own names make of its policy: what in it matches nothing there, and the default branch, which stays covered. Read once in a while, never for each event. */
import { Transient } from '@countersign/core/failure.ts';
import { asCovering, hintsFor, type PolicyHint, type RepositoryNames } from '@countersign/core/gate/hint.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { KeptFact } from '@countersign/core/kept.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { ask } from '../client.ts';
import type { Place } from '../translation.ts';
import type { Reader } from './reader.ts';

/** Names change slowly, and a policy that changes is read anew; the round looks before an event would have to. */
const MAX_AGE_MS = 24 * 3_600_000;
/** What was said to be wrong may have been mended; and what could not be read is asked for again. */
const TOLD_MS = 3_600_000;
const UNREAD_MS = 5 * 60_000;

interface Noted {
  readonly hints: readonly PolicyHint[];
  /** Branches that count as covered beside those of the policy. */
  readonly more: readonly string[];
  readonly unread?: boolean;
}

/** Default branches that a version of a policy was read to cover. What else there was then nobody can read again, so it is on record. */
export interface TakenIn {
  note(place: Pick<Place, 'tenant' | 'project'>, version: string, branch: string): Promise<void>;
  of(place: Pick<Place, 'tenant' | 'project'>, version: string): Promise<readonly string[]>;
}

/** What the names of a place are read with. */
export interface NamesReader extends Reader {
  readonly takenIn: TakenIn;
}

/** The policy as it has to be read in this repository, with what its people should be told of it. */
export async function inRepository(reader: NamesReader, place: Place, state: PolicyState): Promise<PolicyState> {
  if (state.kind !== 'in-force') return state;
  const { hints, more } = await noted(reader, place, state.policy, 1);
  const { merge } = state.policy;
  const policy =
    more.length > 0 ? { ...state.policy, merge: { ...merge, branches: [...merge.branches, ...more] } } : state.policy;
  return { kind: 'in-force', policy, ...(hints.length > 0 ? { hints } : {}) };
}

/** Looks at the names before they are too old for an event. */
export async function lookAtNames(reader: NamesReader, place: Place, state: PolicyState): Promise<void> {
  if (state.kind === 'in-force') await noted(reader, place, state.policy, 2);
}

/** The branch that is the default one is another now. */
export async function forgetNames({ facts }: Pick<Reader, 'facts'>, { tenant, project }: Place): Promise<void> {
  await facts.forget({ tenant, project, kind: 'names' });
}

/** @param sooner how many times earlier than it must be it is read again */
async function noted(reader: NamesReader, place: Place, policy: Policy, sooner: number): Promise<Noted> {
  const { tenant, project } = place;
  const key = { tenant, project, kind: 'names', id: policy.version };
  const found = await reader.facts.find(key);
  if (found && reader.now() - Date.parse(found.fetchedAt) <= ageOf(found) / sooner)
    return found.data as unknown as Noted;
  const since = await reader.facts.moment(key);
  const fetchedAt = new Date(reader.now()).toISOString();
  const names = await read(reader, place, policy);
  const before = found?.data as Noted | undefined;
  // What cannot be read now is as it was when it could; of what was never read, or is kept no more, what was taken in is on record.
  const now: Noted = names
    ? {
        hints: hintsFor(policy, names),
        more: asCovering(policy, names).merge.branches.slice(policy.merge.branches.length),
      }
    : {
        hints: before?.hints ?? hintsFor(policy),
        more: before?.more ?? (await reader.takenIn.of(place, policy.version)),
        unread: true,
      };
  await reader.facts.keep({ ...key, data: { ...now } as never, fetchedAt }, since);
  return now;
}

/** The names, with whether their default branch was taken in for this policy before; noted when it is taken in now. */
async function withTakenIn(
  { takenIn }: NamesReader,
  place: Place,
  policy: Policy,
  names: RepositoryNames,
): Promise<RepositoryNames> {
  const { branches, defaultBranch } = names;
  if (defaultBranch === undefined) return names;
  if ((await takenIn.of(place, policy.version)).includes(defaultBranch)) return { ...names, takenIn: true };
  // What could not be listed says nothing for good.
  if (branches && asCovering(policy, names) !== policy) await takenIn.note(place, policy.version, defaultBranch);
  return names;
}

function ageOf({ data }: KeptFact): number {
  const { hints, more, unread } = data as unknown as Noted;
  if (unread) return UNREAD_MS;
  // What the policy leaves unsaid no name mends.
  const mendable = hints.filter(({ code }) => code !== 'bumps-unsaid');
  return mendable.length + more.length > 0 ? TOLD_MS : MAX_AGE_MS;
}

/** @returns `undefined` when GitHub does not say, or is away: nothing of this holds anybody up */
async function read(reader: NamesReader, place: Place, policy: Policy): Promise<RepositoryNames | undefined> {
  try {
    const at = { owner: place.owner, repo: place.repo };
    const repository = await ask(reader.client, 'GET /repos/{owner}/{repo}', at);
    if (!repository.ok) return undefined;
    const { default_branch: defaultBranch } = repository.data as { default_branch: string };
    const branches = await branchesOf(reader, at, policy, defaultBranch);
    const files = needsFiles(policy) ? await filesOf(reader, at, defaultBranch) : undefined;
    const names = { defaultBranch, ...(branches ? { branches } : {}), ...(files ? { files } : {}) };
    return await withTakenIn(reader, place, policy, names);
  } catch (error) {
    if (error instanceof Transient) return undefined;
    throw error;
  }
}

type At = { readonly owner: string; readonly repo: string };

/** Only these can match nothing without anybody seeing it. */
function needsFiles({ merge }: Policy): boolean {
  return merge.paths !== undefined || merge.exemptPaths.some((glob) => !/[*?/]/.test(glob));
}

/** At least every branch that a glob of the policy matches; asked by what stands before its first wildcard. */
async function branchesOf(
  { client }: Reader,
  at: At,
  { merge }: Policy,
  defaultBranch: string,
): Promise<readonly string[] | undefined> {
  const found = new Set([defaultBranch]);
  const asked = new Set(
    merge.branches.filter((glob) => glob !== defaultBranch).map((glob) => /^\/?([^*?[{]*)/.exec(glob)?.[1] ?? ''),
  );
  // Whoever lists so many names a wildcard's worth.
  if (asked.size > MOST_ASKED) return undefined;
  for (const begin of asked) {
    const ref = `heads/${begin}`;
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}', { ...at, ref });
    if (!answer.ok) return undefined;
    for (const one of answer.data as readonly { ref: string }[]) found.add(one.ref.replace(/^refs\/heads\//, ''));
  }
  return [...found];
}

const MOST_ASKED = 10;

async function filesOf({ client }: Reader, at: At, branch: string): Promise<readonly string[] | undefined> {
  const whole = { ...at, tree_sha: branch, recursive: '1' };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', whole);
  if (!answer.ok) return undefined;
  const { tree, truncated } = answer.data as { tree: readonly { path: string; type: string }[]; truncated?: boolean };
  // A list that was cut says of nothing that it is not there.
  return truncated ? undefined : tree.flatMap(({ path, type }) => (type === 'tree' ? [] : [path]));
}
