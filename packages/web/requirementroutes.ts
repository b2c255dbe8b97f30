/** The addresses of requirements, below those of the register. */
import type { Context, Hono } from 'hono';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { PageFacts } from './pagefacts.ts';
import type { Nothing, Visitor } from './port.ts';
import { registerPath } from './registerask.ts';
import { requirementsView, requirementView } from './requirement.ts';

interface Serving {
  readonly facts: Pick<PageFacts, 'requirements' | 'requirement'>;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (c: Context, voice: Voice, frame: Omit<Frame, 'here'>, main: Html) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

export function requirementRoutes(app: Hono, { facts, visitor, voiceFor, show, nothing }: Serving): void {
  app.get('/r/:tenant/:project/requirements', async (c) => {
    const of = { tenant: c.req.param('tenant'), project: c.req.param('project') };
    const who = await visitor(c);
    const found = await facts.requirements(of, who, c.req.query('from'));
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(of) };
    return show(
      c,
      speak,
      { title: speak.page('requirement.title'), visitor: who, register },
      requirementsView(speak, of, found),
    );
  });
  app.get('/r/:tenant/:project/requirements/:id', async (c) => {
    const of = { tenant: c.req.param('tenant'), project: c.req.param('project') };
    const who = await visitor(c);
    const found = await facts.requirement(of, c.req.param('id'), who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(of) };
    const title = `${speak.page('requirement.one')} ${found.label}`;
    return show(c, speak, { title, visitor: who, register }, requirementView(speak, found));
  });
}
