/**
 * How one contact signs one request: by a link for one act on one revision, and a code that was sent to their mailbox for that link and that
 * attempt alone (`rules.md 4.7`). The record holds digests of links and codes, and neither.
 */
import { z } from 'zod';
import { personSchema } from '../content/person.ts';
import type { Decider, Decision, Happened, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

/** What a contact is asked for: the plan, the vote, the result. */
const SIGN_ACTS = ['confirm', 'vote', 'accept'] as const;
export type SignAct = (typeof SIGN_ACTS)[number];

/** What they do then. */
export const SIGN_CHOICES = ['sign', 'decline', 'ask'] as const;
export type SignChoice = (typeof SIGN_CHOICES)[number];

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();

/** Why an attempt came to nothing. */
const SIGN_REFUSALS = [
  /** The link is over: used, followed by a newer one, or its time is up. */
  'link-over',
  /** The request is another than the one that the link is for. */
  'changed',
  /** So many codes, or links, are sent within an hour and a day. */
  'too-often',
  'no-code',
  'wrong-code',
  /** Its time is up, it was used, or too many others were tried in its place. */
  'code-over',
  /** The code was asked for in another browser. */
  'other-attempt',
] as const;
export type SignRefusal = (typeof SIGN_REFUSALS)[number];

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('offered'),
    /** Digest of the link. */
    link: hash,
    act: z.enum(SIGN_ACTS),
    /** Of the content that it is for. */
    content: hash,
    round: z.int(),
    until: instant,
    /** It was asked for by an older link; whoever has that may be anybody. */
    renews: z.literal(true).optional(),
  }),
  /** The mail with the link was not taken by the contact's server. */
  z.object({ type: z.literal('undelivered'), link: hash, reason: z.string() }),
  z.object({
    type: z.literal('code-sent'),
    link: hash,
    /** Digest of the code, under the link as its key. */
    code: hash,
    /** Digest of what the browser alone knows that asked for it. */
    attempt: hash,
    /** Of the request's stream, as the page showed it. */
    version: z.int(),
    until: instant,
  }),
  z.object({ type: z.literal('refused'), link: hash, why: z.enum(SIGN_REFUSALS) }),
  z.object({
    type: z.literal('code-used'),
    link: hash,
    choice: z.enum(SIGN_CHOICES),
    /** What whoever used it said they are called: a mailbox may be shared. */
    signedAs: personSchema.optional(),
  }),
  /** What was signed is on the request's record. */
  z.object({ type: z.literal('signed'), link: hash, choice: z.enum(SIGN_CHOICES) }),
]);
type Event = z.infer<typeof eventSchema>;

export interface Offer {
  readonly link: string;
  readonly act: SignAct;
  readonly content: string;
  readonly round: number;
  readonly until: string;
}

interface Code {
  readonly code: string;
  readonly attempt: string;
  readonly until: string;
  readonly tries: number;
  readonly isUsed: boolean;
}

/** What was answered by a link, and when: a UTC instant. */
export interface Answered {
  readonly choice: SignChoice;
  readonly at: string;
}

export interface SignoffState {
  /** The newest: those before it are over. */
  readonly offer?: Offer & { readonly undelivered?: string; readonly signed?: Answered };
  readonly code?: Code;
  /** The link before the newest, as the browser knows it in which it was used: to that one alone is said what became of it. */
  readonly former?: Offer & { readonly attempt: string; readonly signed?: Answered };
  /** Instants of links and codes that were sent, of the last day. */
  readonly offered: readonly string[];
  /** Of those links that were asked for by an older one. */
  readonly renewed: readonly string[];
  readonly coded: readonly string[];
  /** Attempts of the newest link that came to nothing. */
  readonly refused: number;
  /** Version of the request's stream that they last answered to. */
  readonly seen?: number;
}

