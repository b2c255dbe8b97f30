/** What stood before somebody's eyes when they spoke: words reach the record later than they were written, and are bound to what they were written about (`rules.md 4.1`, `3.4`). */
import { contentDigest, FACETS, type Facet, type FacetDigests, facetDigests } from './approval/facet.ts';
import { isHeldTo } from './change/acts.ts';
import type { Command } from './change/command.ts';
import { happenings, type Ran } from './change/decider.ts';
import { evolve, fold } from './change/evolve.ts';
import { NO_ACT } from './change/pending.ts';
import type { ChangeState } from './change/state.ts';
import { NOTHING_GOVERNED } from './content/governed.ts';
import type { Entry, Ledger, StreamRef } from './record/port.ts';

export interface Witnessed {
  /** `contentDigest` of the request that is meant; `ANOTHER` when it is not the one that stands. */
  readonly content: string;
  /** `PendingAct.id` of the act that waited for its second; `NO_ACT` when none did. */
  readonly act: number;
}

/** Of a text that nobody has read: a word for it is refused. */
export const ANOTHER = '';

const contentOf = (state: ChangeState | undefined): string => (state ? contentDigest(state.content) : ANOTHER);
const actOf = (state: ChangeState | undefined): number => state?.pendingAct?.id ?? NO_ACT;

/**
 * What was on record at that moment, by the record's clock. What was written in the tracker before and is heard of after counts as changed:
 * then the word is asked for again.
 * @param at UTC instant, ISO 8601
 */
export async function witnessedAt(ledger: Ledger, ref: StreamRef, at: string): Promise<Witnessed> {
  const told = happenings(await ledger.read(ref));
  const [then, now] = [fold(told.filter((one) => Date.parse(one.at) <= Date.parse(at))), fold(told)];
  return { content: contentOf(then) === contentOf(now) ? contentOf(now) : ANOTHER, act: actOf(then) };
}

/** Whoever wrote several commands at once knows what the earlier ones made of the request, and nothing that came between them. */
export function afterOwn(seen: Witnessed, ran: Ran): Witnessed {
  if (ran.kind === 'repeated') return seen;
  const { before, outcome } = ran;
  return {
    content: contentOf(before) === seen.content ? contentOf(outcome.state) : ANOTHER,
    act: actOf(before) === seen.act ? actOf(outcome.state) : seen.act,
  };
}

/** What a tracker's comment of ours showed of a request, with what its reader had recorded by then. */
export interface Seen {
  /** Of all that is governed. The words themselves stand in the tracker, but what they were when somebody spoke, only our comment's time tells. */
  readonly facets: FacetDigests;
  /** `ChangeState.round`; 0 where nothing was shown. */
  readonly round: number;
  /** `PendingAct.id` of the act that waited for its second; `NO_ACT` when none did. */
  readonly act: number;
}

const seenIn = (state: ChangeState | undefined): Seen => ({
  facets: facetDigests(state?.content ?? NOTHING_GOVERNED),
  round: state?.round ?? 0,
  act: actOf(state),
});

/**
 * What somebody had seen: what stood shown, and whatever they recorded themselves since on top of what they had seen.
 * @param entries of the whole stream, in order of version
 * @param version of the stream that stood shown when they spoke; 0 where nothing did
 * @param speaker person's id
 */
export function seenBy(entries: readonly Entry[], version: number, speaker: string): Seen {
  const told = happenings(entries);
  let state: ChangeState | undefined;
  let seen = seenIn(undefined);
  for (const [index, entry] of entries.entries()) {
    const happened = told[index];
    if (!happened) break;
    const before = state;
    state = evolve(before, happened);
    if (entry.version === version) seen = seenIn(state);
    else if (entry.version > version && entry.actor === speaker) seen = learned(seen, seenIn(before), seenIn(state));
  }
  return seen;
}

/** Whoever changes what they have seen knows what it became; what others made of it meanwhile stays unseen. */
function learned(seen: Seen, before: Seen, after: Seen): Seen {
  const known = (facet: Facet) => (seen.facets[facet] === before.facets[facet] ? after : seen).facets[facet];
  return {
    facets: Object.fromEntries(FACETS.map((facet) => [facet, known(facet)])) as FacetDigests,
    round: (seen.round === before.round ? after : seen).round,
    act: (seen.act === before.act ? after : seen).act,
  };
}

/** The command, bound to what its writer saw; of those that rest on nothing seen, as it is. */
export function boundTo({ content, act }: Witnessed, command: Command): Command {
  return bound(command, { saw: content }, act);
}

/** The command, bound to what was shown to its writer; of those that rest on nothing shown, as it is. */
export function boundToShown({ facets, round, act }: Seen, command: Command): Command {
  return bound(command, { seen: facets, round }, act);
}

type Content = { readonly saw: string } | { readonly seen: FacetDigests; readonly round: number };

function bound(command: Command, content: Content, act: number): Command {
  if (isHeldTo('act', command)) return { ...command, saw: act };
  return isHeldTo('content', command) ? { ...command, ...content } : command;
}

/** Whether a command rests on what its writer saw. */
export function restsOnSeen(command: Command): boolean {
  return isHeldTo('content', command) || isHeldTo('act', command);
}
