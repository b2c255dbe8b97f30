/** State × event → state. Total, pure and without opinion: whether an event may happen is decided in `decide`. */
import { authenticationOf } from '../approval/authentication.ts';
import { type FacetDigests, facetDigests, wordsDigest } from '../approval/facet.ts';
import type { KeptVote } from '../approval/vote.ts';
import { NOBODY, type Person } from '../content/person.ts';
import { EMPTY_REQUEST } from '../content/request.ts';
import { largerClass } from '../impact/class.ts';
import { isBefore } from './earlier.ts';
import type { ChangeEvent } from './event.ts';
import { holdsOn, joinedHolds } from './hold.ts';
import { isSameMirror } from './mirror.ts';
import { isAnothers } from './origin.ts';
import { isOutdated, pendingActOf } from './pending.ts';
import { classBasis, standingClass } from './requirement.ts';
import { FINAL, isTransition, type TransitionRule } from './stage.ts';
import type { ChangeState, Concern, Hold, LinkedWork, Rehoming } from './state.ts';

/** An event with what the ledger knows about it. */
export interface Happened {
  readonly at: string;
  readonly event: ChangeEvent;
}

/** Reason of a T11 that comes so late that the impacts have to be assessed anew. */
export const ASSESSMENT_VOID = 'assessment-void';

/** Facets that count as authorship: who writes these may not approve them (`rules.md 4.4`). */
export const AUTHORED: ReadonlySet<string> = new Set(['title', 'text', 'items']);

function withPerson(people: readonly Person[], person: Person): readonly Person[] {
  return people.some((one) => one.id === person.id) ? people : [...people, person];
}

/** It is said for whom programs wrote: whoever says so answers for it as well, and no program does. */
function sponsored(
  { programs = [], authors }: ChangeState,
  { by }: Extract<ChangeEvent, { type: 'represented' }>,
): Partial<Pick<ChangeState, 'programs' | 'authors'>> {
  if (programs.length === 0 || by.id === NOBODY.id || programs.some(({ id }) => id === by.id)) return {};
  return { programs: [], authors: withPerson(authors, by) };
}

function born(event: Extract<ChangeEvent, { type: 'opened' }>, at: string): ChangeState {
  return {
    version: 1,
    stage: 'draft',
    label: event.label,
    address: event.address,
    moves: [],
    openedAt: at,
    stageSince: at,
    requester: event.requester,
    ...(event.onBehalfOf ? { onBehalfOf: event.onBehalfOf } : {}),
    ...(event.program && !event.onBehalfOf ? { programs: [event.requester] } : {}),
    authors: [],
    content: { request: EMPTY_REQUEST, type: event.changeType, impacts: {}, alternatives: [], conditions: [] },
    seats: [],
    round: 1,
    revision: 0,
    votes: [],
    concerns: [],
    proposals: [],
    conditionsMet: [],
    work: [],
    steps: [],
    implementers: [],
    evidence: [],
    irregularities: [],
  };
}

/** Keys that a state may lack. */
type OptionalKey = {
  [Key in keyof ChangeState]-?: object extends Pick<ChangeState, Key> ? Key : never;
}[keyof ChangeState];

/**
 * Leaves out keys of a state; `exactOptionalPropertyTypes` wants absence, not `undefined`. Nothing is deleted: V8 keeps an object that lost a key
 * as a dictionary, and every later copy of it takes three times as long.
 */
function without(state: ChangeState, ...keys: readonly OptionalKey[]): ChangeState {
  const left: readonly string[] = keys;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(state) as (keyof ChangeState)[]) if (!left.includes(key)) copy[key] = state[key];
  return copy as unknown as ChangeState;
}

