/** Carries out what a delivery asks of a change request, one action after the other, each bound to what its writer saw. */
import { isAskedToVote } from '@countersign/core/asked.ts';
import { onlyCloses } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { load, type Ran } from '@countersign/core/change/decider.ts';
import { isOutOfSight } from '@countersign/core/change/rehome.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { Overtaken } from '@countersign/core/overtaken.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Action } from '@countersign/core/typed/reading.ts';
import { ANOTHER, boundToShown, restsOnSeen, seenBy, witnessedAt } from '@countersign/core/witness.ts';
import { type Act, act } from '../act.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { issueTarget } from '../project/project.ts';
import { shownBefore } from '../project/shown.ts';
import { homeOf, issueOf, rememberPlace, streamOf } from '../record/home.ts';
import { enqueue, jobOf, type Said, showing } from '../record/job.ts';
import { sayAgain } from '../translate/comment.ts';
import type { Place, Translation } from '../translation.ts';
import { atHead } from './accept.ts';
import { closeAgain } from './ahead.ts';
import { seenAgain } from './byhand.ts';
import { linkWaiting } from './linkwaiting.ts';
import { isFromElsewhere, isOvertaken, noteSpoken } from './overtaken.ts';
import { asksBaseline, lookAtRequirements } from './standing.ts';

/** @returns whether somebody was held back because the issue reads otherwise than it is on record */
export async function change(
  parts: Parts,
  { place, issue, number, actor, actions, updatedAt, saidAt, found, comment }: Extract<Translation, { kind: 'change' }>,
  cause: string,
): Promise<boolean> {
  await rememberPlace(parts, place);
  const ref = await streamOf(parts, place, issue);
  const standing = await load(parts.ledger, ref);
  const exists = standing !== undefined;
  const opens = actions.some((action) => action.kind === 'command' && action.command.type === 'open');
  // An issue that was marked before we came is opened by its next event; until then nothing is known of it.
  if (!exists && !opens) return false;
  if (standing && found && isFromElsewhere(standing, saidAt)) return false;
  if (standing && isOutOfSight(standing)) await seenAgain(parts, { place, ref, number, state: standing }, cause);
  // What was said in a repository that it has left ended with the move (T13); what only closes is heard where it lives.
  const isLeft = comment !== undefined && (await issueOf(parts, ref)) !== issue;
  const home = isLeft ? await homeOf(parts, ref) : { place, number };
  if (!home) return false;
  const at = { place: home.place, number: home.number };
  const said: Said[] = [];
  let isBehind = false;
  /** So far all that the comment asks was done. */
  let isDone = true;
  for (const [index, action] of actions.entries()) {
    if (action.kind === 'misunderstood') said.push(action);
    else if (action.kind === 'ask') said.push({ kind: action.question });
    else if (action.kind === 'assent') await tellHowToVote(parts, { place, ref, number, actor }, action);
    else {
      const { command: asked, line } = action;
      if (isLeft) {
        if (onlyCloses(asked))
          await act(parts, { ...at, ref, actor, command: inOrder(asked, comment), line, cause: `${cause}/${index}` });
        else await answerLate(parts, { ...at, ref, actor }, line, `${cause}/${index}`);
        continue;
      }
      const spoken = { ref, actor, command: asked, comment, place };
      if (found && restsOnSeen(asked) && !(await stands(parts, ref, saidAt))) {
        said.push(sayAgain(line));
        continue;
      }
      const isLate = () => isOvertaken(parts, spoken);
      if (await isLate()) {
        isDone = false;
        await answerLate(parts, { place, ref, number, actor }, line, `${cause}/${index}`);
        continue;
      }
      if (asksBaseline(asked, standing)) await lookAtRequirements(parts, place, `${cause}/${index}`);
      const late = asked.type === 'write' && (await isOutdated(parts, ref, updatedAt, cause));
      // A vote's delivery holds the words that were voted on; the rest stood in our comment.
      const bound =
        saidAt && restsOnSeen(asked) ? await asShown(parts, { place, issue, ref, actor, saidAt }, asked) : asked;
      const command = late ? { ...asked, late } : inOrder(await atHead(parts, place, ref, bound, saidAt), comment);
      const more = actions.length > 1;
      const isLast = index === actions.length - 1;
      const whole: boolean = isLast && isDone && said.length === 0;
      const acting: Act = {
        ...{ place, ref, number, actor, command, line, cause: `${cause}/${index}` },
        ...(comment === undefined || line === '' ? {} : { saidIn: { comment, whole } }),
      };
      // Somebody may press a button while this asks GitHub.
      const ran = await act(parts, { ...acting, more, isOvertaken: isLate }).catch((error: unknown) => {
        if (error instanceof Overtaken) return undefined;
        throw error;
      });
      isDone &&= ran?.kind === 'done' && !ran.outcome.refusal;
      if (!ran) {
        await answerLate(parts, { place, ref, number, actor }, line, `${cause}/${index}`);
        continue;
      }
      if (ran.kind === 'repeated' && onlyCloses(command)) await closeAgain(parts, acting, comment);
      await noteSpoken(parts, spoken, ran);
      isBehind ||= isEditedMeanwhile(ran);
    }
  }
  if (actions.length > 1) await showAll(parts, place, ref, cause);
  if (said.length > 0) {
    const answer = { kind: 'answer', ...at, ref, cause: `${cause}/said`, to: actor, said } as const;
    await enqueue(parts, ref.tenant, [answer], `${cause}/said`);
  }
  if (opens) await linkWaiting(parts, place, number, cause);
  return isBehind;
}

