/** Words that come after what was said later: deliveries come late and out of order, and what came late undoes nothing that was said after it (`rules.md` 4.1, 4.6, T15). */
import { actOf, type Late } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { load, type Ran } from '@countersign/core/change/decider.ts';
import { holdsOn } from '@countersign/core/change/hold.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor, viewSituation } from '@countersign/core/facts.ts';
import { replacedBy } from '@countersign/core/overtaken.ts';
import { type Authority, mayBeSame } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { ask, refusal } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import type { Place } from '../translation.ts';

/** What is remembered of what was said: the newest opinion of each person, the newest hold, the newest failure of the work. */
type Mark = 'opinion' | 'hold' | 'failure';

/** Which marks a command leaves, and to which newer ones it gives way, by what its row says (`core/change/acts.ts`). */
const MARKS: Readonly<Record<Late, { readonly leaves: readonly Mark[]; readonly heeds: readonly Mark[] }>> = {
  taken: { leaves: [], heeds: [] },
  replaces: { leaves: [], heeds: [] },
  opinion: { leaves: ['opinion'], heeds: [] },
  'last-opinion': { leaves: ['opinion'], heeds: ['opinion'] },
  'last-acceptance': { leaves: ['opinion'], heeds: ['opinion', 'failure'] },
  hold: { leaves: ['opinion', 'hold'], heeds: [] },
  release: { leaves: [], heeds: ['hold'] },
  failure: { leaves: ['failure'], heeds: [] },
  pass: { leaves: [], heeds: ['failure'] },
};

/** Comments by their ids, which GitHub counts upwards: the newest that was taken of each sort. */
interface Newest {
  readonly opinions?: Readonly<Record<string, number>>;
  readonly hold?: number;
  readonly failure?: number;
  /** By what was ended, a hold by whose it was, a concern by its id: the newest word that ended it. */
  readonly ended?: Readonly<Record<string, number>>;
  /** By what was replaced (`replacedBy`): the newest word about it. */
  readonly said?: Readonly<Record<string, number>>;
}

const holdOf = (person: string): string => `hold/${person}`;
const concernOf = (id: string): string => `concern/${id}`;

/** As it is kept at this moment, whatever the piece of work has read of it. */
async function newestNow({ documents }: Parts, ref: StreamRef): Promise<Newest> {
  const { tenant, project, kind, id } = key(ref);
  const [found] = await documents.findMany(tenant, project, kind, [id]);
  return (found?.data ?? {}) as Newest;
}

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

async function newestOf({ documents }: Parts, ref: StreamRef): Promise<Newest> {
  return ((await documents.find(key(ref)))?.data ?? {}) as Newest;
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
  return (await viewSituation(facts, policy, [])).authority;
}

/**
 * Where somebody stands among all comments who speaks now without one: whatever was written before has a smaller id, and whatever is written
 * from now on a larger one, however late it is told of.
 * @throws Transient where GitHub does not say which comment is the newest
 */
export async function commentOfNow(parts: Parts, place: Place): Promise<number> {
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const asked = { owner, repo, sort: 'created', direction: 'desc', per_page: 1 } as const;
  const found = await ask(client, 'GET /repos/{owner}/{repo}/issues/comments', asked);
  if (!found.ok) throw refusal(found, 'the newest comment');
  const [newest] = found.data as readonly { readonly id: number }[];
  return (newest?.id ?? 0) + 0.5;
}

/** Keeps that it was said, once it is taken. @param ran what became of it, where it was put before a request */
export async function noteSpoken(parts: Parts, { ref, actor, command, comment }: Spoken, ran?: Ran): Promise<void> {
  const { leaves } = MARKS[actOf(command).late];
  const ends = endedBy(ran);
  const said = replacedBy(command);
  if (comment === undefined || leaves.length + ends.length + said.length === 0) return;
  if (ran?.kind === 'done' && ran.outcome.refusal) return;
  // Comments come one after another, presses at any time: none takes away what another notes.
  const target = { tenant: ref.tenant, project: ref.project, target: `spoken:${ref.stream}` };
  await parts.projections.alone(target, () => note(parts, { ref, actor, comment, leaves, ends, said }));
}

interface Noted extends Pick<Spoken, 'ref' | 'actor'> {
  readonly comment: number;
  readonly leaves: readonly Mark[];
  readonly ends: readonly string[];
  readonly said: readonly string[];
}

async function note(parts: Parts, { ref, actor, comment, leaves, ends, said }: Noted): Promise<void> {
  const newest = await newestNow(parts, ref);
  const last = (mark: Mark): number => Math.max(comment, lastOf(newest, mark, actor));
  const next: Newest = {
    ...newest,
    ...(leaves.includes('opinion') ? { opinions: { ...newest.opinions, [actor.id]: last('opinion') } } : {}),
    ...(leaves.includes('hold') ? { hold: last('hold') } : {}),
    ...(leaves.includes('failure') ? { failure: last('failure') } : {}),
    ended: raised(newest.ended, ends, comment),
    ...(said.length > 0 ? { said: raised(newest.said, said, comment) } : {}),
  };
  await parts.documents.keep({ ...key(ref), data: { ...next }, fetchedAt: new Date(parts.now()).toISOString() });
}

function raised(
  known: Readonly<Record<string, number>> = {},
  keys: readonly string[],
  comment: number,
): Readonly<Record<string, number>> {
  return { ...known, ...Object.fromEntries(keys.map((one) => [one, Math.max(comment, known[one] ?? 0)])) };
}

/** What it ended, by the keys of `ended`. */
function endedBy(ran: Ran | undefined): readonly string[] {
  if (ran?.kind !== 'done') return [];
  const { before, outcome } = ran;
  return outcome.events.flatMap((event) => {
    if (event.type === 'concern-resolved') return [concernOf(event.id)];
    if (event.type !== 'released') return [];
    return (event.of ?? (before ? holdsOn(before).map(({ by }) => by.id) : [])).map(holdOf);
  });
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
