/** What a board has to decide, from the record (`rules.md 9`, reports). Votes stay each person's own act. */
import type { ChangeState } from '../change/state.ts';
import { isThere } from '../change/subject.ts';
import type { GateSituation } from '../gate/change.ts';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { actName } from './names.ts';
import type { SeatRow } from './seats.ts';
import { people, type Sentence, words } from './sentence.ts';
import { statusView } from './status.ts';
import type { Told } from './told.ts';

export interface AgendaPoint {
  /** Votes on a request, the review of an emergency after the fact, or an act of the chair's that needs a second. */
  readonly what: 'vote' | 'ratify' | 'second';
  readonly label: string;
  readonly title: string;
  readonly class?: ChangeClass;
  /** UTC instant since which the board is asked. */
  readonly since: string;
  /** UTC instant until which it has time; absent where no rule gives it one. */
  readonly due?: string;
  /** Of a vote and of a review: how each seat stands. */
  readonly seats: readonly SeatRow[];
  /** Of an act: which, and whose. */
  readonly act?: Sentence;
}

/** Whether the board may be asked anything about it: whoever lists many looks no further at the others. */
export function isAsked({ stage, emergency, pendingAct }: ChangeState): boolean {
  return stage === 'in-review' || (emergency !== undefined && !emergency.ratified) || pendingAct !== undefined;
}

/** @returns what the board is asked about a request; of one that it is asked two things, both */
export function agendaPoints(
  state: ChangeState,
  situation: GateSituation,
  entries: readonly Told[],
): readonly AgendaPoint[] {
  const about = {
    label: state.label,
    title: state.content.request.title ?? '',
    ...(state.class ? { class: state.class } : {}),
  };
  if (!isAsked(state)) return [];
  const points: AgendaPoint[] = [];
  const { seats } = statusView(state, situation, entries);
  const { emergency, pendingAct, reviewDue, stage } = state;
  if (stage === 'in-review')
    points.push({
      ...{ ...about, what: 'vote', seats, since: state.reviewOpenedAt ?? state.stageSince },
      ...(reviewDue ? { due: reviewDue } : {}),
    });
  if (emergency && !emergency.ratified && stage === 'implementing')
    points.push({ ...about, what: 'ratify', seats, since: emergency.at, due: emergency.reviewDue });
  if (pendingAct && isThere('pending-act', state, situation)) {
    const act = words('status.agenda.act', { act: actName(pendingAct.act), by: people([pendingAct.by]) });
    const since = entries[pendingAct.id - 1]?.at ?? state.stageSince;
    points.push({ ...about, what: 'second', seats: [], since, act });
  }
  return points;
}

/** By class, the largest first and what has none yet before it, since nobody knows how large it is; then by how long the board has been asked. */
export function inOrderOfAgenda<Point extends AgendaPoint>(points: readonly Point[]): readonly Point[] {
  const size = (point: Point) => (point.class ? CLASSES.indexOf(point.class) : CLASSES.length);
  return [...points].sort((one, other) => size(other) - size(one) || (one.since < other.since ? -1 : 1));
}
