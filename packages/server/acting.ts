/** What somebody does on our pages, as the person that they are signed in as: the same guards, the same record, told on the issue in a line. */

import { commandOf, isAboutAnother, namedBy } from '@countersign/core/ask/command.ts';
import { accountOf, type Names } from '@countersign/core/ask/owner.ts';
import { causeOfPress } from '@countersign/core/ask/press.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { isHeldTo, isOfTheText, rowOf } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { inOrder } from '@countersign/core/change/concern.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { type Authority, holdersIn } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { act } from '@countersign/github/act.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { commentOfNow, isOvertaken, noteSpoken } from '@countersign/github/receive/overtaken.ts';
import { isOf, lanesOf } from '@countersign/github/record/lane.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Acted, Own, Sent, Visitor } from '@countersign/web/port.ts';

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

/** Whom a form lets choose from. */
const namesIn = (authority: Authority): Names => ({
  home: HOME,
  called: new Map(holdersIn(authority).map((person) => [accountOf(person, HOME), person.name])),
});

/** `waiting` where GitHub does not answer, or others act on the request at the same moment. */
export async function actOn(...asked: Parameters<typeof carriedOut>): Promise<Acted> {
  try {
    return await carriedOut(...asked);
  } catch (error) {
    if (error instanceof Transient || error instanceof Conflict) return { kind: 'waiting' };
    throw error;
  }
}

async function carriedOut(
  parts: Parts,
  { ref, place, number }: { readonly ref: StreamRef; readonly place: Place; readonly number: number },
  me: Person,
  { ask, content, press }: Sent,
  locale: Locale,
): Promise<Acted> {
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
  const names =
    policy.kind === 'in-force' ? namesIn(await facts.authority(policy.policy)) : { home: HOME, called: new Map() };
  // Whoever is named has to be somebody whom the page let choose from.
  if (namedBy(ask).some((account) => !names.called.has(account))) return { kind: 'changed' };
  const understood = commandOf(ask, state, { locale, currency, names, labelIn });
  if ('problems' in understood) return { kind: 'invalid', problems: understood.problems };
  const cause = causeOfPress(me.id, press, ask);
  const command = inOrder(understood.command, comment);
  const spoken = { ref, actor: me, command, comment, place };
  if (await isOvertaken(piece, spoken)) return { kind: 'changed' };
  if (restsOnWhatComes(command) && (await isAnyComing(piece, place, number))) return { kind: 'waiting' };
  const ran = await act(piece, { place, ref, number, actor: me, command, cause, line: '', tells: true });
  // A comment that was written before the press and is told of late undoes nothing of it.
  await noteSpoken(piece, spoken, ran);
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

/** `#13`, out of that, the number alone, or the address. */
function labelIn(typed: string): string | undefined {
  const [, number] = /^(?:#|＃|https?:\/\/\S+\/issues\/)?(\d{1,9})$/.exec(typed.trim().normalize('NFKC')) ?? [];
  return number === undefined ? undefined : `#${Number(number)}`;
}
