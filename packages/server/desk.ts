/** Lays out what the line works with: the open record, GitHub's clients, the clock and the log. */
import { withNames } from '@countersign/core/record/people.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { installations } from '@countersign/github/installation.ts';
import { behindDoor } from '@countersign/github/record/recorddoor.ts';
import { appliedOf } from '@countersign/postgres/causes.ts';
import { postgresAddresses, postgresLinks } from '@countersign/postgres/contacts.ts';
import { postgresDues } from '@countersign/postgres/dues.ts';
import { postgresFiles } from '@countersign/postgres/files.ts';
import { postgresNotices } from '@countersign/postgres/notices.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresProjections } from '@countersign/postgres/projections.ts';
import { postgresReaders } from '@countersign/postgres/readers.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { postgresUnhandled } from '@countersign/postgres/unhandled.ts';
import { postgresWork } from '@countersign/postgres/work.ts';
import type { Measures } from './measure.ts';
import type { ServerOptions } from './options.ts';
import type { Opened } from './record.ts';

export interface Reached {
  readonly probot: Parameters<typeof installations>[0];
  readonly measured: Measures;
  readonly address: string;
}

/** What the line works with. */
export function deskOf(
  options: ServerOptions,
  { database, boss, record, documents }: Opened,
  { probot, measured, address }: Reached,
): Parts {
  const { credentials, log, now = Date.now, limited = true } = options;
  const people = postgresPeople(database);
  return behindDoor({
    ledger: withNames(record, people, FORMS),
    people,
    addresses: postgresAddresses(database),
    links: postgresLinks(database),
    ...(options.post ? { post: options.post } : {}),
    register: postgresRegister(database),
    dues: postgresDues(boss),
    notices: postgresNotices(database),
    readers: postgresReaders(database),
    ...(options.isChannelOf ? { isChannelOf: options.isChannelOf } : {}),
    work: postgresWork(database),
    documents,
    applied: (tenant, causes) => appliedOf(database, tenant, causes),
    texts: postgresTexts(database),
    files: postgresFiles(database),
    projections: postgresProjections(database),
    unhandled: postgresUnhandled(database),
    installations: installations(probot, measured.called, { now, limited }),
    precedence: 'open',
    limited,
    policies: new Map(),
    away: new Map(),
    asking: new Map(),
    places: new Map(),
    lost: new Map(),
    rested: new Map(),
    turns: new Map(),
    waiting: new Map(),
    now,
    log,
    self: credentials.bot,
    app: credentials.appId,
    merged: measured.merged,
    tracker: options.tracker ?? address,
    pages: options.pages ?? address,
    ...(options.jira ? { jira: options.jira } : {}),
  });
}
