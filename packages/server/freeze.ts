/** Freezes that begin or end by the clock, of which nobody tells: what waits is judged anew then, and not at the next round (`rules.md 6.1`). */
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { enqueue } from './follow.ts';
import { placeOfProject } from './home.ts';
import type { Parts } from './parts.ts';
import { showLater } from './pull.ts';

/** Instants after one and up to another at which a freeze of a policy begins or ends. */
function turns(state: PolicyState, after: number, until: number): readonly string[] {
  if (state.kind !== 'in-force') return [];
  const instants = state.policy.freezes.flatMap(({ from, to }) => [from, to]);
  return instants.filter((at) => Date.parse(at) > after && Date.parse(at) <= until);
}

/**
 * Costs nothing until a freeze turns of one of the policies that this process has read, pinned ones, too; what turned before it started is
 * found by the first round. Then every open pull request is judged anew, and every request that waits to be started is looked at again: work
 * that is linked starts it by itself (T12).
 */
export async function lookAtFreezes(parts: Parts, after: number, until: number): Promise<void> {
  const instants = new Set([...parts.policies.values()].flatMap((state) => turns(state, after, until)));
  if (instants.size === 0) return;
  const cause = `freeze/${[...instants].sort().join(' ')}`;
  for (const { tenant, project, id } of await parts.work.openAnywhere()) {
    const place = await placeOfProject(parts, tenant, project);
    if (!place) continue;
    await showLater(parts, place, id, `${cause}/${id}`);
  }
  const at = new Date(until).toISOString();
  for (const { ref } of await parts.register.everywhere('approved'))
    await enqueue(parts, ref.tenant, [{ kind: 'due', ref, at, what: 'freeze' }], `${cause}/${ref.stream}`);
}
