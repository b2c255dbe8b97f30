/** The pages for whoever signs by a link: what is signed, two steps, and what came of it. They work on a phone, without script, and on paper. */
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { SIGN_CHOICES, type SignChoice } from '@countersign/core/signoff/decider.ts';
import type { CustomerChange, CustomerLine } from '@countersign/core/view/customer.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import { differenceView } from '../difference.ts';
import type { Html, Voice } from '../markup.ts';
import type { SignedFacts, SignFacts, SignNo, SignTyped } from './port.ts';

export type Told = Exclude<SignNo, 'over'> | 'words-needed' | 'choice-needed';

export interface SignDrawn {
  /** Where its forms are sent to. */
  readonly to: string;
  /** Names the link to the server; absent where the browser keeps it. */
  readonly link?: string;
  readonly why?: Told;
  readonly typed?: Partial<SignTyped> & { readonly choice?: string };
}

/** @param order address of the change order */
export function signView(voice: Voice, facts: SignFacts, drawn: SignDrawn, order: string): Html {
  const { view, act, project, label, name, address, until } = facts;
  return html`<article class="sign">
<header class="change-head"><p class="eyebrow">${project} · ${label}</p><h1>${voice.page(`sign.title.${act}`)}</h1>
<p class="sign-what">${voice.say(view.title)}</p>
<p class="hint">${voice.say(words('sign.for', { name, address }))}<br>${voice.say(words('sign.until', { until: { instant: until } }))}</p></header>
${alertView(voice, drawn.why)}
${sinceView(voice, facts)}
${askedView(voice, facts)}
<section class="part" aria-labelledby="sign-text"><h2 id="sign-text">${voice.page('sign.text')}</h2>${differenceView(voice, view.before, view.after)}</section>
${view.fields.map((one) => html`<section class="part"><h2>${voice.page(one.name)}</h2>${linesView(voice, one.lines)}</section>`)}
<p class="hint">${voice.say(words('sign.shown', { digest: { quoted: shortDigest(facts.content) } }))}</p>
${orderLink(voice, facts, order)}
${stepsView(voice, facts, drawn)}
</article>`;
}

function alertView(voice: Voice, why: Told | undefined): Html {
  if (!why) return html``;
  return html`<div class="warning" role="alert" id="said"><p><strong>${voice.page('sign.refused.title')}</strong></p><p>${voice.page(`sign.refused.${why}`)}</p></div>`;
}

function linesView(voice: Voice, lines: readonly CustomerLine[]): Html {
  if (lines.length === 0) return html`<p class="empty">${voice.page('sign.since.gone')}</p>`;
  return html`<ul>${lines.map(({ text, facts }) => html`<li>${voice.say(text)}${facts.map((one) => html` <span class="muted">${voice.say(one)}</span>`)}</li>`)}</ul>`;
}

function sinceView(voice: Voice, { since, view }: SignFacts): Html {
  if (!since) return html``;
  const { title, before, after, fields } = since;
  return html`<section class="part part-since" aria-labelledby="sign-since"><h2 id="sign-since">${voice.page('sign.since')}</h2>
${title === undefined ? '' : html`<h3>${voice.page('sign.field.title')}</h3><p><del>${voice.say(title)}</del> <ins>${voice.say(view.title)}</ins></p>`}
${before ? differenceView(voice, before, view.before) : ''}${after ? differenceView(voice, after, view.after) : ''}
${fields.map((one) => changeView(voice, one))}</section>`;
}

function changeView(voice: Voice, { name, was, now }: CustomerChange): Html {
  return html`<h3>${voice.page(name)}</h3><div class="was"><p class="muted">${voice.page('sign.since.was')}</p>${linesView(voice, was)}</div><div class="now"><p class="muted">${voice.page('sign.since.now')}</p>${linesView(voice, now)}</div>`;
}

function askedView(voice: Voice, { asked }: SignFacts): Html {
  if (asked.length === 0) return html``;
  return html`<section class="part" aria-labelledby="sign-asked"><h2 id="sign-asked">${voice.page('sign.asked')}</h2><dl class="sign-asked">${asked.map(({ text, answer }) => html`<dt>${voice.say(text)}</dt><dd>${answer === undefined ? html`<span class="muted">${voice.page('sign.asked.open')}</span>` : voice.say(answer)}</dd>`)}</dl></section>`;
}

