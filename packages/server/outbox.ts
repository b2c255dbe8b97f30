/** What people are told of the requests of an account: what is kept for them, as it would be sent now. For a sandbox, which sends nothing. */
import type { KeptNotice } from '@countersign/core/notice/kept.ts';
import { stillHolds } from '@countersign/core/notice/settled.ts';
import { noticeView } from '@countersign/core/view/notice.ts';
import { PLAIN, type Setting, sentence, speaker } from '@countersign/core/view/sentence.ts';
import { pageOf } from '@countersign/github/address.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { type Stands, standsNow } from '@countersign/github/tell.ts';
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
  for (const notices of byRequest(await parts.notices.newest(tenant, MOST)).values()) {
    const [first] = notices;
    const stands = first && (await standsNow(parts, first.ref));
    if (stands) letters.push(...lettersOf(parts, stands, notices, setting));
  }
  return letters.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MOST);
}

/** As it came to its mailbox; only the newest link of a request, and the newest code after it, may still stand. */
function letterOfMail({ to, at, message }: SentMail, index: number, all: readonly SentMail[]): readonly Letter[] {
  const [section] = message.sections;
  if (!section) return [];
  // A link ends the links and codes before it, a code the codes.
  const later = all.slice(index + 1).some((one) => {
    const [other] = one.message.sections;
    return (
      one.to === to && other?.thread === section.thread && (other.page !== undefined || section.page === undefined)
    );
  });
  return [
    {
      ...{ to, at, urgency: 'act', subject: message.subject, because: section.because, isSettled: later },
      ...{ lines: section.lines, asks: section.asks, isMail: true },
      ...(section.page ? { page: section.page } : {}),
    },
  ];
}

function byRequest(notices: readonly KeptNotice[]): ReadonlyMap<string, readonly KeptNotice[]> {
  return Map.groupBy(notices, ({ ref }) => JSON.stringify([ref.project, ref.stream]));
}

function lettersOf(
  parts: Parts,
  { state, situation }: Stands,
  notices: readonly KeptNotice[],
  setting: Setting,
): readonly Letter[] {
  const say = speaker(setting, PLAIN);
  return notices.map((notice) => {
    const { subject, lines, asks, because } = noticeView(notice, state);
    const said = (one: Parameters<typeof sentence>[0]) => sentence(one, say);
    return {
      ...{ to: notice.to.name, at: notice.at, urgency: notice.urgency },
      ...{ subject: say(subject), page: pageOf(parts, notice.ref) ?? state.address },
      ...{ lines: lines.map(said), asks: asks.map(said), because: said(because) },
      isSettled: stillHolds(notice, { state, situation }) === undefined,
    };
  });
}
