/** The page of one change request: where it stands, why the gate is open or closed, who voted, what changes, and what happened. */

import { isBaseline } from '@countersign/core/baseline/manifest.ts';
import { partsOf } from '@countersign/core/content/passage.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { DetailLine } from '@countersign/core/view/detailline.ts';
import { here } from '@countersign/core/view/here.ts';
import type { SeatRow } from '@countersign/core/view/seats.ts';
import { type Sentence, words } from '@countersign/core/view/sentence.ts';
import { stageLine } from '@countersign/core/view/stageline.ts';
import { type StatusView, statusView } from '@countersign/core/view/status.ts';
import { voterOf } from '@countersign/core/view/voter.ts';
import { html } from 'hono/html';
import { baselinesLink } from './baseline.ts';
import { differenceView } from './difference.ts';
import type { Html, Voice } from './markup.ts';
import { facts, planView } from './plan.ts';
import { policyLink } from './policy.ts';
import type { ChangeFacts } from './port.ts';
import { changePath } from './registerask.ts';
import { requirementsLink } from './requirement.ts';
import { stageLineView } from './stageline.ts';
import { verdictView } from './verdict.ts';

/** @param acting what the visitor can do here */
export function changeView(voice: Voice, found: ChangeFacts, acting: Html | '' = ''): Html {
  const { state, situation, entries } = found;
  const view = statusView(state, situation, entries);
  const { request } = state.content;
  const gated = state.stage !== 'closed' && state.stage !== 'withdrawn';
  return html`<article class="change">
<header class="change-head">
<p class="eyebrow">${voice.page('page.change-request')} <a href="${found.linkTo?.(state.label) ?? state.address}">${state.label}</a></p>
<h1>${request.title ?? state.label}</h1>
${stageLineView(voice, stageLine(state.stage, entries))}
${view.class ? html`<p class="class"><span class="class-name class-${view.class.class}">${voice.begin(view.class.name)}</span> <span>${voice.begin(view.class.sentence)}${view.class.raised.map((one) => html` ${voice.say(one)}`)}</span></p>` : ''}
${view.warnings.map((one) => html`<p class="warning">${voice.begin(one)}</p>`)}
${next(voice, view, (one) => (found.own ? here(one, found.own.me, found.own.situation.authority) : one))}
</header>
${acting}
${gated ? section('gate', voice.page('page.gate.title'), verdictView(voice, changeGate(state, 'merge', situation))) : ''}
${view.seats.length > 0 ? section('seats', voice.page('page.seats'), html`${seats(voice, view.seats)}${criteria(voice, view.boardCriteria)}`) : ''}
${section(
  'difference',
  voice.page('page.difference'),
  html`${differences(voice, request)}${sinceRejection(voice, view, request.after)}${reasons(voice, view)}${view.links.length > 0 ? html`<p class="links">${view.links.map((one, index) => html`${index > 0 ? ' · ' : ''}${voice.begin(one)}`)}</p>` : ''}${request.items.some(isBaseline) ? html`<p class="links">${requirementsLink(voice, found.ref)} · ${baselinesLink(voice, found.ref)}</p>` : ''}`,
)}
${view.impacts.length > 0 ? section('impacts', voice.page('page.impacts'), impacts(voice, view)) : ''}
${view.plan.length > 0 ? section('plan', voice.page('page.plan'), planView(voice, state.content.plan?.steps ?? [], view.plan)) : ''}
${view.alternatives.length > 0 ? section('alternatives', voice.page('page.alternatives'), details(voice, view.alternatives)) : ''}
${view.conditions.length > 0 ? section('conditions', voice.page('page.conditions'), details(voice, view.conditions)) : ''}
${view.concerns.length > 0 ? section('concerns', voice.page('page.concerns'), details(voice, view.concerns)) : ''}
${state.approval ? html`<p class="links"><a href="${orderPath(found.ref)}">${voice.page('order.link')}</a></p>` : ''}
${section('history', voice.page('page.history'), html`${history(voice, view)}<p class="links">${policyLink(voice, found.ref)}</p>`)}
</article>`;
}

const orderPath = ({ tenant, project, stream }: ChangeFacts['ref']): string =>
  `${changePath(tenant, project, stream)}/order`;

function section(id: string, title: string, body: Html): Html {
  return html`<section class="part part-${id}" aria-labelledby="part-${id}"><h2 id="part-${id}">${title}</h2>${body}</section>`;
}

/** @param as what a step says to whoever looks: where there are buttons it names no command */
function next(voice: Voice, view: StatusView, as: (one: Sentence) => Sentence): Html {
  if (view.next.length === 0) return html``;
  return html`<div class="next"><h2>${voice.page('page.next')}</h2>
${view.next.length === 1 ? html`<p>${voice.begin(as(view.next[0] as Sentence))}</p>` : html`<ul>${view.next.map((one) => html`<li>${voice.begin(as(one))}</li>`)}</ul>`}
${view.hint ? html`<p class="hint">${voice.begin(as(view.hint))}</p>` : ''}</div>`;
}

const MARK: Record<SeatRow['standing'], string> = {
  approved: '✓',
  voided: '!',
  rejected: '✗',
  abstained: '–',
  waiting: '…',
  unfillable: '✗',
  unreadable: '?',
};

