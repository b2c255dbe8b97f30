/**
 * What both sides keep of an approved change, made from its record alone (`rules.md 4.7`, `9`). The customer holds it, so it has the fields that
 * are named here and no other: no cost of ours, no name of ours, no reason that was meant for us.
 */
import { authenticationOf, type KnownAuthentication } from '../approval/authentication.ts';
import { contentDigest } from '../approval/facet.ts';
import type { Attested } from '../approval/vote.ts';
import type { ChangeEvent } from '../change/event.ts';
import { fold } from '../change/evolve.ts';
import type { ChangeState } from '../change/state.ts';
import { standingVotes } from '../change/vote.ts';
import type { Person } from '../content/person.ts';
import type { Block } from '../text/block.ts';
import { causeValue } from './answers.ts';
import { type CustomerField, type CustomerLine, customerView } from './customer.ts';
import { stageName } from './names.ts';
import { and, clip, type Sentence, type Value, words } from './sentence.ts';
import type { Told } from './told.ts';
import { voterOf } from './voter.ts';

export interface ChangeOrder {
  /** `#12` */
  readonly label: string;
  readonly title: string;
  readonly cause?: Value;
  readonly before: readonly Block[] | undefined;
  readonly after: readonly Block[] | undefined;
  readonly dates: readonly CustomerLine[];
  readonly price: readonly CustomerLine[];
  /** Who bears the cost, without how much of it. */
  readonly share?: Sentence;
  readonly conditions: readonly CustomerLine[];
  /** Where the change has come to by now: an order of a change that was cancelled says so. */
  readonly stands: Sentence;
  /** UTC instant. */
  readonly approved: string;
  /** Of all that was approved, as the record has it: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** In order of time. */
  readonly signatures: readonly Signature[];
  readonly record: RecordHead;
}

export interface Signature {
  /** Whose of the customer's; absent where it is the provider's board, whose people are not named. */
  readonly who?: Value;
  readonly what: Sentence;
  /** UTC instant. */
  readonly at: string;
  /** Of what they signed: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** How it is known to be theirs; absent of the board. */
  readonly how?: Sentence;
}

/** Up to where the record was read. */
export interface RecordHead {
  readonly entries: number;
  /** Of the last of them; it is of all before it, too. UTC instant. */
  readonly at: string;
  readonly hash: string;
}

/** @param entries the whole stream of a request, with its hashes @returns `undefined` where no approval stands */
export function changeOrder(entries: readonly Told[]): ChangeOrder | undefined {
  const now = fold(entries);
  const last = entries.at(-1);
  const decided = entries.findLastIndex(({ event }) => event.type === 'approved');
  const then = fold(entries.slice(0, decided + 1));
  if (!now?.approval || !then?.approval || last?.hash === undefined) return undefined;
  const { content } = then;
  const view = customerView(content);
  const { cause } = content.request;
  const share = bearers(content);
  return {
    label: now.label,
    ...{ title: view.title, before: view.before, after: view.after },
    ...(cause ? { cause: causeValue(cause) } : {}),
    ...{ dates: linesOf(view.fields, 'dates'), price: linesOf(view.fields, 'price').map(toBoth) },
    ...(share ? { share } : {}),
    conditions: linesOf(view.fields, 'conditions'),
    stands: standsAt(now),
    ...{ approved: then.approval.at, digest: then.approval.digest },
    signatures: [
      ...planSignature(entries, decided, then),
      ...voteSignatures(then),
      boardSignature(then.approval),
      ...acceptance(entries, decided, now),
    ],
    record: { entries: entries.length, at: last.at, hash: last.hash },
  };
}

const linesOf = (fields: readonly CustomerField[], id: CustomerField['id']): readonly CustomerLine[] =>
  fields.find((one) => one.id === id)?.lines ?? [];

