/** What the visitor can do with a change request, as buttons and forms that work without script; what they typed comes back with what is wrong with it. */
import { aboutOf } from '@countersign/core/ask/about.ts';
import type { AskType } from '@countersign/core/ask/ask.ts';
import type { Edited } from '@countersign/core/ask/endingvotes.ts';
import { nameOf } from '@countersign/core/ask/questions.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import { isPressed, pressedRow } from '@countersign/core/change/acts.ts';
import { offers, seatsToVoteIn } from '@countersign/core/change/offers.ts';
import { bindingClass, missingInAlternatives } from '@countersign/core/change/requirement.ts';
import { missingInPlan } from '@countersign/core/content/plan.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { eventLine, isWorthTelling } from '@countersign/core/view/event.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { html } from 'hono/html';
import { actForm, voteForm } from './form/act.ts';
import { changedView } from './form/changed.ts';
import type { Drawing, Shown, Unsent } from './form/drawing.ts';
import { alternativesForm, assessForm, isOf, planEditForm } from './form/edit.ts';
import { peopleList } from './form/field.ts';
import type { Html, Voice } from './markup.ts';
import type { ChangeFacts, Own } from './port.ts';

/** They replace a part of the request, each by a form of its own. */
const EDITS: readonly AskType[] = ['assess', 'plan', 'alternatives'];

export function actingView(voice: Voice, found: ChangeFacts, own: Own, shown: Shown): Html {
  const word = askWording(voice.setting.locale);
  const about = aboutOf(found.state, own.situation, voice.plain);
  const drawing = { voice, found, own, about, shown };
  const offered = offers(found.state, own.situation).flatMap(({ type, forms, why }) =>
    isPressed(type) && type !== 'vote' && forms.some(({ button }) => button) ? [{ type, why }] : [],
  );
  const seats = seatsToVoteIn(found.state, own.situation);
  const may = (type: AskType) => offered.some((one) => one.type === type && !one.why);
  const ready = offered.filter(({ type, why }) => !why && !EDITS.includes(type));
  const edits: readonly Edited[] = [
    ...(may('assess') ? DIMENSIONS : []),
    ...(may('plan') ? ['plan' as const] : []),
    ...(may('alternatives') ? ['alternatives' as const] : []),
  ];
  const missing = edits.filter((one) => isMissing(found, own, one));
  const standing = edits.filter((one) => !missing.includes(one));
  const at = (front: boolean) =>
    ready.filter(({ type }) => (pressedRow(type).button === 'front') === front && !pressedRow(type).ends);
  const ending = ready.filter(({ type }) => pressedRow(type).ends);
  const draw = ({ type }: { readonly type: AskType }) => actForm(drawing, type, false);
  // Of several things that can be done one stands out: votes and what is missing before, or what comes first.
  const front = (one: { readonly type: AskType }, place: number) =>
    actForm(drawing, one.type, place === 0 && seats.length + missing.length === 0);
  const first = [...missing, ...standing].find((one) => one !== 'plan' && one !== 'alternatives');
  const edit = (one: Edited) => editing(drawing, one, one === first);
  const rest = [...at(false), ...ending];
  const isOpen =
    rest.some(({ type }) => type === shown.unsent?.type) || standing.some((one) => isOf(shown.unsent, one));
  const isDrawn = (type: string) =>
    type === 'vote' ? seats.length > 0 : offered.some((one) => one.type === type && !one.why);
  const blocked = offered.filter(({ why }) => why !== undefined);
  if (seats.length + offered.length === 0 && !shown.unsent && shown.from === undefined && !shown.again) return html``;
  return html`<section class="part part-acting" aria-labelledby="part-acting"><h2 id="part-acting">${voice.page('page.acting')}</h2>
<p class="as">${voice.say({ id: 'page.acting.as', values: { person: { person: own.me } } })}</p>
${said(voice, found, own, shown, isDrawn)}
${peopleList(own)}
${seats.map((seat, place) => voteForm(drawing, seat, place === 0))}
${missing.map(edit)}
${at(true).map(front)}
${
  rest.length + standing.length > 0
    ? html`<details class="more"${isOpen ? html` open` : ''}><summary>${word('act.more')}</summary>${standing.map(edit)}${rest.map(draw)}</details>`
    : ''
}
${blocked.length > 0 ? html`<ul class="plain blocked">${blocked.map(({ type, why }) => html`<li>${word('act.why', { act: nameOf(type, about, word) })}${why ? voice.say(refusalView(why).what) : ''}</li>`)}</ul>` : ''}
</section>`;
}

/** @param isFirst of all that are drawn */
function editing(drawing: Drawing, edited: Edited, isFirst: boolean): Html {
  if (edited === 'plan') return planEditForm(drawing);
  return edited === 'alternatives' ? alternativesForm(drawing) : assessForm(drawing, edited, isFirst);
}

/** Whether the board cannot be asked before it is there: its form stands in front then. */
function isMissing({ state }: ChangeFacts, { situation: { policy } }: Own, edited: Edited): boolean {
  const { content } = state;
  if (edited === 'plan') return policy.profile !== 'light' && missingInPlan(content.plan).length > 0;
  if (edited === 'alternatives')
    return missingInAlternatives(content, bindingClass(state, policy), policy.profile).length > 0;
  return content.impacts[edited] === undefined;
}

const WHY_NOT = {
  changed: 'page.acting.changed',
  waiting: 'page.acting.waiting',
  invalid: 'page.acting.mend',
} as const;

/** What was recorded just now, or why nothing was. */
function said(
  voice: Voice,
  found: ChangeFacts,
  { me }: Own,
  { unsent, from, again }: Shown,
  isDrawn: (type: string) => boolean,
): Html {
  if (unsent) return whyNot(voice, found, unsent, isDrawn(unsent.type));
  if (again) return html`<p class="done" role="status">${voice.page('page.acting.again')}</p>`;
  const mine =
    from === undefined
      ? []
      : found.entries.slice(from).filter((one) => isWorthTelling(one.event) && byOf(one) === me.id);
  if (mine.length === 0) return html``;
  return html`<div class="done" role="status"><p><strong>${voice.page('page.acting.recorded')}</strong></p>${mine.map((one) => html`<p>${voice.begin(eventLine(one))}</p>`)}</div>`;
}

/** @param isDrawn whether its form stands on the page */
function whyNot(voice: Voice, found: ChangeFacts, { why, fields }: Unsent, isDrawn: boolean): Html {
  if (why.kind === 'more') return html``;
  if (why.kind === 'refused') {
    const { what, remedy } = refusalView(why.refusal);
    return html`<div class="warning" role="alert"><p>${voice.begin(what)}</p><p>${voice.begin(remedy)}</p></div>`;
  }
  // What is wrong with no field by itself stands here; the rest stands at its field.
  const whole = why.kind === 'invalid' ? why.problems.filter(({ field }) => field === '' || !isDrawn) : [];
  return html`<div class="warning" role="alert"><p>${voice.page(WHY_NOT[why.kind])}</p>${whole.map(({ text }) => html`<p>${text}</p>`)}</div>${why.kind === 'changed' ? changedView(voice, found, fields.content?.[0] ?? '') : ''}`;
}

function byOf({ event }: ChangeFacts['entries'][number]): string | undefined {
  if (event.type === 'voted') return event.vote.voter.id;
  return 'by' in event ? event.by?.id : undefined;
}
