/** What stands in front by stage: the tab that says what one needs to know now, and the impact that is to be assessed next. */
import type { ChangeData, ImpactData } from '../../port/data.ts';

export const TABS = ['votes', 'impact', 'change', 'plan', 'history'] as const;
export type TabName = (typeof TABS)[number];

export function firstTab({ stage, mine }: Pick<ChangeData, 'stage' | 'mine'>): TabName {
  switch (stage.id) {
    case 'draft':
    case 'submitted':
      return 'change';
    case 'assessing':
      return 'impact';
    case 'in-review':
      // Who votes reads first what they vote on.
      return mine.some((one) => one.asked) ? 'change' : 'votes';
    case 'implementing':
    case 'verifying':
      return 'plan';
    default:
      return 'votes';
  }
}

/** The first impact that nobody assessed yet, while it is in assessment and the viewer may. */
export function impactToAssess({ stage, offers, impacts }: ChangeData): ImpactData | undefined {
  if (stage.id !== 'assessing' || !offers.some((one) => one.type === 'assess' && !one.why)) return undefined;
  return impacts.find((one) => !one.known);
}

/** In light the customer votes by confirming (3.3): that button stands in the box of the vote, and nowhere else. */
export function votesByConfirming({ mine, confirms }: Pick<ChangeData, 'mine' | 'confirms'>): boolean {
  return confirms.includes('vote') && mine.some((one) => one.seat === 'customer');
}