/** Both sides read it: nobody in it is "you". */
function toBoth(line: CustomerLine): CustomerLine {
  const isFree = typeof line.text === 'object' && 'id' in line.text && line.text.id === 'sign.price.none';
  return isFree ? { ...line, text: words('order.price.none') } : line;
}

/** Whose it is to bear, and no figure: a share of ours beside the price to them would tell what it costs us. */
function bearers({ impacts: { cost } }: ChangeState['content']): Sentence | undefined {
  if (cost?.value.kind !== 'value' || !cost.value.value.split) return undefined;
  const { customer, vendor, other } = cost.value.value.split;
  const who = [
    ...(customer > 0 ? [words('order.bearer.customer')] : []),
    ...(vendor > 0 ? [words('order.bearer.provider')] : []),
    ...(other > 0 ? [words('order.bearer.others')] : []),
  ];
  return words('order.borne', { who: and(who) });
}

function standsAt({ stage, closing }: ChangeState): Sentence {
  if (!closing) return stageName(stage);
  return words('order.stands-closed', { stage: stageName(stage), how: words(`status.closing.${closing.reason}`) });
}

/** By what was approved: a confirmation of another plan, or one that ended, is none of it. */
function planSignature(entries: readonly Told[], decided: number, then: ChangeState): readonly Signature[] {
  const { planConfirmed } = then;
  if (!planConfirmed) return [];
  const event = lastOf(entries.slice(0, decided), 'plan-confirmed');
  if (event?.digest !== planConfirmed.digest) return [];
  const { by, digest, at } = planConfirmed;
  return [{ ...signed(by, event), what: words('order.signed.plan'), at, digest }];
}

/** The customer's own; who else sat on the board is the provider's to know. */
function voteSignatures(then: ChangeState): readonly Signature[] {
  return standingVotes(then)
    .filter(({ seat, verdict }) => seat === 'customer' && verdict === 'approve')
    .map((vote) => ({
      ...signed(vote.voter, vote),
      who: voterOf(vote.voter, vote.for?.person),
      ...{ what: words('order.signed.vote'), at: vote.at, digest: vote.digest },
    }));
}

const boardSignature = ({ at, digest }: { readonly at: string; readonly digest: string }): Signature => ({
  ...{ what: words('order.signed.board'), at, digest },
});

/** Of the result; what was accepted is what stood then. */
function acceptance(entries: readonly Told[], decided: number, now: ChangeState): readonly Signature[] {
  const index = entries.findLastIndex(({ event }) => event.type === 'accepted');
  const [told, before] = [entries[index], fold(entries.slice(0, index))];
  if (!now.accepted || index < decided || told?.event.type !== 'accepted' || !before) return [];
  const { by } = told.event;
  return [
    {
      ...signed(by, told.event),
      ...{ what: words('order.signed.result'), at: told.at, digest: contentDigest(before.content) },
    },
  ];
}

type Of<Type extends ChangeEvent['type']> = Extract<ChangeEvent, { readonly type: Type }>;

function lastOf<Type extends ChangeEvent['type']>(entries: readonly Told[], type: Type): Of<Type> | undefined {
  return entries.findLast(({ event }) => event.type === type)?.event as Of<Type> | undefined;
}

interface Way {
  /** Absent where an account says by itself whose word it is. */
  readonly authenticated?: KnownAuthentication | undefined;
  readonly signedAs?: Person | undefined;
  readonly attested?: Attested | undefined;
}

function signed(by: Person, { authenticated, signedAs, attested }: Way): Pick<Signature, 'who' | 'how'> {
  // Of whom the provider's two were, the customer's copy says nothing.
  if (attested) return { who: { person: by }, how: words('order.signed-outside', { on: { date: attested.on } }) };
  const how = words(`status.how.${authenticationOf(authenticated ?? 'account')}`);
  return {
    who: { person: by },
    how: signedAs ? words('status.how.signed-as', { how, name: clip(signedAs.name, 80) }) : how,
  };
}
