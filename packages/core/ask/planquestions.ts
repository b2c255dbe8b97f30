/** The questions of a plan and of its alternatives, row by row (`rules.md` 2.4): what stands on record is where they begin. */
import type { Governed } from '../content/governed.ts';
import type { Alternative } from '../content/request.ts';
import type { Ask, PlanForm, Problem } from './ask.ts';
import { accountOf } from './owner.ts';
import type { Answers } from './questions.ts';
import { indices, type Rows } from './rows.ts';
import type { AskWording } from './words.ts';

/** The shapes of `ask.ts` take no more. */
export const MOST_STEPS = 100;
export const MOST_ALTERNATIVES = 20;

/** The plan on record, or nothing. @param home what ids of people of the form's tracker begin with */
export function planForm({ plan }: Pick<Governed, 'plan'>, home: string): PlanForm {
  return {
    steps: (plan?.steps ?? []).map((step) => ({
      id: step.id,
      text: step.text,
      start: step.start ?? '',
      end: step.end ?? '',
      ...(step.owner ? { owner: { accountId: accountOf(step.owner, home), name: step.owner.name } } : {}),
    })),
    resources: plan?.resources ?? '',
    rollback: plan?.rollback ?? '',
    tests: plan?.tests ?? '',
    acceptance: (plan?.acceptance ?? []).join('\n'),
  };
}

export function planRows(form: PlanForm, word: AskWording): Rows {
  const { steps } = form;
  return {
    known: steps.length,
    most: MOST_STEPS,
    more: word('plan.more'),
    idOf: (index) => steps[index]?.id ?? '',
    before: [],
    row: (index) => {
      const known = steps[index];
      const called = word('plan.step', { number: index + 1 });
      return [
        {
          kind: 'area',
          name: `text${index}`,
          label: called,
          value: known?.text ?? '',
          needed: index === 0,
          rows: 1,
        },
        {
          kind: 'row',
          name: `row${index}`,
          called,
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
    },
    after: () => [
      { kind: 'area', name: 'resources', label: word('plan.resources'), value: form.resources, rows: 2 },
      { kind: 'area', name: 'rollback', label: word('plan.rollback'), value: form.rollback, rows: 2 },
      { kind: 'area', name: 'tests', label: word('plan.tests'), value: form.tests, rows: 2 },
      {
        kind: 'area',
        name: 'acceptance',
        label: word('plan.acceptance'),
        hint: word('plan.acceptance.hint'),
        value: form.acceptance,
      },
    ],
  };
}

/**
 * The answers in the shape of the form; an empty step is kept, so that what is wrong is said in its row.
 * @param idOf what the row was known by when the form was opened
 */
export function planAnswered(
  form: PlanForm,
  answers: Answers,
  { count, idOf }: { readonly count: number; readonly idOf: (index: number) => string },
): Extract<Ask, { type: 'plan' }> {
  const steps = indices(count).map((index) => {
    const id = idOf(index);
    const owner = answers.person(`owner${index}`);
    // A person who was left as they were comes back as an account alone.
    const named = owner?.name === '' ? form.steps.find((one) => one.id === id)?.owner : owner;
    return {
      id,
      text: answers.text(`text${index}`),
      start: answers.text(`start${index}`),
      end: answers.text(`end${index}`),
      ...(named ? { owner: named } : {}),
    };
  });
  const { text } = answers;
  return {
    type: 'plan',
    form: {
      ...{ steps, resources: text('resources'), rollback: text('rollback') },
      ...{ tests: text('tests'), acceptance: text('acceptance') },
    },
  };
}

export function alternativeRows(known: readonly Alternative[], word: AskWording): Rows {
  const called = (index: number) => word('alternative.number', { number: index + 1 });
  const recommended = known.findIndex((one) => one.recommended);
  return {
    known: known.length,
    most: MOST_ALTERNATIVES,
    more: word('alternative.more'),
    chooses: 'recommended',
    before: [],
    row: (index) => [
      {
        kind: 'row',
        name: `row${index}`,
        called: called(index),
        fields: [
          { kind: 'area', name: `text${index}`, label: called(index), value: known[index]?.text ?? '', rows: 1 },
          {
            kind: 'check',
            name: `nothing${index}`,
            label: word('alternative.nothing'),
            value: known[index]?.doNothing ?? false,
          },
        ],
      },
    ],
    after: (count) => [
      {
        kind: 'select',
        name: 'recommended',
        label: word('alternative.recommended'),
        needed: true,
        value: String(Math.max(0, recommended)),
        options: indices(count).map((index) => ({ value: String(index), label: called(index) })),
      },
    ],
  };
}

export function alternativesAnswered(
  answers: Answers,
  count: number,
  word: AskWording,
): Extract<Ask, { type: 'alternatives' }> | { readonly problems: readonly Problem[] } {
  const chosen = answers.text('recommended');
  const list = indices(count).flatMap((index) => {
    const text = answers.text(`text${index}`).trim();
    return text ? [{ text, recommended: chosen === String(index), doNothing: answers.flag(`nothing${index}`) }] : [];
  });
  if (list.length === 0) return { problems: [{ field: 'text0', text: word('form.needed') }] };
  if (list.some((one) => one.recommended)) return { type: 'alternatives', list };
  return { problems: [{ field: 'recommended', text: word('alternative.empty') }] };
}
