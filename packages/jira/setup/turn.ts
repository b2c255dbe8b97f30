/** One run of set-up at a time: two at once could make a thing twice. */
import { Conflict } from '@countersign/core/failure.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Desk } from '../desk.ts';

/** Milliseconds after which a run that said nothing has ended: Forge stops a panel's call after 25 seconds. */
const LONGEST_RUN = 30_000;

const keyOf = (tenant: string) => ({ tenant, project: ACCOUNT, kind: 'setup', id: 'turn' });

/** True while a run is under way, perhaps in another window. */
export async function isTaken({ documents, tenant, now }: Desk): Promise<boolean> {
  const until = (await documents.find(keyOf(tenant)))?.data;
  return typeof until === 'number' && until > now();
}

/** @returns a function that ends the turn; `undefined` while somebody else has it */
export async function takeTurn({ documents, tenant, now }: Desk): Promise<(() => Promise<void>) | undefined> {
  const key = keyOf(tenant);
  const found = await documents.find(key);
  if (typeof found?.data === 'number' && found.data > now()) return undefined;
  const until = (data: number) => ({ ...key, data, fetchedAt: new Date(now()).toISOString() });
  try {
    await documents.keepTogether([until(now() + LONGEST_RUN)], found);
  } catch (error) {
    if (error instanceof Conflict) return undefined;
    throw error;
  }
  return async () => void (await documents.keep(until(0)));
}
