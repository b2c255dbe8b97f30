/** What waits for one reader as one message: a section for each request, however many notices of it there are. */

import type { ChangeState } from '../change/state.ts';
import type { Message, Section } from '../notice/channel.ts';
import type { Matter, Notice } from '../notice/notice.ts';
import { strongest } from '../notice/notice.ts';
import { noticeView } from './notice.ts';
import { PLAIN, type Setting, type Speaker, speaker, words } from './sentence.ts';

/** What is told of one request. */
export interface Part {
  /** Names the request, the same in every message. */
  readonly thread: string;
  /** All to the same reader, the oldest first. */
  readonly notices: readonly Notice[];
  readonly state: ChangeState;
  /** The zone is the project's. */
  readonly setting: Setting;
  readonly page?: string;
}

/** @param parts at least one */
export function messageOf(
  { id, choices }: Pick<Message, 'id' | 'choices'>,
  parts: readonly [Part, ...Part[]],
): Message {
  const [first] = parts;
  const { locale } = first.setting;
  const drawn = parts.map((part) => {
    const say = speaker({ ...part.setting, locale }, PLAIN);
    const notice = togetherIn(part.notices);
    return { notice, say, section: sectionOf(part, notice, say) };
  });
  const [leading = drawn[0]] = drawn.filter(({ notice }) => notice?.urgency === 'act');
  const say = leading?.say ?? speaker(first.setting, PLAIN);
  const heading = leading?.section.heading ?? '';
  const subject =
    drawn.length === 1
      ? heading
      : say(words('notice.subject-of-several', { subject: heading, more: drawn.length - 1 }));
  return {
    ...{ id, locale, subject, sections: drawn.map(({ section }) => section) },
    ...(choices === undefined ? {} : { choices }),
  };
}

/** Each matter once, as strongly as any of them asks. */
function togetherIn(notices: readonly Notice[]): Notice | undefined {
  const [first] = notices;
  const matters = new Map<string, Matter>();
  for (const matter of notices.flatMap((one) => one.matters)) {
    const known = matters.get(matter.occasion);
    const urgency = strongest(known ? [known, matter] : [matter]);
    if (known?.urgency !== urgency) matters.set(matter.occasion, matter);
  }
  const all = [...matters.values()];
  return first && { to: first.to, matters: all, urgency: strongest(all) };
}

function sectionOf({ thread, state, page }: Part, notice: Notice | undefined, say: Speaker): Section {
  if (!notice) throw new Error(`nothing is told of ${thread}`);
  const { subject, lines, asks, because } = noticeView(notice, state);
  return {
    ...{ thread, heading: say(subject), lines: lines.map((one) => say(one)), asks: asks.map((one) => say(one)) },
    ...(page === undefined ? {} : { page }),
    because: say(because),
  };
}
