/** The questions of a request's own form, as fields: for one that stands in an issue, and for a new one. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { exampleIn } from '@countersign/core/text/command.ts';
import { misreadSentence } from '@countersign/core/typed/misread.ts';
import { type Field, type FieldId, FORM_FIELDS, optionNamed } from '@countersign/core/view/field.ts';
import { html } from 'hono/html';
import type { EditedField, RequestForm, TypedText, WrongField } from './editport.ts';
import type { Html, Voice } from './markup.ts';

/** What was sent of it. */
export interface Posted {
  readonly typed: TypedText;
  /** By field: what stood there when the page was drawn that it was typed on. */
  readonly was: ReadonlyMap<string, string>;
}

const asked = ({ profile }: RequestForm): readonly Field[] => FORM_FIELDS.filter((field) => field[profile] !== 'no');

const standsAt = (found: RequestForm, field: EditedField): string =>
  field === 'title' ? found.title : (found.answers.get(field) ?? '');

/** Tells whether an answer is the one that somebody saw. */
const markOf = (answer: string): string => digestOf(answer).slice(0, 16);

/** @param posted what comes back, with what is wrong with it */
export function requestFields(
  voice: Voice,
  found: RequestForm,
  posted: (Posted & { readonly wrong: readonly WrongField[] }) | undefined,
): Html {
  const draw = (
    field: EditedField,
    control: (value: string, tied: Html) => Html,
    label: string,
    more: Partial<Field> = {},
  ) => {
    const stands = standsAt(found, field);
    const typed = typedAt(posted, field);
    const was = posted?.was.get(field);
    const hasMoved = was !== undefined && was !== markOf(stands);
    // What was not touched is what stands now; what was typed is kept, beside what somebody else made of it meanwhile.
    const isTouched = typed !== undefined && (was === undefined || markOf(typed) !== was);
    const value = isTouched ? typed : stands;
    const told = wrongAt(voice, found, field, posted?.wrong ?? []);
    const id = `edit-${field}`;
    const hint = more.hint?.[voice.setting.locale];
    const described = [
      hint ? `${id}-hint` : '',
      told.length > 0 ? `${id}-wrong` : '',
      hasMoved ? `${id}-now` : '',
    ].filter(Boolean);
    const isMissing = told.length === 0 && value.trim() === '' && found.missing.includes(field);
    const tied = html`id="${id}" name="${field}"${described.length > 0 ? html` aria-describedby="${described.join(' ')}"` : ''}${told.length > 0 ? html` aria-invalid="true"` : ''}`;
    const needed = field === 'title' || found.missing.includes(field) || more[found.profile] === 'must';
    const head = html`${label}${needed ? html` <span aria-hidden="true">*</span>` : ''}`;
    const asks =
      more.kind === 'checkboxes'
        ? html`<fieldset class="checks"${described.length > 0 ? html` aria-describedby="${described.join(' ')}"` : ''}><legend>${head}</legend>${control(value, tied)}</fieldset>`
        : html`<label for="${id}">${head}</label>${control(value, tied)}`;
    return html`<div class="field">${asks}<input type="hidden" name="was-${field}" value="${markOf(stands)}">${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : ''}${isMissing ? html`<p class="missing">${voice.page('page.edit.missing.field')}</p>` : ''}${told.length > 0 ? html`<div class="wrong" id="${id}-wrong">${told}</div>` : ''}${hasMoved ? html`<div class="moved" id="${id}-now"><p>${voice.page(isTouched ? 'page.edit.changed.now' : 'page.edit.changed.taken')}</p>${isTouched ? html`<pre>${stands}</pre>` : ''}</div>` : ''}</div>`;
  };
  return html`${draw('title', (value, tied) => html`<input ${tied} type="text" maxlength="256" value="${value}">`, voice.page('page.edit.field.title'))}
${asked(found).map((field) => draw(field.id, (value, tied) => control(voice, field, value, tied), field.label[voice.setting.locale], field))}`;
}

function typedAt(posted: Posted | undefined, field: EditedField): string | undefined {
  return field === 'title' ? posted?.typed.title : posted?.typed.answers.get(field);
}

