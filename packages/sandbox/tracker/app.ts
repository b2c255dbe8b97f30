/** The sandbox's tracker as a hono app: reads the world, shows it, and lets people act in it. Serves `/`, the repository's pages and `/tracker/*`. */
import { readFileSync } from 'node:fs';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { type Answers, bodyOf, type IssueForm, readForm, unanswered } from './form.ts';
import { type Guide, guide } from './guide.ts';
import { itemView } from './item.ts';
import { type Html, page, type Visit } from './layout.ts';
import { type Filling, newIssueView } from './newissue.ts';
import { outboxView } from './outbox.ts';
import { overview, plain } from './overview.ts';
import { pathOf } from './place.ts';
import type { Done, Item, Row, Tracker, TrackerPageParts } from './port.ts';
import { exampleFor, storyFor } from './story.ts';
import { type Locale, speaker } from './words.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function asset(name: string, type: string): { readonly body: string; readonly type: string } {
  return { body: readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8'), type };
}

/** Mounted at the root of the sandbox's address; unknown paths outside the repository fall through to other routes. */
export function trackerApp({ tracker, ledger, outbox, contacts, report }: TrackerPageParts): Hono {
  const app = new Hono();
  const root = `/${tracker.owner}/${tracker.repository}`;
  const assets = {
    'style.css': asset('style.css', 'text/css; charset=utf-8'),
    'tracker.js': asset('tracker.js', 'text/javascript; charset=utf-8'),
    'icon.svg': asset('icon.svg', 'image/svg+xml'),
  };
  // Whether somebody has seen the blocked pull request since the last start; the guide's first step.
  let looked = false;
  // Stands in our own pages only: whoever starts over has read one of them since the last start.
  const startOverToken = crypto.randomUUID();

  app.get('/tracker/:file', (c) => {
    const found = Object.entries(assets).find(([name]) => name === c.req.param('file'))?.[1];
    return found ? c.body(found.body, 200, { 'content-type': found.type, 'cache-control': 'no-cache' }) : c.notFound();
  });

  const visit = (c: Context): Visit => {
    const asked = c.req.query('lang') ?? getCookie(c, 'lang');
    const locale: Locale =
      asked === undefined
        ? /^\s*zh/i.test(c.req.header('accept-language') ?? '')
          ? 'zh-CN'
          : 'en'
        : /^zh/i.test(asked)
          ? 'zh-CN'
          : 'en';
    if (c.req.query('lang')) setCookie(c, 'lang', locale, { path: '/', sameSite: 'Lax', maxAge: 31_536_000 });
    const faces = tracker.faces();
    const me = faces.find((face) => face.login === getCookie(c, 'face')) ?? faces[0];
    if (!me) throw new Error('a sandbox without faces cannot be used');
    const url = new URL(c.req.url);
    url.searchParams.delete('lang');
    // What an action answers with is shown at the action's address, to which nobody can come back.
    const acted = c.req.method === 'POST' && /^(\/[^/]+\/[^/]+\/(?:issues|pull)\/\d+)\//.exec(url.pathname)?.[1];
    return { tracker, locale, say: speaker(locale), me, here: acted || url.pathname + url.search, startOverToken };
  };

  const guided = async (locale: Locale, rows: readonly Row[]): Promise<Guide> => {
    const pulls = rows.filter((row) => row.kind === 'pull');
    const pullRow = pulls.find((row) => row.state === 'open') ?? pulls[0];
    const changeRow = rows.find(
      (row) => row.kind === 'issue' && row.labels.some((label) => label.name === 'change-request'),
    );
    const [pull, change] = await Promise.all([
      pullRow && tracker.item(pullRow.number),
      changeRow && tracker.item(changeRow.number),
    ]);
    return guide(
      { tracker, locale, looked, ...(pull ? { pull } : {}), ...(change ? { change } : {}) },
      storyFor(locale),
    );
  };

  const show = async (
    c: Context,
    seen: Visit,
    title: string,
    main: Html | ((guide: Guide) => Html),
    options: { status?: 200 | 403 | 404 | 422 | 500; current?: number } = {},
  ) => {
    const rows = [...(await tracker.list())].sort((a, b) => b.number - a.number);
    const now = await guided(seen.locale, rows);
    const frame = {
      title,
      guide: now,
      rows,
      ledger: await ledger(seen.locale),
      ...(options.current === undefined ? {} : { current: options.current }),
    };
    const body = await page(seen, frame, typeof main === 'function' ? main(now) : main);
    return c.html(body, options.status ?? 200, {
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  };

  const showItem = async (c: Context, item: Item, refusal?: string, words?: string) => {
    const seen = visit(c);
    if (item.pull) looked = true;
    return show(
      c,
      seen,
      `${item.title} #${item.number}`,
      (now) => {
        const suggestions =
          now.now && now.now.login === seen.me.login && now.now.to.split(/[?#]/)[0] === pathOf(tracker, item)
            ? now.now.suggestions
            : [];
        const fill = suggestions[Number(c.req.query('fill') ?? Number.NaN)];
        const change = c.req.query('change');
        const line =
          change && /^\d+$/.test(change) ? `${seen.locale === 'en' ? 'Change: ' : '变更：'}#${change}` : undefined;
        const body =
          line && !item.body.includes(line) ? { body: `${item.body.trimEnd()}\n\n${line}\n`.trimStart() } : {};
        return itemView(seen, item, {
          comment: words ?? fill?.text ?? '',
          suggestions,
          ...body,
          ...(refusal ? { refusal } : {}),
        });
      },
      { current: item.number, status: refusal ? 422 : 200 },
    );
  };

  const notFound = (c: Context) => {
    const seen = visit(c);
    return show(c, seen, '404', plain(seen, seen.say('notFound')), { status: 404 });
  };

  app.get('/', async (c) => {
    const seen = visit(c);
    const language = await writtenIn(tracker);
    return show(c, seen, seen.say('issues'), (now) => overview(seen, now, language));
  });
  app.get('/outbox', async (c) => {
    const seen = visit(c);
    return show(c, seen, seen.say('outbox'), outboxView(seen, await outbox(seen.locale), await contacts?.()));
  });
  app.get(root, (c) => c.redirect('/'));
  app.get(`${root}/issues`, (c) => c.redirect('/'));
  app.get(`${root}/pulls`, (c) => c.redirect('/'));

  // Other sites in the same browser must not act here (form posts of another origin are refused).
  // By the name that was asked for, whatever terminates TLS before us.
  const hostOf = (c: Context) => c.req.header('host')?.toLowerCase() ?? new URL(c.req.url).host;
  const own = csrf({ origin: (origin, c) => /^https?:\/\/([^/]+)$/.exec(origin)?.[1] === hostOf(c) });
  for (const path of ['/as', '/start-over', `${root}/*`])
    app.use(path, own, bodyLimit({ maxSize: MOST_POSTED }), formsOnly);

  app.post('/as', async (c) => {
    const { login = '', to = '/' } = await c.req.parseBody();
    const face = tracker.faces().find((one) => one.login === login);
    if (face) setCookie(c, 'face', face.login, { path: '/', httpOnly: true, sameSite: 'Lax' });
    return c.redirect(within(String(to)), 303);
  });

  app.post('/start-over', async (c) => {
    const { token } = await c.req.parseBody();
    if (token !== startOverToken) {
      const seen = visit(c);
      return show(c, seen, '403', plain(seen, seen.say('startOverStale')), { status: 403 });
    }
    await tracker.startOver(visit(c).locale);
    looked = false;
    return c.redirect('/', 303);
  });

  const readForms = async (): Promise<readonly IssueForm[]> => {
    const forms: IssueForm[] = [];
    for (const path of await tracker.forms()) {
      const source = await tracker.file(path);
      const form = source === undefined ? undefined : readForm(path, source);
      if (form) forms.push(form);
    }
    return forms;
  };

  const showForm = async (c: Context, template: string | undefined, filling: Omit<Filling, 'example'>) => {
    const seen = visit(c);
    const forms = await readForms();
    const preferred = forms.find((one) => /zh/i.test(one.path) === (seen.locale === 'zh-CN'));
    const form =
      forms.find((one) => one.path === template || one.path.endsWith(`/${template}`)) ?? preferred ?? forms[0];
    const requirement = (await tracker.list()).find(
      (row) => row.kind === 'issue' && row.labels.some((label) => label.name === 'requirement'),
    );
    const example = form && requirement ? exampleFor(seen.locale, form, `#${requirement.number}`) : undefined;
    const wanted = c.req.query('example') === '1' && example ? { ...filling, ...example } : filling;
    return show(
      c,
      seen,
      seen.say('newIssue'),
      newIssueView(seen, forms, form, { ...wanted, example: example !== undefined }),
      { status: filling.missing.length > 0 || filling.refusal ? 422 : 200 },
    );
  };

  app.get(`${root}/issues/new`, (c) =>
    showForm(c, c.req.query('template'), { answers: {}, title: c.req.query('title') ?? '', missing: [] }),
  );

  app.post(`${root}/issues/new`, async (c) => {
    const seen = visit(c);
    const posted = await c.req.parseBody({ all: true });
    const answers: Record<string, string | readonly string[]> = {};
    for (const [name, value] of Object.entries(posted)) {
      const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
      if (name.startsWith('f-')) answers[name.slice(2)] = texts;
    }
    const title = String(posted.title ?? '').trim();
    const form = (await readForms()).find((one) => one.path === posted.template);
    if (!form) return notFound(c);
    const missing = [...(title ? [] : [seen.say('title')]), ...unanswered(form, answers)];
    if (missing.length > 0) return showForm(c, form.path, { answers, title, missing });
    const number = await tracker.fileIssue(seen.me.login, {
      title,
      body: bodyOf(form, answers as Answers),
      labels: form.labels,
      ...(form.type ? { type: form.type } : {}),
    });
    if (typeof number !== 'number')
      return showForm(c, form.path, { answers, title, missing: [], refusal: number.refused });
    return c.redirect(`${root}/issues/${number}`, 303);
  });

  const find = async (c: Context): Promise<Item | undefined> => {
    const number = Number(c.req.param('number'));
    return Number.isSafeInteger(number) ? await tracker.item(number) : undefined;
  };

  for (const kind of ['issues', 'pull'] as const) {
    const base = `${root}/${kind}/:number{[0-9]+}`;
    app.get(base, async (c) => {
      const item = await find(c);
      if (!item) return notFound(c);
      if ((item.pull !== undefined) !== (kind === 'pull')) return c.redirect(pathOf(tracker, item));
      return showItem(c, item);
    });

    /** Acts, then shows the item again, with the refusal and what was written when the world refuses. */
    const act = (
      path: string,
      run: (me: string, item: Item, form: Record<string, string>, c: Context) => Promise<Done> | Done,
      anchor = '',
    ) => {
      app.post(`${base}/${path}`, async (c) => {
        const item = await find(c);
        if (!item) return notFound(c);
        const form: Record<string, string> = {};
        for (const [name, value] of Object.entries(await c.req.parseBody()))
          if (typeof value === 'string') form[name] = value.replaceAll('\r\n', '\n');
        const refusal = await run(visit(c).me.login, item, form, c);
        if (refusal) return showItem(c, (await find(c)) ?? item, refusal, form.body);
        return c.redirect(pathOf(tracker, item) + anchor, 303);
      });
    };
    act('comment', (me, item, form) => tracker.comment(me, item.number, form.body ?? ''), '#comment');
    act('edit', (me, item, form) =>
      tracker.editItem(me, item.number, {
        ...(form.title === undefined ? {} : { title: form.title }),
        ...(form.body === undefined ? {} : { body: form.body }),
        ...(form.state === 'open' || form.state === 'closed' ? { state: form.state } : {}),
      }),
    );
    act('label', (me, item, form) => tracker.setLabel(me, item.number, form.name ?? '', form.on === 'yes'));
    act('comment/:id{[0-9]+}/edit', (me, _item, form, c) =>
      tracker.editComment(me, Number(c.req.param('id')), form.body ?? ''),
    );
    act('comment/:id{[0-9]+}/delete', (me, _item, _form, c) => tracker.deleteComment(me, Number(c.req.param('id'))));
    act('check/:id{[0-9]+}', (me, _item, form, c) =>
      tracker.pressButton(me, Number(c.req.param('id')), form.identifier ?? ''),
    );
    act('push', (me, item, form) => tracker.push(me, item.number, form.message ?? ''));
    act('merge', (me, item) => tracker.merge(me, item.number));
  }

  // Whatever a person may have mistyped; programs are answered by whoever serves us.
  app.get('*', (c, next) => (/^\/api(?:\/|$)/.test(c.req.path) ? next() : notFound(c)));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    const seen = visit(c);
    return show(c, seen, '500', plain(seen, seen.say('broken')), { status: 500 });
  });
  return app;
}

/** The language of what is in the repository, by its policy: the app answers in it, whatever language the page is read in. */
async function writtenIn(tracker: Tracker): Promise<Locale | undefined> {
  const named = /^language: *(\S+)/m.exec((await tracker.file('.github/countersign.yml')) ?? '')?.[1];
  return named === undefined ? undefined : named.startsWith('zh') ? 'zh-CN' : 'en';
}

/** Bytes of a form: the longest text that GitHub takes, written out for an address, with room. */
const MOST_POSTED = 1_000_000;

/** What is posted is read as a form here, once for all who ask for it. */
const formsOnly: MiddlewareHandler = async (c, next) => {
  const readable =
    c.req.method !== 'POST' ||
    (await c.req.parseBody({ all: true }).then(
      () => true,
      () => false,
    ));
  return readable ? next() : c.text('This is no form.', 400);
};

/** Only places on this page: a redirect must not lead elsewhere. */
function within(to: string): string {
  return /^\/(?![/\\])[!-[\]-~]*$/.test(to) ? to : '/';
}
