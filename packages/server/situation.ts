/** Gathers what a decision needs to know of the outside at this moment: policy, authority, items, calendar. Closed where it cannot be known. */
import { chinaCalendar } from '@countersign/core/calendar/china.ts';
import { workingDeadline } from '@countersign/core/calendar/clock.ts';
import { countryCalendar } from '@countersign/core/calendar/countries.ts';
import { type WorkCalendar, workCalendar } from '@countersign/core/calendar/workingdays.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import { DECIDED } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { AffectedItem } from '@countersign/core/content/request.ts';
import type { GateSituation } from '@countersign/core/gate/change.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { ROLES } from '@countersign/core/policy/role.ts';
import { readAuthority, unreadableAuthority } from '@countersign/github/directory.ts';
import { itemsNow } from '@countersign/github/items.ts';
import { currentPolicy, pinnedPolicy } from '@countersign/github/policyfile.ts';
import type { Place } from '@countersign/github/translation.ts';
import { type Parts, readerFor } from './parts.ts';

/**
 * The policy that a request is decided under: the pinned one while it is before the board or decided, otherwise the current one (7.2).
 * A freeze binds everybody from the moment it stands (6.1): those of the current policy hold for a pinned one, too.
 */
export async function policyFor(
  parts: Parts,
  place: Place,
  state: ChangeState | undefined,
  patient = false,
): Promise<PolicyState> {
  const reader = await readerFor(parts, place, patient);
  const pinned = state?.policy !== undefined && (state.stage === 'in-review' || DECIDED.includes(state.stage));
  const current = await currentPolicy(reader, place);
  if (!pinned || !state.policy) return current;
  const own = await pinnedPolicy(reader, place, state.policy);
  if (own.kind !== 'in-force' || current.kind !== 'in-force' || own.policy.version === current.policy.version)
    return own;
  return { kind: 'in-force', policy: { ...own.policy, freezes: [...own.policy.freezes, ...current.policy.freezes] } };
}

/**
 * A policy that fills no role, for recording what happens while the real one cannot be used. With it nobody can decide anything,
 * and because every role is unreadable rather than empty, nobody's vote ends either.
 */
export function closedPolicy(locale: Policy['locale'] = 'en'): Policy {
  const none: Policy['seats'] = {
    minor: ['project-manager'],
    moderate: ['project-manager'],
    major: ['project-manager'],
    critical: ['project-manager'],
  };
  return {
    version: 'none',
    profile: 'standard',
    locale,
    timeZone: 'UTC',
    calendar: 'none',
    currency: 'USD',
    yardstick: {},
    triage: 'manual',
    roles: {},
    aliases: [],
    seats: none,
    reviewDays: { minor: 3, moderate: 5, major: 7, critical: 10 },
    planConfirmation: true,
    acceptance: true,
    merge: { branches: ['**'], exemptPaths: [], exemptAuthors: [], covers: 'all' },
    freezes: [],
    bots: [],
    tolerance: { schedule: 0, cost: 0 },
    requirementLabel: 'requirement',
    criteria: [],
  };
}

export async function gateSituation(
  parts: Parts,
  place: Place,
  state: PolicyState,
  items: readonly AffectedItem[],
  patient = false,
): Promise<GateSituation> {
  const now = new Date(parts.now()).toISOString();
  const policy = state.kind === 'in-force' ? state.policy : closedPolicy();
  const reader = await readerFor(parts, place, patient);
  const authority =
    state.kind === 'in-force'
      ? await readAuthority(reader, place.tenant, policy)
      : unreadableAuthority(ROLES, parts.now());
  return { now, policy, authority, items: await itemsNow(reader, place, items, policy.requirementLabel) };
}

export async function situationFor(
  parts: Parts,
  place: Place,
  actor: Person,
  state: PolicyState,
  items: readonly AffectedItem[],
): Promise<Situation> {
  const gate = await gateSituation(parts, place, state, items, true);
  const calendar = await calendarOf(gate.policy, gate.now);
  return { ...gate, actor, workingDaysLater: (from, days) => workingDeadline(from, days, calendar) };
}

/** The working calendar of a policy. A country that the list does not know counts Monday to Friday. */
export async function calendarOf(policy: Pick<Policy, 'calendar' | 'timeZone'>, now: string): Promise<WorkCalendar> {
  if (policy.calendar === 'CN') return chinaCalendar();
  const year = Number(now.slice(0, 4));
  const [country = 'none', state] = policy.calendar.split('-');
  if (country !== 'none') {
    try {
      const asked = {
        country,
        timeZone: policy.timeZone,
        firstYear: year - 1,
        lastYear: year + 2,
        ...(state ? { state } : {}),
      };
      return await countryCalendar(asked);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return workCalendar({
    id: 'none',
    timeZone: policy.timeZone,
    weekend: [6, 7],
    holidays: [],
    makeUp: [],
    hoursPerDay: 8,
  });
}
