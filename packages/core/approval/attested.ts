/**
 * What a customer signed outside, on paper or by a mail of theirs, on the word of two of the provider's people (`rules.md 4.7`): who may have
 * signed it, and whose word attests it.
 */
import type { Person } from '../content/person.ts';
import { type Authority, isProviderStaff, mayBeSame, openNames, samePerson } from '../policy/authority.ts';
import { type Authorship, type Ineligible, ineligible, standsOnSide, whyNotApart } from './eligible.ts';
import type { Attested, KeptVote } from './vote.ts';

/** Somebody of the customer's who may have signed outside; without an id where nobody acts by their address. */
export interface Signer {
  readonly id?: string;
  readonly name: string;
}

/** Ids of signers who have none of their own begin so. */
const HOME = 'signer:';

/** @param unique what nothing else is known by */
export const signerId = (unique: string): string => `${HOME}${unique}`;

/**
 * The customer's people whose signature can be attested: whoever fills the seat, and contacts whom only the way of a mail is closed to. That nobody
 * has confirmed whose an address is keeps a contact from signing in either way, where it can be confirmed at all.
 */
export function signers(authority: Authority, authorship: Authorship): readonly Signer[] {
  const holders = (authority.roles.customer?.people ?? []).filter(
    ({ id }) => !ineligible(authority, authorship, 'customer', id),
  );
  return [...holders, ...contactsOutside(authority)];
}

function contactsOutside(authority: Authority): readonly Signer[] {
  const { contacts = [] } = authority;
  // Another of their names may be one of the provider's.
  const isTheirs = (id: string) => isProviderStaff(authority, id) === 'no' && openNames(authority, id).length === 0;
  return contacts
    .filter(
      ({ role, why, confirmed, id }) =>
        role === 'customer' &&
        (why === 'inside' || (why === 'unsent' && Boolean(confirmed))) &&
        (id === undefined || isTheirs(id)),
    )
    .map(({ id, name }) => (id === undefined ? { name } : { id, name }));
}

/** Whether somebody who signed is one of these still; whoever has no id is known by name alone. */
export function isAmong(all: readonly Signer[], { id, name }: Person): boolean {
  return id.startsWith(HOME)
    ? all.some((one) => one.id === undefined && keyOf(one.name) === keyOf(name))
    : all.some((one) => one.id === id);
}

/**
 * What somebody of the customer's said of this round themselves, or had said by who stands in for them: also that they took a vote back, were it one that
 * others attested. Nobody speaks over it for them (`rules.md 4.1`).
 */
export function ownWord(
  { votes, round }: { readonly votes: readonly KeptVote[]; readonly round: number },
  authority: Authority,
  id: string,
): KeptVote | undefined {
  const isOf = ({ voter, for: principal }: KeptVote) =>
    [voter, ...(principal ? [principal.person] : [])].some((one) => samePerson(authority, one.id, id));
  const last = votes.findLast((one) => one.seat === 'customer' && one.round === round && isOf(one));
  const isOwn = last?.voided ? last.voided.kind === 'retracted' : last?.attested === undefined;
  return isOwn ? last : undefined;
}

/** The id under which somebody without one signed here before. */
export function signerBefore(voters: readonly Person[], name: string): string | undefined {
  return voters.find((one) => one.id.startsWith(HOME) && keyOf(one.name) === keyOf(name))?.id;
}

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Whom somebody means by an id or a name; `undefined` where that is nobody, or may be several. */
export function signerMeant(all: readonly Signer[], said: string): Signer | undefined {
  const byId = all.find(({ id }) => id === said);
  const [only, ...others] = all.filter(({ name }) => keyOf(name) === keyOf(said));
  return byId ?? (others.length === 0 ? only : undefined);
}

/** Why somebody's word attests nothing: it takes the provider's people, and none who made the request what it is. */
export function whyNoWitness(authority: Authority, authorship: Authorship, personId: string): Ineligible | undefined {
  const why = standsOnSide(authority, 'project-manager', personId);
  if (why) return why;
  return whyNotOneOfTwo(authority, authorship, personId);
}

function whyNotOneOfTwo(authority: Authority, authorship: Authorship, personId: string): Ineligible | undefined {
  return authority.programs?.includes(personId) ? 'program' : whyNotApart(authority, authorship, personId);
}

/**
 * Why a signature that was attested counts no more. The two hold their roles when they attest; afterwards it is asked whether they are still known to be
 * two, and not those who made the request.
 */
export function whyNotAttested(
  authority: Authority,
  authorship: Authorship,
  signer: Person,
  { by, witness }: Attested,
): Ineligible | undefined {
  if (mayBeSame(authority, by.id, witness.id)) return 'role-unreadable';
  const why = whyNotOneOfTwo(authority, authorship, by.id) ?? whyNotOneOfTwo(authority, authorship, witness.id);
  if (why) return why;
  if (isAmong(contactsOutside(authority), signer)) return undefined;
  return ineligible(authority, authorship, 'customer', signer.id);
}
