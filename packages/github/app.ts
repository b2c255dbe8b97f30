/** The Probot app: who we are at GitHub, and the one place through which a stored delivery enters. */
import { pino } from 'pino';
import { Probot } from 'probot';
import { UnthrottledOctokit } from './installation.ts';

export interface Credentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The webhook's secret; older ones are accepted while it is being changed. */
  readonly secret: string;
  readonly formerSecrets: readonly string[];
  /** Login of the app's bot, `countersign[bot]`. */
  readonly bot: string;
}

export interface Stored {
  readonly guid: string;
  readonly event: string;
  readonly payload: unknown;
}

/** No answer after this long counts as no answer. */
const TIMEOUT_MS = 15_000;

/**
 * Every question to GitHub ends, also those that Probot's Octokit asks by itself: while it asks for an installation's token, whatever else
 * needs that token waits for the same answer.
 */
function timely(ask: typeof fetch): typeof fetch {
  return (input, init) => {
    const late = AbortSignal.timeout(TIMEOUT_MS);
    return ask(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, late]) : late });
  };
}

/** Probot is given a silent log: its own writes whole payloads when something fails (`docs/decisions/probot.md`). */
export function probotFor(
  credentials: Credentials,
  options: { readonly apiUrl?: string; readonly fetch?: typeof fetch } = {},
): Probot {
  const { apiUrl, fetch: ask = fetch } = options;
  return new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    secret: credentials.secret,
    Octokit: UnthrottledOctokit,
    log: pino({ level: 'silent' }),
    ...(apiUrl ? { baseUrl: apiUrl } : {}),
    request: { fetch: timely(ask) },
  });
}

/**
 * Hands stored deliveries to Probot and gives back what our handler answered. Probot wraps what a handler throws; here it comes out
 * as it was thrown, because the queue decides by its class whether to wait, retry or park.
 */
export async function throughProbot<Answer>(
  probot: Probot,
  handle: (stored: Stored) => Promise<Answer>,
): Promise<(stored: Stored) => Promise<Answer>> {
  const answers = new Map<string, { answer: Answer } | { error: unknown }>();
  await probot.load((app) => {
    app.onAny(async ({ id, name, payload }) => {
      try {
        answers.set(id, { answer: await handle({ guid: id, event: name, payload }) });
      } catch (error) {
        answers.set(id, { error });
      }
    });
  });
  return async (stored) => {
    const { guid, event, payload } = stored;
    try {
      await probot.receive({ id: guid, name: event, payload } as never);
      const said = answers.get(guid);
      if (!said) throw new Error(`Probot did not hand over ${event} ${guid}`);
      if ('error' in said) throw said.error;
      return said.answer;
    } finally {
      answers.delete(guid);
    }
  };
}
