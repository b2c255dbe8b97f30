/** What differs between two baselines, or between one and what stands: by item and field, each with the request that it came by (`rules.md 5.1`). */
import { type ItemDigest, isUnwritten } from '../content/request.ts';
import type { RequestIn } from './decider.ts';
import type { BaselineItem } from './manifest.ts';

export type Field = 'title' | 'text';

/** An approved request, with what it says of one item. */
export interface Authority {
  readonly request: RequestIn;
  /** UTC instant of its approval. */
  readonly approved: string;
  /** Its id, or that of one that nobody had written then. */
  readonly item: string;
  readonly action: 'modify' | 'add' | 'delete';
  /** Digests of the text that was approved, as it may stand; none where the request says none of this item. */
  readonly texts: readonly string[];
}

export interface DifferenceRow {
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'modified' | 'moved';
  /** What of a modified one differs. */
  readonly fields: readonly Field[];
  readonly before?: BaselineItem;
  readonly after?: BaselineItem;
  /** The request by which it is so; absent: it is unauthorised. */
  readonly by?: RequestIn;
}

/** In order of ids. @param authorities of requests that were approved between the two, oldest first */
export function baselineDifference(
  before: readonly BaselineItem[],
  after: readonly BaselineItem[],
  authorities: readonly Authority[] = [],
): readonly DifferenceRow[] {
  const [old, now] = [byId(before), byId(after)];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id) => {
    const row = rowOf(id, old.get(id), now.get(id));
    const by =
      row && authorities.findLast((one) => (one.item === id || isUnwritten({ id: one.item })) && allows(one, row));
    return row ? [{ ...row, ...(by ? { by: by.request } : {}) }] : [];
  });
}

const byId = (items: readonly BaselineItem[]) => new Map(items.map((item) => [item.id, item]));

function rowOf(
  id: string,
  before: BaselineItem | undefined,
  after: BaselineItem | undefined,
): Omit<DifferenceRow, 'by'> | undefined {
  if (before && after) {
    const fields = fieldsIn(before.digest, after.digest);
    if (fields.length > 0) return { id, kind: 'modified', fields, before, after };
    return before.label === after.label ? undefined : { id, kind: 'moved', fields: [], before, after };
  }
  if (after) return { id, kind: 'added', fields: [], after };
  return before && { id, kind: 'removed', fields: [], before };
}

function fieldsIn(before: ItemDigest, after: ItemDigest): readonly Field[] {
  return (['title', 'text'] as const).filter((field) => before[field] !== after[field]);
}

/** A request allows the text that it says, and a retirement. Nothing that it says is a title. */
function allows({ action, texts }: Authority, { kind, fields, after }: Omit<DifferenceRow, 'by'>): boolean {
  switch (kind) {
    case 'removed':
      return action === 'delete';
    case 'added':
      return action === 'add' && after !== undefined && texts.includes(after.digest.text);
    case 'modified':
      return (
        action === 'modify' && !fields.includes('title') && after !== undefined && texts.includes(after.digest.text)
      );
    case 'moved':
      return false;
  }
}
