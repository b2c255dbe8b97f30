/** The register: every change request of a repository, or of an account, in figures, pictures and a table, without script. */
import { COUNTED_TO, type REGISTER_SORTS, type RegisterSort, WITHOUT } from '@countersign/core/change/registerport.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES, CAUSES, type CauseCode } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { AGE_DAYS, AGES, DUES } from '@countersign/core/view/measured.ts';
import { className, stageName } from '@countersign/core/view/names.ts';
import { capital } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import { agendaLinks } from './agenda.ts';
import { baselinesLink } from './baseline.ts';
import type { Html, Voice } from './markup.ts';
import { picturesView } from './pictures.ts';
import { policyLink } from './policy.ts';
import type { RegisterAsk, RegisterEntry, RegisterFacts } from './port.ts';
import { changePath, isNarrowed, type Misread, OPEN_WORD, queryOf, registerPath } from './registerask.ts';
import { requirementsLink } from './requirement.ts';
import { unreachedView } from './unreached.ts';

/** What is sorted with the largest first when it is chosen. */
const LARGEST_FIRST: readonly RegisterSort[] = ['updated', 'class', 'cost', 'days'];

export function registerView(voice: Voice, ask: RegisterAsk, facts: RegisterFacts): Html {
  const { cursor: _, ...first } = ask;
  const path = registerPath(ask);
  const files = (name: string) => `${path}/${name}${queryOf(first)}`;
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('page.register')}</h1>${facts.isKnown ? html`<p class="new-link"><a class="button" href="${path}/new">${voice.page('page.new.title')}</a></p>` : ''}</header>
${filterView(voice, ask, facts)}
${facts.leftOut ? html`<p class="warning">${voice.page(`page.register.left-out.${facts.leftOut}`)}</p>` : ''}
${facts.unreached ? unreachedView(voice, facts.unreached) : ''}
${facts.repositories ? html`<p class="hint">${voice.page('page.register.readable', { count: facts.repositories.length })}</p>` : ''}
${picturesView(voice, ask, facts)}
${sumsView(voice, ask, facts)}
<div id="rows">${
    facts.rows.length === 0
      ? html`<p class="empty">${voice.page(isNarrowed(ask) ? 'page.register.none-here' : facts.isKnown ? 'page.register.empty.here' : 'page.register.empty')}</p>`
      : tableView(voice, ask, facts)
  }</div>
${pager(voice, ask, facts)}
<p class="hint">${voice.page('page.register.address')}</p>
<p class="hint files">${voice.page('page.register.files')}${COLON[voice.setting.locale]}<a href="${files('words.csv')}" download>${voice.page('page.register.csv-words')}</a> · <a href="${files('csv')}" download>${voice.page('page.register.csv-codes')}</a> · <a href="${files('xlsx')}" download>XLSX</a></p>
<p class="hint">${ask.project === undefined ? '' : html`${agendaLinks(voice, { tenant: ask.tenant, project: ask.project })} · ${requirementsLink(voice, { tenant: ask.tenant, project: ask.project })} · ${baselinesLink(voice, { tenant: ask.tenant, project: ask.project })} · ${policyLink(voice, { tenant: ask.tenant, project: ask.project })} · <a href="${registerPath({ tenant: ask.tenant })}">${voice.page('page.register.account')}</a>`}</p>
</article>`;
}

interface Choice {
  readonly value: string;
  readonly name: string;
}

function filterView(voice: Voice, ask: RegisterAsk, facts: RegisterFacts): Html {
  const { choice } = ask;
  const none: Choice = { value: WITHOUT, name: voice.page('page.filter.none') };
  const select = (name: string, label: string, all: readonly Choice[], chosen: readonly string[]) => {
    // A form has one of each; an address may name several, and keeps them for as long as nobody chooses otherwise.
    const several =
      chosen.length > 1
        ? [
            {
              value: chosen.join(' '),
              name: chosen.map((one) => all.find(({ value }) => value === one)?.name ?? one).join(', '),
            },
          ]
        : [];
    const value = chosen.length > 1 ? several[0]?.value : chosen[0];
    return html`<label>${label}<select name="${name}"><option value="">${voice.page('page.filter.all')}</option>${[...several, ...all].map((one) => html`<option value="${one.value}"${one.value === value ? html` selected` : ''}>${one.name}</option>`)}</select></label>`;
  };
  const stages = STAGES.map((value) => ({ value, name: capital(voice.plain(stageName(value))) }));
  const open = { value: OPEN_WORD, name: voice.page('page.filter.open') };
  const word = new URLSearchParams(queryOf(ask));
  const owners = facts.owners.map(({ id, name = FORMER }) => ({
    value: id,
    name: voice.plain({ person: { id, name } }),
  }));
  const strange =
    choice.owner !== undefined && choice.owner !== WITHOUT && !facts.owners.some(({ id }) => id === choice.owner);
  const currencies = facts.figures.costs.map(({ sum }) => ({ value: sum.currency, name: sum.currency }));
  return html`<form method="get" class="filter" action="${registerPath(ask)}" role="search">