function stepsView(voice: Voice, facts: SignFacts, drawn: SignDrawn): Html {
  const { address, isCodeSent, content, version, act } = facts;
  const { to, link, typed = {} } = drawn;
  const hidden = html`${link === undefined ? '' : html`<input type="hidden" name="link" value="${link}">`}<input type="hidden" name="content" value="${content}"><input type="hidden" name="version" value="${version}">`;
  const code = html`<section class="part part-acting" aria-labelledby="sign-code"><h2 id="sign-code">${voice.page('sign.step.code')}</h2>
<p>${voice.say(words(isCodeSent ? 'sign.code.sent' : 'sign.code.hint', { address }))}</p>
<form method="post" action="${to}">${hidden}<p class="buttons"><button class="button${isCodeSent ? '' : ' primary'}" name="do" value="code">${voice.page(isCodeSent ? 'sign.code.again' : 'sign.code.ask')}</button></p></form></section>`;
  if (!isCodeSent && drawn.typed === undefined) return code;
  const choice = (one: SignChoice) =>
    html`<label class="choice"><input type="radio" name="choice" value="${one}"${typed.choice === one ? html` checked` : ''} required> ${voice.page(one === 'sign' ? `sign.choice.sign.${act}` : `sign.choice.${one}`)}</label>`;
  return html`${code}
<section class="part part-acting" aria-labelledby="sign-sign"><h2 id="sign-sign">${voice.page('sign.step.sign')}</h2>
<form method="post" action="${to}">${hidden}
<p class="field"><label for="code">${voice.page('sign.code.label')}</label><input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required></p>
<p class="field"><label for="name">${voice.page('sign.name.label')}</label><input id="name" name="name" type="text" autocomplete="name" maxlength="200" value="${typed.name ?? ''}" aria-describedby="name-hint"></p><p class="hint" id="name-hint">${voice.page('sign.name.hint')}</p>
<fieldset class="sign-choices"><legend>${voice.page('sign.choice')}</legend>${SIGN_CHOICES.map(choice)}</fieldset>
<p class="field"><label for="text">${voice.page('sign.words.label')}</label><textarea id="text" name="text" rows="4" maxlength="4000" aria-describedby="text-hint">${typed.text ?? ''}</textarea></p><p class="hint" id="text-hint">${voice.page('sign.words.hint')}</p>
${othersView(voice, facts, typed.knows)}
<p class="buttons"><button class="button primary" name="do" value="sign">${voice.page('sign.send')}</button></p></form></section>`;
}

/** With the same code: who has the mailbox says it. */
function othersView(voice: Voice, { others }: SignFacts, knows: readonly string[] = []): Html {
  if (others.length === 0) return html``;
  return html`<fieldset class="sign-choices" aria-describedby="others-hint"><legend>${voice.page('sign.others')}</legend>${others.map(
    ({ id, name, mail }) =>
      html`<label class="choice"><input type="checkbox" name="knows" value="${id}"${knows.includes(id) ? html` checked` : ''}> ${voice.say(name)} <span class="muted">${voice.say(mail)}</span></label>`,
  )}<p class="hint" id="others-hint">${voice.page('sign.others.hint')}</p></fieldset>`;
}

/** @param order address of the change order */
export function signedView(voice: Voice, facts: SignedFacts, order: string): Html {
  const { choice, act, at, content, address, project, label, title } = facts;
  const done = choice === 'sign' ? (`sign.done.sign.${act}` as const) : (`sign.done.${choice}` as const);
  return html`<article class="sign quiet-page"><p class="eyebrow">${project} · ${label}</p><h1>${voice.page('sign.done.title')}</h1>
<p class="sign-what">${voice.say(title)}</p><p>${voice.say(words(done, { at: { instant: at } }))}</p>
<p>${voice.say(words('sign.done.keep', { digest: { quoted: shortDigest(content) }, address }))}</p>${orderLink(voice, facts, order)}</article>`;
}

function orderLink(voice: Voice, { isOrdered }: Pick<SignFacts, 'isOrdered'>, order: string): Html {
  return isOrdered ? html`<p class="links"><a href="${order}">${voice.page('order.link')}</a></p>` : html``;
}

/** Said alike of every link that is none, so that a stranger learns nothing. @param kept what was typed and is not recorded */
export function overView(
  voice: Voice,
  {
    to,
    link,
    isSent,
    why,
    kept,
  }: {
    readonly to: string;
    readonly link?: string;
    readonly isSent: boolean;
    readonly why?: Told;
    readonly kept?: string;
  },
): Html {
  const keep = kept
    ? html`<p class="field"><label for="kept">${voice.page('sign.words.label')}</label><textarea id="kept" rows="4" readonly>${kept}</textarea></p>`
    : '';
  if (isSent)
    return html`<article class="quiet-page"><h1>${voice.page('sign.over.title')}</h1><p role="status">${voice.page('sign.over.sent')}</p></article>`;
  return html`<article class="quiet-page"><h1>${voice.page('sign.over.title')}</h1>${alertView(voice, why)}<p>${voice.page('sign.over.text')}</p><p>${voice.page('sign.over.new')}</p>${keep}
<form method="post" action="${to}">${link === undefined ? '' : html`<input type="hidden" name="link" value="${link}">`}<p class="buttons"><button class="button primary" name="do" value="renew">${voice.page('sign.over.ask')}</button></p></form></article>`;
}
