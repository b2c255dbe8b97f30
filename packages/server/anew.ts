/** The first start under new rules: whatever is green by the old ones is judged anew, before anything else is written (`rules.md 6.1`). */
import { ACCOUNT } from '@countersign/core/kept.ts';

/** Counts up whenever a rule closes what an older version let pass; kept in the record once everything was judged by it. */
export const RULES = {
  version: 2,
  key: { tenant: ACCOUNT, project: ACCOUNT, kind: 'rules-version', id: 'gates' },
} as const;
