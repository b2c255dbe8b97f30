/** What others than its author pushed to a pull request, on the record of the work (`rules.md 6.1`). */
import { ENGINE } from '@countersign/core/content/person.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { WORK, workStream } from '@countersign/core/work/decider.ts';
import type { Parts } from '../desk.ts';
import type { OthersPushes } from '../facts/authorship.ts';

export function othersPushes({ ledger, now }: Pick<Parts, 'ledger' | 'now'>): OthersPushes {
  return {
    async note({ tenant, project }, pull, commits) {
      await putOnRecord(ledger, WORK, {
        ref: workStream(tenant, project, pull),
        command: { type: 'push', commits },
        cause: `work/${pull}/pushed/${digestOf([...commits])}`,
        situation: { now: new Date(now()).toISOString(), actor: ENGINE },
      });
    },
    of: async ({ tenant, project }, pull) => folded(WORK, await ledger.read(workStream(tenant, project, pull))).others,
  };
}
