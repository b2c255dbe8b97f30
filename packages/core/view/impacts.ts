/** The impacts as rows: what each dimension means in days, money and scores (`rules.md 2.2`). */

import type { ChangeState } from '../change/state.ts';
import { scores } from '../impact/class.ts';
import { DIMENSIONS, type Dimension, type Impacts } from '../impact/dimension.ts';
import { shareInHundredths } from '../money/amount.ts';
import type { Policy } from '../policy/policy.ts';
import type { DetailLine } from './detailline.ts';
import { dimensionName } from './names.ts';
import { and, clip, commas, people, type Sentence, type Value, words } from './sentence.ts';

export interface ImpactRow {
  readonly dimension: Dimension;
  readonly name: Sentence;
  readonly known: boolean;
  readonly meaning: Value;
  /** What an edit during the review made it from. */
  readonly was?: Value;
  /** The risks and the quality control measures one by one, what work takes, and the evidence: who decides reads what they are, not how many. */
  readonly details: readonly DetailLine[];
  /** 0–4; feasibility has none. */
  readonly score?: number;
}

/** One row for each dimension that somebody assessed; all five as soon as one is known, so that what is missing shows. */
export function impactRows(
  state: ChangeState,
  policy: Policy,
  were: Readonly<Partial<Record<Dimension, Value>>> = {},
): readonly ImpactRow[] {
  const { impacts } = state.content;
  if (DIMENSIONS.every((dimension) => impacts[dimension] === undefined)) return [];
  const scored = scores(impacts, policy.yardstick);
  return DIMENSIONS.map((dimension): ImpactRow => {
    const known = impacts[dimension];
    const row = {
      dimension,
      name: dimensionName(dimension),
      known: known !== undefined,
      meaning: impactMeaning(impacts, dimension, policy),
      details: impactDetails(impacts, dimension),
      ...(were[dimension] === undefined ? {} : { was: were[dimension] }),
    };
    const score = scored.find((one) => one.dimension === dimension)?.score;
    return known && score !== undefined ? { ...row, score } : row;
  });
}

/** What one dimension means in days, money or words; a sentence for none and for unknown. */
export function impactMeaning(impacts: Impacts, dimension: Dimension, policy: Policy): Value {
  const recorded = impacts[dimension];
  if (!recorded) return words('impact.unknown');
  const parts: Value[] = [...impactParts(impacts, dimension, policy)];
  // Where nothing is said of it, an estimate is fairly certain.
  if (recorded.value.kind === 'value' && recorded.confidence !== 'medium')
    parts.push(words(`impact.sure.${recorded.confidence}`));
  return commas(parts);
}

/** The same in pieces, one for each thing that can change by itself; without a policy a cost is not compared with the budget. */
export function impactParts(impacts: Impacts, dimension: Dimension, policy?: Policy): readonly Value[] {
  const recorded = impacts[dimension];
  if (recorded?.value.kind === 'none') return [words('impact.none', { reason: clip(recorded.value.reason, LONGEST) })];
  return PARTS[dimension](impacts, policy);
}

/** What can be read is shown whole, so that it can be read back (`typed/reading.ts`); longer texts are cut. */
const LONGEST = 2_000;
/** Of very many so many are listed; the rest is counted, and the export has them all. */
const MOST_DETAILS = 30;

export function impactDetails(impacts: Impacts, dimension: Dimension): readonly DetailLine[] {
  const evidence = impacts[dimension]?.evidence;
  return [...own(impacts, dimension), ...(evidence ? [worded('impact.evidence', evidence)] : [])];
}

const worded = (id: 'impact.resources' | 'impact.evidence', text: string): DetailLine => ({
  text: words(id, { text: clip(text, LONGEST) }),
  facts: [],
  done: false,
});

function own({ cost, quality, risk }: Impacts, dimension: Dimension): readonly DetailLine[] {
  if (dimension === 'cost' && cost?.value.kind === 'value' && cost.value.value.resources)
    return [worded('impact.resources', cost.value.value.resources)];
  if (dimension === 'risk' && risk?.value.kind === 'value') return listed(risk.value.value.entries, riskLine);
  if (dimension === 'quality' && quality?.value.kind === 'value')
    return listed(quality.value.value.controls, (one) => ({
      text: words('impact.control', { text: clip(one.text, LONGEST) }),
      facts: ownerAndDue(one),
      done: false,
    }));
  return [];
}

function listed<One>(all: readonly One[], line: (one: One) => DetailLine): readonly DetailLine[] {
  const lines = all.slice(0, MOST_DETAILS).map(line);
  const left = all.length - lines.length;
  return left > 0 ? [...lines, { text: words('status.more', { count: left }), facts: [], done: false }] : lines;
}

type RiskEntry = Extract<NonNullable<Impacts['risk']>['value'], { kind: 'value' }>['value']['entries'][number];

