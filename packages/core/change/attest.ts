/** What the customer signed outside: one of the provider's people brings it, a second looks at it and confirms, and only then it counts (`rules.md 4.7`). */
import { isAmong, ownWord, signerBefore, signerId, signerMeant, signers } from '../approval/attested.ts';
import { contentDigest, facetDigests } from '../approval/facet.ts';
import type { Attested } from '../approval/vote.ts';
import { dayIn } from '../calendar/date.ts';
import type { Person } from '../content/person.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Command } from './command.ts';
import { authorshipOf, type Decision, happens, refused } from './decision.ts';
import type { ChangeEvent, SIGNED } from './event.ts';
import type { PendingAct } from './pending.ts';
import { confirmationDigest } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';
import { isOfAnotherRound, isOther, isSettled, unseenFacets } from './vote.ts';

/** Whether a signature of the customer's is asked for at all, whoever gives it. */
export function isSigned(state: ChangeState): boolean {
  if (state.stage === 'verifying' && !state.accepted) return true;
  if (!state.seats.includes('customer')) return false;
  if (state.stage === 'in-review' || state.emergency) return true;
  return state.votes.some((one) => one.round === state.round && one.voided && !one.replaced);
}

type Wanted = (typeof SIGNED)[number];

/** What a yes of the customer's would say now. */
function wanted(state: ChangeState, situation: Situation): readonly Wanted[] {
  const { stage, seats, accepted, planConfirmed, content } = state;
  const isOpen = seats.includes('customer') && !isSettled(state, 'customer', situation);
  return [
    ...(stage === 'in-review' && planConfirmed?.digest !== confirmationDigest(content) ? (['plan'] as const) : []),
    ...(isOpen ? (['vote'] as const) : []),
    ...(stage === 'verifying' && !accepted ? (['result'] as const) : []),
  ];
}

export const nothingToSign = ({ stage }: ChangeState): Decision =>
  refused('not-in-this-stage', { stage, stages: ['in-review', 'verifying'] });

export function whyNothingSigned(state: ChangeState, situation: Situation): Decision | undefined {
  return wanted(state, situation).length > 0 ? undefined : nothingToSign(state);
}

/** What of it somebody can be signed for: of what they have spoken of themselves, they alone say otherwise. */
function signable(
  state: ChangeState,
  { id, name }: { readonly id?: string; readonly name: string },
  verdict: 'approve' | 'reject',
  situation: Situation,
): readonly Wanted[] | Decision {
  const all = wanted(state, situation).filter((one) => verdict === 'approve' || one === 'vote');
  const own = all.includes('vote') && id !== undefined ? ownWord(state, situation.authority, id) : undefined;
  if (!own) return all;
  const others = all.filter((one) => one !== 'vote');
  const isSame = !own.voided && own.verdict === verdict;
  return isSame && others.length > 0 ? others : refused('signed-themselves', { signer: name });
}

export function attest(
  state: ChangeState,
  command: Extract<Command, { type: 'attest' }>,
  situation: Situation,
): Decision {
  const { actor, authority, now, policy } = situation;
  const { verdict, on, evidence } = command;
  const nothing = whyNothingSigned(state, situation);
  if (nothing) return nothing;
  if (isOther(state, command.saw)) return refused('edited-meanwhile');
  const unseen = unseenFacets(state, command.seen, 'customer');
  if (unseen.length > 0) return refused('not-seen', { facets: unseen });
  if (isOfAnotherRound(state, command.round)) return refused('another-round');
  if (on > dayIn(now, policy.timeZone)) return refused('signed-ahead', { on });
  if (verdict === 'reject' && !wanted(state, situation).includes('vote'))
    return refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  const known = signers(authority, authorshipOf(state));
  const meant = signerMeant(known, command.signer);
  if (!meant) return refused('no-such-signer', { signer: command.signer, known: known.map(({ name }) => name) });
  const signs = signable(state, meant, verdict, situation);
  if (!isList(signs)) return signs;
  const signer = { id: meant.id ?? idFor(meant.name, state, now), name: meant.name };
  const about = { signer, verdict, on, signs: [...signs] };
  return happens({ type: 'act-proposed', act: { act: 'attest', reason: evidence, ...about }, by: actor });
}

/** Whoever has no id of theirs keeps one on a request: their later word takes the place of the earlier one. */
function idFor(name: string, { votes, address, version }: ChangeState, now: string): string {
  const before = signerBefore(
    votes.map(({ voter }) => voter),
    name,
  );
  return before ?? signerId(digestOf([address, version, now]));
}

/** What the second of the two makes of it. */
export function attested(state: ChangeState, { act, by }: PendingAct, situation: Situation): Decision {
  const { signer, on, reason, verdict = 'approve' } = act;
  const nothing = whyNothingSigned(state, situation);
  if (nothing) return nothing;
  if (!signer || !on) return refused('nothing-to-second');
  const known = signers(situation.authority, authorshipOf(state));
  if (!isAmong(known, signer))
    return refused('no-such-signer', { signer: signer.name, known: known.map(({ name }) => name) });
  const signs = signable(state, signer, verdict, situation);
  if (!isList(signs)) return signs;
  const proof = { by, witness: situation.actor, on, evidence: reason };
  const all = signs.filter((one) => act.signs?.includes(one) ?? true);
  if (all.length === 0) return nothingToSign(state);
  return happens(
    { type: 'act-seconded', act, by: situation.actor },
    ...all.map((one) => signatureOf(one, { state, situation, signer, verdict, proof })),
  );
}

const isList = (found: readonly Wanted[] | Decision): found is readonly Wanted[] => Array.isArray(found);

interface Signed {
  readonly state: ChangeState;
  readonly situation: Situation;
  readonly signer: Person;
  readonly verdict: 'approve' | 'reject';
  readonly proof: Attested;
}

function signatureOf(what: Wanted, { state, situation, signer, verdict, proof }: Signed): ChangeEvent {
  const { content, emergency, revision, round } = state;
  const signature = { authenticated: 'attestation', attested: proof } as const;
  if (what === 'plan') return { type: 'plan-confirmed', by: signer, digest: confirmationDigest(content), ...signature };
  if (what === 'result') return { type: 'accepted', by: signer, ...signature };
  return {
    type: 'voted',
    vote: {
      ...{ voter: signer, seat: 'customer', verdict, revision, round },
      meaning: emergency && !emergency.ratified ? 'emergency' : 'change',
      ...(verdict === 'reject' ? { reason: proof.evidence } : {}),
      ...{ at: situation.now, policy: situation.policy.version },
      ...{ digest: contentDigest(content), facets: facetDigests(content) },
      ...signature,
    },
  };
}
