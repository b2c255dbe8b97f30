/** The register's row of a change request: what it takes to find and list it, made from the state alone. */
import { isUnwritten } from '../content/request.ts';
import type { RegisterRow, StreamRef } from '../record/port.ts';
import type { ChangeState } from './state.ts';

/** The number that people use in the tracker, from a label such as `#12` or `PROJ-12`; 0 when there is none. */
export function numberOf(label: string): number {
  return Number(/(\d+)$/.exec(label)?.[1] ?? 0);
}

export function registerRow(ref: StreamRef, state: ChangeState, updatedAt: string): RegisterRow {
  const { request } = state.content;
  return {
    ref,
    number: numberOf(state.label),
    title: request.title ?? '',
    stage: state.stage,
    ...(state.class ? { class: state.class } : {}),
    ...(request.cause ? { cause: request.cause.code } : {}),
    ...(state.owner ? { owner: state.owner.id } : {}),
    ...(state.stage === 'in-review' && state.reviewDue ? { due: state.reviewDue } : {}),
    items: request.items.filter((item) => !isUnwritten(item)).map((item) => item.id),
    work: state.work.map((one) => one.id),
    version: state.version,
    updatedAt,
  };
}
