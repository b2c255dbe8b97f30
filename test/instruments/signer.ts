/** Somebody from outside with a mailbox and a browser: reads what is sent to them, opens links, and sends the forms that stand on the pages. */
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Visitor } from '@countersign/web/port.ts';
import type { Line } from './line.ts';
import type { Postbox } from './postbox.ts';
import { pagesFor } from './visitor.ts';

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  /** Where the browser is by now. */
  readonly at: string;
}

/** A browser of somebody's own: it keeps cookies, and names itself as a browser does that is told to name itself to nobody. */
export function browserAt(line: Line) {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fetched = (path: string) => fetch(new URL(path, line.server.address), { headers: { cookie: cookie() } });
  const asked = async (path: string, fields?: Readonly<Record<string, string>>): Promise<Answered> => {
    const address = new URL(path, line.server.address);
    const sent = cookie();
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: {
        ...(sent ? { cookie: sent } : {}),
        ...(fields
          ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', 'sec-fetch-site': 'same-origin' }
          : {}),
      },
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields).toString() } : {}),
    });
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to !== null) return asked(to);
    return {
      status: answer.status,
      body: (await answer.text()).replaceAll('\u00a0', ' '),
      headers: answer.headers,
      at: address.pathname,
    };
  };
  /** What the forms of a page hold before anybody fills them in. */
  const hidden = (body: string): Record<string, string> =>
    Object.fromEntries(
      [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  return {
    open: (path: string) => asked(path),
    /** A file, as it comes. */
    fetched,
    /** Presses what asks for a code on a page. */
    askForCode: (page: Answered) => asked('/sign', { ...hidden(page.body), do: 'code' }),
    answer: (page: Answered, fields: Readonly<Record<string, string>>) =>
      asked('/sign', { name: '', text: '', ...hidden(page.body), ...fields, do: 'sign' }),
    renew: (page: Answered) => asked('/sign', { ...hidden(page.body), do: 'renew' }),
  };
}

/** What only breaks words for their reader's program. */
export const plain = (text: string | undefined): string => (text ?? '').replaceAll(/[\u200b\u2060]/g, '');

/** Links to sign by that came to a mailbox, oldest first, as paths. */
export function linksIn(postbox: Postbox, mailbox: string): readonly string[] {
  return textsIn(postbox, mailbox).flatMap((text) => /\/sign\/[\w-]+/.exec(text)?.[0] ?? []);
}

/** Codes that came to a mailbox, oldest first. */
export function codesIn(postbox: Postbox, mailbox: string): readonly string[] {
  return textsIn(postbox, mailbox).flatMap((text) => {
    const [, code] = /(?:code is |验证码：)(\d{4} \d{4})/.exec(text) ?? [];
    return code ? [code] : [];
  });
}

export function textsIn({ arrived }: Postbox, mailbox: string): readonly string[] {
  return arrived.filter(({ to }) => to.includes(mailbox)).map(({ mail }) => plain(mail.text));
}

const contactsAt = (line: Line): string => {
  const { place } = atRepository(line);
  return `/r/${encodeURIComponent(place.tenant)}/${encodeURIComponent(place.project)}/contacts`;
};

function atRepository(line: Line) {
  const { organization, repository } = line.seeded;
  return { place: { tenant: `github:${organization.id}`, project: nodeId('R', repository.id) } };
}

/** Says on the page of contacts that an address is its contact's, as whoever is signed in. */
export async function confirmsContact(line: Line, visitor: Visitor, mailbox: string): Promise<Answered> {
  const pages = pagesFor(line, visitor);
  const path = contactsAt(line);
  const shown = await (await pages.request(path)).text();
  const row = shown.split('<tr>').find((one) => one.includes(mailbox)) ?? '';
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(row)?.[1] ?? '';
  const contact = of('contact');
  const body = new URLSearchParams({ contact, role: of('role') || 'customer' });
  const answer = await pages.request(path, { method: 'POST', body });
  return { status: answer.status, body: await answer.text(), headers: answer.headers, at: path };
}

export async function contactsPage(line: Line, visitor: Visitor): Promise<string> {
  return (await pagesFor(line, visitor).request(contactsAt(line))).text();
}
