/** A page within what pages may read in a minute: where that is spent it is asked again later, and says so. */
import type { Busy } from '../port/data.ts';
import type { Share } from '../record/budget.ts';
import type { Asker } from './asker.ts';

/** @param units how much it is going to read, in reads of 10 KB */
export async function within<Answer>(
  asker: Asker,
  { share, units }: { readonly share: Share; readonly units: number },
  work: (asker: Asker) => Promise<Answer>,
): Promise<Answer | Busy> {
  // Where that cannot be said now, the page cannot be read either: its own error tells more.
  const { budget } = asker.desk;
  const may = await budget.take(share, units).catch(() => true);
  if (!may) return { kind: 'busy' };
  const before = budget.used();
  const answer = await work(asker);
  const beyond = budget.used() - before - units;
  if (beyond > 0) await budget.takeAlso(share, beyond).catch(() => undefined);
  return answer;
}
