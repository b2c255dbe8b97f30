/** The questions for each dimension of impact: days, money with its currency, attributes, risks, feasibility (`rules.md 2.2`). */
import type { Dimension, QUALITY_ATTRIBUTES } from '../impact/dimension.ts';
import type { ImpactForm } from './ask.ts';
import { choices, chosen, flag, list, type Making, scale, text } from './prefilled.ts';
import type { Answers, Question } from './questions.ts';
import { type Rows, rowsOf } from './rows.ts';

/** The core's list, told again so that the bundle of a panel does not carry the schemas; a test compares the two. */
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

/** Who sees to it, and until when. */
function care(making: Making, owner: string, due: string, called: string): Question {
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

const IMPACT_FIELDS: Readonly<Record<Dimension, (making: Making) => readonly Question[]>> = {
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
    ];
  },
  risk: () => [],
  feasibility: (making) => {
    const { word } = making;
    const answer = (name: 'technical' | 'resources' | 'contract'): Question => ({
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

/** The rows of what is listed one by one. */
const IMPACT_ROW: Readonly<Partial<Record<Dimension, (making: Making, index: number) => readonly Question[]>>> = {
  quality: (making, index) => {
    const label = making.word('quality.control', { number: index + 1 });
    return [
      { kind: 'text', name: `control${index}`, label, value: text(making, `control${index}`) },
      care(making, `controlOwner${index}`, `controlDue${index}`, label),
    ];
  },
  risk: (making, index) => {
    const { word } = making;
    const label = word('risk.text', { number: index + 1 });
    return [
      { kind: 'text', name: `text${index}`, label, value: text(making, `text${index}`) },
      {
        kind: 'row',
        name: `row${index}`,
        called: label,
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
      care(making, `owner${index}`, `due${index}`, label),
    ];
  },
};

/** Rows that a form may have: nobody fills in more by hand. */
const MOST_ROWS = 60;

/** How many rows of risks, or of measures, a form has on record. */
function rowsIn({ fields }: ImpactForm): number {
  return Object.keys(fields).filter((name) => /^(?:text|control)\d+$/.test(name)).length;
}

/** What is asked of every impact: whether there is none, its own questions with their rows, how sure that is, and where it comes from. */
export function impactRows(making: Making, none: boolean): Rows {
  const { form, word } = making;
  const { dimension } = form;
  const row = IMPACT_ROW[dimension];
  const hasRows = row !== undefined && !none;
  return {
    known: rowsIn(form),
    most: hasRows ? Math.max(MOST_ROWS, rowsIn(form)) : 0,
    more: word(dimension === 'quality' ? 'quality.control.more' : 'risk.more'),
    before: [
      ...(MAY_BE_NONE.includes(dimension)
        ? [{ kind: 'check' as const, name: 'none', label: word('impact.none'), value: form.none }]
        : []),
      ...(none
        ? [
            {
              kind: 'area' as const,
              name: 'reason',
              label: word('impact.none.reason'),
              value: form.reason,
              needed: true,
            },
            ...alsoNone(making),
          ]
        : IMPACT_FIELDS[dimension](making)),
    ],
    row: (index) => (hasRows ? row(making, index) : []),
    after: () => [
      {
        kind: 'select',
        name: 'confidence',
        label: word('impact.confidence'),
        hint: word('impact.confidence.hint'),
        value: form.confidence,
        options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: word(`confidence.${value}`) })),
      },
      { kind: 'text', name: 'evidence', label: word('impact.evidence'), value: form.evidence },
    ],
  };
}

/** Of which other impacts the same is said: of small changes it is said of most, and by one press. */
export function alsoNone({ others = [], word }: Making): readonly Question[] {
  return others.length === 0 ? [] : [{ kind: 'many', name: 'also', label: word('impact.none.also'), options: others }];
}

/** Nobody can say of whether it can be done at all that it has no impact. */
export const MAY_BE_NONE: readonly Dimension[] = ['schedule', 'cost', 'quality', 'risk'];

/** The answers in the shape of the form; what was not asked stays as it was. @param making.rows how many rows were asked */
export function impactAnswered(
  { rows, ...making }: Making & { readonly rows: number },
  answers: Answers,
  none: boolean,
): ImpactForm {
  const { form } = making;
  const asked = impactRows(making, none);
  const fields: Record<string, string | boolean | string[]> = { ...form.fields } as Record<string, string>;
  if (!none)
    for (const one of [...IMPACT_FIELDS[form.dimension](making), ...rowsOf(asked, rows)].flatMap((field) =>
      field.kind === 'row' ? field.fields : [field],
    )) {
      if (one.kind === 'check') fields[one.name] = answers.flag(one.name);
      else if (one.kind === 'many') fields[one.name] = [...answers.list(one.name)];
      else if (one.kind === 'person') fields[one.name] = answers.person(one.name)?.accountId ?? '';
      else if (one.kind !== 'row') fields[one.name] = answers.text(one.name);
    }
  return {
    dimension: form.dimension,
    none,
    reason: none ? answers.text('reason') : '',
    also: none ? MAY_BE_NONE.filter((one) => answers.list('also').includes(one)) : [],
    confidence: (answers.text('confidence') || form.confidence) as ImpactForm['confidence'],
    evidence: answers.text('evidence'),
    fields,
  };
}
