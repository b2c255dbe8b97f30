/** What the visitor can do with a change request, as buttons and forms that work without script; what they typed comes back with what is wrong with it. */
import { type About, aboutOf } from '@countersign/core/ask/about.ts';
import { type AskType, type Problem, pressedSchema } from '@countersign/core/ask/ask.ts';
import { impactAnswered, impactQuestions, rowsIn } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import { accountOf } from '@countersign/core/ask/owner.ts';
import { type Answers, explained, gaps, nameOf, type Question, questions } from '@countersign/core/ask/questions.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { type AskWording, askWording } from '@countersign/core/ask/words.ts';
import { isPressed, pressedRow, TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { openConditions } from '@countersign/core/change/flags.ts';
import { offers, seatsToVoteIn } from '@countersign/core/change/offers.ts';
import type { Refusal } from '@countersign/core/change/refusal.ts';
import { DIMENSIONS, type Dimension } from '@countersign/core/impact/dimension.ts';
import { holdersIn } from '@countersign/core/policy/authority.ts';
import { SEAT_ROLES, type SeatRole } from '@countersign/core/policy/role.ts';
import { eventLine, isWorthTelling } from '@countersign/core/view/event.ts';
import { dimensionName, roleName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import type { ChangeFacts, Own, Sent } from './port.ts';

/** What came of a press that was not recorded, with everything that was typed. */
export interface Unsent {
  readonly type: string;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly why:
    | { readonly kind: 'refused'; readonly refusal: Refusal }
    | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
    | { readonly kind: 'changed' }
    | { readonly kind: 'waiting' };
}

/** They have forms of their own, which a page has not yet: people write them as commands. */
const BY_COMMAND: readonly AskType[] = ['plan', 'alternatives'];

export function actingView(voice: Voice, found: ChangeFacts, own: Own, shown: Shown): Html {
  const word = askWording(voice.setting.locale);
  const about = aboutOf(found.state, own.situation, voice.plain);
  const offered = offers(found.state, own.situation).flatMap(({ type, forms, why }) =>
    isPressed(type) && type !== 'vote' && forms.some(({ button }) => button) ? [{ type, why }] : [],
  );
  const seats = seatsToVoteIn(found.state, own.situation);
  const ready = offered.filter(({ type, why }) => !why && type !== 'assess' && !BY_COMMAND.includes(type));
  const mayAssess = offered.some(({ type, why }) => type === 'assess' && !why);
  const assessable = (known: boolean) =>
    mayAssess ? DIMENSIONS.filter((one) => (found.state.content.impacts[one] !== undefined) === known) : [];
  const at = (front: boolean) =>
    ready.filter(({ type }) => (pressedRow(type).button === 'front') === front && !pressedRow(type).ends);
  const ending = ready.filter(({ type }) => pressedRow(type).ends);
  const draw = ({ type }: { readonly type: AskType }) => actForm({ voice, found, own, about, shown }, type);
  const rest = [...at(false), ...ending];
  const isOpen =
    rest.some(({ type }) => type === shown.unsent?.type) || assessable(true).some((one) => isOf(shown.unsent, one));
  const assess = (one: Dimension) => assessForm({ voice, found, own, about, shown }, one);
  const blocked = offered.filter(({ why }) => why !== undefined);
  const typed = offered.filter(({ type, why }) => !why && BY_COMMAND.includes(type));
  if (seats.length + offered.length === 0 && !shown.unsent && shown.from === undefined) return html``;
  return html`<section class="part part-acting" aria-labelledby="part-acting"><h2 id="part-acting">${voice.page('page.acting')}</h2>
<p class="as">${voice.say({ id: 'page.acting.as', values: { person: { person: own.me } } })}</p>
${said(voice, found, own, shown)}
${seats.map((seat) => voteForm({ voice, found, own, about, shown }, seat))}
${assessable(false).map(assess)}
${at(true).map(draw)}
${
  rest.length + assessable(true).length > 0
    ? html`<details class="more"${isOpen ? html` open` : ''}><summary>${word('act.more')}</summary>${assessable(true).map(assess)}${rest.map(draw)}</details>`
    : ''
}
${blocked.length > 0 ? html`<ul class="plain blocked">${blocked.map(({ type, why }) => html`<li>${word('act.why', { act: nameOf(type, about, word) })}${why ? voice.say(refusalView(why).what) : ''}</li>`)}</ul>` : ''}
${typed.length > 0 ? html`<p class="hint">${voice.page('page.acting.by-command', { acts: typed.map(({ type }) => nameOf(type, about, word)).join(voice.setting.locale === 'en' ? ', ' : '、') })}</p>` : ''}
</section>`;
}

export interface Shown {
  readonly unsent?: Unsent;
  /** The version of the record before what the visitor has just done. */
  readonly from?: number;
  /** Where the forms are sent. */
  readonly to: string;
  /** A name for the next press. */
  readonly press: string;
}

interface Drawing {
  readonly voice: Voice;
  readonly found: ChangeFacts;
  readonly own: Own;
  readonly about: About;
  readonly shown: Shown;
}

const WHY_NOT = {
  changed: 'page.acting.changed',
  waiting: 'page.acting.waiting',
  invalid: 'page.acting.mend',
} as const;

/** What was recorded just now, or why nothing was. */
function said(voice: Voice, { entries }: ChangeFacts, { me }: Own, { unsent, from }: Shown): Html {
  if (unsent?.why.kind === 'refused') {
    const { what, remedy } = refusalView(unsent.why.refusal);
    return html`<div class="warning" role="alert"><p>${voice.begin(what)}</p><p>${voice.begin(remedy)}</p></div>`;
  }
  if (unsent) return html`<p class="warning" role="alert">${voice.page(WHY_NOT[unsent.why.kind])}</p>`;
  const mine =
    from === undefined ? [] : entries.slice(from).filter((one) => isWorthTelling(one.event) && byOf(one) === me.id);
  if (mine.length === 0) return html``;
  return html`<div class="done" role="status"><p><strong>${voice.page('page.acting.recorded')}</strong></p>${mine.map((one) => html`<p>${voice.begin(eventLine(one))}</p>`)}</div>`;
}

function byOf({ event }: ChangeFacts['entries'][number]): string | undefined {
  if (event.type === 'voted') return event.vote.voter.id;
  return 'by' in event ? event.by?.id : undefined;
}

/** One act: a button where nothing is asked, else its questions folded behind its name. */
function actForm(drawing: Drawing, type: AskType): Html {
  const { voice, about, shown, found } = drawing;
  const word = askWording(voice.setting.locale);
  const asked = questions(type, about, word, '');
  const name = nameOf(type, about, word);
  const { danger, ends } = isPressed(type) ? pressedRow(type) : { danger: undefined, ends: false };
  const fields = asked ? [...subjectOf(type, found, word('field.concern')), ...asked.fields] : [];
  const unsent = shown.unsent?.type === type ? shown.unsent : undefined;
  const kind = danger || ends ? 'danger' : 'primary';
  const send = html`<button class="button ${kind}">${name}</button>`;
  const what = explained(type, about, word).map((one) => html`<p class="muted">${one}</p>`);
  if (fields.length === 0 && kind === 'primary' && what.length < 2)
    return html`<form class="act" method="post" action="${shown.to}">${hidden(drawing, type)}${send}${what}</form>`;
  return html`<details class="act"${unsent ? html` open` : ''}><summary class="button ${kind === 'danger' ? 'danger' : ''}">${name}</summary>
<form method="post" action="${shown.to}">${hidden(drawing, type)}${what}${fields.map((one) => fieldOf(drawing, type, one, unsent))}${send}</form></details>`;
}

/** Spare rows for risks and for measures: without script none can be added. */
const SPARE: Readonly<Partial<Record<Dimension, number>>> = { risk: 2, quality: 1 };

const isOf = (unsent: Unsent | undefined, dimension: Dimension): boolean =>
  unsent?.type === 'assess' && unsent.fields.dimension?.[0] === dimension;

/** One impact: what is on record of it, to be changed. That there is none can be said in place of all the rest. */
function assessForm(drawing: Drawing, dimension: Dimension): Html {
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

/** What an act beside a row is about, where there are several. */
function subjectOf(type: AskType, { state }: ChangeFacts, label: string): readonly Question[] {
  const of = (rows: readonly { readonly id: string; readonly text: string }[]): readonly Question[] => [
    {
      ...{ kind: 'select', name: 'id', label },
      ...(rows[0] ? { value: rows[0].id } : {}),
      options: rows.map(({ id, text }) => ({ value: id, label: `${id} · ${text.slice(0, 80)}` })),
    },
  ];
  if (type === 'resolve') return of(state.concerns.filter((one) => !one.resolved));
  if (type === 'take-over' || type === 'turn-down')
    return of(state.proposals.filter((one) => !one.settled).map((one) => ({ id: one.id, text: one.text })));
  if (type === 'meet-condition') return of(openConditions(state));
  return [];
}

function hidden({ found, about, shown }: Drawing, type: AskType): Html {
  return html`<input type="hidden" name="type" value="${type}"><input type="hidden" name="content" value="${shownDigest(found.state)}"><input type="hidden" name="press" value="${shown.press}"><input type="hidden" name="act" value="${about.act}">`;
}

function voteForm(drawing: Drawing, seat: SeatRole): Html {
  const { voice, shown } = drawing;
  const word = askWording(voice.setting.locale);
  const unsent = shown.unsent?.type === 'vote' && shown.unsent.fields.seat?.[0] === seat ? shown.unsent : undefined;
  const reason: Question = { kind: 'area', name: 'reason', label: word('vote.reason'), hint: word('vote.reason.hint') };
  const name = voice.plain(roleName(seat));
  return html`<form class="act vote" method="post" action="${shown.to}"><h3>${word('vote.title', { seat: name })}</h3>${hidden(drawing, 'vote')}<input type="hidden" name="seat" value="${seat}">
${fieldOf(drawing, `vote-${seat}`, reason, unsent)}
<p class="buttons"><button class="button primary" name="verdict" value="approve">${word('vote.approve')}</button> <button class="button" name="verdict" value="reject">${word('vote.reject')}</button> <button class="button quiet" name="verdict" value="abstain">${word('vote.abstain')}</button></p></form>`;
}

function fieldOf(drawing: Drawing, form: string, question: Question, unsent: Unsent | undefined): Html {
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
        return html`<input ${tied} type="text" inputmode="numeric" placeholder="2035-03-01" maxlength="300" value="${value}">`;
      default:
        return html`<input ${tied} type="text" maxlength="300" placeholder="${'placeholder' in question ? (question.placeholder ?? '') : ''}" value="${value}">`;
    }
  }
}

/** Rows that a form may have: nobody fills in more by hand. */
const MOST_ROWS = 60;

function impactSent(
  fields: Readonly<Record<string, readonly string[]>>,
  state: ChangeFacts['state'],
  own: Own | undefined,
  answers: Answers,
  word: AskWording,
): ReturnType<typeof sentBy> {
  const unreadable = { problems: [{ field: '', text: word('form.unreadable') }] };
  const dimension = DIMENSIONS.find((one) => one === answers.text('dimension'));
  if (!dimension || !own) return unreadable;
  const form = impactForm(dimension, state.content.impacts, own.home);
  const numbers = Object.keys(fields).map((name) => Number(/^(?:text|control)(\d{1,2})$/.exec(name)?.[1] ?? -1));
  const rows = Math.min(MOST_ROWS, Math.max(-1, ...numbers) + 1);
  const making = { form, word, currency: own.situation.policy.currency, rows };
  const ask = { type: 'assess', form: impactAnswered(making, answers, answers.flag('none')) };
  const read = pressedSchema.safeParse({ ask, content: answers.text('content'), press: answers.text('press') });
  return read.success ? read.data : unreadable;
}

const NONE: About = {
  ...{ label: '', currency: '', classes: { larger: [], smaller: [] }, items: [], steps: [], works: [], criteria: [] },
  ...{ act: 0, confirms: [] },
};

/** Letters that no record holds are nobody's words. */
const isHeld = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** What a posted form asks for; what it lacks is said at its field. Whatever else it holds is no form of ours. */
export function sentBy(
  fields: Readonly<Record<string, readonly string[]>>,
  { state, own }: Pick<ChangeFacts, 'state' | 'own'>,
  voice: Voice,
): Sent | { readonly problems: readonly Problem[] } {
  const word = askWording(voice.setting.locale);
  const text = (name: string) => fields[name]?.[0] ?? '';
  const unreadable = { problems: [{ field: '', text: word('form.unreadable') }] };
  const answers: Answers = {
    text,
    flag: (name) => text(name) === 'on',
    list: (name) => fields[name] ?? [],
    person: (name) => (text(name) === '' ? undefined : { accountId: text(name), name: text(name) }),
  };
  if (!Object.values(fields).flat().every(isHeld)) return unreadable;
  const type = ([...TYPED_ACTS] as readonly string[]).includes(text('type')) ? (text('type') as AskType) : undefined;
  if (!type || !isPressed(type)) return unreadable;
  const about = own ? aboutOf(state, own.situation, voice.plain) : NONE;
  if (type === 'assess') return impactSent(fields, state, own, answers, word);
  const asked = type === 'vote' || type === 'second' ? undefined : questions(type, about, word, text('id'));
  const missing = asked ? gaps(asked.fields, answers, word) : [];
  if (missing.length > 0) return { problems: missing };
  const seat = SEAT_ROLES.find((one) => one === text('seat'));
  const ask =
    type === 'vote'
      ? { type, verdict: text('verdict'), seat, reason: text('reason') }
      : type === 'second'
        ? { type, act: Number(text('act')) }
        : (asked?.ask(answers) ?? { type });
  const read = pressedSchema.safeParse({ ask, content: text('content'), press: text('press') });
  return read.success ? read.data : unreadable;
}
