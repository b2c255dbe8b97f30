/** The pages of `/sign`: a link opens one, and everything that does something is sent from it. No address that a browser keeps has the link but the one in the mail. */
import { yearIn } from '@countersign/core/calendar/date.ts';
import { SIGN_CHOICES, type SignChoice } from '@countersign/core/signoff/decider.ts';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { fieldsOf } from '../form/posted.ts';
import { CONTENT_POLICY, page, quietPage } from '../layout.ts';
import { type Html, type Voice, voice } from '../markup.ts';
import { orderFile, orderVoice, sendFile } from '../order/answer.ts';
import { orderView } from '../order/view.ts';
import { localeKept } from '../reader.ts';
import type { SignNo, SignPort } from './port.ts';
import { overView, type SignDrawn, signedView, signView, type Told } from './view.ts';

interface Signing {
  readonly port: SignPort;
  /** Where people reach us, `https://countersign.example`. */
  readonly address: string;
  /** UTC instant. */
  readonly now: () => string;
  readonly report: (error: unknown) => void;
}

/** Bytes: a reason of 4,000 letters, each written as several. */
const MOST_POSTED = 64 * 1024;
const HOURS = 72;
const TO = '/sign';

export function signApp({ port, address, now, report }: Signing): Hono {
  const app = new Hono();
  const secure = address.startsWith('https:');
  // `__Secure-` is taken over TLS only; the path keeps it from every other page.
  const name = secure ? '__Secure-sign' : 'sign';

  /** The link that this browser opened and the attempt that is its own, as it keeps them. */
  const kept = (c: Context): { readonly link: string; readonly attempt: string } | undefined => {
    const [link = '', attempt = ''] = (getCookie(c, name) ?? '').split('.');
    return link && attempt ? { link, attempt } : undefined;
  };
  const keep = (c: Context, link: string, attempt: string): void =>
    setCookie(c, name, `${link}.${attempt}`, {
      ...{ path: TO, httpOnly: true, sameSite: 'Strict', secure, maxAge: HOURS * 3600 },
    });

  const show = async (
    c: Context,
    { speak, title, here }: { readonly speak: Voice; readonly title: string; readonly here: string },
    main: Html,
    status: 200 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
  ) =>
    c.html(await page(speak, { title, here, visitor: { kind: 'stranger' }, isOutside: true }, main), status, {
      'content-security-policy': CONTENT_POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow, noarchive',
      vary: 'cookie, accept-language',
    });

  const voiceFor = (c: Context, timeZone: string): Voice =>
    voice({ locale: localeKept(c), timeZone, year: yearIn(now(), timeZone) });

  /** What a link opens now, or that it opens nothing. */
  const opened = async (
    c: Context,
    {
      link,
      attempt,
      here,
      drawn,
    }: { readonly link: string; readonly attempt?: string; readonly here: string; readonly drawn: SignDrawn },
    status: 200 | 409 | 422 | 429 | 503 = 200,
  ) => {
    const facts = await port.open(link, attempt);
    if (!facts) return over(c, here, drawn);
    const speak = voiceFor(c, facts.timeZone);
    if ('choice' in facts)
      return show(c, { speak, title: speak.page('sign.done.title'), here }, signedView(speak, facts, orderPath(drawn)));
    return show(
      c,
      { speak, title: speak.page(`sign.title.${facts.act}`), here },
      signView(speak, facts, drawn, orderPath(drawn)),
      status,
    );
  };

  const over = (
    c: Context,
    here: string,
    { link, why, typed }: Pick<SignDrawn, 'link' | 'why' | 'typed'>,
    isSent = false,
  ) => {
    const speak = voiceFor(c, 'UTC');
    const kept = typed?.text;
    return show(
      c,
      { speak, title: speak.page('sign.over.title'), here },
      overView(speak, {
        to: TO,
        isSent,
        ...(link ? { link } : {}),
        ...(why ? { why } : {}),
        ...(kept ? { kept } : {}),
      }),
      isSent ? 200 : why ? 409 : 404,
    );
  };

  app.get('/sign', async (c) => {
    const own = kept(c);
    if (!own) return over(c, TO, {}, c.req.query('sent') !== undefined);
    if (c.req.query('sent') !== undefined) return over(c, TO, {}, true);
    return opened(c, { ...own, here: TO, drawn: { to: TO } });
  });

  const asOrder = async (
    c: Context,
    { link, attempt, here }: { readonly link: string; readonly attempt?: string; readonly here: string },
    isFile: boolean,
  ) => {
    const facts = await port.order(link, attempt);
    if (!facts) return over(c, here, { link });
    const speak = orderVoice(voiceFor(c, facts.timeZone));
    const file = isFile ? orderFile(speak, facts) : undefined;
    if (file) return sendFile(c, file, facts.label);
    const title = `${speak.page('order.title')} ${facts.label}`;
    return show(c, { speak, title, here }, orderView(speak, facts, `${here}.docx`), facts.order ? 200 : 404);
  };

  for (const [name, isFile] of [
    ['order', false],
    ['order.docx', true],
  ] as const) {
    app.get(`/sign/${name}`, async (c) => {
      const own = kept(c);
      return own ? asOrder(c, { ...own, here: `${TO}/order` }, isFile) : over(c, TO, {});
    });
    app.get(`/sign/:link/${name}`, async (c) => {
      const link = c.req.param('link') ?? '';
      const own = kept(c);
      const attempt = own?.link === link ? { attempt: own.attempt } : {};
      return asOrder(c, { link, ...attempt, here: `${TO}/${encodeURIComponent(link)}/order` }, isFile);
    });
  }

  // Whoever only looks, such as a scanner of mails, changes nothing by it, and is given no cookie.
  app.get('/sign/:link', async (c) => {
    const link = c.req.param('link');
    const own = kept(c);
    const attempt = own?.link === link ? own.attempt : undefined;
    return opened(c, {
      link,
      ...(attempt ? { attempt } : {}),
      here: `${TO}/${encodeURIComponent(link)}`,
      drawn: { to: TO, link },
    });
  });

  app.use('/sign', bodyLimit({ maxSize: MOST_POSTED }));
  app.post('/sign', async (c) => {
    const fields = await fieldsOf(c);
    const text = (field: string): string => fields[field]?.at(-1) ?? '';
    const own = kept(c);
    const link = text('link') || own?.link || '';
    const attempt = own?.link === link ? own.attempt : port.newAttempt();
    const what = text('do');
    if (what === 'renew') {
      await port.renew(link);
      return c.redirect(`${TO}?sent`, 303);
    }
    keep(c, link, attempt);
    if (what === 'code') {
      const shown = { content: text('content'), version: Number(text('version')) || 0 };
      const no = await port.sendCode(link, attempt, shown);
      if (no === 'sent') return c.redirect(TO, 303);
      return refused(c, { link, attempt, no });
    }
    const typed = {
      ...{ code: text('code'), name: text('name'), text: text('text').trim(), content: text('content') },
      knows: fields.knows ?? [],
    };
    const choice = SIGN_CHOICES.find((one) => one === text('choice'));
    const drawn = { ...typed, ...(choice ? { choice } : {}) };
    const lacks = lacking(choice, typed.text);
    if (lacks || !choice)
      return opened(
        c,
        { link, attempt, here: TO, drawn: { to: TO, why: lacks ?? 'choice-needed', typed: drawn } },
        422,
      );
    const no = await port.sign(link, attempt, { ...typed, choice });
    if (no === 'done') return c.redirect(TO, 303);
    return refused(c, { link, attempt, no, typed: drawn });
  });

  const refused = (
    c: Context,
    {
      link,
      attempt,
      no,
      typed,
    }: { readonly link: string; readonly attempt: string; readonly no: SignNo; readonly typed?: SignDrawn['typed'] },
  ) => {
    const told = no === 'over' ? {} : { why: no };
    if (no === 'over' || no === 'changed') return over(c, TO, { link, ...told, ...(typed ? { typed } : {}) });
    const status = no === 'too-often' ? 429 : no === 'waiting' || no === 'not-sent' ? 503 : 409;
    return opened(c, { link, attempt, here: TO, drawn: { to: TO, ...told, ...(typed ? { typed } : {}) } }, status);
  };

  app.onError(async (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    const speak = voiceFor(c, 'UTC');
    const broken = speak.page('page.broken.title');
    const text = speak.page(c.req.method === 'POST' ? 'page.broken.sent' : 'page.broken.text');
    return show(c, { speak, title: broken, here: TO }, quietPage(broken, text), 500);
  });
  return app;
}

/** Below whichever address the page itself has. */
const orderPath = ({ to, link }: SignDrawn): string =>
  `${link === undefined ? to : `${to}/${encodeURIComponent(link)}`}/order`;

function lacking(choice: SignChoice | undefined, text: string): Told | undefined {
  if (!choice) return 'choice-needed';
  return choice !== 'sign' && text === '' ? 'words-needed' : undefined;
}
