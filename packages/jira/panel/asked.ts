/** Which acts the next steps ask of the viewer: the button that stands out is the one that "Next" names to whoever reads it. */
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import type { Sentence } from '@countersign/core/view/sentence.ts';
import type { AskType } from './port.ts';

const ACTS: Readonly<Partial<Record<MessageId, AskType>>> = {
  'status.here.answer': 'submit',
  'status.here.fill': 'submit',
  'status.here.submit': 'submit',
  'status.here.triage': 'triage',
  'status.here.owner': 'triage',
  'status.here.assess': 'assess',
  'status.here.plan': 'plan',
  'status.here.alternatives': 'alternatives',
  'status.here.review': 'review',
  'status.here.rebase': 'review',
  'status.here.confirm-plan': 'confirm',
  'status.here.second': 'second',
  'status.here.held': 'release',
  'status.here.start': 'start',
  'status.here.steps': 'done',
  'status.here.done': 'done',
  'status.here.evidence': 'evidence',
  'status.here.actuals': 'actuals',
  'status.here.accept': 'confirm',
  'status.here.verify': 'verify',
  'status.here.ratify': 'ratify',
  'status.here.deferred-trigger': 'take-up',
  'status.here.rejected': 'reopen',
};

/** Steps that name nobody: whoever may take them is asked, after what they are asked by name. */
const ANYBODY: readonly MessageId[] = ['status.here.second', 'status.here.evidence'];

/** @param next as `here` says it to the viewer. @returns the most fitting first; whether the viewer may is left to the offers */
export function askedOf(next: readonly Sentence[]): readonly AskType[] {
  const acts = (wanted: (one: Sentence) => boolean) => next.filter(wanted).flatMap((one) => ACTS[one.id] ?? []);
  return [...acts(isYours), ...acts((one) => ANYBODY.includes(one.id))];
}

function isYours({ values: { you } }: Sentence): boolean {
  return typeof you === 'object' && 'choice' in you && you.choice === 'yes';
}
