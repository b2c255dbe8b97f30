/** Jira's events → what they mean → the record: one event at a time for each issue. Everything here may happen twice and is done once. */

import { isAskedToVote } from '@countersign/core/asked.ts';
import { dayIn } from '@countersign/core/calendar/date.ts';
import { isHeldTo } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { CHANGE, load } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import { NO_ACT } from '@countersign/core/change/pending.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ENGINE, type Person } from '@countersign/core/content/person.ts';
import type { AffectedItem } from '@countersign/core/content/request.ts';
import { Malformed } from '@countersign/core/failure.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { ANOTHER, afterOwn, boundTo, restsOnSeen, type Witnessed, witnessedAt } from '@countersign/core/witness.ts';
import { type Asked, act, tell } from './act.ts';
import { isGone, path } from './client.ts';
import type { Desk } from './desk.ts';
import { recordGone, recordSeen } from './facts/gone.ts';
import { isOvertaken, writersSince } from './facts/history.ts';
import { issueNow } from './facts/issue.ts';
import { forgetLost, lostBy } from './facts/lost.ts';
import { isOurAccount } from './facts/own.ts';
import { namesOf } from './facts/people.ts';
import { rememberBeginning, rememberProject, siteAndRecord } from './facts/site.ts';
import { rememberTouching } from './facts/touching.ts';
import { factsAt, readerAt } from './facts.ts';
import { accountOf } from './place.ts';
import { showAgain } from './project/shown.ts';
import { explained, helped } from './query/explain.ts';
import { itemChanged } from './queue/touched.ts';
import { actorOf, authorOf } from './receive/actor.ts';
import { causeOf } from './receive/cause.ts';
import { tellLost } from './receive/lost.ts';
import { noteSaid, overtakenOf, placeOf } from './receive/overtaken.ts';
import { asWritten } from './receive/program.ts';
import { recordOrNote } from './receive/unrecordable.ts';
import { byWriters, type Owned } from './receive/writer.ts';
import { COMMENT_DELETED, commentSchema, eventSchema, type JiraEvent, type JiraIssue } from './schema.ts';
import { namedIn } from './translate/comment.ts';
import { type Governing, isLinked } from './translate/edit.ts';
import { itemKeys, mentionedBy } from './translate/request.ts';
import { type Action, projectOf, translate } from './translate.ts';

export type Handled = 'done' | { readonly ignored: string };

/**
 * Handles one event.
 * @throws Malformed when it is not as Jira describes it; Transient and Conflict, tried again by the queue.
 */
export async function handle(desk: Desk, given: unknown): Promise<Handled> {
  const read = eventSchema.safeParse(storableJson(given as Json));
  if (!read.success)
    throw new Malformed(`the event is not as Jira describes it: ${read.error.issues[0]?.path.join('.')}`);
  const event = await inFull(desk, read.data);
  if (event.selfGenerated) return { ignored: 'we caused it ourselves' };
  // A post function is not told whether an app moved the issue; its account says so.
  if (event.transition !== undefined && (await isOurAccount(desk, event.atlassianId)))
    return { ignored: 'we caused it ourselves' };
  const deleted = event.eventType === 'avi:jira:deleted:issue';
  if (deleted) await recordGone(desk, event.issue.id);
  const issue = deleted ? undefined : await issueNow(desk, event.issue.id);
  const project = issue?.fields.project.id ?? event.issue.fields?.project?.id;
  if (project === undefined) return { ignored: 'the issue is gone' };
  try {
    return await ofRequest(desk, event, issue, project);
  } finally {
    // Whatever becomes of it here: a request of another project may rest on this issue.
    if (mayChangeItem(event)) await itemChanged(desk, event.issue.id, causeOf(event));
  }
}

async function ofRequest(
  desk: Desk,
  event: JiraEvent,
  issue: JiraIssue | undefined,
  project: string,
): Promise<Handled> {
  const { site, ref, isKnown, entries } = await siteAndRecord(desk, event.issue.id, project);
  if (!site) return isKnown && issue ? outOfSight(desk, event, issue, ref) : { ignored: 'the project is not set up' };
  const type = issue?.fields.issuetype.id ?? event.issue.fields?.issuetype?.id;
  const isTyped = type === site.changeType;
  // What is on record stays a request under whatever type: else its edits would be nobody's.
  if (!isTyped && !isKnown) return { ignored: 'not a change request' };
  return request(desk, { event, issue, site, ref, isTyped, before: folded(CHANGE, entries) });
}

