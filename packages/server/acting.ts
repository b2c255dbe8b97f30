/** What somebody does on our pages, as the person that they are signed in as: the same guards, the same record, told on the issue in a line. */

import type { Ask } from '@countersign/core/ask/ask.ts';
import { commandOf, isAboutAnother } from '@countersign/core/ask/command.ts';
import type { AddressOf } from '@countersign/core/ask/evidence.ts';
import { meantBy, namedBy } from '@countersign/core/ask/named.ts';
import { causeOfPress } from '@countersign/core/ask/press.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { askWording } from '@countersign/core/ask/words.ts';
import { isHeldTo, isOfTheText, rowOf } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { offers } from '@countersign/core/change/offers.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { holdersIn } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { act } from '@countersign/github/act.ts';
import { type Parts, readerFor } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { userNamed } from '@countersign/github/facts/directory.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { isOvertaken } from '@countersign/github/receive/overtaken.ts';
import { commentOfNow, notePress, noteTaken } from '@countersign/github/receive/pressed.ts';
import { isOf, lanesOf } from '@countersign/github/record/lane.ts';
import type { Place } from '@countersign/github/translation.ts';
import { fileDigest } from '@countersign/postgres/files.ts';
import type { Acted, Own, Sent, Visitor } from '@countersign/web/port.ts';
import { withFile } from './evidence.ts';

/** Ids of people of GitHub begin so. */
const HOME = 'github';

/** Who a visitor is on record; `undefined` for whoever is not known. */
export function personOf(visitor: Visitor): Person | undefined {
  if (visitor.kind === 'everyone') return visitor.as;
  return visitor.kind === 'person' ? { id: visitor.id, name: visitor.login } : undefined;
}

/** What a visitor's own acts are computed from. `undefined` where no policy can be read: then nothing is offered. */
export async function ownSituation(
  parts: Parts,
  place: Place,
  state: ChangeState,
  me: Person,
): Promise<Own | undefined> {
  const facts = await factsAt(parts, place);
  const policy = await policyFor(facts, state);
  if (policy.kind !== 'in-force') return undefined;
  const { items } = state.content.request;
  const decision = await situationFor(facts, state, { actor: me, policy, items, command: { type: 'reconsider' } });
  return { me, home: HOME, situation: { ...decision, asRecorded: await facts.asRecorded(state, decision.policy) } };
}

/** Whether the page offers it to them. */
async function mayGive(
  parts: Parts,
  place: Place,
  state: ChangeState,
  { me, ask }: { readonly me: Person; readonly ask: Ask },
): Promise<boolean> {
  const own = await ownSituation(parts, place, state, me);
  return own !== undefined && offers(state, own.situation).some(({ type, why }) => type === ask.type && !why);
}

