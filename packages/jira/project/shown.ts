/** Whether Jira still shows what the record says of a request, and having it written anew. */

import { load } from '@countersign/core/change/decider.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { isGone, path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { siteOf } from '../facts/site.ts';
import { isWaitingKnown } from '../facts/waiting.ts';
import { toShow } from '../project.ts';
import { jobOf } from '../queue/job.ts';
import { idSchema } from '../schema.ts';
import { PROPERTY } from './property.ts';

const shownSchema = z.object({
  fields: z.object({ status: z.object({ id: idSchema }), project: z.object({ id: idSchema }) }),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Jira tells of no hand on a property, and an event of a move may be lost. @throws Malformed when the issue cannot be read */
export async function isShown(desk: Desk, ref: StreamRef): Promise<boolean> {
  const wanted = await toShow(desk, ref);
  if (!wanted) return true;
  const asked = path`/rest/api/3/issue/${ref.stream}?fields=status,project&properties=${PROPERTY}`;
  const answer = await desk.client.request('GET', asked);
  if (isGone(answer)) return true;
  const read = answer.ok ? shownSchema.safeParse(answer.data) : undefined;
  if (!read?.success) throw new Malformed(`what ${ref.stream} shows could not be read`);
  const { fields, properties } = read.data;
  const { state, mirrored } = wanted;
  if (isOpen(state.stage) && !(await isWaitingKnown(desk, ref))) return false;
  const site = await siteOf(desk, fields.project.id);
  const status = site?.statuses[state.stage] ?? fields.status.id;
  return status === fields.status.id && digestOf(properties?.[PROPERTY] ?? null) === digestOf(mirrored);
}

/** Whatever Jira shows of a request is written anew: a hand that is not ours changed it. */
export async function showAgain(desk: Desk, ref: StreamRef, cause: string): Promise<void> {
  if (!(await load(desk.ledger, ref))) return;
  await desk.documents.forget({ tenant: ref.tenant, project: ref.project, kind: 'shown', id: ref.stream });
  await desk.ledger.store({ tenant: ref.tenant, jobs: [jobOf({ kind: 'show', ref })], cause });
}