/**
 * Begins a record anew where the former one is lost, as a draft; whoever may do that has been asked. Of a request that is on record nothing is done.
 * @throws Malformed when the issue cannot be read
 */
export async function startAnew(desk: Desk, id: string, starter: Person): Promise<void> {
  const issue = await issueNow(desk, id);
  if (!issue) return;
  const { site, ref, entries } = await siteAndRecord(desk, id, issue.fields.project.id);
  if (!site || entries.length > 0 || !lostBy(issue.properties)) return;
  const timestamp = new Date(desk.now()).toISOString();
  const event = { eventType: 'avi:jira:created:issue', issue: { id, key: issue.key }, timestamp };
  const by = { atlassianId: accountOf(starter) };
  await request(desk, { event: { ...event, ...by }, issue, site, ref, isTyped: true, before: undefined, starter });
  await forgetLost(desk.documents, ref, id);
}

/** It was moved to a project where the app is not set up: its record says so, and nothing that was decided goes along (`rules.md 5.6`). */
async function outOfSight(desk: Desk, event: JiraEvent, issue: JiraIssue, ref: StreamRef): Promise<Handled> {
  const state = await load(desk.ledger, ref);
  const lives = homeProject(state, ref);
  const project = issue.fields.project.id;
  if (!state || lives === project) return { ignored: 'the project is not set up' };
  const from = { project: lives, name: projectOf(state.label) };
  const to = { project, outOfSight: true } as const;
  const { label, address } = { label: issue.key, address: state.address };
  const command: Command = { type: 'rehome', from, to, label, address };
  await act(desk, { ref, actor: ENGINE, command, cause: `${causeOf(event)}/rehome` });
  return 'done';
}

