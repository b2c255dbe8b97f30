/** Ids of places and people in Jira: nothing here is a key or a name that can change (`rules.md 5.6`). */
import type { Person } from '@countersign/core/content/person.ts';
import { Malformed } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';

export interface Place {
  /** `jira:<cloud id>` */
  readonly tenant: string;
  /** Id of the project. */
  readonly project: string;
}

export function personOf(user: { readonly accountId: string; readonly displayName?: string | undefined }): Person {
  return { id: `jira:${user.accountId}`, name: user.displayName ?? user.accountId };
}

/** The account of a person of Jira; for people of other trackers their whole id, which no account is. */
export function accountOf(person: Person): string {
  return person.id.replace(/^jira:/, '');
}

export function streamOf({ tenant, project }: Place, issue: string): StreamRef {
  return { tenant, project, stream: issue };
}

/** `PROJ-12` */
export const ISSUE_KEY = /^[A-Z][A-Z0-9_]{1,30}-\d{1,9}$/;
interface Invocation {
  readonly installContext?: string;
  readonly cloudId?: string;
}

/** `jira:<cloud id>`: whose data this is. @throws Malformed when Forge does not say; then nothing may be read or written. */
export function tenantOf(context: unknown): string {
  const { installContext, cloudId } = (context ?? {}) as Invocation;
  const site = cloudId ?? /:site\/([\w-]+)/.exec(installContext ?? '')?.[1];
  if (!site) throw new Malformed('Forge did not say on which site this runs');
  return `jira:${site}`;
}
