/** Work that is accepted by name, on the request or on the pull request itself (`rules.md 6.4`). */
import { workMeant } from '@countersign/core/change/claim.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor } from '@countersign/core/facts.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { matterOf } from '@countersign/core/typed/matter.ts';
import { speaker } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { act } from '../act.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { acceptLabel } from '../markdown/button.ts';
import { TITLE } from '../markdown/edge.ts';
import { numbered } from '../record/home.ts';
import { enqueue, type SaidIn } from '../record/job.ts';
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
    ...command,
    work,
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

interface Accepting {
  readonly place: Place;
  /** Of the pull request. */
  readonly number: number;
  readonly actor: Person;
  readonly request: number;
  /** How it was asked. */
  readonly line: string;
  readonly command: (ref: StreamRef) => Promise<Command>;
  readonly saidIn?: Omit<SaidIn, 'on'>;
}

/** Somebody accepts a pull request where it is. A refusal is answered there, too. @returns whether it was done */
async function acceptOn(
  parts: Parts,
  { place, number, actor, request, line, command: asked, saidIn }: Accepting,
  cause: string,
): Promise<boolean> {
  const row = await numbered(parts, place, request);
  if (!row) {
    const answer = { kind: 'answer-pull', place, number, cause, to: actor, explains: false } as const;
    await enqueue(parts, place.tenant, [answer], cause);
    return false;
  }
  const { ref } = row;
  const known = await parts.work.findByNumber(place.tenant, place.project, number);
  const on = { pull: known?.id ?? `pull:${number}`, number };
  const command = await asked(ref);
  const said = saidIn ? { saidIn: { ...saidIn, on: on.pull } } : {};
  const ran = await act(parts, { place, ref, number: row.number, actor, command, line: '', cause, ...said });
  const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
  if (refusal) {
    const told = [{ kind: 'refused', refusal, line, matter: matterOf(command) }] as const;
    const answer = { kind: 'answer', place, number, ref, on, cause: `${cause}/said`, to: actor, said: told } as const;
    await enqueue(parts, place.tenant, [answer], `${cause}/said`);
  }
  return ran.kind === 'done' && !refusal;
}

/** By comments on the pull request, each line by itself. */
export async function pullAccepted(
  parts: Parts,
  { place, number, actor, accepts, saidAt, comment, whole }: Extract<Translation, { kind: 'pull-accepted' }>,
  cause: string,
): Promise<void> {
  let isDone = whole;
  for (const [index, { request, line }] of accepts.entries()) {
    const isLast = index === accepts.length - 1;
    const command = (ref: StreamRef) => atHead(parts, place, ref, { type: 'accept', work: `#${number}` }, saidAt);
    const saidIn = comment === undefined ? {} : { saidIn: { comment, whole: isLast && isDone } };
    const asked = { place, number, actor, request, line, command, ...saidIn };
    isDone = (await acceptOn(parts, asked, `${cause}/accept/${index}`)) && isDone;
  }
}

export interface Pressed {
  readonly place: Place;
  readonly number: number;
  readonly actor: Person;
  readonly request: number;
  /** The commit at which the button stood: what whoever pressed it saw. */
  readonly head: string;
}

/** By the button of the check, which GitHub shows to everybody who may write. */
export async function acceptPressed(
  parts: Parts,
  { place, number, actor, request, head }: Pressed,
  cause: string,
): Promise<void> {
  const policy = await policyFor(await factsAt(parts, place), undefined);
  const line = acceptLabel(request, speaker(settingFor(policy, parts.now()), TITLE));
  const pressed = { type: 'accept', work: `#${number}`, seen: head } as const;
  const command = (ref: StreamRef) => atHead(parts, place, ref, pressed);
  await acceptOn(parts, { place, number, actor, request, line, command }, cause);
}
