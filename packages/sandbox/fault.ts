/** Faults on demand: what GitHub, or the way to it, does wrong, for which calls, and how often. */

export type FaultKind =
  /** A 5xx, or any other status. */
  | { readonly kind: 'status'; readonly status: number; readonly message?: string }
  /** The connection is cut without an answer. */
  | { readonly kind: 'reset' }
  /** The answer comes this much later. Infinity never answers. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The call is taken, and answered once this resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** 403 with `x-ratelimit-remaining: 0`; the limit ends in so many seconds. */
  | { readonly kind: 'primary-limit'; readonly resetSeconds: number }
  /** 200 with errors in it, as GraphQL fails; `type` is GitHub's word for it (`FORBIDDEN`, `RATE_LIMITED`), absent when it cannot say. */
  | { readonly kind: 'graphql'; readonly type?: string; readonly message: string }
  /** 403, or 429, with `retry-after`, or, without seconds, a bare one as GitHub sometimes sends it. */
  | { readonly kind: 'secondary-limit'; readonly retryAfterSeconds?: number; readonly status?: 403 | 429 };

export type Fault = FaultKind & {
  /** `METHOD /path` as routes are written (`POST /repos/:owner/:repo/check-runs`), or a pattern over `METHOD /real/path`. Absent: every call. */
  readonly on?: string | RegExp;
  /** How many calls it strikes; absent: until removed. */
  readonly times?: number;
  /** How many fitting calls pass unharmed first. */
  readonly skip?: number;
  /** `after`: the call takes effect first, and only its answer is lost. Default `before`. */
  readonly when?: 'before' | 'after';
};

interface Armed {
  readonly fault: Fault;
  left: number;
  skip: number;
}

export interface Faults {
  /** Arms a fault; call the result to disarm it. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault that strikes this call, counted as struck. */
  strike(method: string, route: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  const armed = new Set<Armed>();
  return {
    add(fault) {
      const one = { fault, left: fault.times ?? Number.POSITIVE_INFINITY, skip: fault.skip ?? 0 };
      armed.add(one);
      return () => armed.delete(one);
    },
    clear: () => armed.clear(),
    strike(method, route, path) {
      for (const one of armed) {
        const { on } = one.fault;
        const fits =
          on === undefined || (typeof on === 'string' ? on === `${method} ${route}` : on.test(`${method} ${path}`));
        if (!fits) continue;
        if (one.skip > 0) {
          one.skip -= 1;
          continue;
        }
        one.left -= 1;
        if (one.left <= 0) armed.delete(one);
        return one.fault;
      }
      return undefined;
    },
  };
}
