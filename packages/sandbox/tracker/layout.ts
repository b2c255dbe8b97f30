/** The frame of every tracker page: the bar, the five faces, the guide, the lists and the growing ledger around what is open. */
import { html } from 'hono/html';
import type { Guide, Step } from './guide.ts';
import { filePath, homeOf, newIssuePath, pathOf } from './place.ts';
import type { Face, LedgerLine, Row, Tracker } from './port.ts';
import { type Locale, type Speak, when } from './words.ts';

export type Html = ReturnType<typeof html>;

/** What every page needs to know about the visit. */
export interface Visit {
  /** The repository that is shown. */
  readonly tracker: Tracker;
  readonly trackers: readonly Tracker[];
  readonly locale: Locale;
  readonly say: Speak;
  readonly me: Face;
  /** Path and query of this page, to come back to. */
  readonly here: string;
  /** What the button "Start over" has to send. */
  readonly startOverToken: string;
  /** Path of the policy's file. */
  readonly policy: string;
  /** Above a page that is none of the tracker's. */
  readonly isBeside?: boolean;
}

export interface Frame {
  readonly title: string;
  readonly guide: Guide;
  readonly rows: readonly Row[];
  readonly ledger: readonly LedgerLine[];
  /** Number of the item that is open. */
  readonly current?: number;
}

