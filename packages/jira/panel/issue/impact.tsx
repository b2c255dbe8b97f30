/** The five impacts with their scores, and the form for each: working days, money, attributes, risks, feasibility. */
import type { ImpactForm } from '@countersign/core/ask/ask.ts';
import { Box, Button, DynamicTable, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, ImpactData, Row } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Answers } from '../answers.ts';
import type { Field } from '../field.tsx';
import { FormModal } from '../form.tsx';
import { keyed, Sentence, Words } from '../frame.tsx';
import { RowActions } from './asking.tsx';
import { IMPACT_FIELDS } from './impactfields.ts';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
}

export function ImpactTab({ data, word, act }: Props) {
  const [open, setOpen] = useState<ImpactData>();
  const may = data.offers.some((one) => one.type === 'assess');
  return (
    <Box xcss={{ width: '100%', paddingBlockStart: 'space.200' }}>
      <DynamicTable
        head={{
          cells: [
            { key: 'name', content: word('impact.column'), width: 22 },
            { key: 'meaning', content: word('impact.meaning'), width: 64 },
            { key: 'score', content: word('impact.score'), width: 14 },
          ],
        }}
        rows={data.impacts.map((row) => ({
          key: row.dimension,
          cells: [
            { key: 'name', content: <Text weight="medium">{row.name}</Text> },
            {
              key: 'meaning',
              content: (
                <Stack space="space.050" alignInline="start">
                  {row.known ? (
                    <Text>
                      <Words said={row.meaning} />
                    </Text>
                  ) : (
                    <Lozenge appearance="moved">{word('impact.missing')}</Lozenge>
                  )}
                  {keyed(row.details).map(({ key, item }) => (
                    <Detail key={key} row={item} />
                  ))}
                  {row.was ? <Sentence said={row.was} quiet /> : null}
                  {may ? (
                    <Button spacing="compact" onClick={() => setOpen(row)}>
                      {/* UI Kit gives a button no name but its words. */}
                      {word(row.known ? 'impact.edit' : 'impact.assess', { name: row.name.toLowerCase() })}
                    </Button>
                  ) : null}
                </Stack>
              ),
            },
            {
              key: 'score',
              content: <Text>{row.score === undefined ? '–' : `${row.score}/4`}</Text>,
            },
          ],
        }))}
        label={word('tab.impact')}
      />
      <Box xcss={{ paddingBlockStart: 'space.200' }}>
        <RowActions types={['raise-class', 'lower-class']} id="" data={data} word={word} act={act} />
      </Box>
      {open ? <ImpactModal row={open} data={data} word={word} act={act} onClose={() => setOpen(undefined)} /> : null}
    </Box>
  );
}

/** A risk or a measure as text, with what is known of it below. */
function Detail({ row }: { row: Row }) {
  return (
    <Stack>
      <Text>
        <Words said={row.text} />
      </Text>
      <Text size="small" color="color.text.subtle">
        {row.facts.map((fact, at) => (
          <Words key={JSON.stringify(fact)} said={at > 0 ? [{ kind: 'text', text: ' · ' }, ...fact] : fact} />
        ))}
      </Text>
    </Stack>
  );
}

export function ImpactModal(props: Props & { row: ImpactData; onClose: () => void }) {
  const { row, data, word, act, onClose } = props;
  const { form, dimension } = row;
  const [none, setNone] = useState(form.none);
  const [rows, setRows] = useState(
    Math.max(1, Object.keys(form.fields).filter((name) => /^(?:text|control)\d+$/.test(name)).length),
  );
  const details = IMPACT_FIELDS[dimension]({
    form,
    word,
    currency: data.currency,
    rows,
    more: () => setRows(rows + 1),
  });
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
      onClose={() => act.leave(onClose)}
      onSend={async (answers) => {
        const problems = await act.sendForm({ type: 'assess', form: filled(form, answers, none, details) });
        if (!problems) onClose();
        return problems;
      }}
    >
      <Stack space="space.100">
        <Text color="color.text.subtle">{word(`impact.what.${dimension}`)}</Text>
        {row.ends ? (
          <SectionMessage appearance="warning">
            <Text>
              <Words said={row.ends} />
            </Text>
          </SectionMessage>
        ) : null}
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
      else if (field.kind === 'person') fields[field.name] = a.person(field.name)?.accountId ?? '';
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