/** A comment that was too long for the queue comes without its words, and one in Jira's older notation says less of what is quoted; they are read now, with what Jira says of their age. */
async function inFull(desk: Desk, event: JiraEvent): Promise<JiraEvent> {
  const { comment, issue } = event;
  // Without its time nobody can tell what its writer had before them.
  const isRead = comment?.body !== undefined && typeof comment.body !== 'string' && comment.created !== undefined;
  if (!comment || isRead || event.eventType === COMMENT_DELETED) return event;
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${issue.id}/comment/${comment.id}`);
  if (isGone(answer)) return event;
  const read = answer.ok ? commentSchema.safeParse(storableJson(answer.data as Json)) : undefined;
  if (!read?.success) throw new Malformed(`the comment ${comment.id} could not be read`);
  return { ...event, comment: { ...comment, ...read.data } };
}

/** What is governed of a requirement is its title and its text: labels, ranks and links change all day, and every request that touches it would be looked at again. */
function mayChangeItem(event: JiraEvent): boolean {
  if (event.comment || isLinked(event)) return false;
  const touched = event.changelog?.items;
  return touched?.some(({ fieldId, field }) => ['summary', 'description'].includes(fieldId ?? field ?? '')) ?? true;
}

interface Given {
  readonly event: JiraEvent;
  readonly issue: JiraIssue | undefined;
  readonly site: Site;
  readonly ref: StreamRef;
  /** False when it is on record, and of another type by now. */
  readonly isTyped: boolean;
  /** As it is on record; `undefined` before it is. */
  readonly before: ChangeState | undefined;
  /** Who begins a new record in the place of one that is lost; nobody, where an event only came. */
  readonly starter?: Person;
}

async function request(desk: Desk, given: Given): Promise<Handled> {
  const { event, issue, site, ref, isTyped, before, starter } = given;
  if (issue && !isTyped && !(before && isOpen(before.stage))) return { ignored: 'no change request any more' };
  const lost = before ? undefined : lostBy(issue?.properties);
  if (lost && !starter) {
    await tellLost(desk, event, ref, lost, site.locale);
    return { ignored: 'its record is lost' };
  }
  // Before the request's own record says that it is there again: what is tried twice is said once.
  if (issue && before && isDeleted(before)) await recordSeen(desk, ref.stream);
  const governing = { site, items: itemKeys(issue, site, before) };
  const actor = await actorOf(desk, event, governing);
  const lives = homeProject(before, ref);
  const here = issue?.fields.project.id ?? lives;
  if (before && here !== lives) await rememberProject(desk, here);
  const policy = await factsAt(desk, ref, { patient: true }).policy(here);
  const currency = policy.kind === 'in-force' ? policy.policy.currency : 'USD';
  const locale = policy.kind === 'in-force' ? policy.policy.locale : site.locale;
  const setting = settingFor(policy, desk.now(), locale);
  // A link's event and our own comparison name no key.
  const key = issue?.key ?? (event.issue.key || before?.label || '');
  const meant = translate({
    event,
    issue,
    site,
    before,
    lives,
    setting,
    currency,
    today: dayIn(new Date(desk.now()).toISOString(), setting.timeZone),
    bots: policy.kind === 'in-force' ? policy.policy.bots : [],
    names: await namesOf(readerAt(desk, true), desk.tenant, [
      ...namedIn(event.comment?.body),
      ...(event.comment ? [] : mentionedBy(issue, site)),
    ]),
    address: `${site.address}/browse/${key}`,
    ...(lost && starter ? { afterLoss: { version: lost.version, by: starter } } : {}),
  });
  if (meant.kind === 'ignored') return { ignored: meant.why };
  const cause = causeOf(event);
  if (!before) await rememberBeginning(desk, [ref.stream], ref.project);
  await rememberTouching(desk, ref, newItems(meant.actions, before));
  const meantByAll = await byWriters(desk, { event, governing, before, actor }, meant.actions);
  const late = await overtakenOf(desk, event, { ref, actor }, meantByAll);
  const actions = meantByAll.filter(
    (one) => !late.includes(one) && !isTold(one.command, { before, actor, now: desk.now() }),
  );
  const visibility = event.comment?.visibility as Json | undefined;
  const heard = {
    ...(visibility ? { visibility } : {}),
    ...(event.comment?.jsdPublic === false ? { isInternal: true as const } : {}),
  };
  const isSubmitted = before?.submittedAt !== undefined;
  const isNoted = await recordAll(desk, { event, governing, ref, actor, heard, isSubmitted }, actions);
  // Of two links made at once, both events find both.
  if (isComparison(event) || event.linkId !== undefined) await creditWriters(desk, ref, governing, cause);
  if (meant.assent && (await isAskedToVote(desk.ledger, factsAt(desk, ref, { patient: true }), ref, actor)))
    await tell(desk, { ref, text: meant.assent, cause: `vote-how:${ref.stream}:${actor.id}`, to: [actor], ...heard });
  const help = meant.help ? await helped(desk, ref, locale) : undefined;
  const why = meant.explain ? await explained(desk, ref, key, locale) : undefined;
  const unrecordable = isNoted ? [catalogue(locale)('command.form-unrecordable')] : [];
  const again = late.flatMap((one) => one.again ?? []);
  const said = [...meant.said, ...again, ...unrecordable, ...(help ? [help] : []), ...(why ? [why] : [])];
  if (said.length > 0) await tell(desk, { ref, text: said.join('\n\n'), cause: `${cause}/said`, ...heard });
  if (meant.restore) await showAgain(desk, ref, `${cause}/restore`);
  return 'done';
}

interface Recording extends Pick<Given, 'event' | 'ref'> {
  readonly governing: Governing;
  readonly actor: Person;
  /** Who may read what is answered. */
  readonly heard: Pick<Asked, 'visibility' | 'isInternal'>;
  /** From then on who writes is an author. */
  readonly isSubmitted: boolean;
}

/** Does what was asked, one after another, each bound to what its writer saw. @returns true when a text could not be put on record, which its writer has to be told */
async function recordAll(
  desk: Desk,
  { event, governing, ref, actor, heard, isSubmitted }: Recording,
  actions: readonly Owned[],
): Promise<boolean> {
  let seen = await witnessed(desk, event, { governing, ref }, actions);
  const taken: Command[] = [];
  let isNoted = false;
  for (const [index, { command: meant, answer, as, by: writer }] of actions.entries()) {
    const spoken = placeOf(event.comment);
    const bound = inOrder(seen ? boundTo(seen, meant) : meant, Number.isNaN(spoken) ? undefined : spoken);
    const by = writer ?? (bound.type === 'write' ? await authorOf(desk, event, governing, actor) : actor);
    const command = isSubmitted ? await asWritten(desk, bound, by) : bound;
    const cause = `${causeOf(event)}/${as ?? index}`;
    const asked = { ref, actor: by, command, cause, ...(answer ? { answer } : {}), ...heard };
    // One edit is news once, though it is written in parts.
    const recorded = await recordOrNote(desk, asked, !isNoted && !isComparison(event));
    if (recorded === 'noted') isNoted = true;
    else if (recorded !== 'known') {
      if (recorded.kind === 'repeated' || !recorded.outcome.refusal) taken.push(command);
      if (seen) seen = afterOwn(seen, recorded);
    }
  }
  await noteSaid(desk, ref, placeOf(event.comment), taken);
  return isNoted;
}

/** Nobody's event: Jira is compared with the record. */
const isComparison = ({ atlassianId, comment, changelog, linkId }: JiraEvent): boolean =>
  [atlassianId, comment, changelog, linkId].every((one) => one === undefined);

/** The text is on record in the name of its last writer; whoever wrote before, and was not told of, is an author as well (`rules.md 4.4`). */
async function creditWriters(desk: Desk, ref: StreamRef, governing: Governing, cause: string): Promise<void> {
  const state = await load(desk.ledger, ref);
  if (!state?.submittedAt) return;
  const { request } = state.content;
  for (const { by, facets } of await writersSince(desk.client, ref.stream, governing, state.submittedAt)) {
    const command: Command = { type: 'write', request, wrote: facets, late: true };
    await act(desk, { ref, actor: by, command: await asWritten(desk, command, by), cause: `${cause}/by/${by.id}` });
  }
}

/** What whoever wrote the comment saw: a text that was edited in Jira since, and is not on record yet, is another as well (`rules.md 4.1`). */
async function witnessed(
  desk: Desk,
  { comment, issue }: JiraEvent,
  { governing, ref }: Pick<Recording, 'governing' | 'ref'>,
  actions: readonly Action[],
): Promise<Witnessed | undefined> {
  if (!comment || !actions.some(({ command }) => restsOnSeen(command))) return undefined;
  const { created: since } = comment;
  if (since === undefined) return { content: ANOTHER, act: NO_ACT };
  const seen = await witnessedAt(desk.ledger, ref, since);
  const isRead = seen.content !== ANOTHER && actions.some(({ command }) => isHeldTo('content', command));
  return isRead && (await isOvertaken(desk.client, issue.id, since, governing)) ? { ...seen, content: ANOTHER } : seen;
}

/** Milliseconds in which a move is told twice: by Jira's event, and by the post function of its transition. */
const TWICE = 120_000;

/** One hand's move around the rules that was noted a moment ago is noted once; another hand's is another move (`rules.md 7.1`). */
function isTold(
  command: Command,
  { before, actor, now }: { readonly before: ChangeState | undefined; readonly actor: Person; readonly now: number },
): boolean {
  if (command.type !== 'note' || command.irregularity !== 'status-by-hand') return false;
  const last = before?.irregularities.findLast((one) => one.kind === 'status-by-hand');
  return last?.detail === command.detail && last.by.id === actor.id && now - Date.parse(last.at) < TWICE;
}

/** Items that a request names from now on. */
function newItems(actions: readonly Action[], before: ChangeState | undefined): readonly AffectedItem[] {
  const known = new Set((before?.content.request.items ?? []).map(({ id }) => id));
  return actions
    .flatMap(({ command }) => (command.type === 'open' || command.type === 'write' ? command.request.items : []))
    .filter(({ id }) => !known.has(id));
}
