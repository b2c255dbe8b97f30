/** Freezes that begin or end by the clock, of which nobody tells: what waits is judged anew then, and not at the next round (`rules.md 6.1`). */
import { randomUUID } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Parts } from '../desk.ts';
import { placeOfProject } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import { showLater } from '../work/pull.ts';

/** What turned while no server ran is looked at, too, if that was not long: the first round takes its time. */
const BEFORE_START_MS = 3_600_000;
/** So often the record is asked for policies with freezes, and whenever one turns that this process has read. */
const READ_EVERY_MS = 300_000;

/** Instants after one and up to another at which a freeze of a policy begins or ends. */
function turns(state: PolicyState, after: number, until: number): readonly string[] {
  if (state.kind !== 'in-force') return [];
  const instants = state.policy.freezes.flatMap(({ from, to }) => [from, to]);
  return instants.filter((at) => Date.parse(at) > after && Date.parse(at) <= until);
}

/**
 * Looks, each time it is called, whether a freeze has turned since the last time, by the policies on record: each is kept there before
 * anything is decided by it, also what requests were put to a board under. Then every open pull request of their accounts is judged anew, and
 * every request that waits to be started is looked at again: work that is linked starts it by itself (T12).
 * Each server does so at its own time and under a cause of its own: one whose clock is behind judges by that clock, also what another had
 * judged anew, and would leave it as it was.
 */
export function freezeClock(parts: Parts): () => Promise<void> {
  const known = new Map<string, { readonly state: PolicyState; readonly tenant: string }>();
  let readAt = Number.NEGATIVE_INFINITY;
  let lookedAt = parts.now() - BEFORE_START_MS;

  async function readRecord(): Promise<void> {
    for (const { tenant, digest } of await parts.texts.freezing()) {
      const name = `${tenant} ${digest}`;
      if (known.has(name)) continue;
      const text = await parts.texts.read(tenant, digest);
      if (!text || text === 'erased') continue;
      const resolved = resolvePolicy(text.text);
      if ('policy' in resolved) known.set(name, { tenant, state: { kind: 'in-force', policy: resolved.policy } });
      // There may be many, and whoever delivers meanwhile is to be answered.
      await pause();
    }
  }

  return async () => {
    const until = parts.now();
    // A clock that was set back turns them back, too.
    const [from, to] = [Math.min(lookedAt, until), Math.max(lookedAt, until)];
    const turned = (state: PolicyState): boolean => turns(state, from, to).length > 0;
    const isTime = Math.abs(until - readAt) >= READ_EVERY_MS;
    if (isTime || [...parts.policies.values()].some(turned)) {
      await readRecord();
      readAt = until;
    }
    const accounts = new Set([...known.values()].flatMap(({ state, tenant }) => (turned(state) ? [tenant] : [])));
    if (accounts.size > 0) await judgeAll(parts, accounts);
    // One that failed is looked at again.
    lookedAt = until;
  };
}

async function judgeAll(parts: Parts, accounts: ReadonlySet<string>): Promise<void> {
  const cause = `freeze/${randomUUID()}`;
  for (const { tenant, project, id } of await parts.work.openAnywhere()) {
    const place = accounts.has(tenant) ? await placeOfProject(parts, tenant, project) : undefined;
    if (place) await showLater(parts, place, id, `${cause}/${id}`);
  }
  const at = new Date(parts.now()).toISOString();
  for (const { ref } of await parts.register.everywhere('approved'))
    if (accounts.has(ref.tenant))
      await enqueue(parts, ref.tenant, [{ kind: 'due', ref, at, what: 'freeze' }], `${cause}/${ref.stream}`);
}
