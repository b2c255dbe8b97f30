/** The one door through which anything of a repository is put on record: not while the record lacks what is shown there (`rules.md 4.4`). */
import { type Kind, kindOf } from '@countersign/core/record/kind.ts';
import type { Ledger, StreamRef } from '@countersign/core/record/port.ts';
import type { Parts } from '../desk.ts';
import { placeNoted } from './home.ts';
import { onWholeRecord } from './recordlost.ts';

/** Whether a kind waits for a whole record. What a merge, a push or a check showed decides nothing and can never be read again; a loss is told of itself. */
const WAITS: Readonly<Record<Kind, boolean>> = {
  change: true,
  policy: true,
  coverage: true,
  alias: true,
  home: true,
  item: true,
  requirement: true,
  baseline: true,
  setup: true,
  site: true,
  contact: true,
  signoff: true,
  work: false,
  loss: false,
};

/**
 * The same parts, whose record nobody writes to past this, whatever they asked before.
 * @returns a record whose `append` throws Transient, beside what it threw before, while the repository in which a stream began lacks something
 */
export function behindDoor(parts: Parts): Parts {
  const { ledger } = parts;
  const door: Ledger = {
    ...ledger,
    async append(append) {
      if (WAITS[kindOf(append.ref) as Kind] ?? true) await onWholeStream(parts, append.ref);
      return ledger.append(append);
    },
  };
  return { ...parts, ledger: door };
}

async function onWholeStream(parts: Parts, { tenant, project }: StreamRef): Promise<void> {
  if (parts.lost.get(project)?.isWhole) return;
  const place = await placeNoted(parts, tenant, project);
  if (place) await onWholeRecord(parts, place);
}
