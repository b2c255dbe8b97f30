/** The line: one stored delivery at a time → translate → run → what follows. Everything here may happen twice and is done once. */
import { isAskedToVote } from '@countersign/core/asked.ts';
import { dayIn } from '@countersign/core/calendar/date.ts';
import { onlyCloses } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { load, type Ran } from '@countersign/core/change/decider.ts';
import { isOutOfSight } from '@countersign/core/change/rehome.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { given, policyFor } from '@countersign/core/facts.ts';
import { Overtaken } from '@countersign/core/overtaken.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Action } from '@countersign/core/typed/reading.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { ANOTHER, boundToShown, restsOnSeen, seenBy, witnessedAt } from '@countersign/core/witness.ts';
import { type Act, act } from '../act.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { userNamed } from '../facts/directory.ts';
import { itemNumbered } from '../facts/items.ts';
import { factsAt } from '../factsat.ts';
import { proposeLater } from '../mirror/propose.ts';
import { GHOST_ACCOUNT, isChangeRequest, placeOf } from '../place.ts';
import { policyAt } from '../policy/policy.ts';
import { issueTarget } from '../project/project.ts';
import { shownBefore } from '../project/shown.ts';
import { toldNow } from '../record/formername.ts';
import { forgetPlaces, homeOf, issueOf, rememberPlace, streamOf } from '../record/home.ts';
import { enqueue, type FollowUp, jobOf, type Said, showing } from '../record/job.ts';
import { onWholeRecord } from '../record/recordlost.ts';
import { issueSchema, type Payload, speaks } from '../schema.ts';
import { letInAgain } from '../setup/letin.ts';
import { onboardLater } from '../setup/onboard.ts';
import { sayAgain } from '../translate/comment.ts';
import { NO_FACTS, readPayload, translate } from '../translate/translate.ts';
import type { Place, Translation, TranslationFacts } from '../translation.ts';
import { forgetGroup, rememberGroup } from '../work/group.ts';
import { groupsLeft } from '../work/groupsgone.ts';
import { pullSeen } from '../work/pull.ts';
import { seenOf } from '../work/seen.ts';
import { atHead, pullAccepted } from './accept.ts';
import { closeAgain } from './ahead.ts';
import { pullApproved } from './approve.ts';
import { handedOver, moved, seenAgain, touchedByHand } from './byhand.ts';
import { checkPressed } from './checkpressed.ts';
import { causeOf, isKnown, type Received, readBy } from './delivered.ts';
import { markedAsFiled } from './filedfor.ts';
import { needs } from './needs.ts';
import { isFromElsewhere, isOvertaken, noteSpoken } from './overtaken.ts';
import { factsChanged } from './reconsider.ts';
import { isOnRecord, requirementTold } from './requirement.ts';
import { asksBaseline, lookAtRequirements } from './standing.ts';
import { creditedToAsker } from './writtenfor.ts';

/** @returns what became of it. @throws Malformed, Transient or Conflict, as the queue understands them. */
export async function handle(
  parts: Parts,
  { guid, event, payload }: Received,
): Promise<'done' | { readonly ignored: string }> {
  const read = await markedAsFiled(parts, await creditedToAsker(parts, await toldNow(parts, readPayload(payload))));
  // Whatever else is told is looked up again, or judged by `judge`, which asks the same.
  if (read.issue && read.repository && read.installation) await onWholeRecord(parts, placeOf(read, read.repository));
  const cause = causeOf(guid, event, read);
  const known = await gather(parts, event, read);
  const facts = (await openedBefore(parts, event, read, known, cause)) ? await gather(parts, event, read) : known;
  const translations = translate(event, read, facts);
  const why: string[] = [];
  let isBehind = false;
  const meant = await arrivals(parts, translations, cause);
  for (const [index, translation] of meant.entries()) {
    const own = meant.length === 1 ? cause : `${cause}.${index}`;
    if (translation.kind === 'ignored') why.push(translation.why);
    else if (translation.kind === 'change') isBehind = (await change(parts, translation, own)) || isBehind;
    else await carryOut(parts, translation, own);
  }
  if (isBehind) await readAgain(parts, read, `${cause}/read`);
  return meant.length > 0 && why.length === meant.length ? { ignored: why.join('; ') } : 'done';
}

