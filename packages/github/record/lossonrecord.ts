/** What a repository lacks, on its own record from when it was found: what is read after a restore may hide it before all is read (`rules.md 4.4`). */
import { ENGINE } from '@countersign/core/content/person.ts';
import { LOSS, type Loss, lossStream } from '@countersign/core/record/loss.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';

type Recording = Pick<Parts, 'ledger' | 'now'>;
type Where = Pick<Place, 'tenant' | 'project'>;

export async function lossOnRecord({ ledger }: Pick<Parts, 'ledger'>, where: Where): Promise<Loss['state']> {
  return folded(LOSS, await ledger.read(lossStream(where)));
}

/** @returns what stands after it. What is known already is not recorded again. */
export async function recordLoss(
  { ledger, now }: Recording,
  where: Where,
  command: Loss['command'],
): Promise<Loss['state']> {
  const ref = lossStream(where);
  const version = (await ledger.read(ref)).length;
  return putOnRecord(ledger, LOSS, {
    ...{ ref, command },
    cause: `loss/${where.project}/${version}/${command.type}`,
    situation: { now: new Date(now()).toISOString(), actor: ENGINE },
  });
}
