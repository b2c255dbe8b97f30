/** The port of what is known of pull requests, and of the change requests that they refer to. */
import type { Json } from './port.ts';

/** What is known of one pull request. A cache: it may be dropped and read again. */
export interface WorkFacts {
  readonly tenant: string;
  readonly project: string;
  /** Immutable node id. */
  readonly id: string;
  readonly number: number;
  /** Head commit. */
  readonly head: string;
  readonly open: boolean;
  readonly data: Json;
  /** When the tracker says it changed; older facts never overwrite newer ones. ISO 8601. */
  readonly updatedAt: string;
}

export interface WorkCache {
  /** @returns whether it was kept; `false` when newer facts were there. */
  keep(facts: WorkFacts): Promise<boolean>;
  /**
   * Keeps what was seen of a pull request together with the change streams it refers to, in one step.
   * @param over what was known when it was seen: of facts with the same time, no others are written over
   * @returns the streams that it referred to before; where nothing was kept, `outdated` when newer facts were there, and `tied` when others
   * of the same time were.
   */
  see(facts: WorkFacts, streams: readonly string[], over?: WorkFacts): Promise<readonly string[] | 'outdated' | 'tied'>;
  find(tenant: string, project: string, id: string): Promise<WorkFacts | undefined>;
  /** Wherever it is registered: whoever knows only its id may ask from another project. */
  anywhere(tenant: string, id: string): Promise<WorkFacts | undefined>;
  findByNumber(tenant: string, project: string, number: number): Promise<WorkFacts | undefined>;
  /** Pull requests whose head is this commit. */
  atCommit(tenant: string, project: string, head: string): Promise<readonly WorkFacts[]>;
  open(tenant: string, project: string): Promise<readonly WorkFacts[]>;
  /** Open ones of every project, and those that are not, newest first. */
  openAnywhere(): Promise<readonly WorkFacts[]>;
  closedAnywhere(): Promise<readonly WorkFacts[]>;
  /** Open pull requests, of every project, that name a request of another tracker, newest first: it is asked again by the clock. */
  openNamingElsewhere(): Promise<readonly WorkFacts[]>;
  /** Change streams that a pull request refers to, sorted. */
  changesOf(tenant: string, project: string, id: string): Promise<readonly string[]>;
  /** Pull requests of whatever project that refer to a change stream, in order of number: the request may have come from another. */
  workOf(tenant: string, stream: string): Promise<readonly WorkFacts[]>;
  forget(tenant: string, project: string, id: string): Promise<void>;
}
