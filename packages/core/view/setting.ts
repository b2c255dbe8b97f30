/** The language and zone in which a project is spoken to, also while its policy is broken. */
import { yearIn } from '../calendar/date.ts';
import type { PolicyState } from '../gate/merge.ts';
import { closedPolicy } from '../policy/closed.ts';
import type { Locale } from '../text/locale.ts';
import type { Setting } from './sentence.ts';

/** @param reader language of whoever reads it, where that is known; otherwise the policy's */
export function settingFor(policy: PolicyState, now: number, reader?: Locale): Setting {
  const { locale, timeZone } = policy.kind === 'in-force' ? policy.policy : closedPolicy(policyLocale(policy));
  return { locale: reader ?? locale, timeZone, year: yearIn(new Date(now).toISOString(), timeZone) };
}

/** The language of a policy that is broken: its problems are written in it already; of one that cannot be read, or is gone: the one it had. */
function policyLocale(policy: PolicyState): Locale {
  if (policy.kind === 'unreadable' || policy.kind === 'missing') return policy.locale ?? 'en';
  return policy.kind === 'broken' && policy.problems.some((problem) => /\p{Script=Han}/u.test(problem))
    ? 'zh-CN'
    : 'en';
}
