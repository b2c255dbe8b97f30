/** A site with very many requests beside the one that is looked at: twenty projects, most of what is in them over. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import type { NewEntry } from '@countersign/core/record/port.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { rememberBeginning } from '@countersign/jira/facts/site.ts';
import type { Issue } from '../standins/jira/record.ts';
import { CHANGE, type Forge, PROJECT, unheard } from './forge.ts';

const TENANT = 'jira:cloud-1';
const PROJECTS = Array.from({ length: 20 }, (_, at) => String(Number(PROJECT) + at));
/** Of so many the last ones are open. */
const OPEN_SHARE = 0.2;
/** Rows that an append of the stand-in's takes at once. */
const TOGETHER = 200;

/** Puts copies of a request on record: `count` in its own project, or, over twenty, as many in each of them together. */
export async function crowd(forge: Forge, like: Issue, count: number, over: 'its-project' | 'twenty'): Promise<void> {
  const desk = openDesk(TENANT);
  const entries = await desk.ledger.read({ tenant: TENANT, project: PROJECT, stream: like.id });
  const row = (await desk.register.findAll([{ tenant: TENANT, project: PROJECT, stream: like.id }]))[0];
  if (!row) throw new Error('it is not on record');
  const whole = entries.map(({ at, actor, event }): NewEntry => ({ at, actor, event }));
  const projects = over === 'twenty' ? PROJECTS : [PROJECT];
  for (const project of projects) {
    if (project !== PROJECT) await forge.govern(project);
    const each = count / projects.length;
    for (let from = 0; from < each; from += TOGETHER) {
      const issues: Issue[] = [];
      unheard(forge.site, () => {
        for (let at = from; at < Math.min(each, from + TOGETHER); at += 1)
          issues.push(forge.site.create('rosa', { project, issuetype: CHANGE, summary: `Change ${at}` }));
      });
      await rememberBeginning(desk, issues.map(({ id }) => id).slice(0, 1), project);
      for (const [index, issue] of issues.entries()) {
        const at = from + index;
        const isOpen = at >= each * (1 - OPEN_SHARE);
        const stage = isOpen ? STAGES[at % 7] : (['closed', 'closed', 'rejected', 'withdrawn'] as const)[at % 4];
        const ref = { tenant: TENANT, project, stream: issue.id };
        const { owner: _, due: __, ...rest } = row;
        const shown: ChangeRow = {
          ...rest,
          ref,
          number: Number(issue.key.split('-')[1]),
          title: `Change ${at} of what is sold in harbours`,
          stage: stage ?? 'draft',
          class: CLASSES[at % CLASSES.length] ?? 'minor',
          cause: CAUSE_CODES[at % CAUSE_CODES.length] ?? 'customer',
          ...(isOpen ? { owner: `jira:${at % 3 === 0 ? 'mei' : 'theo'}` } : {}),
          ...(stage === 'in-review' ? { due: new Date(Date.UTC(2026, 10, 1) + at * 60_000).toISOString() } : {}),
          updatedAt: new Date(Date.UTC(2026, 8, 1) + at * 60_000).toISOString(),
        };
        // What is open is read as a whole by whoever looks at it.
        const said = isOpen && at >= each - 25 ? whole : whole.slice(0, 1);
        await desk.ledger.append({
          ref,
          expected: 0,
          entries: said,
          register: { ...shown, version: said.length },
          jobs: [],
          cause: `crowd ${issue.id}`,
        });
      }
    }
  }
}
