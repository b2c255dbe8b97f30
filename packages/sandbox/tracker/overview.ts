/** The start page of the sandbox and its quiet pages: nothing found, something broken. */
import { html } from 'hono/html';
import type { Html, Visit } from './layout.ts';

export function overview({ say, tracker }: Visit): Html {
  return html`<article class="item welcome">
<h1>${tracker.owner} / ${tracker.repository}</h1>
<p class="lead">${say('welcome')}</p>
</article>`;
}

export function plain({ say }: Visit, sentence: string): Html {
  return html`<article class="item"><h1>${sentence}</h1><p><a class="button" href="/">${say('home')}</a></p></article>`;
}
