/** The five impacts with their scores, and the form for each: working days, money, attributes, risks, feasibility. */

import { impactAnswered, impactRows, MAY_BE_NONE } from '@countersign/core/ask/impactquestions.ts';
import { rowsOf } from '@countersign/core/ask/rows.ts';
import { Box, Button, DynamicTable, Lozenge, SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, ImpactData, Row } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Field } from '../field.tsx';
import { FormModal } from '../form.tsx';
import { keyed, Sentence, Words } from '../frame.tsx';
import { RowActions } from './asking.tsx';
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

/** Rows that can be added up to; what has more on record shows them all. */
const MOST_ROWS = 20;

export function ImpactModal(props: Props & { row: ImpactData; onClose: () => void }) {
  const { row, data, word, act, onClose } = props;
  const { form, dimension } = row;
  const [none, setNone] = useState(form.none);
  const others = data.impacts
    .filter((one) => one.dimension !== dimension && !one.known && MAY_BE_NONE.includes(one.dimension))
    .map((one) => ({ value: one.dimension, label: one.name }));
  const making = { form, word, currency: data.currency, others };
  const asked = impactRows(making, none);
  const [rows, setRows] = useState(Math.max(1, asked.known));
  const more: readonly Field[] =
    rows < Math.min(MOST_ROWS, asked.most)
      ? [{ kind: 'more', name: 'more', label: asked.more, onPress: () => setRows(rows + 1) }]
      : [];
  const before = asked.before.map(
    (one): Field => (one.kind === 'check' && one.name === 'none' ? { ...one, onChange: setNone } : one),
  );
  // What can be added stands below its rows, before how sure it is and where it comes from.
  const fields = [...before, ...rowsOf(asked, rows), ...more, ...asked.after(rows)];
  return (
    <FormModal
      word={word}
      title={word('impact.title', { name: row.name })}
      send={word('frame.save')}
      fields={fields}
      onClose={() => act.leave(onClose)}
      onSend={async (answers) => {
        const problems = await act.sendForm({
          type: 'assess',
          form: impactAnswered({ ...making, rows }, answers, none),
        });
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
