/** The pages on which people say where they are reached and what they want to be told. */
import { CHOICES, type Choices, KINDS, type ReaderSettings } from '@countersign/core/notice/reader.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

/** What was done or could not be, said at the top of the page. */
export type Said =
  | 'kept'
  | 'code-sent'
  | 'just-now'
  | 'no-address'
  | 'not-sent'
  | 'wrong-code'
  | 'confirmed'
  | 'forgotten'
  | 'off';

const WENT_WRONG: readonly Said[] = ['just-now', 'no-address', 'not-sent', 'wrong-code'];

export function isTrouble(said: Said): boolean {
  return WENT_WRONG.includes(said);
}

/** For somebody who is signed in. */
export function noticesView(voice: Voice, found: ReaderSettings, mails: boolean, said: Said | undefined): Html {
  return html`<article class="change notices">
<header class="change-head"><h1>${voice.page('page.notices')}</h1><p class="hint">${voice.page('page.notices.about')}</p></header>
${saidView(voice, said)}
<section class="part part-acting" aria-labelledby="part-mail"><h2 id="part-mail">${voice.page('page.notices.mail')}</h2>
${mails ? mailView(voice, found) : html`<p class="empty">${voice.page('page.notices.no-mail')}</p>`}</section>
${choicesView(voice, found.choices, '/notices')}</article>`;
}

/** For whoever has the link of a mail: it shows no name and no address. */
export function linkedView(voice: Voice, found: ReaderSettings, to: string, said: Said | undefined): Html {
  return html`<article class="change notices">
<header class="change-head"><h1>${voice.page('page.notices')}</h1><p class="hint">${voice.page('page.notices.about')}</p></header>
${saidView(voice, said)}
<section class="part part-acting" aria-labelledby="part-off"><h2 id="part-off">${voice.page('page.notices.off')}</h2>
<p>${voice.page('page.notices.off.about')}</p>
<form method="post" action="${to}"><p class="buttons"><button name="do" value="off">${voice.page('page.notices.off.button')}</button></p></form></section>
${choicesView(voice, found.choices, to)}</article>`;
}

function saidView(voice: Voice, said: Said | undefined): Html | '' {
  if (!said) return '';
  return html`<p class="${isTrouble(said) ? 'warning' : 'next'}" role="status">${voice.page(`page.notices.said.${said}`)}</p>`;
}

function mailView(voice: Voice, { mail, asked, refused }: ReaderSettings): Html {
  const stands = mail
    ? html`<p>${voice.page('page.notices.mail.stands')} <strong><bdi>${mail}</bdi></strong></p>`
    : html`<p>${voice.page('page.notices.mail.none')}</p>`;
  const bad = refused ? html`<p class="warning">${voice.page('page.notices.mail.refused')} <q>${refused}</q></p>` : '';
  const code = asked
    ? html`<form method="post" action="/notices"><div class="field"><label for="code">${voice.page('page.notices.code')}</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" aria-describedby="code-about">
<p class="muted" id="code-about">${voice.page('page.notices.code.about')} <bdi>${asked}</bdi></p></div>
<p class="buttons"><button class="button primary" name="do" value="confirm">${voice.page('page.notices.code.button')}</button></p></form>`
    : '';
  return html`${stands}${bad}${code}
<form method="post" action="/notices"><div class="field"><label for="mail">${voice.page(mail ? 'page.notices.mail.other' : 'page.notices.mail.yours')}</label>
<input id="mail" name="mail" type="text" inputmode="email" autocomplete="email" required maxlength="254" value="${asked ?? ''}" aria-describedby="mail-about">
<p class="muted" id="mail-about">${voice.page('page.notices.mail.about')}</p></div>
<p class="buttons"><button name="do" value="ask-mail">${voice.page('page.notices.mail.button')}</button></p></form>
${mail ? html`<form method="post" action="/notices"><p class="buttons"><button class="quiet" name="do" value="forget">${voice.page('page.notices.mail.forget')}</button></p></form>` : ''}`;
}

function choicesView(voice: Voice, choices: Choices, to: string): Html {
  return html`<section class="part part-acting" aria-labelledby="part-choices"><h2 id="part-choices">${voice.page('page.notices.choices')}</h2>
<p>${voice.page('page.notices.choices.about')}</p>
<form method="post" action="${to}">${KINDS.map((kind) => {
    const chosen = choices[kind];
    return html`<div class="field"><label for="kind-${kind}">${voice.page(`page.notices.kind.${kind}`)}</label>
<select id="kind-${kind}" name="kind.${kind}"><option value="">${voice.page('page.notices.choice.rules')}</option>${CHOICES.map(
      (one) =>
        html`<option value="${one}"${one === chosen ? ' selected' : ''}>${voice.page(`page.notices.choice.${one}`)}</option>`,
    )}</select></div>`;
  })}<p class="buttons"><button class="button primary" name="do" value="choose">${voice.page('page.notices.choices.button')}</button></p></form></section>`;
}
