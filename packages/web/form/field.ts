/** One question of a form as a field, with what was typed and what is wrong with it. */
import { accountOf } from '@countersign/core/ask/owner.ts';
import type { Question } from '@countersign/core/ask/questions.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { holdersIn } from '@countersign/core/policy/authority.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { html } from 'hono/html';
import type { Html } from '../markup.ts';
import type { Own } from '../port.ts';
import type { Drawing, Unsent } from './drawing.ts';

/** The list of people that every field for a person proposes. */
const PEOPLE = 'people';

/** Whom the fields propose; anybody else is named by their login. */
export function peopleList({ situation }: Own): Html {
  return html`<datalist id="${PEOPLE}">${holdersIn(situation.authority).map((one) => html`<option value="${one.name}"></option>`)}</datalist>`;
}

/** What people call an account that stands on record; an account that nobody names is shown as it is. */
function called({ found, own }: Drawing, account: string): string {
  const { plan, impacts } = found.state.content;
  const { risk, quality } = impacts;
  const named: readonly (Person | undefined)[] = [
    ...holdersIn(own.situation.authority),
    ...(plan?.steps ?? []).map(({ owner }) => owner),
    ...(risk?.value.kind === 'value' ? risk.value.value.entries : []).map(({ owner }) => owner),
    ...(quality?.value.kind === 'value' ? quality.value.value.controls : []).map(({ owner }) => owner),
  ];
  const person = named.find((one) => one && accountOf(one, own.home) === account);
  return person && person.name !== FORMER ? person.name : account;
}

export function fieldOf(drawing: Drawing, form: string, question: Question, unsent: Unsent | undefined): Html {
  if (question.kind === 'row')
    return html`<div class="row"${question.called ? html` role="group" aria-label="${question.called}"` : ''}>${question.fields.map((one) => fieldOf(drawing, form, one, unsent))}</div>`;
  const { name, label, hint, needed } = question;
  const typed = unsent?.fields[name];
  const id = `${form}-${name}`;
  const wrong = unsent?.why.kind === 'invalid' ? unsent.why.problems.find((one) => one.field === name) : undefined;
  // What was sent says everything, also what was taken out.
  const drawn = unsent !== undefined;
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  const tied = html`id="${id}" name="${name}"${needed ? html` required` : ''}${described ? html` aria-describedby="${described}"` : ''}${wrong ? html` aria-invalid="true"` : ''}`;
  const begun = 'value' in question && typeof question.value === 'string' ? question.value : '';
  const value = typed?.[0] ?? (question.kind === 'person' ? called(drawing, begun) : begun);
  const more = html`${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : ''}${wrong ? html`<p class="wrong" id="${id}-wrong">${wrong.text}</p>` : ''}`;
  if (question.kind === 'many') {
    const chosen = typed ?? (drawn ? [] : (question.value ?? []));
    return html`<fieldset class="field checks" id="${id}"${described ? html` aria-describedby="${described}"` : ''}><legend>${label}</legend>${question.options.map((one) => html`<label><input type="checkbox" id="${id}-${one.value}" name="${name}" value="${one.value}"${chosen.includes(one.value) ? html` checked` : ''}> ${one.label}</label>`)}${more}</fieldset>`;
  }
  return html`<div class="field field-${question.kind}"><label for="${id}">${label}${needed ? html` <span aria-hidden="true">*</span>` : ''}</label>${control()}${more}</div>`;

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
      case 'person':
        return html`<input ${tied} type="text" list="${PEOPLE}" maxlength="128" autocomplete="off" autocapitalize="none" spellcheck="false" value="${value}">`;
      case 'date':
        return html`<input ${tied} type="text" inputmode="numeric" placeholder="2035-03-01" maxlength="300" value="${value}">`;
      default:
        return html`<input ${tied} type="text" maxlength="300" placeholder="${'placeholder' in question ? (question.placeholder ?? '') : ''}" value="${value}">`;
    }
  }
}

/** The first fields that something is wrong with, each linked: a form of many rows is longer than a screen. */
export function mending(form: string, questions: readonly Question[], unsent: Unsent | undefined): Html {
  if (unsent?.why.kind !== 'invalid') return html``;
  const { problems } = unsent.why;
  const lines = namesIn(questions).flatMap(({ name, label }) => {
    const wrong = problems.find((one) => one.field === name);
    return wrong ? [html`<li><a href="#${form}-${name}">${label}</a>: ${wrong.text}</li>`] : [];
  });
  return lines.length > 0 ? html`<ul class="mending">${lines}</ul>` : html``;
}

/** What each field is called away from the fields around it. */
function namesIn(
  questions: readonly Question[],
  row = '',
): readonly { readonly name: string; readonly label: string }[] {
  return questions.flatMap((one) => {
    if (one.kind === 'row') return namesIn(one.fields, one.called ?? '');
    return [{ name: one.name, label: row === '' || row === one.label ? one.label : `${row} · ${one.label}` }];
  });
}
