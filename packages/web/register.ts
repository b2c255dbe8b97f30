/** The register: every change request of a project in a table that can be filtered and sorted without script. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { CAUSES, type CauseCode } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import { capital } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import { policyLink } from './policy.ts';
import type { RegisterAsk, RegisterFacts } from './port.ts';

export const SORTS = ['number', 'title', 'stage', 'updatedAt'] as const;

export function registerPath(tenant: string, project: string): string {
  return `/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}`;
}

export function changePath(tenant: string, project: string, stream: string): string {
  return `/c/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/${encodeURIComponent(stream)}`;
}

function query(ask: RegisterAsk, change: Partial<RegisterAsk>): string {
  const { stage, class: found, sort, descending, offset } = { ...ask, ...change };
  const search = new URLSearchParams();
  if (stage) search.set('stage', stage);
  if (found) search.set('class', found);
  search.set('sort', `${descending ? '-' : ''}${sort}`);
  if (offset > 0) search.set('offset', String(offset));
  return `?${search}`;
}

export function registerView(voice: Voice, ask: RegisterAsk, facts: RegisterFacts): Html {
  const filtered = ask.stage !== undefined || ask.class !== undefined;
  const column = (sort: RegisterAsk['sort'], title: string) => {
    const mine = ask.sort === sort;
    const order = mine ? (ask.descending ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" aria-sort="${order}"><a href="${query(ask, { sort, descending: mine ? !ask.descending : false, offset: 0 })}">${title}<span aria-hidden="true">${mine ? (ask.descending ? ' ↓' : ' ↑') : ''}</span></a></th>`;
  };
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('page.register')}</h1></header>
<form method="get" class="filter">
<label>${voice.page('page.filter.stage')}<select name="stage"><option value="">${voice.page('page.filter.all')}</option>${STAGES.map((stage) => html`<option value="${stage}"${stage === ask.stage ? html` selected` : ''}>${voice.begin(stageName(stage))}</option>`)}</select></label>
<label>${voice.page('page.filter.class')}<select name="class"><option value="">${voice.page('page.filter.all')}</option>${CLASSES.map((one) => html`<option value="${one}"${one === ask.class ? html` selected` : ''}>${voice.begin(className(one))}</option>`)}</select></label>
<input type="hidden" name="sort" value="${ask.descending ? '-' : ''}${ask.sort}">
<button>${voice.page('page.filter.apply')}</button>
${filtered ? html`<a href="${query({ ...ask }, { offset: 0 }).replace(/(stage|class)=[^&]*&?/g, '')}">${voice.page('page.filter.clear')}</a>` : ''}
<p class="total">${voice.page('page.register.total', { count: facts.total })} · <a href="${registerPath(ask.tenant, ask.project)}/csv${query(ask, { offset: 0 })}" download>CSV</a> · ${policyLink(voice, ask)}</p>
</form>
${
  facts.rows.length === 0
    ? html`<p class="empty">${voice.page(filtered ? 'page.register.none-here' : 'page.register.empty')}</p>`
    : html`<table class="cards wide-table"><thead><tr>${column('number', voice.page('page.column.number'))}${column('title', voice.page('page.column.title'))}${column('stage', voice.page('page.filter.stage'))}<th scope="col">${voice.page('page.filter.class')}</th><th scope="col">${voice.page('page.cause')}</th><th scope="col">${voice.page('page.owner')}</th>${column('updatedAt', voice.page('page.column.updated'))}</tr></thead>
<tbody>${facts.rows.map((row) => line(voice, row))}</tbody></table>`
}
${pager(voice, ask, facts.total)}
</article>`;
}

function line(voice: Voice, row: RegisterFacts['rows'][number]): Html {
  const { tenant, project, stream } = row.ref;
  const stage = STAGES.find((one) => one === row.stage);
  const found = CLASSES.find((one) => one === row.class);
  const cause = row.cause !== undefined && row.cause in CAUSES ? (row.cause as CauseCode) : undefined;
  const none = html`<span class="muted">–</span>`;
  return html`<tr><td class="number">#${row.number}</td><th scope="row"><a href="${changePath(tenant, project, stream)}">${row.title || voice.page('page.no-title')}</a></th>
<td>${stage ? html`<span class="stage-word stage-word-${stage}">${voice.begin(stageName(stage))}</span>` : row.stage}</td>
<td>${found ? html`<span class="class-name class-${found}">${voice.begin(className(found))}</span>` : none}</td>
<td>${cause ? capital(voice.page(`page.cause.${cause}`)) : none}</td><td>${row.ownerName === undefined ? none : voice.plain({ person: { id: row.owner ?? '', name: row.ownerName } })}</td>
<td><time datetime="${row.updatedAt}">${voice.plain({ day: row.updatedAt })}</time></td></tr>`;
}

function pager(voice: Voice, ask: RegisterAsk, total: number): Html {
  if (total <= ask.limit) return html``;
  const last = Math.min(total, ask.offset + ask.limit);
  return html`<nav class="pager" aria-label="${voice.page('page.pages')}">
${ask.offset > 0 ? html`<a rel="prev" href="${query(ask, { offset: Math.max(0, ask.offset - ask.limit) })}">${voice.page('page.previous')}</a>` : ''}
<span>${ask.offset + 1}–${last} / ${total}</span>
${last < total ? html`<a rel="next" href="${query(ask, { offset: last })}">${voice.page('page.later')}</a>` : ''}
</nav>`;
}
