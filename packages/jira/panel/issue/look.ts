/** Which colours states and classes have, the same in every panel. */
import type { Stage } from '@countersign/core/change/stage.ts';
import type { ChangeClass } from '@countersign/core/impact/class.ts';
import type { SeatStanding } from '@countersign/core/view/seats.ts';

export type Look = 'default' | 'removed' | 'success' | 'inprogress' | 'new' | 'moved';

const STAGES: Readonly<Record<Stage, Look>> = {
  draft: 'default',
  submitted: 'new',
  assessing: 'inprogress',
  'in-review': 'inprogress',
  approved: 'success',
  implementing: 'success',
  verifying: 'success',
  closed: 'default',
  rejected: 'removed',
  deferred: 'moved',
  withdrawn: 'default',
};

const CLASSES: Readonly<Record<ChangeClass, Look>> = {
  minor: 'default',
  moderate: 'new',
  major: 'moved',
  critical: 'removed',
};

const SEATS: Readonly<Record<SeatStanding, Look>> = {
  approved: 'success',
  voided: 'moved',
  rejected: 'removed',
  abstained: 'default',
  waiting: 'inprogress',
  unfillable: 'removed',
  unreadable: 'removed',
};

export const stageLook = (stage: Stage): Look => STAGES[stage];
export const classLook = (found: ChangeClass): Look => CLASSES[found];
export const seatLook = (standing: SeatStanding): Look => SEATS[standing];
