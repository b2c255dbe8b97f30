/** The requirements of a repository, and one of them with every text that it ever had and what each changed (`rules.md 5.2`, 5.6). */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { html } from 'hono/html';
import { differenceView } from './difference.ts';
import type { Html, Voice } from './markup.ts';
import type { WhoPut } from './port.ts';
import { registerPath } from './registerask.ts';
import type {
  KeptText,
  RequirementFacts,
  RequirementLine,
  RequirementsFacts,
  RequirementsOf,
} from './requirementport.ts';

const requirementsPath = (of: RequirementsOf): string => `${registerPath(of)}/requirements`;

const requirementPath = (of: RequirementsOf, id: string): string => `${requirementsPath(of)}/${encodeURIComponent(id)}`;

/** Beside whatever is about requirements. */
export function requirementsLink(voice: Voice, of: RequirementsOf): Html {
  return html`<a href="${requirementsPath(of)}">${voice.page('requirement.link')}</a>`;
}

export function requirementsView(voice: Voice, of: RequirementsOf, facts: RequirementsFacts): Html {
  const { lines, next } = facts;
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('requirement.title')}</h1></header>
${
  lines.length > 0
    ? html`<p class="hint">${voice.page('requirement.hint')}</p>
<table class="cards wide-table"><thead><tr><th scope="col">${voice.page('page.column.number')}</th><th scope="col">${voice.page('page.column.title')}</th><th scope="col">${voice.page('requirement.saved')}</th><th scope="col">${voice.page('requirement.texts')}</th></tr></thead>
<tbody>${lines.map((one) => line(voice, of, one))}</tbody></table>`
    : html`<p class="empty">${voice.page('requirement.empty')}</p>`
}
${next ? html`<nav class="pager" aria-label="${voice.page('page.pages')}"><a rel="next" href="?from=${encodeURIComponent(next)}">${voice.page('page.later')}</a></nav>` : ''}
</article>`;
}

function line(voice: Voice, of: RequirementsOf, one: RequirementLine): Html {
  const state = one.isGone ? 'requirement.gone' : one.isMarked ? undefined : 'requirement.unmarked';
  return html`<tr><td class="number">${one.label}</td><th scope="row"><a href="${requirementPath(of, one.id)}">${titleOf(voice, one.text)}</a>${state ? html` <strong class="over">${voice.page(state)}</strong>` : ''}</th>
<td>${one.saved === undefined ? '' : html`<time datetime="${one.saved}">${voice.plain({ instant: one.saved })}</time> · ${who(voice, one.by)}`}</td><td class="figure">${voice.page('requirement.texts.count', { count: one.texts })}</td></tr>`;
}

export function requirementView(voice: Voice, facts: RequirementFacts): Html {
  const [newest] = facts.texts;
  return html`<article class="change">
<header class="change-head"><p class="eyebrow">${voice.page('requirement.one')} <a href="${facts.address}">${facts.label}</a></p><h1>${newest ? titleOf(voice, newest.text) : facts.label}</h1></header>
${goneView(voice, facts)}
${facts.isMarked ? '' : html`<p class="warning">${voice.page('requirement.unmarked.text')}</p>`}
${
  facts.names.length > 1
    ? html`<p class="hint">${voice.page('requirement.names', {
        names: facts.names
          .slice(1)
          .map(({ project, label }) => `${project}${label}`)
          .join(', '),
      })}</p>`
    : ''
}
<section class="part" aria-labelledby="texts"><h2 id="texts">${voice.page('requirement.history')}</h2>
<ol class="texts">${facts.texts.map((one, index) => textView(voice, one, facts.texts[index + 1]))}</ol></section>
</article>`;
}

function goneView(voice: Voice, { gone }: RequirementFacts): Html | '' {
  if (!gone) return '';
  const values = { at: voice.plain({ instant: gone.at }), to: gone.to ?? '' };
  const words =
    gone.how === 'deleted' ? 'requirement.gone.deleted' : gone.to ? 'requirement.gone.moved' : 'requirement.gone.away';
  return html`<p class="warning">${voice.page(words, values)} · ${who(voice, gone.by)}</p>`;
}

type Text = RequirementFacts['texts'][number];

/** @param before the text whose place it took, where one is known */
function textView(voice: Voice, { at, by, text, snapshot, isSame }: Text, before: Text | undefined): Html {
  const said = before && isSame ? html`<p class="hint">${voice.page('requirement.same')}</p>` : '';
  return html`<li><p><time datetime="${at}">${voice.plain({ instant: at })}</time> · ${who(voice, by)}</p>${said}
${bodyView(voice, text, before?.text)}
<details class="hash"><summary>${voice.page('page.hash')} ${shortDigest(snapshot)}</summary><code>${snapshot}</code></details></li>`;
}

function bodyView(voice: Voice, text: KeptText, before: KeptText | undefined): Html {
  if (typeof text === 'string') return html`<p class="empty">${voice.page(`requirement.text.${text}`)}</p>`;
  const old = before === undefined || typeof before === 'string' ? undefined : before;
  const title = old && old.title !== text.title ? html`<p><del>${old.title}</del> <ins>${text.title}</ins></p>` : '';
  const [from, to] = [old && markdownToText(old.body), markdownToText(text.body)];
  return html`${title}${differenceView(voice, from, to, { mayBeNew: false })}`;
}

export function titleOf(voice: Voice, text: KeptText): string {
  return typeof text === 'string' ? voice.page(`requirement.text.${text}`) : text.title || voice.page('page.no-title');
}

export function who(voice: Voice, by: WhoPut | undefined): Html {
  if (!by) return html`<span class="muted">${voice.page('requirement.nobody')}</span>`;
  const { id, name } = by;
  return name === undefined ? html`<code>${id}</code>` : voice.say({ person: { id, name } });
}
