/** The forms for the plan and for the alternatives: rows that can be added, and an empty one is left out. */

import { alternativeRows, alternativesAnswered, planAnswered, planRows } from '@countersign/core/ask/planquestions.ts';
import { type Rows, rowsOf } from '@countersign/core/ask/rows.ts';
import { SectionMessage, Stack, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData, Said } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Field } from '../field.tsx';
import { FormModal } from '../form.tsx';
import { Words } from '../frame.tsx';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
  onClose: () => void;
}

/** Rows that somebody adds up to; what has more on record shows them all. */
const MOST = 50;

/** @param least rows that stand there from the start */
function useRows(rows: Rows, least: number): { count: number; fields: readonly Field[] } {
  const [count, setCount] = useState(Math.max(least, rows.known));
  const more: readonly Field[] =
    count < Math.min(MOST, rows.most)
      ? [{ kind: 'more', name: 'more', label: rows.more, onPress: () => setCount(count + 1) }]
      : [];
  return { count, fields: [...rows.before, ...rowsOf(rows, count), ...more, ...rows.after(count)] };
}

/** What it does, and whose votes it would end. */
function About({ what, ends }: { what: string; ends: Said | undefined }) {
  return (
    <Stack space="space.100">
      <Text color="color.text.subtle">{what}</Text>
      {ends ? (
        <SectionMessage appearance="warning">
          <Text>
            <Words said={ends} />
          </Text>
        </SectionMessage>
      ) : null}
    </Stack>
  );
}

export function PlanModal({ data, word, act, onClose }: Props) {
  const { planForm: plan } = data;
  const { count, fields } = useRows(planRows(plan, word), 2);
  return (
    <FormModal
      word={word}
      title={word('act.plan')}
      send={word('frame.save')}
      fields={fields}
      onClose={() => act.leave(onClose)}
      onSend={async (answers) => {
        const idOf = (index: number) => plan.steps[index]?.id ?? '';
        const problems = await act.sendForm(planAnswered(plan, answers, { count, idOf }));
        if (!problems) onClose();
        return problems;
      }}
    >
      <About what={word('act.plan.what')} ends={data.planEnds} />
    </FormModal>
  );
}

export function AlternativesModal({ data, word, act, onClose }: Props) {
  const { count, fields } = useRows(alternativeRows(data.alternativesForm, word), 3);
  return (
    <FormModal
      word={word}
      title={word('act.alternatives')}
      send={word('frame.save')}
      fields={fields}
      onClose={() => act.leave(onClose)}
      onSend={async (answers) => {
        const read = alternativesAnswered(answers, count, word);
        if ('problems' in read) return read.problems;
        const problems = await act.sendForm(read);
        if (!problems) onClose();
        return problems;
      }}
    >
      <About what={word('act.alternatives.what')} ends={data.alternativesEnds} />
    </FormModal>
  );
}
