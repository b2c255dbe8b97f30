/** Work that implements requests, such as a pull request: what others pushed to it, what its gate showed, what it said at the merge, and who agreed to a mended policy (`rules.md 6.1`, 6.2, 7.2). */
import { z } from 'zod';
import { GATES_AT_MERGE, type GateAtMerge } from '../change/event.ts';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

const said = { head: z.string().min(1), gate: z.enum(GATES_AT_MERGE) };
/** What somebody agrees to who agrees that a policy is mended: this file, by this commit, into this branch, and under which version they may say so. */
const agreement = {
  head: z.string().min(1),
  base: z.string().min(1),
  /** As Git names the content of the file. */
  blob: z.string().min(1),
  under: z.string().min(1),
};

const eventSchema = z.discriminatedUnion('type', [
  /** By somebody else than its author, as far as they could be listed. */
  z.object({ type: z.literal('pushed-by-others'), commits: z.array(z.string().min(1)).min(1) }),
  /** On the work's check, for people to see. */
  z.object({ type: z.literal('gate-shown'), ...said }),
  /** Whoever merged it, by id. */
  z.object({ type: z.literal('merged'), ...said, by: z.string().min(1) }),
  /** Somebody by id, or who takes that back, or objects where others have agreed: they may be one of them under another account. */
  z.object({ type: z.literal('mend-agreed'), ...agreement, by: z.string().min(1) }),
  z.object({ type: z.literal('mend-taken-back'), by: z.string().min(1) }),
]);

export interface Said {
  /** The commit that it was said of. */
  readonly head: string;
  readonly gate: GateAtMerge;
}

export interface Agreement {
  readonly head: string;
  readonly base: string;
  readonly blob: string;
  readonly under: string;
}

/** As it stands on record. */
export interface Agreed extends Agreement {
  readonly by: string;
  readonly at: string;
}

/** Who objected, by id, and when they last did. */
export interface Objected {
  readonly by: string;
  readonly at: string;
}

export interface WorkState {
  /** Commits that somebody else than its author pushed. */
  readonly others: readonly string[];
  /** The last time before it was merged. */
  readonly shown?: Said;
  readonly merged?: Said & { readonly by: string };
  /** The last word of each who agreed that it mends the policy, oldest first. */
  readonly agreed?: readonly Agreed[];
  /** The last objection of each who objected to what was agreed to; what it took back does not come back when they agree themselves. */
  readonly objected?: readonly Objected[];
}

export interface WorkKind {
  readonly state: WorkState;
  readonly command:
    | ({ readonly type: 'show' | 'merge' } & Said)
    | { readonly type: 'push'; readonly commits: readonly string[] }
    | ({ readonly type: 'agree' } & Agreement)
    | { readonly type: 'take-back' };
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly head: string; readonly gate: GateAtMerge; readonly mergedBy?: string };
}

export const WORK: Decider<WorkKind> = {
  kind: 'work' satisfies Kind,
  initial: { others: [] },
  /** Only news is kept, and a merge is one for ever: nothing that is said afterwards was said of it. */
  decide({ shown, merged, others, agreed = [], objected = [] }, command, { actor }) {
    const own = agreed.find((one) => one.by === actor.id);
    if (command.type === 'take-back') {
      const last = objected.find((one) => one.by === actor.id)?.at ?? '';
      const isNews = own !== undefined || agreed.some(({ at }) => at > last);
      return { events: isNews ? [{ type: 'mend-taken-back', by: actor.id }] : [] };
    }
    if (command.type === 'agree') {
      const { head, base, blob, under } = command;
      const isSaid = own?.head === head && own.base === base && own.blob === blob && own.under === under;
      // Whoever objected since may have been the same person.
      const isDoubted = objected.some(({ at }) => own !== undefined && at >= own.at);
      return { events: isSaid && !isDoubted ? [] : [{ type: 'mend-agreed', head, base, blob, under, by: actor.id }] };
    }
    if (command.type === 'push') {
      const commits = [...new Set(command.commits)].filter((one) => !others.includes(one));
      return { events: commits.length > 0 ? [{ type: 'pushed-by-others', commits }] : [] };
    }
    const { type, head, gate } = command;
    if (merged) return { events: [] };
    if (type === 'merge') return { events: [{ type: 'merged', head, gate, by: actor.id }] };
    if (shown?.head === head && shown.gate === gate) return { events: [] };
    return { events: [{ type: 'gate-shown', head, gate }] };
  },
  evolve(state, { at, event }) {
    switch (event.type) {
      case 'pushed-by-others':
        return { ...state, others: [...state.others, ...event.commits] };
      case 'gate-shown':
        return { ...state, shown: { head: event.head, gate: event.gate } };
      case 'merged':
        return { ...state, merged: { head: event.head, gate: event.gate, by: event.by } };
      case 'mend-agreed':
      case 'mend-taken-back': {
        const others = (state.agreed ?? []).filter((one) => one.by !== event.by);
        if (event.type === 'mend-taken-back') {
          const objected = (state.objected ?? []).filter((one) => one.by !== event.by);
          return { ...state, agreed: others, objected: [...objected, { by: event.by, at }] };
        }
        const { head, base, blob, under, by } = event;
        return { ...state, agreed: [...others, { head, base, blob, under, by, at }] };
      }
    }
  },
  settle: () => [],
  row({ shown, merged }) {
    if (merged) return { head: merged.head, gate: merged.gate, mergedBy: merged.by };
    return shown && { head: shown.head, gate: shown.gate };
  },
  schema: eventSchema,
};

/** @param id of the work, in the project where its branch is */
export function workStream(tenant: string, project: string, id: string): StreamRef {
  return { tenant, project, kind: WORK.kind, stream: id };
}
