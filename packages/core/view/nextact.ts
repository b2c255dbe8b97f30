/** Which acts a next step asks for: the button that stands out is the one that "Next" names, and what is written elsewhere leads to its form. */
import { isPressed, type Pressed, rowOf, TYPED_ACTS } from '../change/acts.ts';
import type { MessageId } from '../text/catalogue.ts';

/** @param step as it is said anywhere: where commands are typed, or where there are buttons */
export function asksFor(step: MessageId): readonly Pressed[] {
  const id = step.replace(/^status\.next\./, 'status.here.');
  return TYPED_ACTS.filter(isPressed).filter((type) => rowOf(type).asked?.some((one) => one === id));
}

/** The form in which a step is taken: of an act, or of the request's own text. */
export type StepForm = Pressed | 'edit' | 'assess-feasibility';

/** Whose text lacks something opens that, and hands it in from there; what no row names is done by the act that comes closest. */
const ELSEWHERE: Readonly<Partial<Record<MessageId, StepForm>>> = {
  'status.next.answer': 'edit',
  'status.next.fill': 'edit',
  'status.next.fill-items': 'edit',
  'status.next.edit-unrecordable': 'edit',
  'status.next.infeasible': 'assess-feasibility',
  'status.next.votes': 'vote',
  'status.next.abstained': 'vote',
  'status.next.concern': 'resolve',
  'status.next.late-start': 'start',
  'status.next.late-step': 'done',
  'status.next.rejection': 'send-back',
};

/** `undefined` where there is nothing to do but to wait, or where it is done outside of the request. */
export function formOf(step: MessageId): StepForm | undefined {
  return ELSEWHERE[step] ?? asksFor(step)[0];
}
