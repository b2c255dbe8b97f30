/** A mail server that keeps what it is given, and answers as it is told to: mails are read back as their reader's program reads them. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { vi } from 'vitest';
import { SOON } from './soon.ts';

export interface Arrived {
  readonly to: readonly string[];
  readonly mail: Email;
  /** As it came over the wire. */
  readonly source: string;
}

export interface Postbox {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** Mails to an address, once there are so many. */
  to(address: string, count?: number): Promise<readonly Arrived[]>;
  /** What the server answers from now on, by recipient; `undefined` takes the mail. */
  answer(by: (to: string) => Answer | undefined): void;
  close(): Promise<void>;
}

/** `at` `data`: the mail was read and is not taken; `lost`: it was taken, and nobody hears of that. */
export interface Answer {
  readonly code: number;
  readonly says: string;
  readonly at?: 'recipient' | 'data' | 'lost';
}

/** @param password whoever sends has to know it; absent: nobody is asked */
export async function openPostbox({ password }: { readonly password?: string } = {}): Promise<Postbox> {
  const arrived: Arrived[] = [];
  let answered: (to: string) => Answer | undefined = () => undefined;
  const failing = ({ code, says }: Answer) => Object.assign(new Error(says), { responseCode: code });
  const server = new SMTPServer({
    ...{ authOptional: password === undefined, allowInsecureAuth: true, hideSTARTTLS: true },
    ...(password === undefined ? { disabledCommands: ['AUTH'] } : {}),
    onAuth({ password: given, username }, _, done) {
      if (given === password) done(null, { user: username ?? '' });
      else done(failing({ code: 535, says: `5.7.8 no such user or password: ${given}` }));
    },
    onRcptTo({ address }, _, done) {
      const answer = answered(address);
      done(answer && (answer.at ?? 'recipient') === 'recipient' ? failing(answer) : null);
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        const to = envelope.rcptTo.map((one) => one.address);
        const answer = to.flatMap((one) => answered(one) ?? [])[0];
        if (answer?.at === 'data') return done(failing(answer));
        const source = Buffer.concat(parts);
        arrived.push({ to, mail: await PostalMime.parse(source), source: source.toString() });
        if (answer?.at === 'lost') done(failing({ ...answer, code: 421 }));
        else done();
      });
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const to = (address: string) => arrived.filter((one) => one.to.includes(address));
  return {
    url: `smtp://${password === undefined ? '' : `mailer:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    arrived,
    async to(address, count = 1) {
      await vi.waitUntil(() => to(address).length >= count, SOON);
      return to(address);
    },
    answer(by) {
      answered = by;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
