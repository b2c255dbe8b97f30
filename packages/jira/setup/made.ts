/** What set-up made on a site: only this is ever taken away again. */

import { ENGINE } from '@countersign/core/content/person.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import {
  INVENTORY,
  type Inventory,
  type InventoryState,
  inventoryStream,
  type Noted,
} from '@countersign/core/setup/inventory.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import type { Desk } from '../desk.ts';

export async function madeBefore(desk: Desk): Promise<InventoryState> {
  const [entries, before] = await Promise.all([desk.ledger.read(inventoryStream(desk.tenant)), notedBefore(desk)]);
  return entries.length > 0 ? folded(INVENTORY, entries) : before;
}

/** Only news is kept. */
export async function note(desk: Desk, { made, trying }: Noted): Promise<void> {
  await put(desk, { type: 'note', made, trying });
}

/** The language in which it names things, from the first thing that it names; `undefined` once nothing that was named is left. */
export async function noteLanguage(desk: Desk, locale: Locale | undefined): Promise<void> {
  await put(desk, { type: 'name', locale });
}

/** What is on record before anything is added to it: what an older version noted in the cache is taken over first. */
export async function bringInventory(desk: Desk): Promise<InventoryState> {
  const before = await madeBefore(desk);
  if ((await desk.ledger.read(inventoryStream(desk.tenant))).length > 0) return before;
  await noteLanguage(desk, before.locale);
  await note(desk, before);
  return before;
}

async function put(desk: Desk, command: Inventory['command']): Promise<void> {
  await putOnRecord(desk.ledger, INVENTORY, {
    ref: inventoryStream(desk.tenant),
    command,
    // A run may do again what another undid.
    cause: `setup/${crypto.randomUUID()}`,
    situation: { now: new Date(desk.now()).toISOString(), actor: ENGINE },
  });
}

const beforeSchema = z.object({ made: z.record(z.string(), z.string()), trying: z.string().optional() });

/** Where an older version kept it. */
export const inventoryKey = (tenant: string, id: 'made' | 'language') => ({
  ...{ tenant, project: ACCOUNT, kind: 'setup', id },
});

async function notedBefore({ documents, tenant }: Desk): Promise<InventoryState> {
  const [made, language] = await documents.findAll([inventoryKey(tenant, 'made'), inventoryKey(tenant, 'language')]);
  const noted = beforeSchema.safeParse(made?.data).data ?? { made: {} };
  const locale = language?.data;
  return { ...noted, ...(locale === 'en' || locale === 'zh-CN' ? { locale } : {}) };
}
