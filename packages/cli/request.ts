/** Which request is meant by the address of its page. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import { Unfit } from './call.ts';

/** @param text the whole address, or its path @throws Unfit */
export function requestAt(text: string): StreamRef {
  const found = requestIn(text);
  if (!found)
    throw new Unfit(
      `${text} is not the address of a request’s page, such as https://countersign.example/c/github:1/R_1/I_1`,
    );
  return found;
}

function requestIn(text: string): StreamRef | undefined {
  const [, tenant, project, stream] = /(?:^|\/)c\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)/.exec(text) ?? [];
  if (tenant === undefined || project === undefined || stream === undefined) return undefined;
  try {
    const [one, two, three] = [tenant, project, stream].map(decodeURIComponent) as [string, string, string];
    return { tenant: one, project: two, stream: three };
  } catch {
    return undefined;
  }
}
