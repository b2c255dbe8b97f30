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
  const lacks = (label: string) => filling.missing.includes(label);
  if (!form)
    return html`<article class="item"><h1>${say('newIssue')}</h1>${choice}<p class="empty">${say('nothing')}</p></article>`;
  return html`<article class="item">
<h1>${form.name || say('newIssue')}</h1>
${form.about ? html`<p class="about">${form.about}</p>` : ''}
${choice}
${filling.example ? html`<p><a class="button" href="${path}?template=${encodeURIComponent(form.path)}&amp;example=1">${say('fillExample')}</a></p>` : ''}
${filling.missing.length > 0 ? html`<p class="refusal" role="alert">${say('missing', { fields: filling.missing.join(' · ') })}</p>` : ''}
${filling.refusal ? html`<p class="refusal" role="alert"><strong>${say('refused')}</strong> ${filling.refusal}</p>` : ''}
<form method="post" action="${path}" class="stack issue-form" novalidate>
<input type="hidden" name="template" value="${form.path}">
<div class="field"><label for="title">${say('title')} <span class="must">${say('required2')}</span></label>${needed(visit, 'title', lacks(say('title')))}<input id="title" name="title" value="${filling.title || form.title}" required maxlength="256"${described('title', lacks(say('title')))}></div>
${form.fields.map((field) => fieldView(visit, field, filling.answers[`f-${field.id}`] ?? filling.answers[field.id], lacks(field.label)))}
<div><button class="primary">${say('send')}</button></div>
</form>
</article>`;
}

/** Said at the field itself: who fills in a long form finds what is missing without counting. */
function needed({ say }: Visit, id: string, isMissing: boolean): Html {
  return isMissing ? html`<p class="field-error" id="${id}-missing">${say('missingHere')}</p>` : html``;
}

/** What is said of a field, its hint and what it lacks, for whoever does not see the page. */
function described(id: string, isMissing: boolean, hasHint = false): Html {
  const by = [...(hasHint ? [`${id}-about`] : []), ...(isMissing ? [`${id}-missing`] : [])];
  return html`${by.length > 0 ? html` aria-describedby="${by.join(' ')}"` : ''}${isMissing ? html` aria-invalid="true"` : ''}`;
}

function fieldView(
  visit: Visit,
  field: Field,
  answer: string | readonly string[] | undefined,
  isMissing: boolean,
): Html {
  const { say } = visit;
  if (field.type === 'markdown') return html`<div class="markdown form-note">${raw(renderMarkdown(field.value))}</div>`;
  const id = `f-${field.id}`;
  const given = answer === undefined ? undefined : typeof answer === 'string' ? answer : answer.join(', ');
  const must = field.required ? html` <span class="must">${say('required2')}</span>` : '';
  const told = described(id, isMissing, field.description !== '');
  const about = field.description
    ? html`<div class="markdown hint" id="${id}-about">${raw(renderMarkdown(field.description))}</div>`
    : '';
  const lack = needed(visit, id, isMissing);
  const isNeeded = field.required ? html` required` : '';
  if (field.type === 'checkboxes') {
    const chosen = answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer;
    return html`<fieldset class="field"><legend>${field.label}${must}</legend>${about}${lack}
${field.options.map((option) => html`<label class="tick"><input type="checkbox" name="${id}" value="${option.label}"${chosen.includes(option.label) ? html` checked` : ''}${option.required ? html` required` : ''}> <span>${option.label}</span></label>`)}</fieldset>`;
  }
  if (field.type === 'dropdown') {
    const first = given ?? (/^\d+$/.test(field.value) ? field.options[Number(field.value)]?.label : undefined);
    const chosen = field.multiple ? (first ?? '').split(', ') : [first];
    return html`<div class="field"><label for="${id}">${field.label}${must}</label>${about}${lack}
<select id="${id}" name="${id}"${field.multiple ? html` multiple` : ''}${isNeeded}${told}>
${field.multiple ? '' : html`<option value="">${say('choose')}</option>`}
${field.options.map((option) => html`<option${chosen.includes(option.label) ? html` selected` : ''}>${option.label}</option>`)}</select></div>`;
  }
  const value = given ?? field.value;
  return html`<div class="field"><label for="${id}">${field.label}${must}</label>${about}${lack}
${
  field.type === 'textarea'
    ? html`<textarea id="${id}" name="${id}" rows="${Math.max(3, Math.min(10, value.split('\n').length + 1))}" placeholder="${field.placeholder}"${isNeeded}${told}>${value}</textarea>`
    : html`<input id="${id}" name="${id}" value="${value}" placeholder="${field.placeholder}"${isNeeded}${told}>`
}</div>`;
}
