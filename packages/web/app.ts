/** The pages as a hono app: change, gate, register, sign-in. Mounted at the root of the server's address; unknown paths fall through. */
import { yearIn } from '@countersign/core/calendar/date.ts';
import { FILED, takesFile } from '@countersign/core/change/filed.ts';
import { isTheirs } from '@countersign/core/change/offers.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { actingView } from './acting.ts';
import { agendaRoutes } from './agendaapp.ts';
import { assetsApp } from './assets.ts';
import { baselineRoutes } from './baselineroutes.ts';
import { changeView } from './change.ts';
import { contactRoutes, contactsLink } from './contacts.ts';
import { editRoutes } from './editroutes.ts';
import { fileAnswer } from './filedown.ts';
import { asTypedView } from './form/astyped.ts';
import type { Shown, Unsent } from './form/drawing.ts';
import { fieldsOf, hasParts, postedBy } from './form/posted.ts';
import { sentBy } from './form/sent.ts';
import { gateView } from './gate.ts';
import { type Above, CONTENT_POLICY, type Frame, page, quietPage } from './layout.ts';
import { type Html, type Voice, voice } from './markup.ts';
import { newRoutes } from './newroutes.ts';
import type { NoticeFacts } from './noticeport.ts';
import { noticeRoutes } from './noticeroutes.ts';
import { orderRoutes } from './order/routes.ts';
import type { PageFacts } from './pagefacts.ts';
import { policyView } from './policy.ts';
import type { Nothing, Visitor } from './port.ts';
import { localeKept } from './reader.ts';
import { registerRoutes } from './registerapp.ts';
import { registerPath } from './registerask.ts';
import { requirementRoutes } from './requirementroutes.ts';

export interface Pages {
  readonly facts: PageFacts;
  /** How people are told; absent: nobody is. */
  readonly notices?: NoticeFacts;
  /** Who is asking; the sandbox answers `everyone`. */
  readonly visitor: (c: Context) => Promise<Visitor>;
  /** True where a stranger can sign in at `/login`. */
  readonly signIn: boolean;
  /** UTC instant, for leaving out the year that goes without saying. */
  readonly now: () => string;
  /** Something above each page: a sandbox says who one is there. */
  readonly above?: (c: Context, locale: Locale) => Promise<Above>;
  /** Told of every failure behind the page "something went wrong". */
  readonly report: (error: unknown) => void;
}

/** Bytes of a form: more than all its fields may hold, each letter of GitHub's longest text written as several. */
const MOST_POSTED = 1024 * 1024;
/** The path of a change request itself. */
const CHANGE = /^\/c(?:\/[^/]+){3}$/;
/** No pull request has a larger number. */
const LAST_NUMBER = 2 ** 31 - 1;

