/** An item has changed: the requests that touch it are looked at again, each in its own turn, however many there are. Whoever may file one may link it to anything. */
import { isOpen } from '@countersign/core/change/stage.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { act } from '../act.ts';
import type { Desk } from '../desk.ts';
import { forgetItem } from '../facts/items.ts';
import { touching } from '../facts/touching.ts';
import { pushReconsidered, pushTouched, type Touched } from './queue.ts';

/** Requests after which a part ends: each costs some thirty of the 4,000 reads that Forge allows in a minute. */
const ENOUGH = 30;
/** Of a list. */
const ROWS = 50;
/** Lists that a part reads at most: what is over costs its share of a list and of a read, and no more. */
const LISTS = 20;
/** Seconds until the next part. */
const PAUSE = 60;

/** What was known of the item is forgotten at once; everything else waits in the queue, for nothing of it may hold up the event that told. */
export async function itemChanged(desk: Desk, item: string, cause: string): Promise<void> {
  const { refs } = await touching(desk, desk.tenant, item, { limit: 1 });
  if (refs.length === 0) return;
  await forgetItem(desk, desk.tenant, item);
  await pushTouched(desk.tenant, { item, cause });
}

/** Has those that are open looked at again; the rest of a long list a minute later. */
export async function lookAgain(desk: Desk, { item, cause, cursor: begin }: Touched): Promise<void> {
  const open: StreamRef[] = [];
  let cursor = begin;
  for (let lists = 0; lists < LISTS && open.length < ENOUGH; lists += 1) {
    const part = await touching(desk, desk.tenant, item, { limit: ROWS, cursor });
    const rows = await desk.register.findAll(part.refs);
    open.push(...rows.filter(({ stage }) => isOpen(stage)).map(({ ref }) => ref));
    cursor = part.cursor;
    if (!cursor) break;
  }
  await pushReconsidered(desk.tenant, open, cause);
  if (cursor) await pushTouched(desk.tenant, { item, cause, cursor }, PAUSE);
}

/** One of them, in the turn of its issue. */
export async function reconsider(desk: Desk, ref: StreamRef, cause: string): Promise<void> {
  const command = { type: 'reconsider' } as const;
  await act(desk, { ref, actor: ENGINE, command, cause: `${cause}/reconsider/${ref.stream}` });
}

/** Somebody leaves a project, or is back: what stands before its board is looked at again, each in its own turn. */
export async function lookAtBoards(desk: Desk, { tenant, project }: StreamRef, cause: string): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const page = await desk.register.list(tenant, project, { limit: ROWS, ...(cursor ? { cursor } : {}) });
    const asked = page.rows.filter(({ stage }) => stage === 'in-review').map(({ ref }) => ref);
    if (asked.length > 0) await pushReconsidered(tenant, asked, cause);
    if (!page.cursor) return;
    cursor = page.cursor;
  }
}
