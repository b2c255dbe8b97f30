/** What people are told of the requests of an account: what is kept for them, as it would be sent now. For a sandbox, which sends nothing. */
import type { KeptNotice } from '@countersign/core/notice/kept.ts';
import { stillHolds } from '@countersign/core/notice/settled.ts';
import { noticeView } from '@countersign/core/view/notice.ts';
import { PLAIN, type Setting, sentence, speaker } from '@countersign/core/view/sentence.ts';
import { pageOf } from '@countersign/github/address.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { type Stands, standsNow } from '@countersign/github/tell.ts';
import type { Letter } from '@countersign/sandbox/tracker/port.ts';

/** Letters that are shown; what is older is over. */
const MOST = 100;

/** Oldest first. @param setting of the reader */
export async function outboxOf(parts: Parts, tenant: string, setting: Setting): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  for (const notices of byRequest(await parts.notices.newest(tenant, MOST)).values()) {
    const [first] = notices;
    const stands = first && (await standsNow(parts, first.ref));
    if (stands) letters.push(...lettersOf(parts, stands, notices, setting));
  }
  return letters.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MOST);
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