export interface Signoff {
  readonly state: SignoffState;
  readonly command:
    | ({ readonly type: 'offer'; readonly renews?: true } & Omit<Offer, 'until'>)
    | { readonly type: 'note-undelivered'; readonly link: string; readonly reason: string }
    | {
        readonly type: 'send-code';
        readonly link: string;
        readonly code: string;
        readonly attempt: string;
        readonly version: number;
        /** Of the request as it is now, and as the page showed it. */
        readonly content: string;
        readonly round: number;
      }
    | {
        readonly type: 'use-code';
        readonly link: string;
        readonly code: string;
        readonly attempt: string;
        readonly content: string;
        readonly round: number;
        readonly choice: SignChoice;
        readonly signedAs?: z.infer<typeof personSchema>;
      }
    | { readonly type: 'note-signed'; readonly link: string; readonly choice: SignChoice }
    | { readonly type: 'note-changed'; readonly link: string };
  readonly event: Event;
  readonly situation: Moment;
  readonly refusal: SignRefusal;
  readonly row: { readonly act: SignAct | ''; readonly until: string; readonly signed: boolean };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A link is good for three days; after a holiday a new one is asked for with one press. */
export const LINK_MS = 72 * HOUR;
export const CODE_MS = 15 * MINUTE;
/** Another code is needed after so many that were wrong. */
const MOST_TRIES = 5;
const MOST_CODES = { hour: 5, day: 15 };
const MOST_LINKS = { hour: 6, day: 20 };
/** Apart from these: whoever has an old link takes nobody the links that are still to come. */
const MOST_RENEWED = { hour: 1, day: 3 };
/** More attempts that came to nothing are not written down: whoever has a link must not make the record grow without end. Those that end a code are few, and always are. */
const MOST_REFUSED = 50;

export const SIGNOFF: Decider<Signoff> = {
  kind: 'signoff' satisfies Kind,
  initial: { offered: [], renewed: [], coded: [], refused: 0 },
  decide(state, command, { now }) {
    switch (command.type) {
      case 'offer': {
        const { link, act, content, round, renews } = command;
        if (renews ? mayNotRenew(state, now) : isTooOften(state.offered, MOST_LINKS, now))
          return { events: [], refusal: 'too-often' };
        const until = after(now, LINK_MS);
        return { events: [{ type: 'offered', link, act, content, round, until, ...(renews ? { renews } : {}) }] };
      }
      case 'note-undelivered':
        return { events: [{ type: 'undelivered', link: command.link, reason: command.reason }] };
      case 'send-code':
        return sendCode(state, command, now);
      case 'use-code':
        return spendCode(state, command, now);
      case 'note-signed':
        return { events: [{ type: 'signed', link: command.link, choice: command.choice }] };
      case 'note-changed':
        return refusing(state, command.link, 'changed');
    }
  },
  evolve,
  settle: () => [],
  row: ({ offer }) => ({ act: offer?.act ?? '', until: offer?.until ?? '', signed: offer?.signed !== undefined }),
  schema: eventSchema,
};

type Of<Type extends Signoff['command']['type']> = Extract<Signoff['command'], { type: Type }>;

/** A newer link ends the one before: never one by which somebody is about to sign. */
function mayNotRenew({ renewed, code }: SignoffState, now: string): boolean {
  const isSigning = code !== undefined && !code.isUsed && code.tries < MOST_TRIES && now < code.until;
  return isSigning || isTooOften(renewed, MOST_RENEWED, now);
}

function sendCode(state: SignoffState, command: Of<'send-code'>, now: string): Decision<Signoff> {
  const no = whyNotNow(state, command, now);
  if (no) return refusing(state, command.link, no);
  if (isTooOften(state.coded, MOST_CODES, now)) return refusing(state, command.link, 'too-often');
  const { link, code, attempt, version } = command;
  return { events: [{ type: 'code-sent', link, code, attempt, version, until: after(now, CODE_MS) }] };
}

function spendCode(state: SignoffState, command: Of<'use-code'>, now: string): Decision<Signoff> {
  const no = whyNotNow(state, command, now) ?? whyNoCode(state, command, now);
  if (no) return refusing(state, command.link, no);
  const { link, choice, signedAs } = command;
  return { events: [{ type: 'code-used', link, choice, ...(signedAs ? { signedAs } : {}) }] };
}

/** The link, newest or the one before, by which this browser was about to sign, or has signed. */
export function usedBy({ offer, code, former }: SignoffState, link: string, attempt: string): SignoffState['former'] {
  const now = offer && code && { ...offer, attempt: code.attempt };
  return [now, former].find((one) => one && isSame(one.link, link) && isSame(one.attempt, attempt));
}

/** Why nothing is done by a link at this moment. */
export function whyNotNow(
  { offer }: SignoffState,
  asked: Pick<Offer, 'link' | 'content' | 'round'>,
  now: string,
): SignRefusal | undefined {
  if (!offer || !isSame(offer.link, asked.link) || offer.signed || offer.until <= now) return 'link-over';
  return offer.content !== asked.content || offer.round !== asked.round ? 'changed' : undefined;
}

function whyNoCode({ code }: SignoffState, asked: Of<'use-code'>, now: string): SignRefusal | undefined {
  if (!code) return 'no-code';
  if (!isSame(code.attempt, asked.attempt)) return 'other-attempt';
  if (code.isUsed || code.until <= now || code.tries >= MOST_TRIES) return 'code-over';
  return isSame(code.code, asked.code) ? undefined : 'wrong-code';
}

/** Takes as long for two that differ in the first place as in the last. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at % other.length);
  return difference === 0;
}

function refusing({ offer, refused }: SignoffState, link: string, why: SignRefusal): Decision<Signoff> {
  const isKept = offer !== undefined && (refused < MOST_REFUSED || why === 'wrong-code');
  return { events: isKept ? [{ type: 'refused', link, why }] : [], refusal: why };
}

function isTooOften(sent: readonly string[], most: { readonly hour: number; readonly day: number }, now: string) {
  const since = (ms: number) => sent.filter((at) => at > after(now, -ms)).length;
  return since(HOUR) >= most.hour || since(DAY) >= most.day;
}

const after = (instantOf: string, ms: number): string => new Date(Date.parse(instantOf) + ms).toISOString();

function evolve(state: SignoffState, { at, event }: Happened<Event>): SignoffState {
  const recent = (all: readonly string[]) => [...all.filter((one) => one > after(at, -DAY)), at];
  switch (event.type) {
    case 'offered': {
      const { link, act, content, round, until } = event;
      const { code, offer, former: _, ...rest } = state;
      const former = offer && code ? { former: { ...offer, attempt: code.attempt } } : {};
      return {
        ...rest,
        ...former,
        offer: { link, act, content, round, until },
        ...(event.renews ? { renewed: recent(state.renewed) } : { offered: recent(state.offered) }),
        refused: 0,
      };
    }
    case 'undelivered':
      return state.offer ? { ...state, offer: { ...state.offer, undelivered: event.reason } } : state;
    case 'code-sent': {
      const { code, attempt, until, version: seen } = event;
      return { ...state, code: { code, attempt, until, tries: 0, isUsed: false }, coded: recent(state.coded), seen };
    }
    case 'refused': {
      const wrong = event.why === 'wrong-code' && state.code;
      return {
        ...state,
        refused: state.refused + 1,
        ...(wrong ? { code: { ...wrong, tries: wrong.tries + 1 } } : {}),
      };
    }
    case 'code-used':
      return state.code ? { ...state, code: { ...state.code, isUsed: true } } : state;
    case 'signed':
      return state.offer ? { ...state, offer: { ...state.offer, signed: { choice: event.choice, at } } } : state;
  }
}

/** @param of the request's stream @param contact id */
export function signoffStream({ tenant, project, stream }: StreamRef, contact: string): StreamRef {
  return { tenant, project, kind: SIGNOFF.kind, stream: `${stream}/${contact}` };
}
