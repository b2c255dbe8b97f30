/** What the line works with: the record, the tracker's clients, the clock and the log. Made once in `server.ts`, handed down, never global. */

import type { GateAtMerge } from '@countersign/core/change/event.ts';
import type { Register, Turning } from '@countersign/core/change/registerport.ts';
import type { Addresses, Links } from '@countersign/core/contact/addresses.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Channel } from '@countersign/core/notice/channel.ts';
import type { NoticeStore } from '@countersign/core/notice/kept.ts';
import type { Readers } from '@countersign/core/notice/reader.ts';
import type { Documents } from '@countersign/core/record/documents.ts';
import type { HeldFiles } from '@countersign/core/record/files.ts';
import type { RecordLost } from '@countersign/core/record/loss.ts';
import type { People } from '@countersign/core/record/people.ts';
import type { Dues, Entry, Ledger, Precedence } from '@countersign/core/record/port.ts';
import type { Projections } from '@countersign/core/record/projections.ts';
import type { HeldTexts } from '@countersign/core/record/texts.ts';
import type { Unhandled } from '@countersign/core/record/unhandled.ts';
import type { WorkCache } from '@countersign/core/record/work.ts';
import type { Logger } from 'pino';
import { clientFor } from './client.ts';
import type { PolicyAway, Reader } from './facts/reader.ts';
import type { Installations } from './installation.ts';
import type { JiraGate } from './mirror/jira.ts';
import type { Place } from './translation.ts';

/** What a check that could be written open waits for (`coming.ts`); times in milliseconds since 1970. */
export interface Waiting {
  readonly since: number;
  /** When that was asked last. */
  readonly asked: number;
  /** Deliveries that had come in when it was judged first: however long they take, they are handled before. */
  readonly first: ReadonlySet<string>;
}

/** What was found of a repository since this process began. */
export interface RecordLooked {
  readonly asking: Promise<Looking>;
  /** Milliseconds since 1970. */
  at: number;
  found?: Lost | undefined;
  /** GitHub gave the list, and the record knew all of it. */
  isWhole?: boolean;
  /** What happened since is being read, so that what is asked meanwhile goes on. */
  isBeingRead?: boolean;
}

/** `unread`: GitHub does not say what it shows of ours. */
export type Lost = RecordLost | 'unread';
export type Looking = Pick<RecordLooked, 'found' | 'isWhole' | 'isBeingRead'>;

/** Mail, and the domain that it is sent from. */
export interface Post {
  readonly channel: Channel;
  readonly domain: string;
}

export interface Parts {
  readonly ledger: Ledger;
  readonly register: Register;
  readonly dues: Dues;
  /** What people are to be told. */
  readonly notices: NoticeStore;
  readonly readers: Readers;
  /** Whether an account's policies may name a channel of groups; absent: there are none. */
  readonly isChannelOf?: (name: string, account: string) => boolean;
  readonly work: WorkCache;
  readonly documents: Documents;
  /** Those of these causes for which something is on record, or was stored. */
  readonly applied: (tenant: string, causes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Ids and homes as the present piece of work has read them, by stream; absent where nothing is remembered. */
  readonly moves?: Map<string, Promise<readonly Entry[]>>;
  readonly texts: HeldTexts;
  /** What was given as evidence, beside the chain. */
  readonly files: HeldFiles;
  /** Mail addresses of contacts, beside the chain, and what links to sign by are for. */
  readonly addresses: Addresses;
  readonly links: Links;
  /** Carries mail, where the operator has set it up: without it no contact signs. */
  readonly post?: Post;
  /** What people are called, beside the chain. */
  readonly people: People;
  readonly projections: Projections;
  /** Deliveries that are given up, or wait. */
  readonly unhandled: Unhandled;
  readonly installations: Installations;
  /** What the present piece of work is for: it decides who goes first where GitHub's limits do not let all through. */
  readonly precedence: Precedence;
  /** Policies read so far, by version. */
  readonly policies: Map<string, PolicyState>;
  /** Policies that GitHub does not give now, by repository; in memory, because asking again is all that a restart costs. */
  readonly away: Map<string, PolicyAway>;
  /** Policies that are being asked for by a watch, by repository: a watch holds no place for as long as that takes. */
  readonly asking: Map<string, Promise<unknown>>;
  /** Where each repository was last noted to be, and when; only spares the asking, so it may be emptied at any time. */
  readonly places: Map<string, { readonly text: string; readonly at: number }>;
  /** Which repositories were compared with the record since we began, and what it lacks. */
  readonly lost: Map<string, RecordLooked>;
  /** By what all open requests of each repository were looked at by this server's rounds; without it they are looked at again (`resting.ts`). */
  readonly rested: Map<string, string>;
  /** How far this server's rounds are with the requests of each repository that they look at in turn (`inturn.ts`). */
  readonly turns: Map<string, Turning>;
  /** Checks that wait to be written open until what came in is handled (`coming.ts`). */
  readonly waiting: Map<string, Waiting>;
  /** Asks Jira about its requests, where a site was named. */
  readonly jira?: JiraGate;
  /** Whether GitHub's limits are kept: then a comment that grows is not written for every word. */
  readonly limited: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  /** Our own id at GitHub, by which a ruleset knows whose check it requires. */
  readonly app: number;
  /** Counts what was merged into covered branches, by what the gate said then. */
  readonly merged: (gate: GateAtMerge) => void;
  /** Login of our own bot, `countersign[bot]`. */
  readonly self: string;
  /** Where GitHub's own pages are, without a slash at the end: `https://github.com`, an Enterprise Server's, the sandbox's. */
  readonly tracker: string;
  /** Where our pages are seen from outside, without a slash at the end; absent when they have no address. */
  readonly pages?: string;
}

/** The means to read facts of a place. */
export async function readerFor(parts: Parts, place: Pick<Place, 'installation'>, patient = false): Promise<Reader> {
  return {
    client: clientFor(await parts.installations.client(place.installation), parts.precedence),
    facts: parts.documents,
    texts: parts.texts,
    now: parts.now,
    patient,
    policies: parts.policies,
    away: parts.away,
  };
}
