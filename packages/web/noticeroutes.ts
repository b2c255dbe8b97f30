/** The addresses at which people choose how they are told: signed in, or by the link of a mail. Looking changes nothing. */
import { CHOICES, type Choice, type Choices, KINDS, NOTHING_MORE } from '@countersign/core/notice/reader.ts';
import type { Context, Hono } from 'hono';
import type { Fields } from './form/drawing.ts';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { NoticeFacts } from './noticeport.ts';
import { isTrouble, linkedView, noticesView, type Said } from './notices.ts';
import type { Nothing, Visitor } from './port.ts';

interface Serving {
  readonly notices: NoticeFacts;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly fieldsOf: (c: Context) => Promise<Fields>;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (
    c: Context,
    voice: Voice,
    frame: Omit<Frame, 'here'>,
    main: Html,
    status?: 200 | 422,
  ) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

const TOKEN = '/notices/of/:token{[0-9a-f]{32}}';

export function noticeRoutes(app: Hono, { notices, visitor, fieldsOf, voiceFor, show, nothing }: Serving): void {
  const own = async (c: Context, who: Visitor, id: string, said?: Said) => {
    const speak = voiceFor(c, 'UTC');
    const main = noticesView(speak, await notices.of(id), notices.mails, said);
    return show(
      c,
      speak,
      { title: speak.page('page.notices'), visitor: who },
      main,
      said && isTrouble(said) ? 422 : 200,
    );
  };

  app.get('/notices', async (c) => {
    const who = await visitor(c);
    const id = idOf(who);
    return id === undefined ? nothing(c, who, 'hidden') : own(c, who, id);
  });

  app.post('/notices', async (c) => {
    const who = await visitor(c);
    const id = idOf(who);
    if (id === undefined) return nothing(c, who, 'hidden');
    const fields = await fieldsOf(c);
    return own(c, who, id, await done(c, id, fields));
  });

  async function done(c: Context, id: string, fields: Fields): Promise<Said | undefined> {
    const { locale } = voiceFor(c, 'UTC').setting;
    const text = (name: string) => (fields[name]?.[0] ?? '').trim();
    switch (text('do')) {
      case 'ask-mail': {
        const asked = await notices.askMail(id, text('mail'), locale);
        return asked === 'sent' ? 'code-sent' : asked;
      }
      case 'confirm':
        return (await notices.confirmMail(id, text('code'))) ? 'confirmed' : 'wrong-code';
      case 'forget':
        await notices.forgetMail(id);
        return 'forgotten';
      case 'choose':
        await notices.choose(id, choicesIn(fields), locale);
        return 'kept';
      default:
        return undefined;
    }
  }

  const linked = async (c: Context<object, typeof TOKEN>, said?: Said) => {
    const found = await notices.byToken(c.req.param('token'));
    if (!found) return nothing(c, { kind: 'everyone' }, 'hidden');
    const speak = voiceFor(c, 'UTC');
    const main = linkedView(speak, found, `/notices/of/${c.req.param('token')}`, said);
    return show(c, speak, { title: speak.page('page.notices'), visitor: { kind: 'stranger' } }, main);
  };

  app.get(TOKEN, (c) => linked(c));

  app.post(TOKEN, async (c) => {
    const found = await notices.byToken(c.req.param('token'));
    const fields = await fieldsOf(c);
    // A mail program presses it for its reader (RFC 8058).
    const isOneClick = fields['List-Unsubscribe']?.[0] === 'One-Click';
    if (!found) return linked(c);
    if (isOneClick || fields.do?.[0] === 'off') {
      await notices.choose(found.person, NOTHING_MORE, undefined);
      return linked(c, 'off');
    }
    if (fields.do?.[0] !== 'choose') return linked(c);
    await notices.choose(found.person, choicesIn(fields), voiceFor(c, 'UTC').setting.locale);
    return linked(c, 'kept');
  });
}

function choicesIn(fields: Fields): Choices {
  const isChoice = (text: string | undefined): text is Choice => CHOICES.some((one) => one === text);
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const chosen = fields[`kind.${kind}`]?.[0];
      return isChoice(chosen) ? [[kind, chosen]] : [];
    }),
  );
}

function idOf(visitor: Visitor): string | undefined {
  if (visitor.kind === 'everyone') return visitor.as?.id;
  return visitor.kind === 'person' ? visitor.id : undefined;
}
