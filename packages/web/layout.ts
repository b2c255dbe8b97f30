/** The frame around every page: language, title, styles, who is signed in, and nothing that a browser would have to fetch elsewhere. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import type { Visitor } from './port.ts';

export const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Frame {
  readonly title: string;
  /** Path and query of this page. */
  readonly here: string;
  readonly visitor: Visitor;
  /** Whoever looks is from outside and has a link: no script, and no address beside this one. */
  readonly isOutside?: true;
  /** Where the change request's project is listed, when this page belongs to one. */
  /** What whoever runs the pages puts above each of them. */
  readonly above?: Above;
  readonly register?: { readonly project: string; readonly address: string };
}

export interface Above {
  readonly html: Html;
  /** Addresses of what it is drawn and moved with. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

export function page(voice: Voice, frame: Frame, main: Html): Html {
  const { locale } = voice.setting;
  const other: Locale = locale === 'en' ? 'zh-CN' : 'en';
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${frame.title} · Countersign</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${frame.isOutside ? '' : html`<script src="/assets/page.js" defer></script>`}
${(frame.above?.styles ?? []).map((one) => html`<link rel="stylesheet" href="${one}">`)}${(frame.above?.scripts ?? []).map((one) => html`<script type="module" src="${one}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${voice.page('page.skip')}</a>
${frame.above?.html ?? ''}
<header class="top">
<p class="brand">Countersign</p>
${frame.register ? html`<p class="where"><a href="${frame.register.address}">${frame.register.project}</a></p>` : ''}
<div class="top-end">
<a href="${inLanguage(frame.here, other)}" lang="${other}" hreflang="${other}">${other === 'en' ? 'English' : '中文'}</a>
${frame.visitor.kind === 'person' ? html`<a href="/notices">${voice.page('page.notices')}</a> <form method="post" action="/logout"><span>${frame.visitor.login}</span> <button class="quiet">${voice.page('page.sign-out')}</button></form>` : ''}
</div>
</header>
<main id="main" tabindex="-1">${main}</main>
</body>
</html>`;
}

function inLanguage(here: string, locale: Locale): string {
  const url = new URL(here, 'http://page');
  url.searchParams.set('lang', locale);
  return url.pathname + url.search;
}

/** A page that only says something: nothing found, nobody signed in, something broken. */
export function quietPage(heading: string, text: Html | string, action: Html | '' = ''): Html {
  return html`<article class="quiet-page"><h1>${heading}</h1><p>${text}</p>${action}</article>`;
}
