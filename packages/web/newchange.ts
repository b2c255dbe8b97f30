/** A new change request: where it can be filed, the form, and the moment in which it is being recorded. */
import { words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Choice, Filed, Landing, NewFacts, Opening } from './editport.ts';
import { quietPage } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import { registerPath } from './registerask.ts';
import { type Posted, requestFields } from './requestform.ts';

export interface Unfiled extends Posted {
  readonly why: Exclude<Filed, { kind: 'done' }>;
  /** Of the press that was not answered, or had been filed. */
  readonly press: string;
}

interface Drawn {
  readonly found: NewFacts;
  readonly unfiled?: Unfiled;
  /** Its own address. */
  readonly here: string;
  readonly register: string;
  readonly press: string;
}

export function newView(voice: Voice, { found, unfiled, here, register, press }: Drawn): Html {
  const wrong = unfiled?.why.kind === 'invalid' ? unfiled.why.wrong : [];
  const button = voice.page(unfiled?.why.kind === 'filed-before' ? 'page.new.file.another' : 'page.new.file');
  return html`<article class="edit"><header class="change-head"><p class="eyebrow">${found.project}</p><h1>${voice.page('page.new.title')}</h1>
<p>${voice.page('page.new.text')}</p></header>
${unfiled ? notice(voice, unfiled, here) : ''}
<form class="part part-acting part-editing" method="post" action="${here}">
<p class="as">${voice.say({ id: 'page.acting.as', values: { person: { person: found.me } } })}</p>
<p class="hint">${voice.page(`page.new.then.${found.profile}`)}</p>
<input type="hidden" name="press" value="${press}">
${requestFields(voice, found, unfiled && { ...unfiled, wrong })}
<p class="buttons"><button class="button primary">${button}</button> <a class="button quiet" href="${register}">${voice.page('page.new.back')}</a></p></form></article>`;
}

function notice(voice: Voice, { why, press }: Unfiled, here: string): Html {
  const alert = (text: Html | string, more: Html | '' = '') =>
    html`<div class="warning" role="alert"><p>${text}</p>${more}</div>`;
  switch (why.kind) {
    case 'invalid':
      return alert(voice.page('page.new.mend'));
    case 'waiting':
      return alert(voice.page('page.new.waiting'));
    case 'declined':
      return alert(voice.say(words('page.new.declined', { message: why.message })));
    case 'filed-before':
      return alert(
        voice.page('page.new.filed-before'),
        html`<p><a class="button" href="${here}/${press}">${voice.page('page.new.open')}</a></p>`,
      );
  }
}

/** Why nothing can be filed there, and what would help. */
export function closedView(
  voice: Voice,
  { project, why }: Extract<Opening, { kind: 'closed' }>,
  register: string,
): Html {
  return html`<article class="quiet-page"><p class="eyebrow">${project}</p><h1>${voice.page('page.new.closed')}</h1><p>${voice.page(`page.new.closed.${why}`)}</p><p><a class="button" href="${register}">${voice.page('page.new.back')}</a></p></article>`;
}

/** @param tenant whose repositories they are */
export function choiceView(voice: Voice, tenant: string, choices: readonly Choice[]): Html {
  return html`<article class="edit"><header class="change-head"><h1>${voice.page('page.new.title')}</h1><p>${voice.page('page.new.choose')}</p></header>
<ul class="choices">${choices.map(({ project, name, why }) => {
    const address = `${registerPath({ tenant, project })}/new`;
    return html`<li>${why === undefined ? html`<a href="${address}">${name}</a>` : html`<strong>${name}</strong><p class="muted">${voice.page(`page.new.closed.${why}`)}</p>`}</li>`;
  })}</ul><p><a class="button quiet" href="${registerPath({ tenant })}">${voice.page('page.new.back')}</a></p></article>`;
}

export function comingView(voice: Voice, { label, address }: Extract<Landing, { kind: 'coming' }>, here: string): Html {
  return quietPage(
    voice.plain(words('page.new.coming.title', { label: { reference: label } })),
    voice.page('page.new.coming.text'),
    html`<p><a class="button primary" href="${here}">${voice.page('page.new.coming.look')}</a> <a class="button" href="${address}" rel="noreferrer">${voice.page('page.new.coming.issue')}</a></p>`,
  );
}