<label class="search">${voice.page('page.filter.text')}<input type="search" name="q" value="${choice.text ?? ''}" maxlength="200"></label>
${select('stage', voice.page('page.filter.stage'), [open, ...stages], word.getAll('stage'))}
${select('class', voice.page('page.filter.class'), [...CLASSES.map((value) => ({ value, name: capital(voice.plain(className(value))) })), none], choice.classes ?? [])}
${select('cause', voice.page('page.cause'), [...CAUSE_CODES.map((value) => ({ value, name: causeWord(voice, value) })), none], choice.causes ?? [])}
${select('owner', voice.page('page.owner'), [...owners, ...(strange && choice.owner ? [{ value: choice.owner, name: choice.owner }] : []), none], choice.owner ? [choice.owner] : [])}
${select(
  'due',
  voice.page('page.column.due'),
  DUES.map((value) => ({ value, name: voice.page(`page.due.${value}`) })),
  choice.due ? [choice.due] : [],
)}
${select(
  'age',
  voice.page('page.filter.age'),
  AGES.map((value, at) => ({ value, name: voice.page(`page.age.${value}`, { days: AGE_DAYS[at] ?? AGE_DAYS[2] }) })),
  choice.age ? [choice.age] : [],
)}
${currencies.length > 1 || choice.currency ? select('currency', voice.page('page.filter.currency'), currencies.length > 0 ? currencies : [{ value: choice.currency ?? '', name: choice.currency ?? '' }], choice.currency ? [choice.currency] : []) : ''}
${
  facts.repositories
    ? select(
        'repository',
        voice.page('page.filter.repository'),
        facts.repositories.map(({ project, name }) => ({ value: project, name })),
        ask.projects,
      )
    : ''
}
${facts.isKnown ? html`<label class="tick"><input type="checkbox" name="waits" value="me"${choice.mine ? html` checked` : ''}> ${voice.page('page.filter.mine')}</label>` : ''}
${word.get('sort') === null ? '' : html`<input type="hidden" name="sort" value="${word.get('sort')}">`}
<button>${voice.page('page.filter.apply')}</button>
${isNarrowed(ask) ? html`<a href="${registerPath(ask)}">${voice.page('page.filter.clear')}</a>` : ''}
</form>`;
}

function causeWord(voice: Voice, code: CauseCode): string {
  return capital(voice.page(`page.cause.${code}`));
}

/** How many there are, and what they cost: each currency by itself, with the number of those that are in it. */
function sumsView(voice: Voice, ask: RegisterAsk, { figures }: RegisterFacts): Html {
  const { total, more, costs, days } = figures;
  const { cursor: _, ...first } = ask;
  const cost = costs.map(({ sum, count }) => {
    const words = voice.page('page.sum.cost', { money: voice.plain({ money: sum }), count });
    const only = { ...first, choice: { ...ask.choice, currency: sum.currency } };
    return html`<li>${costs.length > 1 ? html`<a href="${queryOf(only)}#rows">${words}</a>` : words}</li>`;
  });
  return html`<ul class="sums" aria-label="${voice.page('page.sum')}"><li><strong>${voice.page(more ? 'page.register.more' : 'page.register.total', { count: total })}</strong></li>${cost}${days.count > 0 ? html`<li>${voice.page('page.sum.days', { days: days.sum, count: days.count })}</li>` : ''}${more ? html`<li>${voice.page('page.sum.too-many', { most: COUNTED_TO })}</li>` : ''}</ul>`;
}

function tableView(voice: Voice, ask: RegisterAsk, facts: RegisterFacts): Html {
  const { cursor: _, ...first } = ask;
  const column = (sort: RegisterSort, title: string) => {
    const mine = ask.sort === sort;
    const order = mine ? (ask.descending ? 'descending' : 'ascending') : 'none';
    const descending = mine ? !ask.descending : LARGEST_FIRST.includes(sort);
    return html`<th scope="col" aria-sort="${order}"><a href="${queryOf({ ...first, sort, descending }) || '?'}#rows">${title}<span aria-hidden="true">${mine ? (ask.descending ? ' ↓' : ' ↑') : ''}</span></a></th>`;
  };
  const titles = TITLES(voice);
  const several = facts.repositories !== undefined;
  return html`<table class="cards wide-table register-table"><caption class="visually-hidden">${voice.page('page.register')}</caption><thead><tr>${REGISTER_SORTS_SHOWN.map((sort) => column(sort, titles[sort]))}</tr></thead>