function wrongAt(voice: Voice, found: RequestForm, field: EditedField, wrong: readonly WrongField[]): readonly Html[] {
  return wrong
    .filter((one) => one.field === field)
    .map(({ why }) => {
      if (typeof why === 'string') {
        const said = field === 'title' && why === 'missing' ? 'untitled' : why;
        return html`<p>${voice.page(`page.edit.wrong.${said}`)}</p>`;
      }
      const sentence = misreadSentence(why.misread);
      const { example } = why.misread;
      const given = example.startsWith('### ') ? '' : exampleIn(found.locale, example);
      return html`<p>${sentence ? voice.begin(sentence) : ''}</p>${given ? html`<p>${voice.page('page.edit.wrong.example')}${COLON[voice.setting.locale]}<code>${given}</code></p>` : ''}`;
    });
}

function control(voice: Voice, field: Field, value: string, tied: Html): Html {
  const { locale } = voice.setting;
  const placeholder = field.placeholder?.[locale] ?? '';
  if (field.kind === 'dropdown') {
    const code = optionNamed(field, value);
    return html`<select ${tied}><option value="">${code === undefined ? value : ''}</option>${(field.options ?? []).map((one) => html`<option value="${one.code}"${one.code === code ? html` selected` : ''}>${one.label[locale]}</option>`)}</select>`;
  }
  if (field.kind === 'checkboxes') {
    const ticks = ticked(field, value);
    return html`${(field.options ?? []).map((one) => html`<label class="check"><input type="checkbox" id="edit-${field.id}-${one.code}" name="${field.id}" value="${one.code}"${ticks.has(one.code) ? html` checked` : ''}> ${one.label[locale]}</label>`)}`;
  }
  // An answer of several lines would lose them in a field of one.
  if (field.kind === 'textarea' || value.includes('\n'))
    return html`<textarea ${tied} rows="${field.kind === 'textarea' ? 6 : 3}" maxlength="65536" placeholder="${placeholder}">
${value}</textarea>`;
  return html`<input ${tied} type="text" maxlength="2000" placeholder="${placeholder}" value="${value}">`;
}

function ticked(field: Field, value: string): ReadonlySet<string> {
  const boxes = [...value.matchAll(/^[ \t]*[-*+][ \t]+\[[xX]\][ \t]+(.+)$/gm)];
  return new Set(boxes.flatMap(([, label = '']) => optionNamed(field, label) ?? []));
}

/** What was posted, in the words of the issue. A choice that is not another one stays as it was written. */
export function typedIn(fields: Readonly<Record<string, readonly string[]>>, found: RequestForm): Posted {
  const text = (name: string): string | undefined => fields[name]?.[0]?.replaceAll(/\r\n?/g, '\n');
  const answers = new Map<FieldId, string>();
  for (const field of asked(found)) {
    const stands = standsAt(found, field.id);
    const given = text(field.id);
    if (field.kind === 'checkboxes') {
      const ticks = new Set(fields[field.id] ?? []);
      const known = ticked(field, stands);
      const isSame = ticks.size === known.size && [...ticks].every((one) => known.has(one));
      const boxes = (field.options ?? []).map(
        ({ code, label }) => `- [${ticks.has(code) ? 'x' : ' '}] ${label[found.locale]}`,
      );
      if (fields[`was-${field.id}`]) answers.set(field.id, isSame ? stands : boxes.join('\n'));
    } else if (given === undefined) continue;
    else if (field.kind === 'dropdown') {
      const option = field.options?.find(({ code }) => code === given);
      answers.set(
        field.id,
        (option?.code ?? undefined) === optionNamed(field, stands) ? stands : (option?.label[found.locale] ?? ''),
      );
    } else answers.set(field.id, trimmed(given));
  }
  return {
    typed: {
      title: (text('title') ?? '').replaceAll('\n', ' ').trim(),
      answers,
    },
    was: new Map(
      Object.entries(fields).flatMap(([name, [mark = '']]) =>
        name.startsWith('was-') ? [[name.slice(4), mark] as const] : [],
      ),
    ),
  };
}

/** Without the empty lines around it, which an issue does not keep. */
const trimmed = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(/^(?:[ \t]*\n)+/, '')
    .replace(/[ \t\n]+$/, '');
