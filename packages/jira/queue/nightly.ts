/** Compares what Jira shows with the record: an event that was lost, or a field that was written past us, is found by the next morning. */

import { load } from '@countersign/core/change/decider.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import { Malformed } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { projectsOf, rememberBeginning } from '../facts/site.ts';
import { noteTouchedWhole, rememberTouching } from '../facts/touching.ts';
import { holdersAt } from '../facts.ts';
import { isShown, showAgain } from '../project/shown.ts';
import { handle } from '../receive.ts';
import { projectPolicies } from '../record/policies.ts';
import { partOf } from '../record/register.ts';
import { bringBefore } from './before.ts';
import { findDue } from './clock.ts';
import { rebuildLists } from './lists.ts';
import { type Page, pushComparisons, pushPage } from './queue.ts';

/** Requests after which a page ends: with the rest of the last list fewer than eighty, and each costs some thirty of the 4,000 reads of a minute. */
const ENOUGH = 30;
/** Rows of a list: few, because all that are open of the last one are compared as well. */
const ROWS = 50;
/** Lists that a page reads at most, so that a project full of closed ones ends it as well. */
const LISTS = 20;
/** Seconds until the next page. */
const PAUSE = 60;

/** Has some open requests compared, each in the turn of its issue, and the others a minute later: a site may have thousands, and people work at night. */
export async function comparePage(desk: Desk, page: Page): Promise<void> {
  await bringBefore(desk);
  if (page.project === undefined) await rebuildLists(desk);
  const { refs, next } = await openRequests(desk, page);
  await pushComparisons(desk.tenant, refs, page.at);
  if (next) await pushPage(desk.tenant, next, PAUSE);
  else await noteTouchedWhole(desk, desk.tenant);
}

async function openRequests(
  desk: Desk,
  { at, project: from, cursor: begin }: Page,
): Promise<{ readonly refs: readonly StreamRef[]; readonly next?: Page }> {
  const projects = await projectsOf(desk);
  const refs: StreamRef[] = [];
  let project = from ?? projects[0];
  let cursor = begin;
  for (let lists = 0; project !== undefined; lists += 1) {
    if (refs.length >= ENOUGH || lists >= LISTS) return { refs, next: { at, project, ...(cursor ? { cursor } : {}) } };
    if (!cursor) await bringPolicies(desk, project);
    if (!cursor) await countOnce(desk, project);
    const page = await desk.register.list(desk.tenant, project, { limit: ROWS, ...(cursor ? { cursor } : {}) });
    await findable(desk, page.rows);
    refs.push(...page.rows.filter((row) => isOpen(row.stage)).map(({ ref }) => ref));
    cursor = page.cursor;
    const last = project;
    if (!cursor) project = projects.find((one) => one > last);
  }
  return { refs };
}

/** What an older version did not count is counted, and what is open is found as that: once, by all rows of a project. What somebody appends to meanwhile another night counts. */
async function countOnce({ register, tenant }: Desk, project: string): Promise<void> {
  await register.tallies.make(partOf({ tenant, project }), async () => {
    const rows: ChangeRow[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await register.list(tenant, project, { limit: 100, ...(cursor ? { cursor } : {}) });
      await register.reopen(page.rows);
      rows.push(...page.rows);
      if (!page.cursor) return rows;
      cursor = page.cursor;
    }
  });
}

/** What is found by an issue or an item is made of the record's own rows, and made anew where it is lost. */
async function findable(desk: Desk, rows: readonly ChangeRow[]): Promise<void> {
  // A list goes by where requests are; where each began, its own address says.
  const begun = Map.groupBy(rows, ({ ref }) => ref.project);
  const found = [...begun].map(([project, some]) =>
    rememberBeginning(
      desk,
      some.map(({ ref }) => ref.stream),
      project,
    ),
  );
  const touched = rows.map(({ ref, items }) =>
    rememberTouching(
      desk,
      ref,
      items.map((id) => ({ id })),
    ),
  );
  await Promise.all([...found, ...touched]);
}

/** The versions of a project's policy that an older version kept in the cache. Whom Jira does not show now is said to be unread, and holds up nothing. */
async function bringPolicies(desk: Desk, project: string): Promise<void> {
  await projectPolicies(desk, project).bring(holdersAt(desk));
}

/** Compares one request, in the turn of its issue. What is shown is written by a job, in the turn of the others. */
export async function compare(desk: Desk, ref: StreamRef, at: string): Promise<void> {
  const event = { issue: { id: ref.stream, key: '' }, timestamp: at };
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${ref.stream}?fields=project`);
  if (!answer.ok && answer.status !== 404) throw new Malformed(`${ref.stream}: ${answer.message}`);
  if (!answer.ok) {
    // Jira says the same of what is gone and of what the app may not see; a project that is hidden says which.
    const project = homeProject(await load(desk.ledger, ref), ref);
    const home = await desk.client.request('GET', path`/rest/api/3/project/${project}`);
    if (!home.ok) throw new Malformed(`${ref.stream}: neither it nor its project can be read: ${home.message}`);
    // Gone without an event: told as Jira would have told it, so that no gate stays open on it.
    const fields = { project: { id: project, key: '' } };
    await handle(desk, { ...event, eventType: 'avi:jira:deleted:issue', issue: { ...event.issue, fields } });
    return;
  }
  await handle(desk, { ...event, eventType: 'avi:jira:updated:issue' });
  await findDue(desk, ref, at);
  if (!(await isShown(desk, ref))) await showAgain(desk, ref, `night:${ref.stream}:${at}`);
}
