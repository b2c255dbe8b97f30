/**
 * Contacts of a project: people of the customer or a supplier without an account. The provider writes the policy, so a contact is not trusted for
 * standing in it: somebody else than its writer has to say whose the address is (`rules.md 4.7`).
 */
import { z } from 'zod';
import { NOBODY } from '../content/person.ts';
import {
  type Authority,
  countsAsConfirmed,
  type Holds,
  holds,
  isProviderStaff,
  mayBeSame,
  samePerson,
} from '../policy/authority.ts';
import { CONTACT_ROLES, type Confirmed, type ContactRole } from '../policy/contact.ts';
import type { Role } from '../policy/role.ts';
import type { Decider, Decision, Happened, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

const id = z.string().min(1);
const line = { contact: id, role: z.enum(CONTACT_ROLES) };

const eventSchema = z.discriminatedUnion('type', [
  /** A policy names it. `by`: whoever put that policy in force, by id; `inPlaceOf`: contacts that the same edit took out of the role. */
  z.object({
    type: z.literal('named'),
    ...line,
    version: z.string().min(1),
    by: id,
    inPlaceOf: z.array(id),
    /** Nobody held the role then who could have said whose the address is. */
    first: z.boolean(),
  }),
  /** Whose edit that was is known only since. */
  z.object({ type: z.literal('writer-known'), ...line, by: id }),
  /** The policy names it no more. */
  z.object({ type: z.literal('removed'), ...line, by: id }),
  /** One of two who answer for the project says that it is the customer's. */
  z.object({ type: z.literal('vouched'), ...line, by: id }),
  /** It signs from now on. `by`: a customer who was known, or everybody who vouched. */
  z.object({ type: z.literal('confirmed'), ...line, how: z.enum(['customer', 'ceremony']), by: z.array(id) }),
]);
type Event = z.infer<typeof eventSchema>;

/** A contact in one role, as the record has it. */
export interface ContactLine {
  readonly contact: string;
  readonly role: ContactRole;
  /** UTC instant at which a policy first named it; again after it was taken out. */
  readonly namedAt: string;
  /** The policy that first named it. */
  readonly version: string;
  /** Id of whoever wrote that policy; `NOBODY.id` where nobody knows. */
  readonly writer: string;
  readonly inPlaceOf: readonly string[];
  readonly first: boolean;
  readonly vouched: readonly { readonly by: string; readonly at: string }[];
  readonly confirmed?: Omit<Confirmed, 'changed'>;
}

export interface ContactState {
  readonly lines: readonly ContactLine[];
  /** Those that a policy named once, and none since. */
  readonly gone: readonly Pick<ContactLine, 'contact' | 'role'>[];
}

/** Why a contact is not confirmed, or not by whoever asks. */
export type ContactRefusal =
  | 'contact-unknown'
  | 'contact-confirmed'
  | 'contact-yourself'
  | 'contact-for-others'
  | 'contact-customer-first'
  | 'contact-writer'
  | 'contact-again'
  | 'contact-unreadable';

export interface Contacts {
  readonly state: ContactState;
  readonly command: /** What the policy in force names, and how many accounts and teams fill each of the roles beside. */
    | {
        readonly type: 'stand';
        readonly version: string;
        readonly lines: readonly { readonly contact: string; readonly role: ContactRole }[];
        readonly accounts: Readonly<Partial<Record<ContactRole, number>>>;
      }
    | { readonly type: 'confirm'; readonly contact: string; readonly role: ContactRole };
  readonly event: Event;
  /** Who holds which role now; for `confirm`. */
  readonly situation: Moment & { readonly authority?: Authority };
  readonly refusal: ContactRefusal;
  readonly row: { readonly waiting: number };
}

/** Those who answer for a project: two of them may say whose an address is while nobody of the customer can. */
export const GUARANTORS: readonly Role[] = ['project-manager', 'lead', 'change-manager', 'chair', 'sponsor', 'quality'];

export const CONTACTS: Decider<Contacts> = {
  kind: 'contact' satisfies Kind,
  initial: { lines: [], gone: [] },
  decide: (state, command, situation) =>
    command.type === 'stand' ? stand(state, command, situation) : confirm(state, command, situation),
  evolve,
  settle: () => [],
  row: ({ lines }) => ({ waiting: lines.filter((one) => !one.confirmed).length }),
  schema: eventSchema,
};

const isOf = (one: Pick<ContactLine, 'contact' | 'role'>, other: Pick<ContactLine, 'contact' | 'role'>): boolean =>
  one.contact === other.contact && one.role === other.role;

function stand(
  { lines: known, gone: before }: ContactState,
  { version, lines, accounts }: Extract<Contacts['command'], { type: 'stand' }>,
  { actor: { id: by } }: Moment,
): Decision<Contacts> {
  const gone = known.filter((one) => !lines.some((line) => isOf(one, line)));
  const stay = known.filter((one) => lines.some((line) => isOf(one, line)));
  const events: Event[] = gone.map(({ contact, role }) => ({ type: 'removed', contact, role, by }));
  for (const { contact, role } of lines) {
    const line = stay.find((one) => isOf(one, { contact, role }));
    // Whoever edits something else later wrote nothing of it.
    if (line && line.version === version && line.writer === NOBODY.id && by !== NOBODY.id && !line.confirmed)
      events.push({ type: 'writer-known', contact, role, by });
    if (line) continue;
    const others = stay.some((one) => one.role === role && one.confirmed);
    // In however many edits an address takes the place of another: only beside somebody who signs it may be one more.
    const former = [...gone, ...(others ? [] : before)].filter((one) => one.role === role && one.contact !== contact);
    const inPlaceOf = [...new Set(former.map((one) => one.contact))];
    const first = !others && (accounts[role] ?? 0) === 0;
    events.push({ type: 'named', contact, role, version, by, inPlaceOf, first });
  }
  return { events };
}

function confirm(
  { lines: known }: ContactState,
  { contact, role }: Extract<Contacts['command'], { type: 'confirm' }>,
  { actor: { id: by }, authority }: Contacts['situation'],
): Decision<Contacts> {
  const line = known.find((one) => isOf(one, { contact, role }));
  const no = (refusal: ContactRefusal): Decision<Contacts> => ({ events: [], refusal });
  if (!line) return no('contact-unknown');
  if (!authority) return no(line.confirmed ? 'contact-confirmed' : 'contact-unreadable');
  if (line.confirmed && countsAsConfirmed(line.confirmed, authority)) return no('contact-confirmed');
  if (mayBeSame(authority, by, contact)) return no('contact-yourself');
  const isWriter = line.writer !== NOBODY.id && mayBeSame(authority, by, line.writer);
  const holder = holdsValidly(authority, role, by);
  if (holder === 'yes')
    return isWriter
      ? no('contact-writer')
      : { events: [{ type: 'confirmed', contact, role, how: 'customer', by: [by] }] };
  const isGuarantor = GUARANTORS.some((one) => holds(authority, one, by) === 'yes');
  if (!isGuarantor) return no(holder === 'unknown' ? 'contact-unreadable' : 'contact-for-others');
  if (!line.first) return no('contact-customer-first');
  if (isWriter) return no('contact-writer');
  if (line.vouched.some((one) => mayBeSame(authority, by, one.by))) return no('contact-again');
  const vouched: Event = { type: 'vouched', contact, role, by };
  const all = [...line.vouched.map((one) => one.by), by];
  if (!isEnough(line, all, authority)) return { events: [vouched] };
  return { events: [vouched, { type: 'confirmed', contact, role, how: 'ceremony', by: all }] };
}

/** Whether somebody is of those whose contacts these are: a policy may write its own staff into their role, and they fill no seat of it. */
function holdsValidly(authority: Authority, role: ContactRole, personId: string): Holds {
  const held = holds(authority, role, personId);
  const staff = isProviderStaff(authority, personId);
  if (held === 'no' || staff === 'yes' || authority.programs?.includes(personId)) return 'no';
  return held === 'unknown' || staff === 'unknown' ? 'unknown' : 'yes';
}

/** Two who did not write the line. Where nobody knows who wrote it, one of three may have, and two of them did not. */
export function vouchersNeeded({ writer }: Pick<ContactLine, 'writer'>): number {
  return writer === NOBODY.id ? 3 : 2;
}

function isEnough(line: ContactLine, vouched: readonly string[], authority: Authority): boolean {
  // Whoever is found to have written it since says nothing by having vouched for it; nor does whoever lost the role.
  const others = vouched.filter(
    (id) => !samePerson(authority, id, line.writer) && GUARANTORS.some((role) => holds(authority, role, id) === 'yes'),
  );
  return others.length >= vouchersNeeded(line);
}

function evolve({ lines, gone }: ContactState, told: Happened<Event>): ContactState {
  const { contact, role, type } = told.event;
  const others = gone.filter((one) => !isOf(one, told.event));
  return {
    lines: linesAfter(lines, told),
    gone: type === 'removed' ? [...others, { contact, role }] : type === 'named' ? others : gone,
  };
}

function linesAfter(lines: readonly ContactLine[], { at, event }: Happened<Event>): readonly ContactLine[] {
  const others = lines.filter((one) => !isOf(one, event));
  const line = lines.find((one) => isOf(one, event));
  if (event.type === 'removed') return others;
  if (event.type === 'named') {
    const { contact, role, version, by, inPlaceOf, first } = event;
    return [...others, { contact, role, version, namedAt: at, writer: by, inPlaceOf, first, vouched: [] }];
  }
  if (!line) return lines;
  if (event.type === 'writer-known') return [...others, { ...line, writer: event.by }];
  if (event.type === 'vouched') return [...others, { ...line, vouched: [...line.vouched, { by: event.by, at }] }];
  return [...others, { ...line, confirmed: { how: event.how, by: event.by, at } }];
}

/** What stands beside a signature; `undefined` while nobody has confirmed it. */
export function confirmedOf({ confirmed, inPlaceOf, namedAt }: ContactLine): Confirmed | undefined {
  if (!confirmed) return undefined;
  return { ...confirmed, ...(inPlaceOf.length > 0 ? { changed: namedAt } : {}) };
}

/** A project has one list of contacts. */
export function contactStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>): StreamRef {
  return { tenant, project, kind: CONTACTS.kind, stream: 'contacts' };
}
