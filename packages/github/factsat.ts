/** The facts of a repository at this moment, with what one change request has to know of the others there. */

import { ABSENCES, absenceStream } from '@countersign/core/absence/decider.ts';
import { load } from '@countersign/core/change/decider.ts';
import { isReviewOverdue } from '@countersign/core/change/flags.ts';
import type { Facts } from '@countersign/core/facts.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { folded } from '@countersign/core/record/run.ts';
import { type Parts, readerFor } from './desk.ts';
import { inRepository } from './facts/names.ts';
import { githubFacts, type Others } from './facts.ts';
import { contactsIn } from './policy/contacts.ts';
import { meantIn } from './policy/holders.ts';
import { policyAt } from './policy/policy.ts';
import { branchesTakenIn } from './policy/takenin.ts';
import { manifestNow } from './record/baseline.ts';
import { numbered, readOnce } from './record/home.ts';
import type { Place } from './translation.ts';

/** The facts of a place, as the core asks for them. */
export async function factsAt(
  parts: Parts,
  place: Place,
  { patient = false, lenient = false }: { readonly patient?: boolean; readonly lenient?: boolean } = {},
): Promise<Facts> {
  const reader = { ...(await readerFor(parts, place, patient)), lenient };
  const withNames = { ...reader, takenIn: branchesTakenIn(parts) };
  const facts = githubFacts(reader, place, othersAt(parts, place));
  const stands = async () => inRepository(withNames, place, await policyAt(parts, reader, place));
  return {
    ...facts,
    policy: async (home) => decidesIn(place, home, await stands()),
    pinned: async (version, home) => decidesIn(place, home, await facts.pinned(version, home)),
  };
}

/** The policy of a repository decides nothing of a request that lives in another: whoever rules in one could rule in all (`rules.md` 5.6). */
function decidesIn({ project }: Place, home: string | undefined, state: PolicyState): PolicyState {
  if (home === undefined || home === project || state.kind !== 'in-force') return state;
  return { kind: 'unreadable', detail: `it lives in ${home}`, locale: state.policy.locale };
}

/** A policy with what its people should be told of its names, too (`rules.md 5.6`). */
export async function withNamesSaid(parts: Parts, place: Place, state: PolicyState): Promise<PolicyState> {
  if (state.kind !== 'in-force') return state;
  const { said = [] } = await (await factsAt(parts, place)).authority(state.policy);
  return said.length > 0 ? { ...state, hints: [...(state.hints ?? []), ...said] } : state;
}

function othersAt(parts: Parts, place: Place): Others {
  return {
    meant: (policy) => meantIn(parts, place, policy),
    contacts: (policy) => contactsIn(parts, place, policy),
    manifest: () => manifestNow(parts, place),
    absences: async () => folded(ABSENCES, await readOnce(parts, absenceStream(place.tenant, place.project))),
    erasedFiles: (digests) => parts.files.erased(place.tenant, digests),
    async request(label) {
      const number = Number(/^#(\d+)$/.exec(label)?.[1] ?? 0);
      const row = number > 0 ? await numbered(parts, place, number) : undefined;
      return row && load(parts.ledger, row.ref);
    },
    async overdueReviews() {
      const now = new Date(parts.now()).toISOString();
      const overdue: string[] = [];
      for (const { ref } of await parts.register.unreviewed(place.tenant, place.project)) {
        const state = await load(parts.ledger, ref);
        if (state && isReviewOverdue(state, now)) overdue.push(state.label);
      }
      return overdue;
    },
  };
}
