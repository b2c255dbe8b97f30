/** The register of a project and the dashboard gadget: rows of the record, of which everybody gets those that they may see in Jira. */

import { load } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { isOpen, STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { gadgetData, type Listing, ownersOf, registerData } from '../answer/list.ts';
import { waitingAs } from '../answer/waiting.ts';
import { goneOf } from '../facts/gone.ts';
import { lostIn } from '../facts/lost.ts';
import { namesOf } from '../facts/people.ts';
import { projectsOf } from '../facts/site.ts';
import { projectsSeen, visibleTo } from '../facts/visible.ts';
import { waitsIn } from '../facts/waiting.ts';
import { factsAt, readerAt } from '../facts.ts';
import { streamOf } from '../place.ts';
import { PAYLOADS } from '../port/call.ts';
import type { GadgetData, RegisterData } from '../port/data.ts';
import { partOf } from '../record/register.ts';
import { type Asker, mayAdministerProject } from './asker.ts';
import { walk } from './walk.ts';

/** Owners whose names are looked up for a CSV; the rows of more show their accounts. */
const MOST_OWNERS = 60;

export async function register(asker: Asker, payload: unknown): Promise<RegisterData> {
  const { desk, locale, project, asUser } = asker;
  const asked = PAYLOADS.register.parse(payload);
  const place = { tenant: desk.tenant, project: project?.id ?? '' };
  const [counts, policy] = await Promise.all([
    desk.register.tallies.cells(partOf(place)),
    factsAt(desk, place, { patient: false }).policy(),
  ]);
  const { rows, walk: walked } = await walk(desk, place.project, counts, asked);
  const keys = await visibleTo(
    asUser,
    rows.map((row) => row.ref.stream),
  );
  const unseen = rows.filter((row) => !keys.has(row.ref.stream));
  const seen = rows.filter((row) => keys.has(row.ref.stream));
  return registerData({
    rows: seen,
    asked,
    ...(walked ? { walk: { ...walked, counts } } : {}),
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

/** Open requests of the newest that the gadget counts one by one, by what its viewer may see; of more it says how many are on record. */
const MOST_OPEN = 60;
/** Of those, how many are looked at for the viewer's next steps. */
const MOST_LOOKED_AT = 25;

export async function gadget(asker: Asker): Promise<GadgetData> {
  const { desk, locale, project, asUser, accountId } = asker;
  // A dashboard stands in no project: then all of them are meant.
  const newest = project
    ? await desk.register.list(desk.tenant, project.id, { limit: MOST_OPEN })
    : await desk.register.open(desk.tenant, { limit: MOST_OPEN });
  const rows = newest.rows.filter((row) => isOpen(row.stage));
  const seen = await visibleTo(
    asUser,
    rows.map((row) => row.ref.stream),
  );
  const open = rows.filter((row) => seen.has(row.ref.stream));
  const known = await waitsIn(
    desk,
    open.slice(0, MOST_LOOKED_AT).map(({ ref }) => ref),
  );
  const now = new Date(desk.now()).toISOString();
  const waiting = known.flatMap((one) => waitingAs(one, accountId, locale, now) ?? []);
  if (!newest.cursor) return gadgetData(stagesIn(open), waiting, locale);
  const { counts, isWhole } = await onRecord(asker);
  return gadgetData(counts, waiting, locale, { isWhole });
}

function stagesIn(rows: readonly ChangeRow[]): Partial<Record<Stage, number>> {
  const counted: Partial<Record<Stage, number>> = {};
  for (const { stage } of rows) {
    const known = STAGES.find((one) => one === stage);
    if (known) counted[known] = (counted[known] ?? 0) + 1;
  }
  return counted;
}

/** What is on record in all projects that the viewer may see. */
async function onRecord({
  desk,
  project,
  asUser,
}: Asker): Promise<{ readonly counts: Partial<Record<Stage, number>>; readonly isWhole: boolean }> {
  const projects = project ? [project.id] : await projectsSeen(asUser, await projectsOf(desk));
  const found = await desk.register.tallies.stages(projects.map((id) => partOf({ tenant: desk.tenant, project: id })));
  const counts: Partial<Record<Stage, number>> = {};
  for (const one of found)
    for (const stage of STAGES) if (one?.[stage]) counts[stage] = (counts[stage] ?? 0) + one[stage];
  return { counts, isWhole: found.every((one) => one !== undefined) };
}
