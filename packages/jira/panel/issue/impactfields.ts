/** The questions for each dimension of impact: days, money with its currency, attributes, risks, feasibility (`rules.md 2.2`). */
import type { QUALITY_ATTRIBUTES } from '@countersign/core/impact/dimension.ts';
import type { ImpactData } from '../../port/data.ts';
import type { Field } from '../field.tsx';
import { choices, chosen, flag, list, type Making, scale, text } from './prefilled.ts';

/** The core's list, told again so that the panel's bundle does not carry the core's schemas; a test compares the two. */
export const ATTRIBUTES = [
  'functional-suitability',
  'performance-efficiency',
  'compatibility',
  'interaction-capability',
  'reliability',
  'security',
  'maintainability',
  'flexibility',
  'safety',
] as const satisfies readonly (typeof QUALITY_ATTRIBUTES)[number][];

/** Rows that can be added up to; what has more on record shows them all. */
const MOST_ROWS = 20;

/** Who sees to it, and until when. */
function care(making: Making, owner: string, due: string, called: string): Field {
  const { word } = making;
  return {
    kind: 'row',
    name: `${owner}-${due}`,
    called,
    fields: [
      {
        kind: 'person',
        name: owner,
        label: word('risk.owner'),
        ...(text(making, owner) ? { value: text(making, owner) } : {}),
      },
      { kind: 'date', name: due, label: word('risk.due'), value: text(making, due) },
    ],
  };
}

function more({ rows, more: onPress }: Making, label: string): readonly Field[] {
  return rows < MOST_ROWS ? [{ kind: 'more', name: 'more', label, onPress }] : [];
}

