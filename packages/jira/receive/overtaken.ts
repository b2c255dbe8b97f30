/** Comments of which Jira tells after what was written later (`rules.md` 2.2, 4.1, 4.6). */

import type { Command } from '@countersign/core/change/command.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor, UNTOUCHED, viewSituation } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import { replacedBy, spokenSince } from '@countersign/core/overtaken.ts';
import { mayBeSame } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { factsAt } from '../facts.ts';
import type { JiraEvent } from '../schema.ts';
import type { Owned } from './writer.ts';

/**
 * Those of a comment's commands that would undo what went on record since it was written.
 * @throws Transient while nobody can tell whether somebody else who spoke since is the same person
 */
export async function overtakenOf(
  desk: Desk,
  { comment }: JiraEvent,
  { ref, actor }: { readonly ref: StreamRef; readonly actor: Person },
  actions: readonly Owned[],
): Promise<readonly Owned[]> {
  const saidAt = comment?.created;
  if (saidAt === undefined || actions.length === 0) return [];
  const isReplacing = actions.some(({ command }) => replacedBy(command).length > 0);
  const unsaid: Newest = {};
  const [entries, newest] = await Promise.all([desk.ledger.read(ref), isReplacing ? newestOf(desk, ref) : unsaid]);
  const found: Owned[] = [];
  for (const action of actions) {
    if (replacedBy(action.command).some((one) => (newest[one] ?? 0) > placeOf(comment))) {
      found.push(action);
      continue;
    }
    const against = spokenSince(entries, action.command, saidAt);
    if (against === 'all' || (await isOneOf(desk, ref, actor, against))) found.push(action);
  }
  return found;
}

/** By what was replaced (`replacedBy`): the newest comment that says it. */
type Newest = Readonly<Record<string, number>>;

const keyOf = ({ tenant, project, stream }: StreamRef) => ({ tenant, project, kind: 'spoken', id: stream });

async function newestOf({ documents }: Desk, ref: StreamRef): Promise<Newest> {
  return ((await documents.find(keyOf(ref)))?.data ?? {}) as Newest;
}

/** Jira counts its comments upwards. @returns NaN of what has no such number: nothing is older or newer than that */
export const placeOf = (comment: JiraEvent['comment']): number => Number(comment?.id ?? Number.NaN);

/** Whether it matters where a command stands among comments: it replaces what was said, or raises what a word may speak of. */
export const standsInOrder = (command: Command): boolean =>
  command.type === 'concern' || replacedBy(command).length > 0;

/**
 * Where somebody stands among an issue's comments who presses a button now: whatever was written before has a smaller number, and whatever is
 * written from now on a larger one.
 * @throws Transient where Jira does not say which comment is the newest
 */
export async function commentOfNow({ client }: Desk, { stream }: StreamRef): Promise<number> {
  const asked = path`/rest/api/3/issue/${stream}/comment?orderBy=-created&maxResults=1`;
  const answer = await client.request('GET', asked);
  const read = answer.ok ? newestSchema.safeParse(answer.data) : undefined;
  if (!read?.success) throw new Transient(`the newest comment of ${stream} could not be read`);
  return Number(read.data.comments[0]?.id ?? 0) + 0.5;
}

const newestSchema = z.object({ comments: z.array(z.object({ id: z.string() })) });

/** Keeps where what replaces something was said. @param taken commands that were not refused */
export async function noteSaid(desk: Desk, ref: StreamRef, place: number, taken: readonly Command[]): Promise<void> {
  const said = taken.flatMap(replacedBy);
  if (said.length === 0 || Number.isNaN(place)) return;
  const newest = await newestOf(desk, ref);
  const data = { ...newest, ...Object.fromEntries(said.map((one) => [one, Math.max(place, newest[one] ?? 0)])) };
  await desk.documents.keep({ ...keyOf(ref), data, fetchedAt: new Date(desk.now()).toISOString() });
}

async function isOneOf(desk: Desk, ref: StreamRef, { id }: Person, people: readonly string[]): Promise<boolean> {
  if (people.includes(id)) return true;
  if (people.length === 0) return false;
  const facts = factsAt(desk, ref, { patient: true });
  const policy = given(await policyFor(facts, await load(desk.ledger, ref)), ref.project);
  const { authority } = await viewSituation(facts, policy, UNTOUCHED);
  return people.some((one) => mayBeSame(authority, one, id));
}
