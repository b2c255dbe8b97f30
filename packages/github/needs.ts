/** Which facts a delivery's translation needs beyond its payload; `receive` gathers them, `translate` stays pure. */
import { mentionedLogins } from '@countersign/core/typed/line.ts';
import { itemNumbers } from './form/read.ts';
import { isChangeRequest } from './place.ts';
import type { Payload } from './schema.ts';
import type { Needs } from './translation.ts';

const NOTHING: Needs = { logins: [], issues: [] };

/** @param known the issue is a change request on record, whatever its labels say now. */
export function needs(event: string, payload: Payload, known = false): Needs {
  const { issue, comment, action } = payload;
  if (!issue || !(known || isChangeRequest(issue))) return NOTHING;
  if (event === 'issue_comment' && action === 'created')
    return { logins: mentionedLogins(comment?.body ?? ''), issues: [] };
  if (event === 'issues' && ['opened', 'edited', 'labeled', 'typed', 'reopened'].includes(action ?? '')) {
    return { logins: [], issues: itemNumbers(issue.body ?? '', payload.repository?.full_name ?? '').slice(0, 50) };
  }
  return NOTHING;
}
