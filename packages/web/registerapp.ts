/** The register's addresses: of a repository and of an account, as a page and as files. */
import type { Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { IN_CODES, inWords } from './columns.ts';
import type { Frame } from './layout.ts';
import type { Html, Voice } from './markup.ts';
import type { PageFacts } from './pagefacts.ts';
import type { Nothing, Unanswerable, Visitor } from './port.ts';
import { misreadView, registerView } from './register.ts';
import { type Address, askIn, registerPath } from './registerask.ts';
import { csvOf, registerRows } from './spreadsheet.ts';
import { xlsxOf } from './xlsx.ts';

interface Serving {
  readonly facts: Pick<PageFacts, 'register' | 'registerRows'>;
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

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function registerRoutes(app: Hono, { facts, visitor, voiceFor, show, nothing }: Serving): void {
  const told = (c: Context, who: Visitor, address: Address, why: Parameters<typeof misreadView>[2]) => {
    const speak = voiceFor(c, 'UTC');
    const main = misreadView(speak, registerPath(address), why);
    return show(c, speak, { title: speak.page('page.misread.title'), visitor: who }, main, 400);
  };
  /** What was asked for and cannot be answered. */
  const unanswered = (c: Context, who: Visitor, address: Address, why: Nothing | Unanswerable) => {
    if (why === 'hidden' || why === 'unknown') return nothing(c, who, why);
    const name = why === 'cursor' ? 'from' : 'waits';
    const value = (c.req.query(name) ?? '').slice(0, 60);
    return told(c, who, address, [{ name, value, why }]);
  };
  const asked = (c: Context): Address & { readonly search: URLSearchParams } => {
    const { tenant = '', project } = c.req.param() as { readonly tenant?: string; readonly project?: string };
    return { tenant, ...(project === undefined ? {} : { project }), search: new URL(c.req.url).searchParams };
  };

  const page = async (c: Context) => {
    const { search, ...address } = asked(c);
    const read = askIn(address, search);
    const who = await visitor(c);
    if ('misread' in read) return told(c, who, address, read.misread);
    const found = await facts.register(read.ask, who);
    if (typeof found === 'string') return unanswered(c, who, address, found);
    const speak = voiceFor(c, found.timeZone);
    const title = `${speak.page('page.register')} ${found.project}`;
    return show(c, speak, { title, visitor: who }, registerView(speak, read.ask, found));
  };

  const file =
    (
      name: string,
      type: string,
      chunks: (
        voice: Voice,
        read: Exclude<Awaited<ReturnType<typeof registerRows>>, string>,
      ) => AsyncIterable<string | Uint8Array>,
    ) =>
    async (c: Context) => {
      const { search, ...address } = asked(c);
      const read = askIn(address, search);
      const who = await visitor(c);
      if ('misread' in read) return told(c, who, address, read.misread);
      // A file is of all pages.
      const { cursor } = read.ask;
      if (cursor !== undefined)
        return told(c, who, address, [{ name: 'from', value: cursor.slice(0, 60), why: 'strange-name' }]);
      const rows = await registerRows(facts, read.ask, who);
      if (typeof rows === 'string') return unanswered(c, who, address, rows);
      c.header('content-type', type);
      c.header('content-disposition', `attachment; filename="${name}"`);
      c.header('cache-control', 'private, no-store');
      c.header('x-content-type-options', 'nosniff');
      const speak = voiceFor(c, rows.timeZone);
      return stream(c, async (out) => {
        for await (const chunk of chunks(speak, rows)) await out.write(chunk);
      });
    };

  const files = [
    ['csv', file('register.csv', CSV, (_, read) => csvOf(IN_CODES, read))],
    ['words.csv', file('register-words.csv', CSV, (speak, read) => csvOf(inWords(speak), read))],
    ['xlsx', file('register.xlsx', XLSX, (speak, read) => xlsxOf(speak.page('page.register'), inWords(speak), read))],
  ] as const;
  // Files of an account stand before its repositories: none of these is a repository's id.
  for (const [name, answers] of files) app.get(`/r/:tenant/${name}`, answers);
  app.get('/r/:tenant', page);
  app.get('/r/:tenant/:project', page);
  for (const [name, answers] of files) app.get(`/r/:tenant/:project/${name}`, answers);
}
