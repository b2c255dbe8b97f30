/** What the pages of a change order need from whoever serves them. */
import type { ChangeOrder } from '@countersign/core/view/changeorder.ts';

export interface OrderFacts {
  /** `owner/repository`, as people know it. */
  readonly project: string;
  readonly label: string;
  readonly timeZone: string;
  /** Absent where no approval stands. */
  readonly order?: ChangeOrder;
}