/** Moves first: what is left to do is what else the delivery means where nothing that moved is on record. */
async function arrivals(
  parts: Parts,
  translations: readonly Translation[],
  cause: string,
): Promise<readonly Exclude<Translation, { kind: 'moved' }>[]> {
  const left: Exclude<Translation, { kind: 'moved' }>[] = [];
  for (const translation of translations) {
    if (translation.kind !== 'moved') {
      left.push(translation);
      continue;
    }
    const { to, otherwise = [] } = translation;
    if (await moved(parts, translation, cause)) await linkWaiting(parts, to.place, to.number, cause);
    else left.push(...(await arrivals(parts, otherwise, cause)));
  }
  return left;
}

/**
 * Somebody was held back because the issue reads otherwise than it is on record: an edit's own delivery is still to come, or forms were read
 * otherwise when it was recorded. The record takes the text as it is now, or the next word would be held back, too. What the delivery itself
 * holds may be older than what is on record.
 */
async function readAgain(parts: Parts, { comment: _, ...payload }: Payload, guid: string): Promise<void> {
  const { issue, repository } = payload;
  if (!issue || !repository) return;
  const place = placeOf(payload, repository);
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const parameters = { owner, repo, issue_number: issue.number };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', parameters);
  const now = answer.ok ? issueSchema.safeParse(answer.data).data : undefined;
  // Unread is not decided: the next word asks again.
  if (now?.node_id !== issue.node_id) return;
  const edited = { ...payload, issue: now, action: 'edited', changes: { body: {} }, sender: GHOST_ACCOUNT };
  await handle(parts, { guid, event: 'issues', payload: edited });
}

/**
 * Somebody speaks of a request that nobody told us was filed: it is filed first, or what they say would be heard by nobody, for good.
 * @returns whether it was filed by that
 */
async function openedBefore(
  parts: Parts,
  event: string,
  { comment, ...payload }: Payload,
  { known }: TranslationFacts,
  cause: string,
): Promise<boolean> {
  const { issue, repository, installation } = payload;
  if (event !== 'issue_comment' || !comment || !speaks(payload) || !issue || !repository || !installation) return false;
  const isOurs = payload.sender?.login.toLowerCase() === parts.self.toLowerCase();
  if (known || isOurs || !isChangeRequest(issue)) return false;
  const opened = { ...payload, action: 'opened', sender: GHOST_ACCOUNT };
  await handle(parts, { guid: `${cause}/opened`, event: 'issues', payload: opened });
  return true;
}

/** The facts that the translation of this delivery needs, and only those. */
export async function gather(parts: Parts, event: string, payload: Payload): Promise<TranslationFacts> {
  const base: TranslationFacts = { ...NO_FACTS, self: parts.self };
  if (!payload.repository || !payload.installation || !['issues', 'issue_comment'].includes(event)) return base;
  // What we did ourselves comes back as a webhook; nothing has to be read to ignore it.
  if (payload.sender?.login.toLowerCase() === parts.self.toLowerCase()) return base;
  const place = placeOf(payload, payload.repository);
  const reader = await readerFor(parts, place, true);
  const state = given(await policyAt(parts, reader, place), place.project);
  const policy = state.kind === 'in-force' ? state.policy : undefined;
  const known =
    payload.issue !== undefined && payload.issue !== null && (await isKnown(parts, place, payload.issue.node_id));
  const isTouched = event === 'issues' && payload.issue ? await isItem(parts, place, payload.issue.node_id) : false;
  const pinned = known && payload.issue ? await decidedUnder(parts, place, payload.issue.node_id) : undefined;
  const profile = (pinned ?? policy)?.profile ?? base.profile;
  const { logins, issues } = needs(event, payload, known, profile);
  const people = new Map<string, Person | 'unknown'>();
  for (const login of logins) {
    const person = await userNamed(reader, place.tenant, login);
    if (person !== 'unreadable') people.set(login, person === 'nobody' ? 'unknown' : person);
  }
  const found = new Map<number, { id: string; isRequirement: boolean } | 'unknown' | 'unreadable'>();
  for (const number of issues) {
    const item = await itemNumbered(reader, place, number, policy ?? base);
    if (item === 'unreadable') found.set(number, 'unreadable');
    else
      found.set(
        number,
        'id' in item && !('deleted' in item) ? { id: item.id, isRequirement: item.isRequirement } : 'unknown',
      );
  }
  return {
    ...base,
    known,
    touched: isTouched,
    requirement: event === 'issues' && payload.issue ? await isOnRecord(parts, place, payload.issue.node_id) : false,
    people,
    issues: found,
    today: dayIn(new Date(parts.now()).toISOString(), settingFor(state, parts.now()).timeZone),
    ...(policy ? { ...readBy(policy), profile } : {}),
  };
}

