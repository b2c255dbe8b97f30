/** What the visitor can do with a change request, as buttons and forms that work without script; what they typed comes back with what is wrong with it. */
import { aboutOf } from '@countersign/core/ask/about.ts';
import type { AskType } from '@countersign/core/ask/ask.ts';
import { nameOf } from '@countersign/core/ask/questions.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import { isPressed, pressedRow } from '@countersign/core/change/acts.ts';
import { offers, seatsToVoteIn } from '@countersign/core/change/offers.ts';
import { DIMENSIONS, type Dimension } from '@countersign/core/impact/dimension.ts';
import { eventLine, isWorthTelling } from '@countersign/core/view/event.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { html } from 'hono/html';
import { actForm, voteForm } from './form/act.ts';
import type { Shown } from './form/drawing.ts';
import { assessForm, isOf } from './form/impact.ts';
import type { Html, Voice } from './markup.ts';
import type { ChangeFacts, Own } from './port.ts';

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
