/** Somebody at the pages of a line's server: what they see of a request, and what its forms send. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import type { RunningServer } from '@countersign/server/server.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import type { Line } from './line.ts';

/** What GitHub says of whether they may read the repository. */
export type Reads = 'yes' | 'no' | 'unknown';

export interface At {
  readonly reads?: Reads;
  /** What the pages work with, where somebody acts in the midst of their work. */
  readonly parts?: RunningServer['parts'];
}

/** The visitor that GitHub's sign-in makes of an account. */
export function signedInAt(line: Line, login: string): Visitor {
  const account = [...line.world.state.accounts.values()].find((one) => one.login === login);
  return { kind: 'person', id: `github:${account?.id}`, login, token: 'a token of theirs' };
}

/** The pages of the server, for one visitor. */
export function pagesFor({ server }: Line, visitor: Visitor, { reads = 'yes', parts = server.parts }: At = {}) {
  const facts = pageFacts({ parts, mayRead: async () => reads, tracker: 'https://github.test' });
  return pagesApp({
    ...{ facts, visitor: async () => visitor, signIn: true, now: () => new Date().toISOString() },
    report: (error) => {
      throw error;
    },
  });
}

export async function refOf(line: Line, number: number): Promise<StreamRef> {
  const { register } = line.server.parts;
  const row = await register.findByNumber(
    `github:${line.seeded.organization.id}`,
    nodeId('R', line.seeded.repository.id),
    number,
  );
  if (!row) throw new Error(`#${number} is not on record`);
  return row.ref;
}

export const addressOf = (ref: StreamRef): string =>
  `/c/${[ref.tenant, ref.project, ref.stream].map(encodeURIComponent).join('/')}`;

/** The page, with what its forms would send beside what people fill in. */
export async function seenBy(line: Line, visitor: Visitor, number: number) {
  const answer = await pagesFor(line, visitor).request(addressOf(await refOf(line, number)));
  const body = await answer.text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  const form = { content: hidden('content'), press: hidden('press'), act: hidden('act') };
  return { status: answer.status, body, form };
}

export async function sentBy(
  line: Line,
  visitor: Visitor,
  number: number,
  fields: Readonly<Record<string, string>>,
  at?: At,
) {
  const answer = await pagesFor(line, visitor, at).request(addressOf(await refOf(line, number)), {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, body: await answer.text(), to: answer.headers.get('location') ?? '' };
}
