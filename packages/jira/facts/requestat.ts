/** Which change request an issue is, asked in one way by everything that is given an issue: gates, panels, agents and automations. */
import type { Entry, StreamRef } from '@countersign/core/record/port.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import { PROPERTY } from '../project/property.ts';
import { idSchema } from '../schema.ts';
import { type Lost, lostBy } from './lost.ts';
import { type Remembered, siteAndRecord } from './site.ts';

export type RequestAt =
  /** Gone, or hidden from whoever asks; Jira does not say which. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'not-set-up' }
  | { readonly kind: 'not-a-request'; readonly key: string; readonly site: Site }
  | {
      readonly kind: 'request';
      /** As it is called now. */
      readonly key: string;
      /** Id of the project in which it is now. */
      readonly project: string;
      /** Id of the issue's status. */
      readonly status: string;
      readonly site: Site;
      readonly ref: StreamRef;
      /** Its record, empty before there is one. */
      readonly entries: readonly Entry[];
      /** It has none, and its mirror says that it had. */
      readonly lost?: Lost;
    };

const placed = z.object({
  id: idSchema,
  key: z.string(),
  fields: z.object({
    project: z.object({ id: idSchema }),
    issuetype: z.object({ id: idSchema }),
    status: z.object({ id: idSchema }),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/**
 * One call to Jira and two reads of the storage: everything that lies under an address that is known by then, and names.
 * @param client whose rights decide what is seen
 * @param issue id or key; a key that the issue had before it was moved finds it as well
 * @throws Transient when Jira or the storage is away
 */
export async function requestAt(remembered: Remembered, client: JiraClient, issue: string): Promise<RequestAt> {
  const answer = await client.request(
    'GET',
    path`/rest/api/3/issue/${issue}?fields=project,issuetype,status&properties=${PROPERTY}`,
  );
  const read = answer.ok ? placed.safeParse(answer.data) : undefined;
  if (!read?.success) return { kind: 'unseen' };
  const { id, key, fields, properties } = read.data;
  const { site, ref, isKnown, entries } = await siteAndRecord(remembered, id, fields.project.id);
  if (!site) return { kind: 'not-set-up' };
  // What is on record is governed by it, whatever its type is called or became.
  if (fields.issuetype.id !== site.changeType && !isKnown) return { kind: 'not-a-request', key, site };
  const lost = entries.length === 0 ? lostBy(properties) : undefined;
  const { project, status } = { project: fields.project.id, status: fields.status.id };
  return { kind: 'request', key, project, status, site, ref, entries, ...(lost ? { lost } : {}) };
}

/**
 * Whether a key names the project under whose policy the request is decided: the one in which it lives. A request that was moved has keys
 * of several projects, and whoever trusts the board of one of them trusts no other (`rules.md 5.6`).
 * @param lives as its record says; until that says that it moved, nobody decided on it where it is
 */
export async function isOfItsProject(
  client: JiraClient,
  asked: string,
  { key, project }: Pick<Extract<RequestAt, { kind: 'request' }>, 'key' | 'project'>,
  lives: string,
): Promise<boolean> {
  if (project !== lives) return false;
  if (asked === key) return true;
  const answer = await client.request('GET', path`/rest/api/3/project/${asked.slice(0, asked.lastIndexOf('-'))}`);
  const named = answer.ok ? z.object({ id: idSchema }).safeParse(answer.data) : undefined;
  return named?.data?.id === lives;
}
