/** The whole state of the stand-in: the app, where it is installed, and everything else. Plain data, so that it can be written to a file and read back. */
import type { Account, Organization, Repository, Team } from './record.ts';

export type Permissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>;

export interface Installation {
  readonly id: number;
  readonly account: number;
  permissions: Permissions;
  events: readonly string[];
  selection: 'all' | 'selected';
  readonly repositories: Set<number>;
  readonly createdAt: number;
  updatedAt: number;
  suspendedAt: number | null;
}

export interface AppRecord {
  readonly id: number;
  slug: string;
  name: string;
  readonly owner: number;
  /** The app's bot account, `slug[bot]`. */
  readonly bot: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM, SPKI; the app proves itself with the private half. */
  publicKey: string;
  webhookSecret: string;
  /** Empty: nothing is delivered. */
  webhookUrl: string;
  permissions: Permissions;
  events: readonly string[];
  readonly createdAt: number;
}

export interface Token {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly installation: number | null;
  readonly user: number | null;
  readonly permissions: Permissions;
  readonly repositories: readonly number[] | null;
}

export interface State {
  /** The last id that was given. */
  sequence: number;
  app: AppRecord;
  readonly accounts: Map<number, Account>;
  readonly organizations: Map<number, Organization>;
  readonly teams: Map<number, Team>;
  readonly repositories: Map<number, Repository>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  /** Sign-in codes to account ids; each is good once. */
  readonly signIns: Map<string, number>;
  /** Codes of the app manifest flow; each is good once. */
  readonly manifests: Map<string, Manifest>;
}

/** What an app asks to be, in the manifest flow. */
export interface Manifest {
  readonly name?: string;
  readonly webhookUrl?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
}
