/** The addresses of baselines, below those of the register. */
import type { Context, Hono } from 'hono';
import { baselineDifferenceView, baselinesView, baselineView } from './baseline.ts';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { PageFacts } from './pagefacts.ts';
import type { Nothing, Visitor } from './port.ts';
import { registerPath } from './registerask.ts';

interface Serving {
  readonly facts: Pick<PageFacts, 'baselines' | 'baseline' | 'baselineDifference'>;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (c: Context, voice: Voice, frame: Omit<Frame, 'here'>, main: Html) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

export function baselineRoutes(app: Hono, { facts, visitor, voiceFor, show, nothing }: Serving): void {
  type At = Context<object, '/r/:tenant/:project/baselines'>;
  const ofIn = (c: At) => ({ tenant: c.req.param('tenant'), project: c.req.param('project') });

  /** What was found, drawn in the reader's language; or that nothing is to be seen. */
  const answer = async <Found extends { readonly project: string; readonly timeZone: string }>(
    c: At,
    find: (of: ReturnType<typeof ofIn>, who: Visitor) => Promise<Found | Nothing>,
    draw: (speak: Voice, of: ReturnType<typeof ofIn>, found: Found) => { readonly title: string; readonly main: Html },
  ) => {
    const of = ofIn(c);
    const who = await visitor(c);
    const found = await find(of, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const { title, main } = draw(speak, of, found);
    return show(
      c,
      speak,
      { title, visitor: who, register: { project: found.project, address: registerPath(of) } },
      main,
    );
  };

  app.get('/r/:tenant/:project/baselines', (c) =>
    answer(c, facts.baselines, (speak, of, found) => ({
      title: speak.page('baseline.title'),
      main: baselinesView(speak, of, found),
    })),
  );
  app.get('/r/:tenant/:project/baselines/compare', (c) =>
    answer(
      c,
      (of, who) =>
        facts.baselineDifference(of, { from: c.req.query('from') ?? '', to: c.req.query('to') ?? 'now' }, who),
      (speak, of, found) => ({
        title: speak.page('baseline.compare'),
        main: baselineDifferenceView(speak, of, found),
      }),
    ),
  );
  app.get('/r/:tenant/:project/baselines/:id', (c) =>
    answer(
      c,
      (of, who) => facts.baseline(of, c.req.param('id'), who),
      (speak, of, found) => ({
        title: speak.page('baseline.certificate', { id: found.id }),
        main: baselineView(speak, of, found),
      }),
    ),
  );
}
