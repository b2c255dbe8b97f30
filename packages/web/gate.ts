/** The page behind the check of a pull request: why it may merge or not, and what would open it. */

import { asksForCheck } from '@countersign/core/gate/head.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import { policyLink } from './policy.ts';
import type { GateFacts } from './port.ts';
import { verdictView } from './verdict.ts';

export function gateView(
  voice: Voice,
  facts: GateFacts,
  of: { readonly tenant: string; readonly project: string },
): Html {
  return html`<article class="change">
<header class="change-head">
<p class="eyebrow">${voice.page('page.pull-request')} <a href="${facts.address}">${facts.label}</a></p>
<h1>${facts.title}</h1>
</header>
<section class="part" aria-labelledby="gate"><h2 id="gate">${voice.page('page.gate.merge')}</h2>
${facts.merged ? html`<p>${voice.page('page.gate.merged')}</p>` : ''}${facts.observed ? html`<p>${voice.begin(words('gate.observed'))}</p>` : ''}${verdictView(voice, facts.verdict)}
${promises(facts) ? html`<p class="hint">${voice.begin(words('gate.seconds', { branches: { quoted: facts.base ?? '' } }))}</p>` : ''}
${facts.changes.size > 0 ? html`<p class="links">${voice.page('page.gate.changes')}${COLON[voice.setting.locale]}${[...facts.changes].map(([label, address], index) => html`${index > 0 ? ' · ' : ''}<a href="${address}">${label}</a>`)}</p>` : ''}
<p class="hint">${voice.page('page.gate.as-of', { at: voice.plain({ instant: facts.at }) })}</p>
<p class="links">${policyLink(voice, of)}</p>
</section>
</article>`;
}

/** Whether it reads as if it would hold wherever the pull request goes. */
function promises({ verdict, base, merged, observed }: GateFacts): boolean {
  return verdict.open && asksForCheck(verdict) && base !== undefined && !merged && !observed;
}
