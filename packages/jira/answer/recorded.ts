/** What came of a press, in words for whoever pressed: what was recorded, where the request is now, and whom it waits for. */
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { eventLine, isWorthTelling } from '@countersign/core/view/event.ts';
import { seatNames } from '@countersign/core/view/names.ts';
import { and } from '@countersign/core/view/sentence.ts';
import type { PanelData, Said } from '../port/data.ts';
import { wording } from '../port/words.ts';
import { plainly, voice } from './voice.ts';

/** @param panel what is shown after it. `undefined` when nothing was recorded, or nothing is there to be shown. */
export function recorded(events: readonly ChangeEvent[], panel: PanelData, actor: Person): Said | undefined {
  if (panel.kind !== 'change') return undefined;
  const { locale, stage, seats } = panel;
  const word = wording(locale);
  const speak = voice({ locale, timeZone: 'UTC', you: { id: actor.id, name: word('recorded.you') } });
  const all = events.filter((one) => isWorthTelling(one) && one.type !== 'moved' && byWhom(one) === actor.id);
  // An emergency takes the request in by the way; what was pressed is the emergency.
  const emergency = all.find((one) => one.type === 'emergency-opened');
  const own = emergency ?? all[0];
  const moved = events.some((one) => one.type === 'moved');
  if (!own && !moved) return undefined;
  const parts: string[] = [];
  const lineOf = (event: ChangeEvent) =>
    wordsOf(speak.part(eventLine({ event, at: panel.history[0]?.at ?? '' }))).replace(/[.。]$/, '');
  if (own) parts.push(word('recorded.did', { did: lineOf(own) }));
  if (moved) parts.push(word('recorded.now', { stage: stage.name }));
  const [follows] = panel.next;
  if (emergency && follows) parts.push(wordsOf(follows));
  const names = seatNames(seats.map((one) => one.seat));
  const waiting = names.filter((_, at) => ['waiting', 'voided'].includes(seats[at]?.standing ?? ''));
  if (stage.id === 'in-review' && waiting.length > 0)
    parts.push(word('recorded.awaited', { seats: wordsOf(speak.part(and(waiting))) }));
  return plainly(parts.join(locale === 'en' ? ' ' : ''));
}

const wordsOf = (said: Said) => said.map((one) => one.text).join('');

function byWhom(event: ChangeEvent): string | undefined {
  if (event.type === 'voted') return event.vote.voter.id;
  return 'by' in event ? event.by?.id : undefined;
}
