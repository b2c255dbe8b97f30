/** The policy of a repository, and that the repository is watched while GitHub does not give it. */
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { awayName, currentPolicy, lastPolicy } from '@countersign/github/policyfile.ts';
import type { Reader } from '@countersign/github/reader.ts';
import type { Place } from '@countersign/github/translation.ts';
import { standsBy } from './enact.ts';
import { enqueue } from './follow.ts';
import type { Parts } from './parts.ts';

/** The policy that stands now. While GitHub does not give it, the repository is watched, whoever asked (`watch.ts`). */
export async function policyAt(parts: Parts, reader: Reader, place: Place): Promise<PolicyState> {
  const state = await currentPolicy(reader, place);
  await showWhatRestsOn(parts, place, state);
  if (state.kind !== 'unreadable') return state;
  const name = awayName(place);
  const away = parts.away.get(name);
  if (state.away && away && !away.watched) {
    parts.away.set(name, { ...away, watched: true });
    try {
      await watchLater(parts, place, `away/${away.since}`);
    } catch (error) {
      parts.away.set(name, { ...away, watched: false });
      throw error;
    }
  }
  const locale = (await lastPolicy(reader, place))?.locale;
  return locale ? { ...state, locale } : state;
}

/**
 * A push tells of another policy; where none did (it was lost, or GitHub refuses now what it gave before), whoever reads it finds it changed,
 * and everything that was judged by the other is judged anew, once.
 */
async function showWhatRestsOn(parts: Parts, place: Place, state: PolicyState): Promise<void> {
  if (state.kind === 'unreadable' && state.away) return;
  const says = saying(state);
  const { tenant, project } = place;
  const key = { tenant, project, kind: 'policy', id: 'judged-by' };
  const known = await parts.documents.find(key);
  const note = judgedBy(known?.data);
  // Stored before it is noted: it is stored once for what stood before.
  if (note?.says === says && note.recorded && note.named) return;
  if (known && note?.says !== says)
    await enqueue(parts, tenant, [{ kind: 'show-open', place }], `policy/${project}/${known.fetchedAt}/${says}`);
  const at = new Date(parts.now()).toISOString();
  const stands = standsBy(state);
  if (stands) await enqueue(parts, tenant, [{ kind: 'enact-found', place, stands, at }], `policy/found/${at}/${says}`);
  await parts.documents.keep({ ...key, data: { says, recorded: true, named: true }, fetchedAt: at });
}

interface JudgedBy {
  readonly says: string;
  readonly recorded: boolean;
  /** With the accounts that it names; absent in notes of servers that did not. */
  readonly named?: true;
}

/** As servers wrote it that put no policy on record, it is the words alone. */
function judgedBy(data: Json | undefined): JudgedBy | undefined {
  if (typeof data === 'string') return { says: data, recorded: false };
  return data as JudgedBy | undefined;
}

function saying(state: PolicyState): string {
  if (state.kind === 'in-force') return state.policy.version;
  return state.kind === 'broken' ? digestOf({ problems: [...state.problems] }) : state.kind;
}

/** Has a repository watched. Twice is once. */
export async function watchLater(
  parts: Pick<Parts, 'ledger' | 'now'>,
  { tenant, project }: Pick<Place, 'tenant' | 'project'>,
  cause: string,
): Promise<void> {
  await enqueue(parts, tenant, [{ kind: 'watch', tenant, project, since: parts.now() }], `watch/${project}/${cause}`);
}
