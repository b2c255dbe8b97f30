/** The policy of a repository, and that the repository is watched while GitHub does not give it. */
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { awayName, currentPolicy, lastPolicy } from '@countersign/github/policyfile.ts';
import type { Reader } from '@countersign/github/reader.ts';
import type { Place } from '@countersign/github/translation.ts';
import { enqueue } from './follow.ts';
import type { Parts } from './parts.ts';

/** The policy that stands now. While GitHub does not give it, the repository is watched, whoever asked (`watch.ts`). */
export async function policyAt(parts: Parts, reader: Reader, place: Place): Promise<PolicyState> {
  const state = await currentPolicy(reader, place);
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

/** Has a repository watched. Twice is once. */
export async function watchLater(
  parts: Pick<Parts, 'ledger' | 'now'>,
  { tenant, project }: Pick<Place, 'tenant' | 'project'>,
  cause: string,
): Promise<void> {
  await enqueue(parts, tenant, [{ kind: 'watch', tenant, project, since: parts.now() }], `watch/${project}/${cause}`);
}
