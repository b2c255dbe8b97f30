/** Whose word makes a contact one who signs: asked on the page of contacts, and by whoever signs by a link (`rules.md 4.7`). */
import { CONTACTS, type ContactRefusal, contactStream } from '@countersign/core/contact/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { addressKey, type ContactRole } from '@countersign/core/policy/contact.ts';
import { folded, run } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { jobOf } from '../record/job.ts';
import type { Place } from '../translation.ts';

/** What somebody's word makes of a contact. Their name has to be known to whoever looks: the chain has the id alone. */
export async function confirmContact(
  parts: Parts,
  place: Place,
  { contact, role }: Named,
  me: Person,
): Promise<'done' | ContactRefusal> {
  const facts = await factsAt(parts, place, { patient: true });
  const policy = await facts.policy();
  if (policy.kind !== 'in-force') return 'contact-unreadable';
  const now = facts.now();
  await parts.people.seal(place.tenant, [me]);
  const cause = `contact/${place.project}/${contact}/${role}/${me.id}/${now}`;
  const ran = await run(parts.ledger, CONTACTS, {
    ref: contactStream(place),
    command: { type: 'confirm', contact, role },
    cause,
    situation: async () => ({ now, actor: me, authority: await facts.authority(policy.policy) }),
    // Whatever waits for them is looked at again.
    follow: ({ events }) => (events.length > 0 ? [jobOf({ kind: 'look', place, cause: `${cause}/look` })] : []),
  });
  return (ran.kind === 'done' ? ran.outcome.refusal : undefined) ?? 'done';
}

interface Named {
  readonly contact: string;
  readonly role: ContactRole;
}

export interface Confirmable {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
}

/** Contacts of the policy in force whom somebody may confirm by their word alone, by the same rules that decide it. */
export async function confirmableBy(
  parts: Parts,
  place: Place,
  role: ContactRole,
  me: Person,
): Promise<readonly Confirmable[]> {
  const facts = await factsAt(parts, place);
  const policy = await facts.policy();
  const named = policy.kind === 'in-force' ? (policy.policy.roles[role]?.contacts ?? []) : [];
  if (policy.kind !== 'in-force' || named.length < 2) return [];
  const mails = named.map(({ mail }) => mail);
  const [ids, state, authority] = await Promise.all([
    parts.addresses.known(place.tenant, mails),
    parts.ledger.read(contactStream(place)).then((entries) => folded(CONTACTS, entries)),
    facts.authority(policy.policy),
  ]);
  return named.flatMap(({ name, mail }) => {
    const id = ids.get(addressKey(mail));
    if (id === undefined) return [];
    const asked = { type: 'confirm', contact: id, role } as const;
    const { events } = CONTACTS.decide(state, asked, { now: facts.now(), actor: me, authority });
    return events.some(({ type }) => type === 'confirmed') ? [{ id, name, mail }] : [];
  });
}
