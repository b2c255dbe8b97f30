/** The kinds of things that have a stream, and how a stream's address says its kind. */
import type { StreamRef } from './port.ts';

/** What the product keeps on record. The record itself takes any kind. */
export const KINDS = [
  'change',
  'policy',
  'coverage',
  'alias',
  'home',
  'work',
  'item',
  'requirement',
  'baseline',
  'setup',
  'site',
  'loss',
  'contact',
  'signoff',
] as const;
export type Kind = (typeof KINDS)[number];

/** What a stream is about that does not say it. */
const UNSAID: Kind = 'change';

export function kindOf({ kind = UNSAID }: StreamRef): string {
  return kind;
}

/** The address as it is kept, hashed and compared: a change request's leaves its kind out, as all did before there were others. */
export function addressOf({ tenant, project, stream, kind = UNSAID }: StreamRef): StreamRef {
  return kind === UNSAID ? { tenant, project, stream } : { tenant, project, kind, stream };
}

/** The parts of an address that no other stream has together. */
export function partsOf({ tenant, project, stream, kind = UNSAID }: StreamRef): readonly string[] {
  return kind === UNSAID ? [tenant, project, stream] : [tenant, project, stream, kind];
}