/** A login as GitHub gives them. */
const LOGIN = /^[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?$/i;

/** Who has a login. @throws Transient where GitHub does not say */
async function accountNamed(parts: Parts, place: Place, login: string): Promise<Person | undefined> {
  if (!LOGIN.test(login)) return undefined;
  const found = await userNamed(await readerFor(parts, place, true), place.tenant, login);
  if (found === 'unreadable') throw new Transient(`GitHub does not say who ${login} is`);
  return found === 'nobody' ? undefined : found;
}

/** Another file is another press. */
function causeOf(me: Person, { press, ask, file }: Sent): string {
  const cause = causeOfPress(me.id, press, ask);
  return file ? `${cause}:${fileDigest(file.bytes)}` : cause;
}

interface Subject {
  readonly ref: StreamRef;
  readonly place: Place;
  readonly number: number;
  /** The repository's own pages on GitHub. */
  readonly pages: string;
}

/** `waiting` where GitHub does not answer, or others act on the request at the same moment, and nothing of it is on record. */
export async function actOn(...asked: Parameters<typeof carriedOut>): Promise<Acted> {
  const [parts, { ref }, me, sent] = asked;
  const cause = causeOf(me, sent);
  // What was recorded is so whatever came since, and whether its answer arrived or not.
  const isDone = async () => (await parts.applied(ref.tenant, [cause])).has(cause);
  if (await isDone()) return { kind: 'repeated' };
  const acted = await carriedOut(...asked).catch((error: unknown): Acted => {
    if (error instanceof Transient || error instanceof Conflict) return { kind: 'waiting' };
    throw error;
  });
  if (acted.kind === 'done' || (acted.kind === 'refused' && acted.refusal.onRecord)) return acted;
  // The same may have been sent twice at once, or its answer lost on the way from the record.
  return (await isDone()) ? { kind: 'repeated' } : acted;
}

async function carriedOut(
  parts: Parts,
  { ref, place, number, pages }: Subject,
  me: Person,
  sent: Sent,
  locale: Locale,
): Promise<Acted> {
  const { ask, content } = sent;
  const piece = forOnePiece(parts, 'open');
  // First: whatever is written from now on comes after it, however long the rest takes.
  const comment = await commentOfNow(piece, place);
  const state = fold(happenings(await piece.ledger.read(ref)));
  // What replaces something replaces what stood on the page, and nothing newer.
  const isOld = state && rowOf(ask.type).late === 'replaces' && content !== shownDigest(state);
  if (!state || isOld || isAboutAnother(ask, content, state)) return { kind: 'changed' };
  const facts = await factsAt(piece, place, { patient: true });
  const policy = await policyFor(facts, state);
  const currency = policy.kind === 'in-force' ? policy.policy.currency : 'USD';
  // GitHub is asked for names only by whoever may name somebody: anybody can send a form with a hundred of them.
  if (namedBy(ask).length > 0 && !(await mayGive(piece, place, state, { me, ask }))) return { kind: 'changed' };
  const meant = await meantBy(ask, {
    content: state.content,
    home: HOME,
    holders: policy.kind === 'in-force' ? holdersIn(await facts.authority(policy.policy)) : [],
    find: (login) => accountNamed(piece, place, login),
    word: askWording(locale),
  });
  if ('problems' in meant) return { kind: 'invalid', problems: meant.problems };
  const names = { home: HOME, called: meant.called };
  const understood = commandOf(meant.ask, state, { locale, currency, names, labelIn, addressOf: addressesIn(pages) });
  if ('problems' in understood) return { kind: 'invalid', problems: understood.problems };
  const filed = await withFile(understood.command, sent.file, { files: piece.files, ref, word: askWording(locale) });
  if ('problems' in filed) return { kind: 'invalid', problems: filed.problems };
  const cause = causeOf(me, sent);
  const command = inOrder(filed.command, comment);
  // A comment that was written before the press and is told of late undoes nothing of it.
  const pressed = { ref, actor: me, command, comment, cause, place };
  if (await isOvertaken(piece, pressed)) return { kind: 'changed' };
  if (restsOnWhatComes(command) && (await isAnyComing(piece, place, number))) return { kind: 'waiting' };
  await notePress(piece, pressed, state);
  const ran = await act(piece, { place, ref, number, actor: me, command, cause, line: '', tells: true });
  await noteTaken(piece, pressed, ran);
  if (ran.kind === 'repeated') return { kind: 'repeated' };
  const { refusal } = ran.outcome;
  return refusal ? { kind: 'refused', refusal } : { kind: 'done' };
}

/** What starts or ends a request by its text, and is not held to the text that the page showed: an edit that nobody has handled may be of another. */
function restsOnWhatComes(command: Command): boolean {
  return isOfTheText(command) && !isHeldTo('content', command);
}

/** Whether something that was said or changed on this issue is stored, and not handled yet: a press stands in no order with it. */
async function isAnyComing({ unhandled }: Parts, place: Place, number: number): Promise<boolean> {
  const numbers = new Set([number]);
  return (await unhandled.coming(lanesOf(place).prefix, [])).some(({ key }) => isOf(key, { numbers }));
}

/** Where GitHub shows a commit, or a run of its actions. */
const addressesIn =
  (pages: string): AddressOf =>
  (kind, id) =>
    kind === 'commit' ? `${pages}/commit/${id}` : `${pages}/actions/runs/${id}`;

/** `#13`, out of that, the number alone, or the address. */
function labelIn(typed: string): string | undefined {
  const [, number] = /^(?:#|＃|https?:\/\/\S+\/issues\/)?(\d{1,9})$/.exec(typed.trim().normalize('NFKC')) ?? [];
  return number === undefined ? undefined : `#${Number(number)}`;
}
