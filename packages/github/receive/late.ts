/** Deliveries that come so late that nobody remembers what they did: they are refused by the time that they hold themselves. */
import type { Json } from '@countersign/core/record/port.ts';
import { field } from '../project/written.ts';

const DAY_MS = 24 * 3_600_000;
/** GitHub delivers again for three days, and no longer. */
export const LATEST_MS = 30 * DAY_MS;
/** Longer than anything is let in, by more than two clocks differ (`docs/decisions/causes.md`). */
export const REMEMBERED_MS = LATEST_MS + DAY_MS;

/**
 * Why a delivery is too late, by the time that its signature covers; `undefined` when it is not, or when what it tells is looked up again
 * anyway. A comment speaks when it is made, an issue's text is that of its newest edit.
 */
export function tooLate(event: string, payload: Json, now: number): string | undefined {
  const action = field(payload, 'action');
  const said =
    event === 'issue_comment' && action === 'created'
      ? field(field(payload, 'comment'), 'created_at')
      : event === 'issues' && (action === 'opened' || action === 'edited')
        ? field(field(payload, 'issue'), 'updated_at')
        : undefined;
  if (typeof said !== 'string' || !(now - Date.parse(said) > LATEST_MS)) return undefined;
  return 'it tells of something from more than 30 days ago';
}
