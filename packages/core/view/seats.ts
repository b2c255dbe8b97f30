/** The seats as rows: who fills each, or what voided the vote that did, or who may still be asked (`rules.md 4.3`). */
import { isUnreadable, lastAbstention, namesOf, type SeatTally, type Tally } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import type { Stage } from '../change/stage.ts';
import type { Person } from '../content/person.ts';
import type { ContactHeld } from '../policy/contact.ts';
import type { SeatRole } from '../policy/role.ts';
import { roleName, seatNames } from './names.ts';
import { clip, commas, type Sentence, words } from './sentence.ts';
import type { Told } from './told.ts';
import { notCountingBecause } from './void.ts';

export type SeatStanding = 'approved' | 'voided' | 'rejected' | 'abstained' | 'waiting' | 'unfillable' | 'unreadable';

export interface SeatRow {
  readonly seat: SeatRole;
  readonly name: Sentence;
  readonly standing: SeatStanding;
  /** Whose vote the row shows. */
  readonly who?: Person;
  /** For whom it is given, where not for themselves. */
  readonly standsFor?: Person;
  readonly vote: Sentence;
  /** The vote's day and reason by themselves, for a place that shows its verdict apart; only for a vote that counts. */
  readonly given?: { readonly day: string; readonly reason?: string };
  /** How it is known that the vote is that person's (`rules.md 4.1`); only for a vote that counts. */
  readonly how?: Sentence;
  /** Only for `voided`: the edit behind it. */
  readonly because?: Sentence;
  /** Only for `voided`: whether the board is asked now, or has to be asked for its review first. */
  readonly again?: Sentence;
  /** People who may still fill it; nobody for a seat that is filled. */
  readonly candidates: readonly Person[];
}

const on = (vote: KeptVote) => ({ day: vote.at });

const given = ({ at, reason }: KeptVote) => ({ day: at, ...(reason ? { reason: clip(reason, 200) } : {}) });

/** What is known of whose word it is; of a link also whose the mailbox is, and what name was typed. */
function how({ authenticated, voter, signedAs, attested }: KeptVote, contacts: readonly ContactHeld[]): Sentence {
  if (attested) {
    const { by, witness, on, evidence } = attested;
    const values = { by: { person: by }, witness: { person: witness }, on: { date: on } };
    return words('status.how.attested', { ...values, evidence: clip(evidence, 200) });
  }
  if (authenticated !== 'link') return words(`status.how.${authenticated}`);
  const known = contacts.find((one) => one.id === voter.id)?.confirmed;
  const plain = known ? words(`status.how.link-${known.how}`, { on: { day: known.at } }) : words('status.how.link');
  const changed = known?.changed
    ? words('status.how.link-changed', { how: plain, changed: { day: known.changed } })
    : plain;
  const name = signedAs?.name;
  return name === undefined ? changed : words('status.how.signed-as', { how: changed, name: clip(name, 80) });
}

const cast = ({ voter, for: principal }: KeptVote): Pick<SeatRow, 'who' | 'standsFor'> =>
  principal ? { who: voter, standsFor: principal.person } : { who: voter };

interface Sitting {
  readonly stage: Stage;
  readonly seats: readonly SeatRow[];
}

/** Seats before which the request stands, and whose vote is missing or counts no more. */
export function awaited({ stage, seats }: Sitting): readonly SeatRow[] {
  if (stage !== 'in-review') return [];
  return seats.filter((row) => row.standing === 'waiting' || row.standing === 'voided');
}

export const isAwaited = (view: Sitting, { id }: Person): boolean =>
  awaited(view).some(({ candidates }) => candidates.some((one) => one.id === id));

/** One row a seat, in the order of the policy. Two seats of one role never show the same vote. */
export function seatRows(
  tally: Tally,
  history: readonly Told[],
  isVotedOn: boolean,
  contacts: readonly ContactHeld[] = [],
): readonly SeatRow[] {
  const shown = new Set<KeptVote>();
  for (const seat of tally.seats) if (seat.filledBy) shown.add(seat.filledBy);
  const names = seatNames(tally.seats.map((one) => one.seat));
  return tally.seats.map((seat, index) => ({
    ...row(seat, { tally, history, isVotedOn, contacts }, shown),
    name: names[index] ?? roleName(seat.seat),
  }));
}

interface Counted {
  readonly tally: Tally;
  readonly history: readonly Told[];
  readonly isVotedOn: boolean;
  readonly contacts: readonly ContactHeld[];
}

function row(
  seat: SeatTally,
  { tally, history, isVotedOn, contacts }: Counted,
  shown: Set<KeptVote>,
): Omit<SeatRow, 'name'> {
  const base = { seat: seat.seat, candidates: seat.candidates };
  if (seat.filledBy)
    return {
      ...base,
      standing: 'approved',
      ...cast(seat.filledBy),
      given: given(seat.filledBy),
      how: how(seat.filledBy, contacts),
      vote: words('status.vote.approved', { on: on(seat.filledBy) }),
    };
  const rest = seat.votes.filter((one) => !shown.has(one.vote));
  const rejected = rest.find((one) => !one.not && one.vote.verdict === 'reject');
  if (rejected) {
    const { vote } = rejected;
    shown.add(vote);
    const reason = clip(vote.reason ?? '', 200);
    return {
      ...base,
      standing: 'rejected',
      ...cast(vote),
      given: given(vote),
      how: how(vote, contacts),
      vote: words('status.vote.rejected', { on: on(vote), reason, reasonCount: vote.reason ? 1 : 0 }),
    };
  }
  const gone = rest.findLast((one) => one.not && one.vote.verdict !== 'abstain');
  if (gone && isUnreadable(gone) && seat.unreadable.length > 0) {
    shown.add(gone.vote);
    return { ...base, standing: 'unreadable', ...cast(gone.vote), vote: unreadableVote(seat) };
  }
  if (gone?.not) {
    shown.add(gone.vote);
    return {
      ...base,
      standing: 'voided',
      ...cast(gone.vote),
      vote: words('status.vote.void'),
      because: notCountingBecause(gone.not, gone.vote, history),
      again: words(isVotedOn ? 'status.void.asked-again' : 'status.void.asked-later'),
    };
  }
  if (tally.unfillable.includes(seat.seat)) {
    return seat.unreadable.length > 0
      ? { ...base, standing: 'unreadable', vote: unreadableVote(seat) }
      : { ...base, standing: 'unfillable', vote: words('status.vote.unfillable') };
  }
  const abstained = rest.find((one) => !one.not && one.vote.verdict === 'abstain');
  if (abstained) {
    shown.add(abstained.vote);
    return {
      ...base,
      standing: 'abstained',
      ...cast(abstained.vote),
      how: how(abstained.vote, contacts),
      vote: words(lastAbstention(seat) ? 'status.vote.abstained-last' : 'status.vote.abstained', {
        on: on(abstained.vote),
      }),
    };
  }
  return { ...base, standing: 'waiting', vote: words('status.vote.waiting') };
}

function unreadableVote(seat: SeatTally): Sentence {
  return words('status.vote.unreadable', { unreadable: commas(namesOf(seat).slice(0, 5)) });
}
