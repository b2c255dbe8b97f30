/** Sends contacts the links by which they sign: one for each act on each revision, once, and a new one as soon as there is another (`rules.md 4.7`). */
import { load } from '@countersign/core/change/decider.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ENGINE, type Person } from '@countersign/core/content/person.ts';
import { given, policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { Carried, Message } from '@countersign/core/notice/channel.ts';
import { isContact } from '@countersign/core/policy/contact.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord, run } from '@countersign/core/record/run.ts';
import { type Around, actAsked, offerFor } from '@countersign/core/signoff/asked.ts';
import { SIGNOFF, type SignoffState, signoffStream } from '@countersign/core/signoff/decider.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { homeOf } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { linkLetter } from './letters.ts';
import { digestOf, newLink } from './secret.ts';

/** Everybody of the customer's who signs by links. */
function contactsOf({ authority }: Pick<Around, 'authority'>): readonly Person[] {
  return (authority.roles.customer?.people ?? []).filter(isContact);
}

/** Has whoever is asked by now, and has no link for it, sent one. Twice is once. */
export async function askToSign(parts: Parts, ref: StreamRef, state: ChangeState, around: Around): Promise<void> {
  if (!parts.post) return;
  for (const contact of contactsOf(around)) {
    const act = actAsked(state, around, contact);
    if (!act) continue;
    const entries = await parts.ledger.read(signoffStream(ref, contact.id));
    const { offer } = folded(SIGNOFF, entries);
    const wanted = offerFor(state, act);
    const isSame =
      offer?.act === act &&
      offer.content === wanted.content &&
      offer.round === wanted.round &&
      offer.until > around.now;
    if (isSame && (!offer.signed || isAnswered(state, contact))) continue;
    const cause = `sign/${ref.stream}/${contact.id}/${act}/${wanted.content}/${wanted.round}/${entries.length}`;
    await enqueue(parts, ref.tenant, [{ kind: 'offer-link', ref, contact: contact.id, cause }], cause);
  }
}

/** Whoever declined or asked is asked again when that is settled, or when there is something else to sign. */
function isAnswered({ concerns }: ChangeState, { id }: Person): boolean {
  return concerns.some((one) => one.by.id === id && !one.resolved);
}

/** Sends one, unless it is not asked for any more. @param renews it is asked for by an older link @throws Transient while it cannot be sent */
export async function offerLink(
  parts: Parts,
  { ref, contact: id, cause }: Pick<Extract<FollowUp, { kind: 'offer-link' }>, 'ref' | 'contact' | 'cause'>,
  renews = false,
): Promise<'sent' | 'not-asked' | 'too-often'> {
  const state = await load(parts.ledger, ref);
  const home = await homeOf(parts, ref);
  if (!state || !home || !parts.post || !parts.pages) return 'not-asked';
  const { place } = home;
  const facts = await factsAt(parts, place, { patient: true });
  const policy = given(await policyFor(facts, state), place.project);
  const around = await viewSituation(facts, policy, touchedBy(state));
  const contact = contactsOf(around).find((one) => one.id === id);
  const act = contact && actAsked(state, around, contact);
  if (!contact || !act) return 'not-asked';
  const link = newLink();
  const digest = digestOf(link);
  const stream = signoffStream(ref, id);
  const before = folded(SIGNOFF, await parts.ledger.read(stream));
  const command = { type: 'offer', link: digest, ...offerFor(state, act), ...(renews ? { renews } : {}) } as const;
  const isRefused = SIGNOFF.decide(before, command, { now: around.now, actor: ENGINE }).refusal !== undefined;
  // What is sent to nobody is kept nowhere.
  if (isRefused) return 'too-often';
  await parts.links.keep(digest, { ...ref, contact: id });
  const ran = await run(parts.ledger, SIGNOFF, {
    ref: stream,
    command,
    cause: `${cause}/${digest}`,
    situation: async () => ({ now: around.now, actor: ENGINE }),
    follow: () => [],
  });
  if (ran.kind === 'done' && ran.outcome.refusal) return 'too-often';
  const { until = around.now } = (ran.kind === 'done' ? ran.outcome.state : ran.state).offer ?? {};
  const message = linkLetter({
    id: `link/${digest}`,
    setting: { locale: around.policy.locale, timeZone: around.policy.timeZone },
    ...about(place, ref, state),
    ...{ act, until, role: 'customer', isAgain: hasAnswered(before) },
    address: `${parts.pages}/sign/${link}`,
  });
  const carried = await post(parts, ref.tenant, id, message);
  if (carried.kind === 'later') throw new Transient(carried.reason, waitOf(carried));
  if (carried.kind === 'refused')
    await putOnRecord(parts.ledger, SIGNOFF, {
      ref: stream,
      command: { type: 'note-undelivered', link: digest, reason: carried.reason.slice(0, 200) },
      cause: `${cause}/${digest}/undelivered`,
      situation: { now: around.now, actor: ENGINE },
    });
  return 'sent';
}

const hasAnswered = ({ seen }: SignoffState): boolean => seen !== undefined;

const waitOf = ({ retryAfterMs }: Extract<Carried, { kind: 'later' }>) =>
  retryAfterMs === undefined ? {} : { retryAfterMs };

export function about(place: Place, ref: StreamRef, { label, content }: ChangeState) {
  return {
    project: `${place.owner}/${place.repo}`,
    label,
    title: content.request.title ?? label,
    thread: `${ref.tenant}/${ref.project}/${ref.stream}`,
  };
}

/** To the mailbox of a contact, which only this knows. */
export async function post(parts: Parts, tenant: string, contact: string, message: Message): Promise<Carried> {
  const to = await parts.addresses.addressOf(tenant, contact);
  if (to === undefined || !parts.post) return { kind: 'refused', reason: 'there is no address' };
  return parts.post.channel.carry(to, [message]);
}
