/** Jira's events → what they mean → the record: one event at a time for each issue. Everything here may happen twice and is done once. */

import { ENGINE, type Person } from '@countersign/core/content/person.ts';
import { Malformed } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { load } from '@countersign/core/run.ts';
import { isGone, path } from './client.ts';
import { act, type Desk, factsAt, jobOf, siteOf, standing } from './desk.ts';
import { forgetItem } from './items.ts';
import { rememberBeginning } from './known.ts';
import { type Place, personOf } from './place.ts';
import { eventSchema, issueSchema, type JiraEvent, type JiraIssue, type Site, userSchema } from './schema.ts';
import { translate } from './translate.ts';

export type Handled = 'done' | { readonly ignored: string };

/**
 * Handles one event.
 * @throws Malformed when it is not as Jira describes it; Transient and Conflict, tried again by the queue.
 */
export async function handle(desk: Desk, given: unknown): Promise<Handled> {
  const read = eventSchema.safeParse(given);
  if (!read.success)
    throw new Malformed(`the event is not as Jira describes it: ${read.error.issues[0]?.path.join('.')}`);
  const event = read.data;
  const site = await siteOf(desk);
  if (!site) return { ignored: 'the site is not set up' };
  if (event.selfGenerated) return { ignored: 'we caused it ourselves' };
  const deleted = event.eventType === 'avi:jira:deleted:issue';
  const issue = deleted ? undefined : await issueNow(desk, event.issue.id);
  const project = issue?.fields.project.id ?? event.issue.fields?.project?.id;
  if (project === undefined) return { ignored: 'the issue is gone' };
  const place = { tenant: desk.tenant, project };
  await itemChanged(desk, place, event.issue.id, causeOf(event));
  return (await isRequest(desk, place, event, issue, site))
    ? request(desk, { event, issue, site, place })
    : { ignored: 'not a change request' };
}

interface Given {
  readonly event: JiraEvent;
  readonly issue: JiraIssue | undefined;
  readonly site: Site;
  readonly place: Place;
}

async function request(desk: Desk, { event, issue, site, place }: Given): Promise<Handled> {
  const { ref } = await standing(desk, event.issue.id, place.project);
  const before = await load(desk.ledger, ref);
  const actor = await actorOf(desk, event);
  const policy = await factsAt(desk, ref, true).policy();
  const currency = policy.kind === 'in-force' ? policy.policy.currency : 'USD';
  const locale = policy.kind === 'in-force' ? policy.policy.locale : site.locale;
  const meant = translate({
    event,
    issue,
    site,
    before,
    locale,
    currency,
    address: `${site.address}/browse/${event.issue.key}`,
  });
  if (meant.kind === 'ignored') return { ignored: meant.why };
  const cause = causeOf(event);
  if (!before) await rememberBeginning(desk, ref.stream, ref.project);
  for (const [index, action] of meant.actions.entries()) {
    const { command, answer } = action;
    await act(desk, { ref, actor, command, cause: `${cause}/${index}`, ...(answer ? { answer } : {}) });
  }
  if (meant.said.length > 0) await say(desk, ref, meant.said.join('\n\n'), `${cause}/said`);
  if (meant.restore) await showAgain(desk, ref, `${cause}/restore`);
  return 'done';
}

/** Whatever Jira shows of a request is written anew: a hand that is not ours changed it. */
async function showAgain(desk: Desk, ref: StreamRef, cause: string): Promise<void> {
  const state = await load(desk.ledger, ref);
  if (!state) return;
  await desk.documents.forget({ tenant: ref.tenant, project: ref.project, kind: 'shown', id: ref.stream });
  await desk.ledger.append({ ref, expected: state.version, entries: [], jobs: [jobOf({ kind: 'show', ref })], cause });
}

async function say(desk: Desk, ref: StreamRef, text: string, cause: string): Promise<void> {
  const version = (await load(desk.ledger, ref))?.version ?? 0;
  const jobs = [jobOf({ kind: 'answer', ref, text, cause })];
  await desk.ledger.append({ ref, expected: version, entries: [], jobs, cause });
}

/** An issue that requests touch may have changed: what is known of it is forgotten, and they are looked at again. */
async function itemChanged(desk: Desk, place: Place, item: string, cause: string): Promise<void> {
  const touching = await desk.register.touching(place.tenant, place.project, [item]);
  if (touching.length === 0) return;
  await forgetItem(desk, place, item);
  for (const { ref } of touching)
    await act(desk, {
      ref,
      actor: ENGINE,
      command: { type: 'reconsider' },
      cause: `${cause}/reconsider/${ref.stream}`,
    });
}

async function issueNow(desk: Desk, id: string): Promise<JiraIssue | undefined> {
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${id}`);
  if (isGone(answer)) return undefined;
  const read = answer.ok ? issueSchema.safeParse(answer.data) : undefined;
  if (!read?.success) throw new Malformed(`the issue ${id} could not be read${answer.ok ? '' : `: ${answer.message}`}`);
  return read.data;
}

/** Of its type; or on record, when it is gone and Jira no longer says what it was. */
async function isRequest(
  desk: Desk,
  place: Place,
  event: JiraEvent,
  issue: JiraIssue | undefined,
  site: Site,
): Promise<boolean> {
  const type = issue?.fields.issuetype.id ?? event.issue.fields?.issuetype?.id;
  if (type !== undefined) return type === site.changeType;
  const { ref } = await standing(desk, event.issue.id, place.project);
  return (await load(desk.ledger, ref)) !== undefined;
}

/** Who did it, as Jira's event says; a deleted account speaks as nobody. */
async function actorOf(desk: Desk, event: JiraEvent): Promise<Person> {
  const id = event.comment?.author?.accountId ?? event.atlassianId;
  if (id === undefined) return { id: 'jira:unknown', name: 'unknown' };
  if (event.comment?.author?.displayName) return personOf(event.comment.author);
  const answer = await desk.client.request('GET', path`/rest/api/3/user?accountId=${id}`);
  const user = answer.ok ? userSchema.safeParse(answer.data) : undefined;
  return user?.success ? personOf(user.data) : { id: `jira:${id}`, name: id };
}

/** What an event is known by, so that it is applied once. */
function causeOf(event: JiraEvent): string {
  if (event.comment) return `comment:${event.issue.id}:${event.comment.id}`;
  const { changelog, timestamp } = event;
  return `${event.eventType}:${event.issue.id}:${changelog?.id ?? timestamp ?? ''}`;
}
