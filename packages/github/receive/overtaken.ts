/** Words that come after what was said later: deliveries come late and out of order, and what came late undoes nothing that was said after it (`rules.md` 4.1, 4.6, T15). */
import { actOf } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { load, type Ran } from '@countersign/core/change/decider.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor, UNTOUCHED, viewSituation } from '@countersign/core/facts.ts';
import { replacedBy } from '@countersign/core/overtaken.ts';
import { type Authority, mayBeSame } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import type { Place } from '../translation.ts';
import { concernOf, endedBy, holdOf, joined, leftBy, MARKS, type Mark, type Newest } from './marks.ts';
import { pressesOn } from './pressed.ts';

/** A command that a comment holds. */
export interface Spoken {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Id of the comment; of what no comment says nothing is asked. */
  readonly comment: number | undefined;
  /** Where it was said of a request: whose accounts are one person is told by its policies there. */
  readonly place?: Place;
  /** What tells that in its stead, where it was said of no request. */
  readonly authority?: Authority;
}

const key = ({ tenant, project, stream }: StreamRef) => ({ tenant, project, kind: 'spoken', id: stream });

async function toldOf({ documents }: Parts, ref: StreamRef): Promise<Newest> {
  return ((await documents.find(key(ref)))?.data ?? {}) as Newest;
}

/** By comments and by presses. */
async function newestOf(parts: Parts, ref: StreamRef): Promise<Newest> {
  const [told, presses] = await Promise.all([toldOf(parts, ref), pressesOn(parts, ref)]);
  return presses.reduce(joined, told);
}

/**
 * Whether something that was said after it would be undone by it.
 * @throws Transient while nobody can tell whether somebody else who spoke since is the same person
 */
export async function isOvertaken(parts: Parts, spoken: Spoken): Promise<boolean> {
  const { actor, command, comment, ref } = spoken;
  const { heeds } = MARKS[actOf(command).late];
  const said = replacedBy(command);
  if (comment === undefined || heeds.length + said.length === 0) return false;
  const newest = await newestOf(parts, ref);
  if (said.some((one) => (newest.said?.[one] ?? 0) > comment)) return true;
  if (heeds.some((mark) => lastOf(newest, mark, actor) > comment)) return true;
  const since = Object.entries(newest.opinions ?? {}).flatMap(([id, at]) => (at > comment ? [id] : []));
  if (!heeds.includes('opinion') || since.length === 0) return false;
  const authority = spoken.authority ?? (await authorityOf(parts, spoken));
  return authority !== undefined && since.some((id) => mayBeSame(authority, id, actor.id));
}

async function authorityOf(parts: Parts, { ref, place }: Spoken): Promise<Authority | undefined> {
  if (!place) return undefined;
  const facts = await factsAt(parts, place, { patient: true });
  const policy = given(await policyFor(facts, await load(parts.ledger, ref)), place.project);
  return (await viewSituation(facts, policy, UNTOUCHED)).authority;
}

/** Keeps that it was said, once it is taken. @param ran what became of it, where it was put before a request */
export async function noteSpoken(parts: Parts, spoken: Spoken, ran?: Ran): Promise<void> {
  const left = leftBy(spoken, endedBy(ran));
  if (!left || (ran?.kind === 'done' && ran.outcome.refusal)) return;
  const data = { ...joined(await toldOf(parts, spoken.ref), left) };
  await parts.documents.keep({ ...key(spoken.ref), data, fetchedAt: new Date(parts.now()).toISOString() });
}

/** Whether a hold or a concern that was taken before its turn was ended by what was said after it: then its turn does not bring it back. */
export async function isEndedSince(
  parts: Parts,
  { ref, actor, command, comment }: Spoken,
  { concerns }: ChangeState,
): Promise<boolean> {
  const { ended = {} } = await newestOf(parts, ref);
  const isSince = (one: string): boolean => comment !== undefined && (ended[one] ?? 0) > comment;
  if (command.type === 'hold') return isSince(holdOf(actor.id));
  if (command.type !== 'concern') return false;
  const raised = concerns.filter(({ by, text }) => by.id === actor.id && text === command.text);
  return raised.some(({ id }) => isSince(concernOf(id)));
}

/** @returns 0 where none was taken */
function lastOf({ opinions, hold = 0, failure = 0 }: Newest, mark: Mark, actor: Person): number {
  return { opinion: opinions?.[actor.id] ?? 0, hold, failure }[mark];
}

/** Whether a request has come where it is since somebody spoke: what was said of it elsewhere was heard there, and ended with the move (T13). */
export function isFromElsewhere({ moves }: Pick<ChangeState, 'moves'>, saidAt: string | undefined): boolean {
  const arrived = moves.at(-1)?.at;
  const second = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
  return arrived !== undefined && (saidAt === undefined || second(saidAt) <= second(arrived));
}
