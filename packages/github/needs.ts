/** Which facts a delivery's translation needs beyond its payload; `receive` gathers them, `translate` stays pure. */
import { mentionedLogins } from '@countersign/core/typed/line.ts';
import { itemNumbers } from './form/read.ts';
import { isChangeRequest } from './place.ts';
import type { Payload } from './schema.ts';
import type { Needs, TranslationFacts } from './translation.ts';

const NOTHING: Needs = { logins: [], issues: [] };

/**
 * @param known the issue is a change request on record, whatever its labels say now
 * @param profile whose form it is read by
 */
export function needs(
  event: string,
  payload: Payload,
  known = false,
  profile: TranslationFacts['profile'] = 'standard',
): Needs {
  const { issue, comment, action } = payload;
  if (!issue || !(known || isChangeRequest(issue))) return NOTHING;
  if (event === 'issue_comment' && action === 'created')
    return { logins: mentionedLogins(comment?.body ?? ''), issues: [] };
  if (event === 'issues' && ['opened', 'edited', 'labeled', 'typed', 'reopened'].includes(action ?? '')) {
    const home = payload.repository?.full_name ?? '';
    return { logins: [], issues: itemNumbers(issue.body ?? '', home, profile).slice(0, 50) };
  }
  return NOTHING;
}
