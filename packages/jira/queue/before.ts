/** Brings into the record, a part each time, what older versions kept in the cache and nobody can read again (`docs/decisions/facts-and-truth.md`). */
import { ACCOUNT } from '@countersign/core/kept.ts';
import { siteSchema, siteStream } from '@countersign/core/setup/site.ts';
import type { Desk } from '../desk.ts';
import { recordGone } from '../facts/gone.ts';
import type { KeptDocument } from '../record/documents.ts';
import { bringOver } from '../record/kept.ts';
import { bringInventory, inventoryKey } from '../setup/made.ts';
import { rememberSite } from '../setup/site.ts';

/** One that is cut off is done again, and records nothing twice. */
export async function bringBefore(desk: Desk): Promise<void> {
  const { tenant, documents, kept } = desk;
  const of = (kind: string) => ({ tenant, project: ACCOUNT, kind });
  const index = async (one: KeptDocument): Promise<void> => {
    if ((await kept.find(one))?.stamp === undefined) await kept.keep(one);
  };
  await bringOver(desk, of('project'), index);
  await bringOver(desk, of('home'), index);
  await bringOver(desk, of('gone'), ({ id }) => recordGone(desk, id));
  await bringOver(desk, of('site'), (one) => bringSite(desk, one));
  await bringInventory(desk);
  for (const id of ['made', 'language'] as const) await documents.forget(inventoryKey(tenant, id));
}

/** Kept under the project whose own it was, or under the word for the whole site. */
async function bringSite(desk: Desk, { id, data }: KeptDocument): Promise<void> {
  const project = id === 'site' ? undefined : id;
  const site = siteSchema.safeParse(data).data;
  if (site && (await desk.ledger.read(siteStream(desk.tenant, project))).length === 0)
    await rememberSite(desk, site, project);
}
