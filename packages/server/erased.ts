/** What follows when somebody is erased: whatever named them on GitHub is shown again (`docs/decisions/names-beside-the-chain.md`). */
import { kindOf } from '@countersign/core/record/kind.ts';
import type { Job, StreamRef } from '@countersign/core/record/port.ts';
import { type FollowUp, jobOf } from '@countersign/github/record/job.ts';
import type { Found } from '@countersign/postgres/erase.ts';

/** What stands on these requests is written again: something that it was made of is gone. */
export const shownAgain = (requests: readonly StreamRef[], at: string): readonly Job[] =>
  requests.map((ref): FollowUp => ({ kind: 'show-again', ref, cause: at })).map(jobOf);

/** @param at UTC instant of the erasing, ISO 8601: once for each time that it is asked */
export function afterErasing(person: string) {
  return ({ tenant, names, streams, answering }: Found, at: string): readonly Job[] => {
    // Only change requests are shown anywhere outside.
    const requests = streams.filter((ref) => kindOf(ref) === 'change');
    const answers = answering.map((project): FollowUp => ({ kind: 'unname', tenant, project, person, names, at }));
    return [...shownAgain(requests, at), ...(names.length > 0 ? answers : []).map(jobOf)];
  };
}
