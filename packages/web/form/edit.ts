/** The forms that replace a part of the request: an impact, the plan, the alternatives. What stands on record is where they begin. */
import { type Edited, endingBy } from '@countersign/core/ask/endingvotes.ts';
import { alsoNone, impactRows, MAY_BE_NONE } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import { alternativeRows, planForm, planRows } from '@countersign/core/ask/planquestions.ts';
import type { Question } from '@countersign/core/ask/questions.ts';
import type { Rows } from '@countersign/core/ask/rows.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import type { Dimension } from '@countersign/core/impact/dimension.ts';
import { dimensionName } from '@countersign/core/view/names.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import { anchorOf, hidden } from './act.ts';
import type { Drawing, Unsent } from './drawing.ts';
import { rowsView } from './rows.ts';

/** Whether what was sent is about this part. */
export function isOf(unsent: Unsent | undefined, edited: Edited): boolean {
  return unsent?.type === 'assess' ? unsent.fields.dimension?.[0] === edited : unsent?.type === edited;
}

interface Editing {
  readonly anchor: string;
  readonly edited: Edited;
  readonly type: 'assess' | 'plan' | 'alternatives';
  readonly name: string;
  /** What the button says that records it. */
  readonly save: string;
  readonly what: string;
  readonly rows: Rows;
  readonly spare: number;
  readonly as?: (question: Question) => Question;
}

function editForm(drawing: Drawing, { anchor, edited, type, name, save, what, rows, spare, as }: Editing): Html {
  const { voice, found, own, shown } = drawing;
  const unsent = isOf(shown.unsent, edited) ? shown.unsent : undefined;
  const ends = endingBy({ state: found.state, situation: own.situation }, edited);
  const id = type === 'assess' ? `assess-${edited}` : edited;
  return html`<details class="act"${unsent ? html` open` : ''}><summary class="button">${name}</summary>
<form id="${anchor}" method="post" action="${shown.to}">${hidden(drawing, type, unsent)}${type === 'assess' ? html`<input type="hidden" name="dimension" value="${edited}">` : ''}<p class="muted">${what}</p>${ends ? html`<p class="warning">${voice.begin(ends)}</p>` : ''}${rowsView(drawing, { id, rows, spare, unsent, ...(as ? { as } : {}) })}${type === 'alternatives' ? '' : html`<div class="as-typed" aria-live="polite" data-as-typed="${shown.to}/as-typed"></div>`}<button class="button primary">${save}</button></form></details>`;
}

export function planEditForm(drawing: Drawing): Html {
  const { voice, found, own } = drawing;
  const word = askWording(voice.setting.locale);
  const rows = planRows(planForm(found.state.content, own.home), word);
  const [name, save, what] = [word('act.plan'), word('act.plan.save'), word('act.plan.what')];
  const spare = rows.known > 0 ? 1 : 3;
  return editForm(drawing, { anchor: anchorOf('plan'), edited: 'plan', type: 'plan', name, save, what, rows, spare });
}

export function alternativesForm(drawing: Drawing): Html {
  const { voice, found } = drawing;
  const word = askWording(voice.setting.locale);
  const rows = alternativeRows(found.state.content.alternatives, word);
  const [name, save, what] = [word('act.alternatives'), word('act.alternatives.save'), word('act.alternatives.what')];
  const spare = Math.max(1, 3 - rows.known);
  const of = { anchor: anchorOf('alternatives'), edited: 'alternatives', type: 'alternatives' } as const;
  return editForm(drawing, { ...of, name, save, what, rows, spare });
}

/** One impact: what is on record of it, to be changed. That there is none can be said in place of all the rest. */
export function assessForm(drawing: Drawing, dimension: Dimension, isFirst: boolean): Html {
  const { voice, found, own } = drawing;
  const word = askWording(voice.setting.locale);
  const form = impactForm(dimension, found.state.content.impacts, own.home);
  const others = MAY_BE_NONE.filter((one) => one !== dimension && !found.state.content.impacts[one]).map((value) => ({
    value,
    label: voice.plain(dimensionName(value)),
  }));
  const making = { form, word, currency: own.situation.policy.currency, others };
  const asked = impactRows(making, false);
  const reason: Question = {
    ...{ kind: 'area', name: 'reason', label: word('impact.none.reason'), value: form.reason, rows: 2 },
  };
  const [none, ...rest] = asked.before;
  const rows: Rows =
    !MAY_BE_NONE.includes(dimension) || !none
      ? asked
      : { ...asked, before: rest, after: (count) => [...asked.after(count), none, reason, ...alsoNone(making)] };
  return editForm(drawing, {
    anchor: anchorOf('assess', isFirst ? undefined : dimension),
    ...{ edited: dimension, type: 'assess', rows, spare: dimension === 'risk' ? 2 : 1, as: withoutNeed },
    name: word('act.assess.one', { name: voice.plain(dimensionName(dimension)) }),
    save: word('act.assess.save', { name: voice.plain(dimensionName(dimension)) }),
    what: word(`impact.what.${dimension}`),
  });
}

/** Where there is no impact nothing else has to be answered: a browser must not insist. */
function withoutNeed(question: Question): Question {
  if (question.kind === 'row') return { ...question, fields: question.fields.map(withoutNeed) };
  return { ...question, needed: false };
}
