/** What somebody does on our pages, as the person that they are signed in as: the same guards, the same record, told on the issue in a line. */

import { commandOf, isAboutAnother, namedBy } from '@countersign/core/ask/command.ts';
import { accountOf, type Names } from '@countersign/core/ask/owner.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { rowOf } from '@countersign/core/change/acts.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { policyFor, situationFor } from '@countersign/core/facts.ts';
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { type Authority, holdersIn } from '@countersign/core/policy/authority.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { act } from '@countersign/github/act.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { commentOfNow, notePress, noteTaken } from '@countersign/github/receive/pressed.ts';
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

/** Names a press by who did it and by what it says: other words by the same form are another. */
const causeOf = (me: Person, { ask, press }: Sent): string => `press:${me.id}:${press}:${digestOf(ask)}`;

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
  { ref, place, number }: { readonly ref: StreamRef; readonly place: Place; readonly number: number },
  me: Person,
  sent: Sent,
  locale: Locale,
): Promise<Acted> {
  const { ask, content } = sent;
  const piece = forOnePiece(parts, 'close');
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
  const { command } = understood;
  // A comment that was written before the press and is told of late undoes nothing of it.
  const pressed = { ref, actor: me, command, comment: await commentOfNow(piece, place), cause: causeOf(me, sent) };
  await notePress(piece, pressed, state);
  const { cause } = pressed;
  const ran = await act(piece, { place, ref, number, actor: me, command, cause, line: '', tells: true });
  await noteTaken(piece, pressed, ran);
  const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
  if (refusal) return { kind: 'refused', refusal };
  return { kind: ran.kind };
}

/** `#13`, out of that, the number alone, or the address. */
function labelIn(typed: string): string | undefined {
  const [, number] = /^(?:#|＃|https?:\/\/\S+\/issues\/)?(\d{1,9})$/.exec(typed.trim().normalize('NFKC')) ?? [];
  return number === undefined ? undefined : `#${Number(number)}`;
}
