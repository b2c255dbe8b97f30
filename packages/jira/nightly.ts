/** Compares what Jira shows with the record: an event that was lost, or a field that was written past us, is found by the next morning. */

import { isOpen } from '@countersign/core/change/stage.ts';
import { Malformed } from '@countersign/core/failure.ts';
import type { RegisterRow } from '@countersign/core/ports.ts';
import { path } from './client.ts';
import type { Desk } from './desk.ts';
import { ACCOUNT } from './place.ts';
import { show } from './project.ts';
import { handle } from './receive.ts';

/** @returns how many requests were looked at. Trouble with one does not keep the others from it. */
export async function compare(desk: Desk): Promise<number> {
  let looked = 0;
  for (const { id: project } of await desk.documents.list(desk.tenant, ACCOUNT, 'project')) {
    for await (const row of openRows(desk, project)) {
      looked += 1;
      try {
        await compareOne(desk, row);
      } catch (error) {
        console.error(`${row.ref.stream}: ${error instanceof Error ? error.message : 'unknown failure'}`);
      }
    }
  }
  return looked;
}

async function compareOne(desk: Desk, { ref }: RegisterRow): Promise<void> {
  const seen = new Date(desk.now()).toISOString();
  const event = { issue: { id: ref.stream, key: '' }, timestamp: seen };
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${ref.stream}?fields=project`);
  if (!answer.ok && answer.status !== 404) throw new Malformed(answer.message);
  if (!answer.ok) {
    // Jira says the same of what is gone and of what the app may not see; a project that is hidden says which.
    const home = await desk.client.request('GET', path`/rest/api/3/project/${ref.project}`);
    if (!home.ok) throw new Malformed(`neither the issue nor its project can be read: ${home.message}`);
    // Gone without an event: told as Jira would have told it, so that no gate stays open on it.
    const fields = { project: { id: ref.project, key: '' } };
    await handle(desk, { ...event, eventType: 'avi:jira:deleted:issue', issue: { ...event.issue, fields } });
    return;
  }
  await handle(desk, { ...event, eventType: 'avi:jira:updated:issue' });
  // Jira tells of no hand on a property: whatever we believe to have written is written anew.
  await desk.documents.forget({ tenant: ref.tenant, project: ref.project, kind: 'shown', id: ref.stream });
  await show(desk, ref);
}

async function* openRows(desk: Desk, project: string): AsyncGenerator<RegisterRow> {
  for (let cursor: string | undefined; ; ) {
    const page = await desk.register.list(desk.tenant, project, { limit: 100, ...(cursor ? { cursor } : {}) });
    yield* page.rows.filter((row) => isOpen(row.stage));
    if (!page.cursor) return;
    cursor = page.cursor;
  }
}
