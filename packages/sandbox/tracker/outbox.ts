/** The page of what people would be told: in a sandbox nothing is sent, and everything that would be is seen. */
import { html } from 'hono/html';
import type { Html, Visit } from './layout.ts';
import { avatarOf } from './layout.ts';
import type { Letter } from './port.ts';
import { when } from './words.ts';

/** @param letters oldest first @param contacts the page of people without an account */
export function outboxView(visit: Visit, letters: readonly Letter[], contacts?: string): Html {
  const { say, me } = visit;
  const mails = letters.filter(({ isMail }) => isMail).toReversed();
  const newest = letters.filter(({ isMail }) => !isMail).toReversed();
  const part = (title: string, some: readonly Letter[], none: string) =>
    html`<section><h2>${title}<span class="count">${some.length}</span></h2>${some.length === 0 ? html`<p class="empty">${none}</p>` : html`<ol class="letters">${some.map((one) => letterView(visit, one))}</ol>`}</section>`;
  return html`<article class="item outbox"><h1>${say('outbox')}</h1><p class="about">${say('outboxAbout')}</p>
<p class="about">${say('outboxMailAbout')}${contacts ? html` <a href="${contacts}">${say('outboxContacts')}</a>` : ''}</p>
${mails.length > 0 ? part(say('outboxMail'), mails, say('outboxNone')) : ''}
${part(
  say('outboxYours', { who: me.login }),
  newest.filter(({ to }) => to === me.login),
  say('outboxNone'),
)}
${part(
  say('outboxOthers'),
  newest.filter(({ to }) => to !== me.login),
  say('outboxNone'),
)}</article>`;
}

function letterView({ tracker, say, locale }: Visit, letter: Letter): Html {
  const { to, at, urgency, subject, lines, asks, because, isSettled, page, isMail } = letter;
  return html`<li class="letter${isSettled ? ' settled' : ''}">
<p class="letter-head">${isMail ? '' : avatarOf(tracker, to)}<span class="letter-to">${to}</span> <span class="state state-${urgency}">${say(`outbox.${urgency}`)}</span>${isSettled ? html` <span class="state">${say('outboxSettled')}</span>` : ''} <time datetime="${at}">${when(at, locale)}</time></p>
<h3>${subject}</h3>
${lines.map((one) => html`<p>${one}</p>`)}${asks.map((one) => html`<p><strong>${one}</strong></p>`)}
<p class="letter-foot">${page ? html`<a href="${page}">${say(isMail ? 'outboxSign' : 'fullPage')}</a> · ` : ''}${because}</p></li>`;
}
