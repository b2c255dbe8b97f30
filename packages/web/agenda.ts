/** What the board has to decide and what it decided, to be read in a meeting, on a phone and on paper. */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { className } from '@countersign/core/view/names.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import type { AgendaFacts, MinutesFacts } from './port.ts';
import { changePath } from './registerask.ts';

interface Project {
  readonly tenant: string;
  readonly project: string;
}

function pathOf({ tenant, project }: Project, page: 'agenda' | 'agenda.ics' | 'minutes'): string {
  return `/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/${page}`;
}

/** Beside the register of a project. */
export function agendaLinks(voice: Voice, of: Project): Html {
  return html`<a href="${pathOf(of, 'agenda')}">${voice.page('page.agenda.link')}</a> · <a href="${pathOf(of, 'minutes')}">${voice.page('page.minutes.link')}</a>`;
}

export function agendaView(voice: Voice, of: Project, facts: AgendaFacts): Html {
  const { points, more, now } = facts;
  const titles = [
    voice.page('page.column.title'),
    voice.page('page.filter.class'),
    voice.page('page.agenda.what'),
    voice.page('page.agenda.since'),
    voice.page('page.column.due'),
    voice.page('page.agenda.seats'),
  ];
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('page.agenda')}</h1></header>
<p class="hint">${voice.page('page.agenda.hint')}</p>
${more === undefined ? '' : html`<p class="warning">${voice.page('page.agenda.more', { most: more })}</p>`}
${
  points.length === 0
    ? html`<p class="empty">${voice.page('page.agenda.empty')}</p>`
    : html`<p><strong>${voice.page('page.agenda.count', { count: points.length })}</strong></p>
<table class="cards wide-table agenda-table"><thead><tr>${titles.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${points.map((point) => pointRow(voice, point, titles, now))}</tbody></table>`
}
<p class="hint links"><a href="${pathOf(of, 'agenda.ics')}" download>${voice.page('page.agenda.calendar')}</a> · <a href="${pathOf(of, 'minutes')}">${voice.page('page.minutes.link')}</a></p>
</article>`;
}

function pointRow(voice: Voice, point: AgendaFacts['points'][number], titles: readonly string[], now: string): Html {
  const cell = (at: number, value: Html | string | undefined) =>
    html`<td class="${value === undefined ? 'nothing' : ''}"><span class="cell-name">${titles[at]}${COLON[voice.setting.locale]}</span>${value ?? html`<span class="muted">–</span>`}</td>`;
  const { seats, due } = point;
  const over = due !== undefined && due < now;
  return html`<tr><th scope="row">${titleOf(voice, point)}</th>
${cell(1, point.class && html`<span class="class-name class-${point.class}">${voice.begin(className(point.class))}</span>`)}
${cell(2, point.act ? html`${voice.page('page.agenda.second')}<span class="where">${voice.begin(point.act)}</span>` : voice.page(`page.agenda.${point.what}`))}
${cell(3, html`<time datetime="${point.since}">${voice.plain({ day: point.since })}</time>`)}
${cell(4, due === undefined ? undefined : html`<time datetime="${due}">${voice.plain({ day: due, ...(over ? {} : { ahead: true }) })}</time>${over ? html` <strong class="over">${voice.page('page.due.over')}</strong>` : ''}`)}
${cell(
  5,
  seats.length === 0
    ? undefined
    : html`<ul class="plain agenda-seats">${seats.map((seat) => html`<li class="seat-${seat.standing}"><span class="seat-name">${voice.begin(seat.name)}${COLON[voice.setting.locale]}</span>${seat.who ? html`${voice.say({ person: seat.who })} · ` : ''}${voice.say(seat.vote)}</li>`)}</ul>`,
)}</tr>`;
}

function titleOf(
  voice: Voice,
  { ref, label, title }: Pick<AgendaFacts['points'][number], 'ref' | 'label' | 'title'>,
): Html {
  return html`<a href="${changePath(ref.tenant, ref.project, ref.stream)}"><span class="number">${label}</span> ${title || voice.page('page.no-title')}</a>`;
}

export function minutesView(voice: Voice, of: Project, facts: MinutesFacts, isMisread: boolean): Html {
  const { minutes, more, from, to } = facts;
  const day = (date: string) => voice.plain({ date });
  return html`<article class="register minutes">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('page.minutes')}</h1></header>
<form method="get" class="filter" action="${pathOf(of, 'minutes')}">
<label>${voice.page('page.minutes.from')}<input type="date" name="from" value="${from}" required></label>
<label>${voice.page('page.minutes.to')}<input type="date" name="to" value="${to}" required></label>
<button>${voice.page('page.minutes.show')}</button></form>
${isMisread ? html`<p class="warning" role="alert">${voice.page('page.minutes.misread')}</p>` : ''}
${more === undefined ? '' : html`<p class="warning">${voice.page('page.minutes.more', { most: more })}</p>`}
<p><strong>${voice.page('page.minutes.count', { from: day(from), to: day(to), count: minutes.length })}</strong></p>
${minutes.map((minute) => minuteView(voice, minute))}
<p class="hint links"><a href="${pathOf(of, 'agenda')}">${voice.page('page.agenda.link')}</a></p>
</article>`;
}

function minuteView(voice: Voice, minute: MinutesFacts['minutes'][number]): Html {
  const { votes, conditions } = minute;
  return html`<section class="minute"><h2>${titleOf(voice, minute)}</h2>
<p>${minute.class ? html`<span class="class-name class-${minute.class}">${voice.begin(className(minute.class))}</span> ` : ''}${voice.begin(minute.decision)} <time datetime="${minute.at}" class="muted">${voice.plain({ instant: minute.at })}</time></p>
<h3>${voice.page('page.minutes.votes')}</h3>
${votes.length === 0 ? html`<p class="empty">${voice.page('page.minutes.none')}</p>` : html`<ul>${votes.map(({ at, line, how, digest }) => html`<li>${voice.begin(line)} <span class="muted"><time datetime="${at}">${voice.plain({ instant: at })}</time> · ${voice.say(how)} · ${voice.page('page.minutes.seen', { digest: shortDigest(digest) })}</span></li>`)}</ul>`}
${conditions.length === 0 ? '' : html`<h3>${voice.page('page.minutes.conditions')}</h3><ul>${conditions.map((text) => html`<li><bdi>${text}</bdi></li>`)}</ul>`}</section>`;
}
