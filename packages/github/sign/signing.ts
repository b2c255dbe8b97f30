/** What somebody does on the page that a link opens: have a code sent, sign, decline, ask. Everything by the record, as the contact (`rules.md 4.7`). */
import { contentDigest } from '@countersign/core/approval/facet.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { RefusalCode } from '@countersign/core/change/refusal.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { holds } from '@countersign/core/policy/authority.ts';
import type { Happened } from '@countersign/core/record/decider.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded, run } from '@countersign/core/record/run.ts';
import { type Around, actAsked, commandFor } from '@countersign/core/signoff/asked.ts';
import {
  type Answered,
  SIGNOFF,
  type SignAct,
  type SignChoice,
  type Signoff,
  type SignoffState,
  type SignRefusal,
  signoffStream,
  usedBy,
  whyNotNow,
} from '@countersign/core/signoff/decider.ts';
import { act } from '../act.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { homeOf } from '../record/home.ts';
import { isOf, lanesOf } from '../record/lane.ts';
import type { Place } from '../translation.ts';
import { confirmContact } from './confirmed.ts';
import { codeLetter } from './letters.ts';
import { about, offerLink, post } from './offer.ts';
import { codeDigest, codeTyped, digestOf, isLink, newCode } from './secret.ts';

export interface Opened {
  readonly ref: StreamRef;
  readonly place: Place;
  readonly number: number;
  readonly digest: string;
  readonly contact: Person;
  /** The contact's mailbox. */
  readonly address: string;
  readonly state: ChangeState;
  readonly told: readonly Happened<ChangeEvent>[];
  readonly around: Around;
  readonly signoff: SignoffState;
  readonly act: SignAct;
}

/** What a link is for, whether or not it stands; `undefined` for what is no link of ours, or nobody's any more. Changes nothing. */
async function found(parts: Parts, link: string): Promise<Opened | undefined> {
  const digest = digestOf(link);
  const of = isLink(link) ? await parts.links.find(digest) : undefined;
  if (!of) return undefined;
  const { tenant, project, stream, contact: id } = of;
  const ref = { tenant, project, stream };
  const [entries, signs, home, address] = await Promise.all([
    parts.ledger.read(ref),
    parts.ledger.read(signoffStream(ref, id)),
    homeOf(parts, ref),
    parts.addresses.addressOf(tenant, id),
  ]);
  const told = happenings(entries);
  const state = fold(told);
  const signoff = folded(SIGNOFF, signs);
  if (!state || !home || address === undefined || !signoff.offer) return undefined;
  const facts = await factsAt(parts, home.place);
  const around = await viewSituation(facts, await policyFor(facts, state), touchedBy(state));
  const contact = around.authority.roles.customer?.people.find((one) => one.id === id);
  if (!contact || holds(around.authority, 'customer', id) !== 'yes') return undefined;
  const { act: wanted } = signoff.offer;
  return { ref, ...home, digest, contact, address, state, told, around, signoff, act: wanted };
}

/** Of a link that can be signed by now. */
export async function openedBy(parts: Parts, link: string): Promise<Opened | undefined> {
  const opened = await found(parts, link);
  return opened && !whyOver(opened) ? opened : undefined;
}

function whyOver({ signoff, digest, state, around, contact, act: wanted }: Opened): SignRefusal | undefined {
  const now = { link: digest, content: contentDigest(state.content), round: state.round };
  return whyNotNow(signoff, now, around.now) ?? (actAsked(state, around, contact) === wanted ? undefined : 'link-over');
}

export interface Signed extends Answered {
  readonly opened: Opened;
  /** Digest of what was signed. */
  readonly content: string;
}

/** What this browser signed by the link; for nobody else. */
export async function signedBy(parts: Parts, link: string, attempt: string): Promise<Signed | undefined> {
  const opened = await found(parts, link);
  const used = opened && usedBy(opened.signoff, opened.digest, digestOf(attempt));
  if (!opened || !used?.signed) return undefined;
  const { act: answered, content, signed } = used;
  return { opened: { ...opened, act: answered }, content, ...signed };
}

/** Why nothing was done. `over`: said alike of whatever link is none. */
export type Unsigned = Exclude<SignRefusal, 'link-over'> | 'over' | 'waiting' | 'not-taken' | 'not-sent';

/** @param shown content and version of the stream that the page showed */
export async function sendCode(
  parts: Parts,
  link: string,
  attempt: string,
  shown: { readonly content: string; readonly version: number },
): Promise<Unsigned | 'sent'> {
  const opened = await found(parts, link);
  if (!opened) return 'over';
  const no = whyOver(opened);
  if (no === 'link-over') return overFor(opened, attempt);
  const { state, told } = opened;
  const code = newCode();
  const why = await record(parts, opened, {
    ...{ type: 'send-code', link: opened.digest, code: codeDigest(code, link), attempt: digestOf(attempt) },
    content: shown.content === contentDigest(state.content) ? shown.content : '',
    round: state.round,
    version: Math.min(Math.max(0, shown.version), told.length),
  });
  if (why) return why;
  const { locale, timeZone } = opened.around.policy;
  const message = codeLetter({
    id: `code/${codeDigest(code, link)}`,
    setting: { locale, timeZone },
    ...about(opened.place, opened.ref, state),
    ...{ role: 'customer', code },
  });
  const carried = await post(parts, opened.ref.tenant, opened.contact.id, message);
  return carried.kind === 'sent' ? 'sent' : 'not-sent';
}

