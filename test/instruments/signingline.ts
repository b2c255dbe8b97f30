/** A line with a mail server beside it and a customer who has no account: what stories of signing begin with. */

import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { domainOf } from '@countersign/mail/address.ts';
import { mailChannel } from '@countersign/mail/mail.ts';
import { smtpServerIn } from '@countersign/mail/smtp.ts';
import { signPort } from '@countersign/server/signing.ts';
import { signApp } from '@countersign/web/sign/routes.ts';
import { ASSESSMENT, type Line, type LineOptions, openLine } from './line.ts';
import { openPostbox, type Postbox } from './postbox.ts';
import { confirmsContact } from './signer.ts';
import { signedInAt } from './visitor.ts';

export const LI = 'li@customer.example';
/** Whoever runs the server sends from here. */
export const FROM = { name: 'Countersign', address: 'countersign@provider.example' };

export interface SigningLine {
  readonly line: Line;
  readonly postbox: Postbox;
  /** Every line that the server logged. */
  readonly logged: readonly string[];
  /** Lets time pass for the server. */
  later(ms: number): void;
  /** A push of the developer's puts a policy in force that names these as the customer. */
  names(contacts: string): Promise<void>;
  /** Project manager and sponsor say that an address is the customer's. */
  vouches(mailbox: string): Promise<void>;
  /** A request that waits for its board. @returns its number */
  inReview(title?: string): Promise<number>;
  close(): Promise<void>;
}

export const asContact = (name: string, mailbox: string): string => `{name: ${name}, mail: ${mailbox}}`;

/** The customer is an account at first. */
const prepared = (text: string): string =>
  text
    .replace(/^ {2}customer: .*$/m, (customer) => `${customer}\n  sponsor: ["@olga"]`)
    .replace('plan-confirmation: false', 'plan-confirmation: true\nacceptance: true\nprovider-domains: [own.example]');

export async function openSigning(options: LineOptions = {}): Promise<SigningLine> {
  const postbox = await openPostbox();
  const server = smtpServerIn(postbox.url);
  if (!server) throw new Error(`${postbox.url} is no mail server`);
  const mail = mailChannel({ server, from: FROM });
  const logged: string[] = [];
  const begun = Date.now();
  let ahead = 0;
  const now = () => begun + ahead;
  const { policy = (text: string) => text, ...rest } = options;
  const line = await openLine({
    ...rest,
    policy: (text) => (policy ?? ((same) => same))(prepared(text)),
    post: { channel: mail, domain: domainOf(FROM) },
    now,
    log: (text) => logged.push(text),
    mount: (app, parts) =>
      app.route(
        '/',
        signApp({
          port: signPort(parts),
          address: parts.pages ?? '',
          now: () => new Date(now()).toISOString(),
          report: (error) => {
            throw error;
          },
        }),
      ),
  });
  return {
    line,
    postbox,
    logged,
    later(ms) {
      ahead += ms;
    },
    async names(contacts) {
      const { repository } = line.seeded;
      const file = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
      line.as('developer').editFile(POLICY_PATH, file.replace(/^ {2}customer: .*$/m, `  customer: [${contacts}]`));
      await line.settled();
    },
    async vouches(mailbox) {
      for (const login of ['pan-wei', 'olga']) {
        const { status, body } = await confirmsContact(line, signedInAt(line, login), mailbox);
        if (status !== 200) throw new Error(body);
      }
      await line.settled();
    },
    async inReview(title) {
      const number = line.file({}, title);
      await line.settled();
      line.as('requester').comment(number, '/submit');
      await line.settled();
      line.as('project-manager').comment(number, ASSESSMENT);
      await line.settled();
      return number;
    },
    async close() {
      await line.close();
      mail.stop();
      await postbox.close();
    },
  };
}
