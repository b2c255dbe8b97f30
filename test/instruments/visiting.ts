/** People on our pages of a line, without sign-in: whom GitHub would have made of them is given. */
import type { Parts } from '@countersign/github/desk.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import type { Line } from './line.ts';

export type Fields = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface Visiting {
  /** What the forms of the page hold before anybody fills them in. */
  form(number: number): Promise<Fields>;
  /** Sends a form, and goes where the answer leads. @param parts another process's than the line's */
  send(number: number, fields: Fields, parts?: Parts): Promise<Answer>;
}

export function visiting(line: Line, login: string): Visiting {
  const account = [...line.world.state.accounts.values()].find((one) => one.login === login);
  const visitor: Visitor = { kind: 'person', id: `github:${account?.id}`, login, token: 'a token of theirs' };
  const pages = (parts: Parts) =>
    pagesApp({
      facts: pageFacts({ parts, mayRead: async () => 'yes', tracker: 'https://github.test' }),
      visitor: async () => visitor,
      signIn: true,
      now: () => new Date().toISOString(),
      report: () => {},
    });
  const addressOf = async (number: number): Promise<string> => {
    const [tenant, project] = [`github:${line.seeded.organization.id}`, nodeId('R', line.seeded.repository.id)];
    const row = await line.server.parts.register.findByNumber(tenant, project, number);
    if (!row) throw new Error(`#${number} is not on record`);
    return `/c/${[tenant, project, row.ref.stream].map(encodeURIComponent).join('/')}`;
  };
  return {
    async form(number) {
      const answer = await pages(line.server.parts).request(await addressOf(number));
      return hiddenIn(await answer.text());
    },
    async send(number, fields, parts = line.server.parts) {
      const app = pages(parts);
      const sent = { method: 'POST', body: new URLSearchParams(fields) };
      const answer = await app.request(await addressOf(number), sent);
      const to = answer.headers.get('location');
      return { status: answer.status, body: await (to === null ? answer : await app.request(to)).text() };
    },
  };
}

/** What a form says of the page that it stands on. */
export function hiddenIn(body: string): Fields {
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { content: of('content'), press: of('press'), act: of('act') };
}
