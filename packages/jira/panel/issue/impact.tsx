/** The five impacts with their scores, and the form for each: working days, money, attributes, risks, feasibility. */
import { QUALITY_ATTRIBUTES } from '@countersign/core/impact/dimension.ts';
import { Box, Button, DynamicTable, Lozenge, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, ImpactData } from '../data.ts';
import { type Answers, type Field, FormModal } from '../form.tsx';
import { Words } from '../frame.tsx';
import type { ImpactForm } from '../port.ts';
import type { Word, Wording } from '../words.ts';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
}

const MOST_RISKS = 10;

export function ImpactTab({ data, word, act }: Props) {
  const [open, setOpen] = useState<ImpactData>();
  const may = data.offers.some((one) => one.type === 'assess');
  return (
    <Box xcss={{ width: '100%', paddingBlockStart: 'space.200' }}>
      <DynamicTable
        head={{
          cells: [
            { key: 'name', content: word('impact.column'), width: 18 },
            { key: 'meaning', content: word('impact.meaning'), width: 54 },
            { key: 'score', content: word('impact.score'), width: 14 },
            ...(may ? [{ key: 'edit', content: '', width: 14 }] : []),
          ],
        }}
        rows={data.impacts.map((row) => ({
          key: row.dimension,
          cells: [
            { key: 'name', content: <Text weight="medium">{row.name}</Text> },
            {
              key: 'meaning',
              content: row.known ? (
                <Text>
                  <Words said={row.meaning} />
                </Text>
              ) : (
                <Lozenge appearance="moved">{word('impact.missing')}</Lozenge>
              ),
            },
            {
              key: 'score',
              content: <Text>{row.score === undefined ? '–' : word('impact.of', { score: row.score })}</Text>,
            },
            ...(may
              ? [
                  {
                    key: 'edit',
                    content: (
                      <Button spacing="compact" onClick={() => setOpen(row)}>
                        {word(row.known ? 'impact.edit' : 'impact.assess')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ],
        }))}
        label={word('tab.impact')}
      />
      {open ? <ImpactModal row={open} data={data} word={word} act={act} onClose={() => setOpen(undefined)} /> : null}
    </Box>
  );
}

function ImpactModal(props: Props & { row: ImpactData; onClose: () => void }) {
  const { row, data, word, act, onClose } = props;
  const { form, dimension } = row;
  const [none, setNone] = useState(form.none);
  const [risks, setRisks] = useState(
    Math.max(1, Object.keys(form.fields).filter((name) => name.startsWith('text') && name !== 'text').length),
  );
  const details = FIELDS[dimension]({ form, word, currency: data.currency, risks, more: () => setRisks(risks + 1) });
  const fields: readonly Field[] = [
    ...(dimension === 'feasibility'
      ? []
      : [{ kind: 'check' as const, name: 'none', label: word('impact.none'), value: form.none, onChange: setNone }]),
    ...(none
      ? [{ kind: 'area' as const, name: 'reason', label: word('impact.none.reason'), value: form.reason, needed: true }]
      : details),
    {
      kind: 'select',
      name: 'confidence',
      label: word('impact.confidence'),
      hint: word('impact.confidence.hint'),
      value: form.confidence,
      options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: word(`confidence.${value}`) })),
    },
    { kind: 'text', name: 'evidence', label: word('impact.evidence'), value: form.evidence },
  ];
  return (
    <FormModal
      word={word}
      title={word('impact.title', { name: row.name })}
      send={word('frame.save')}
      fields={fields}
      onClose={onClose}
      onSend={async (answers) => {
        const problems = await act.send({ type: 'assess', form: filled(form, answers, none, details) });
        if (!problems) onClose();
        return problems;
      }}
    >
      <Stack>
        <Text color="color.text.subtle">{word(`impact.what.${dimension}`)}</Text>
      </Stack>
    </FormModal>
  );
}

/** The answers in the shape of the form; what was not asked stays as it was. */
function filled(form: ImpactForm, a: Answers, none: boolean, details: readonly Field[]): ImpactForm {
  const fields: Record<string, string | boolean | string[]> = { ...form.fields } as Record<string, string>;
  if (!none)
    for (const field of details.flatMap((one) => (one.kind === 'row' ? one.fields : [one]))) {
      if (field.kind === 'check') fields[field.name] = a.flag(field.name);
      else if (field.kind === 'many') fields[field.name] = [...a.list(field.name)];
      else if (field.kind !== 'row' && field.kind !== 'more') fields[field.name] = a.text(field.name);
    }
  return {
    dimension: form.dimension,
    none,
    reason: none ? a.text('reason') : '',
    confidence: (a.text('confidence') || form.confidence) as ImpactForm['confidence'],
    evidence: a.text('evidence'),
    fields,
  };
}

interface Making {
  readonly form: ImpactForm;
  readonly word: Wording;
  readonly currency: string;
  readonly risks: number;
  readonly more: () => void;
}

const text = ({ form }: Making, name: string) => String(form.fields[name] ?? '');
const flag = ({ form }: Making, name: string) => form.fields[name] === true;
const list = ({ form }: Making, name: string) => {
  const value = form.fields[name];
  return Array.isArray(value) ? value : [];
};
const chosen = (making: Making, name: string) => (text(making, name) ? { value: text(making, name) } : {});
const choices = <Value extends string>(values: readonly Value[], word: Wording, prefix: string) =>
  values.map((value) => ({ value, label: word(`${prefix}.${value}` as Word) }));
const scale = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));

const FIELDS: Readonly<Record<ImpactData['dimension'], (making: Making) => readonly Field[]>> = {
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
            options: choices(['person-days', 'person-hours'], word, 'unit'),
          },
        ],
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
        ...chosen(making, 'negotiation'),
        options: choices(['open', 'offered', 'agreed'], word, 'negotiation'),
      },
    ];
  },
  quality: (making) => {
    const { word } = making;
    const attributes = choices(QUALITY_ATTRIBUTES, word, 'attribute');
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
      {
        kind: 'area',
        name: 'controls',
        label: word('quality.controls'),
        hint: word('quality.controls.hint'),
        value: text(making, 'controls'),
        rows: 2,
      },
    ];
  },
  risk: (making) => {
    const { word, risks, more } = making;
    const rows = Array.from({ length: Math.min(risks, MOST_RISKS) }, (_, index): readonly Field[] => [
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
    ]);
    return [
      ...rows.flat(),
      ...(risks < MOST_RISKS ? [{ kind: 'more' as const, name: 'more', label: word('risk.more'), onPress: more }] : []),
    ];
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
