/** A `fetch` that lets nothing pass which GitHub's own description does not allow, in either direction. */
import type { GithubOracle, Violation } from './github-oracle.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface CheckedFetch {
  readonly fetch: Fetch;
  /** Everything that was found so far; empty is what one wants. */
  readonly violations: readonly Violation[];
  /** GitHub's names of the operations that were used. */
  readonly operations: ReadonlySet<string>;
}

/** `prefix`: path in front of every address, such as `/api/v3`. */
export function checkedFetch(oracle: GithubOracle, inner: Fetch, prefix = ''): CheckedFetch {
  const violations: Violation[] = [];
  const operations = new Set<string>();
  return {
    violations,
    operations,
    async fetch(input, init) {
      const request = new Request(input, init);
      const sent = await request.clone().text();
      const url = new URL(request.url);
      const path = url.pathname.slice(url.pathname.startsWith(prefix) ? prefix.length : 0) + url.search;
      violations.push(...oracle.request(request.method, path, json(sent)));
      const answer = await inner(request);
      const type = answer.headers.get('content-type') ?? '';
      const operation = oracle.operationId(request.method, path);
      if (operation) operations.add(operation);
      // Raw files are no JSON.
      if (type.includes('raw')) return answer;
      const got = await answer.clone().text();
      violations.push(...oracle.response(request.method, path, answer.status, json(got)));
      return answer;
    },
  };
}

function json(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