<tbody>${facts.rows.map((row) => line(voice, row, { titles, several, now: facts.now }))}</tbody></table>`;
}

/** In the order of the columns. */
const REGISTER_SORTS_SHOWN = [
  'number',
  'title',
  'stage',
  'class',
  'cause',
  'owner',
  'cost',
  'days',
  'due',
  'updated',
] as const satisfies readonly (typeof REGISTER_SORTS)[number][];

export const TITLES = (voice: Voice): Readonly<Record<RegisterSort, string>> => ({
  number: voice.page('page.column.number'),
  title: voice.page('page.column.title'),
  stage: voice.page('page.filter.stage'),
  class: voice.page('page.filter.class'),
  cause: voice.page('page.cause'),
  owner: voice.page('page.owner'),
  cost: voice.page('page.column.cost'),
  days: voice.page('page.column.days'),
  due: voice.page('page.column.due'),
  updated: voice.page('page.column.updated'),
});

interface Beside {
  readonly titles: Readonly<Record<RegisterSort, string>>;
  readonly several: boolean;
  readonly now: string;
}

function line(voice: Voice, row: RegisterEntry, { titles, several, now }: Beside): Html {
  const { tenant, project, stream } = row.ref;
  const stage = STAGES.find((one) => one === row.stage);
  const found = CLASSES.find((one) => one === row.class);
  const cause = row.cause !== undefined && row.cause in CAUSES ? (row.cause as CauseCode) : undefined;
  const none = html`<span class="muted">–</span>`;
  // On a phone a row is a card, whose figures need their names beside them.
  const cell = (sort: RegisterSort, value: Html | string | undefined, kind = '') =>
    html`<td class="${kind}${value === undefined ? ' nothing' : ''}"><span class="cell-name">${titles[sort]}</span> ${value ?? none}</td>`;
  const owner = row.owner === undefined ? undefined : { id: row.owner, name: row.ownerName ?? FORMER };
  return html`<tr><td class="number">#${row.number}</td><th scope="row"><a href="${changePath(tenant, project, stream)}">${row.title || voice.page('page.no-title')}</a>${several ? html`<span class="where">${row.repository}</span>` : ''}</th>
<td>${stage ? html`<span class="stage-word stage-word-${stage}">${voice.begin(stageName(stage))}</span>` : row.stage}</td>
${cell('class', found && html`<span class="class-name class-${found}">${voice.begin(className(found))}</span>`)}${cell('cause', cause && causeWord(voice, cause))}${cell('owner', owner && voice.plain({ person: owner }))}
${cell('cost', row.cost && voice.plain({ money: row.cost }), 'figure')}${cell('days', row.days === undefined ? undefined : voice.page('page.days', { days: row.days }), 'figure')}
${cell('due', row.due && html`<time datetime="${row.due}">${voice.plain({ day: row.due, ...(row.due < now ? {} : { ahead: true }) })}</time>${row.due < now ? html` <strong class="over">${voice.page('page.due.over')}</strong>` : ''}`)}
${cell('updated', html`<time datetime="${row.updatedAt}">${voice.plain({ day: row.updatedAt })}</time>`)}</tr>`;
}

function pager(voice: Voice, ask: RegisterAsk, { next, previous }: RegisterFacts): Html {
  if (!next && !previous) return html``;
  const at = (cursor: string) => `${queryOf({ ...ask, cursor })}#rows`;
  return html`<nav class="pager" aria-label="${voice.page('page.pages')}">
${previous ? html`<a rel="prev" href="${at(previous)}">${voice.page('page.previous')}</a>` : ''}
${next ? html`<a rel="next" href="${at(next)}">${voice.page('page.later')}</a>` : ''}
</nav>`;
}

/** What of an address nobody understands, and how it would be understood. */
export function misreadView(voice: Voice, path: string, misread: readonly Misread[]): Html {
  // Marks of full width are set apart by themselves.
  const blank = voice.setting.locale === 'en' ? ' ' : '';
  return html`<article class="quiet-page"><h1>${voice.page('page.misread.title')}</h1><p>${voice.page('page.misread.text')}</p><ul class="plain">${misread.map(
    ({ name, value, why, known }) =>
      html`<li><code>${name}=${value}</code><br>${voice.page(`page.misread.${why}`)}${known ? html`${blank}${voice.page('page.misread.known')}${blank}${known.map((one, at) => html`${at > 0 ? ' ' : ''}<code>${one}</code>`)}` : ''}</li>`,
  )}</ul><p><a class="button primary" href="${path}">${voice.page('page.misread.open')}</a></p></article>`;
}