function move(state: ChangeState, event: Extract<ChangeEvent, { type: 'moved' }>, at: string): ChangeState {
  if (event.from !== state.stage || !isTransition(event.rule as TransitionRule, event.from, event.to)) {
    throw new Error(`the ledger moves ${event.from} → ${event.to} by ${event.rule}, but the request is ${state.stage}`);
  }
  const next: ChangeState = { ...state, stage: event.to, stageSince: at };
  switch (event.rule) {
    case 'T2':
      // Submitted anew: authorship and the largest class are counted from here (4.3, 4.4).
      return {
        ...without(next, 'class', 'classRaisedBy', 'lowered', 'question', 'rejection', 'reapproval', 'policy'),
        submittedAt: state.submittedAt ?? at,
        authors: state.submittedAt ? state.authors : [],
        // What a program wrote into a draft its requester submits as their own, unless that is a program.
        ...(state.programs && !state.submittedAt
          ? { programs: state.programs.filter(({ id }) => id === state.requester.id) }
          : {}),
      };
    case 'T4':
      return { ...without(next, 'pendingAct'), round: state.round + 1 };
    case 'T6':
      return without(next, 'sentBack');
    case 'T7':
      return { ...without(next, 'planConfirmed', 'pendingAct'), round: state.round + 1, sentBack: true };
    case 'T22':
      return { ...without(next, 'planConfirmed', 'pendingAct'), round: state.round + 1 };
    case 'T11':
      return {
        ...without(next, 'planConfirmed', 'pendingAct', 'deferred', 'class', 'lowered', 'policy'),
        round: state.round + 1,
        content: event.reason === ASSESSMENT_VOID ? { ...state.content, impacts: {} } : state.content,
      };
    case 'T8':
    case 'T21':
      return without(next, 'reapproval', 'pendingAct');
    case 'T5':
    case 'T9':
    case 'T10':
      return without(next, 'pendingAct');
    case 'T13':
      // An edit voids the votes it touches; an approval that merely grew old or was overrun has to be given by everyone again.
      return {
        ...without(next, 'approval', 'accepted', 'pendingAct'),
        round: event.reason === 'expired' || event.reason === 'beyond-tolerance' ? state.round + 1 : state.round,
      };
    default:
      return next;
  }
}

function classified(state: ChangeState, event: Extract<ChangeEvent, { type: 'classified' }>): ChangeState {
  const standing = standingClass(state) ?? event.class;
  const isLower = largerClass(standing, event.class) !== event.class;
  const from = largerClass(state.lowered?.from ?? standing, standing);
  const basis = isLower ? classBasis(state.content) : state.lowered?.basis;
  // The chair spoke of the class that stood.
  const isOver = state.pendingAct?.act.act === 'lower-class';
  return {
    ...without(state, 'lowered', ...(isOver ? (['pendingAct'] as const) : [])),
    class: event.class,
    seats: event.seats,
    policy: event.policy,
    ...(event.by && !isLower ? { classRaisedBy: event.by } : {}),
    ...(basis !== undefined && largerClass(from, event.class) !== event.class ? { lowered: { from, basis } } : {}),
  };
}

/** Under another policy nothing is left of what people decided; what a class was lowered from counts again. */
function rehomed(state: ChangeState, event: Extract<ChangeEvent, { type: 'rehomed' }>, at: string): ChangeState {
  const { from, to, label, address, afresh } = event;
  // What came along, and was released there, stands again: whoever put it on is heard where the request is.
  const holds = joinedHolds((afresh && state.moves.at(-1)?.holds) || [], holdsOn(state));
  const moves = [...state.moves, { from, label: state.label, to, at, ...(holds.length > 0 ? { holds } : {}) }];
  const work = state.work.map(calledFrom(from.name));
  const here: ChangeState = afresh
    ? { ...without(state, 'owner'), work: work.map(unaccepted), concerns: state.concerns.map(openSince(state)) }
    : { ...state, work };
  const there: ChangeState = { ...heldBy(here, holds), label, address, moves };
  if (FINAL.includes(state.stage)) return there;
  const reached = state.lowered && state.class ? largerClass(state.lowered.from, state.class) : state.class;
  return {
    ...without(
      there,
      'approval',
      'accepted',
      'planConfirmed',
      'understood',
      'emergency',
      'pendingAct',
      'policy',
      'lowered',
    ),
    ...(reached ? { class: reached } : {}),
    ...(state.content.plan ? { isPlanOfElsewhere: true as const } : {}),
    seats: [],
    round: state.round + 1,
    conditionsMet: [],
    // Whoever accepted work did so by the policy of another project; whose it is stays as it is.
    work: work.map(({ accepted, ...one }) => (one.merged && accepted ? { ...one, accepted } : one)),
  };
}

/** Work stays where it is: the number alone would name another in the place to which the request came. */
function calledFrom(place: string): (work: LinkedWork) => LinkedWork {
  return (work) => (work.label.startsWith('#') ? { ...work, label: `${place}${work.label}` } : work);
}

/** What was raised before it came there, and resolved there, is open again: whoever raised it is heard where the request is. */
function openSince({ moves }: ChangeState): (concern: Concern) => Concern {
  const since = moves.at(-1)?.at;
  return ({ resolved, ...concern }) => {
    const isElsewhere = since !== undefined && resolved !== undefined && concern.at < since && resolved.at >= since;
    return resolved && !isElsewhere ? { ...concern, resolved } : concern;
  };
}

function heldBy(state: ChangeState, [first, ...others]: readonly Hold[]): ChangeState {
  const none = without(state, 'held', 'alsoHeld');
  return first ? { ...none, held: first, ...(others.length > 0 ? { alsoHeld: others } : {}) } : none;
}

