/** To whom nothing can be carried, for whoever manages the changes of a project: they hear of nothing, and somebody has to say it to them (`rules.md 9`). */
import { isGroup } from '@countersign/core/notice/group.ts';
import type { Unreached } from '@countersign/core/notice/kept.ts';
import { isContact } from '@countersign/core/policy/contact.ts';
import { type Sentence, words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

export function unreachedView(voice: Voice, unreached: readonly Unreached[]): Html {
  return html`<section class="warning" aria-labelledby="unreached"><h2 id="unreached">${voice.page('page.unreached')}</h2>
<ul>${unreached.map((one) => html`<li>${voice.say(lineOf(one))}</li>`)}</ul>
<p>${voice.page('page.unreached.kept')}</p></section>`;
}

/** Nobody's address is among it: where somebody is reached is their own. */
function lineOf({ to, how, since, waiting }: Unreached): Sentence {
  const values = { name: isGroup(to.id) ? to.name : { person: to }, since: { instant: since }, waiting };
  if (how === 'trying') return words('page.unreached.trying', values);
  const isOfPolicy = isContact(to) || to.id.startsWith('mail:');
  return words(`page.unreached.${isGroup(to.id) ? 'group' : isOfPolicy ? 'contact' : 'account'}`, values);
}
