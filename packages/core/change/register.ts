/** What the register shows of a change request: what it takes to find and list it, made from the state alone. */
import { isUnwritten } from '../content/request.ts';
import type { RegisterRow } from '../record/port.ts';
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
  /** UTC instant until which the board has time for its votes; only while they are asked for. Rows from before it was kept lack it. */
  readonly due?: string;
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
  const { request } = state.content;
  const home = homeAfterMoves(state);
  return {
    number: numberOf(state.label),
    title: request.title ?? '',
    ...(home === undefined ? {} : { home }),
    stage: state.stage,
    ...(state.class ? { class: state.class } : {}),
    ...(request.cause ? { cause: request.cause.code } : {}),
    ...(state.owner ? { owner: state.owner.id } : {}),
    ...(state.stage === 'in-review' && state.reviewDue ? { due: state.reviewDue } : {}),
    policy: state.policy ?? null,
    unreviewed: (state.emergency && !state.emergency.ratified && state.emergency.reviewDue) || null,
    items: request.items.filter((item) => !isUnwritten(item)).map((item) => item.id),
    work: state.work.map((one) => one.id),
  };
}
