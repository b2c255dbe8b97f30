/** The port of what people are to be told: kept with what brought it, until it was told or settled. */
import type { Person } from '../content/person.ts';
import type { StreamRef } from '../record/port.ts';
import type { Notice } from './notice.ts';

/** A notice with when it may leave. */
export interface DueNotice extends Notice {
  /** UTC instant, ISO 8601: not before then. */
  readonly due: string;
  /** Nobody is told of it, and that is on record. */
  readonly ended?: 'off';
}

/** How it ended: `told`; `settled`: nothing of it held any more when it was to leave, or it concerned its reader no more; `off`: its reader does not want it. */
export type Ended = 'told' | 'settled' | 'off';

export interface KeptNotice extends Omit<DueNotice, 'ended'> {
  readonly ref: StreamRef;
  /** What brought it, once in its stream: the version after the append. */
  readonly brought: number;
  /** UTC instant of that. */
  readonly at: string;
  readonly ended?: Ended;
}

/** What brought some notices. */
export interface Brought {
  readonly ref: StreamRef;
  readonly brought: number;
  readonly at: string;
}

/** Somebody to whom nothing can be carried, with what waits for them. */
export interface Unreached {
  readonly to: Person;
  /** `refused`: their address takes nothing until somebody mends it; `trying`: it was tried several times and is tried again. */
  readonly how: 'refused' | 'trying';
  /** UTC instant. */
  readonly since: string;
  /** So many notices wait. */
  readonly waiting: number;
}

export interface NoticeStore {
  /** Keeps one for each human, durably before it resolves; of what was kept before nothing changes. */
  keep(of: Brought, notices: readonly DueNotice[]): Promise<void>;
  /** Those of one request, oldest first. */
  ofRequest(ref: StreamRef): Promise<readonly KeptNotice[]>;
  /** Of a project, who waits longest first, at most so many. */
  unreached(of: Pick<StreamRef, 'tenant' | 'project'>, most: number): Promise<readonly Unreached[]>;
  /** The newest of an account, oldest first, at most so many. */
  newest(tenant: string, most: number): Promise<readonly KeptNotice[]>;
}
