/** The form of a request's own fields: what stands in the issue, to be edited; what somebody typed comes back with what is wrong with it, or with what changed meanwhile. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { exampleIn } from '@countersign/core/text/command.ts';
import { misreadSentence } from '@countersign/core/typed/misread.ts';
import { type Field, type FieldId, FORM_FIELDS, optionNamed } from '@countersign/core/view/field.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { commas, words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { EditedField, EditFacts, Rewritten, Typed, WrongField } from './editport.ts';
import type { Html, Voice } from './markup.ts';

/** What was sent and is not written. */
export interface Unwritten {
  readonly typed: Typed;
  /** By field: what stood there when the page was drawn that it was typed on. */
  readonly was: ReadonlyMap<string, string>;
  readonly why: Exclude<Rewritten, { kind: 'done' }>;
}

export interface Drawn {
  readonly found: EditFacts;
  readonly unwritten?: Unwritten;
  /** The page of the request. */
  readonly change: string;
  readonly press: string;
}

const asked = ({ profile }: EditFacts): readonly Field[] => FORM_FIELDS.filter((field) => field[profile] !== 'no');

const standsAt = (found: EditFacts, field: EditedField): string =>
  field === 'title' ? found.title : (found.answers.get(field) ?? '');

/** Tells whether an answer is the one that somebody saw. */
const markOf = (answer: string): string => digestOf(answer).slice(0, 16);

export function editView(voice: Voice, { found, unwritten, change, press }: Drawn): Html {
  const wrong = unwritten?.why.kind === 'invalid' ? unwritten.why.wrong : [];
  const draw = (
    field: EditedField,
    control: (value: string, tied: Html) => Html,
    label: string,
    more: Partial<Field> = {},
  ) => {
    const stands = standsAt(found, field);
    const typed = typedAt(unwritten, field);
    const was = unwritten?.was.get(field);
    const hasMoved = was !== undefined && was !== markOf(stands);
    // What was not touched is what stands now; what was typed is kept, beside what somebody else made of it meanwhile.
    const isTouched = typed !== undefined && (was === undefined || markOf(typed) !== was);
    const value = isTouched ? typed : stands;
    const told = wrongAt(voice, found, field, wrong);
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
    return html`<div class="field">${more.kind === 'checkboxes' ? html`<span class="label">${label}</span>` : html`<label for="${id}">${label}${needed ? html` <span aria-hidden="true">*</span>` : ''}</label>`}${control(value, tied)}<input type="hidden" name="was-${field}" value="${markOf(stands)}">${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : ''}${isMissing ? html`<p class="missing">${voice.page('page.edit.missing.field')}</p>` : ''}${told.length > 0 ? html`<div class="wrong" id="${id}-wrong">${told}</div>` : ''}${hasMoved ? html`<div class="moved" id="${id}-now"><p>${voice.page(isTouched ? 'page.edit.changed.now' : 'page.edit.changed.taken')}</p>${isTouched ? html`<pre>${stands}</pre>` : ''}</div>` : ''}</div>`;
  };
  return html`<article class="edit"><header class="change-head"><p class="eyebrow"><a href="${change}">${found.label}</a></p><h1>${voice.page('page.edit.title')}</h1>
<p>${voice.page('page.edit.text')}</p></header>
${notice(voice, found, unwritten)}
<form class="part part-acting part-editing" method="post" action="${change}/edit">
<p class="as">${voice.say({ id: 'page.acting.as', values: { person: { person: found.me } } })}</p>
<input type="hidden" name="seen" value="${found.seen}"><input type="hidden" name="press" value="${press}"><input type="hidden" name="agreed" value="${unwritten?.why.kind === 'ends' ? unwritten.why.agreed : ''}">
${draw('title', (value, tied) => html`<input ${tied} type="text" maxlength="256" value="${value}">`, voice.page('page.edit.field.title'))}
${asked(found).map((field) => draw(field.id, (value, tied) => control(voice, field, value, tied), field.label[voice.setting.locale], field))}
<p class="buttons">${buttons(voice, found, unwritten)} <a class="button quiet" href="${change}">${voice.page('page.edit.back')}</a></p></form></article>`;
}

function buttons(voice: Voice, { maySubmit }: EditFacts, unwritten: Unwritten | undefined): Html {
  const save = voice.page(unwritten?.why.kind === 'ends' ? 'page.edit.save.all-the-same' : 'page.edit.save');
  if (!maySubmit) return html`<button class="button primary">${save}</button>`;
  return html`<button class="button primary" name="next" value="submit">${voice.page('page.edit.save.submit')}</button> <button class="button">${save}</button>`;
}

function typedAt(unwritten: Unwritten | undefined, field: EditedField): string | undefined {
  return field === 'title' ? unwritten?.typed.title : unwritten?.typed.answers.get(field);
}

/** What became of it, above the form. */
function notice(voice: Voice, found: EditFacts, unwritten: Unwritten | undefined): Html {
  const alert = (...text: readonly (Html | string)[]) =>
    html`<div class="warning" role="alert">${text.map((one) => html`<p>${one}</p>`)}</div>`;
  if (!unwritten)
    return found.missing.length > 0
      ? html`<p class="hint">${voice.page('page.edit.missing', { count: found.missing.length })}</p>`
      : html``;
  const { why } = unwritten;
  switch (why.kind) {
    case 'invalid':
      return alert(voice.page('page.acting.mend'));
    case 'changed':
      return alert(voice.page('page.edit.changed'));
    case 'waiting':
      return alert(voice.page('page.acting.waiting'));
    case 'not-allowed':
      return alert(voice.page('page.edit.not-allowed'));
    case 'declined':
      return alert(voice.say(words('page.edit.declined', { message: why.message })));
    case 'refused': {
      const { what, remedy } = refusalView(why.refusal);
      return alert(voice.page('page.edit.written'), voice.begin(what), voice.begin(remedy));
    }
    case 'ends':
      return alert(
        voice.say(
          words('page.edit.ends', {
            votes: commas(
              why.votes.map(({ voter, seat }) =>
                words('impact.ends.vote', { person: { person: voter }, seat: roleName(seat) }),
              ),
            ),
            votesCount: why.votes.length,
          }),
        ),
      );
  }
}

function wrongAt(voice: Voice, found: EditFacts, field: EditedField, wrong: readonly WrongField[]): readonly Html[] {
  return wrong
    .filter((one) => one.field === field)
    .map(({ why }) => {
      if (typeof why === 'string') return html`<p>${voice.page(`page.edit.wrong.${why}`)}</p>`;
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
    return html`<div class="checks">${(field.options ?? []).map((one) => html`<label class="check"><input type="checkbox" name="${field.id}" value="${one.code}"${ticks.has(one.code) ? html` checked` : ''}> ${one.label[locale]}</label>`)}</div>`;
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
export function typedIn(
  fields: Readonly<Record<string, readonly string[]>>,
  found: EditFacts,
): Pick<Unwritten, 'typed' | 'was'> {
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
      seen: text('seen') ?? '',
      press: text('press') ?? '',
      submits: text('next') === 'submit',
      agreed: text('agreed') ?? '',
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
