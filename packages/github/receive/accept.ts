/** Work that is accepted by name, on the request or on the pull request itself (`rules.md 6.4`). */
import { workMeant } from '@countersign/core/change/claim.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { matterOf } from '@countersign/core/typed/matter.ts';
import { act } from '../act.ts';
import type { Parts } from '../desk.ts';
import { numbered } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import type { Place, Translation } from '../translation.ts';
import { seenOf, unseenBelow } from '../work/seen.ts';

/** Stands for the commit of work of which nothing is known at the moment: no commit is called so. */
const UNKNOWN_HEAD = 'unknown';
/** Stands for work that nobody has told of: none has such an id. */
const UNKNOWN_WORK = 'unknown';

/** What is accepted is the work as it stood when that was said: an acceptance names its commit, and when it was written. */
export async function atHead(
  parts: Parts,
  place: Place,
  ref: StreamRef,
  command: Command,
  saidAt?: string,
): Promise<Command> {
  if (command.type !== 'accept') return command;
  const path = `${place.owner}/${place.repo}#`;
  const isHere = command.work.toLowerCase().startsWith(path.toLowerCase());
  const work = isHere ? `#${command.work.slice(path.length)}` : command.work;
  const number = /^#(\d{1,9})$/.exec(work)?.[1];
  const id = number === undefined ? undefined : await idHere(parts, place, Number(number));
  const state = await load(parts.ledger, ref);
  const known = state && workMeant(state, { work, ...(id === undefined ? {} : { id }) });
  const facts = known && (await parts.work.anywhere(ref.tenant, known.id));
  const said = {
    ...({ type: 'accept', work } as const),
    ...(id === undefined ? {} : { id }),
    ...(saidAt === undefined ? {} : { saidAt }),
  };
  if (!facts) return { ...said, head: UNKNOWN_HEAD };
  const { head, updatedAt } = facts;
  // When its author pushes does not matter.
  return { ...said, head, ...(unseenBelow(seenOf(facts), head).length === 0 ? {} : { headAt: updatedAt }) };
}

/** A number means what has it in the very repository in which that was said. */
async function idHere(parts: Parts, { tenant, project }: Place, number: number): Promise<string> {
  return (await parts.work.findByNumber(tenant, project, number))?.id ?? UNKNOWN_WORK;
}

/** Somebody accepts a pull request where it is. A refusal is answered there, too. */
export async function pullAccepted(
  parts: Parts,
  { place, number, actor, accepts, saidAt, comment, whole }: Extract<Translation, { kind: 'pull-accepted' }>,
  cause: string,
): Promise<void> {
  const known = await parts.work.findByNumber(place.tenant, place.project, number);
  const on = { pull: known?.id ?? `pull:${number}`, number };
  let isDone = whole;
  for (const [index, { request, line }] of accepts.entries()) {
    const own = `${cause}/accept/${index}`;
    const row = await numbered(parts, place, request);
    if (!row) {
      isDone = false;
      const asked = { kind: 'answer-pull', place, number, cause: own, to: actor, explains: false } as const;
      await enqueue(parts, place.tenant, [asked], own);
      continue;
    }
    const { ref } = row;
    const command = await atHead(parts, place, ref, { type: 'accept', work: `#${number}` }, saidAt);
    const isLast = index === accepts.length - 1;
    const saidIn = comment === undefined ? {} : { saidIn: { comment, whole: isLast && isDone, on: on.pull } };
    const ran = await act(parts, { place, ref, number: row.number, actor, command, line: '', cause: own, ...saidIn });
    isDone &&= ran.kind === 'done' && !ran.outcome.refusal;
    const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
    if (!refusal) continue;
    const said = [{ kind: 'refused', refusal, line, matter: matterOf(command) }] as const;
    const answer = { kind: 'answer', place, number, ref, on, cause: `${own}/said`, to: actor, said } as const;
    await enqueue(parts, place.tenant, [answer], `${own}/said`);
  }
}
