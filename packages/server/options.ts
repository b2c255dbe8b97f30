/** What a server is started with. */
import type { Channel } from '@countersign/core/notice/channel.ts';
import type { Credentials } from '@countersign/github/app.ts';
import type { Parts, Post } from '@countersign/github/desk.ts';
import type { JiraGate } from '@countersign/github/mirror/jira.ts';
import type { Owner, Played } from '@countersign/postgres/owner.ts';
import type { SessionEnds } from '@countersign/postgres/sessions.ts';
import type { Hono } from 'hono';
import type { Logger } from 'pino';

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly credentials: Credentials;
  readonly host: string;
  /** Address under which people reach us from elsewhere. */
  readonly publicUrl?: string;
  /** Further names under which we answer; see `packages/web/host.ts`. */
  readonly allowedHosts?: readonly string[];
  /** 0 for any free one. */
  readonly port: number;
  readonly log: Logger;
  /** Where GitHub's API is; GitHub's own unless given. */
  readonly apiUrl?: string;
  readonly fetch?: typeof fetch;
  /** Where our pages are seen from outside; absent: at the address that is listened on. */
  readonly pages?: string;
  /** Where GitHub's own pages are; absent: beside ours, as in the sandbox. */
  readonly tracker?: string;
  /** Pages to serve beside ours, made once the line stands. */
  readonly mount?: (app: Hono, parts: Parts, sessions: SessionEnds) => void;
  /** Keep GitHub's limits for writing. Off only against the stand-in. */
  readonly limited?: boolean;
  /** What carries what people are told, by name; absent: nothing leaves. */
  readonly channels?: Readonly<Record<string, Channel>>;
  /** Whether an account's policies may name a channel of groups. */
  readonly isChannelOf?: (name: string, account: string) => boolean;
  /** Asks Jira about its requests. */
  readonly jira?: JiraGate;
  /** Carries mail to people without an account. */
  readonly post?: Post;
  /** Told what whoever runs the server should read. */
  readonly announce?: (text: string) => void;
  /** How often to look for what was missed; 0 never. */
  readonly reconcileMs: number;
  readonly concurrency?: number;
  /** Whose record this has to be; absent: that of the app of these credentials. */
  readonly owner?: Owner;
  /** Whose record may become ours. */
  readonly adopts?: readonly Owner[];
  readonly played?: Played;
  /** Told when it was somebody else's before. */
  readonly adopted?: (former: Owner) => void;
  /** Milliseconds since 1970; the machine's own clock unless given. */
  readonly now?: () => number;
  /** How long a delivery, or the work that shows a check, may wait before its gates close; a minute unless given. */
  readonly overdueMs?: number;
}
