/** Which default branches a policy was read to cover, on the record of the repository (`rules.md 6.1`). */
import { ENGINE } from '@countersign/core/content/person.ts';
import { COVERAGE, coverageStream } from '@countersign/core/enactment/coverage.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import type { TakenIn } from '../facts/names.ts';

export function branchesTakenIn({ ledger, now }: Pick<Parts, 'ledger' | 'now'>): TakenIn {
  return {
    async note(place, version, branch) {
      await putOnRecord(ledger, COVERAGE, {
        ref: coverageStream(place, version),
        command: { type: 'take-in', branch },
        cause: `coverage/${place.project}/${version}/${branch}`,
        situation: { now: new Date(now()).toISOString(), actor: ENGINE },
      });
    },
    of: async (place, version) => folded(COVERAGE, await ledger.read(coverageStream(place, version))),
  };
}
