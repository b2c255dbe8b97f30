/** The policy of a project whose own cannot be used: with it the record goes on and nobody decides anything. */
import type { Policy } from './policy.ts';

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
    merge: { mode: 'enforce', branches: ['**'], exemptPaths: [], exemptAuthors: [], covers: 'all', jira: [] },
    freezes: [],
    bots: [],
    tolerance: { schedule: 0, cost: 0 },
    requirementLabel: 'requirement',
    criteria: [],
  };
}
