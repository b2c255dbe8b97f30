/** Brings into the record what older versions kept beside it and nobody can read again: where transferred requests live, what checks showed, who pushed, which branches were taken in, and what was lost. */
import { GATES_AT_MERGE } from '@countersign/core/change/event.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import type { KeptFact } from '@countersign/core/kept.ts';
import { lossSchema } from '@countersign/core/record/loss.ts';
import { putOnRecord } from '@countersign/core/record/run.ts';
import { WORK, workStream } from '@countersign/core/work/decider.ts';
import { z } from 'zod';
import type { Parts } from '../desk.ts';
import { branchesTakenIn } from '../policy/takenin.ts';
import { recordMove } from '../record/home.ts';
import { recordLoss } from '../record/lossonrecord.ts';
import { othersPushes } from '../work/others.ts';

const home = z.object({ place: z.object({ project: z.string() }), issue: z.string(), number: z.number() });
const shown = z.object({ head: z.string(), gate: z.enum(GATES_AT_MERGE) });

type Bringing = Pick<Parts, 'ledger' | 'documents' | 'now'>;

/**
 * Before the first delivery is read, at every start: what was brought is forgotten there, so a later start finds nothing. One that was cut off
 * is done again and records nothing twice.
 */
export async function bringIntoRecord(parts: Bringing): Promise<void> {
  await bring(parts, 'home', (one) => bringHome(parts, one));
  await bring(parts, 'gate-shown', (one) => bringShown(parts, one));
  await bring(parts, 'pushed-by-others', (one) => bringPushed(parts, one));
  await bring(parts, 'taken-in', (one) => bringTakenIn(parts, one));
  await bring(parts, 'record-lost', (one) => bringLoss(parts, one));
  // A request's home names the id that it has there, so these say nothing more.
  await bring(parts, 'alias', async () => {});
}

async function bring({ documents }: Bringing, kind: string, record: (one: KeptFact) => Promise<void>): Promise<void> {
  const found = await documents.anywhere(kind);
  for (const one of found) await record(one);
  const places = Map.groupBy(found, ({ tenant, project }) => JSON.stringify([tenant, project]));
  for (const [one] of places.values())
    if (one) await documents.forget({ tenant: one.tenant, project: one.project, kind });
}

/** One that lives where it began needs no word. */
async function bringHome(parts: Bringing, one: KeptFact): Promise<void> {
  const { tenant, project, id: stream, data } = one;
  const known = home.safeParse(data).data;
  if (!known || (known.place.project === project && known.issue === stream)) return;
  const lives = { project: known.place.project, id: known.issue, number: known.number };
  await recordMove(parts, { tenant, project, stream }, lives, undefined, `brought/${stream}/${known.issue}`);
}

async function bringShown({ ledger }: Bringing, one: KeptFact): Promise<void> {
  const { tenant, project, id, data, fetchedAt: now } = one;
  const said = shown.safeParse(data).data;
  if (!said) return;
  await putOnRecord(ledger, WORK, {
    ref: workStream(tenant, project, id),
    command: { type: 'show', ...said },
    cause: `brought/${id}/shown`,
    situation: { now, actor: ENGINE },
  });
}

/** Kept under the pull request's id and the commit, with a blank between. */
async function bringPushed({ ledger }: Bringing, { tenant, project, id, fetchedAt }: KeptFact): Promise<void> {
  const [pull, commit] = id.split(' ');
  const pushes = othersPushes({ ledger, now: () => Date.parse(fetchedAt) });
  if (pull && commit) await pushes.note({ tenant, project }, pull, [commit]);
}

async function bringLoss({ ledger }: Bringing, { tenant, project, data, fetchedAt }: KeptFact): Promise<void> {
  const lost = lossSchema.safeParse(data).data;
  const then = { ledger, now: () => Date.parse(fetchedAt) };
  if (lost) await recordLoss(then, { tenant, project }, { type: 'miss', missing: lost });
}

/** Kept under the version and the branch, with a blank between. */
async function bringTakenIn({ ledger }: Bringing, { tenant, project, id, fetchedAt }: KeptFact): Promise<void> {
  const at = id.indexOf(' ');
  const takenIn = branchesTakenIn({ ledger, now: () => Date.parse(fetchedAt) });
  if (at > 0 && at < id.length - 1) await takenIn.note({ tenant, project }, id.slice(0, at), id.slice(at + 1));
}
