/** From the file in which every key is said to the policy in force: names, amounts and instants are read. Keys that are in force as written need nothing here. */
import { type PlainDate, readDays } from '../calendar/date.ts';
import { isZone, readMoment } from '../calendar/moment.ts';
import type { ClassLimits } from '../impact/class.ts';
import { currencyNamed } from '../money/currency.ts';
import { parseMoney } from '../money/parse.ts';
import { asWritten, type WholeFile } from './key/whole.ts';
import type { Freeze, MergeGatePolicy, Policy, RoleFilling } from './policy.ts';
import { LONGEST_SHOWN, type PolicyProblem } from './problem.ts';
import type { Role } from './role.ts';

/** Takes down what is wrong with a value, by its place in the file. */
export type Report = (
  code: PolicyProblem['code'],
  path: readonly (string | number)[],
  values: PolicyProblem['values'],
) => void;

/** The policy that a file says, but for its version. What cannot be read is reported and left out. */
export function inForce(file: WholeFile, report: Report): Omit<Policy, 'version'> {
  // A zone that is none is told by itself; the times by it are read all the same.
  const zone = isZone(file['time-zone']) ? file['time-zone'] : 'UTC';
  for (const role of Object.keys(file.alternates) as Role[])
    if (!file.roles[role]) report('alternate-unfilled', ['alternates', role], { role });
  return {
    ...asWritten(file),
    locale: file.language,
    ...measure(file, report),
    ...ownDays(file, report),
    roles: Object.fromEntries(
      Object.entries(file.roles).flatMap(([role, entries]) =>
        entries
          ? [[role as Role, fillingOf(entries, file.alternates[role as keyof typeof file.alternates])] as const]
          : [],
      ),
    ),
    aliases: file.aliases.map((group) => group.map(bare)),
    merge: mergeGate(file),
    freezes: file.freeze.flatMap((one, index) => freezeOf(one, { index, zone }, report)),
    bots: file.bots.map(bare),
    tolerance: { schedule: file.tolerance.schedule / 100, cost: file.tolerance.cost / 100 },
    requirementLabel: file.requirements.label,
    controlled: file.requirements.controlled,
    edits: file.requirements.edits,
  };
}

/** In what amounts are counted, and against what impact is scored. */
function measure(file: WholeFile, report: Report): Pick<Policy, 'currency' | 'yardstick'> {
  const { currency: called, budget: written, 'planned-days': plannedDays } = file;
  const currency = called === undefined ? undefined : currencyOf(called);
  const isUnknown = called !== undefined && currency === undefined;
  if (isUnknown) report('unknown-currency', ['currency'], { given: called.slice(0, LONGEST_SHOWN) });
  const budget = written === undefined ? undefined : parseMoney(String(written), currency ? { currency } : {});
  // Without a currency that is one, what the budget is in cannot be told: that is one mistake, not two.
  if (budget?.ok === false && !isUnknown)
    report('bad-amount', ['budget'], { given: String(written).slice(0, LONGEST_SHOWN) });
  // A share of nothing is no share.
  if (budget?.ok && budget.money.minor === 0) report('no-budget', ['budget'], {});
  if (budget?.ok && currency && budget.money.currency !== currency)
    report('currency-differs', ['budget'], { budget: budget.money.currency, currency });
  return {
    currency: currency ?? (budget?.ok ? budget.money.currency : 'USD'),
    yardstick: {
      ...(budget?.ok ? { budget: budget.money } : {}),
      ...(plannedDays === undefined ? {} : { plannedDays }),
      limits: limitsOf(file),
    },
  };
}

function limitsOf({ 'class-limits': said }: WholeFile): ClassLimits {
  const three = ([one = 0, two = 0, last = 0]: readonly number[]) => [one, two, last] as const;
  return {
    scheduleDays: three(said['schedule-days']),
    schedulePercent: three(said['schedule-percent']),
    costPercent: three(said['cost-percent']),
  };
}

/** A year's days: a project that has more of its own has a calendar of its own. */
const MOST_OWN_DAYS = 366;

function ownDays(file: WholeFile, report: Report): Pick<Policy, 'daysOff' | 'makeUpDays'> {
  const read = (key: 'days-off' | 'make-up-days'): readonly PlainDate[] => {
    const days: PlainDate[] = [];
    for (const [index, written] of file[key].entries()) {
      const span = readDays(written, MOST_OWN_DAYS);
      if (!span) report('bad-day', [key, index], { given: written.slice(0, LONGEST_SHOWN) });
      days.push(...(span ?? []));
      if (days.length <= MOST_OWN_DAYS) continue;
      report('too-many-days', [key, index], { most: MOST_OWN_DAYS });
      return [];
    }
    return [...new Set(days)].sort();
  };
  const [daysOff, makeUpDays] = [read('days-off'), read('make-up-days')];
  const twice = daysOff.find((day) => makeUpDays.includes(day));
  if (twice !== undefined) report('day-twice', ['make-up-days'], { day: twice });
  return { daysOff, makeUpDays };
}

/** The ISO 4217 code of a currency by whatever people call it: RMB is CNY. */
function currencyOf(name: string): string | undefined {
  const found = currencyNamed(name.normalize('NFKC').trim());
  return typeof found === 'object' && 'code' in found ? found.code : undefined;
}

const bare = (name: string) => name.replace(/^@/, '');

function fillingOf(entries: NonNullable<WholeFile['roles'][Role]>, alternate: string | undefined): RoleFilling {
  const names = entries.filter((entry) => typeof entry === 'string').map(bare);
  return {
    users: names.filter((name) => !name.includes('/')),
    teams: names.filter((name) => name.includes('/')),
    contacts: entries.filter((entry) => typeof entry !== 'string'),
    ...(alternate === undefined ? {} : { alternate: bare(alternate) }),
  };
}

function mergeGate({ profile, gates }: WholeFile): MergeGatePolicy {
  const { mode, branches, paths, covers, claim, jira, exempt } = gates.merge;
  return {
    mode,
    branches,
    ...(paths ? { paths } : {}),
    exemptPaths: exempt.paths,
    exemptAuthors: exempt.authors.map(bare),
    ...(exempt.bumps ? { exemptBumps: exempt.bumps.map(bare) } : {}),
    exemptOnboarding: exempt.onboarding,
    covers,
    claim: claim ?? (profile === 'light' ? 'role' : 'accepted'),
    jira: jira ?? [],
  };
}

function freezeOf(
  one: WholeFile['freeze'][number],
  { index, zone }: { readonly index: number; readonly zone: string },
  report: Report,
): readonly Freeze[] {
  const instant = (key: 'from' | 'to'): string | undefined => {
    const read = readMoment(one[key], zone, key === 'from' ? 'begin' : 'end');
    if (read.ok) return read.at;
    const given = one[key].slice(0, LONGEST_SHOWN);
    const values = read.problem === 'ambiguous-zone' ? { given, zone: read.zone } : { given };
    report(read.problem, ['freeze', index, key], values);
    return undefined;
  };
  const from = instant('from');
  const to = instant('to');
  if (!from || !to) return [];
  if (to <= from) report('freeze-ends-first', ['freeze', index], { from: one.from, to: one.to });
  return [{ from, to, stages: one.stages, reason: one.reason }];
}
