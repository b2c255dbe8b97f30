/** Baselines as pages: the line of them, one as a certificate, and two side by side (`rules.md 5.1`). */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { SEAT_ROLES } from '@countersign/core/policy/role.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { html } from 'hono/html';
import type { BaselineDifferenceFacts, BaselineFacts, BaselinesFacts, RequestLink } from './baselineport.ts';
import { differenceView } from './difference.ts';
import type { Html, Voice } from './markup.ts';
import { registerPath } from './registerask.ts';
import { titleOf, who } from './requirement.ts';
import type { KeptText, RequirementsOf } from './requirementport.ts';

const baselinesPath = (of: RequirementsOf): string => `${registerPath(of)}/baselines`;

const baselinePath = (of: RequirementsOf, id: string): string => `${baselinesPath(of)}/${encodeURIComponent(id)}`;

const comparePath = (of: RequirementsOf, from: string, to: string): string =>
  `${baselinesPath(of)}/compare?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;

/** Beside whatever is about requirements. */
export function baselinesLink(voice: Voice, of: RequirementsOf): Html {
  return html`<a href="${baselinesPath(of)}">${voice.page('baseline.link')}</a>`;
}

export function baselinesView(voice: Voice, of: RequirementsOf, facts: BaselinesFacts): Html {
  const { baselines } = facts;
  const [newest] = baselines;
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('baseline.title')}</h1></header>
${
  newest
    ? html`<p class="links"><a href="${comparePath(of, newest.id, 'now')}">${voice.page('baseline.since', { id: newest.id })}</a></p>
<table class="cards wide-table"><thead><tr><th scope="col">${voice.page('baseline.one')}</th><th scope="col">${voice.page('baseline.approved')}</th><th scope="col">${voice.page('baseline.request')}</th><th scope="col">${voice.page('baseline.items')}</th><th scope="col">${voice.page('baseline.compare')}</th></tr></thead>
<tbody>${baselines.map(
        (
          one,
        ) => html`<tr><th scope="row"><a href="${baselinePath(of, one.id)}">${one.id}</a></th><td><time datetime="${one.approved}">${voice.plain({ instant: one.approved })}</time></td>
<td>${requestLink(one.request)}</td><td class="figure">${voice.page('baseline.count', { count: one.count })}</td><td>${one.parent ? html`<a href="${comparePath(of, one.parent, one.id)}">${voice.page('baseline.with', { id: one.parent })}</a>` : html`<span class="muted">${voice.page('baseline.first')}</span>`}</td></tr>`,
      )}</tbody></table>`
    : html`<p class="empty">${voice.page('baseline.empty')}</p>`
}
<p class="hint">${voice.page('baseline.how')}</p>
</article>`;
}

/** One baseline with all that it holds, to be printed and signed. */
export function baselineView(voice: Voice, of: RequirementsOf, facts: BaselineFacts): Html {
  const { id, approved, request, approvers, changes, items, manifest, parent } = facts;
  return html`<article class="change">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('baseline.certificate', { id })}</h1></header>
<section class="part"><dl class="reasons">
${pair(voice.page('baseline.approved'), html`<time datetime="${approved}">${voice.plain({ instant: approved })}</time>`)}
${pair(voice.page('baseline.request'), requestLink(request))}
${pair(voice.page('baseline.approvers'), html`${approvers.map((one, index) => html`${index > 0 ? ' · ' : ''}${who(voice, one.by)}${seatOf(voice, one.seat)}`)}`)}
${pair(voice.page('baseline.parent'), parent ? html`<a href="${baselinePath(of, parent)}">${parent}</a> · <a href="${comparePath(of, parent, id)}">${voice.page('baseline.with', { id: parent })}</a>` : html`${voice.page('baseline.first')}`)}
${pair(voice.page('baseline.changes'), changes.length > 0 ? html`${changes.map((one, index) => html`${index > 0 ? ' · ' : ''}${requestLink(one)}`)}` : html`${voice.page('baseline.changes.none')}`)}
${pair(voice.page('baseline.manifest'), html`<code class="whole">${manifest}</code>`)}
</dl><p class="hint">${voice.page('baseline.manifest.how')}</p></section>
<section class="part" aria-labelledby="items"><h2 id="items">${voice.page('baseline.items')}</h2>
<ol class="texts">${items.map(
    (
      one,
    ) => html`<li><h3>${one.label} ${titleOf(voice, one.text)}</h3>${typeof one.text === 'string' ? '' : html`<div class="difference">${readable(markdownToText(one.text.body))}</div>`}
<details class="hash"><summary>${voice.page('page.hash')} ${shortDigest(one.snapshot)}</summary><code>${one.snapshot}</code></details></li>`,
  )}</ol></section>
</article>`;
}

