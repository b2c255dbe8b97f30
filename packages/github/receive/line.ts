/** The line: one stored delivery at a time → translate → run → what follows. Everything here may happen twice and is done once. */
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { proposeLater } from '../mirror/propose.ts';
import { GHOST_ACCOUNT, isChangeRequest, placeOf } from '../place.ts';
import { toldNow } from '../record/formername.ts';
import { forgetPlaces, rememberPlace } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { onWholeRecord } from '../record/recordlost.ts';
import { issueSchema, type Payload, speaks } from '../schema.ts';
import { letInAgain } from '../setup/letin.ts';
import { onboardLater } from '../setup/onboard.ts';
import { readPayload, translate } from '../translate/translate.ts';
import type { Place, Translation, TranslationFacts } from '../translation.ts';
import { forgetGroup, rememberGroup } from '../work/group.ts';
import { groupsLeft } from '../work/groupsgone.ts';
import { pullSeen } from '../work/pull.ts';
import { pullAccepted } from './accept.ts';
import { pullApproved } from './approve.ts';
import { handedOver, moved, touchedByHand } from './byhand.ts';
import { change } from './change.ts';
import { checkPressed } from './checkpressed.ts';
import { causeOf, partOf, type Received } from './delivered.ts';
import { markedAsFiled } from './filedfor.ts';
import { gather } from './gather.ts';
import { linkWaiting } from './linkwaiting.ts';
import { factsChanged } from './reconsider.ts';
import { requirementTold } from './requirement.ts';
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
    const own = partOf(cause, index, meant.length);
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
