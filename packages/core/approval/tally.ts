/** Which votes count now and whether they are enough (`rules.md 4.3`): computed whenever asked, and again inside the gate. */
import type { Governed } from '../content/governed.ts';
import type { Person } from '../content/person.ts';
import { type ItemDigest, isUnwritten } from '../content/request.ts';
import type { ChangeClass } from '../impact/class.ts';
import { type Authority, humanBehind } from '../policy/authority.ts';
import { matchGroups, matchSeats } from '../policy/matching.ts';
import type { SeatRole } from '../policy/role.ts';
import { signers, whyNotAttested } from './attested.ts';
import {
  type Authorship,
  candidatesFor,
  type Ineligible,
  ineligible,
  ineligibleFor,
  type StoodIn,
} from './eligible.ts';
import { changedFacets, type Facet, facetDigests, facetsOf } from './facet.ts';
import type { KeptVote } from './vote.ts';

/** What the tally needs to know about a change request; the state has this shape. */
export interface Ballot {
  readonly content: Governed;
  readonly authorship: Authorship;
  /** Absent until it is known. */
  readonly class?: ChangeClass | undefined;
  /** The seats required, one entry for each vote that is needed. */
  readonly seats: readonly SeatRole[];
  readonly round: number;
  readonly votes: readonly KeptVote[];
  /** Whether the board was told that its time is over. */
  readonly isOverdue?: boolean;
  /** Whose edit stands in the tracker and is on no record, and since when; absent where all is. */
  readonly unrecordable?: { readonly by: Person; readonly at: string } | undefined;
}

/** An item as it is now. */
export interface ItemNow extends ItemDigest {
  /** Of its whole text, as requests were based on it before parts of it were free. Absent where nothing is. */
  readonly whole?: string;
}

/** The affected items as the tracker has them now; `unreadable` where they could not be had. */
export type ItemsNow = ReadonlyMap<string, ItemNow | 'unreadable' | 'deleted'>;

export type NotCounting =
  | { readonly kind: 'voided'; readonly voided: NonNullable<KeptVote['voided']> }
  | { readonly kind: 'edited'; readonly facets: readonly Facet[] }
  | { readonly kind: 'ineligible'; readonly why: Ineligible }
  | { readonly kind: 'item-changed'; readonly items: readonly string[] }
  | { readonly kind: 'edit-unrecordable'; readonly by: Person; readonly at: string };

export interface CountedVote {
  readonly vote: KeptVote;
  /** `undefined`: it counts now. */
  readonly not?: NotCounting;
}

export interface SeatTally {
  readonly seat: SeatRole;
  /** The vote that fills the seat. */
  readonly filledBy?: KeptVote;
  /** Latest votes in this role, whether they count or not; the same list for two seats of one role. */
  readonly votes: readonly CountedVote[];
  /** People who may still be asked. */
  readonly candidates: readonly Person[];
  readonly unreadable: readonly string[];
}

export interface Tally {
  readonly seats: readonly SeatTally[];
  readonly passed: boolean;
  /** Every no that stands. */
  readonly rejections: readonly KeptVote[];
  /** Those of them that count now: by these alone anything is concluded. */
  readonly counted: readonly KeptVote[];
  /** Seats for which there are not enough different eligible people, whoever votes (`rules.md 4.4`). */
  readonly unfillable: readonly SeatRole[];
  readonly staleItems: readonly string[];
  readonly unreadableItems: readonly string[];
}

/** Affected items whose content is no longer the one that the request was based on, and those that cannot be read. */
export function staleItems(
  content: Governed,
  now: ItemsNow,
): { readonly stale: readonly string[]; readonly unreadable: readonly string[] } {
  const stale: string[] = [];
  const unreadable: string[] = [];
  for (const item of content.request.items) {
    if (isUnwritten(item)) continue;
    const current = now.get(item.id);
    if (current === undefined || current === 'unreadable' || item.base === undefined) unreadable.push(item.label);
    else if (current === 'deleted' || !isAsBased(current, item.base)) stale.push(item.label);
  }
  return { stale, unreadable };
}

