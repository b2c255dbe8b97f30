/** One issue or pull request as a tracker shows it: body, comments, checks with their buttons, labels, and what one may do. */
import { html, raw } from 'hono/html';
import { avatarOf, chip, type Html, type Visit } from './layout.ts';
import { renderMarkdown } from './markdown.ts';
import { homeOf, pathOf } from './place.ts';
import type { Check, Comment, Item } from './port.ts';
import { when } from './words.ts';

export interface Draft {
  /** What the comment box holds at first. */
  readonly comment: string;
  /** What the item's own text is proposed to be; its editor is then open. */
  readonly body?: string;
  /** Why the last action was refused. */
  readonly refusal?: string;
}

export function itemView(visit: Visit, item: Item, draft: Draft): Html {
  const { say } = visit;
  const path = pathOf(visit.tracker, item);
  return html`<article class="item">
<div data-live="head">
<h1>${item.title} <span class="number">#${item.number}</span></h1>
<p class="item-state"><span class="state state-${item.state}">${say(item.state)}</span>
${item.pull ? html`<span><strong>${item.author}</strong> ${raw(wants(visit, item))}</span>` : html`<span><strong>${item.author}</strong> ${say('opened', { at: when(item.at, visit.locale) })}</span>`}</p>
${labels(visit, item, path)}
</div>
${draft.refusal ? html`<p class="refusal" role="alert"><strong>${say('refused')}</strong> ${draft.refusal}</p>` : ''}
<div data-live="body">${post(visit, item, path, draft.body)}</div>
<div data-live="comments" class="comments">${item.comments.map((one) => comment(visit, one, path))}</div>
${item.pull ? html`<div data-live="checks">${checksAndMerge(visit, item, path)}</div>` : ''}
${box(visit, item, path, draft)}
</article>`;
}

function wants({ say }: Visit, item: Item): string {
  const [head, base] = ['HEAD', 'BASE'];
  const name = (branch: string) => html`<code>${branch}</code>`;
  return escapeThen(say(item.state === 'open' ? 'wants' : 'wanted', { head, base }), {
    HEAD: String(name(item.pull?.head ?? '')),
    BASE: String(name(item.pull?.base ?? '')),
  });
}

/** Our own sentence with ready-made markup in its places. */
function escapeThen(sentence: string, places: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/HEAD|BASE/g, (place) => places[place] ?? '');
}

function labels({ say }: Visit, item: Item, path: string): Html {
  return html`<div class="labels"><span class="visually-hidden">${say('labels')}</span>
${item.labels.map(
  (label) =>
    html`<form method="post" action="${path}/label"><input type="hidden" name="name" value="${label.name}"><input type="hidden" name="on" value="no"><span class="chip-with">${chip(label)}<button class="chip-off" aria-label="${say('remove', { label: label.name })}">×</button></span></form>`,
)}
<details class="add-label"><summary>${say('addLabel')}</summary><form method="post" action="${path}/label" class="inline"><input name="name" required maxlength="50" aria-label="${say('addLabel')}" placeholder="approved"><input type="hidden" name="on" value="yes"><button>${say('add')}</button></form></details>
</div>`;
}

function post(visit: Visit, item: Item, path: string, proposed: string | undefined): Html {
  const { say, tracker, locale } = visit;
  return html`<section class="post">
<div class="post-head">${avatarOf(tracker, item.author)}<strong>${item.author}</strong> <time datetime="${item.at}">${when(item.at, locale)}</time></div>
<div class="markdown">${item.body.trim() ? raw(renderMarkdown(item.body, homeOf(tracker))) : html`<p class="empty">${say('nothing')}</p>`}</div>
<details class="edit" id="edit" data-keep="edit-${item.number}"${proposed === undefined ? '' : html` open`}><summary>${say('edit')}</summary>
<form method="post" action="${path}/edit" class="stack">
<label>${say('title')}<input name="title" value="${item.title}" required maxlength="256"></label>
<label>${say('text')}<textarea name="body" rows="${proposed === undefined ? 14 : 8}">${proposed ?? item.body}</textarea></label>
<div><button class="primary">${say('save')}</button></div>
</form></details>
</section>`;
}

