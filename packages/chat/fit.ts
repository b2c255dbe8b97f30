/** How many messages go into one: as many as fit, and one that is too long by itself is cut where its page says the rest. */
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';

export interface Fitted<Payload> {
  readonly count: number;
  readonly payload: Payload;
}

/**
 * @param messages at least one
 * @param write gives what is sent for some of them
 * @param isFitting whether that is short enough
 */
export function fitted<Payload>(
  messages: readonly Message[],
  write: (some: readonly Message[]) => Payload,
  isFitting: (payload: Payload) => boolean,
): Fitted<Payload> {
  let fits: Fitted<Payload> | undefined;
  for (let count = 1; count <= messages.length; count += 1) {
    const payload = write(messages.slice(0, count));
    if (!isFitting(payload)) break;
    fits = { count, payload };
  }
  return fits ?? { count: 1, payload: shortened(messages[0] as Message, (one) => write([one]), isFitting) };
}

/** Sections go first, then lines get shorter; headings and pages stay as long as anything does. */
function shortened<Payload>(
  message: Message,
  write: (message: Message) => Payload,
  isFitting: (payload: Payload) => boolean,
): Payload {
  let shorter = message;
  for (let letters = longestOf(message); letters >= LEAST; letters = Math.floor(letters / 2)) {
    shorter = { ...message, sections: message.sections.map((one) => clipped(one, letters)) };
    if (isFitting(write(shorter))) return write(shorter);
  }
  for (let kept = Math.floor(message.sections.length / 2); kept >= 1; kept = Math.floor(kept / 2)) {
    const left = message.sections.length - kept;
    const more = catalogue(message.locale)('notice.more', { count: left });
    const sections = shorter.sections.slice(0, kept);
    const last = sections.at(-1) as Section;
    const some = { ...shorter, sections: [...sections.slice(0, -1), { ...last, lines: [...last.lines, more] }] };
    if (kept === 1 || isFitting(write(some))) return write(some);
  }
  return write({ ...shorter, sections: shorter.sections.slice(0, 1).map((one) => clipped(one, LEAST)) });
}

const LEAST = 40;

function longestOf({ sections }: Message): number {
  return Math.max(LEAST, ...sections.flatMap(({ heading, lines, asks }) => [heading, ...lines, ...asks].map(lengthOf)));
}

const lengthOf = (text: string): number => text.length;

function clipped(section: Section, letters: number): Section {
  const clip = (text: string): string => (text.length <= letters ? text : `${whole(text.slice(0, letters - 1))}…`);
  return { ...section, heading: clip(section.heading), lines: section.lines.map(clip), asks: section.asks.map(clip) };
}

/** Half of a letter outside the basic plane is none. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
