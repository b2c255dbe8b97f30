/** From the text of a policy file to the policy in force: strict parse, then cross-references, all problems at once. */
import { isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import { digestOf } from '../ledger/canonical.ts';
import { isCurrency } from '../money/currency.ts';
import { parseMoney } from '../money/parse.ts';
import { crossReferences } from './crossreference.ts';
import type { Freeze, Policy, RoleFilling } from './policy.ts';
import type { PolicyProblem } from './problem.ts';
import type { Role, SeatRole } from './role.ts';
import type { PolicyFile } from './schema.ts';
import { type LineOf, shapeOf } from './shape.ts';

export type Resolved = { readonly policy: Policy } | { readonly problems: readonly PolicyProblem[] };

/** Larger files are refused before they are parsed. */
const LONGEST = 200_000;

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

/** What the parser stumbles over, as people see it; for anything else the line has to do. */
const STUMBLES: Readonly<Record<string, string>> = {
  BAD_INDENT: 'indent',
  BLOCK_AS_IMPLICIT_KEY: 'indent',
  BLOCK_IN_FLOW: 'indent',
  MULTILINE_IMPLICIT_KEY: 'indent',
  TAB_AS_INDENT: 'tab',
  DUPLICATE_KEY: 'twice',
  MISSING_CHAR: 'mark',
  BAD_ALIAS: 'aliases',
};

/** Names a version of a policy: the digest of its source, whatever line ends it was stored with. */
export function policyVersion(source: string): string {
  return digestOf(source.replaceAll('\r\n', '\n'));
}

/** Reads a policy file. Never throws; a file that is wrong in any way gives problems and no policy. */
export function resolvePolicy(source: string): Resolved {
  if (source.length > LONGEST)
    return { problems: [{ code: 'too-large', path: '', line: 0, values: { limit: LONGEST } }] };
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, maxAliasCount: 20, schema: 'core' } as never);
  // The parser stumbles on after the first mistake, and what it says then is about no other one.
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    // An open bracket is noticed by the indentation of what comes after it.
    const kind = error.message.includes('end with') ? 'mark' : (STUMBLES[error.code] ?? 'line');
    return { problems: [{ code: 'not-yaml', path: '', line, values: { kind } }] };
  }
  if (!isMap(document.contents)) return { problems: [{ code: 'not-a-mapping', path: '', line: 1, values: {} }] };
  const lineOf: LineOf = (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = nodeAt(document.contents as ParsedNode, path.slice(0, length));
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 0;
  };
  let raw: unknown;
  try {
    raw = document.toJS();
  } catch {
    return { problems: [{ code: 'not-yaml', path: '', line: 0, values: { kind: 'aliases' } }] };
  }
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

function nodeAt(node: Node | null | undefined, path: readonly PropertyKey[]): Node | undefined {
  let current: Node | null | undefined = node;
  for (const [index, key] of path.entries()) {
    if (isMap(current)) {
      const pair = current.items.find((one) => isScalar(one.key) && one.key.value === key);
      if (!pair) return undefined;
      current = index === path.length - 1 ? (pair.key as Node) : (pair.value as Node | null);
    } else if (current && 'items' in current) current = (current as { items: Node[] }).items[Number(key)];
    else return undefined;
  }
  return current ?? undefined;
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
  const currency = file.currency?.toUpperCase() ?? (locale === 'zh-CN' ? 'CNY' : undefined);
  if (currency && !isCurrency(currency))
    problems.push({
      code: 'unknown-currency',
      path: 'currency',
      line: lineOf(['currency']),
      values: { given: currency },
    });
  const budget = file.budget === undefined ? undefined : parseMoney(String(file.budget), currency ? { currency } : {});
  if (budget && !budget.ok)
    problems.push({
      code: 'bad-amount',
      path: 'budget',
      line: lineOf(['budget']),
      values: { given: String(file.budget) },
    });
  if (budget?.ok && currency && isCurrency(currency) && budget.money.currency !== currency) {
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
      branches: merge?.branches ?? ['main', 'master'],
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
