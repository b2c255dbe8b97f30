/** One act as the panel asks it: what its button is called, the buttons beside a row, and the dialogue with its questions. */
import type { AskType } from '@countersign/core/ask/ask.ts';
import { explained, gaps, nameOf, questions } from '@countersign/core/ask/questions.ts';
import { isPressed, pressedRow, type Act as Row, rowOf } from '@countersign/core/change/acts.ts';
import { Button, Inline, Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import { FormModal } from '../form.tsx';
import { AlternativesModal, PlanModal } from './planform.tsx';
import type { Act } from './send.tsx';

export interface Asked {
  data: ChangeData;
  word: Wording;
  act: Act;
}

/** The row of what the button gives. */
export const rowAt = (type: AskType): Row => (isPressed(type) ? pressedRow(type) : rowOf(type));

/** Buttons beside what they are about: a concern, a condition, a step, the class. */
export function RowActions({ types, id, ...props }: Asked & { types: readonly AskType[]; id: string }) {
  const [open, setOpen] = useState<AskType>();
  const { data, word } = props;
  const offered = types.filter((type) => data.offers.some((one) => one.type === type && !one.why));
  if (offered.length === 0) return null;
  return (
    <Inline space="space.100">
      {offered.map((type) => (
        <Button key={type} spacing="compact" onClick={() => setOpen(type)}>
          {nameOf(type, data, word)}
        </Button>
      ))}
      {open ? <AskModal {...props} type={open} id={id} onClose={() => setOpen(undefined)} /> : null}
    </Inline>
  );
}

export function AskModal(props: Asked & { type: AskType; id?: string; onClose: () => void }) {
  const { type, id = '', data, word, act, onClose } = props;
  if (type === 'plan') return <PlanModal {...props} />;
  if (type === 'alternatives') return <AlternativesModal {...props} />;
  const form = questions(type, data, word, id);
  if (!form) return null;
  const { danger, ends } = rowAt(type);
  return (
    <FormModal
      word={word}
      title={nameOf(type, data, word)}
      send={nameOf(type, data, word)}
      danger={danger ?? false}
      // Beside what ends something a button “Cancel” could be taken for the act itself.
      {...(ends ? { leave: word('frame.keep') } : {})}
      fields={form.fields}
      onClose={() => act.leave(onClose)}
      onSend={async (answers) => {
        const missing = gaps(form.fields, answers, word);
        if (missing.length > 0) return missing;
        const problems = await act.sendForm(form.ask(answers));
        if (!problems) onClose();
        return problems;
      }}
    >
      {explained(type, data, word).map((one) => (
        <Text key={one} color="color.text.subtle">
          {one}
        </Text>
      ))}
    </FormModal>
  );
}
