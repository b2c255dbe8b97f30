/** The order of what another clock than ours tells of (`rules.md 6.4`). */

/** Whether one instant is known to be before another; any is that is not known itself. */
export function isBefore(one: string | undefined, other: string | undefined): boolean {
  return other !== undefined && (one === undefined || Date.parse(one) < Date.parse(other));
}
