/** From the text of a policy file to the policy in force: strict parse, then cross-references, all problems at once. */
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { digestOf } from '../ledger/canonical.ts';
import { currencyNamed } from '../money/currency.ts';
import { parseMoney } from '../money/parse.ts';
import { readYaml, type YamlBounds } from '../text/yaml.ts';
import { crossReferences } from './crossreference.ts';
import { type Freeze, type Policy, type RoleFilling, USUAL_BRANCHES } from './policy.ts';
import { LONGEST_SHOWN, type PolicyProblem } from './problem.ts';
import type { Role, SeatRole } from './role.ts';
import type { PolicyFile } from './schema.ts';
import { type LineOf, shapeOf } from './shape.ts';

export type Resolved = { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] };

/** Larger files are refused before they are put together: ten times what a large organisation needs. */
export const POLICY_BOUNDS: YamlBounds = { characters: 200_000, tokens: 20_000, depth: 12, aliases: 20 };

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

/** Names a version of a policy: the digest of its source, whatever line ends it was stored with. */
export function policyVersion(source: string): string {
  return digestOf(source.replaceAll('\r\n', '\n'));
}

/**
 * Reads a policy file. Never throws; a file that is wrong in any way gives problems and no policy. Its work is bounded: whoever may
 * write a policy must not keep the others waiting.
 */
export function resolvePolicy(source: string): Resolved {
  try {
    return resolve(source);
  } catch {
    // The gates of one repository close with a sentence; thrown further, it would hold back the work of all that wait behind it.
    return { problems: [{ code: 'unforeseen', path: '', line: 0, values: {} }] };
  }
}

function resolve(source: string): Resolved {
  const read = readYaml(source, POLICY_BOUNDS);
  if (read.kind === 'too-large') {
    const values = { limit: POLICY_BOUNDS.characters };
    return { problems: [{ code: read.characters ? 'too-large' : 'too-many-parts', path: '', line: 0, values }] };
  }
  if (read.kind === 'stumbled')
    return { problems: [{ code: 'not-yaml', path: '', line: read.line, values: { kind: read.over } }] };
  const { value: raw, lineOf } = read;
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return { problems: [{ code: 'not-a-mapping', path: '', line: 1, values: {} }] };
  const { problems: faults, file } = shapeOf(raw, lineOf);
  if (!file) return { problems: faults };
  const problems: PolicyProblem[] = [];
  const policy = fill(file, policyVersion(source), problems, lineOf);
  problems.push(...crossReferences(policy, lineOf));
  const all = [...faults, ...problems.filter((one) => !followsFrom(one, faults))];
  return all.length > 0 ? { problems: all } : { policy };
}