function isAsBased({ title, text, whole }: ItemNow, base: ItemDigest): boolean {
  return title === base.title && (text === base.text || whole === base.text);
}

/** Why this vote does not count now; `undefined` when it does. Closed on anything that cannot be read. */
export function whyNotCounting(
  ballot: Ballot,
  vote: KeptVote,
  authority: Authority,
  items: ItemsNow,
): NotCounting | undefined {
  if (vote.voided) return { kind: 'voided', voided: vote.voided };
  if (ballot.unrecordable) return { kind: 'edit-unrecordable', by: ballot.unrecordable.by, at: ballot.unrecordable.at };
  const mine = facetsOf(vote.seat);
  const facets = changedFacets(vote.facets, facetDigests(ballot.content)).filter((facet) => mine.has(facet));
  if (facets.length > 0) return { kind: 'edited', facets };
  const { authorship, class: found } = ballot;
  // A vote that was given for another stays when the absence is over: what it rests on is asked, and not the day.
  const why = vote.attested
    ? whyNotAttested(authority, authorship, vote.voter, vote.attested)
    : vote.for
      ? ineligibleFor({ authority, authorship, seat: vote.seat, class: found }, vote.voter.id, vote.for)
      : ineligible(authority, authorship, vote.seat, vote.voter.id);
  if (why) return { kind: 'ineligible', why };
  const { stale, unreadable } = staleItems(ballot.content, items);
  if (stale.length + unreadable.length > 0) return { kind: 'item-changed', items: [...stale, ...unreadable] };
  return undefined;
}

/** What of a request is asked about whoever may fill one of its seats. */
export function askedOf(ballot: Ballot, authority: Authority, seat: SeatRole): StoodIn {
  const { authorship, class: found, isOverdue, votes, round } = ballot;
  // An abstention asks the next person (4.4).
  const own = votes.filter((one) => one.seat === seat && one.round === round && !one.for && one.verdict !== 'abstain');
  const decided = own.filter(({ voided, replaced }) => !voided && !replaced).map(({ voter }) => voter.id);
  return { authority, authorship, seat, class: found, ...(isOverdue ? { overdue: { decided } } : {}) };
}

/** The latest vote of each human in each seat of the present round. Only these can count (`rules.md 4.1`). */
export function latestVotes(ballot: Ballot, authority: Authority): readonly KeptVote[] {
  const latest = new Map<string, KeptVote>();
  for (const vote of ballot.votes) {
    if (vote.round !== ballot.round) continue;
    const human = humanBehind(authority, vote.voter.id);
    latest.set(`${vote.seat} ${human}`, vote);
    // Whoever is back and votes takes the place of what was said for them.
    for (const [key, { seat, for: other }] of latest)
      if (other && !vote.for && seat === vote.seat && humanBehind(authority, other.person.id) === human)
        latest.delete(key);
  }
  return [...latest.values()];
}

