/** The facts of a project, as the core asks for them. */

import { ABSENCES, absenceStream } from '@countersign/core/absence/decider.ts';
import { CHANGE, load } from '@countersign/core/change/decider.ts';
import { isReviewOverdue } from '@countersign/core/change/flags.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import type { Facts } from '@countersign/core/facts.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import type { Desk } from './desk.ts';
import { namedNow, readAuthority } from './directory.ts';
import { asRecorded } from './facts/asrecorded.ts';
import { itemsNow } from './facts/items.ts';
import type { Reader } from './facts/reader.ts';
import { requestAt } from './facts/requestat.ts';
import { ISSUE_KEY, type Place } from './place.ts';
import { type Holders, type Policies, projectPolicies } from './record/policies.ts';

/** @param patient true where a queue tries again */
export function readerAt({ documents, ledger, client, now }: Desk, patient: boolean): Reader {
  return { facts: documents, ledger, client, now, patient };
}

/** Who has the names of a policy that is put in force; whom Jira does not show now is said to be unread, and holds up nothing. */
export function holdersAt(desk: Desk): Holders {
  const reader = readerAt(desk, false);
  return {
    names: namedNow(reader, desk.tenant),
    roles: (policy, meant) => readAuthority(reader, desk.tenant, policy, meant),
  };
}

export interface Asking {
  /** True where a queue tries again. */
  readonly patient: boolean;
  /** What set-up made, where it is known already. */
  readonly site?: Site;
}

/** @param place a request's own (the project in which it began), or a project's for what is asked of no request */
export function factsAt(desk: Desk, place: Place & Partial<StreamRef>, { patient, site }: Asking): Facts {
  const { client, now, register, ledger } = desk;
  const reader = readerAt(desk, patient);
  // Whose policy was asked for last: the same text may mean other groups in another project.
  let asked: Policies = projectPolicies(desk, place.project);
  let lives = place.project;
  const policies = (home = place.project): Policies => {
    asked = projectPolicies(desk, home);
    lives = home;
    return asked;
  };
  const instant = () => new Date(now()).toISOString();
  return {
    now: instant,
    policy: (home) => policies(home).current(),
    pinned: (version, home) => policies(home).pinned(version),
    // Every version that was ever saved is kept under its name already.
    pin: async () => {},
    absences: async () => folded(ABSENCES, await ledger.read(absenceStream(place.tenant, lives))),
    authority: async (policy) => readAuthority(reader, place.tenant, policy, await asked.meant(policy)),
    items: (items) => itemsNow(reader, place.tenant, items),
    async asRecorded(state, { locale, currency }) {
      if (place.stream === undefined) return 'unreadable';
      const compared = { issue: place.stream, state, lives: homeProject(state, place), locale, currency, patient };
      return asRecorded(desk, { ...compared, ...(site ? { site } : {}) });
    },
    // A file is an attachment of the issue there, and none of ours.
    erasedFiles: async () => [],
    async request(label) {
      const found = ISSUE_KEY.test(label) ? await requestAt(desk, client, label) : undefined;
      return found?.kind === 'request' ? folded(CHANGE, found.entries) : undefined;
    },
    async overdueReviews(home = place.project) {
      const overdue: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await register.list(place.tenant, home, { limit: 100, ...(cursor ? { cursor } : {}) });
        for (const { ref, stage, unreviewed } of page.rows) {
          if (unreviewed === null || !['implementing', 'verifying'].includes(stage)) continue;
          const state = await load(ledger, ref);
          if (state && isReviewOverdue(state, instant())) overdue.push(state.label);
        }
        if (!page.cursor) return overdue;
        cursor = page.cursor;
      }
    },
  };
}
