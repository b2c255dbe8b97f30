/** One question of a form as a field, with what was typed and what is wrong with it. */
import { accountOf } from '@countersign/core/ask/owner.ts';
import type { Question } from '@countersign/core/ask/questions.ts';
import { holdersIn } from '@countersign/core/policy/authority.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import type { Drawing, Unsent } from './drawing.ts';

export function fieldOf(drawing: Drawing, form: string, question: Question, unsent: Unsent | undefined): Html {
  if (question.kind === 'row')
    return html`<div class="row">${question.fields.map((one) => fieldOf(drawing, form, one, unsent))}</div>`;
  const { name, label, hint, needed } = question;
  const typed = unsent?.fields[name];
  const id = `${form}-${name}`;
  const wrong = unsent?.why.kind === 'invalid' ? unsent.why.problems.find((one) => one.field === name) : undefined;
  // What was sent says everything, also what was taken out.
  const drawn = unsent !== undefined;
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  const tied = html`id="${id}" name="${name}"${needed ? html` required` : ''}${described ? html` aria-describedby="${described}"` : ''}${wrong ? html` aria-invalid="true"` : ''}`;
  const begun = 'value' in question ? question.value : undefined;
  const value = typed?.[0] ?? (typeof begun === 'string' ? begun : '');
  return html`<div class="field field-${question.kind}"><label for="${id}">${label}${needed ? html` <span aria-hidden="true">*</span>` : ''}</label>${control()}${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : ''}${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong.text}</p>` : ''}</div>`;

  function control(): Html {
    switch (question.kind) {
      case 'area':
        return html`<textarea ${tied} rows="${question.rows ?? 3}" maxlength="20000">${value}</textarea>`;
      case 'check': {
        const isTicked = drawn ? typed?.includes('on') === true : question.value === true;
        return html`<input ${tied} type="checkbox" value="on"${isTicked ? html` checked` : ''}>`;
      }
      case 'select':
        return html`<select ${tied}>${question.value === undefined ? html`<option value=""></option>` : ''}${question.options.map((one) => html`<option value="${one.value}"${one.value === value ? html` selected` : ''}>${one.label}</option>`)}</select>`;
      case 'many':
        return html`<select ${tied} multiple>${question.options.map((one) => html`<option value="${one.value}"${(typed ?? (drawn ? [] : (question.value ?? []))).includes(one.value) ? html` selected` : ''}>${one.label}</option>`)}</select>`;
      case 'person':
        return html`<select ${tied}><option value=""></option>${holdersIn(drawing.own.situation.authority).map((one) => html`<option value="${accountOf(one, drawing.own.home)}"${accountOf(one, drawing.own.home) === value ? html` selected` : ''}>${one.name}</option>`)}</select>`;
      case 'date':
        return html`<input ${tied} type="text" inputmode="numeric" placeholder="2027-03-01" maxlength="300" value="${value}">`;
      default:
        return html`<input ${tied} type="text" maxlength="300" placeholder="${'placeholder' in question ? (question.placeholder ?? '') : ''}" value="${value}">`;
    }
  }
}
