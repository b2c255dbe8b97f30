/** Named contacts of a policy: people of the customer or a supplier without an account, known by their mail address alone (`rules.md 4.7`). */
import type { Person } from '../content/person.ts';
import type { Role } from './role.ts';

/** Ids of contacts begin so. What follows is random: an address, or a digest of one, would name its owner for ever. */
const HOME = 'contact:';

/** The roles in which a contact acts. In any other role a contact holds nothing. */
export const CONTACT_ROLES = ['customer', 'supplier'] as const satisfies readonly Role[];
export type ContactRole = (typeof CONTACT_ROLES)[number];

export const isContactRole = (role: Role): role is ContactRole => (CONTACT_ROLES as readonly Role[]).includes(role);

export const isContact = ({ id }: Pick<Person, 'id'>): boolean => id.startsWith(HOME);

/** @param random hex digits that nothing else has */
export const contactId = (random: string): string => `${HOME}${random}`;

/** By which two spellings are one address. */
export function addressKey(mail: string): string {
  const [, local = '', domain] = /^(.*)@(.*)$/su.exec(mail.normalize('NFKC').trim()) ?? [];
  return domain === undefined
    ? mail.normalize('NFKC').trim().toLowerCase()
    : `${local.toLowerCase()}@${domainKey(domain)}`;
}

/** A domain has two spellings where its letters are none of ASCII: whoever lists it by the one means the other as well. */
function domainKey(domain: string): string {
  const plain = domain.normalize('NFKC').trim().toLowerCase();
  const isName = /^[\p{L}\p{M}\p{N}.。-]+$/u.test(plain);
  return (isName ? URL.parse(`http://${plain}`)?.hostname : undefined) ?? plain;
}

/** Whether an entry of a list of names is a mail address; `@` in front of a name begins no domain. */
export const isAddress = (entry: string): boolean => /^[^@/\s]+@[^@/\s]+$/.test(entry);

/** Whether an address is at one of the domains, or below one. */
export function isAtDomain(mail: string, domains: readonly string[]): boolean {
  const at = addressKey(mail).split('@').at(-1) ?? '';
  return domains.some((domain) => {
    const known = domainKey(domain.replace(/^@/, ''));
    return at === known || at.endsWith(`.${known}`);
  });
}

/** Why a contact signs nothing, by the word that sentences take. */
export const CONTACT_WHYS = [
  /** Nobody but the writer of the policy says that this is the customer's. */
  'unconfirmed',
  /** The address is the provider's own. */
  'provider',
  /** The server sends no mail, so no link and no code reaches anybody. */
  'unsent',
  /** Nothing may leave the site of this tracker. */
  'inside',
  /** The role is one in which only accounts act. */
  'unfit',
] as const;
export type ContactWhy = (typeof CONTACT_WHYS)[number];

/** A contact as a policy names one, and what is known of them. */
export interface ContactMeant {
  /** Absent where nobody acts by an address. */
  readonly id?: string;
  /** Absent for a contact who signs. */
  readonly why?: ContactWhy;
  /** How the address came to be the contact's; absent while nobody has confirmed it. */
  readonly confirmed?: Confirmed;
}

/** What stands beside a signature of a contact. */
export interface Confirmed {
  readonly how: 'customer' | 'ceremony';
  /** Ids of whoever said so. */
  readonly by: readonly string[];
  /** UTC instant. */
  readonly at: string;
  /** Since when the address stands in the place of another; absent where it replaced none. */
  readonly changed?: string;
}

/** A contact in a role, as whoever rests on the policy is told. */
export interface ContactHeld extends ContactMeant {
  readonly role: Role;
  readonly name: string;
}
