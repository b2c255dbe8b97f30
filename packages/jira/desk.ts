/** What the Jira app works with: the record on Forge's storage, Jira's clients and the clock. Made once for an invocation, handed down, never global. */

import { act as actWith } from '@countersign/core/act.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Outcome } from '@countersign/core/change/decide.ts';
import { isReviewOverdue } from '@countersign/core/change/flags.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Facts } from '@countersign/core/facts.ts';
import type { Job, Json, Ledger, StreamRef } from '@countersign/core/ports.ts';
import { load, type Ran } from '@countersign/core/run.ts';
import { appClient, type JiraClient } from './client.ts';
import { readAuthority } from './directory.ts';
import { itemsNow } from './facts/items.ts';
import type { Reader } from './facts/reader.ts';
import { requestAt } from './facts/requestat.ts';
import { ISSUE_KEY, type Place } from './place.ts';
import { type Documents, forgeDocuments } from './record/documents.ts';
import { forgeJobs, type Jobs } from './record/jobs.ts';
import { forgeLedger } from './record/ledger.ts';
import { projectPolicies } from './record/policies.ts';
import { forgeRegister, type Register } from './record/register.ts';
import { forgeStorage } from './record/storage.ts';

export interface Desk {
  /** `jira:<cloud id>` */
  readonly tenant: string;
  readonly ledger: Ledger;
  readonly register: Register;
  readonly documents: Documents;
  readonly jobs: Jobs;
  readonly client: JiraClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Work that follows from what was recorded. */
export type FollowUp =
  | { readonly kind: 'show'; readonly ref: StreamRef }
  | {
      readonly kind: 'answer';
      readonly ref: StreamRef;
      readonly text: string;
      readonly cause: string;
      /** People whom it mentions, so that Jira tells them. */
      readonly to?: readonly Person[];
      /** Only they may read it who may read what it answers. */
      readonly visibility?: Json;
      /** Of an internal note, which customers do not read. */
      readonly isInternal?: true;
    };

export interface DeskOptions {
  readonly stored?: (box: string, jobs: readonly Job[]) => Promise<void>;
  readonly client?: JiraClient;
  readonly now?: () => number;
}

export function openDesk(tenant: string, { stored, client = appClient(), now = Date.now }: DeskOptions = {}): Desk {
  const storage = forgeStorage();
  const instant = () => new Date(now()).toISOString();
  return {
    tenant,
    ledger: forgeLedger(storage, { now: instant, ...(stored ? { stored } : {}) }),
    register: forgeRegister(storage),
    documents: forgeDocuments(storage),
    jobs: forgeJobs(storage),
    client,
    now,
  };
}

/** The facts of a project, as the core asks for them. @param patient true where a queue tries again */
export function factsAt(desk: Desk, place: Place, patient: boolean): Facts {
  const { documents, client, now, register, ledger } = desk;
  const reader: Reader = { facts: documents, client, now, patient };
  const policies = projectPolicies(documents, place.tenant, place.project);
  const instant = () => new Date(now()).toISOString();
  return {
    now: instant,
    policy: () => policies.current(),
    pinned: (version) => policies.pinned(version),
    // Every version that was ever saved is kept under its name already.
    pin: async () => {},
    authority: (policy) => readAuthority(reader, place.tenant, policy),
    items: (items) => itemsNow(reader, place.tenant, items),
    async request(label) {
      const found = ISSUE_KEY.test(label) ? await requestAt(desk, client, label) : undefined;
      return found?.kind === 'request' ? load(ledger, found.ref) : undefined;
    },
    async overdueReviews() {
      const overdue: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await register.list(place.tenant, place.project, { limit: 100, ...(cursor ? { cursor } : {}) });
        for (const { ref, stage } of page.rows) {
          if (!['implementing', 'verifying'].includes(stage)) continue;
          const state = await load(ledger, ref);
          if (state && isReviewOverdue(state, instant())) overdue.push(state.label);
        }
        if (!page.cursor) return overdue;
        cursor = page.cursor;
      }
    },
  };
}

export interface Asked {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Names the event and the place in it. */
  readonly cause: string;
  /** How a refusal is answered, where somebody typed the command. */
  readonly answer?: (outcome: Outcome) => string | undefined;
  /** Of the comment in which it was typed, where not everybody may read it. */
  readonly visibility?: Json;
  readonly isInternal?: true;
}

/** Does what was asked, once, and has it shown. @throws Transient and Conflict, tried again by the queue. */
export function act(desk: Desk, asked: Asked): Promise<Ran> {
  const { ref, actor, command, cause } = asked;
  const follow = (outcome: Outcome): readonly Job[] => {
    const jobs: Job[] = outcome.events.length > 0 ? [jobOf({ kind: 'show', ref })] : [];
    const text = asked.answer?.(outcome);
    const { visibility, isInternal } = asked;
    const heard = { ...(visibility ? { visibility } : {}), ...(isInternal ? { isInternal } : {}) };
    if (text) jobs.push(jobOf({ kind: 'answer', ref, text, cause, ...heard }));
    return jobs;
  };
  return actWith(desk.ledger, factsAt(desk, ref, true), { ref, actor, command, cause, follow });
}

/** Has something said on a request's issue, once for its cause. */
export async function tell(desk: Desk, said: Omit<Extract<FollowUp, { kind: 'answer' }>, 'kind'>): Promise<void> {
  const { ref, cause } = said;
  const version = (await load(desk.ledger, ref))?.version ?? 0;
  const jobs = [jobOf({ kind: 'answer', ...said })];
  await desk.ledger.append({ ref, expected: version, entries: [], jobs, cause });
}

export function jobOf(followUp: FollowUp): Job {
  return { kind: followUp.kind, key: `${followUp.kind}:${followUp.ref.stream}`, data: followUp as unknown as Json };
}