export function pagesApp({ facts, notices, visitor, signIn, now, above, report }: Pages): Hono {
  const app = new Hono();
  app.route('/', assetsApp());

  type Leads = (name: string) => string | undefined;
  const voiceFor = (c: Context, timeZone: string, linkTo?: Leads, fileAt?: Leads): Voice =>
    voice({ locale: localeKept(c), timeZone, year: yearIn(now(), timeZone) }, linkTo, fileAt);

  const show = async (
    c: Context,
    speak: Voice,
    frame: Omit<Frame, 'here'>,
    main: Html,
    status: 200 | 400 | 401 | 404 | 409 | 410 | 422 | 500 | 503 = 200,
  ) => {
    const url = new URL(c.req.url);
    url.searchParams.delete('lang');
    const stands = above ? { above: await above(c, speak.setting.locale) } : {};
    const body = await page(speak, { ...frame, ...stands, here: url.pathname + url.search }, main);
    return c.html(body, status, {
      'content-security-policy': CONTENT_POLICY,
      // What one person may see must not be kept for another.
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'cookie, accept-language',
    });
  };

  /** Nothing to show: it says neither whether the thing exists nor what it is called. */
  const nothing = (c: Context, who: Visitor, why: Nothing) => {
    const speak = voiceFor(c, 'UTC');
    if (why === 'unknown')
      return show(
        c,
        speak,
        { title: speak.page('page.unknown.title'), visitor: who },
        quietPage(speak.page('page.unknown.title'), speak.page('page.unknown.text')),
        503,
      );
    if (who.kind === 'stranger' && signIn) {
      const url = new URL(c.req.url);
      const action = html`<p><a class="button primary" href="/login?to=${encodeURIComponent(url.pathname)}">${speak.page('page.sign-in')}</a></p>`;
      return show(
        c,
        speak,
        { title: speak.page('page.stranger.title'), visitor: who },
        quietPage(speak.page('page.stranger.title'), speak.page('page.stranger.text'), action),
        401,
      );
    }
    return show(
      c,
      speak,
      { title: speak.page('page.hidden.title'), visitor: who },
      quietPage(speak.page('page.hidden.title'), speak.page('page.hidden.text')),
      404,
    );
  };

  // No id holds such a character, and no record can be asked for it.
  for (const pages of ['/c/*', '/g/*', '/r/*'])
    app.use(pages, async (c, next) => (/%00/i.test(c.req.path) ? nothing(c, await visitor(c), 'hidden') : next()));

  const changeAt = (c: Context<object, '/c/:tenant/:project/:stream'>): StreamRef => ({
    tenant: c.req.param('tenant'),
    project: c.req.param('project'),
    stream: c.req.param('stream'),
  });

  /** A change request as it is now, with what the visitor can do. @param unsent what they sent and was not recorded */
  const change = async (c: Context, ref: StreamRef, who: Visitor, unsent?: Unsent) => {
    const found = await facts.change(ref, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.situation.policy.timeZone, found.linkTo, (digest) => filePath(ref, digest));
    const register = { project: found.project, address: registerPath(ref) };
    const title = `${found.state.label} ${found.state.content.request.title ?? ''}`.trim();
    const from = Number(c.req.query('from') ?? Number.NaN);
    const shown: Shown = {
      to: changePath(ref),
      press: crypto.randomUUID(),
      ...(Number.isSafeInteger(from) && from >= 0 ? { from, again: c.req.query('again') !== undefined } : {}),
      ...(unsent ? { unsent } : {}),
    };
    const edit = found.edits
      ? html`<p class="edit-link"><a class="button" href="${changePath(ref)}/edit">${speak.page('page.edit.title')}</a></p>`
      : '';
    const acting = html`${found.own ? actingView(speak, found, found.own, shown) : ''}${edit}`;
    const status =
      unsent === undefined || unsent.why.kind === 'more'
        ? 200
        : unsent.why.kind === 'invalid'
          ? 422
          : unsent.why.kind === 'waiting'
            ? 503
            : 409;
    return show(c, speak, { title, visitor: who, register }, changeView(speak, found, acting), status);
  };

  app.get('/c/:tenant/:project/:stream', async (c) => change(c, changeAt(c), await visitor(c)));

  const bounded = bodyLimit({ maxSize: MOST_POSTED });
  // A form with a file is longer, and is read by bounds of its own.
  app.use('/c/*', (c, next) => (hasParts(c) && CHANGE.test(c.req.path) ? next() : bounded(c, next)));
  for (const pages of ['/r/*', '/notices', '/notices/*']) app.use(pages, bounded);
  app.post('/c/:tenant/:project/:stream', async (c) => {
    const ref = changeAt(c);
    const who = await visitor(c);
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const found = await facts.change(ref, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const { own } = found;
    const takes = (type: string) => own !== undefined && takesFile(type) && isTheirs(type, found.state, own.situation);
    const { fields, file, isPast: isLeft } = await postedBy(c, FILED.some(takes));
    const type = fields.type?.[0] ?? '';
    const isPast = isLeft || (file !== undefined && takesFile(type) && !takes(type));
    const hadFile = file || isPast ? { hadFile: true as const } : {};
    if (fields.more) return change(c, ref, who, { type, fields, why: { kind: 'more' } });
    const speak = voiceFor(c, found.situation.policy.timeZone, found.linkTo);
    // By now nobody asks them for what they gave.
    if (isPast) return change(c, ref, who, { type, fields, why: { kind: 'changed' }, ...hadFile });
    const sent = sentBy(fields, found, speak, takes(type) ? file : undefined);
    if ('problems' in sent) return change(c, ref, who, { type, fields, why: { kind: 'invalid', ...sent }, ...hadFile });
    const acted = await facts.act(ref, who, sent, speak.setting.locale);
    if (typeof acted === 'string') return nothing(c, who, acted);
    if (acted.kind === 'done' || acted.kind === 'repeated')
      return c.redirect(
        `${changePath(ref)}?from=${found.entries.length}${acted.kind === 'repeated' ? '&again' : ''}`,
        303,
      );
    return change(c, ref, who, { type, fields, why: acted, ...hadFile });
  });

  app.get('/c/:tenant/:project/:stream/files/:digest{[0-9a-f]+}', async (c) => {
    const ref = changeAt(c);
    const who = await visitor(c);
    const found = await facts.evidence(ref, c.req.param('digest'), who);
    if (found === 'erased') {
      const speak = voiceFor(c, 'UTC');
      const [title, text] = [speak.page('page.file.erased.title'), speak.page('page.file.erased.text')];
      return show(c, speak, { title, visitor: who }, quietPage(title, text), 410);
    }
    return typeof found === 'string' ? nothing(c, who, found) : fileAnswer(found);
  });

  app.post('/c/:tenant/:project/:stream/as-typed', async (c) => {
    const ref = changeAt(c);
    const found = await facts.change(ref, await visitor(c));
    if (typeof found === 'string' || !found.own) return c.body(null, 404);
    const speak = voiceFor(c, found.situation.policy.timeZone, found.linkTo);
    return c.html(await asTypedView(speak, { ...found, own: found.own }, await fieldsOf(c)), 200, {
      'content-security-policy': CONTENT_POLICY,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  const shared = { facts, visitor, refOf: changeAt, pathOf: changePath, fieldsOf, voiceFor, show, nothing };
  editRoutes(app, shared);
  newRoutes(app, shared);
  contactRoutes(app, shared);
  orderRoutes(app, shared);

  app.get('/g/:tenant/:project/:pull{[0-9]+}', async (c) => {
    const ask = { tenant: c.req.param('tenant'), project: c.req.param('project'), pull: Number(c.req.param('pull')) };
    const who = await visitor(c);
    if (ask.pull > LAST_NUMBER) return nothing(c, who, 'hidden');
    const found = await facts.gate(ask, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone, (label) => found.changes.get(label));
    const register = { project: found.project, address: registerPath(ask) };
    return show(
      c,
      speak,
      { title: `${found.label} ${found.title}`, visitor: who, register },
      gateView(speak, found, ask),
    );
  });

  registerRoutes(app, { facts, visitor, voiceFor, show, nothing });
  if (notices) noticeRoutes(app, { notices, visitor, fieldsOf, voiceFor, show, nothing });
  agendaRoutes(app, { facts, visitor, voiceFor, show, nothing });

  baselineRoutes(app, { facts, visitor, voiceFor, show, nothing });
  requirementRoutes(app, { facts, visitor, voiceFor, show, nothing });

  app.get('/r/:tenant/:project/policy', async (c) => {
    const of = { tenant: c.req.param('tenant'), project: c.req.param('project') };
    const who = await visitor(c);
    const found = await facts.policy(of, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(of) };
    return show(
      c,
      speak,
      { title: speak.page('page.policy'), visitor: who, register },
      policyView(speak, found, contactsLink(speak, of)),
    );
  });

  app.onError(async (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    const speak = voiceFor(c, 'UTC');
    // What was sent may be on record although nobody could say so.
    const text = c.req.method === 'POST' ? 'page.broken.sent' : 'page.broken.text';
    return show(
      c,
      speak,
      { title: speak.page('page.broken.title'), visitor: { kind: 'stranger' } },
      quietPage(speak.page('page.broken.title'), speak.page(text)),
      error instanceof Transient ? 503 : 500,
    );
  });
  return app;
}

const filePath = (ref: StreamRef, digest: string): string => `${changePath(ref)}/files/${digest}`;

export function changePath({ tenant, project, stream: id }: StreamRef): string {
  return `/c/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/${encodeURIComponent(id)}`;
}
