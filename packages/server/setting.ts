/** The language and zone in which a repository is spoken to, also while its policy is broken. */
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { closedPolicy } from '@countersign/core/policy/closed.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';

export function settingFor(policy: PolicyState, now: number): Setting {
  const { locale, timeZone } = policy.kind === 'in-force' ? policy.policy : closedPolicy(policyLocale(policy));
  return { locale, timeZone, year: new Date(now).toISOString().slice(0, 4) };
}

/** The language of a policy that is broken: its problems are written in it already. */
function policyLocale(policy: PolicyState): 'en' | 'zh-CN' {
  return policy.kind === 'broken' && policy.problems.some((problem) => /\p{Script=Han}/u.test(problem))
    ? 'zh-CN'
    : 'en';
}