export function baselineDifferenceView(voice: Voice, of: RequirementsOf, facts: BaselineDifferenceFacts): Html {
  const { from, to, known, rows } = facts;
  const unauthorised = rows.filter(({ by }) => !by).length;
  const named = (id: string) => (id === 'now' ? voice.page('baseline.now') : id);
  const choice = (name: 'from' | 'to', chosen: string, all: readonly string[]) =>
    html`<label>${voice.page(`baseline.${name}`)}<select name="${name}">${all.map((one) => html`<option value="${one}"${one === chosen ? html` selected` : ''}>${named(one)}</option>`)}</select></label>`;
  return html`<article class="change">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('baseline.difference', { from: named(from), to: named(to) })}</h1></header>
<form method="get" class="filter" action="${baselinesPath(of)}/compare">${choice('from', from, known)}${choice('to', to, ['now', ...known])}<button>${voice.page('page.filter.apply')}</button></form>
${
  rows.length === 0
    ? html`<p class="empty">${voice.page('baseline.same')}</p>`
    : html`<p class="${unauthorised > 0 ? 'warning' : 'hint'}">${voice.page('baseline.rows', { count: rows.length, unauthorised })}</p>
<ol class="texts">${rows.map((row) => rowView(voice, row))}</ol>`
}
<p class="links">${baselinesLink(voice, of)}</p>
</article>`;
}

type Row = BaselineDifferenceFacts['rows'][number];

function rowView(voice: Voice, row: Row): Html {
  const { kind, label, former, fields, before, after, by } = row;
  const title = after ?? before;
  const authority = by
    ? html`<p>${voice.page('baseline.by')} ${requestLink(by)}</p>`
    : html`<p><strong class="over">${voice.page('baseline.unauthorised')}</strong></p>`;
  const what = fields.map((field) => voice.page(`baseline.field.${field}`)).join(voice.page('baseline.field.join'));
  return html`<li class="part"><h2>${label} ${title === undefined ? '' : titleOf(voice, title)}</h2>
<p>${voice.page(`baseline.kind.${kind}`, { fields: what, former: former ?? '' })}</p>${authority}
${kind === 'moved' ? '' : sides(voice, before, after)}</li>`;
}

/** Both texts beside each other, and on a phone below each other; then what differs, in one. */
function sides(voice: Voice, before: KeptText | undefined, after: KeptText | undefined): Html {
  const side = (name: 'before' | 'after', text: KeptText) =>
    html`<div><p class="hint">${voice.page(`baseline.side.${name}`)}</p>${typeof text === 'string' ? html`<p class="empty">${voice.page(`requirement.text.${text}`)}</p>` : html`<div class="difference"><strong>${text.title}</strong>${'\n\n'}${readable(markdownToText(text.body))}</div>`}</div>`;
  const isBoth = typeof before === 'object' && typeof after === 'object';
  return html`<div class="sides">${before === undefined ? '' : side('before', before)}${after === undefined ? '' : side('after', after)}</div>${
    isBoth
      ? html`${before.title === after.title ? '' : html`<p><del>${before.title}</del> <ins>${after.title}</ins></p>`}${differenceView(voice, markdownToText(before.body), markdownToText(after.body), { mayBeNew: false })}`
      : ''
  }`;
}

function pair(name: string, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function requestLink({ label, path }: RequestLink): Html {
  return html`<a href="${path}">${label}</a>`;
}

function seatOf(voice: Voice, seat: string): Html | string {
  const known = SEAT_ROLES.find((one) => one === seat);
  return html` <span class="muted">(${known ? voice.plain(roleName(known)) : seat})</span>`;
}
