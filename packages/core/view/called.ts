/** What a requester is told of, wherever they look: that their request was decided, refused or closed by somebody else. */
import type { ChangeEvent } from '../change/event.ts';
import type { Stage } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Person } from '../content/person.ts';
import { stageName } from './names.ts';
import { clip, people, type Sentence, type Value, words } from './sentence.ts';

const TOLD: readonly Stage[] = ['approved', 'rejected', 'deferred', 'closed', 'withdrawn'];

type Why = Extract<ChangeEvent, { type: 'closed' | 'withdrawn' }>;

/** Where a request came to, and the event that says why. */
export interface Called {
  readonly stage: Stage;
  readonly because?: Why;
}

/** Where one append left a request, if its requester has to learn of it. An act of their own alone tells them nothing. */
export function calledOf(
  events: readonly ChangeEvent[],
  { requester }: Pick<ChangeState, 'requester'>,
  actor: Person,
): Called | undefined {
  const to = events.findLast((one) => one.type === 'moved')?.to;
  if (to === undefined || !TOLD.includes(to) || actor.id === requester.id) return undefined;
  const because = events.find((one): one is Why => one.type === 'closed' || one.type === 'withdrawn');
  return { stage: to, ...(because ? { because } : {}) };
}

const LONGEST = 300;

/** @param whom who is called by it */
export function calledSentence(
  { stage, because }: Called,
  { label, rejected }: Pick<ChangeState, 'label' | 'rejected'>,
  whom: Person,
): Sentence {
  const reason = reasonOf(because, stage === 'rejected' ? rejected?.text : undefined);
  const values = { person: people([whom], true), label: { reference: label }, stage: stageName(stage) };
  return words('status.called', { ...values, reason: reason ?? '', reasonCount: reason === undefined ? 0 : 1 });
}

function reasonOf(because: Why | undefined, rejection: string | undefined): Value | undefined {
  if (because?.type === 'closed') return words(`status.closing.${because.reason}`);
  const text = because?.reason ?? rejection;
  return text ? clip([...new Set(text.split('\n'))].join('; '), LONGEST) : undefined;
}
