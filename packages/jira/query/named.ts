/** The change request that somebody names by its issue's key, looked up with their own rights: of what they may not see they learn nothing. */

import { CHANGE } from '@countersign/core/change/decider.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { type MessageId, message } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { requestAt } from '../facts/requestat.ts';
import { lostSentence } from '../receive/lost.ts';

const asked = z.object({
  issueKey: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9_]{1,30}-\d{1,9}$/),
});

export type Named =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'request';
      readonly key: string;
      readonly ref: StreamRef;
      readonly state: ChangeState;
      readonly locale: Locale;
    };

/**
 * @param locale the asker's language; the site's where Forge does not say
 * @throws Transient when Jira or the record is away
 */
export async function requestNamed(desk: Desk, asUser: JiraClient, given: unknown, locale?: Locale): Promise<Named> {
  const none = (id: MessageId, language = locale ?? 'en', key = ''): Named => ({
    kind: 'none',
    why: message(language, id, { key }),
  });
  const read = asked.safeParse(given);
  if (!read.success) return none('gate.jira.which-issue');
  const found = await requestAt(desk, asUser, read.data.issueKey);
  if (found.kind === 'unseen') return none('gate.jira.not-seen');
  if (found.kind === 'not-set-up') return none('gate.jira.not-set-up');
  const { key, site } = found;
  const language = locale ?? site.locale;
  if (found.kind === 'not-a-request') return none('gate.jira.no-request', language, key);
  const { ref, entries, lost } = found;
  if (lost) return { kind: 'none', why: lostSentence(lost, language) };
  const state = folded(CHANGE, entries);
  return state ? { kind: 'request', key, ref, state, locale: language } : none('gate.jira.not-recorded', language);
}
