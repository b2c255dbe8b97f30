/** How a person wants to be told: by kind at once, in the morning or not at all; what they have to act on is always told (`rules.md 9`). */

import type { Occasion } from '../policy/telling.ts';
import type { Locale } from '../text/locale.ts';
import type { Matter, Notice } from './notice.ts';
import { strongest } from './notice.ts';

/** What people choose by: several occasions each, in the order in which they are asked. */
export const KINDS = ['requests', 'votes', 'decisions', 'emergencies', 'progress', 'endings', 'integrity'] as const;
export type Kind = (typeof KINDS)[number];

export const CHOICES = ['at-once', 'digest', 'off'] as const;
export type Choice = (typeof CHOICES)[number];

/** A kind of which nothing is chosen is told as the table says. */
export type Choices = Readonly<Partial<Record<Kind, Choice>>>;

const KIND_OF: Readonly<Record<Occasion, Kind>> = {
  submitted: 'requests',
  'information-needed': 'requests',
  'assessment-assigned': 'requests',
  'plan-to-confirm': 'requests',
  'vote-needed': 'votes',
  'vote-at-50': 'votes',
  'vote-at-80': 'votes',
  'vote-at-100': 'votes',
  'votes-voided': 'votes',
  approved: 'decisions',
  rejected: 'decisions',
  deferred: 'decisions',
  withdrawn: 'decisions',
  'emergency-opened': 'emergencies',
  'emergency-review-overdue': 'emergencies',
  progress: 'progress',
  replanned: 'progress',
  closed: 'endings',
  integrity: 'integrity',
};

export interface Wanted {
  /** Without what its reader does not want. */
  readonly notice: Notice;
  readonly isAtOnce: boolean;
}

/** @returns `undefined` where its reader wants nothing of it */
export function wantedOf(notice: Notice, choices: Choices): Wanted | undefined {
  const matters = notice.matters.filter((one) => one.urgency === 'act' || choiceOf(one, choices) !== 'off');
  if (matters.length === 0) return undefined;
  const isAtOnce = matters.some((one) => {
    const choice = choiceOf(one, choices);
    // Whoever wants to hear nothing of a kind is asked at once what only they can do.
    return choice === undefined || choice === 'off' ? one.urgency !== 'digest' : choice === 'at-once';
  });
  return { notice: { ...notice, matters, urgency: strongest(matters) }, isAtOnce };
}

function choiceOf({ occasion }: Matter, choices: Choices): Choice | undefined {
  return choices[KIND_OF[occasion]];
}

/** Everything off that may be. */
export const NOTHING_MORE: Choices = Object.fromEntries(KINDS.map((kind) => [kind, 'off']));

export interface ReaderSettings {
  readonly person: string;
  readonly choices: Choices;
  readonly locale?: Locale;
  /** A confirmed address. */
  readonly mail?: string;
  /** An address to which a code was sent. */
  readonly asked?: string;
  /** Why nothing is sent to their address any more. */
  readonly refused?: string;
}

export interface Code {
  /** Digest of it. */
  readonly code: string;
  /** UTC instants. */
  readonly now: string;
  readonly until: string;
  /** None is sent again before this has passed since the last. */
  readonly soonest: string;
}

export interface Readers {
  of(person: string): Promise<ReaderSettings>;
  /** Whom a letter's link names. */
  byToken(token: string): Promise<ReaderSettings | undefined>;
  choices(people: readonly string[]): Promise<ReadonlyMap<string, Choices>>;
  choose(person: string, choices: Choices, locale: Locale | undefined): Promise<void>;
  /** @returns false where one was sent just now */
  askMail(person: string, mail: string, code: Code): Promise<boolean>;
  /** The address is theirs, and whatever was refused there is tried again. @returns false for a code that is wrong, over, or was tried too often */
  confirmMail(person: string, code: string, now: string): Promise<boolean>;
  /** Nothing is sent to them any more. */
  forgetMail(person: string): Promise<void>;
}
