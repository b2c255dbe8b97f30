/** The contacts of a repository as their page shows them, and what a visitor's word makes of one (`rules.md 4.7`). */
import {
  CONTACTS,
  type ContactLine,
  type ContactRefusal,
  contactStream,
  vouchersNeeded,
} from '@countersign/core/contact/decider.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import { type Authority, countsAsConfirmed, mayBeSame } from '@countersign/core/policy/authority.ts';
import { addressKey, CONTACT_ROLES } from '@countersign/core/policy/contact.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { folded } from '@countersign/core/record/run.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { ContactRow } from '@countersign/web/contactport.ts';
import type { WhoPut } from '@countersign/web/port.ts';

/** In the order of the policy that stands. */
export async function contactRows(
  parts: Parts,
  place: Place,
  policy: Policy,
  me: Person | undefined,
): Promise<readonly ContactRow[]> {
  const { lines } = folded(CONTACTS, await parts.ledger.read(contactStream(place)));
  const authority = await (await factsAt(parts, place)).authority(policy);
  const contacts = CONTACT_ROLES.flatMap((role) =>
    (policy.roles[role]?.contacts ?? []).map((one) => ({ ...one, role })),
  );
  const ids = await parts.addresses.known(
    place.tenant,
    contacts.map(({ mail }) => mail),
  );
  return Promise.all(
    contacts.map(async ({ name, mail, role }): Promise<ContactRow> => {
      const id = ids.get(addressKey(mail));
      const line = lines.find((one) => one.contact === id && one.role === role);
      const held = authority.contacts?.find((one) => one.role === role && one.id === id);
      return {
        ...{ name, mail, role },
        ...(id ? { id } : {}),
        ...(held?.why ? { why: held.why } : {}),
        ...(await standing(parts, place, line, authority, me)),
      };
    }),
  );
}

type Standing = Omit<ContactRow, 'id' | 'name' | 'mail' | 'role' | 'why'>;

async function standing(
  parts: Parts,
  { tenant }: Place,
  line: ContactLine | undefined,
  authority: Authority,
  me: Person | undefined,
): Promise<Standing> {
  if (!line) return { replaced: false, first: false, needed: 0, vouched: [] };
  const who = (id: string) => calledNow(parts, tenant, id);
  const { writer, vouched, first, inPlaceOf, namedAt } = line;
  const confirmed = line.confirmed && countsAsConfirmed(line.confirmed, authority) ? line.confirmed : undefined;
  const own = me && !confirmed ? whatOf(line, authority, me) : undefined;
  const counting = vouched.filter(({ by }) => !mayBeSame(authority, by, writer));
  return {
    namedAt,
    ...(writer === NOBODY.id ? {} : { writer: await who(writer) }),
    replaced: inPlaceOf.length > 0,
    first,
    needed: Math.max(0, vouchersNeeded(line) - counting.length),
    vouched: await Promise.all(vouched.map(({ by }) => who(by))),
    ...(confirmed ? { confirmed: { by: await Promise.all(confirmed.by.map(who)), at: confirmed.at } } : {}),
    ...(own ? { own } : {}),
  };
}

/** By the same rules that decide it. */
function whatOf({ contact, role, ...line }: ContactLine, authority: Authority, me: Person): 'may' | ContactRefusal {
  const situation = { now: line.namedAt, actor: me, authority };
  const known = { lines: [{ contact, role, ...line }], gone: [] };
  return CONTACTS.decide(known, { type: 'confirm', contact, role }, situation).refusal ?? 'may';
}

async function calledNow({ people }: Parts, tenant: string, id: string): Promise<WhoPut> {
  const { names, erased } = await people.recall(tenant, [id]);
  const name = erased.has(id) ? FORMER : [...names.values()].at(-1);
  return name === undefined ? { id } : { id, name };
}
