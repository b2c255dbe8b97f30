/** What the form of an impact begins with: the impact on record in words that people type, or nothing. */
import type { Person } from '../content/person.ts';
import type { Dimension, Impacts } from '../impact/dimension.ts';
import { formatMoney, type Money } from '../money/amount.ts';
import type { ImpactForm } from './ask.ts';
import { accountOf } from './owner.ts';

type Fields = ImpactForm['fields'];

const EMPTY: Readonly<Record<Dimension, Fields>> = {
  schedule: { days: '', late: '', milestones: '', criticalPath: false, contractMilestone: false },
  cost: {
    oneOff: '',
    recurring: '',
    effort: '',
    effortUnit: 'person-days',
    customer: '',
    vendor: '',
    other: '',
    negotiation: '',
    resources: '',
  },
  quality: {
    worse: [],
    mitigated: [],
    better: [],
    regression: '',
    acceptanceCriteriaChanged: false,
    missesRequirement: false,
    cosmetic: false,
  },
  risk: {},
  feasibility: { technical: '', resources: '', contract: '', text: '' },
};

/** What the form begins with: the impact on record, or nothing. @param home what ids of people of the form's tracker begin with */
export function impactForm(dimension: Dimension, impacts: Impacts, home: string): ImpactForm {
  const recorded = impacts[dimension];
  const base = {
    dimension,
    none: recorded?.value.kind === 'none',
    reason: recorded?.value.kind === 'none' ? recorded.value.reason : '',
    confidence: recorded?.confidence ?? ('medium' as const),
    evidence: recorded?.evidence ?? '',
  };
  const fields = recorded?.value.kind === 'value' ? FILL[dimension](impacts, home) : {};
  return { ...base, fields: { ...EMPTY[dimension], ...fields } };
}

const amountOf = (money: Money | undefined) => (money ? formatMoney(money, 'en') : '');
const accountIn = (owner: Person | undefined, home: string) => (owner ? accountOf(owner, home) : '');
const numberOf = (value: number | undefined) => (value === undefined ? '' : String(value));

const FILL: Readonly<Record<Dimension, (impacts: Impacts, home: string) => Fields>> = {
  schedule: ({ schedule }) => {
    if (schedule?.value.kind !== 'value') return {};
    const { p50, p90, milestones, criticalPath, contractMilestone } = schedule.value.value;
    const lines = milestones.map((one) => `${one.name}: ${one.from ? `${one.from} → ` : ''}${one.to}`);
    return { days: numberOf(p50), late: numberOf(p90), milestones: lines.join('\n'), criticalPath, contractMilestone };
  },
  cost: ({ cost }) => {
    if (cost?.value.kind !== 'value') return {};
    const { oneOff, recurring, effort, split, negotiation, resources } = cost.value.value;
    return {
      oneOff: amountOf(oneOff),
      recurring: amountOf(recurring),
      effort: numberOf(effort?.amount),
      effortUnit: effort?.unit ?? 'person-days',
      customer: numberOf(split?.customer),
      vendor: numberOf(split?.vendor),
      other: numberOf(split?.other),
      negotiation: negotiation ?? '',
      resources: resources ?? '',
    };
  },
  quality: ({ quality }, home) => {
    if (quality?.value.kind !== 'value') return {};
    const { attributes, regression, controls, ...rest } = quality.value.value;
    const named = (wanted: (one: (typeof attributes)[number]) => boolean) =>
      attributes.filter(wanted).map((one) => one.name);
    return {
      worse: named((one) => one.direction === 'down'),
      mitigated: named((one) => one.direction === 'down' && one.mitigated),
      better: named((one) => one.direction === 'up'),
      regression,
      acceptanceCriteriaChanged: rest.acceptanceCriteriaChanged,
      missesRequirement: !rest.meetsCustomerRequirements,
      cosmetic: rest.cosmetic,
      ...Object.fromEntries(
        controls.flatMap((one, index) => [
          [`control${index}`, one.text],
          [`controlOwner${index}`, accountIn(one.owner, home)],
          [`controlDue${index}`, one.due ?? ''],
        ]),
      ),
    };
  },
  risk: ({ risk }, home) => {
    if (risk?.value.kind !== 'value') return {};
    return Object.fromEntries(
      risk.value.value.entries.flatMap((one, index) => [
        [`text${index}`, one.text],
        [`probability${index}`, String(one.probability)],
        [`impact${index}`, String(one.impact)],
        [`response${index}`, one.response],
        [`residual${index}`, numberOf(one.residual)],
        [`owner${index}`, accountIn(one.owner, home)],
        [`due${index}`, one.due ?? ''],
      ]),
    );
  },
  feasibility: ({ feasibility }) => {
    if (feasibility?.value.kind !== 'value') return {};
    const { technical, resources, contract, text } = feasibility.value.value;
    return { technical, resources, contract, text: text ?? '' };
  },
};
