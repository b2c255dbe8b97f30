/** What every page of the tracker is shown with: who looks, in which language and repository, and the frame around it. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Guide, guide } from './guide.ts';
import { type Html, page, stripView, type Visit } from './layout.ts';
import { plain } from './overview.ts';
import { homeOf } from './place.ts';
import type { Item, Row, Tracker, TrackerPageParts } from './port.ts';
import { storyFor } from './story.ts';
import { type Locale, speaker } from './words.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface ShownAs {
  readonly status?: 200 | 403 | 404 | 422 | 500;
  readonly current?: number;
}

export type Showing = ReturnType<typeof showingFor>;

export function showingFor({ trackers, ledger, policy, progress }: TrackerPageParts) {
  // Whether somebody has seen the blocked pull request since the last start; the guide's first step.
  let looked = false;
  // Stands in our own pages only: whoever starts over has read one of them since the last start.
  const startOverToken = crypto.randomUUID();

  /** The repository that a page is of; what is of none is shown beside the first. */
  const trackerAt = (path: string): Tracker =>
    trackers.find((one) => path === homeOf(one) || path.startsWith(`${homeOf(one)}/`)) ?? trackers[0];

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
    const tracker = trackerAt(c.req.path);
    const faces = tracker.faces();
    const me = faces.find((face) => face.login === getCookie(c, 'face')) ?? faces[0];
    if (!me) throw new Error('a sandbox without faces cannot be used');
    const url = new URL(c.req.url);
    url.searchParams.delete('lang');
    // What an action answers with is shown at the action's address, to which nobody can come back.
    const acted = c.req.method === 'POST' && /^(\/[^/]+\/[^/]+\/(?:issues|pull)\/\d+)\//.exec(url.pathname)?.[1];
    const here = acted || url.pathname + url.search;
    return { tracker, trackers, locale, say: speaker(locale), me, here, startOverToken, policy: policy.path };
  };

  const guided = async (locale: Locale): Promise<Guide> => {
    const [tracker] = trackers;
    const small = trackers.find((one) => one.profile === 'light');
    const rows = await rowsOf(tracker);
    const pulls = rows.filter((row) => row.kind === 'pull');
    const pullRow = pulls.find((row) => row.state === 'open') ?? pulls[0];
    const [changeRow] = rows.filter(isRequest);
    const [pull, change, requests] = await Promise.all([
      pullRow && tracker.item(pullRow.number),
      changeRow && tracker.item(changeRow.number),
      progress(tracker),
    ]);
    const known = requests.find((one) => one.number === change?.number);
    const standard = {
      ...{ tracker, ...(pull ? { pull } : {}), ...(change ? { change } : {}), ...(known ? { progress: known } : {}) },
    };
    const light = small && {
      tracker: small,
      requests: await progress(small),
      filed: (await rowsOf(small))
        .filter(isRequest)
        .map(({ number }) => number)
        .reverse(),
    };
    return guide({ standard, looked, ...(light ? { light } : {}) }, storyFor(locale));
  };

  const show = async (
    c: Context,
    seen: Visit,
    title: string,
    main: Html | ((guide: Guide) => Html),
    options: ShownAs = {},
  ) => {
    const now = await guided(seen.locale);
    const frame = {
      title,
      guide: now,
      rows: await rowsOf(seen.tracker),
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

  const notFound = (c: Context) => {
    const seen = visit(c);
    return show(c, seen, '404', plain(seen, seen.say('notFound')), { status: 404 });
  };

  /** Above a page that is none of ours, in the language of that page. */
  const strip = async (c: Context, locale: Locale): Promise<Html> => {
    const url = new URL(c.req.url);
    // What was just done there is told once.
    for (const told of ['lang', 'from', 'again']) url.searchParams.delete(told);
    const seen = { ...visit(c), locale, say: speaker(locale), here: url.pathname + url.search, isBeside: true };
    return stripView(seen, await guided(locale));
  };

  return {
    strip,
    visit,
    show,
    notFound,
    startOverToken,
    /** Of an item that somebody looks at. */
    looks: (item: Item) => {
      if (item.pull) looked = true;
    },
    forgetLooks: () => {
      looked = false;
    },
  };
}

function isRequest({ kind, labels }: Row): boolean {
  return kind === 'issue' && labels.some(({ name }) => name === 'change-request');
}

/** Newest first. */
async function rowsOf(tracker: Tracker): Promise<readonly Row[]> {
  return [...(await tracker.list())].sort((a, b) => b.number - a.number);
}
