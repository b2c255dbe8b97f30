/** From impact to score, from scores to class, with the sentence that says why (`rules.md 2.2`, `2.3`). */
import type { Impacts, ScoredDimension } from './dimension.ts';

export const CLASSES = ['minor', 'moderate', 'major', 'critical'] as const;
export type ChangeClass = (typeof CLASSES)[number];
export type Score = 0 | 1 | 2 | 3 | 4;

/** Up to what a score of 1, of 2 and of 3 goes. */
type Limits = readonly [number, number, number];

/** The limits of delay and cost (`rules.md 2.2`); of days and percent the larger counts. */
export interface ClassLimits {
  readonly scheduleDays: Limits;
  readonly schedulePercent: Limits;
  readonly costPercent: Limits;
}

/** Those that hold where a policy does not say others. */
export const USUAL_LIMITS: ClassLimits = {
  scheduleDays: [2, 5, 15],
  schedulePercent: [1, 3, 10],
  costPercent: [0.5, 2, 5],
};

/** What the project is measured against; without it shares cannot be known, and the safer (larger) score holds. */
export interface Yardstick {
  readonly budget?: { readonly minor: number; readonly currency: string };
  /** Planned length of the project in working days. */
  readonly plannedDays?: number;
  /** Absent: the usual ones. */
  readonly limits?: ClassLimits;
}

/** Why a dimension scores as it does; `code` and `values` make the sentence in the reader's language. */
export interface Scored {
  readonly dimension: ScoredDimension;
  readonly score: Score;
  readonly code:
    | 'none'
    | 'within'
    | 'share'
    | 'critical-path'
    | 'contract-milestone'
    | 'cosmetic'
    | 'one-attribute'
    | 'several-attributes'
    | 'acceptance-criteria'
    | 'customer-requirement'
    | 'residual-risk'
    | 'effort'
    | 'no-budget'
    | 'other-currency';
  readonly values: Readonly<Record<string, number | string>>;
}

export interface Classification {
  readonly class: ChangeClass;
  /** The dimension that drives the class; `undefined` when every impact is none. */
  readonly driver?: Scored;
  readonly scores: readonly Scored[];
  /** What lifted the class above what the scores alone give. */
  readonly raised: readonly ('low-confidence' | 'safety-or-regulatory' | 'sum' | 'by-hand')[];
}

function scoreSchedule(impacts: Impacts, yardstick: Yardstick): Scored {
  const value = impacts.schedule?.value;
  if (value?.kind !== 'value') return { dimension: 'schedule', score: 0, code: 'none', values: {} };
  const { p50, p90, criticalPath, contractMilestone } = value.value;
  // The pessimistic estimate decides: a range that reaches into a larger score is a risk of that score.
  const days = Math.max(0, p50, p90 ?? p50);
  const scored = (score: Score, code: Scored['code']): Scored => ({
    dimension: 'schedule',
    score,
    code,
    // Which of the two estimates it is, is said with it (2.3).
    values: { days, late: days > Math.max(0, p50) ? 1 : 0 },
  });
  if (contractMilestone) return scored(4, 'contract-milestone');
  if (days === 0) return scored(criticalPath ? 3 : 0, criticalPath ? 'critical-path' : 'within');
  const score = timeScore(days, yardstick);
  return criticalPath && score < 4 ? scored(3, 'critical-path') : scored(score, 'within');
}

/** By its amount or by the work, whichever scores more: a small price beside much work makes it no small change. */
function scoreCost(impacts: Impacts, yardstick: Yardstick): Scored {
  const amount = scoreAmount(impacts, yardstick);
  const value = impacts.cost?.value;
  if (value?.kind !== 'value' || !value.value.effort) return amount;
  const work = scoreEffort(value.value.effort, yardstick);
  return work.score > amount.score ? work : amount;
}

function scoreAmount(impacts: Impacts, yardstick: Yardstick): Scored {
  const value = impacts.cost?.value;
  if (value?.kind !== 'value') return { dimension: 'cost', score: 0, code: 'none', values: {} };
  const { oneOff, recurring } = value.value;
  const minor = Math.max(0, oneOff.minor) + Math.max(0, recurring?.minor ?? 0);
  const scored = (score: Score, code: Scored['code'], share = 0): Scored => ({
    dimension: 'cost',
    score,
    code,
    values: { minor, currency: oneOff.currency, share },
  });
  if (minor === 0) return scored(0, 'within');
  const { budget, limits = USUAL_LIMITS } = yardstick;
  if (!budget || budget.minor <= 0) return scored(4, 'no-budget');
  // Unlike currencies are never added or compared (2.5).
  if (budget.currency !== oneOff.currency || (recurring && recurring.currency !== oneOff.currency))
    return scored(4, 'other-currency');
  const share = minor / budget.minor;
  return scored(
    scoreWithin(limits.costPercent, (percent) => isWithinPercent(minor, budget.minor, percent)),
    'share',
    share,
  );
}

/** 1 for what is within the first limit, and 4 for what is within none. */
function scoreWithin([first, second, third]: Limits, isWithin: (limit: number, at: 0 | 1 | 2) => boolean): Score {
  if (isWithin(first, 0)) return 1;
  if (isWithin(second, 1)) return 2;
  return isWithin(third, 2) ? 3 : 4;
}

