/** Carries what is kept for people: one letter at a time to each, held to the record once more before it leaves. */
import { randomUUID } from 'node:crypto';
import { Transient } from '@countersign/core/failure.ts';
import type { Carried, Channel, Message } from '@countersign/core/notice/channel.ts';
import { isGroup } from '@countersign/core/notice/group.ts';
import type { KeptNotice } from '@countersign/core/notice/kept.ts';
import type { Notice } from '@countersign/core/notice/notice.ts';
import { wantedOf } from '@countersign/core/notice/reader.ts';
import type { Fate, LetterStore, OpenLetter, Recipient } from '@countersign/core/notice/sending.ts';
import { stillHolds } from '@countersign/core/notice/settled.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { messageOf, type Part } from '@countersign/core/view/letter.ts';
import { pageOf } from '@countersign/github/address.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { type Stands, standsNow } from '@countersign/github/tell.ts';
import { isAddressed } from './addressed.ts';

export interface Sending {
  readonly letters: LetterStore;
  /** By the name under which a letter knows it. */
  readonly channels: Readonly<Record<string, Channel>>;
  /** Counts letters by how they fared. */
  readonly counted: (channel: string, outcome: Carried['kind']) => void;
}

/** In one turn of the clock, which are a few seconds apart. */
const MOST = 200;
/** So many are carried at once. */
const AT_ONCE = 4;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;
/** Less than a lock is held without a word to the database (`connect.ts`): nobody else takes up a letter that is being carried. */
const CARRIED_MS = 45_000;

const HAS_NO_ACCOUNT = /^(?:mail|contact):/;

type Fared = Carried | { readonly kind: 'nothing' } | 'elsewhere';

/** Carries all that may leave by now. @returns how many letters were taken by their channel */
export async function send(parts: Parts, sending: Sending, isOver: () => boolean = () => false): Promise<number> {
  const { letters, channels } = sending;
  if (Object.keys(channels).length === 0) return 0;
  const now = nowOf(parts);
  for (const one of await letters.waiting(now, MOST)) {
    const channel = channels[one.channel];
    // What is begun takes in nothing more: over the limit all waits together, and goes as one.
    if (channel && !(await isOverLimit(parts, letters, channel, one))) await letters.begin(one, randomUUID(), now);
  }
  const queue = [...(await letters.open(now, MOST))];
  let sent = 0;
  const work = async (): Promise<void> => {
    for (let letter = queue.shift(); letter && !isOver(); letter = queue.shift())
      if (await carried(parts, sending, letter)) sent += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sent;
}

async function carried(parts: Parts, sending: Sending, letter: OpenLetter): Promise<boolean> {
  const { letters, counted } = sending;
  const channel = sending.channels[letter.channel];
  if (!channel) return false;
  // One server at a time: whoever is killed lets go of it at once.
  const alone = { tenant: letter.tenant, project: '', target: `letter:${letter.id}` };
  return parts.projections.alone(alone, async () => {
    if (await isOverLimit(parts, letters, channel, letter)) return false;
    const outcome = await attempt(parts, sending, channel, letter);
    if (outcome === 'elsewhere') return false;
    await letters.fared(letter, outcome, fateOf(parts, letter, outcome));
    if (outcome.kind === 'nothing') return false;
    counted(letter.channel, outcome.kind);
    const said = { letter: letter.id, channel: letter.channel };
    if (outcome.kind === 'refused')
      parts.log.error({ ...said, reason: outcome.reason }, 'an address is refused: nothing is sent there any more');
    if (outcome.kind === 'later')
      parts.log.warn({ ...said, reason: outcome.reason }, 'a letter waits to be sent again');
    return outcome.kind === 'sent';
  });
}

async function isOverLimit(
  parts: Parts,
  letters: LetterStore,
  { perMinute }: Channel,
  to: Pick<Recipient, 'channel' | 'address'>,
): Promise<boolean> {
  const since = new Date(parts.now() - MINUTE_MS).toISOString();
  return (await letters.triedSince(to, since)) >= perMinute;
}

function fateOf(parts: Parts, { tries }: OpenLetter, outcome: Exclude<Fared, string>): Fate {
  const at = nowOf(parts);
  if (outcome.kind !== 'later') return { at };
  const wait = outcome.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(tries, 10));
  return { at, retryAt: instantIn(parts, wait) };
}

