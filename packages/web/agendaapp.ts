/** The addresses of a board's agenda, its due dates for a calendar, and its minutes. */
import type { Context, Hono } from 'hono';
import ical from 'ical-generator';
import { agendaView, minutesView } from './agenda.ts';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { PageFacts } from './pagefacts.ts';
import type { AgendaFacts, Nothing, Visitor } from './port.ts';
import { registerPath } from './registerask.ts';

interface Serving {
  readonly facts: Pick<PageFacts, 'agenda' | 'minutes'>;
  readonly visitor: (c: Context) => Promise<Visitor>;
  readonly voiceFor: (c: Context, timeZone: string) => Voice;
  readonly show: (
    c: Context,
    voice: Voice,
    frame: Omit<Frame, 'here'>,
    main: Html,
    status?: 200 | 400,
  ) => Promise<Response>;
  readonly nothing: (c: Context, who: Visitor, why: Nothing) => Promise<Response>;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function agendaRoutes(app: Hono, { facts, visitor, voiceFor, show, nothing }: Serving): void {
  const asked = async (c: Context<object, '/r/:tenant/:project/agenda'>) => ({
    of: { tenant: c.req.param('tenant'), project: c.req.param('project') },
    who: await visitor(c),
  });

  app.get('/r/:tenant/:project/agenda', async (c) => {
    const { of, who } = await asked(c);
    const found = await facts.agenda(of, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(of) };
    return show(c, speak, { title: speak.page('page.agenda'), visitor: who, register }, agendaView(speak, of, found));
  });

  app.get('/r/:tenant/:project/agenda.ics', async (c) => {
    const { of, who } = await asked(c);
    const found = await facts.agenda(of, who);
    if (typeof found === 'string') return nothing(c, who, found);
    c.header('content-type', 'text/calendar; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="agenda.ics"');
    c.header('cache-control', 'private, no-store');
    c.header('x-content-type-options', 'nosniff');
    return c.body(calendarOf(voiceFor(c, found.timeZone), found));
  });

  app.get('/r/:tenant/:project/minutes', async (c) => {
    const { of, who } = await asked(c);
    const [from, to] = [c.req.query('from'), c.req.query('to')];
    const days = from !== undefined && to !== undefined && isPeriod(from, to) ? { from, to } : undefined;
    const found = await facts.minutes(of, days, who);
    if (typeof found === 'string') return nothing(c, who, found);
    const isMisread = days === undefined && (from !== undefined || to !== undefined);
    const speak = voiceFor(c, found.timeZone);
    const register = { project: found.project, address: registerPath(of) };
    const main = minutesView(speak, of, found, isMisread);
    return show(c, speak, { title: speak.page('page.minutes'), visitor: who, register }, main, isMisread ? 400 : 200);
  });
}

function isPeriod(from: string, to: string): boolean {
  return [from, to].every((day) => DAY.test(day) && !Number.isNaN(Date.parse(day))) && from <= to;
}

/** A moment for each thing that is due. Its id stays the same, so that whoever takes the file in again moves it. */
function calendarOf(voice: Voice, { points, project, now }: AgendaFacts): string {
  const calendar = ical({ name: `${voice.page('page.agenda')} ${project}`, prodId: '//Countersign//Countersign//EN' });
  for (const { what, due, ref, label, title, page } of points)
    if (due !== undefined && what !== 'second')
      calendar.createEvent({
        id: `${what}-${ref.stream}@${ref.project}.countersign`,
        stamp: new Date(now),
        start: new Date(due),
        summary: voice.page(`page.agenda.due.${what}`, { label, title }),
        ...(page === undefined ? {} : { url: page }),
      });
  return calendar.toString();
}
