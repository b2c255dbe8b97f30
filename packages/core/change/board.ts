/** What the board does: votes, concerns, conditions, confirmations, and its common acts (T7, T9, T10, T11, T18, 3.4, 4.x). */

import { type Ineligible, ineligible } from '../approval/eligible.ts';
import { contentDigest, facetDigests } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { CLASSES } from '../impact/class.ts';
import { samePerson } from '../policy/authority.ts';
import { ASSESSMENT_VALID_DAYS, seatsFor } from '../policy/policy.ts';
import { SEAT_ROLES, type SeatRole } from '../policy/role.ts';
import type { Command } from './command.ts';
import {
  authorshipOf,
  ballotOf,
  type Decision,
  happens,
  hasRole,
  isBoardMember,
  isRequester,
  lacksRole,
  move,
  outside,
  refused,
} from './decision.ts';
import type { BoardAct, ChangeEvent } from './event.ts';
import { ASSESSMENT_VOID } from './evolve.ts';
import type { RefusalCode } from './refusal.ts';
import { confirmationDigest, itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import { DECIDED, OPEN, type Stage } from './stage.ts';
import type { ChangeState } from './state.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
type Board = Of<
  | 'send-back'
  | 'vote'
  | 'reject'
  | 'confirm'
  | 'concern'
  | 'resolve'
  | 'condition'
  | 'meet-condition'
  | 'defer'
  | 'take-up'
  | 'cancel'
  | 'lower-class'
  | 'second'
  | 'hold'
  | 'release'
  | 'ratify'
>;

const WHY: Record<Ineligible, RefusalCode> = {
  'no-role': 'no-seat-for-you',
  'role-unreadable': 'role-unreadable',
  requester: 'barred-requester',
  'on-behalf': 'barred-on-behalf',
  author: 'barred-author',
  'provider-staff': 'provider-staff',
  'staff-unreadable': 'role-unreadable',
};

/** Stages in which there is something to vote on: later ones only for seats whose vote stopped counting (4.3). */
function voting(state: ChangeState): readonly Stage[] {
  return state.emergency && !state.emergency.ratified
    ? ['in-review', ...DECIDED]
    : ['in-review', 'approved', 'implementing', 'verifying'];
}

export function decideBoard(state: ChangeState, command: Board, situation: Situation): Decision {
  const { actor, authority } = situation;
  switch (command.type) {
    case 'vote':
      return vote(state, command, situation);
    case 'send-back': {
      const no = outside(state, ['in-review']);
      if (no) return no;
      if (!isBoardMember(state, situation)) return refused('needs-role', { roles: [...new Set(state.seats)] });
      if (!command.reason) return refused('reason-needed', { command: 'send-back' });
      return happens(...returned(state, situation), move('T7', state, 'assessing', command.reason));
    }
    case 'reject':
      return chairRejects(state, command, situation);
    case 'confirm':
      return confirm(state, command, situation);
    case 'concern': {
      const no = outside(state, OPEN);
      if (no) return no;
      const mayRaise =
        isBoardMember(state, situation) ||
        isRequester(state, situation) ||
        hasRole(state, situation, [
          'assessor',
          'owner',
          'change-manager',
          'technical-expert',
          'project-manager',
          'quality',
          'safety',
          'sponsor',
          'customer',
          'stakeholder',
          'supplier',
          'auditor',
        ]) === 'yes';
      if (!mayRaise) return refused('needs-role', { roles: ['stakeholder'] });
      return happens({ type: 'concern-raised', id: `C${state.concerns.length + 1}`, text: command.text, by: actor });
    }
    case 'resolve': {
      const concern = state.concerns.find(
        (one) => one.id.toLowerCase() === command.concern.toLowerCase() && !one.resolved,
      );
      if (!concern)
        return refused('no-such-concern', {
          id: command.concern,
          open: state.concerns.filter((one) => !one.resolved).map((one) => one.id),
        });
      const own = samePerson(authority, concern.by.id, actor.id);
      if (!own && hasRole(state, situation, ['chair']) !== 'yes')
        return refused('not-your-concern', { id: concern.id, by: concern.by.name });
      if (!command.reason) return refused('reason-needed', { command: 'resolve' });
      return happens({ type: 'concern-resolved', id: concern.id, reason: command.reason, by: actor });
    }
    case 'condition': {
      const no = outside(state, ['in-review', ...DECIDED]);
      if (no) return no;
      if (!isBoardMember(state, situation)) return refused('needs-role', { roles: [...new Set(state.seats)] });
      const { text, owner, due, blocks } = command;
      const condition = {
        id: `K${state.content.conditions.length + 1}`,
        text,
        owner,
        blocks,
        by: actor,
        ...(due ? { due } : {}),
      };
      return happens({ type: 'condition-added', condition });
    }
    case 'meet-condition': {
      const condition = state.content.conditions.find(
        (one) => one.id.toLowerCase() === command.condition.toLowerCase(),
      );
      if (!condition)
        return refused('no-such-condition', {
          id: command.condition,
          known: state.content.conditions.map((one) => one.id),
        });
      if (state.conditionsMet.some((one) => one.id === condition.id))
        return refused('already-met', { id: condition.id });
      if (samePerson(authority, condition.owner.id, actor.id)) return refused('own-condition', { id: condition.id });
      const no = lacksRole(state, situation, [
        'verifier',
        'owner',
        'change-manager',
        'chair',
        'quality',
        'technical-expert',
        'project-manager',
        'customer',
      ]);
      if (no) return no;
      return happens({
        type: 'condition-met',
        id: condition.id,
        by: actor,
        ...(command.evidence ? { evidence: command.evidence } : {}),
      });
    }
    case 'defer': {
      if (!command.until && !command.trigger) return outside(state, ['in-review']) ?? refused('until-or-trigger', {});
      const { reason, until, trigger } = command;
      return act(
        state,
        { act: 'defer', reason, ...(until ? { until } : {}), ...(trigger ? { trigger } : {}) },
        situation,
      );
    }
    case 'take-up':
      return act(state, { act: 'take-up', reason: command.reason }, situation);
    case 'cancel':
      return act(state, { act: 'cancel', reason: command.reason }, situation);
    case 'lower-class': {
      const standing = state.class ?? 'minor';
      if (CLASSES.indexOf(command.class) >= CLASSES.indexOf(standing)) return refused('not-lower', { class: standing });
      return act(state, { act: 'lower-class', reason: command.reason, class: command.class }, situation);
    }
    case 'second':
      return second(state, situation);
    case 'hold':
      return (
        lacksRole(state, situation, ['owner', 'change-manager', 'project-manager', 'chair', 'customer']) ??
        happens({ type: 'held', reason: command.reason, by: actor })
      );
    case 'release': {
      if (!state.held) return refused('not-on-hold', {});
      const own = samePerson(authority, state.held.by.id, actor.id);
      if (own) return happens({ type: 'released', by: actor });
      return lacksRole(state, situation, ['chair', 'change-manager']) ?? happens({ type: 'released', by: actor });
    }
    case 'ratify':
      return ratify(state, command, situation);
  }
}

/** The votes that a return to assessment ends (T7). */
function returned(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  return state.votes
    .filter((one) => one.round === state.round && !one.voided && !one.replaced)
    .map((one) => ({
      type: 'vote-voided',
      voter: one.voter,
      seat: one.seat,
      cause: { kind: 'returned', by: situation.actor },
    }));
}

function vote(state: ChangeState, command: Of<'vote'>, situation: Situation): Decision {
  const { actor, authority, items, now, policy } = situation;
  const no = outside(state, voting(state));
  if (no) return no;
  if (state.seats.length === 0) return refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  const seat = chooseSeat(state, command, situation);
  if (typeof seat !== 'string') return seat;
  if (command.verdict === 'reject' && !command.reason) return refused('reason-needed', { command: 'reject' });
  if (state.stage !== 'in-review' && !state.emergency) {
    // After the decision a seat is open again only where its vote stopped counting (4.3).
    const own = itemsApartFromOwn(state, items);
    const standing = tally(ballotOf(state), authority, own).seats.filter((one) => one.seat === seat);
    if (standing.every((one) => one.filledBy))
      return refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  }
  return happens({
    type: 'voted',
    vote: {
      voter: actor,
      seat,
      verdict: command.verdict,
      ...(command.reason ? { reason: command.reason } : {}),
      at: now,
      authenticated: command.authenticated,
      digest: contentDigest(state.content),
      facets: facetDigests(state.content),
      policy: policy.version,
      round: state.round,
    },
  });
}

/** The seat that is meant: the one named, or the only one that the person can fill. */
function chooseSeat(state: ChangeState, command: Of<'vote'>, situation: Situation): SeatRole | Decision {
  const { actor, authority, items } = situation;
  const authorship = authorshipOf(state);
  const required = [...new Set(state.seats)];
  const open = required.filter((seat) => !ineligible(authority, authorship, seat, actor.id));
  if (command.seat) {
    if (!required.includes(command.seat)) return refused('not-a-seat-here', { seat: command.seat, seats: required });
    const why = ineligible(authority, authorship, command.seat, actor.id);
    if (why) return refused(WHY[why], { seat: command.seat, open });
    return command.seat;
  }
  if (open.length === 0) {
    const reasons = required
      .map((seat) => ineligible(authority, authorship, seat, actor.id))
      .filter((why) => why !== undefined);
    // The most telling reason: holding a role and being barred says more than not holding another.
    const why = reasons.find((one) => one !== 'no-role') ?? 'no-role';
    return refused(WHY[why], { seat: required, open });
  }
  const [only, ...more] = open;
  if (only && more.length === 0) return only;
  // Whoever could fill several is asked to say which, unless all but one are already filled by others.
  const filled = tally(ballotOf(state), authority, items).seats;
  const free = open.filter((seat) => filled.some((one) => one.seat === seat && !one.filledBy));
  const own = state.votes.filter(
    (one) =>
      one.round === state.round &&
      !one.replaced &&
      samePerson(authority, one.voter.id, actor.id) &&
      open.includes(one.seat),
  );
  const voted = own.length === 1 ? own[0]?.seat : undefined;
  const [single, ...others] = free;
  if (voted) return voted;
  if (single && others.length === 0) return single;
  return refused('ambiguous-seat', { seats: open });
}

function chairRejects(state: ChangeState, command: Of<'reject'>, situation: Situation): Decision {
  const no = outside(state, ['in-review']) ?? lacksRole(state, situation, ['chair']);
  if (no) return no;
  if (!command.reason) return refused('reason-needed', { command: 'reject' });
  const light = situation.policy.profile === 'light';
  if (!light && tally(ballotOf(state), situation.authority, situation.items).rejections.length === 0)
    return refused('no-rejection-yet', {});
  const { code, reason, wouldChange } = command;
  return happens(
    { type: 'rejected', code, text: reason, by: situation.actor, ...(wouldChange ? { wouldChange } : {}) },
    move('T9', state, 'rejected', reason),
  );
}

/** `/confirm` means what the person can confirm now: that the request is understood, that the plan is agreed, or that the result is accepted. */
function confirm(state: ChangeState, command: Of<'confirm'>, situation: Situation): Decision {
  const { actor, authority, policy } = situation;
  const events: ChangeEvent[] = [];
  const customer = ineligible(authority, authorshipOf(state), 'customer', actor.id) === undefined;
  const early: readonly Stage[] = ['draft', 'submitted', 'assessing', 'in-review'];
  if (isRequester(state, situation) && early.includes(state.stage)) {
    events.push({ type: 'understood', by: actor, digest: contentDigest(state.content) });
  }
  if (customer && state.stage === 'in-review') {
    events.push({ type: 'plan-confirmed', by: actor, digest: confirmationDigest(state.content) });
    // In light the customer's confirmation of the final digest is the customer's vote (3.3).
    if (policy.profile === 'light' && state.seats.includes('customer')) {
      const decision = vote(
        state,
        { type: 'vote', verdict: 'approve', seat: 'customer', authenticated: command.authenticated },
        situation,
      );
      if ('refusal' in decision) return decision;
      events.push(...decision.events);
    }
  }
  if (customer && state.stage === 'verifying') events.push({ type: 'accepted', by: actor });
  if (events.length > 0) return happens(...events);
  return refused('nothing-to-confirm', { stage: state.stage });
}

const ACT_STAGES: Record<BoardAct['act'], readonly Stage[]> = {
  defer: ['in-review'],
  'take-up': ['deferred'],
  cancel: DECIDED,
  'close-partly': ['verifying'],
  'close-rolled-back': ['verifying'],
  'lower-class': ['assessing', 'in-review'],
};

/** The board acts by its chair with a second seat holder; in light by the lead (`domain.md 3.4`). */
export function act(state: ChangeState, proposal: BoardAct, situation: Situation): Decision {
  const no = outside(state, ACT_STAGES[proposal.act]) ?? lacksRole(state, situation, ['chair']);
  if (no) return no;
  if (!proposal.reason) return refused('reason-needed', { command: proposal.act });
  if (situation.policy.profile === 'light') return happens(...carriedOut(state, proposal, situation));
  return happens({ type: 'act-proposed', act: proposal, by: situation.actor });
}

function second(state: ChangeState, situation: Situation): Decision {
  const { pendingAct } = state;
  if (!pendingAct) return refused('nothing-to-second', {});
  if (samePerson(situation.authority, pendingAct.by.id, situation.actor.id)) return refused('second-yourself', {});
  const no = outside(state, ACT_STAGES[pendingAct.act.act]);
  if (no) return no;
  const seats =
    state.seats.length > 0 ? state.seats : seatsFor(situation.policy, 'minor', state.content.request.origin);
  const eligible = seats.some(
    (seat) => !ineligible(situation.authority, authorshipOf(state), seat, situation.actor.id),
  );
  if (!eligible) return refused('needs-role', { roles: SEAT_ROLES.filter((role) => seats.includes(role)) });
  return happens(...carriedOut(state, pendingAct.act, situation));
}

function carriedOut(state: ChangeState, done: BoardAct, situation: Situation): readonly ChangeEvent[] {
  const { actor, now, policy } = situation;
  const seconded: ChangeEvent = { type: 'act-seconded', act: done, by: actor };
  switch (done.act) {
    case 'defer':
      return [seconded, move('T10', state, 'deferred', done.reason)];
    case 'take-up':
      return [seconded, ...takenUp(state, now)];
    case 'cancel':
      return [
        seconded,
        { type: 'closed', reason: 'cancelled', text: done.reason, by: actor },
        move('T18', state, 'closed', done.reason),
      ];
    case 'close-partly':
      return [
        seconded,
        { type: 'closed', reason: 'partly-implemented', text: done.reason, by: actor },
        move('T16', state, 'closed', done.reason),
      ];
    case 'close-rolled-back':
      return [
        seconded,
        { type: 'closed', reason: 'rolled-back', text: done.reason, by: actor },
        move('T16', state, 'closed', done.reason),
      ];
    case 'lower-class': {
      const found = done.class ?? 'minor';
      const seats = [...seatsFor(policy, found, state.content.request.origin)];
      return [
        seconded,
        // A class that was lowered asks for fresh votes: those that stand were given on another (4.3).
        ...state.votes
          .filter((one) => one.round === state.round && !one.voided && !one.replaced)
          .map(
            (one): ChangeEvent => ({
              type: 'vote-voided',
              voter: one.voter,
              seat: one.seat,
              cause: { kind: 'class-lowered', by: actor },
            }),
          ),
        { type: 'classified', class: found, seats, policy: policy.version, by: actor, reason: done.reason },
      ];
    }
  }
}

/** T11, for the board and for the timer alike: an assessment that is too old is void. */
export function takenUp(state: ChangeState, now: string): readonly ChangeEvent[] {
  const age = (Date.parse(now) - Date.parse(state.stageSince)) / 86_400_000;
  return [move('T11', state, 'submitted', age > ASSESSMENT_VALID_DAYS ? ASSESSMENT_VOID : undefined)];
}

function ratify(state: ChangeState, command: Of<'ratify'>, situation: Situation): Decision {
  const { authority, items } = situation;
  if (!state.emergency) return refused('no-emergency', {});
  if (state.emergency.ratified) return refused('already-ratified', { outcome: state.emergency.ratified.outcome });
  const no = outside(state, ['implementing', 'verifying']) ?? lacksRole(state, situation, ['chair']);
  if (no) return no;
  if (samePerson(authority, state.emergency.by.id, situation.actor.id)) return refused('own-emergency', {});
  if (!command.reason) return refused('reason-needed', { command: 'ratify' });
  const { outcome, reason } = command;
  const ratified: ChangeEvent = { type: 'ratified', outcome, reason, by: situation.actor };
  if (outcome === 'not-ratified') return happens(ratified);
  const count = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  if (!count.passed || state.revision === 0) {
    const waiting = count.seats.filter((seat) => !seat.filledBy).map((seat) => seat.seat);
    return refused('votes-missing', { seats: state.revision === 0 ? state.seats : waiting });
  }
  return happens(ratified, {
    type: 'approved',
    digest: contentDigest(state.content),
    facets: facetDigests(state.content),
    conditions: state.content.conditions.map((one) => one.id),
  });
}
