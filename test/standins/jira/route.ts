/** How a call of the app's finds what answers it: by method and path, in a table. */
import type { Inside } from './inside.ts';
import type { Held, Json } from './record.ts';

export interface Call {
  /** Account of whoever asks. */
  readonly by: string;
  /** `METHOD /path`, without what every path begins with. */
  readonly what: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly site: Held;
  readonly inside: Inside;
}

/** What stands in the place of each name in braces. */
export interface Found extends Call {
  readonly parts: Readonly<Record<string, string>>;
}

export type Table = Readonly<Record<string, (call: Found) => Response | Promise<Response>>>;

/** @returns `undefined` where no route of the table is meant */
export async function answered(table: Table, call: Call): Promise<Response | undefined> {
  for (const [route, answer] of Object.entries(table)) {
    const match = new RegExp(`^${route.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(call.what);
    if (!match) continue;
    const parts = Object.entries(match.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)] as const);
    return answer({ ...call, parts: Object.fromEntries(parts) });
  }
  return undefined;
}
