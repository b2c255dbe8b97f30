/** The lists that hold where a policy does not say otherwise: seats, review days, branches. */
import type { ChangeClass } from '../impact/class.ts';
import type { SeatRole } from './role.ts';

/** Who votes on each class where the policy names nobody (`rules.md 3.2`). */
export const USUAL_SEATS: Readonly<Record<ChangeClass, readonly SeatRole[]>> = {
  minor: ['project-manager', 'technical-expert', 'customer'],
  moderate: ['project-manager', 'technical-expert', 'customer'],
  major: ['project-manager', 'technical-expert', 'customer', 'sponsor', 'quality'],
  critical: ['project-manager', 'technical-expert', 'technical-expert', 'customer', 'sponsor', 'quality', 'safety'],
};

/** Working days that the board has where the policy says nothing. */
export const USUAL_REVIEW_DAYS: Readonly<Record<ChangeClass, number>> = {
  minor: 3,
  moderate: 5,
  major: 7,
  critical: 10,
};

/** Days after which an approval that was not started has to be given anew (T13), and a deferred assessment is void (T11). */
export const USUAL_APPROVAL_DAYS = 180;
export const USUAL_ASSESSMENT_DAYS = 60;
/** Working days within which an emergency has to be reviewed (`rules.md 4.8`). */
export const USUAL_EMERGENCY_REVIEW_DAYS = 2;

/** Branches that are covered where the policy names none. */
export const USUAL_BRANCHES: readonly string[] = ['main', 'master'];