export function page(visit: Visit, frame: Frame, main: Html): Html {
  const { say, locale, tracker } = visit;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${frame.title} · ${tracker.owner}/${tracker.repository}</title>
<link rel="icon" href="/tracker/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/tracker/style.css">
<link rel="stylesheet" href="/tracker/strip.css">
<script src="/tracker/tracker.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header class="strip">${strip(visit, frame.guide)}</header>
<div class="columns">
${lists(visit, frame)}
<main id="main" tabindex="-1">${main}</main>
${ledgerPanel(visit, frame.ledger)}
</div>
</body>
</html>`;
}

function strip(visit: Visit, guide: Guide): Html {
  return html`${bar(visit)}
${faces(visit)}
${guideCard(visit, guide)}`;
}

/** The same above the product's own pages. */
export function stripView(visit: Visit, guide: Guide): Html {
  return html`<aside class="strip" aria-label="${visit.say('sandbox')}">${strip(visit, guide)}</aside>`;
}

function bar({ isBeside, say, locale, here, tracker, trackers, startOverToken }: Visit): Html {
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return html`<div class="sandbox-bar">
<p class="bar-note"><span class="bar-dot" aria-hidden="true"></span>${say('bar')}</p>
<nav class="repository" aria-label="${say('repositories')}"><span class="repository-owner">${tracker.owner} / </span>${trackers.map((one, place) => html`<a href="${place === 0 ? '/' : homeOf(one)}"${one === tracker && !isBeside ? html` aria-current="true"` : ''}>${one.repository}</a>`)}</nav>
<div class="bar-end">
<a class="quiet" href="/outbox">${say('outbox')}</a>
<a class="quiet" href="${withLanguage(here, other)}" hreflang="${other}" lang="${other}">${say('language')}</a>
<form method="post" action="/start-over" data-confirm="${say('startOverConfirm')}"><input type="hidden" name="token" value="${startOverToken}"><button class="quiet">${say('startOver')}</button></form>
</div>
</div>`;
}

function withLanguage(here: string, locale: Locale): string {
  const url = new URL(here, 'http://tracker');
  url.searchParams.set('lang', locale);
  return url.pathname + url.search;
}

function faces({ tracker, say, me, here }: Visit): Html {
  return html`<form class="faces" method="post" action="/as">
<input type="hidden" name="to" value="${here}">
<p class="faces-label"><span id="faces-label">${say('youAre')}</span> <span class="faces-me">${me.login} · ${say(`role.${me.role}`)}</span></p>
<div class="faces-row" role="group" aria-labelledby="faces-label">
${tracker.faces().map(
  (
    face,
  ) => html`<button name="login" value="${face.login}" class="face" aria-pressed="${face.login === me.login ? 'true' : 'false'}">
${avatar(face.login, face.role)}<span class="face-words"><span class="face-name">${face.login}</span><span class="face-role">${say(`role.${face.role}`)}</span></span></button>`,
)}
</div>
</form>`;
}

/** A round initial; its colour only helps to tell people apart, the name always stands beside it. */
export function avatar(login: string, kind: Face['role'] | 'app' | 'other'): Html {
  return html`<span class="avatar avatar-${kind}" aria-hidden="true">${[...login][0]?.toUpperCase() ?? '?'}</span>`;
}

export function avatarOf(tracker: Tracker, login: string, bot = false): Html {
  return avatar(login, bot ? 'app' : (tracker.faces().find((face) => face.login === login)?.role ?? 'other'));
}

function guideCard({ say, me, here }: Visit, { chapters, now }: Guide): Html {
  const steps = chapters.flatMap((one) => one.steps);
  const chapter = now && chapters.find((one) => one.steps.includes(now));
  // Going to where one is would load the page again, and what one has changed in the filled-in text would be gone.
  const [place, anchor = 'main'] = now?.to.split('#') ?? [];
  const arrived = now?.login === me.login && place === here;
  const count =
    chapter && html` <span class="count">${chapter.steps.indexOf(now as Step) + 1} / ${chapter.steps.length}</span>`;
  return html`<section class="guide" aria-labelledby="guide-title" aria-live="polite" data-live="guide">
<div class="guide-now">
<h2 id="guide-title">${chapter ? html`${chapter.title}${count}` : say('guide')}</h2>
<p class="guide-text">${now ? now.text : say('guideFinished')}</p>
${
  arrived
    ? html`<p class="buttons">${now && now.example.length > 0 ? html`<button type="button" class="primary" data-example="${JSON.stringify(now.example)}" hidden>${say('guideFill')}</button>` : ''}<a class="button" href="#${anchor}">${say('guideBelow')}</a></p>`
    : now
      ? html`<form method="post" action="/as"><input type="hidden" name="login" value="${now.login}"><input type="hidden" name="to" value="${now.to}"><button class="primary">${now.action}</button></form>`
      : ''
}
</div>
<details class="guide-all"><summary>${say('guideAll')}</summary>
${chapters.map(
  (one) => html`<h3>${one.title}</h3>
<ol>${one.steps.map((step) => {
    const isDone = !now || steps.indexOf(step) < steps.indexOf(now);
    return html`<li class="${isDone ? 'done' : step === now ? 'now' : ''}"${step === now ? html` aria-current="step"` : ''}>${step.text}${isDone ? html` <span class="guide-mark">✓ ${say('guideDone')}</span>` : ''}</li>`;
  })}</ol>`,
)}
</details>
</section>`;
}

function lists(visit: Visit, { rows, current }: Frame): Html {
  const { say, tracker } = visit;
  const group = (kind: Row['kind'], title: string) => {
    const mine = rows.filter((row) => row.kind === kind);
    return html`<section><h2>${title}<span class="count">${mine.length}</span></h2>
${mine.length === 0 ? html`<p class="empty">${say('nothing')}</p>` : html`<ul>${mine.map((row) => line(visit, row, row.number === current))}</ul>`}</section>`;
  };
  return html`<nav class="lists" aria-label="${say('list')}" data-live="lists">
<a class="button wide" href="${newIssuePath(tracker)}">${say('newIssue')}</a>
<p class="lists-file"><a href="${filePath(tracker, visit.policy)}">${say('policy')} <code>${visit.policy}</code></a></p>
${group('pull', say('pulls'))}
${group('issue', say('issues'))}
</nav>`;
}

function line({ tracker, say }: Visit, row: Row, current: boolean): Html {
  return html`<li><a href="${pathOf(tracker, row)}"${current ? html` aria-current="page"` : ''}><span class="line-title">${row.title}</span>
<span class="line-more"><span class="state state-${row.state}">${say(row.state)}</span> #${row.number} · ${row.author}</span>
${row.labels.length > 0 ? html`<span class="chips">${row.labels.map(chip)}</span>` : ''}</a></li>`;
}

/** A label with its colour as a dot: the words keep the page's own contrast whatever colour somebody chose. */
export function chip(label: { readonly name: string; readonly color: string }): Html {
  const color = /^[0-9a-f]{6}$/i.test(label.color) ? `#${label.color}` : '#888888';
  return html`<span class="chip"><svg viewBox="0 0 8 8" aria-hidden="true"><circle cx="4" cy="4" r="4" fill="${color}"></circle></svg>${label.name}</span>`;
}

function ledgerPanel({ say, locale }: Visit, lines: readonly LedgerLine[]): Html {
  const newest = [...lines].reverse();
  return html`<aside class="ledger" aria-labelledby="ledger-title" data-live="ledger">
<h2 id="ledger-title">${say('ledger')}<span class="count">${lines.length}</span></h2>
<p class="about">${say('ledgerAbout')}</p>
${
  newest.length === 0
    ? html`<p class="empty">${say('ledgerEmpty')}</p>`
    : html`<ol reversed tabindex="0" aria-labelledby="ledger-title">${newest.map(
        (one) =>
          html`<li><p>${one.text}</p><p class="ledger-more">${one.actor ? html`<span>${one.actor}</span>` : ''} <time datetime="${one.at}">${when(one.at, locale)}</time> <code title="${one.hash}">${one.hash.slice(0, 10)}</code></p></li>`,
      )}</ol>`
}
</aside>`;
}
