/** Asks a Jira site whether work that names one of its requests may be merged: signed, and closed whenever there is no clear yes. */
import { createHmac } from 'node:crypto';

export type JiraAnswer = 'open' | 'closed' | 'unreachable';

export interface JiraGate {
  /** @param pull the pull request that asks; Jira shows it on the issue */
  ask(key: string, pull: { readonly address: string; readonly title: string }): Promise<JiraAnswer>;
}

export interface JiraGateOptions {
  /** Address of the app's web trigger, as `forge webtrigger` prints it. */
  readonly url: string;
  readonly secret: string;
  readonly now?: () => number;
}

const TIMEOUT_MS = 10_000;
/** Only a no is ever remembered: a yes is asked for each time. */
const CLOSED_MS = 20_000;
const MOST_CLOSED = 2000;

export function jiraGate({ url, secret, now = Date.now }: JiraGateOptions): JiraGate {
  const closed = new Map<string, number>();
  return {
    async ask(key, pull) {
      const question = `${key} ${pull.address}`;
      const until = closed.get(question);
      if (until !== undefined && until > now()) return 'closed';
      const body = JSON.stringify({
        issue: key,
        at: now(),
        pull: { address: pull.address, title: pull.title.slice(0, 300) },
      });
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      try {
        const headers = { 'content-type': 'application/json', 'x-countersign-signature': signature };
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
        await answer.arrayBuffer();
        if (answer.status === 200) return 'open';
        if (answer.status !== 409) return 'unreachable';
      } catch {
        return 'unreachable';
      }
      if (closed.size >= MOST_CLOSED) closed.clear();
      closed.set(question, now() + CLOSED_MS);
      return 'closed';
    },
  };
}
