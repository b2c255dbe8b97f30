/** One call to Jira, with every way it can fail sorted into what a retry may help and what it cannot. */
import { Transient } from '@countersign/core/failure.ts';
import { asApp, assumeTrustedRoute, asUser } from '@forge/api';

export type Answer =
  | { readonly ok: true; readonly data: unknown }
  /** Jira said no, and would say it again: gone (404), not allowed (401, 403), not as asked (400). */
  | { readonly ok: false; readonly status: number; readonly message: string };

export interface JiraClient {
  /** @throws Transient when Jira is away or asks us to wait. */
  request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
}

type Requester = ReturnType<typeof asApp>;

function clientOf(requester: () => Requester): JiraClient {
  return {
    async request(method, path, body) {
      let response: Awaited<ReturnType<Requester['requestJira']>>;
      try {
        response = await requester().requestJira(assumeTrustedRoute(path), {
          method,
          headers: {
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (error) {
        throw new Transient(`Jira did not answer ${method} ${path.split('?')[0]}`, { cause: error });
      }
      const { status } = response;
      if (status === 429 || status >= 500) {
        const seconds = Number(response.headers.get('retry-after'));
        throw new Transient(`Jira cannot answer now (${status})`, seconds > 0 ? { retryAfterMs: seconds * 1000 } : {});
      }
      const text = await response.text();
      if (status >= 400) return { ok: false, status, message: messageOf(text) };
      try {
        return { ok: true, data: text === '' ? undefined : JSON.parse(text) };
      } catch {
        throw new Transient(`Jira’s answer to ${method} ${path.split('?')[0]} is not JSON`);
      }
    },
  };
}

/** Jira as the app: facts, projections and gates. */
export const appClient = (): JiraClient => clientOf(() => asApp());

/** Jira as whoever invoked us: what an administrator may do in set-up, and who may see what. */
export const userClient = (): JiraClient => clientOf(() => asUser() as Requester);

/** A path with its parts encoded: nothing that people or Jira gave us can leave its place. */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce(
    (made, part, at) => made + part + (at < values.length ? encodeURIComponent(String(values[at])) : ''),
    '',
  );
}

export const isGone = (answer: Answer): boolean => !answer.ok && (answer.status === 404 || answer.status === 410);

function messageOf(text: string): string {
  try {
    const { errorMessages = [], errors = {} } = JSON.parse(text) as {
      errorMessages?: string[];
      errors?: Record<string, string>;
    };
    return [...errorMessages, ...Object.values(errors)].join(' ').slice(0, 300) || text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
