/** The register of a project and the dashboard gadget: rows of the record, of which everybody gets those that they may see in Jira. */

import { load } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { isOpen, STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { gadgetData, type Listing, ownersOf, registerData } from '../answer/list.ts';
import type { Desk } from '../desk.ts';
import { goneOf } from '../facts/gone.ts';
import { lostIn } from '../facts/lost.ts';
import { namesOf } from '../facts/people.ts';
import { projectsOf } from '../facts/site.ts';
import { visibleTo } from '../facts/visible.ts';
import { factsAt, readerAt } from '../facts.ts';
import { streamOf } from '../place.ts';
import { PAYLOADS } from '../port/call.ts';
import type { GadgetData, RegisterData } from '../port/data.ts';
import { type Asker, mayAdministerProject, personAsking } from './asker.ts';

/** Rows that a page counts and filters over; a project with more is asked by JQL. */
const MOST_ROWS = 2000;

/** Owners whose names are looked up for a CSV; the rows of more show their accounts. */
const MOST_OWNERS = 60;

async function allRows(desk: Desk, project: string): Promise<readonly ChangeRow[]> {
  const rows: ChangeRow[] = [];
  for (let cursor: string | undefined; rows.length < MOST_ROWS; ) {
    const page = await desk.register.list(desk.tenant, project, { limit: 100, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    if (!page.cursor) break;
    cursor = page.cursor;
  }
  return rows;
}

export async function register(asker: Asker, payload: unknown): Promise<RegisterData> {
  const { desk, locale, project, asUser } = asker;
  const place = { tenant: desk.tenant, project: project?.id ?? '' };
  const [rows, policy] = await Promise.all([
    allRows(desk, place.project),
    factsAt(desk, place, { patient: false }).policy(),
  ]);
  const keys = await visibleTo(
    asUser,
    rows.map((row) => row.ref.stream),
  );
  const unseen = rows.filter((row) => !keys.has(row.ref.stream));
  const seen = rows.filter((row) => keys.has(row.ref.stream));
  const asked = PAYLOADS.register.parse(payload);
  return registerData({
    rows: seen,
    asked,
    ...(asked.csv ? { names: await namesOf(readerAt(desk, false), desk.tenant, ownersOf(seen), MOST_OWNERS) } : {}),
    deleted: await deletedOf(asker, unseen),
    lost: await lostOf(asker),
    keys,
    setting: settingFor(policy, desk.now(), locale),
    now: new Date(desk.now()).toISOString(),
  });
}

/** What is on record of an issue that is gone stays with those who administer the project; nobody else can be told, for its rights went with it. */
async function deletedOf(asker: Asker, unseen: readonly ChangeRow[]): Promise<NonNullable<Listing['deleted']>> {
  const { desk, project } = asker;
  if (unseen.length === 0 || !(await mayAdministerProject(asker))) return [];
  const gone = await goneOf(
    desk,
    unseen.map((row) => row.ref.stream),
  );
  const listed = unseen
    .filter(({ ref }) => gone.has(ref.stream))
    .map(async (row) => {
      // Whatever was noted of an issue: what its record calls there again is shown by Jira alone, to whom Jira shows it.
      const state = await load(desk.ledger, row.ref);
      const deleted = state && isDeleted(state);
      return deleted ? [{ row, key: `${project?.key ?? ''}-${row.number}`, at: deleted.at }] : [];
    });
  return (await Promise.all(listed)).flat();
}

/** Whose record was lost and is not back, by what Jira shows the administrator. */
async function lostOf(asker: Asker): Promise<RegisterData['lost']> {
  const { desk, project, asUser } = asker;
  if (!project) return [];
  const noted = await lostIn(desk.documents, { tenant: desk.tenant, project: project.id });
  if (noted.size === 0 || !(await mayAdministerProject(asker))) return [];
  const keys = await visibleTo(asUser, [...noted.keys()]);
  const rows = await Promise.all(
    [...noted].map(async ([id, { version }]) => {
      const key = keys.get(id);
      const isBack = (await desk.ledger.read(streamOf({ tenant: desk.tenant, project: project.id }, id))).length > 0;
      return key === undefined || isBack ? [] : [{ key, version }];
    }),
  );
  return rows.flat();
}

/** Open requests that the gadget counts, the newest change first. */
const MOST_OPEN = 300;
/** Of those, how many are looked at for the viewer's next steps. */
const MOST_LOOKED_AT = 40;

export async function gadget(asker: Asker): Promise<GadgetData> {
  const { desk, locale, project, asUser } = asker;
  // A dashboard stands in no project: then all of them are meant.
  const projects = project ? [project.id] : await projectsOf(desk);
  const rows = (await Promise.all(projects.map((id) => allRows(desk, id)))).flat();
  const newest = rows
    .filter((row) => isOpen(row.stage))
    .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt))
    .slice(0, MOST_OPEN);
  const seen = await visibleTo(
    asUser,
    newest.map((row) => row.ref.stream),
  );
  const open = newest.filter((row) => seen.has(row.ref.stream));
  const counted: Partial<Record<Stage, number>> = {};
  for (const { stage } of open) {
    const known = STAGES.find((one) => one === stage);
    if (known) counted[known] = (counted[known] ?? 0) + 1;
  }
  const actor = await personAsking(asker);
  const looked = await Promise.all(
    open.slice(0, MOST_LOOKED_AT).map(async ({ ref }) => {
      const state = await load(desk.ledger, ref);
      if (!state) return [];
      const facts = factsAt(desk, ref, { patient: false });
      const policy = await policyFor(facts, state);
      const { items } = state.content.request;
      const situation = await situationFor(facts, state, { actor, policy, items, command: { type: 'reconsider' } });
      // Whose vote is asked, and no more: whether the text is ahead of its record is asked when somebody votes.
      return [{ state, situation: { ...situation, asRecorded: 'yes' as const } }];
    }),
  );
  return gadgetData(counted, looked.flat(), locale);
}