/** Asks to say it again, in place of doing it: what was done by this cause already has its answer. */
async function answerLate(
  { ledger }: Parts,
  { place, ref, number, actor }: Pick<Act, 'place' | 'ref' | 'number' | 'actor'>,
  line: string,
  cause: string,
): Promise<void> {
  const answer = { kind: 'answer', place, number, ref, cause, to: actor, said: [sayAgain(line)] } as const;
  await ledger.store({ tenant: ref.tenant, jobs: [jobOf(answer)], cause });
}

/** Whether what is voted on is on record as it was when somebody spoke of whom no delivery told; what was recorded later, they have not seen. */
async function stands(parts: Parts, ref: StreamRef, saidAt: string | undefined): Promise<boolean> {
  return saidAt !== undefined && (await witnessedAt(parts.ledger, ref, saidAt)).content !== ANOTHER;
}

/** Once for each person and request: whoever is asked and says yes without a command may believe to have voted. */
async function tellHowToVote(
  parts: Parts,
  { place, ref, number, actor }: Pick<Act, 'place' | 'ref' | 'number' | 'actor'>,
  { misunderstanding }: Extract<Action, { kind: 'assent' }>,
): Promise<void> {
  if (!(await isAskedToVote(parts.ledger, await factsAt(parts, place, { patient: true }), ref, actor))) return;
  const cause = `vote-how/${ref.stream}/${actor.id}`;
  const said = [{ kind: 'misunderstood', misunderstanding } as const];
  await enqueue(parts, ref.tenant, [{ kind: 'answer', place, number, ref, cause, to: actor, said }], cause);
}

function isEditedMeanwhile(ran: Ran): boolean {
  return ran.kind === 'done' && ran.outcome.refusal?.code === 'edited-meanwhile';
}

interface Speaking {
  readonly place: Place;
  readonly issue: string;
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly saidAt: string;
}

/** The command, bound to what our status comment showed before it was said (`rules.md 4.1`). */
async function asShown(
  parts: Parts,
  { place, issue, ref, actor, saidAt }: Speaking,
  command: Command,
): Promise<Command> {
  const { client } = await readerFor(parts, place);
  const ports = { client, written: parts.projections };
  const version = await shownBefore(ports, issueTarget({ place, issue }), place, saidAt);
  return boundToShown(seenBy(await parts.ledger.read(ref), version, actor.id), command);
}

/** Has a request shown once for everything that one delivery asked. */
async function showAll(parts: Parts, place: Place, ref: StreamRef, cause: string): Promise<void> {
  const state = await load(parts.ledger, ref);
  if (!state) return;
  const jobs = showing(state, { place, ref });
  await parts.ledger.store({ tenant: ref.tenant, jobs, cause: `${cause}/show` });
}

/**
 * Whether an edit is older than one that was taken already: deliveries may arrive out of order, and the issue's newest text is what
 * counts. Of edits within GitHub's one second the later arrival wins.
 */
async function isOutdated(
  parts: Parts,
  ref: StreamRef,
  updatedAt: string | undefined,
  cause: string,
): Promise<boolean> {
  if (!updatedAt) return false;
  const key = { tenant: ref.tenant, project: ref.project, kind: 'edited', id: ref.stream };
  const known = (await parts.documents.find(key))?.data as { readonly at: string; readonly cause: string } | undefined;
  if (known && known.at > updatedAt && known.cause !== cause) return true;
  await parts.documents.keep({
    ...key,
    data: { at: updatedAt, cause },
    fetchedAt: new Date(parts.now()).toISOString(),
  });
  return false;
}
