/**
 * A write as a plain `fetch`, with the token that Octokit keeps: its hooks, merging and templates cost as much processor time as a third of
 * a verdict. It answers and fails in Octokit's shape, by which `project/client.ts` sorts what went wrong.
 */
import type { ProbotOctokit } from 'probot';

type Octokit = InstanceType<typeof ProbotOctokit>;

export interface PlainAnswer {
  readonly status: number;
  readonly data: unknown;
}

/** Octokit's shape of a failure: `status` with the `response` that said it; 500 without one where nobody answered. */
class RequestFailed extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined;

  constructor(message: string, response?: Response, options?: ErrorOptions) {
    super(message, options);
    this.status = response?.status ?? 500;
    this.response = response && { status: response.status, headers: Object.fromEntries(response.headers) };
  }
}

/** Every check is written by one of these. Whatever else is asked, Octokit asks. */
const ROUTES: ReadonlySet<string> = new Set([
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
]);

export function isPlain(route: string): boolean {
  return ROUTES.has(route);
}

/** So long a token is used again before Octokit is asked for it anew. Octokit gives none with less than a minute to live. */
const KEPT_MS = 30_000;

/** What gives a request its token; `octokit-auth-probot` has it beside the function that Octokit's types know. */
interface Authorising {
  hook(request: unknown, route: string, parameters: object): Promise<PlainAnswer>;
}

/**
 * @param octokit of an installation
 * @param now milliseconds
 * @returns writes by one of the routes above; what it throws has the shape of what Octokit throws
 */
export function plainWriter(
  octokit: Octokit,
  now: () => number,
): (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<PlainAnswer> {
  const { endpoint, defaults } = octokit.request;
  let kept: { readonly authorization: string; readonly until: number } | undefined;
  return async (route, parameters) => {
    if (kept && now() < kept.until) {
      try {
        return await sent(octokit, kept.authorization, route, parameters);
      } catch (error) {
        // Nothing was written: it counts no longer.
        if (!(error instanceof RequestFailed && error.status === 401)) throw error;
        kept = undefined;
      }
    }
    // Octokit gets a token, and tries again where a new one does not count everywhere yet; only the sending is ours.
    const send = async ({ headers }: { readonly headers: { readonly authorization: string } }) => {
      const answer = await sent(octokit, headers.authorization, route, parameters);
      kept = { authorization: headers.authorization, until: now() + KEPT_MS };
      return answer;
    };
    const { hook } = octokit.auth as unknown as Authorising;
    return hook(Object.assign(send, { endpoint, defaults }), route, parameters);
  };
}

/** @throws RequestFailed */
async function sent(
  octokit: Octokit,
  authorization: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<PlainAnswer> {
  const { baseUrl, headers, request } = octokit.request.endpoint.DEFAULTS;
  const [method = '', template = ''] = route.split(' ');
  const body = { ...parameters };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = body[name];
    delete body[name];
    return encodeURIComponent(String(value));
  });
  const ask = request?.fetch ?? fetch;
  let response: Response;
  try {
    response = await ask(`${baseUrl}${path}`, {
      method,
      headers: {
        accept: String(headers.accept),
        'user-agent': String(headers['user-agent']),
        'content-type': 'application/json; charset=utf-8',
        authorization,
      },
      body: JSON.stringify(body),
    });
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
    throw new RequestFailed(cause instanceof Error ? cause.message : message, undefined, { cause: error });
  }
  const data = dataOf(await response.text().catch(() => ''));
  if (response.ok) return { status: response.status, data };
  throw new RequestFailed(saidBy(data), response);
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What GitHub says of a failure: its message, and what of the request it is about. */
function saidBy(data: unknown): string {
  if (typeof data === 'string') return data;
  const { message, errors, documentation_url } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof message !== 'string') return `Unknown error: ${JSON.stringify(data)}`;
  const about = Array.isArray(errors) ? `: ${errors.map((one) => JSON.stringify(one)).join(', ')}` : '';
  return `${message}${about}${documentation_url === undefined ? '' : ` - ${documentation_url}`}`;
}
