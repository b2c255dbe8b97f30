/** What the page of a project's contacts needs from whoever serves it (`rules.md 4.7`). */
import type { ContactRefusal } from '@countersign/core/contact/decider.ts';
import type { ContactRole, ContactWhy } from '@countersign/core/policy/contact.ts';
import type { Nothing, Visitor, WhoPut } from './port.ts';

export interface ContactRow {
  /** Absent for one whom the record does not know yet. */
  readonly id?: string;
  readonly name: string;
  readonly mail: string;
  readonly role: ContactRole;
  readonly why?: ContactWhy;
  /** UTC instant. */
  readonly namedAt?: string;
  /** Whoever put the policy in force that names it; absent where nobody knows. */
  readonly writer?: WhoPut;
  readonly replaced: boolean;
  /** Only those who answer for the project can be asked, because nobody of theirs could sign. */
  readonly first: boolean;
  /** So many more are needed then. */
  readonly needed: number;
  readonly vouched: readonly WhoPut[];
  readonly confirmed?: { readonly by: readonly WhoPut[]; readonly at: string };
  /** What the visitor can do: their word for it, or why not; absent where nothing is left to say, or nobody knows who looks. */
  readonly own?: 'may' | ContactRefusal;
}

export interface ContactsFacts {
  readonly project: string;
  readonly timeZone: string;
  readonly rows: readonly ContactRow[];
}

export interface ContactPages {
  contacts(of: ContactsOf, visitor: Visitor): Promise<ContactsFacts | Nothing>;
  /** The visitor's word that an address is its contact's. */
  confirmContact(
    of: ContactsOf & { readonly contact: string; readonly role: ContactRole },
    visitor: Visitor,
  ): Promise<'done' | ContactRefusal | Nothing>;
}

interface ContactsOf {
  readonly tenant: string;
  readonly project: string;
}