function riskLine(one: RiskEntry): DetailLine {
  const { probability, impact, response, residual } = one;
  return {
    text: words('impact.risk', { text: clip(one.text, LONGEST) }),
    facts: [
      words('impact.risk.score', { probability, impact, score: probability * impact }),
      words(`impact.risk.response.${response}`),
      ...ownerAndDue(one),
      // Without one the response is taken to change nothing.
      words('impact.risk.residual', { residual: residual ?? probability * impact }),
    ],
    done: false,
  };
}

function ownerAndDue({ owner, due }: Pick<RiskEntry, 'owner' | 'due'>): readonly Value[] {
  return [
    ...(owner ? [words('status.plan.owner', { owner: people([owner]) })] : []),
    ...(due ? [words('status.condition.due', { due: { date: due } })] : []),
  ];
}

const PARTS: Record<Dimension, (impacts: Impacts, policy?: Policy) => readonly Value[]> = {
  schedule: ({ schedule }) => {
    if (schedule?.value.kind !== 'value') return [];
    const { p50, p90, milestones, criticalPath, contractMilestone } = schedule.value.value;
    const parts: Value[] = [
      p90 === undefined ? words('impact.days', { days: p50 }) : words('impact.days-range', { days: p50, late: p90 }),
    ];
    for (const { name, from, to } of milestones.slice(0, MOST_DETAILS)) {
      const values = { name: clip(name, LONGEST), to: { date: to } };
      parts.push(
        from ? words('impact.milestone', { ...values, from: { date: from } }) : words('impact.milestone-new', values),
      );
    }
    if (milestones.length > MOST_DETAILS) parts.push(words('status.more', { count: milestones.length - MOST_DETAILS }));
    if (criticalPath) parts.push(words('impact.critical-path'));
    if (contractMilestone) parts.push(words('impact.contract-milestone'));
    return parts;
  },
  cost: ({ cost }, policy) => {
    if (cost?.value.kind !== 'value') return [];
    const { oneOff, recurring, effort, split, negotiation } = cost.value.value;
    const budget = policy?.yardstick.budget;
    const comparable = budget && budget.minor > 0 && budget.currency === oneOff.currency;
    const parts: Value[] = [
      comparable
        ? words('impact.one-off-share', {
            money: { money: oneOff },
            // Zero has no sign.
            percent: Math.ceil(shareInHundredths(oneOff, budget) / 10) / 10 || 0,
          })
        : words('impact.one-off', { money: { money: oneOff } }),
    ];
    if (recurring) parts.push(words('impact.recurring', { money: { money: recurring } }));
    if (effort) parts.push(words(`impact.effort.${effort.unit}`, { amount: effort.amount }));
    if (split) parts.push(words('impact.split', split));
    if (negotiation) parts.push(words(`impact.negotiation.${negotiation}`));
    return parts;
  },
  quality: ({ quality }) => {
    if (quality?.value.kind !== 'value') return [];
    const { attributes, acceptanceCriteriaChanged, meetsCustomerRequirements, cosmetic, regression, controls } =
      quality.value.value;
    const named = (direction: 'up' | 'down') =>
      attributes
        .filter((one) => one.direction === direction)
        .slice(0, 9)
        .map((one): Value => {
          const attribute = words(`impact.attribute.${one.name}`);
          return direction === 'down' && one.mitigated ? words('impact.mitigated', { attribute }) : attribute;
        });
    const parts: Value[] = [];
    const worse = named('down');
    const better = named('up');
    if (!meetsCustomerRequirements) parts.push(words('impact.requirement-missed'));
    parts.push(
      worse.length > 0 ? words('impact.worse', { attributes: and(worse) }) : words('impact.no-attribute-worse'),
    );
    if (better.length > 0) parts.push(words('impact.better', { attributes: and(better) }));
    if (acceptanceCriteriaChanged) parts.push(words('impact.acceptance-changed'));
    if (cosmetic) parts.push(words('impact.cosmetic'));
    parts.push(words(`impact.regression.${regression}`));
    if (controls.length > 0) parts.push(words('impact.controls', { count: controls.length }));
    return parts;
  },
  risk: ({ risk }) => {
    if (risk?.value.kind !== 'value') return [];
    const { entries } = risk.value.value;
    return [
      words('impact.risks', {
        count: entries.length,
        largest: Math.max(0, ...entries.map((one) => one.residual ?? one.probability * one.impact)),
      }),
    ];
  },
  feasibility: ({ feasibility }) => {
    if (feasibility?.value.kind !== 'value') return [];
    const { technical, resources, contract, text } = feasibility.value.value;
    const answer = (one: typeof technical) => words(`impact.feasible.${one}`);
    const parts: Value[] = [
      words('impact.feasible', {
        technical: answer(technical),
        resources: answer(resources),
        contract: answer(contract),
      }),
    ];
    if (text) parts.push(clip(text, LONGEST));
    return parts;
  },
};
