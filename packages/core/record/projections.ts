/** The port of what was last written to each place in the tracker. */
import type { Json } from './port.ts';

export interface ProjectionTarget {
  readonly tenant: string;
  readonly project: string;
  /** What is shown on: an issue's or a pull request's id, or a commit. */
  readonly target: string;
}

export interface Projections {
  /** What was last written to the target, by surface (labels, status comment, a check …). Empty when nothing was. */
  written(target: ProjectionTarget): Promise<ReadonlyMap<string, Json>>;
  /** Names of the targets of which what was written to a surface holds this text, newest first. */
  holding(
    place: Pick<ProjectionTarget, 'tenant' | 'project'>,
    surface: string,
    text: string,
    most: number,
  ): Promise<readonly string[]>;
  /**
   * Names of targets of commits, of which what was written to a surface may stand open by its text, and for which nothing stands: no work that
   * is open or was merged where the surface says so, no group that waits. Those are left out of which the surface `settled` holds the very
   * same: what was written since is news. Newest first.
   */
  astray(
    place: Pick<ProjectionTarget, 'tenant' | 'project'>,
    surface: string,
    settled: string,
    most: number,
  ): Promise<readonly string[]>;
  /** Other tenants than this under which anything was written in the project: who had it before. */
  former(place: Pick<ProjectionTarget, 'tenant' | 'project'>): Promise<readonly string[]>;
  /** Remembers what was written to one surface. */
  remember(target: ProjectionTarget, surface: string, data: Json): Promise<void>;
  /** Remembers as well, but a crash may lose it, and then what was remembered before holds: for what can be found out again. */
  confirm(target: ProjectionTarget, surface: string, data: Json): Promise<void>;
  /** Without `surface`, the whole target: the next projection writes everything again. */
  forget(target: ProjectionTarget, surface?: string): Promise<void>;
  /**
   * Runs the work while nobody else, in this process or another, works on the same target. Waits for its turn.
   * Holds one database connection meanwhile; the lock ends with the process.
   */
  alone<T>(target: ProjectionTarget, work: () => Promise<T>): Promise<T>;
}
