/** The addresses at which a request's own fields are edited. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Context, Hono } from 'hono';
import { type Drawn, editIn, editView, type Unwritten } from './edit.ts';
import type { EditFacts } from './editport.ts';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { PageFacts } from './pagefacts.ts';
import type { Nothing, Visitor } from './port.ts';
import { registerPath } from './registerask.ts';

type Status = 200 | 409 | 422 | 503;

/** What all pages share. */
export interface Shared {
  readonly facts: PageFacts;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly refOf: (c: Context<object, '/c/:tenant/:project/:stream'>) => StreamRef;
  readonly pathOf: (ref: StreamRef) => string;
  readonly fieldsOf: (c: Context) => Promise<Readonly<Record<string, readonly string[]>>>;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (
    c: Context,
    voice: Voice,
    frame: Omit<Frame, 'here'>,
    main: Html,
    status?: Status,
  ) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

const STATUS: Readonly<Record<Unwritten['why']['kind'], Status>> = {
  ...{ invalid: 422, waiting: 503, changed: 409, refused: 409, ends: 409, declined: 409 },
  'not-allowed': 409,
};
const PRESS = /^[0-9a-f-]{36}$/;

export function editRoutes(
  app: Hono,
  { facts, visitor, refOf, pathOf, fieldsOf, voiceFor, show, nothing }: Shared,
): void {
  const draw = (c: Context, who: Visitor, ref: StreamRef, found: EditFacts, unwritten?: Unwritten) => {
    const speak = voiceFor(c, found.timeZone);
    const drawn: Drawn = {
      found,
      change: pathOf(ref),
      press: crypto.randomUUID(),
      ...(unwritten ? { unwritten } : {}),
    };
    const frame = {
      title: `${found.label} ${speak.page('page.edit.title')}`,
      visitor: who,
      register: { project: found.project, address: registerPath(ref) },
    };
    return show(c, speak, frame, editView(speak, drawn), unwritten ? STATUS[unwritten.why.kind] : 200);
  };

  app.get('/c/:tenant/:project/:stream/edit', async (c) => {
    const [ref, who] = [refOf(c), await visitor(c)];
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const found = await facts.edit(ref, who);
    return typeof found === 'string' ? nothing(c, who, found) : draw(c, who, ref, found);
  });

  app.post('/c/:tenant/:project/:stream/edit', async (c) => {
    const [ref, who] = [refOf(c), await visitor(c)];
    if (who.kind === 'stranger') return nothing(c, who, 'hidden');
    const found = await facts.edit(ref, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const sent = editIn(await fieldsOf(c), found);
    // What is no form of ours was typed on no page of ours: it is asked again.
    const isOurs = PRESS.test(sent.typed.press);
    const before = await facts.change(ref, who);
    const from = typeof before === 'string' ? 0 : before.entries.length;
    const locale = voiceFor(c, 'UTC').setting.locale;
    const written = isOurs ? await facts.rewrite(ref, who, sent.typed, locale) : ({ kind: 'changed' } as const);
    if (typeof written === 'string') return nothing(c, who, written);
    if (written.kind === 'done') return c.redirect(`${pathOf(ref)}?from=${from}`, 303);
    const now = await facts.edit(ref, who);
    return typeof now === 'string' ? nothing(c, who, now) : draw(c, who, ref, now, { ...sent, why: written });
  });
}
