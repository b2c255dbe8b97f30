/** The page on which an issue form is filled in, generated from the repository's own YAML. */
import { html, raw } from 'hono/html';
import type { Answers, Field, IssueForm } from './form.ts';
import type { Html, Visit } from './layout.ts';
import { renderMarkdown } from './markdown.ts';
import { newIssuePath } from './place.ts';

export interface Filling {
  readonly answers: Answers;
  readonly title: string;
  /** Labels of required fields that have no answer. */
  readonly missing: readonly string[];
  /** Why the tracker refused it. */
  readonly refusal?: string;
  /** Whether an example can be filled in. */
  readonly example: boolean;
}

export function newIssueView(
  visit: Visit,
  forms: readonly IssueForm[],
  form: IssueForm | undefined,
  filling: Filling,
): Html {
  const { say, tracker } = visit;
  const path = newIssuePath(tracker);
  const choice =
    forms.length > 1
      ? html`<nav class="form-choice" aria-label="${say('chooseForm')}">${forms.map(
          (one) =>
            html`<a href="${path}?template=${encodeURIComponent(one.path)}"${one.path === form?.path ? html` aria-current="page"` : ''}>${one.name}</a>`,
        )}</nav>`
      : '';
  if (!form)
    return html`<article class="item"><h1>${say('newIssue')}</h1>${choice}<p class="empty">${say('nothing')}</p></article>`;
  return html`<article class="item">
<h1>${form.name || say('newIssue')}</h1>
${form.about ? html`<p class="about">${form.about}</p>` : ''}
${choice}
${filling.example ? html`<p><a class="button" href="${path}?template=${encodeURIComponent(form.path)}&amp;example=1">${say('fillExample')}</a></p>` : ''}
${filling.missing.length > 0 ? html`<p class="refusal" role="alert">${say('missing', { fields: filling.missing.join(' · ') })}</p>` : ''}
${filling.refusal ? html`<p class="refusal" role="alert"><strong>${say('refused')}</strong> ${filling.refusal}</p>` : ''}
<form method="post" action="${path}" class="stack issue-form">
<input type="hidden" name="template" value="${form.path}">
<div class="field"><label for="title">${say('title')} <span class="must">${say('required2')}</span></label><input id="title" name="title" value="${filling.title || form.title}" required maxlength="256"></div>
${form.fields.map((field) => fieldView(visit, field, filling.answers[`f-${field.id}`] ?? filling.answers[field.id]))}
<div><button class="primary">${say('send')}</button></div>
</form>
</article>`;
}

function fieldView({ say }: Visit, field: Field, answer: string | readonly string[] | undefined): Html {
  if (field.type === 'markdown') return html`<div class="markdown form-note">${raw(renderMarkdown(field.value))}</div>`;
  const id = `f-${field.id}`;
  const given = answer === undefined ? undefined : typeof answer === 'string' ? answer : answer.join(', ');
  const must = field.required ? html` <span class="must">${say('required2')}</span>` : '';
  const described = field.description ? html` aria-describedby="${id}-about"` : '';
  const about = field.description
    ? html`<div class="markdown hint" id="${id}-about">${raw(renderMarkdown(field.description))}</div>`
    : '';
  const needed = field.required ? html` required` : '';
  if (field.type === 'checkboxes') {
    const chosen = answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer;
    return html`<fieldset class="field"><legend>${field.label}${must}</legend>${about}
${field.options.map((option) => html`<label class="tick"><input type="checkbox" name="${id}" value="${option.label}"${chosen.includes(option.label) ? html` checked` : ''}${option.required ? html` required` : ''}> <span>${option.label}</span></label>`)}</fieldset>`;
  }
  if (field.type === 'dropdown') {
    const first = given ?? (/^\d+$/.test(field.value) ? field.options[Number(field.value)]?.label : undefined);
    const chosen = field.multiple ? (first ?? '').split(', ') : [first];
    return html`<div class="field"><label for="${id}">${field.label}${must}</label>${about}
<select id="${id}" name="${id}"${field.multiple ? html` multiple` : ''}${needed}${described}>
${field.multiple ? '' : html`<option value="">${say('choose')}</option>`}
${field.options.map((option) => html`<option${chosen.includes(option.label) ? html` selected` : ''}>${option.label}</option>`)}</select></div>`;
  }
  const value = given ?? field.value;
  return html`<div class="field"><label for="${id}">${field.label}${must}</label>${about}
${
  field.type === 'textarea'
    ? html`<textarea id="${id}" name="${id}" rows="${Math.max(3, Math.min(10, value.split('\n').length + 1))}" placeholder="${field.placeholder}"${needed}${described}>${value}</textarea>`
    : html`<input id="${id}" name="${id}" value="${value}" placeholder="${field.placeholder}"${needed}${described}>`
}</div>`;
}
