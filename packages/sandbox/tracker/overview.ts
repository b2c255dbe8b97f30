/** The start page of the sandbox and its quiet pages: nothing found, something broken. */
import { html } from 'hono/html';
import type { Chapter, Guide, Step } from './guide.ts';
import type { Html, Visit } from './layout.ts';
import type { Locale, Speak } from './words.ts';

/** @param language Of what is in the repository, when that is known. */
export function overview({ say, tracker, locale }: Visit, guide: Guide, language?: Locale): Html {
  const welcome = tracker.profile === 'light' ? 'welcomeLight' : guide.now ? 'welcome' : 'guideFinished';
  return html`<article class="item welcome">
<h1>${tracker.owner} / ${tracker.repository}</h1>
<p class="lead">${say(welcome)}</p>
${language !== undefined && language !== locale ? html`<p class="about">${say('otherLanguage')}</p>` : ''}
<div data-live="walk">${guide.chapters.map((one) => chapter(say, guide, one))}</div>
</article>`;
}

/** Only the one that one is in is unfolded. */
function chapter(say: Speak, { chapters, now }: Guide, { title, steps }: Chapter): Html {
  const all = chapters.flatMap((one) => one.steps);
  const index = now ? all.indexOf(now) - all.indexOf(steps[0] as Step) : steps.length;
  return html`<details class="walk-chapter"${index >= 0 && index < steps.length ? html` open` : ''}><summary>${title} <span class="count">${Math.max(0, Math.min(index, steps.length))} / ${steps.length}</span></summary>
<ol class="walk">${steps.map(
    (
      step,
      place,
    ) => html`<li class="${place < index ? 'done' : place === index ? 'now' : ''}"${place === index ? html` aria-current="step"` : ''}><span class="walk-number" aria-hidden="true">${place < index ? '✓' : place + 1}</span><div><p>${step.text}${place < index ? html`<span class="visually-hidden"> (${say('guideDone')})</span>` : ''}</p>
${place === index ? html`<form method="post" action="/as"><input type="hidden" name="login" value="${step.login}"><input type="hidden" name="to" value="${step.to}"><button class="primary">${step.action}</button></form>` : ''}</div></li>`,
  )}</ol></details>`;
}

export function plain({ say }: Visit, sentence: string): Html {
  return html`<article class="item"><h1>${sentence}</h1><p><a class="button" href="/">${say('home')}</a></p></article>`;
}
