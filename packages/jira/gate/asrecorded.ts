/** Whether an issue still says what is on record of it: an edit reaches the record by an event, and a gate is asked before that one comes, or though it never does (`rules.md 4.3`). */
import { wordsDigest } from '@countersign/core/approval/facet.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import type { Desk } from '../desk.ts';
import { issueNow } from '../facts/issue.ts';
import type { Site } from '../schema.ts';
import { requestOf } from '../translate/request.ts';

/** @throws Malformed when the issue cannot be read; Transient when Jira is away. Both close the gate. */
export async function isAsRecorded(
  desk: Desk,
  { issue, site, state, policy }: { issue: string; site: Site; state: ChangeState; policy: Policy },
): Promise<boolean> {
  const now = await issueNow(desk, issue);
  if (!now) return false;
  const { locale, currency } = policy;
  const { request } = requestOf(now, site, { locale, currency, recorded: state });
  return said(request) === said(state.content.request);
}

/** What people read of it, and what it touches; estimates are on record wherever they were made. */
const said = (request: RequestContent): string =>
  digestOf([wordsDigest(request), request.items.map(({ id, action }) => `${action} ${id}`).sort()]);
