/** The policy of a repository, and that the repository is watched while GitHub does not give it. */
import { Underway } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { type Parts, readerFor } from '../desk.ts';
import type { Reader } from '../facts/reader.ts';
import { enqueue } from '../record/job.ts';
import { standsBy } from '../record/policyinforce.ts';
import type { Place } from '../translation.ts';
import { judging, noteJudged, noteUnread } from './judgedby.ts';
import { awayName, currentPolicy, lastPolicy } from './policyfile.ts';
import { policyStands } from './policystands.ts';

/** The policy that stands now. While GitHub does not give it, the repository is watched, whoever asked (`watch.ts`). */
export async function policyAt(parts: Parts, reader: Reader, place: Place): Promise<PolicyState> {
  const state = await currentPolicy(reader, place);
  await showWhatRestsOn(parts, place, state);
  if (state.kind !== 'unreadable') return state.kind === 'missing' ? spokenAs(reader, place, state) : state;
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
  return spokenAs(reader, place, state);
}

/** What had been read of it is forgotten by then. */
const READ_ANEW_MS = 50;

/**
 * Asked before something is written open: what a push replaced that nobody told of opens nothing.
 * @throws Underway where another policy stands than what would open was judged by; Transient while GitHub does not say
 */
export async function byStandingPolicy(parts: Parts, place: Place): Promise<void> {
  if (await policyStands(await readerFor(parts, place), place)) return;
  throw new Underway('another policy stands than was read', { retryAfterMs: READ_ANEW_MS });
}

/** In the language of the policy that was last read. */
async function spokenAs(
  reader: Reader,
  place: Place,
  state: Extract<PolicyState, { kind: 'missing' | 'unreadable' }>,
): Promise<PolicyState> {
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
  const { notedAt, isSame, isDone, isAskedAgain } = await judging(parts, place, says);
  // Stored before it is noted: it is stored once for what stood before.
  if (isDone) return;
  if (notedAt !== undefined && !isSame)
    await enqueue(parts, tenant, [{ kind: 'show-open', place }], `policy/${project}/${notedAt}/${says}`);
  const at = new Date(parts.now()).toISOString();
  const stands = standsBy(state);
  if (stands) await enqueue(parts, tenant, [{ kind: 'enact-found', place, stands, at }], `policy/found/${at}/${says}`);
  await noteJudged(parts, place, says, at);
  // Once for whoever comes meanwhile.
  if (isAskedAgain) await noteUnread(parts, place, true);
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
