/** The change request that somebody names by its issue's key, looked up with their own rights: of what they may not see they learn nothing. */
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { load } from '@countersign/core/run.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import type { JiraClient } from './client.ts';
import type { Desk } from './desk.ts';
import { gateWords } from './gate/words.ts';
import { requestAt } from './requestat.ts';

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
  let word = gateWords(locale ?? 'en');
  const none = (why: string): Named => ({ kind: 'none', why });
  const read = asked.safeParse(given);
  if (!read.success) return none(word.whichIssue);
  const found = await requestAt(desk, asUser, read.data.issueKey);
  if (found.kind === 'unseen') return none(word.notSeen);
  if (found.kind === 'not-set-up') return none(word.notSetUp);
  const { key, site } = found;
  word = gateWords(locale ?? site.locale);
  if (found.kind === 'not-a-request') return none(word.noRequest(key));
  const { ref } = found;
  const state = await load(desk.ledger, ref);
  return state ? { kind: 'request', key, ref, state, locale: locale ?? site.locale } : none(word.notRecorded);
}
