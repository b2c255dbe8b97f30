/** Which version of a project's policy stood when, and who put it in force, newest first (`rules.md 7.2`). */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import type { PolicyFacts } from './port.ts';

function policyPath(tenant: string, project: string): string {
  return `/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/policy`;
}

/** Beside whatever rests on the policy. */
export function policyLink(
  voice: Voice,
  { tenant, project }: { readonly tenant: string; readonly project: string },
): Html {
  return html`<a href="${policyPath(tenant, project)}">${voice.page('page.policy.link')}</a>`;
}

/** @param contacts a link to their page */
export function policyView(voice: Voice, facts: PolicyFacts, contacts: Html): Html {
  const [newest] = facts.versions;
  return html`<article class="register">
<header class="change-head"><p class="eyebrow">${facts.project}</p><h1>${voice.page('page.policy')}</h1><p>${contacts}</p></header>
${facts.hints.length > 0 ? html`<section><h2>${voice.begin(words('policy.hints'))}</h2><ul>${facts.hints.map((one) => html`<li>${voice.begin(one)}</li>`)}</ul></section>` : ''}
${
  newest
    ? html`<p class="hint">${voice.page('page.policy.hint')}</p>
<table class="cards wide-table"><thead><tr><th scope="col">${voice.page('page.policy.since')}</th><th scope="col">${voice.page('page.who')}</th><th scope="col">${voice.page('page.policy.version')}</th><th scope="col">${voice.page('page.policy.text')}</th></tr></thead>
<tbody>${facts.versions.map((one) => line(voice, one, one === newest))}</tbody></table>`
    : html`<p class="empty">${voice.page('page.policy.empty')}</p>`
}
</article>`;
}

type Version = PolicyFacts['versions'][number];

function line(voice: Voice, { version, at, by, text, out }: Version, isNewest: boolean): Html {
  const word = isNewest && !out ? html` <strong>${voice.page('page.policy.stands')}</strong>` : '';
  const end = out
    ? html`<p class="hint">${voice.page(`page.policy.out.${out.why}`, { at: voice.plain({ instant: out.at }) })} · ${who(voice, out.by)}</p>`
    : '';
  return html`<tr><th scope="row"><time datetime="${at}">${voice.plain({ instant: at })}</time>${word}${end}</th><td>${who(voice, by)}</td>
<td><details class="hash"><summary>${shortDigest(version)}</summary><code>${version}</code></details></td><td>${voice.page(`page.policy.text.${text}`)}</td></tr>`;
}

function who(voice: Voice, by: Version['by']): Html {
  if (!by) return html`<span class="muted">${voice.page('page.policy.nobody')}</span>`;
  const { id, name } = by;
  return name === undefined ? html`<code>${id}</code>` : voice.say({ person: { id, name } });
}
