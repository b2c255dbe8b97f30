/** GitHub at the wire, as far as projecting needs it, with faults on demand: a call that is lost on its way, an answer that is lost on its way back. */

export interface WireComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

export interface WireCheck {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  conclusion: string;
  output: { title: string; summary: string };
}

/** What happens to one call instead of an answer. */
export type Fault =
  | { readonly kind: 'lost-call' }
  | { readonly kind: 'lost-answer' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
    };

export interface Wire {
  readonly fetch: typeof fetch;
  /** Every call that arrived, `POST /repos/acme/shop/issues/12/comments`. */
  readonly calls: string[];
  readonly comments: WireComment[];
  readonly checks: WireCheck[];
  readonly labels: Set<string>;
  readonly definitions: Map<string, string>;
  issue: 'open' | 'closed';
  /** Asked before each call is answered; `undefined` lets it pass. */
  fault: (call: string) => Fault | undefined;
}

export const SELF = 'countersign[bot]';

/** One repository `acme/shop` with one issue 12. Any other request is an error, so that nothing is asked by chance. */
export function wire(): Wire {
  let ids = 100;
  const state: Wire = {
    calls: [],
    comments: [],
    checks: [],
    labels: new Set(),
    definitions: new Map(),
    issue: 'open',
    fault: () => undefined,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const call = `${init?.method ?? 'GET'} ${decodeURIComponent(url.pathname)}`;
      const fault = state.fault(call);
      if (fault?.kind === 'lost-call') throw new TypeError('fetch failed');
      state.calls.push(call);
      if (fault?.kind === 'answer') return answered(fault.status, { message: fault.message ?? 'no' }, fault.headers);
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
      const response = handle(call, body, url.searchParams);
      if (fault?.kind === 'lost-answer') throw new TypeError('fetch failed');
      return response;
    },
  };

  function handle(call: string, body: Record<string, unknown>, query: URLSearchParams): Response {
    const path = call.replace('/repos/acme/shop', '');
    const id = Number(/\/(\d+)$/.exec(path)?.[1]);
    if (path === 'POST /issues/12/comments') {
      const comment = { id: ++ids, body: String(body.body), user: { login: SELF } };
      state.comments.push(comment);
      return answered(201, comment);
    }
    if (path === 'GET /issues/12/comments') {
      const from = (Number(query.get('page')) - 1) * Number(query.get('per_page'));
      return answered(200, state.comments.slice(from, from + Number(query.get('per_page'))));
    }
    if (path.startsWith('GET /issues/comments/')) {
      const comment = state.comments.find((one) => one.id === id);
      return comment ? answered(200, comment) : answered(404, { message: 'Not Found' });
    }
    if (path.startsWith('PATCH /issues/comments/')) {
      const comment = state.comments.find((one) => one.id === id);
      if (!comment) return answered(404, { message: 'Not Found' });
      comment.body = String(body.body);
      return answered(200, comment);
    }
    if (path === 'POST /labels') {
      const name = String(body.name);
      if (state.definitions.has(name))
        return answered(422, { message: 'Validation Failed', errors: [{ code: 'already_exists' }] });
      state.definitions.set(name, String(body.color));
      return answered(201, { name });
    }
    if (path === 'POST /issues/12/labels') {
      for (const name of body.labels as string[]) state.labels.add(name);
      return answered(
        200,
        [...state.labels].map((name) => ({ name })),
      );
    }
    if (path === 'GET /issues/12/labels')
      return answered(
        200,
        [...state.labels].map((name) => ({ name })),
      );
    if (path.startsWith('DELETE /issues/12/labels/')) {
      const name = path.slice('DELETE /issues/12/labels/'.length);
      return state.labels.delete(name) ? answered(200, []) : answered(404, { message: 'Label does not exist' });
    }
    if (path === 'POST /check-runs') {
      const check = { id: ++ids, ...body } as unknown as WireCheck;
      state.checks.push(check);
      return answered(201, check);
    }
    if (path.startsWith('PATCH /check-runs/')) {
      const check = state.checks.find((one) => one.id === id);
      if (!check) return answered(404, { message: 'Not Found' });
      Object.assign(check, body);
      return answered(200, check);
    }
    if (/^GET \/commits\/[^/]+\/check-runs$/.test(path)) {
      const ref = path.split('/')[2];
      const found = state.checks.filter((one) => one.head_sha === ref && one.name === query.get('check_name'));
      return answered(200, { total_count: found.length, check_runs: found });
    }
    if (path === 'PATCH /issues/12') {
      state.issue = body.state as Wire['issue'];
      return answered(200, { state: state.issue });
    }
    throw new Error(`nobody expected ${call}`);
  }
  return state;
}

function answered(status: number, data: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(data), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}
