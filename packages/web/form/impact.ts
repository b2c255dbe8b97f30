/** The form of one impact. */
import { impactQuestions, rowsIn } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import type { Question } from '@countersign/core/ask/questions.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import type { Dimension } from '@countersign/core/impact/dimension.ts';
import { dimensionName } from '@countersign/core/view/names.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import { hidden } from './act.ts';
import type { Drawing, Unsent } from './drawing.ts';
import { fieldOf } from './field.ts';

/** Spare rows for risks and for measures: without script none can be added. */
const SPARE: Readonly<Partial<Record<Dimension, number>>> = { risk: 2, quality: 1 };

export const isOf = (unsent: Unsent | undefined, dimension: Dimension): boolean =>
  unsent?.type === 'assess' && unsent.fields.dimension?.[0] === dimension;

/** One impact: what is on record of it, to be changed. That there is none can be said in place of all the rest. */
export function assessForm(drawing: Drawing, dimension: Dimension): Html {
  const { voice, found, own, shown } = drawing;
  const word = askWording(voice.setting.locale);
  const form = impactForm(dimension, found.state.content.impacts, own.home);
  const rows = rowsIn(form) + (SPARE[dimension] ?? 0);
  const asked = impactQuestions({ form, word, currency: own.situation.policy.currency, rows }, false);
  const none: readonly Question[] =
    dimension === 'feasibility'
      ? []
      : [{ kind: 'area', name: 'reason', label: word('impact.none.reason'), value: form.reason, rows: 2 }];
  const unsent = isOf(shown.unsent, dimension) ? shown.unsent : undefined;
  const name = word('act.assess.one', { name: voice.plain(dimensionName(dimension)) });
  const [first, ...others] = asked;
  const [before, after] = dimension === 'feasibility' ? [[], asked] : [first ? [first] : [], others];
  const draw = (one: Question) => fieldOf(drawing, `assess-${dimension}`, withoutNeed(one), unsent);
  return html`<details class="act"${unsent ? html` open` : ''}><summary class="button">${name}</summary>
<form method="post" action="${shown.to}">${hidden(drawing, 'assess')}<input type="hidden" name="dimension" value="${dimension}"><p class="muted">${word(`impact.what.${dimension}`)}</p>${after.map(draw)}${[...before, ...none].map(draw)}<button class="button primary">${name}</button></form></details>`;
}

/** Where there is no impact nothing else has to be answered: a browser must not insist. */
function withoutNeed(question: Question): Question {
  if (question.kind === 'row') return { ...question, fields: question.fields.map(withoutNeed) };
  return { ...question, needed: false };
}
