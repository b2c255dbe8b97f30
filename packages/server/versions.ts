/** The versions of a repository's policy as its page shows them: from the record, with names and texts that lie beside it (`rules.md 7.2`). */
import { NOBODY } from '@countersign/core/content/person.ts';
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { folded } from '@countersign/core/record/run.ts';
import type { Parts } from '@countersign/github/desk.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { PolicyFacts, WhoPut } from '@countersign/web/port.ts';

type Versions = PolicyFacts['versions'];

/** Newest first. */
export async function versionsOf(parts: Parts, place: Place): Promise<Versions> {
  const { tenant } = place;
  const put = folded(ENACTMENT, await parts.ledger.read(policyStream(place)));
  const found = put.map(async ({ version, at, by, out }): Promise<Versions[number]> => {
    const text = await parts.texts.read(tenant, version);
    return {
      ...{ version, at, ...(await whoPut(parts, tenant, by)) },
      text: text === undefined ? 'missing' : text === 'erased' ? 'erased' : 'kept',
      ...(out ? { out: { why: out.why, at: out.at, ...(await whoPut(parts, tenant, out.by)) } } : {}),
    };
  });
  return (await Promise.all(found)).reverse();
}

/** Whoever was erased is not named by what they did before, and nobody can tell it from what they did since. */
export async function whoPut({ people }: Parts, tenant: string, id: string): Promise<{ readonly by?: WhoPut }> {
  if (id === NOBODY.id) return {};
  const { names, erased } = await people.recall(tenant, [id]);
  const name = erased.has(id) ? FORMER : [...names.values()].at(-1);
  return { by: name === undefined ? { id } : { id, name } };
}
