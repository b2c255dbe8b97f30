/** The addresses of a request's change order, for whoever may read the request. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Context, Hono } from 'hono';
import type { Frame } from '../layout.ts';
import type { Html, Voice } from '../markup.ts';
import type { PageFacts } from '../pagefacts.ts';
import type { Nothing, Visitor } from '../port.ts';
import { registerPath } from '../registerask.ts';
import { orderFile, orderVoice, sendFile } from './answer.ts';
import { orderView } from './view.ts';

interface Serving {
  readonly facts: Pick<PageFacts, 'order'>;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly refOf: (c: Context<object, '/c/:tenant/:project/:stream'>) => StreamRef;
  readonly pathOf: (ref: StreamRef) => string;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (
    c: Context,
    voice: Voice,
    frame: Omit<Frame, 'here'>,
    main: Html,
    status?: 200 | 404,
  ) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

export function orderRoutes(app: Hono, { facts, visitor, refOf, pathOf, voiceFor, show, nothing }: Serving): void {
  const asked = async (c: Context<object, '/c/:tenant/:project/:stream'>) => {
    const [ref, who] = [refOf(c), await visitor(c)];
    return { ref, who, found: await facts.order(ref, who) };
  };

  app.get('/c/:tenant/:project/:stream/order', async (c) => {
    const { ref, who, found } = await asked(c);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = orderVoice(voiceFor(c, found.timeZone));
    const register = { project: found.project, address: registerPath(ref) };
    const frame = { title: `${speak.page('order.title')} ${found.label}`, visitor: who, register };
    const main = orderView(speak, found, `${pathOf(ref)}/order.docx`);
    return show(c, speak, frame, main, found.order ? 200 : 404);
  });

  app.get('/c/:tenant/:project/:stream/order.docx', async (c) => {
    const { ref, who, found } = await asked(c);
    if (typeof found === 'string') return nothing(c, who, found);
    const file = orderFile(voiceFor(c, found.timeZone), found);
    return file ? sendFile(c, file, found.label) : c.redirect(`${pathOf(ref)}/order`, 303);
  });
}