async function attempt(parts: Parts, { letters }: Sending, channel: Channel, letter: OpenLetter): Promise<Fared> {
  try {
    if (isGroup(letter.recipient)) return await toGroup(parts, letters, channel, letter);
    const { token, locale } = await letters.way(letter.recipient);
    const contents = await contentsOf(parts, letters, letter);
    const [first, ...others] = contents.map((part) =>
      locale ? { ...part, setting: { ...part.setting, locale } } : part,
    );
    if (!first) return { kind: 'nothing' };
    const choices = parts.pages && `${parts.pages}/notices/of/${token}`;
    const message = messageOf({ id: letter.id, ...(choices ? { choices } : {}) }, [first, ...others]);
    if (!(await letters.trying(letter, nowOf(parts)))) return 'elsewhere';
    return await inTime(channel.carry(letter.address, [message]));
  } catch (error) {
    // What is wrong with one letter holds up no other.
    const wait = waitAfter(error);
    return { kind: 'later', reason: reasonOf(error), ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
}

/** Each request is a message of its own, so that as many go together as the group's service takes at once; the rest is told with what comes next. */
async function toGroup(parts: Parts, letters: LetterStore, channel: Channel, letter: OpenLetter): Promise<Fared> {
  const contents = await contentsOf(parts, letters, letter);
  const messages = contents.map((part) => toNobody(messageOf({ id: `${letter.id}/${part.thread}` }, [part])));
  if (messages.length === 0) return { kind: 'nothing' };
  if (!(await letters.trying(letter, nowOf(parts)))) return 'elsewhere';
  const outcome = await inTime(channel.carry(letter.address, messages));
  if (outcome.kind === 'sent' && outcome.count < messages.length) {
    const rest = new Set(contents.slice(outcome.count).map(({ thread }) => thread));
    await letters.release((await letters.contents(letter.id)).filter(({ ref }) => rest.has(threadOf(ref))));
  }
  return outcome;
}

/** In a group everybody reads it, in whatever capacity. */
function toNobody(message: Message): Message {
  return { ...message, sections: message.sections.map((one) => ({ ...one, because: '' })) };
}

const threadOf = ({ tenant, project, stream }: StreamRef): string => `${tenant}/${project}/${stream}`;

/** Whoever takes so long may have taken it: the same letter is sent again, under the same id. */
async function inTime(carrying: Promise<Carried>): Promise<Carried> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Carried>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'later', reason: 'It was not answered in time.' }), CARRIED_MS);
  });
  return Promise.race([carrying, late]).finally(() => clearTimeout(timer));
}

/** What of a letter still holds, by request; what was settled meanwhile is taken out of it. */
async function contentsOf(parts: Parts, letters: LetterStore, letter: OpenLetter): Promise<readonly Part[]> {
  const kept = await letters.contents(letter.id);
  const told: Part[] = [];
  const settled: KeptNotice[] = [];
  const off: KeptNotice[] = [];
  const choices = (await parts.readers.choices([letter.recipient])).get(letter.recipient) ?? {};
  for (const [thread, notices] of Map.groupBy(kept, ({ ref }) => threadOf(ref))) {
    const [first] = notices;
    let stands: Stands | undefined;
    let isTheirs = false;
    try {
      stands = first && (await standsNow(parts, first.ref));
      isTheirs = stands !== undefined && (await isAddressed(parts, stands, letter.recipient));
    } catch (error) {
      // It may have been told by a try that nobody answered: then it is told by the same letter again, or not at all.
      if (letter.tries > 0) throw error;
      parts.log.warn(
        { letter: letter.id, reason: reasonOf(error) },
        'a request cannot be told of now, and its notices wait',
      );
      await letters.postpone(notices, instantIn(parts, waitAfter(error) ?? MINUTE_MS));
      continue;
    }
    const holding: Notice[] = [];
    for (const one of notices) {
      const held = stands && isTheirs ? stillHolds(one, stands) : undefined;
      const wanted = held && wantedOf(held, choices);
      if (wanted) holding.push(wanted.notice);
      else (held ? off : settled).push(one);
    }
    if (!first || !stands || holding.length === 0) continue;
    // Nobody without an account can open it.
    const page = HAS_NO_ACCOUNT.test(letter.recipient) ? undefined : (pageOf(parts, first.ref) ?? stands.state.address);
    const { state, setting } = stands;
    told.push({ thread, notices: holding, state, setting, ...(page === undefined ? {} : { page }) });
  }
  await letters.end(settled, 'settled', nowOf(parts));
  await letters.end(off, 'off', nowOf(parts));
  return told;
}

function waitAfter(error: unknown): number | undefined {
  return error instanceof Transient ? error.retryAfterMs : LONGEST_WAIT_MS;
}

function instantIn({ now }: Pick<Parts, 'now'>, ms: number): string {
  return new Date(now() + ms).toISOString();
}

function nowOf({ now }: Pick<Parts, 'now'>): string {
  return new Date(now()).toISOString();
}
