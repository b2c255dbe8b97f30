/** What people would be told of the requests of an account, out of the record alone: for a sandbox, which sends nothing. */
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { policyFor, viewSituation } from '@countersign/core/facts.ts';
import { type Notice, noticesOf } from '@countersign/core/notice/notice.ts';
import { stillHolds } from '@countersign/core/notice/settled.ts';
import { isContact } from '@countersign/core/policy/contact.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { noticeView } from '@countersign/core/view/notice.ts';
import { PLAIN, type Setting, sentence, speaker } from '@countersign/core/view/sentence.ts';
import { pageOf } from '@countersign/github/address.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { homeOf } from '@countersign/github/record/home.ts';
import type { Letter } from '@countersign/sandbox/tracker/port.ts';
import type { SentMail } from './sandboxmail.ts';

/** Letters that are shown; what is older is over. */
const MOST = 100;

/** Oldest first. @param setting of the reader @param mails that were sent to people without an account */
export async function outboxOf(
  parts: Parts,
  tenant: string,
  setting: Setting,
  mails: readonly SentMail[] = [],
): Promise<readonly Letter[]> {
  const letters: Letter[] = mails.flatMap(letterOfMail);
  for (const project of await parts.register.projects(tenant))
    for (const entries of await streamsOf(parts, tenant, project))
      letters.push(...(await lettersOf(parts, entries, setting)));
  return letters.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MOST);
}

/** As it came to its mailbox; the newest of a request is the one whose link or code may still stand. */
function letterOfMail({ to, at, message }: SentMail, index: number, all: readonly SentMail[]): readonly Letter[] {
  const [section] = message.sections;
  if (!section) return [];
  const later = all.slice(index + 1).some((one) => one.message.sections[0]?.thread === section.thread && one.to === to);
  return [
    {
      ...{ to, at, urgency: 'act', subject: message.subject, because: section.because, isSettled: later },
      ...{ lines: section.lines, asks: section.asks, isMail: true },
      ...(section.page ? { page: section.page } : {}),
    },
  ];
}

/** Entries of each change request of a project. */
export async function streamsOf(parts: Parts, tenant: string, project: string): Promise<readonly (readonly Entry[])[]> {
  const streams = new Map<string, Entry[]>();
  for (let after = 0; ; ) {
    const entries = await parts.ledger.readProject(tenant, project, after, 500);
    for (const entry of entries) {
      after = entry.sequence;
      if (kindOf(entry.ref) !== 'change') continue;
      const known = streams.get(entry.ref.stream);
      if (known) known.push(entry);
      else streams.set(entry.ref.stream, [entry]);
    }
    if (entries.length < 500) return [...streams.values()];
  }
}

async function lettersOf(parts: Parts, entries: readonly Entry[], setting: Setting): Promise<readonly Letter[]> {
  const [first] = entries;
  const told = happenings(entries);
  const now = fold(told);
  const home = first && (await homeOf(parts, first.ref));
  if (!first || !now || !home) return [];
  const facts = await factsAt(parts, home.place);
  const situation = await viewSituation(facts, await policyFor(facts, now), now.content.request.items);
  const say = speaker(setting, PLAIN);
  const page = pageOf(parts, first.ref) ?? now.address;
  const letterOf = (notice: Notice, state: ChangeState, at: string): Letter => {
    const { subject, lines, asks, because } = noticeView(notice, state);
    const said = (one: Parameters<typeof sentence>[0]) => sentence(one, say);
    return {
      ...{ to: notice.to.name, at, urgency: notice.urgency, subject: say(subject), page },
      ...{ lines: lines.map(said), asks: asks.map(said), because: said(because) },
      isSettled: stillHolds(notice, { state: now, situation }) === undefined,
    };
  };
  return appendsOf(entries).flatMap(([from, to]) => {
    const state = fold(told.slice(0, to));
    const at = entries[from]?.at ?? '';
    if (!state) return [];
    const events = told.slice(from, to).map(({ event }) => event);
    return noticesOf(events, state, situation)
      .filter((one) => !isTold(one))
      .map((notice) => letterOf(notice, state, at));
  });
}

/** Whoever signs by links is asked by the mail that has the link. */
const isTold = ({ to, urgency }: Notice): boolean => isContact(to) && urgency === 'act';

/** Where each append begins and ends: what was recorded together has one instant and one actor. */
function appendsOf(entries: readonly Entry[]): readonly (readonly [from: number, to: number])[] {
  const begins = entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    return before && before.at === entry.at && before.actor === entry.actor ? [] : [index];
  });
  return begins.map((from, index) => [from, begins[index + 1] ?? entries.length]);
}
