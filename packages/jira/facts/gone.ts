/** Issues that Jira told to be deleted. It answers for what is hidden from the app as for what is gone (404), so only the event is believed, and it comes once. */
import { ENGINE } from '@countersign/core/content/person.ts';
import { ITEM, type Item, itemStream } from '@countersign/core/identity/item.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { Documents } from '../record/documents.ts';
import { homeKey } from './site.ts';
import { touching } from './touching.ts';

interface Reading {
  readonly tenant: string;
  readonly ledger: Pick<Ledger, 'read'>;
  readonly documents: Documents;
}

interface Recording extends Reading {
  readonly ledger: Ledger;
  readonly kept: Documents;
  readonly now: () => number;
}

/** Nothing is said of what is no request and what no request touches, though a site deletes issues all day. */
export async function recordGone(desk: Recording, id: string): Promise<void> {
  const { tenant, kept } = desk;
  const [home, touched] = await Promise.all([kept.find(homeKey(tenant, id)), touching(desk, tenant, id, { limit: 1 })]);
  if (home || touched.refs.length > 0) await put(desk, id, 'delete');
}

/** It can be seen again: it was hidden, and not deleted. Said of what an older version noted, too. */
export async function recordSeen(desk: Recording, id: string): Promise<void> {
  await put(desk, id, 'see-again');
}

async function put({ tenant, ledger, now }: Recording, id: string, type: Item['command']['type']): Promise<void> {
  await putOnRecord(ledger, ITEM, {
    ref: itemStream(tenant, id),
    command: { type },
    // The same may be told again after the other; what is news the decider says.
    cause: `item/${id}/${type}/${crypto.randomUUID()}`,
    situation: { now: new Date(now()).toISOString(), actor: ENGINE },
  });
}

/** Those of these issues that are gone. */
export async function goneOf(desk: Reading, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [before, streams] = await Promise.all([
    goneBefore(desk, ids),
    Promise.all(ids.map((id) => desk.ledger.read(itemStream(desk.tenant, id)))),
  ]);
  const isGone = (id: string, at: number): boolean => {
    const state = folded(ITEM, streams[at] ?? []);
    return state === undefined ? before.has(id) : state === 'gone';
  };
  return new Set(ids.filter(isGone));
}

/** As an older version noted it in the cache. */
async function goneBefore({ documents, tenant }: Reading, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await documents.findAll(ids.map((id) => goneKey(tenant, id)));
  return new Set(ids.filter((_, at) => found[at] !== undefined));
}

const goneKey = (tenant: string, id: string) => ({ tenant, project: ACCOUNT, kind: 'gone', id });
