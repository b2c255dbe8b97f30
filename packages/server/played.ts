/** What an earlier start of the sandbox has left in a folder: asked by whoever starts there, also as an app. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Played } from '@countersign/postgres/owner.ts';
import type { Delivery } from '@countersign/sandbox/webhook/deliver.ts';

/** Whose repository the sandbox plays. */
export const HOLDER = 'harbour';

/** What GitHub would still hold: its state, and the deliveries that have not arrived. */
export interface Kept {
  readonly state: string;
  readonly owed: readonly Delivery[];
}

/** Where the stand-in keeps its state. */
export const worldIn = (folder: string): string => join(folder, 'sandbox-world.json');

/** Ids of the world that an earlier start has left in the folder; `undefined` when there was none, or none that can be read. */
export async function playedIn(folder: string): Promise<Played | undefined> {
  if (!existsSync(worldIn(folder))) return undefined;
  // Whoever never tried the sandbox loads nothing of it.
  const { deserialize } = await import('@countersign/sandbox/snapshot.ts');
  try {
    const kept = JSON.parse(readFileSync(worldIn(folder), 'utf8')) as Kept;
    const state = deserialize(kept.state);
    const owner = [...state.accounts.values()].find((one) => one.login === HOLDER);
    return (
      owner && { tenants: [`github:${owner.id}`], installations: ['', ...[...state.installations.keys()].map(String)] }
    );
  } catch {
    return undefined;
  }
}