export const IMPACT_FIELDS: Readonly<Record<ImpactData['dimension'], (making: Making) => readonly Field[]>> = {
  schedule: (making) => {
    const { word } = making;
    return [
      {
        kind: 'row',
        name: 'estimate',
        fields: [
          {
            kind: 'text',
            name: 'days',
            label: word('schedule.days'),
            hint: word('schedule.days.hint'),
            value: text(making, 'days'),
            needed: true,
            placeholder: '+6',
          },
          {
            kind: 'text',
            name: 'late',
            label: word('schedule.late'),
            hint: word('schedule.late.hint'),
            value: text(making, 'late'),
            placeholder: '+9',
          },
        ],
      },
      { kind: 'check', name: 'criticalPath', label: word('schedule.critical'), value: flag(making, 'criticalPath') },
      {
        kind: 'check',
        name: 'contractMilestone',
        label: word('schedule.contract'),
        value: flag(making, 'contractMilestone'),
      },
      {
        kind: 'area',
        name: 'milestones',
        label: word('schedule.milestones'),
        hint: word('schedule.milestones.hint'),
        value: text(making, 'milestones'),
        rows: 2,
      },
    ];
  },
  cost: (making) => {
    const { word, currency } = making;
    return [
      {
        kind: 'row',
        name: 'amounts',
        fields: [
          {
            kind: 'text',
            name: 'oneOff',
            label: word('cost.one-off'),
            hint: word('cost.hint', { currency }),
            value: text(making, 'oneOff'),
            needed: true,
            placeholder: `${currency} 48,000`,
          },
          {
            kind: 'text',
            name: 'recurring',
            label: word('cost.recurring'),
            hint: word('cost.recurring.hint'),
            value: text(making, 'recurring'),
            placeholder: `${currency} 6,000`,
          },
        ],
      },
      {
        kind: 'row',
        name: 'work',
        fields: [
          {
            kind: 'text',
            name: 'effort',
            label: word('cost.effort'),
            value: text(making, 'effort'),
            placeholder: '12',
          },
          {
            kind: 'select',
            name: 'effortUnit',
            label: word('cost.unit'),
            ...chosen(making, 'effortUnit'),
            options: choices(['person-days', 'person-hours', 'person-months'], word, 'unit'),
          },
        ],
      },
      {
        kind: 'area',
        name: 'resources',
        label: word('cost.resources'),
        hint: word('cost.resources.hint'),
        value: text(making, 'resources'),
        rows: 2,
      },
      {
        kind: 'row',
        name: 'split',
        fields: [
          {
            kind: 'text',
            name: 'customer',
            label: word('cost.customer'),
            hint: word('cost.split.hint'),
            value: text(making, 'customer'),
            placeholder: '60',
          },
          {
            kind: 'text',
            name: 'vendor',
            label: word('cost.vendor'),
            value: text(making, 'vendor'),
            placeholder: '40',
          },
          { kind: 'text', name: 'other', label: word('cost.other'), value: text(making, 'other'), placeholder: '0' },
        ],
      },
      {
        kind: 'select',
        name: 'negotiation',
        label: word('cost.negotiation'),
        value: text(making, 'negotiation'),
        options: [
          { value: '', label: word('negotiation.unsaid') },
          ...choices(['open', 'offered', 'agreed'], word, 'negotiation'),
        ],
      },
    ];
  },
  quality: (making) => {
    const { word } = making;
    const attributes = choices(ATTRIBUTES, word, 'attribute');
    return [
      { kind: 'many', name: 'worse', label: word('quality.worse'), value: list(making, 'worse'), options: attributes },
      {
        kind: 'many',
        name: 'mitigated',
        label: word('quality.mitigated'),
        value: list(making, 'mitigated'),
        options: attributes,
      },
      {
        kind: 'many',
        name: 'better',
        label: word('quality.better'),
        value: list(making, 'better'),
        options: attributes,
      },
      {
        kind: 'select',
        name: 'regression',
        label: word('quality.regression'),
        needed: true,
        ...chosen(making, 'regression'),
        options: choices(['none', 'partial', 'full'], word, 'regression'),
      },
      {
        kind: 'check',
        name: 'acceptanceCriteriaChanged',
        label: word('quality.acceptance'),
        value: flag(making, 'acceptanceCriteriaChanged'),
      },
      {
        kind: 'check',
        name: 'missesRequirement',
        label: word('quality.missed'),
        value: flag(making, 'missesRequirement'),
      },
      { kind: 'check', name: 'cosmetic', label: word('quality.cosmetic'), value: flag(making, 'cosmetic') },
      ...Array.from({ length: making.rows }, (_, index): readonly Field[] => {
        const label = word('quality.control', { number: index + 1 });
        return [
          { kind: 'text', name: `control${index}`, label, value: text(making, `control${index}`) },
          care(making, `controlOwner${index}`, `controlDue${index}`, label),
        ];
      }).flat(),
      ...more(making, word('quality.control.more')),
    ];
  },
  risk: (making) => {
    const { word } = making;
    const rows = Array.from({ length: making.rows }, (_, index): readonly Field[] => [
      {
        kind: 'text',
        name: `text${index}`,
        label: word('risk.text', { number: index + 1 }),
        value: text(making, `text${index}`),
      },
      {
        kind: 'row',
        name: `row${index}`,
        fields: [
          {
            kind: 'select',
            name: `probability${index}`,
            label: word('risk.probability'),
            ...chosen(making, `probability${index}`),
            options: scale,
          },
          {
            kind: 'select',
            name: `impact${index}`,
            label: word('risk.impact'),
            ...chosen(making, `impact${index}`),
            options: scale,
          },
          {
            kind: 'select',
            name: `response${index}`,
            label: word('risk.response'),
            ...chosen(making, `response${index}`),
            options: choices(['avoid', 'mitigate', 'transfer', 'accept'], word, 'response'),
          },
          {
            kind: 'text',
            name: `residual${index}`,
            label: word('risk.residual'),
            value: text(making, `residual${index}`),
            placeholder: '4',
          },
        ],
      },
      care(making, `owner${index}`, `due${index}`, word('risk.text', { number: index + 1 })),
    ]);
    return [...rows.flat(), ...more(making, word('risk.more'))];
  },
  feasibility: (making) => {
    const { word } = making;
    const answer = (name: 'technical' | 'resources' | 'contract'): Field => ({
      kind: 'select',
      name,
      label: word(`feasibility.${name}`),
      needed: true,
      ...chosen(making, name),
      options: choices(['yes', 'with-conditions', 'no'], word, 'feasible'),
    });
    return [
      { kind: 'row', name: 'answers', fields: [answer('technical'), answer('resources'), answer('contract')] },
      { kind: 'area', name: 'text', label: word('feasibility.text'), value: text(making, 'text'), rows: 2 },
    ];
  },
};
