/** What the Jira app works with: the record on Forge's storage, Jira's clients and the clock. Made once for an invocation, handed down, never global. */

import { withNames } from '@countersign/core/record/people.ts';
import type { Job, Ledger } from '@countersign/core/record/port.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import { appClient, type JiraClient } from './client.ts';
import { pushJobs } from './queue/queue.ts';
import { type Budget, forgeBudget } from './record/budget.ts';
import { type Documents, forgeDocuments } from './record/documents.ts';
import { type ForgeDues, forgeDues } from './record/dues.ts';
import { forgeJobs, type Jobs } from './record/jobs.ts';
import { forgeKept } from './record/kept.ts';
import { forgeLedger } from './record/ledger.ts';
import { type ForgePeople, forgePeople } from './record/people.ts';
import { forgeRegister, type Register } from './record/register.ts';
import { forgeStorage } from './record/storage.ts';

export interface Desk {
  /** `jira:<cloud id>` */
  readonly tenant: string;
  readonly ledger: Ledger;
  readonly people: ForgePeople;
  readonly register: Register;
  readonly dues: ForgeDues;
  /** What can be read or written again: any of it may be lost. */
  readonly documents: Documents;
  /** What the record names and does not hold, and what is found by it. */
  readonly kept: Documents;
  readonly jobs: Jobs;
  /** What pages may read in a minute. */
  readonly budget: Budget;
  readonly client: JiraClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface DeskOptions {
  readonly stored?: (box: string, jobs: readonly Job[]) => Promise<void>;
  readonly client?: JiraClient;
  readonly now?: () => number;
}

export function openDesk(tenant: string, { stored, client = appClient(), now = Date.now }: DeskOptions = {}): Desk {
  const storage = forgeStorage();
  const instant = () => new Date(now()).toISOString();
  const storing = { now: instant, ...(stored ? { stored } : {}) };
  const people = forgePeople(storage, instant);
  return {
    tenant,
    ledger: withNames(forgeLedger(storage, storing), people, FORMS),
    people,
    dues: forgeDues(storage, storing),
    register: forgeRegister(storage),
    documents: forgeDocuments(storage),
    kept: forgeKept(storage),
    jobs: forgeJobs(storage),
    budget: forgeBudget(storage, tenant, now),
    client,
    now,
  };
}

/** A desk for one invocation; Forge's queue does what follows from what it records. */
export function deskFor(tenant: string): Desk {
  return openDesk(tenant, { stored: (name, jobs) => pushJobs(tenant, [{ name, jobs }]) });
}
