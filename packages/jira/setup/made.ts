/** What set-up made on a site: only this is ever taken away again. */

import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import type { Desk } from '../desk.ts';

/** Ids by piece. */
export type Made = Readonly<Record<string, string>>;

export interface Before {
  readonly made: Made;
  /** The piece that was being made when the last run ended without a word; when it is there now, it is ours. */
  readonly trying?: string | undefined;
}

const beforeSchema = z.object({ made: z.record(z.string(), z.string()), trying: z.string().optional() });
const keyOf = (tenant: string) => ({ tenant, project: ACCOUNT, kind: 'setup', id: 'made' });

export async function madeBefore({ documents, tenant }: Desk): Promise<Before> {
  const read = beforeSchema.safeParse((await documents.find(keyOf(tenant)))?.data);
  return read.success ? read.data : { made: {} };
}

export async function note({ documents, tenant, now }: Desk, before: Before): Promise<void> {
  const data = before as unknown as Json;
  await documents.keep({ ...keyOf(tenant), data, fetchedAt: new Date(now()).toISOString() });
}
