/** The forms for the plan and for the alternatives: rows that can be added, and an empty one is left out. */
import { Text } from '@forge/react';
import { useState } from 'react';
import type { ChangeData } from '../../port/data.ts';
import type { Wording } from '../../port/words.ts';
import type { Field } from '../field.tsx';
import { FormModal } from '../form.tsx';
import type { Act } from './send.tsx';

interface Props {
  data: ChangeData;
  word: Wording;
  act: Act;
  onClose: () => void;
}

/** Rows that a form may have; the schema takes no more. */
const MOST = 50;

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

export function PlanModal({ data, word, act, onClose }: Props) {
  const { planForm: plan } = data;
  const [rows, setRows] = useState(Math.max(2, plan.steps.length));
  const step = (index: number): readonly Field[] => {
    const known = plan.steps[index];
    return [
      {
        kind: 'text',
        name: `text${index}`,
        label: word('plan.step', { number: index + 1 }),
        value: known?.text ?? '',
        needed: index === 0,
      },
      {
        kind: 'row',
        name: `row${index}`,
        called: word('plan.step', { number: index + 1 }),
        fields: [
          {
            kind: 'person',
            name: `owner${index}`,
            label: word('field.owner'),
            ...(known?.owner ? { value: known.owner.accountId } : {}),
          },
          { kind: 'date', name: `start${index}`, label: word('plan.start'), value: known?.start ?? '' },
          { kind: 'date', name: `end${index}`, label: word('plan.end'), value: known?.end ?? '' },
        ],
      },
    ];
  };
  const fields: readonly Field[] = [
    ...indices(rows).flatMap(step),
    ...(rows < MOST
      ? [{ kind: 'more' as const, name: 'more', label: word('plan.more'), onPress: () => setRows(rows + 1) }]
      : []),
    { kind: 'area', name: 'resources', label: word('plan.resources'), value: plan.resources, rows: 2 },
    { kind: 'area', name: 'rollback', label: word('plan.rollback'), value: plan.rollback, rows: 2 },
    { kind: 'area', name: 'tests', label: word('plan.tests'), value: plan.tests, rows: 2 },
    {
      kind: 'area',
      name: 'acceptance',
      label: word('plan.acceptance'),
      hint: word('plan.acceptance.hint'),
      value: plan.acceptance,
    },
  ];
  return (
    <FormModal
      word={word}
      title={word('act.plan')}
      send={word('frame.save')}
      fields={fields}
      onClose={() => act.leave(onClose)}
      onSend={async (a) => {
        const steps = indices(rows).map((index) => {
          const known = plan.steps[index];
          const owner = a.person(`owner${index}`);
          // A person who was left as they were comes back as an id alone.
          const named = owner && owner.name === '' ? known?.owner : owner;
          return {
            id: known?.id ?? '',
            text: a.text(`text${index}`),
            start: a.text(`start${index}`),
            end: a.text(`end${index}`),
            ...(named ? { owner: named } : {}),
          };
        });
        const problems = await act.sendForm({
          type: 'plan',
          form: {
            steps,
            resources: a.text('resources'),
            rollback: a.text('rollback'),
            tests: a.text('tests'),
            acceptance: a.text('acceptance'),
          },
        });
        if (!problems) onClose();
        return problems;
      }}
    >
      <Text color="color.text.subtle">{word('act.plan.what')}</Text>
    </FormModal>
  );
}

export function AlternativesModal({ data, word, act, onClose }: Props) {
  const known = data.alternativesForm;
  const [rows, setRows] = useState(Math.max(3, known.length));
  const fields: readonly Field[] = [
    ...indices(rows).map(
      (index): Field => ({
        kind: 'row',
        name: `row${index}`,
        fields: [
          {
            kind: 'text',
            name: `text${index}`,
            label: word('alternative.number', { number: index + 1 }),
            value: known[index]?.text ?? '',
          },
          {
            kind: 'check',
            name: `nothing${index}`,
            label: word('alternative.nothing'),
            value: known[index]?.doNothing ?? false,
          },
        ],
      }),
    ),
    ...(rows < 20
      ? [{ kind: 'more' as const, name: 'more', label: word('alternative.more'), onPress: () => setRows(rows + 1) }]
      : []),
    {
      kind: 'select',
      name: 'recommended',
      label: word('alternative.recommended'),
      needed: true,
      value: String(
        Math.max(
          0,
          known.findIndex((one) => one.recommended),
        ),
      ),
      options: indices(rows).map((index) => ({
        value: String(index),
        label: word('alternative.number', { number: index + 1 }),
      })),
    },
  ];
  return (
    <FormModal
      word={word}
      title={word('act.alternatives')}
      send={word('frame.save')}
      fields={fields}
      onClose={() => act.leave(onClose)}
      onSend={async (a) => {
        const list = indices(rows).flatMap((index) => {
          const text = a.text(`text${index}`).trim();
          const recommended = a.text('recommended') === String(index);
          return text ? [{ text, recommended, doNothing: a.flag(`nothing${index}`) }] : [];
        });
        if (list.length === 0) return [{ field: 'text0', text: word('form.needed') }];
        if (!list.some((one) => one.recommended)) return [{ field: 'recommended', text: word('alternative.empty') }];
        const problems = await act.sendForm({ type: 'alternatives', list });
        if (!problems) onClose();
        return problems;
      }}
    >
      <Text color="color.text.subtle">{word('act.alternatives.what')}</Text>
    </FormModal>
  );
}
