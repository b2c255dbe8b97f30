/** A change order as a page: on a phone, on paper, without script. */
import { COLON } from '@countersign/core/text/colon.ts';
import type { Value } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import { differenceView } from '../difference.ts';
import type { Html, Voice } from '../markup.ts';
import type { OrderFacts } from './port.ts';
import { type Cell, type Part, type Proof, type Row, type Sheet, sheetOf } from './sheet.ts';

/** @param file address of the same as a file @param back where the visitor came from */
export function orderView(voice: Voice, facts: OrderFacts, file: string): Html {
  const { order, label, project } = facts;
  const eyebrow = html`<p class="eyebrow">${project} · ${label}</p>`;
  if (!order)
    return html`<article class="quiet-page">${eyebrow}<h1>${voice.page('order.none.title')}</h1><p>${voice.page('order.none.text')}</p></article>`;
  const sheet = sheetOf(order, facts);
  return html`<article class="sign order">
<header class="change-head">${eyebrow}<h1>${voice.page('order.title')}</h1><p class="sign-what">${voice.say(sheet.title)}</p></header>
${factsView(voice, sheet)}
${sheet.parts.map((part) => html`<section class="part part-${part.kind}" aria-label="${voice.page(part.name)}"><h2>${voice.page(part.name)}</h2>${partView(voice, part)}</section>`)}
<p class="hint files">${voice.page('order.file')}${COLON[voice.setting.locale]}<a href="${file}" download>DOCX</a></p>
</article>`;
}

function factsView(voice: Voice, { facts }: Sheet): Html {
  return html`<dl class="reasons">${facts.map(([name, value]) => html`<div><dt>${voice.page(name)}</dt><dd>${voice.begin(value)}</dd></div>`)}</dl>`;
}

function partView(voice: Voice, part: Part): Html {
  switch (part.kind) {
    case 'difference':
      return differenceView(voice, part.before, part.after);
    case 'lines':
      return html`<ul>${part.lines.map(({ text, facts }) => html`<li>${voice.begin(text)}${facts.map((one) => html` <span class="muted">${voice.say(one)}</span>`)}</li>`)}</ul>`;
    case 'table':
      return tableView(
        voice,
        part.heads.map((head) => voice.page(head)),
        part.rows,
      );
    case 'proof':
      return html`<dl class="proof">${part.rows.map((row) => proofView(voice, row))}</dl>${part.made.map((one) => html`<p class="hint">${voice.say(one)}</p>`)}`;
  }
}

function tableView(voice: Voice, heads: readonly string[], rows: readonly Row[]): Html {
  return html`<table class="cards"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(({ text, as, besides }, at) => cellView(at === 0, html`${wordsView(voice, text, as)}${besides ? html`<p class="muted">${voice.begin(besides)}</p>` : ''}`))}</tr>`)}</tbody></table>`;
}

function wordsView(voice: Voice, text: Value, as: Cell['as']): Html {
  if (as === 'digest') return html`<code>${voice.plain(text)}</code>`;
  return as === 'name' ? voice.say(text) : voice.begin(text);
}

const cellView = (isHead: boolean, body: Html): Html =>
  isHead ? html`<th scope="row">${body}</th>` : html`<td>${body}</td>`;

const proofView = (voice: Voice, { of, digest }: Proof): Html =>
  html`<dt>${voice.say(of)}</dt><dd><code>${digest}</code></dd>`;