function comment({ say, tracker, locale }: Visit, one: Comment, path: string): Html {
  const text = html`<div class="markdown">${raw(renderMarkdown(one.body, homeOf(tracker)))}</div>`;
  return html`<section class="post ${one.bot ? 'post-app' : ''}" id="comment-${one.id}">
<div class="post-head">${avatarOf(tracker, one.author, one.bot)}<strong>${one.author}</strong>${one.bot ? html`<span class="tag">${say('app')}</span>` : ''} <a href="#comment-${one.id}"><time datetime="${one.at}">${when(one.at, locale)}</time></a>${one.edited ? html`<span class="muted"> · ${say('edited')}</span>` : ''}</div>
${one.folded ? html`<details data-keep="folded-${one.id}"><summary class="muted">${say('folded')}</summary>${text}</details>` : text}
${one.nods?.length ? html`<p class="muted">👍 ${one.nods.join(', ')}</p>` : ''}<div class="post-foot"><details class="edit" data-keep="edit-comment-${one.id}"><summary>${say('edit')}</summary>
<form method="post" action="${path}/comment/${one.id}/edit" class="stack"><label>${say('text')}<textarea name="body" rows="6">${one.body}</textarea></label><div><button>${say('save')}</button></div></form></details>
<form method="post" action="${path}/comment/${one.id}/delete"><button class="quiet">${say('delete')}</button></form></div>
</section>`;
}

function checksAndMerge(visit: Visit, item: Item, path: string): Html {
  const { say } = visit;
  const pull = item.pull;
  if (!pull) return html``;
  const blocked = pull.missing.length > 0;
  return html`<section class="gate gate-${item.state !== 'open' ? item.state : blocked ? 'shut' : 'green'}">
<h2>${say('checks')} <code class="sha">${pull.sha.slice(0, 7)}</code></h2>
${pull.checks.length === 0 ? html`<p class="empty">${say('noChecks')}</p>` : pull.checks.map((check) => checkView(visit, check, path, pull.missing.includes(check.name)))}
<div class="merge">
${
  item.state === 'open'
    ? html`<p id="merge-why">${blocked ? html`<strong>${say('mergeBlocked')}</strong> ${say('mergeBlockedWhy', { names: pull.missing.join(', ') })}` : say('mergeReady')}</p>
<form method="post" action="${path}/merge"><button class="merge-button" aria-describedby="merge-why"${blocked ? html` disabled` : ''}>${say('merge')}</button></form>`
    : html`<p>${say(item.state === 'merged' ? 'mergedNow' : 'closedNow')}</p>`
}
</div>
${pull.files.length > 0 ? html`<details class="files"><summary>${say('files')} (${pull.files.length})</summary><ul>${pull.files.map((file) => html`<li><code>${file}</code></li>`)}</ul></details>` : ''}
${
  item.state === 'open'
    ? html`<details class="push" data-keep="push"><summary>${say('push')}</summary><form method="post" action="${path}/push" class="inline"><input name="message" required aria-label="${say('pushText')}" placeholder="${say('pushText')}"><button>${say('push')}</button></form></details>`
    : ''
}
</section>`;
}

const CONCLUSIONS = ['success', 'failure', 'action_required', 'neutral', 'cancelled'] as const;

function checkView({ say, tracker }: Visit, check: Check, path: string, required: boolean): Html {
  const word =
    check.status === 'completed' ? (CONCLUSIONS.find((one) => one === check.conclusion) ?? 'other') : check.status;
  return html`<div class="check check-${word}">
<p class="check-line"><span class="check-word">${say(`check.${word}`)}</span> <strong>${check.name}</strong>${required ? html` <span class="tag">${say('required')}</span>` : ''}</p>
${check.title ? html`<p class="check-title">${check.title}</p>` : ''}
<p class="check-do">${check.address ? html`<a href="${check.address}">${say('fullPage')}</a>` : ''}</p>
${check.summary ? html`<details data-keep="check-${check.name}"><summary>${say('details')}</summary><div class="markdown">${raw(renderMarkdown(check.summary, homeOf(tracker)))}</div></details>` : ''}
${
  check.buttons.length > 0
    ? html`<div class="check-buttons">${check.buttons.map(
        (button) =>
          html`<form method="post" action="${path}/check/${check.id}"><button name="identifier" value="${button.identifier}" title="${button.description}">${button.label}</button></form>`,
      )}</div>`
    : ''
}
</div>`;
}

function box({ say, me, tracker }: Visit, item: Item, path: string, draft: Draft): Html {
  return html`<section class="box" id="comment">
<form method="post" action="${path}/comment" class="stack">
<label class="box-label">${avatarOf(tracker, me.login)}<span>${say('yourComment', { who: me.login })}</span></label>
<textarea name="body" rows="${Math.max(4, Math.min(14, draft.comment.split('\n').length + 1))}" required aria-label="${say('yourComment', { who: me.login })}" aria-describedby="comment-hint">${draft.comment}</textarea>
<p class="hint" id="comment-hint">${say('commentHint')}</p>
<div class="box-foot"><button class="primary">${say('comment')}</button></div>
</form>
${item.state === 'merged' ? '' : html`<form method="post" action="${path}/edit" class="close-form"><button class="quiet" name="state" value="${item.state === 'open' ? 'closed' : 'open'}">${say(item.state === 'open' ? 'close' : 'reopen')}</button></form>`}
</section>`;
}
