/** Comments of which Jira tells after what was written later (`rules.md` 4.1, 4.6). */
import { load } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor, viewSituation } from '@countersign/core/facts.ts';
import { spokenSince } from '@countersign/core/overtaken.ts';
import { mayBeSame } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
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
  const entries = await desk.ledger.read(ref);
  const found: Owned[] = [];
  for (const action of actions) {
    const against = spokenSince(entries, action.command, saidAt);
    if (against === 'all' || (await isOneOf(desk, ref, actor, against))) found.push(action);
  }
  return found;
}

async function isOneOf(desk: Desk, ref: StreamRef, { id }: Person, people: readonly string[]): Promise<boolean> {
  if (people.includes(id)) return true;
  if (people.length === 0) return false;
  const facts = factsAt(desk, ref, { patient: true });
  const policy = given(await policyFor(facts, await load(desk.ledger, ref)), ref.project);
  const { authority } = await viewSituation(facts, policy, []);
  return people.some((one) => mayBeSame(authority, one, id));
}
