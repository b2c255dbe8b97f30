/** The contacts that a policy names, as the record knows them: who of them signs, and why the others do not (`rules.md 4.7`). */
import { CONTACTS, confirmedOf, contactStream } from '@countersign/core/contact/decider.ts';
import {
  addressKey,
  CONTACT_ROLES,
  type ContactMeant,
  isAddress,
  isAtDomain,
} from '@countersign/core/policy/contact.ts';
import type { Directory } from '@countersign/core/policy/holder.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { folded, run } from '@countersign/core/record/run.ts';
import type { Parts } from '../desk.ts';
import { readOnce } from '../record/home.ts';
import { jobOf } from '../record/job.ts';
import type { Place } from '../translation.ts';

export type ContactsMeant = Pick<Directory, 'contact' | 'mailbox'>;

/** Nothing is read, and nothing asked, of a policy that names no address. */
export async function contactsIn(parts: Parts, place: Place, policy: Policy): Promise<ContactsMeant> {
  const mails = mailsOf(policy);
  const [ids, { lines }] =
    mails.length === 0
      ? [new Map<string, string>(), CONTACTS.initial]
      : await Promise.all([
          parts.addresses.known(place.tenant, mails),
          readOnce(parts, contactStream(place)).then((entries) => folded(CONTACTS, entries)),
        ]);
  const domains = [...policy.providerDomains, ...(parts.post ? [parts.post.domain] : [])];
  return {
    async contact(role, { mail }): Promise<ContactMeant> {
      const id = ids.get(addressKey(mail));
      const line = lines.find((one) => one.contact === id && one.role === role);
      const confirmed = line && confirmedOf(line);
      const known = { ...(id ? { id } : {}), ...(confirmed ? { confirmed } : {}) };
      if (isAtDomain(mail, domains)) return { ...known, why: 'provider' };
      if (!confirmed) return { ...known, why: 'unconfirmed' };
      return parts.post ? known : { ...known, why: 'unsent' };
    },
    mailbox: async (mail) => ids.get(addressKey(mail)),
  };
}

/** Every address that a policy names. */
function mailsOf({ roles, aliases }: Policy): readonly string[] {
  const contacts = CONTACT_ROLES.flatMap((role) => roles[role]?.contacts ?? []).map(({ mail }) => mail);
  return [...contacts, ...aliases.flat().filter(isAddress)];
}

interface Standing {
  /** Whoever put the policy in force, by id. */
  readonly by: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly cause: string;
}

/** Has the record say whom the policy in force names, after it was put in force. Twice is once. */
export async function standContacts(
  parts: Parts,
  place: Place,
  policy: Policy | undefined,
  { by, at: now, cause }: Standing,
): Promise<void> {
  const { lines: known } = folded(CONTACTS, await parts.ledger.read(contactStream(place)));
  const mails = policy ? mailsOf(policy) : [];
  if (known.length === 0 && mails.length === 0) return;
  const ids = await parts.addresses.named(place.tenant, mails);
  const lines = CONTACT_ROLES.flatMap((role) =>
    (policy?.roles[role]?.contacts ?? []).flatMap(({ mail }) => {
      const contact = ids.get(addressKey(mail));
      return contact ? [{ contact, role }] : [];
    }),
  );
  const accounts = Object.fromEntries(
    CONTACT_ROLES.map((role) => {
      const { users = [], teams = [] } = policy?.roles[role] ?? {};
      return [role, users.length + teams.length];
    }),
  );
  await run(parts.ledger, CONTACTS, {
    ref: contactStream(place),
    command: { type: 'stand', version: policy?.version ?? 'none', lines, accounts },
    cause: `contacts/${place.project}/${cause}`,
    situation: async () => ({ now, actor: { id: by } }),
    // Whoever is taken out is told at the address that they had.
    follow: ({ events }) =>
      events.flatMap((event) =>
        event.type === 'removed'
          ? [jobOf({ kind: 'tell-removed', place, contact: event.contact, role: event.role, at: now })]
          : [],
      ),
  });
  parts.moves?.clear();
}
