/** The lists by which a night finds its work, made anew where they are lost: of the record's own rows, for every project that Jira knows. */
import { policyStream } from '@countersign/core/enactment/decider.ts';
import { siteStream } from '@countersign/core/setup/site.ts';
import { z } from 'zod';
import type { Desk } from '../desk.ts';
import { projectsOf, rememberProject } from '../facts/site.ts';
import { every, Refused } from '../setup/piece.ts';
import { ownSitesOf, rememberOwnSite } from '../setup/site.ts';

const project = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

/** Forge answers so many at once. */
const TOGETHER = 25;

/**
 * Lists each project that has requests, or its own types and fields, and is listed no more. What is listed already is not looked at again, so a
 * night in which nothing is lost asks Jira for its projects, and the register once for each of the others. A project that is gone from Jira
 * has nothing that a night could compare.
 * @throws Transient when Jira or the storage is away
 */
export async function rebuildLists(desk: Desk): Promise<void> {
  const there = await projectsInJira(desk);
  const [listed, own] = [new Set(await projectsOf(desk)), new Set(await ownSitesOf(desk))];
  const unlisted = there.filter((id) => !listed.has(id));
  for (let at = 0; at < unlisted.length; at += TOGETHER)
    await Promise.all(
      unlisted.slice(at, at + TOGETHER).map(async (id) => {
        if (await hasRecord(desk, id)) await rememberProject(desk, id);
      }),
    );
  const unowned = there.filter((id) => !own.has(id));
  // A row is there for what was taken back as well; then there is nothing to take back again.
  const rows = await desk.register.findAll(unowned.map((id) => siteStream(desk.tenant, id)));
  for (const { ref } of rows) await rememberOwnSite(desk, ref.project);
}

/** Requests that live there, or a policy that stands there and may have to be brought over or named anew. */
async function hasRecord({ register, tenant }: Desk, id: string): Promise<boolean> {
  const [requests, policy] = await Promise.all([
    register.list(tenant, id, { limit: 1 }),
    register.row(policyStream({ tenant, project: id })),
  ]);
  return requests.rows.length > 0 || policy !== undefined;
}

/** None where Jira lets the app see none: then the lists stay as they are. */
async function projectsInJira({ client }: Desk): Promise<readonly string[]> {
  try {
    return (await every(client, '/rest/api/3/project/search?orderBy=key', project)).map(({ id }) => id);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}