/** Whether a request touches it: what is known of it has to follow it wherever it goes, also once nobody calls it a requirement any more. */
async function isItem({ register }: Parts, { tenant, project }: Place, issue: string): Promise<boolean> {
  return (await register.touching(tenant, project, [issue])).length > 0;
}

/** The policy that a request on record is decided under: by its form it was read and is read again, also when the project's has another by now (`rules.md 7.2`). */
async function decidedUnder(parts: Parts, place: Place, issue: string): Promise<Policy | undefined> {
  const state = await load(parts.ledger, await streamOf(parts, place, issue));
  const found = await policyFor(await factsAt(parts, place, { patient: true }), state);
  return found.kind === 'in-force' ? found.policy : undefined;
}

async function carryOut(
  parts: Parts,
  translation: Exclude<Translation, { kind: 'ignored' | 'change' | 'moved' }>,
  cause: string,
): Promise<void> {
  await rememberPlace(parts, translation.place);
  switch (translation.kind) {
    case 'mirror':
      return proposeLater(parts, translation, cause);
    case 'pull':
      return pullSeen(parts, translation.place, translation.pull, cause);
    case 'merge-group': {
      const { place, head, ref, base, pulls, baseSha } = translation;
      const [number] = pulls;
      const known = { ...(baseSha ? { baseSha } : {}), ...(number === undefined ? {} : { number }) };
      const heardAt = new Date(parts.now()).toISOString();
      await rememberGroup(parts, place, { head, ref, base, pulls, heardAt, ...known });
      return later(parts, place, `group:${head}`, { kind: 'show-group', place, head }, cause);
    }
    case 'merge-group-over': {
      const { place, head, merged } = translation;
      await forgetGroup(parts, place, head);
      // A group that was not merged leaves a green that nobody takes back: whoever opens a pull request of its commit could spend it.
      if (merged) return;
      return later(parts, place, `group:${head}`, { kind: 'show-head', place, head, isGroup: true }, `${cause}/over`);
    }
    case 'left-queue':
      return groupsLeft(parts, translation.place, translation.number, cause);
    case 'check':
      return checkPressed(parts, translation, cause);
    case 'pull-asked': {
      const { place, number, actor: to, explains } = translation;
      const job = { kind: 'answer-pull', place, number, cause, to, explains } as const;
      return later(parts, place, `pull-asked:${number}`, job, cause);
    }
    case 'pull-accepted':
      return pullAccepted(parts, translation, cause);
    case 'pull-approved':
      return pullApproved(parts, translation, cause);
    case 'facts':
      return factsChanged(parts, translation, cause);
    case 'requirement':
      return requirementTold(parts, translation, cause);
    case 'touched':
      return touchedByHand(parts, translation, cause);
    case 'renamed':
      return;
    case 'account-renamed':
      return forgetPlaces(parts, translation.place.tenant);
    case 'handed-over':
      return handedOver(parts, translation, cause);
    case 'let-in-again':
      return letInAgain(parts, translation, cause);
    case 'installed':
      return onboardLater(parts, translation.place, translation.by, translation.among, cause);
  }
}

async function later(parts: Parts, place: Place, what: string, job: FollowUp, cause: string): Promise<void> {
  await enqueue(parts, place.tenant, [job], `${cause}/${what}`);
}

/** @returns whether somebody was held back because the issue reads otherwise than it is on record */
async function change(
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

/** Pull requests may have named the request before it was one. */
async function linkWaiting(parts: Parts, place: Place, number: number, cause: string): Promise<void> {
  for (const work of await parts.work.open(place.tenant, place.project)) {
    const pull = seenOf(work);
    const names = pull.named.some((named) => named.kind === 'issue' && named.number === number);
    if (names) await pullSeen(parts, place, pull, `${cause}/waiting/${pull.id}`);
  }
}
