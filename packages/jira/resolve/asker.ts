/** Who asks in a panel, and where, as Forge says it. */
import type { Person } from '@countersign/core/content/person.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { type Locale, localeFor } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { personWith } from '../facts/people.ts';
import { mayAdminister } from '../facts/right.ts';

/** Who asks and where, as Forge says; never from a payload. */
export interface Asker {
  readonly desk: Desk;
  /** Jira with the rights of whoever asks. */
  readonly asUser: JiraClient;
  readonly accountId: string;
  readonly locale: Locale;
  readonly issue?: { readonly id: string; readonly key: string };
  readonly project?: { readonly id: string; readonly key: string };
}

const contextSchema = z
  .object({
    accountId: z.string().min(1),
    locale: z.string().optional(),
    extension: z
      .object({
        issue: z
          .object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() })
          .loose()
          .optional(),
        project: z
          .object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() })
          .loose()
          .optional(),
      })
      .loose()
      .optional(),
  })
  .loose();

/** @throws Malformed for a context that is not Forge's: then nobody is known to ask. */
export function askerOf(context: unknown, desk: Desk, asUser: JiraClient): Asker {
  const read = contextSchema.safeParse(context);
  if (!read.success) throw new Malformed('Forge did not say who asks');
  const { accountId, locale = 'en', extension = {} } = read.data;
  return {
    desk,
    asUser,
    accountId,
    locale: localeFor(locale),
    ...(extension.issue ? { issue: extension.issue } : {}),
    ...(extension.project ? { project: extension.project } : {}),
  };
}

export const personAsking = ({ desk, accountId }: Asker): Promise<Person> => personWith(desk.client, accountId);

/** Jira's own right to administer the project decides who may change its policy. */
export const mayAdministerProject = async ({ asUser, project }: Asker): Promise<boolean> =>
  project !== undefined && mayAdminister(asUser, project.id);
