/** What GitHub should show of a change request, computed from state, and only the difference written (docs/develop.md, "The line"). */
import { yearIn } from '@countersign/core/calendar/date.ts';
import { flags } from '@countersign/core/change/flags.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { GateSituation } from '@countersign/core/gate/change.ts';
import type { Bound } from '@countersign/core/gate/head.ts';
import { type Label, labelsFor } from '@countersign/core/view/labels.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import { statusView } from '@countersign/core/view/status.ts';
import type { Told } from '@countersign/core/view/told.ts';
import type { CheckOutput } from '../markdown/check.ts';
import { type StatusLinks, statusComment, statusMarker } from '../markdown/status.ts';
import type { Place, Translation } from '../translation.ts';
import { projectCheck } from './check.ts';
import { projectComment, type Shown } from './comment.ts';
import { LABELS, projectLabels } from './labels.ts';
import { nothingShown, STATUS_COMMENT } from './shown.ts';
import { type IssueState, issueState, projectState, STATE } from './state.ts';
import { forget, type Ports, readOnce, type Target } from './written.ts';

/** Everything that one change request shows in its repository. */
export interface Surfaces extends Shown {
  readonly labels: readonly Label[];
  readonly state: IssueState;
}

/** Check of one head commit: of a linked pull request, or of a group in the merge queue. */
export interface HeadCheck {
  readonly head: string;
  readonly app?: number;
  readonly output: CheckOutput;
  readonly details?: string;
  /** The pull requests of which it is said. */
  readonly of?: readonly Bound[];
}

export interface ChangePlace {
  readonly place: Place;
  /** Node id of the issue: the stream. */
  readonly issue: string;
  readonly number: number;
  /** Login of our own bot. */
  readonly self: string;
}

/** The setting in which a project is spoken to: its language, its zone, its present year. */
export function settingOf({ policy, now }: GateSituation): Setting {
  return { locale: policy.locale, timeZone: policy.timeZone, year: yearIn(now, policy.timeZone) };
}

/** Pure. The same state and facts give the same surfaces, whenever they are asked. */
export function surfaces(
  state: ChangeState,
  situation: GateSituation,
  entries: readonly Told[],
  at: { readonly issue: string; readonly links?: StatusLinks },
): Surfaces {
  const view = statusView(state, situation, entries);
  return {
    version: state.version,
    comment: statusComment(view, at.issue, settingOf(situation), { ...at.links, version: state.version }),
    labels: labelsFor(state, flags(state, situation), situation.policy.locale),
    state: issueState(state),
  };
}

/** The target under which an issue's surfaces are remembered. */
export function issueTarget({ place, issue }: Pick<ChangePlace, 'place' | 'issue'>): Target {
  return { tenant: place.tenant, project: place.project, target: issue };
}

/** What `translate` says was touched by hand, and the surface that has to be written anew for it. */
const TOUCHED = { label: LABELS, 'status-comment': STATUS_COMMENT, state: STATE } as const satisfies Record<
  Extract<Translation, { kind: 'touched' }>['what'],
  string
>;

/**
 * Call it before `project` when a hand that is not ours changed something: what was last written is then no longer believed.
 * @param at since when it stands changed, by GitHub's clock; absent where GitHub does not say
 */
export async function touched(
  ports: Ports,
  where: Pick<ChangePlace, 'place' | 'issue'>,
  what: keyof typeof TOUCHED,
  at?: string,
): Promise<void> {
  const target = issueTarget(where);
  if (what === 'status-comment') await nothingShown(ports.written, target, at);
  await forget(ports.written, target, TOUCHED[what]);
}

/**
 * Makes GitHub show the surfaces. Safe to repeat at any time; work on one target has to be serial.
 * The checks come first, because they hold back merges; a surface that fails does not keep the others from being written.
 * @throws Transient when anything is to be tried again, otherwise Malformed for what never can be written.
 */
export async function project(
  ports: Ports,
  where: ChangePlace,
  wanted: Surfaces,
  checks: readonly HeadCheck[] = [],
): Promise<void> {
  const target = issueTarget(where);
  const once = { ...ports, written: readOnce(ports.written) };
  await each([
    ...checks.map(
      ({ output, ...check }) =>
        () =>
          projectCheck(ports, { place: where.place, ...check }, output),
    ),
    () => projectComment(once, target, { ...where, marker: statusMarker(where.issue) }, wanted),
    () => projectLabels(once, target, where, wanted.labels),
    () => projectState(once, target, where, wanted.state),
  ]);
}

/** Writes checks alone: for a pull request or a merge group without a change request of its own. Order and errors as `project`. */
export async function projectChecks(ports: Ports, place: Place, checks: readonly HeadCheck[]): Promise<void> {
  await each(
    checks.map(
      ({ output, ...check }) =>
        () =>
          projectCheck(ports, { place, ...check }, output),
    ),
  );
}

/** One after another, as GitHub asks of whoever writes; when it asks to wait, the rest waits too. */
export async function each(writes: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const write of writes) {
    try {
      await write();
    } catch (error) {
      failures.push(error);
      if (error instanceof Transient && error.retryAfterMs !== undefined) break;
    }
  }
  if (failures.length > 0) throw failures.find((one) => one instanceof Transient) ?? failures[0];
}
