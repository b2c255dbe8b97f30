/** An issue as it is in Jira at this moment, with all its fields and its mirror. */
import { Malformed } from '@countersign/core/failure.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { isGone, path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { PROPERTY } from '../project/property.ts';
import { issueSchema, type JiraIssue } from '../schema.ts';

/** @returns `undefined` when it is gone, or hidden from the app. @throws Malformed, Transient */
export async function issueNow(desk: Desk, id: string): Promise<JiraIssue | undefined> {
  const answer = await desk.client.request('GET', path`/rest/api/3/issue/${id}?properties=${PROPERTY}`);
  if (isGone(answer)) return undefined;
  const read = answer.ok ? issueSchema.safeParse(storableJson(answer.data as Json)) : undefined;
  if (!read?.success) throw new Malformed(`the issue ${id} could not be read${answer.ok ? '' : `: ${answer.message}`}`);
  return read.data;
}