/** Beside the votes, by what the board decides. */
function criteria(voice: Voice, lines: readonly DetailLine[]): Html {
  if (lines.length === 0) return html``;
  return html`<h3>${voice.say(words('status.head.criteria'))}</h3>${details(voice, lines)}`;
}

function seats(voice: Voice, rows: readonly SeatRow[]): Html {
  return html`<table class="cards"><thead><tr><th scope="col">${voice.page('page.seat')}</th><th scope="col">${voice.page('page.who')}</th><th scope="col">${voice.page('page.vote')}</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr class="seat-${row.standing}"><th scope="row">${voice.begin(row.name)}</th>
<td>${row.who ? voice.plain(voterOf(row.who, row.standsFor)) : row.candidates.length > 0 ? html`<span class="muted">${row.candidates.map((one) => one.name).join(' / ')}</span>` : html`<span class="muted">–</span>`}</td>
<td><span class="mark" aria-hidden="true">${MARK[row.standing]}</span> ${voice.say(row.vote)}${row.how ? html`<p class="muted">${voice.begin(row.how)}</p>` : ''}${row.because ? html`<p class="because">${voice.begin(row.because)}</p>` : ''}</td></tr>`,
  )}</tbody></table>`;
}

/** Before and after, of each item by itself where the request says which text is whose. */
function differences(voice: Voice, request: RequestContent): Html {
  return html`${partsOf(request).map(({ item, texts }, _, parts) => {
    const mayBeNew = item ? item.action === 'add' : parts.length === 1;
    return html`${item ? html`<h3>${item.label}</h3>` : ''}${differenceView(voice, texts.before, texts.after, { mayBeNew })}`;
  })}`;
}

/** What the next revision says differently from the rejected one (T22): its text with the differences marked, the rest old and new. */
function sinceRejection(voice: Voice, { rejected, revision }: StatusView, after: RequestContent['after']): Html {
  if (!rejected || revision.length === 0) return html``;
  const text = digestOf(rejected.content.request.after ?? null) !== digestOf(after ?? null);
  return html`<h3>${voice.page('page.difference.since')}</h3>${text ? differenceView(voice, rejected.content.request.after, after) : ''}${details(voice, revision)}`;
}

/** What was answered beside the texts whose difference stands above. */
function reasons(voice: Voice, { answers }: StatusView): Html {
  const rows = answers.filter(({ id }) => id !== 'before' && id !== 'after');
  return rows.length > 0
    ? html`<dl class="reasons">${rows.map(({ name, value }) => html`<div><dt>${voice.begin(name)}</dt><dd>${voice.say(value)}</dd></div>`)}</dl>`
    : html``;
}

function impacts(voice: Voice, view: StatusView): Html {
  return html`<table class="cards"><thead><tr><th scope="col">${voice.page('page.impact')}</th><th scope="col">${voice.page('page.meaning')}</th><th scope="col" class="number">${voice.page('page.score')}</th></tr></thead>
<tbody>${view.impacts.map(
    (row) =>
      html`<tr class="${row.known ? '' : 'unknown'}"><th scope="row">${voice.begin(row.name)}</th><td>${voice.say(row.meaning)}${row.details.length > 0 ? details(voice, row.details) : ''}</td><td class="number">${row.score === undefined ? html`<span class="muted">–</span>` : score(voice, row.score)}</td></tr>`,
  )}</tbody></table>`;
}

/** A score of 0 to 4 as a number with a small gauge. */
function score(voice: Voice, value: number): Html {
  return html`<span class="score" title="${voice.page('page.score-of', { score: value })}"><svg viewBox="0 0 44 8" aria-hidden="true">${[0, 1, 2, 3].map((one) => html`<rect class="${one < value ? 'on' : 'off'}" x="${one * 11}" y="0" width="9" height="8" rx="2"></rect>`)}</svg>${value}</span>`;
}

function details(voice: Voice, lines: readonly DetailLine[]): Html {
  return html`<ul class="plain">${lines.map((line) => html`<li class="${line.done ? 'done' : ''}">${line.id ? html`<code>${line.id}</code> ` : ''}${voice.begin(line.text)}${facts(voice, line)}</li>`)}</ul>`;
}

/** So many entries are shown at once; what is older is folded away. */
const RECENT = 8;

function history(voice: Voice, view: StatusView): Html {
  const older = view.history.slice(RECENT);
  return html`${entries(voice, view.history.slice(0, RECENT))}${older.length > 0 ? html`<details class="older"><summary>${voice.page('page.history.older', { count: older.length })}</summary>${entries(voice, older)}</details>` : ''}`;
}

function entries(voice: Voice, lines: StatusView['history']): Html {
  const hash = voice.page('page.hash');
  return html`<ol class="history" data-new="${voice.page('page.history.new')}">${lines.map(
    (one) =>
      html`<li><time datetime="${one.at}">${voice.plain({ instant: one.at })}</time><div><p>${voice.begin(one.sentence)}</p>${one.hash ? html`<details class="hash"><summary>${hash}</summary><code>${one.hash}</code></details>` : ''}</div></li>`,
  )}</ol>`;
}
