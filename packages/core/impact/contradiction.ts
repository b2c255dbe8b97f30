/** What an estimate says against itself (`rules.md 2.2`): found before it is recorded, each at its field; what is on record stays as it is. */
import type { Dimension, ImpactValue } from './dimension.ts';

/** Each has its sentence at `command.estimate-<code>`, the same in every tracker. */
const CONTRADICTIONS = [
  'late-first',
  'milestone-earlier',
  'milestone-later',
  'milestone-twice',
  'contract-earlier',
  'share-fraction',
  'share-negative',
  'share-sum',
  'share-of-nothing',
  'effort-negative',
  'only-looks',
  'better-and-worse',
  'mitigated-not-worse',
  'control-twice',
  'residual-larger',
  'residual-range',
  'risk-twice',
] as const;
export type ContradictionCode = (typeof CONTRADICTIONS)[number];

export interface Contradiction {
  /** As the form of the dimension calls it. */
  readonly field: string;
  readonly code: ContradictionCode;
  readonly values: Readonly<Record<string, string | number>>;
}

type Known<D extends Dimension> = Extract<ImpactValue<D>, { kind: 'value' }>['value'];

/** A value as it was read and before its schema has seen it: any number may stand where a whole one is meant. */
export type Candidate = { readonly [D in Dimension]: Known<D> };

/** Everything in it that cannot be so; empty for what may be recorded. */
export function contradictionsIn<D extends Dimension>(dimension: D, value: Candidate[D]): readonly Contradiction[] {
  return FIND[dimension](value);
}

const FIND: { readonly [D in Dimension]: (value: Candidate[D]) => readonly Contradiction[] } = {
  schedule: inSchedule,
  cost: inCost,
  quality: inQuality,
  risk: inRisk,
  feasibility: () => [],
};

function inSchedule({ p50, p90, milestones, contractMilestone }: Candidate['schedule']): readonly Contradiction[] {
  const found: Contradiction[] = [];
  if (p90 !== undefined && p90 < p50) found.push({ field: 'late', code: 'late-first', values: { days: p50 } });
  const latest = Math.max(p50, p90 ?? p50);
  for (const { name, from, to } of milestones) {
    if (from === undefined || from === to) continue;
    // Between a gain and a delay either may be.
    if (to < from && p50 > 0)
      found.push({ field: 'milestones', code: 'milestone-earlier', values: { name, days: p50 } });
    if (to > from && latest < 0)
      found.push({ field: 'milestones', code: 'milestone-later', values: { name, days: p50 } });
  }
  for (const name of repeated(milestones.map((one) => one.name)))
    found.push({ field: 'milestones', code: 'milestone-twice', values: { name } });
  if (contractMilestone && latest < 0)
    found.push({ field: 'contractMilestone', code: 'contract-earlier', values: { days: p50 } });
  return found;
}

function inCost({ oneOff, recurring, effort, split }: Candidate['cost']): readonly Contradiction[] {
  const found: Contradiction[] = [];
  if (effort && effort.amount < 0) found.push({ field: 'effort', code: 'effort-negative', values: {} });
  if (!split) return found;
  const shares = [split.customer, split.vendor, split.other];
  const sum = Math.round(shares.reduce((all, one) => all + one, 0) * 100) / 100;
  if (shares.some((one) => !Number.isInteger(one)))
    found.push({ field: 'customer', code: 'share-fraction', values: {} });
  else if (shares.some((one) => one < 0)) found.push({ field: 'customer', code: 'share-negative', values: {} });
  else if (sum !== 100) found.push({ field: 'customer', code: 'share-sum', values: { sum } });
  else if (oneOff.minor === 0 && !recurring?.minor && !effort?.amount)
    found.push({ field: 'customer', code: 'share-of-nothing', values: {} });
  return found;
}

function inQuality(value: Candidate['quality']): readonly Contradiction[] {
  const { attributes, acceptanceCriteriaChanged, meetsCustomerRequirements, cosmetic, controls } = value;
  const found: Contradiction[] = [];
  const down = attributes.filter((one) => one.direction === 'down').map((one) => one.name);
  const up = attributes.filter((one) => one.direction === 'up');
  if (cosmetic && (!meetsCustomerRequirements || acceptanceCriteriaChanged || down.length > 0))
    found.push({ field: 'cosmetic', code: 'only-looks', values: {} });
  if (up.some((one) => down.includes(one.name))) found.push({ field: 'better', code: 'better-and-worse', values: {} });
  if (up.some((one) => one.mitigated)) found.push({ field: 'mitigated', code: 'mitigated-not-worse', values: {} });
  for (const text of repeated(controls.map((one) => one.text)))
    found.push({ field: `control${lastWith(controls, text)}`, code: 'control-twice', values: { text } });
  return found;
}

function inRisk({ entries }: Candidate['risk']): readonly Contradiction[] {
  const found: Contradiction[] = [];
  for (const [index, { probability, impact, residual }] of entries.entries()) {
    if (residual === undefined) continue;
    const field = `residual${index}`;
    const score = probability * impact;
    if (!Number.isInteger(residual) || residual < 0 || residual > 25)
      found.push({ field, code: 'residual-range', values: { residual } });
    else if (residual > score) found.push({ field, code: 'residual-larger', values: { residual, score } });
  }
  for (const text of repeated(entries.map((one) => one.text)))
    found.push({ field: `text${lastWith(entries, text)}`, code: 'risk-twice', values: { text } });
  return found;
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What stands there more than once, each as it was written last. */
function repeated(all: readonly string[]): readonly string[] {
  return [
    ...new Map(
      all
        .filter((one, at) => all.findIndex((other) => plain(other) === plain(one)) < at)
        .map((one) => [plain(one), one]),
    ).values(),
  ];
}

function lastWith(all: readonly { readonly text: string }[], text: string): number {
  return all.findLastIndex((one) => plain(one.text) === plain(text));
}
