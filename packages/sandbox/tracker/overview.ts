/** The start page of the sandbox and its quiet pages: nothing found, something broken. */
import { html } from 'hono/html';
import type { Guide } from './guide.ts';
import type { Html, Visit } from './layout.ts';
import type { Locale } from './words.ts';

/** @param language Of what is in the repository, when that is known. */
export function overview({ say, tracker, locale }: Visit, { steps, now }: Guide, language?: Locale): Html {
  const index = now ? steps.indexOf(now) : steps.length;
  return html`<article class="item welcome">
<h1>${tracker.owner} / ${tracker.repository}</h1>
<p class="lead">${say(now ? 'welcome' : 'guideFinished')}</p>
${language !== undefined && language !== locale ? html`<p class="about">${say('otherLanguage')}</p>` : ''}
<ol class="walk" data-live="walk">${steps.map(
    (
      step,
      place,
    ) => html`<li class="${place < index ? 'done' : place === index ? 'now' : ''}"${place === index ? html` aria-current="step"` : ''}><span class="walk-number" aria-hidden="true">${place < index ? '✓' : place + 1}</span><div><p>${step.text}${place < index ? html`<span class="visually-hidden"> (${say('guideDone')})</span>` : ''}</p>
${place === index ? html`<form method="post" action="/as"><input type="hidden" name="login" value="${step.login}"><input type="hidden" name="to" value="${step.to}"><button class="primary">${step.action}</button></form>` : ''}</div></li>`,
  )}</ol>
</article>`;
}

export function plain({ say }: Visit, sentence: string): Html {
  return html`<article class="item"><h1>${sentence}</h1><p><a class="button" href="/">${say('home')}</a></p></article>`;
}