/** Counts the votes as they stand at this moment. */
export function tally(ballot: Ballot, authority: Authority, items: ItemsNow): Tally {
  const counted: CountedVote[] = latestVotes(ballot, authority).map((vote) => {
    const not = whyNotCounting(ballot, vote, authority, items);
    return not ? { vote, not } : { vote };
  });
  const counting = counted.filter((one) => !one.not).map((one) => one.vote);
  const human = (vote: KeptVote) => humanBehind(authority, vote.voter.id);
  const approving = (seat: SeatRole) => counting.filter((vote) => vote.seat === seat && vote.verdict === 'approve');
  // Who stands in and whom they stand in for fill one seat together, and neither another (4.5).
  const humans = (vote: KeptVote): readonly string[] =>
    vote.for ? [human(vote), humanBehind(authority, vote.for.person.id)] : [human(vote)];
  const filled = matchGroups(ballot.seats.map((seat) => approving(seat).map(humans)));
  const people = ballot.seats.map((seat) => candidatesFor(askedOf(ballot, authority, seat)));
  const possible = matchSeats(
    ballot.seats.map((seat, index) => [
      ...(people[index]?.people ?? []).map((person) => humanBehind(authority, person.id)),
      // Whoever has no account and no link can still have signed outside.
      ...(seat === 'customer' ? signers(authority, ballot.authorship) : []).map(({ id, name }) =>
        id === undefined ? `outside ${name}` : humanBehind(authority, id),
      ),
    ]),
  );

  const seats = ballot.seats.map((seat, index): SeatTally => {
    const filler = filled[index];
    const filledBy = filler === undefined ? undefined : approving(seat)[filler];
    const votes = counted.filter((one) => one.vote.seat === seat);
    const busy = new Set(
      filled.flatMap((one, other) => {
        const vote = one === undefined || other === index ? undefined : approving(ballot.seats[other] ?? seat)[one];
        return vote ? humans(vote) : [];
      }),
    );
    // Who abstained or already sits elsewhere is not asked; the next eligible person is (4.4).
    const said = new Set(counting.filter((vote) => vote.seat === seat).map(human));
    const candidates = (people[index]?.asked ?? []).filter((person) => {
      const id = humanBehind(authority, person.id);
      return !busy.has(id) && !said.has(id);
    });
    const base = { seat, votes, candidates: filledBy ? [] : candidates, unreadable: people[index]?.unreadable ?? [] };
    return filledBy ? { ...base, filledBy } : base;
  });

  const rejections = counted.filter(standsAgainst).map((one) => one.vote);
  const { stale, unreadable } = staleItems(ballot.content, items);
  const passed = ballot.seats.length > 0 && seats.every((seat) => seat.filledBy) && rejections.length === 0;
  return {
    seats,
    passed,
    rejections,
    counted: counting.filter((vote) => vote.verdict === 'reject'),
    unfillable: ballot.seats.filter((_, index) => possible[index] === undefined),
    staleItems: stale,
    unreadableItems: unreadable,
  };
}

/** Seats that wait, and nobody can be asked for their vote in the tracker: there are too few people, or they act outside it. */
export function withoutAccounts({ seats, unfillable }: Tally): readonly SeatRole[] {
  const waiting = seats.filter(
    ({ filledBy, candidates, votes }) => !filledBy && candidates.length + votes.length === 0,
  );
  return [...new Set([...unfillable, ...waiting.map(({ seat }) => seat)])];
}

/** Whose no is nobody's on the board. Whom something bars, or of whom nobody can tell, fills no seat, and is not silenced by that. */
const SILENT: readonly Ineligible[] = ['no-role', 'program', 'provider-staff'];

/** Whether a no stands until its voter changes it: by what takes a yes from a seat for doubt, or for who its voter is, no objection is lost (`rules.md` 3.4, 4.4). */
export function standsAgainst({ vote, not }: CountedVote): boolean {
  if (vote.verdict !== 'reject') return false;
  return not === undefined || (not.kind === 'ineligible' && !SILENT.includes(not.why));
}

/** Who abstained where nobody else can be asked: the seat waits for whoever can help, and not for a next person (`rules.md 4.4`). */
export function lastAbstention({ filledBy, candidates, votes }: SeatTally): KeptVote | undefined {
  if (filledBy || candidates.length > 0) return undefined;
  return votes.find(({ not, vote }) => !not && vote.verdict === 'abstain')?.vote;
}

/** A vote that cannot be counted because nobody can say whether its voter still holds the role. */
export function isUnreadable({ not }: CountedVote): boolean {
  return not?.kind === 'ineligible' && (not.why === 'role-unreadable' || not.why === 'staff-unreadable');
}

/** What could not be read, as people know it: an account that is gone is called as it was when it voted. */
export function namesOf({ unreadable, votes }: SeatTally): readonly string[] {
  return unreadable.map(
    (name) => votes.find(({ vote }) => vote.voter.id.endsWith(`:${name}`))?.vote.voter.name ?? name,
  );
}
