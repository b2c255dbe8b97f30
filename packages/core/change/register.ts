/** What the register shows of a change request: what it takes to find and list it, made from the state alone. */
import { isUnwritten } from '../content/request.ts';
import type { Money } from '../money/amount.ts';
import type { RegisterRow } from '../record/port.ts';
import { readable } from '../text/readable.ts';
import { nextDeadline } from './deadline.ts';
import { homeAfterMoves } from './rehome.ts';
import type { ChangeState } from './state.ts';

export interface ChangeShown {
  /** The number people use in the tracker (`12` of `#12`); may be reassigned by a transfer. */
  readonly number: number;
  readonly title: string;
  /** The project in which it lives, once it was moved to another than the one in which it began. */
  readonly home?: string;
  readonly stage: string;
  /** `undefined` until computed. */
  readonly class?: string;
  readonly cause?: string;
  readonly owner?: string;
  /** UTC instant until which the first of what is awaited of people is in time (`deadline.ts`). Rows from before it was kept lack it. */
  readonly due?: string;
  /** UTC instant at which it was opened. Rows from before it was kept lack it, as they lack what is estimated. */
  readonly opened?: string;
  /** What it is estimated to cost once. */
  readonly cost?: Money;
  /** Working days that it is estimated to take; fewer than none where it saves time. */
  readonly days?: number;
  /** The version of the policy by which it is decided; `null` where that is none. Rows from before it was kept lack it. */
  readonly policy?: string | null;
  /** UTC instant until which its emergency has to be reviewed; `null` where it is none, or was. Rows from before it was kept lack it. */
  readonly unreviewed?: string | null;
  /** Ids of the affected items. */
  readonly items: readonly string[];
  /** Ids of the work that implements it (pull requests). */
  readonly work: readonly string[];
}

export type ChangeRow = RegisterRow & ChangeShown;

/** The number that people use in the tracker, from a label such as `#12` or `PROJ-12`; 0 when there is none. */
function numberOf(label: string): number {
  return Number(/(\d+)$/.exec(label)?.[1] ?? 0);
}

export function shownOf(state: ChangeState): ChangeShown {
  const { request, impacts } = state.content;
  const home = homeAfterMoves(state);
  const due = nextDeadline(state);
  const cost = impacts.cost?.value;
  const schedule = impacts.schedule?.value;
  return {
    number: numberOf(state.label),
    title: request.title ?? '',
    ...(home === undefined ? {} : { home }),
    stage: state.stage,
    ...(state.class ? { class: state.class } : {}),
    ...(request.cause ? { cause: request.cause.code } : {}),
    ...(state.owner ? { owner: state.owner.id } : {}),
    ...(due ? { due } : {}),
    opened: state.openedAt,
    ...(cost?.kind === 'value' ? { cost: cost.value.oneOff } : {}),
    ...(schedule?.kind === 'value' ? { days: schedule.value.p50 } : {}),
    policy: state.policy ?? null,
    unreviewed: (state.emergency && !state.emergency.ratified && state.emergency.reviewDue) || null,
    items: request.items.filter((item) => !isUnwritten(item)).map((item) => item.id),
    work: state.work.map((one) => one.id),
  };
}

/** What is searched for words, the title first. */
export function searchedOf({ content: { request, plan } }: ChangeState): string {
  const texts = [request.after, request.before, request.motive, request.outcome, request.notChanging, request.besides];
  return [
    request.title ?? '',
    ...texts.map((text) => (text ? readable(text) : '')),
    request.cause?.text ?? '',
    ...(plan?.steps.map((step) => step.text) ?? []),
  ]
    .filter((text) => text !== '')
    .join('\n');
}
