/** The mail of the sandbox: nothing leaves this machine, and whoever plays reads it in the outbox, also after a restart. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '@countersign/core/notice/channel.ts';
import type { Post } from '@countersign/github/desk.ts';

export interface SentMail {
  readonly to: string;
  /** UTC instant. */
  readonly at: string;
  readonly message: Message;
}

export interface SandboxMail extends Post {
  /** Oldest first. */
  sent(): readonly SentMail[];
  forget(): void;
}

/** More is never read. */
const MOST = 200;
const DOMAIN = 'countersign.example';

/** @param folder absent: in memory */
export function sandboxMail(folder: string | undefined): SandboxMail {
  const path = folder && join(folder, 'sandbox-mail.json');
  let all: SentMail[] = path && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SentMail[]) : [];
  const keep = (): void => {
    if (!path) return;
    writeFileSync(`${path}.new`, JSON.stringify(all), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    domain: DOMAIN,
    channel: {
      perMinute: 1_000,
      async carry(to, messages) {
        const at = new Date().toISOString();
        all = [...all, ...messages.map((message) => ({ to, at, message }))].slice(-MOST);
        keep();
        return { kind: 'sent', count: messages.length };
      },
    },
    sent: () => all,
    forget() {
      all = [];
      keep();
    },
  };
}