/** Parts of a policy that decide together who has a seat. */
const SEATING: readonly string[] = ['profile', 'roles', 'seats'];
const topOf = (path: string): string => path.split(/[.[]/)[0] ?? '';

/** Whether a fault of the shape may be all that is behind a problem: it is said once that is mended, if it is there then. */
function followsFrom({ path, code }: PolicyProblem, faults: readonly PolicyProblem[]): boolean {
  const top = topOf(path);
  return faults.some((fault) => {
    const wrong = topOf(fault.code === 'unknown-key' && fault.values.meant ? String(fault.values.meant) : fault.path);
    if (SEATING.includes(top)) return SEATING.includes(wrong) || SEATING.includes(topOf(fault.path));
    return wrong === top || (code === 'bad-amount' && wrong === 'currency');
  });
}

/** The ISO 4217 code of a currency by whatever people call it: RMB is CNY. */
function currencyOf(name: string): string | undefined {
  const found = currencyNamed(name.normalize('NFKC').trim());
  return typeof found === 'object' && 'code' in found ? found.code : undefined;
}

const bare = (name: string) => name.replace(/^@/, '');

function fillingOf(entries: readonly (string | { name: string; mail: string })[]): RoleFilling {
  const names = entries.filter((entry) => typeof entry === 'string').map(bare);
  return {
    users: names.filter((name) => !name.includes('/')),
    teams: names.filter((name) => name.includes('/')),
    contacts: entries.filter((entry) => typeof entry !== 'string'),
  };
}

function fill(file: PolicyFile, version: string, problems: PolicyProblem[], lineOf: LineOf): Policy {
  const light = file.profile === 'light';
  const locale = file.language ?? 'en';
  const named = file.currency === undefined ? undefined : currencyOf(file.currency);
  const currency = named ?? (file.currency === undefined && locale === 'zh-CN' ? 'CNY' : undefined);
  if (file.currency !== undefined && named === undefined)
    problems.push({
      code: 'unknown-currency',
      path: 'currency',
      line: lineOf(['currency']),
      values: { given: file.currency.slice(0, LONGEST_SHOWN) },
    });
  const budget = file.budget === undefined ? undefined : parseMoney(String(file.budget), currency ? { currency } : {});
  // Without a currency that is one, what the budget is in cannot be told: that is one mistake, not two.
  const untold = file.currency !== undefined && named === undefined && budget?.ok === false;
  if (budget && !budget.ok && !untold)
    problems.push({
      code: 'bad-amount',
      path: 'budget',
      line: lineOf(['budget']),
      values: { given: String(file.budget).slice(0, LONGEST_SHOWN) },
    });
  if (budget?.ok && currency && budget.money.currency !== currency) {
    problems.push({
      code: 'currency-differs',
      path: 'budget',
      line: lineOf(['budget']),
      values: { budget: budget.money.currency, currency },
    });
  }
  const merge = file.gates?.merge;
  const roles = Object.entries(file.roles).flatMap(([role, entries]) =>
    entries ? [[role as Role, fillingOf(entries)] as const] : [],
  );
  return {
    version,
    profile: file.profile,
    locale,
    timeZone: file['time-zone'] ?? (locale === 'zh-CN' ? 'Asia/Shanghai' : 'UTC'),
    calendar: file.calendar ?? (locale === 'zh-CN' ? 'CN' : 'none'),
    currency: currency ?? (budget?.ok ? budget.money.currency : 'USD'),
    yardstick: {
      ...(budget?.ok ? { budget: budget.money } : {}),
      ...(file['planned-days'] ? { plannedDays: file['planned-days'] } : {}),
    },
    triage: file.triage ?? (light ? 'auto' : 'manual'),
    roles: Object.fromEntries(roles),
    aliases: (file.aliases ?? []).map((group) => group.map(bare)),
    seats: Object.fromEntries(
      CLASSES.map((one) => [one, file.seats?.[one] ?? USUAL_SEATS[one]]),
    ) as unknown as Policy['seats'],
    reviewDays: Object.fromEntries(
      CLASSES.map((one) => [one, file['review-days']?.[one] ?? USUAL_REVIEW_DAYS[one]]),
    ) as Policy['reviewDays'],
    planConfirmation: file['plan-confirmation'] ?? !light,
    acceptance: file.acceptance ?? false,
    merge: {
      mode: merge?.mode ?? 'enforce',
      branches: merge?.branches ?? USUAL_BRANCHES,
      ...(merge?.paths ? { paths: merge.paths } : {}),
      exemptPaths: merge?.exempt?.paths ?? [],
      exemptAuthors: (merge?.exempt?.authors ?? []).map(bare),
      covers: merge?.covers ?? 'all',
      jira: merge?.jira ?? [],
    },
    freezes: (file.freeze ?? []).flatMap((one, index) => freezeOf(one, index, problems, lineOf)),
    bots: (file.bots ?? []).map(bare),
    tolerance: { schedule: (file.tolerance?.schedule ?? 10) / 100, cost: (file.tolerance?.cost ?? 10) / 100 },
    requirementLabel: file.requirements?.label ?? 'requirement',
    criteria: file.criteria ?? [],
  };
}

function freezeOf(
  one: NonNullable<PolicyFile['freeze']>[number],
  index: number,
  problems: PolicyProblem[],
  lineOf: LineOf,
): readonly Freeze[] {
  const instant = (key: 'from' | 'to'): string | undefined => {
    // A plain date means its first instant, in UTC; anything else has to be an instant.
    const time = Date.parse(one[key]);
    if (/^\d{4}-\d{2}-\d{2}/.test(one[key]) && !Number.isNaN(time)) return new Date(time).toISOString();
    problems.push({
      code: 'bad-date',
      path: `freeze[${index}].${key}`,
      line: lineOf(['freeze', index, key]),
      values: { given: one[key] },
    });
    return undefined;
  };
  const from = instant('from');
  const to = instant('to');
  if (!from || !to) return [];
  if (to <= from)
    problems.push({
      code: 'freeze-ends-first',
      path: `freeze[${index}]`,
      line: lineOf(['freeze', index]),
      values: { from: one.from, to: one.to },
    });
  return [{ from, to, stages: one.stages ?? ['start', 'merge', 'deploy'], reason: one.reason }];
}
