/** One call to GitHub, with every way it can fail sorted into what a retry may help, what it cannot, and what the caller has to know. */
import { Transient, WriteRefused } from '@countersign/core/failure.ts';
import type { Precedence } from '@countersign/core/record/port.ts';

/** As Octokit has them: by their names in lower case. */
type Headers = Readonly<Record<string, unknown>>;

/** What we need of an Octokit: `octokit.request`. Probot's and `@octokit/rest`'s fit as they are. */
export interface GitHubClient {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ readonly status: number; readonly data: unknown; readonly headers?: Headers }>;
  /** The same client for calls of this precedence; absent where no limits are kept. */
  as?(precedence: Precedence): GitHubClient;
  /** Asked before a write is prepared. @throws Transient when there is no room for it now; nothing was sent then, and that is certain. */
  room?(): void;
}

/** The client for calls of a precedence. */
export function clientFor(client: GitHubClient, precedence: Precedence): GitHubClient {
  return client.as?.(precedence) ?? client;
}

export type Answer =
  | {
      readonly ok: true;
      readonly data: unknown /** When GitHub answered, by its own clock, in milliseconds since 1970; in whole seconds. Absent where it does not say. */;
      readonly at?: number;
    }
  /** GitHub said no, and would say it again: gone (404, 410), not valid (422), not allowed (403), not as asked (other 4xx). */
  | { readonly ok: false; readonly status: number; readonly message: string };

/**
 * @throws Transient when GitHub was away, answered 5xx, has the app suspended, or asks us to wait (primary and secondary rate limits, with the time it names).
 * After that nobody knows whether a write happened.
 */
export async function ask(client: GitHubClient, route: string, parameters: Record<string, unknown>): Promise<Answer> {
  try {
    const { data, headers } = await client.request(route, parameters);
    const at = Date.parse(String(headers?.date ?? ''));
    return { ok: true, data, ...(Number.isNaN(at) ? {} : { at }) };
  } catch (error) {
    const failed = seen(error);
    // What was held back before it was sent says itself when to try again.
    if (error instanceof Transient) throw error;
    if (failed.status === undefined || failed.status >= 500)
      throw new Transient(`GitHub did not answer ${route}: ${failed.message}`, waiting(failed, error));
    if (isLimit(failed)) throw new Transient(`GitHub asks us to wait (${route})`, waiting(failed, error));
    // Nobody said no to this: it goes on where it was as soon as the app may.
    if (isPaused(failed))
      throw new Transient(`the installation is suspended (${route})`, { cause: error, retryAfterMs: MINUTE });
    // An expired token is renewed by the next try; a conflict is over by then.
    if ([401, 408, 409].includes(failed.status))
      throw new Transient(`GitHub answered ${failed.status} to ${route}`, { cause: error });
    return { ok: false, status: failed.status, message: failed.message };
  }
}

interface GraphqlProblem {
  /** GitHub's word for it; absent when GitHub failed itself. */
  readonly type?: string;
  readonly message?: string;
  readonly extensions?: { readonly code?: string };
}

/**
 * One question in GraphQL, which fails with 200 and a list of errors: sorted as any other call's failures. Half an answer is none.
 * @param mayLack what is not there is null in the answer, and no failure
 * @throws Transient as `ask`
 */
export async function askGraphql(
  client: GitHubClient,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { mayLack = false }: { readonly mayLack?: boolean } = {},
): Promise<Answer> {
  const answer = await ask(client, GRAPHQL, { query, variables });
  if (!answer.ok) return answer;
  const { data, errors = [] } = (answer.data ?? {}) as { data?: unknown; errors?: readonly GraphqlProblem[] };
  const [first] = errors;
  if (!first || (mayLack && errors.every(({ type }) => type === 'NOT_FOUND'))) return { ok: true, data };
  const message = String(first.message ?? '').slice(0, 300);
  if (errors.some(({ type }) => type === 'RATE_LIMITED'))
    throw new Transient(`GitHub asks us to wait (${GRAPHQL})`, { retryAfterMs: MINUTE });
  if (errors.some(({ type, extensions }) => type === undefined && extensions?.code === undefined))
    throw new Transient(`GitHub did not answer ${GRAPHQL}: ${message}`);
  const status = first.type === 'FORBIDDEN' ? 403 : first.type === 'NOT_FOUND' ? 404 : 422;
  return { ok: false, status, message };
}

export const GRAPHQL = 'POST /graphql';

/** True when what was asked about does not exist any more. */
export function isGone(answer: Answer): boolean {
  return !answer.ok && (answer.status === 404 || answer.status === 410);
}

/** The failure for a no. GitHub says 403, 404 and 422 of what it lets be done a moment later, too. */
export function refusal(answer: Extract<Answer, { ok: false }>, what: string): WriteRefused {
  const why =
    answer.status === 403
      ? 'GitHub does not allow it; check the permissions of the app'
      : answer.status === 422
        ? `GitHub does not accept it: ${answer.message}`
        : `GitHub answered ${answer.status}: ${answer.message}`;
  return new WriteRefused(`${what} could not be written. ${why}`);
}

interface Seen {
  readonly status: number | undefined;
  readonly message: string;
  readonly headers: Headers;
}

function seen(error: unknown): Seen {
  const { status, message, response } = (error ?? {}) as {
    status?: unknown;
    message?: unknown;
    response?: { headers?: unknown };
  };
  return {
    status: typeof status === 'number' && response !== undefined ? status : undefined,
    message: typeof message === 'string' ? message.slice(0, 300) : 'no answer',
    headers: (response?.headers ?? {}) as Headers,
  };
}

/** How long GitHub asks to wait with everything, in milliseconds; `undefined` when it failed for another reason. */
export function askedToWait(error: unknown): number | undefined {
  const failed = seen(error);
  return isLimit(failed) ? waiting(failed, error).retryAfterMs : undefined;
}

/** An owner has paused the app: everything is refused until they let it go on. */
const isPaused = ({ status, message }: Seen): boolean =>
  status === 403 && /installation has been suspended/i.test(message);

function isLimit({ status, headers, message }: Seen): boolean {
  if (status !== 403) return status === 429;
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit|abuse/i.test(message)
  );
}

/** GitHub's own documentation asks for a minute where it names no time. */
const MINUTE = 60_000;

function waiting(failed: Seen, cause: unknown): { cause: unknown; retryAfterMs?: number } {
  const after = Number(failed.headers['retry-after']);
  if (Number.isFinite(after) && after >= 0) return { cause, retryAfterMs: after * 1000 };
  const limited = failed.status === 429 || failed.status === 403;
  if (!limited) return { cause };
  const reset = Number(failed.headers['x-ratelimit-reset']);
  if (String(failed.headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) {
    // The answer's own clock, so that ours need not be right.
    const now = Date.parse(String(failed.headers.date ?? '')) || Date.now();
    return { cause, retryAfterMs: Math.max(1000, reset * 1000 - now + 1000) };
  }
  return { cause, retryAfterMs: MINUTE };
}
