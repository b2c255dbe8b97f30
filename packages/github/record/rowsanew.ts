/** Rows of the register that an older version wrote, made anew from the record: so that what is shown, counted and searched by now is there of every request. */
import { CHANGE } from '@countersign/core/change/decider.ts';
import { searchedOf } from '@countersign/core/change/register.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded, replayed } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import { enqueue } from './job.ts';

const AT_ONCE = 200;

/**
 * A few at a time, beside everything else. Whoever is cut off goes on at the next start, and two servers do the same twice.
 * @returns how many
 */
export async function writeRowsAnew(parts: Parts, isOver: () => boolean = () => false): Promise<number> {
  const done = new Set<string>();
  for (;;) {
    const before = await parts.register.outdated(AT_ONCE);
    const fresh = before.filter(({ project, stream }) => !done.has(`${project}/${stream}`));
    if (fresh.length === 0 || isOver()) return done.size;
    for (const ref of fresh) {
      if (isOver()) return done.size;
      await writeRowAnew(parts, ref);
      done.add(`${ref.project}/${ref.stream}`);
    }
  }
}

async function writeRowAnew(parts: Parts, ref: StreamRef): Promise<void> {
  const entries = await parts.ledger.read(ref);
  const row = replayed(CHANGE, entries);
  const state = folded(CHANGE, entries);
  if (!row || !state) return;
  await parts.register.rewrite(row, searchedOf(state));
  // Of whom it asks something is noted when it is shown: it is compared with what stands there, and nothing is written that is so already.
  if (isOpen(state.stage))
    await enqueue(parts, ref.tenant, [{ kind: 'show-change', ref }], `row-anew/${ref.stream}/${row.version}`);
}