/** Whether a part is at most so many percent of a whole. As decimals that people write, not as the binary numbers near them. */
function isWithinPercent(part: number, whole: number, percent: number): boolean {
  const decimal = (value: number) => Number(value.toPrecision(15));
  return decimal(part * 100) <= decimal(whole * percent);
}

/** A person's working days in a unit of effort: eight hours a day, and the 21.75 days a month by which China pays wages. */
const DAYS_IN = { 'person-hours': 1 / 8, 'person-days': 1, 'person-months': 21.75 } as const;

/** Work is measured as time is. */
function scoreEffort(
  { amount, unit }: { readonly amount: number; readonly unit: keyof typeof DAYS_IN },
  yardstick: Yardstick,
): Scored {
  const days = amount * DAYS_IN[unit];
  const score = days === 0 ? 0 : timeScore(days, yardstick);
  return { dimension: 'cost', score, code: score === 0 ? 'within' : 'effort', values: { days } };
}

/** "up to 2 d or 1 %": the larger of the two limits counts, so that a long project is not stopped by a single day. */
function timeScore(days: number, { plannedDays = 0, limits = USUAL_LIMITS }: Yardstick): Score {
  return scoreWithin(
    limits.scheduleDays,
    (fixed, at) => days <= fixed || isWithinPercent(days, plannedDays, limits.schedulePercent[at]),
  );
}

function scoreQuality(impacts: Impacts): Scored {
  const value = impacts.quality?.value;
  if (value?.kind !== 'value') return { dimension: 'quality', score: 0, code: 'none', values: {} };
  const { attributes, acceptanceCriteriaChanged, meetsCustomerRequirements, cosmetic } = value.value;
  const worse = attributes.filter((attribute) => attribute.direction === 'down');
  const scored = (score: Score, code: Scored['code']): Scored => ({
    dimension: 'quality',
    score,
    code,
    values: { worse: worse.length },
  });
  if (!meetsCustomerRequirements) return scored(4, 'customer-requirement');
  if (acceptanceCriteriaChanged) return scored(3, 'acceptance-criteria');
  if (worse.length > 1) return scored(3, 'several-attributes');
  // One attribute that gets worse and is not mitigated is no longer the case that score 2 describes.
  if (worse.length === 1) return scored(worse[0]?.mitigated ? 2 : 3, 'one-attribute');
  return scored(cosmetic ? 1 : 0, cosmetic ? 'cosmetic' : 'within');
}

function scoreRisk(impacts: Impacts): Scored {
  const value = impacts.risk?.value;
  if (value?.kind !== 'value') return { dimension: 'risk', score: 0, code: 'none', values: {} };
  const largest = Math.max(
    0,
    ...value.value.entries.map((entry) => entry.residual ?? entry.probability * entry.impact),
  );
  const score: Score = largest === 0 ? 0 : largest <= 4 ? 1 : largest <= 9 ? 2 : largest <= 15 ? 3 : 4;
  return { dimension: 'risk', score, code: 'residual-risk', values: { largest, entries: value.value.entries.length } };
}

/** Scores of the four scored dimensions, in their fixed order. An unknown dimension scores 0 here; it blocks elsewhere (T6). */
export function scores(impacts: Impacts, yardstick: Yardstick): readonly Scored[] {
  return [scoreSchedule(impacts, yardstick), scoreCost(impacts, yardstick), scoreQuality(impacts), scoreRisk(impacts)];
}

/** The larger of two classes. */
export function largerClass(a: ChangeClass, b: ChangeClass): ChangeClass {
  return CLASSES.indexOf(a) >= CLASSES.indexOf(b) ? a : b;
}

/**
 * The class by the largest score, never an average (`rules.md 2.3`).
 * @param safetyOrRegulatory the request's cause is regulatory or concerns safety.
 */
export function classify(impacts: Impacts, yardstick: Yardstick, safetyOrRegulatory: boolean): Classification {
  const all = scores(impacts, yardstick);
  const max = Math.max(...all.map((one) => one.score));
  const sum = all.reduce((total, one) => total + one.score, 0);
  const drivers = all.filter((one) => one.score === max && max > 0);
  // With equal scores the least certain one drives, so that its low confidence is not hidden behind another's.
  const driver = drivers.find((one) => impacts[one.dimension]?.confidence === 'low') ?? drivers[0];
  const raised: ('low-confidence' | 'safety-or-regulatory' | 'sum' | 'by-hand')[] = [];
  let level = max <= 1 ? 0 : max - 1;
  // Three ones or more: none is large, together they are no longer minor.
  if (max <= 1 && sum > 2) {
    level = 1;
    raised.push('sum');
  }
  // Two 2s and more (sum of 5 or above with max 2): the table names max 2 moderate, whatever the sum.
  if (driver && impacts[driver.dimension]?.confidence === 'low' && level < 3) {
    level += 1;
    raised.push('low-confidence');
  }
  if (safetyOrRegulatory && level < 3) {
    level = 3;
    raised.push('safety-or-regulatory');
  }
  const found = CLASSES[level] ?? 'critical';
  return driver ? { class: found, driver, scores: all, raised } : { class: found, scores: all, raised };
}