function unaccepted({ accepted: _, ...work }: LinkedWork): LinkedWork {
  return work;
}

function seen({ to: { outOfSight: _, ...to }, ...move }: Rehoming): Rehoming {
  return { ...move, to };
}

function voided(
  votes: readonly KeptVote[],
  event: Extract<ChangeEvent, { type: 'vote-voided' }>,
  at: string,
): readonly KeptVote[] {
  return votes.map((vote) =>
    vote.voter.id === event.voter.id && vote.seat === event.seat && !vote.voided && !vote.replaced
      ? { ...vote, voided: { ...event.cause, at } }
      : vote,
  );
}

/** The next state. `undefined` is the state before `opened`. */
export function evolve(state: ChangeState | undefined, happened: Happened): ChangeState {
  const { at, event } = happened;
  if (!state) {
    if (event.type !== 'opened') throw new Error(`the ledger begins with "${event.type}" instead of "opened"`);
    return born(event, at);
  }
  const next = apply(state, event, at);
  const { pendingAct, content } = next;
  const isOver = pendingAct !== undefined && content !== state.content && isOutdated(pendingAct, content);
  return { ...(isOver ? without(next, 'pendingAct') : next), version: state.version + 1 };
}

function apply(state: ChangeState, event: ChangeEvent, at: string): ChangeState {
  const { content } = state;
  switch (event.type) {
    case 'opened':
      throw new Error('the ledger opens a request twice');
    case 'moved':
      return event.from === 'none' ? state : withOldWork(move(state, event, at), event, at);
    case 'request-written': {
      const authored = event.changed.some((facet) => AUTHORED.has(facet));
      return {
        ...state,
        content: { ...content, request: event.request },
        authors: authored ? withPerson(state.authors, event.by) : state.authors,
        ...(authored && event.program ? { programs: withPerson(state.programs ?? [], event.by) } : {}),
      };
    }
    case 'represented':
      return { ...state, ...sponsored(state, event), represented: withPerson(state.represented ?? [], event.person) };
    case 'rebased':
      return { ...state, content: { ...content, request: { ...content.request, items: event.items } } };
    case 'understood':
      return { ...state, understood: { by: event.by, digest: event.digest, words: wordsDigest(content.request), at } };
    case 'triaged':
      return { ...state, owner: event.owner, content: { ...content, type: event.changeType } };
    case 'owner-changed':
      return { ...state, owner: event.to };
    case 'asked':
      return { ...state, question: { text: event.question, of: event.of, at } };
    case 'answered':
      return without(state, 'question');
    case 'assessed':
      return { ...state, content: { ...content, impacts: event.impacts } };
    case 'planned':
      return {
        ...without(without(state, 'isPlanOfElsewhere'), 'stepsOver'),
        content: { ...content, plan: event.plan },
        ...(event.over ? { stepsOver: event.over } : {}),
      };
    case 'alternatives-written':
      return { ...state, content: { ...content, alternatives: event.alternatives } };
    case 'classified':
      return classified(state, event);
    case 'migrated': {
      const { to: policy, class: found, seats } = event;
      // What the chair proposed was proposed to another board.
      return { ...without(state, 'pendingAct'), policy, class: found, seats };
    }
    case 'review-opened':
      return {
        ...without(without(state, 'reminded'), 'reminders'),
        ...{ revision: state.revision + 1, policy: event.policy, reviewDue: event.due, reviewOpenedAt: at },
        ...(event.reminders ? { reminders: event.reminders } : {}),
      };
    // Who is away is the project's to know.
    case 'away':
    case 'back':
      return state;
    case 'reminded':
      if (event.of === 'votes') return { ...state, reminded: { share: event.share, due: event.due, at } };
      return state.emergency ? { ...state, emergency: { ...state.emergency, reminded: at } } : state;
    case 'voted': {
      const { vote } = event;
      const earlier = state.votes.map((one) =>
        one.voter.id === vote.voter.id && one.seat === vote.seat && !one.replaced ? { ...one, replaced: true } : one,
      );
      return { ...state, votes: [...earlier, { ...vote, authenticated: authenticationOf(vote.authenticated) }] };
    }
    case 'vote-voided':
      return { ...state, votes: voided(state.votes, event, at) };
    case 'plan-confirmed':
      return { ...state, planConfirmed: { by: event.by, digest: event.digest, at } };
    case 'concern-raised':
      return {
        ...state,
        concerns: [
          ...state.concerns,
          {
            ...{ id: event.id, text: event.text, by: event.by, at },
            ...(event.spoken === undefined ? {} : { spoken: event.spoken }),
          },
        ],
      };
    case 'concern-resolved':
      return {
        ...state,
        concerns: state.concerns.map((one) =>
          one.id === event.id ? { ...one, resolved: { by: event.by, reason: event.reason, at } } : one,
        ),
      };
    case 'proposed': {
      const replaced = { outcome: 'replaced', reason: '', by: event.by, at } as const;
      const { id, from, address, text, by, mirrors } = event;
      return {
        ...state,
        proposals: [
          ...state.proposals.map((one) =>
            isSameMirror(one, event) && !one.settled ? { ...one, settled: replaced } : one,
          ),
          { ...{ id, from, address, text, by, at }, ...(mirrors ? { mirrors } : {}) },
        ],
      };
    }
    case 'proposal-settled': {
      const { outcome, reason, by } = event;
      return {
        ...state,
        proposals: state.proposals.map((one) =>
          one.id === event.id ? { ...one, settled: { outcome, reason, by, at } } : one,
        ),
      };
    }
    case 'condition-added':
      return {
        ...state,
        content: { ...content, conditions: [...content.conditions, event.condition] },
        ...(event.over ? { conditionsOver: { ...state.conditionsOver, [event.condition.id]: event.over } } : {}),
      };
    case 'condition-met': {
      const { id, by, evidence, file } = event;
      const met = { id, by, at, ...(evidence ? { evidence } : {}), ...(file ? { file } : {}) };
      return { ...state, conditionsMet: [...state.conditionsMet, met] };
    }
    case 'approved':
      return {
        ...without(state, 'isPlanOfElsewhere'),
        approval: {
          digest: event.digest,
          facets: event.facets as FacetDigests,
          conditions: event.conditions,
          at,
          ...(event.validDays === undefined ? {} : { validDays: event.validDays }),
          ...(state.actuals ? { actuals: state.actuals } : {}),
        },
      };
    case 'rejected': {
      const { code, text, wouldChange } = event;
      return {
        ...state,
        rejection: { code, text, ...(wouldChange ? { wouldChange } : {}), facets: facetDigests(content) },
        rejected: { content, text, at },
      };
    }
    case 'reapproval-needed':
      return { ...state, reapproval: { cause: event.cause, detail: event.detail, at } };
    case 'act-proposed':
      return { ...state, pendingAct: pendingActOf(event, state.version + 1, content) };
    case 'act-seconded':
      return {
        ...without(state, 'pendingAct'),
        ...(event.act.act === 'defer'
          ? {
              deferred: {
                ...(event.act.until
                  ? { until: event.act.until, comesBack: event.comesBack ?? `${event.act.until}T00:00:00.000Z` }
                  : {}),
                ...(event.act.trigger ? { trigger: event.act.trigger } : {}),
              },
            }
          : {}),
      };
    case 'held':
      return heldBy(
        state,
        joinedHolds(holdsOn(state), [
          { by: event.by, reason: event.reason, ...(event.spoken === undefined ? {} : { spoken: event.spoken }) },
        ]),
      );
    case 'released':
      return heldBy(state, event.of ? holdsOn(state).filter(({ by }) => !event.of?.includes(by.id)) : []);
    case 'emergency-opened':
      return {
        ...state,
        content: { ...content, type: 'emergency' },
        emergency: {
          by: event.by,
          at,
          reason: event.reason,
          incident: event.incident,
          reviewDue: event.reviewDue,
          ...(event.ends ? { ends: event.ends } : {}),
          ...(event.overdue ? { overdue: event.overdue } : {}),
        },
      };
    case 'ratified':
      return state.emergency
        ? {
            ...without(state, 'isPlanOfElsewhere'),
            emergency: { ...state.emergency, ratified: { outcome: event.outcome, by: event.by, at } },
          }
        : state;
    case 'work-linked': {
      const known = state.work.find((one) => one.id === event.work);
      const { work: id, label, by, origin, pushedByOthers, others, namedByOthers, since, head, node } = event;
      // Before claims were asked for, work of what was under way was anybody's.
      const isOld = origin === undefined && WITHOUT_CLAIM.includes(state.stage);
      const linked: LinkedWork = {
        ...(pushedByOthers ? { pushedByOthers } : {}),
        ...(namedByOthers ? { namedByOthers } : {}),
        ...(since === undefined ? {} : { since }),
        ...(isOld ? { accepted: { at } } : {}),
        // What has the address of other work is not what was said of that.
        ...(known && origin && isAnothers(known, by) ? {} : known),
        ...{ id, label, by },
        ...(origin ? { origin } : {}),
        ...(others === undefined ? {} : { others }),
        ...(head ? { head } : {}),
        ...(node ? { node } : {}),
      };
      return {
        ...state,
        work: [...state.work.filter((one) => one.id !== id), linked],
        implementers: withPerson(state.implementers, by),
      };
    }
    case 'work-accepted': {
      const { work, by, head } = event;
      return changedWork(state, work, (one) => ({ ...one, accepted: { by, at, ...(head ? { head } : {}) } }));
    }
    case 'work-pushed': {
      const { work, others, pushedAt } = event;
      return changedWork(state, work, ({ accepted: _, ...one }) => ({
        ...one,
        pushedByOthers: true,
        ...(others === undefined ? {} : { others }),
        ...(pushedAt !== undefined && isBefore(one.pushedAt, pushedAt) ? { pushedAt } : {}),
      }));
    }
    case 'work-unlinked':
      return { ...state, work: state.work.filter((one) => one.id !== event.work) };
    case 'work-merged': {
      const { work, label, gate } = event;
      const merged = state.work.map((one) => (one.id === work ? { ...one, merged: true } : one));
      // Past a gate that only watches nothing was passed.
      return gate !== 'closed'
        ? { ...state, work: merged }
        : {
            ...state,
            work: merged,
            irregularities: [...state.irregularities, { kind: 'merged-closed', detail: label, by: event.by, at }],
          };
    }
    case 'step-done': {
      // Whoever marks a step as done for its owner has not done it.
      const implementer = content.plan?.steps.find((one) => one.id === event.step)?.owner ?? event.by;
      return {
        ...state,
        steps: [
          ...state.steps.filter((one) => one.step !== event.step),
          { step: event.step, outcome: 'done', by: event.by, at },
        ],
        implementers: withPerson(state.implementers, implementer),
      };
    }
    case 'step-dropped':
      return {
        ...state,
        steps: [
          ...state.steps.filter((one) => one.step !== event.step),
          { step: event.step, outcome: event.movedTo ? 'moved' : 'dropped', by: event.by, at },
        ],
      };
    case 'evidence-recorded': {
      const { criterion, evidence, by, file } = event;
      const given = { criterion, evidence, by, at, ...(file ? { file } : {}) };
      return { ...state, evidence: [...state.evidence.filter((one) => one.criterion !== criterion), given] };
    }
    case 'actuals-recorded':
      return { ...state, actuals: { days: event.days, cost: event.cost } };
    case 'verification-failed':
      // What was signed of the result was signed of one that failed.
      return {
        ...without(state, 'accepted', ...(state.pendingAct?.act.act === 'attest' ? (['pendingAct'] as const) : [])),
        evidence: [],
      };
    case 'accepted':
      return { ...state, accepted: { by: event.by, at } };
    case 'closed':
      return {
        ...state,
        closing: {
          reason: event.reason,
          ...(event.target ? { target: event.target } : {}),
          ...(event.text ? { text: event.text } : {}),
        },
      };
    case 'irregularity':
      return {
        // What the chair proposed was said of a text that is not the one before people's eyes any more, though the record still has it.
        ...(event.kind === 'edit-unrecordable' ? without(state, 'pendingAct') : state),
        irregularities: [...state.irregularities, { kind: event.kind, detail: event.detail, by: event.by, at }],
      };
    case 'relocated':
      return { ...state, label: event.label, address: event.address, moves: state.moves.map(seen) };
    case 'rehomed':
      return rehomed(state, event, at);
    case 'withdrawn':
    case 'attempt-refused':
      return state;
    default: {
      const never: never = event;
      throw new Error(`unknown event ${JSON.stringify(never)}`);
    }
  }
}

/** Stages in which work was anybody's before claims were asked for. */
const WITHOUT_CLAIM: readonly ChangeState['stage'][] = ['implementing', 'verifying'];

/** What an older version started had its work accepted by nobody, and goes on. */
function withOldWork(
  state: ChangeState,
  { to, claims }: Extract<ChangeEvent, { type: 'moved' }>,
  at: string,
): ChangeState {
  if (claims || !WITHOUT_CLAIM.includes(to)) return state;
  return { ...state, work: state.work.map((one) => (one.origin ? one : { accepted: { at }, ...one })) };
}

function changedWork(state: ChangeState, id: string, change: (work: LinkedWork) => LinkedWork): ChangeState {
  return { ...state, work: state.work.map((one) => (one.id === id ? change(one) : one)) };
}

/** Folds a whole stream. `undefined` for an empty one. */
export function fold(entries: Iterable<Happened>): ChangeState | undefined {
  let state: ChangeState | undefined;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}