/** Whoever was about to sign is told that an edit came first; everybody else what is said of every link that is over. */
function overFor({ signoff, digest }: Opened, attempt: string): 'over' | 'changed' {
  return usedBy(signoff, digest, digestOf(attempt)) ? 'changed' : 'over';
}

export interface Signing {
  readonly code: string;
  readonly choice: SignChoice;
  readonly text: string;
  /** As it was typed. */
  readonly name: string;
  /** Content that the page showed. */
  readonly content: string;
  /** Ids of other contacts who are theirs, as they say. */
  readonly knows: readonly string[];
}

/** Signs, once, what stood on the page, or nothing. */
export async function sign(
  parts: Parts,
  link: string,
  attempt: string,
  { code, choice, text, name, content, knows }: Signing,
): Promise<Unsigned | 'done'> {
  if (await signedBy(parts, link, attempt)) return 'done';
  const opened = await found(parts, link);
  if (!opened) return 'over';
  const { place, number, ref, contact, state, signoff, digest } = opened;
  // An edit that is not handled yet may be of what they read: it is waited for, and the code stays good.
  if (await isAnyComing(parts, place, number)) return 'waiting';
  const no = whyOver(opened);
  if (no === 'link-over') return overFor(opened, attempt);
  const typed = name.trim().slice(0, 200);
  const signedAs = typed === '' ? {} : { signedAs: { id: contact.id, name: typed } };
  const why = await record(parts, opened, {
    ...{ type: 'use-code', link: digest, code: codeDigest(codeTyped(code), link), attempt: digestOf(attempt), choice },
    content: content === contentDigest(state.content) ? content : '',
    round: state.round,
    ...signedAs,
  });
  if (why) return why;
  const command = commandFor({ act: opened.act, choice, text, saw: content, ...signedAs });
  const cause = `sign/${digest}/${signoff.coded.at(-1) ?? ''}`;
  try {
    // Who has the mailbox was shown by the code, whatever becomes of their answer.
    for (const other of knows.slice(0, MOST_KNOWN))
      await confirmContact(parts, place, { contact: other, role: 'customer' }, contact);
    const ran = await act(parts, { place, ref, number, actor: contact, command, cause, line: '', tells: true });
    const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
    if (!refusal) {
      await record(parts, opened, { type: 'note-signed', link: digest, choice });
      return 'done';
    }
    if (!AS_CHANGED.includes(refusal.code)) return 'not-taken';
    await record(parts, opened, { type: 'note-changed', link: digest });
    return 'changed';
  } catch (error) {
    if (error instanceof Transient || error instanceof Conflict) return 'waiting';
    throw error;
  }
}

/** Nobody says more at once. */
const MOST_KNOWN = 20;

/** What they read is not what stands: everything else that is refused is told as one thing, because its words are for people inside. */
const AS_CHANGED: readonly RefusalCode[] = ['edited-meanwhile', 'another-round', 'not-seen', 'not-as-recorded'];

/** Sends a new link in place of one that is over, to the same mailbox; whatever the link was, nobody learns it. */
export async function renew(parts: Parts, link: string): Promise<void> {
  const of = isLink(link) ? await parts.links.find(digestOf(link)) : undefined;
  if (!of) return;
  const { contact, ...ref } = of;
  const cause = `renew/${digestOf(link)}/${parts.now()}`;
  await offerLink(parts, { ref, contact, cause }, true).catch((error: unknown) => {
    if (!(error instanceof Transient)) throw error;
  });
}

async function record(
  parts: Parts,
  { ref, contact }: Opened,
  command: Signoff['command'],
): Promise<Exclude<SignRefusal, 'link-over'> | 'over' | undefined> {
  const now = new Date(parts.now()).toISOString();
  const ran = await run(parts.ledger, SIGNOFF, {
    ref: signoffStream(ref, contact.id),
    command,
    // Each attempt is one of its own, and the stream's version keeps two at once apart.
    cause: `signoff/${contact.id}/${command.link}/${crypto.randomUUID()}`,
    situation: async () => ({ now, actor: contact }),
    follow: () => [],
  });
  const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
  return refusal === 'link-over' ? 'over' : refusal;
}

async function isAnyComing({ unhandled }: Parts, place: Place, number: number): Promise<boolean> {
  const numbers = new Set([number]);
  return (await unhandled.coming(lanesOf(place).prefix, [])).some(({ key }) => isOf(key, { numbers }));
}
