/** What a policy's parts must agree on among themselves: seats that somebody can fill, people who sit on one side only, names that exist. */

import { isAmbiguousZone, isZone } from '../calendar/moment.ts';
import { CLASSES } from '../impact/class.ts';
import { calendarMeant, isCalendar } from './calendar.ts';
import { CONTACT_ROLES, isAtDomain } from './contact.ts';
import { matchSeats } from './matching.ts';
import { misplacedAmong } from './place.ts';
import type { Policy } from './policy.ts';
import { LONGEST_SHOWN, type PolicyProblem } from './problem.ts';
import { ALTERNATE_ROLES, PROVIDER_ROLES, type Role } from './role.ts';
import { AUDIENCES, OCCASIONS, TABLE } from './telling.ts';

type LineOf = (path: readonly PropertyKey[]) => number;

export function crossReferences(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  return [
    ...placeAndTime(policy, lineOf),
    ...places(policy, lineOf),
    ...sides(policy, lineOf),
    ...addresses(policy, lineOf),
    ...alternates(policy, lineOf),
    ...notices(policy, lineOf),
    ...(policy.profile === 'light' ? lightSeats(policy, lineOf) : standardSeats(policy, lineOf)),
  ];
}

function placeAndTime(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const { timeZone } = policy;
  const zone = { path: 'time-zone', line: lineOf(['time-zone']), values: { given: timeZone.slice(0, LONGEST_SHOWN) } };
  if (isAmbiguousZone(timeZone)) problems.push({ code: 'ambiguous-time-zone', ...zone });
  else if (!isZone(timeZone)) problems.push({ code: 'unknown-time-zone', ...zone });
  if (!isCalendar(policy.calendar)) {
    problems.push({
      code: 'unknown-calendar',
      path: 'calendar',
      line: lineOf(['calendar']),
      values: { given: policy.calendar, meant: calendarMeant(policy.calendar) ?? '' },
    });
  }
  return problems;
}

/** What a name of a file or a branch can match is known without any repository; what can match nothing guards nothing. */
function places({ merge }: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  const lists = [
    { kind: 'branches', keys: ['branches'], globs: merge.branches },
    { kind: 'paths', keys: ['paths'], globs: merge.paths ?? [] },
    { kind: 'exempt', keys: ['exempt', 'paths'], globs: merge.exemptPaths },
  ] as const;
  const written = lists.flatMap(({ kind, keys, globs }) => globs.map((glob, index) => ({ glob, kind, keys, index })));
  const wrong = misplacedAmong(written);
  return written.flatMap(({ glob, kind, keys, index }, at): readonly PolicyProblem[] => {
    const found = wrong[at];
    if (!found) return [];
    return [
      {
        code: kind === 'branches' ? 'bad-branch' : 'bad-path',
        path: `gates.merge.${keys.join('.')}[${index}]`,
        line: lineOf(['gates', 'merge', ...keys, index]),
        values: {
          given: glob.slice(0, LONGEST_SHOWN),
          why: found.why,
          meant: found.meant?.slice(0, LONGEST_SHOWN) ?? '',
        },
      },
    ];
  });
}

/** Nobody sits on both sides of the table (4.7). Members of teams are only known when they are read, and are checked then. */
function sides(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  const customers = new Set(policy.roles.customer?.users ?? []);
  return PROVIDER_ROLES.flatMap((role) =>
    (policy.roles[role]?.users ?? [])
      .filter((name) => customers.has(name))
      .map(
        (name): PolicyProblem => ({
          code: 'customer-and-provider',
          path: `roles.${role}`,
          line: lineOf(['roles', role]),
          values: { name, role },
        }),
      ),
  );
}

/** Nobody at the provider's own domains is the customer's, or a supplier's (4.7). */
function addresses(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  return CONTACT_ROLES.flatMap((role) =>
    (policy.roles[role]?.contacts ?? [])
      .filter(({ mail }) => isAtDomain(mail, policy.providerDomains))
      .map(
        ({ name }): PolicyProblem => ({
          code: 'contact-of-provider',
          path: `roles.${role}`,
          line: lineOf(['roles', role]),
          values: { name: name.slice(0, LONGEST_SHOWN), role },
        }),
      ),
  );
}

/** Whoever an overdue vote goes to is of the provider, and was not asked before (4.5). Members of teams are only known when they are read. */
function alternates(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  const staff = PROVIDER_ROLES.flatMap((role) => policy.roles[role] ?? []);
  return ALTERNATE_ROLES.flatMap((role): readonly PolicyProblem[] => {
    const filling = policy.roles[role];
    const name = filling?.alternate;
    if (name === undefined) return [];
    const about = { path: `alternates.${role}`, line: lineOf(['alternates', role]), values: { name, role } };
    if (filling?.users.includes(name)) return [{ code: 'alternate-holder', ...about }];
    const isStaff = staff.some(({ users, teams }) => teams.length > 0 || users.includes(name));
    const isCustomer = policy.roles.customer?.users.includes(name);
    return isStaff && !isCustomer ? [] : [{ code: 'alternate-other-side', ...about }];
  });
}

/** Whoever has to act is told at once, whatever a policy says (9). */
function notices({ notices: otherwise }: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  return OCCASIONS.flatMap((occasion) =>
    AUDIENCES.filter((one) => otherwise[occasion]?.[one] && TABLE[occasion][one]?.urgency === 'act').map(
      (audience): PolicyProblem => ({
        code: 'notice-to-act',
        path: `notices.${occasion}.${audience}`,
        line: lineOf(['notices', occasion, audience]),
        values: { occasion, audience },
      }),
    ),
  );
}

function lightSeats(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  return policy.roles.lead ? [] : [{ code: 'lead-missing', path: 'roles', line: lineOf(['roles']), values: {} }];
}

function standardSeats(policy: Policy, lineOf: LineOf): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const unfilled = new Set<string>();
  for (const one of CLASSES) {
    for (const seat of policy.seats[one]) {
      if (seat === 'member' || policy.roles[seat] || unfilled.has(seat)) continue;
      unfilled.add(seat);
      problems.push({
        code: 'seat-unfilled',
        path: `roles.${seat}`,
        line: lineOf(['seats', one]),
        values: { seat, class: one },
      });
    }
    if (policy.seats[one].some((seat) => unfilled.has(seat))) continue;
    const people = policy.seats[one].map((seat) => namesOf(policy, seat as Role));
    const matched = matchSeats(people.map((names) => names ?? []));
    // A team may hold anyone, so only seats that are filled by named people alone can be counted.
    const short = policy.seats[one].find((_, index) => people[index] !== undefined && matched[index] === undefined);
    if (short)
      problems.push({
        code: 'too-few-people',
        path: `seats.${one}`,
        line: lineOf(['roles', short]),
        values: { seat: short, class: one },
      });
  }
  return problems;
}

/** The named people of a role; `undefined` when a team may add to them. */
function namesOf(policy: Policy, role: Role): readonly string[] | undefined {
  const filling = policy.roles[role];
  if (!filling || filling.teams.length > 0) return undefined;
  return [...filling.users, ...filling.contacts.map((contact) => contact.mail)];
}
