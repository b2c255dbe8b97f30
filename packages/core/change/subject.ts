/** What a command speaks of: a hold, a concern, an act that waits. Whoever names what is not there is told so before their stage and role are asked. */
import { signers } from '../approval/attested.ts';
import { dayIn } from '../calendar/date.ts';
import { CLASSES } from '../impact/class.ts';
import { isInfeasible } from '../impact/dimension.ts';
import { mayBeSame } from '../policy/authority.ts';
import { type About, ACTS, type CommandType, type Speaking } from './acts.ts';
import { isSigned, nothingToSign } from './attest.ts';
import { isNamed, isProposer } from './authorised.ts';
import { absencesOf } from './away.ts';
import { workMeant } from './claim.ts';
import { whyNotRatified } from './closing.ts';
import type { Command } from './command.ts';
import { openConcerns } from './concern.ts';
import { isConfirmable } from './confirm.ts';
import { authorshipOf, type Decision, outside, refused } from './decision.ts';
import type { BoardAct } from './event.ts';
import { unshown } from './filed.ts';
import { NO_ACT } from './pending.ts';
import { openProposals } from './proposal.ts';
import { standingClass } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { Stage } from './stage.ts';
import type { ChangeState } from './state.ts';
import { isOther, standingVotes } from './vote.ts';

/** Why a command has nothing to speak of; `undefined` when it has. */
export function whyNoSubject(state: ChangeState, command: Command, situation: Situation): Decision | undefined {
  switch (command.type) {
    case 'confirm':
      return isOther(state, command.saw) ? refused('edited-meanwhile') : undefined;
    case 'resolve': {
      const open = openConcerns(state, command.spoken);
      if (open.some((one) => isNamed(one, command.concern))) return undefined;
      return refused('no-such-concern', { id: command.concern, open: open.map((one) => one.id) });
    }
    case 'meet-condition':
      return whyNoCondition(state, command.condition, situation);
    case 'accept':
      return workMeant(state, command)
        ? undefined
        : refused('no-such-work', { work: command.work, known: state.work.map(({ label }) => label) });
    case 'back':
      return absencesOf(situation).length > 0 ? undefined : refused('not-away');
    case 'release':
      return state.held ? undefined : refused('not-on-hold');
    case 'second':
      return whyNoAct(state, command.saw, situation);
    case 'lower-class': {
      const standing = standingClass(state) ?? 'minor';
      const isLower = CLASSES.indexOf(command.class) < CLASSES.indexOf(standing);
      return isLower ? undefined : refused('not-lower', { class: standing });
    }
    case 'defer':
      return isIn(state, ACTS.defer.stages) ? whyNotUntil(command, situation) : undefined;
    case 'close':
      return isIn(state, ACTS.close.stages) ? whyNotRatified(state) : undefined;
    case 'ratify':
      if (!state.emergency) return refused('no-emergency');
      return state.emergency.ratified ? refused('already-ratified') : undefined;
    case 'attest':
      return isThere('signature', state, situation) ? undefined : nothingToSign(state);
    // Their deciders say what is missing, or take it all the same: a second hold, more evidence.
    case 'raise-class':
    case 'vote':
    case 'retract':
    case 'evidence':
    case 'take-over':
    case 'turn-down':
    case 'migrate':
    case 'reject':
    case 'drop':
    case 'hold':
      return undefined;
    default:
      return ofNothing(command.type);
  }
}

/** Takes only commands whose rows name nothing (`about`): any other has its case above. */
const ofNothing = (_: Exclude<CommandType, Speaking>): undefined => undefined;

const isIn = ({ stage }: ChangeState, stages: readonly Stage[]): boolean => stages.includes(stage);

type Deferral = Extract<Command, { type: 'defer' }>;

/** Until a day to come, by the project's own calendar, or until something happens (T10). */
function whyNotUntil({ until, trigger }: Deferral, situation: Situation): Decision | undefined {
  if (!until) return trigger ? undefined : refused('until-or-trigger');
  return whyPast(until, situation);
}

/** A day that began already would bring it back at once; one that was to come when it was proposed may have begun since. */
function whyPast(until: string | undefined, { now, policy }: Situation): Decision | undefined {
  if (!until) return undefined;
  return until > dayIn(now, policy.timeZone) ? undefined : refused('past-date', { until });
}

function whyNoCondition(state: ChangeState, named: string, { authority, actor }: Situation): Decision | undefined {
  const { conditions } = state.content;
  const condition = conditions.find((one) => isNamed(one, named));
  if (!condition) return refused('no-such-condition', { id: named, known: conditions.map((one) => one.id) });
  if (isMet(state, condition)) return refused('already-met', { id: condition.id });
  return mayBeSame(authority, condition.owner.id, actor.id)
    ? refused('own-condition', { id: condition.id })
    : undefined;
}

/** @param saw id of the act that whoever seconds had before them: two people's word is one act's only if it is on the same thing. */
function whyNoAct(state: ChangeState, saw: number | undefined, situation: Situation): Decision | undefined {
  const { pendingAct } = state;
  // Whoever proposed it is told first that there is nothing to second any more.
  const over = pendingAct && outside(state, stagesOfAct(pendingAct.act));
  if (isProposer(state, situation)) return over ?? refused('second-yourself');
  if (saw !== undefined && saw !== (pendingAct?.id ?? NO_ACT)) return refused('other-act');
  if (!pendingAct) return refused('nothing-to-second');
  const { act } = pendingAct;
  return over ?? (act.act === 'defer' ? whyPast(act.until, situation) : undefined);
}

/** An act of the board is proposed and seconded in the stages of the command that proposes it. */
function stagesOfAct({ act }: BoardAct): readonly Stage[] {
  return ACTS[act === 'close-partly' || act === 'close-rolled-back' ? 'close' : act].stages;
}

/** What has to be known of the policy, to tell what there is to speak of and whether anybody may: the one that decides, who holds its roles, and the one that stands now, where it is another. */
export type Known = Pick<Situation, 'policy' | 'authority' | 'current' | 'absences' | 'erasedFiles'>;

/** Whether there is something for a command to speak of, whoever gives it. */
export function isThere(about: About, state: ChangeState, known: Known): boolean {
  const {
    policy: { profile },
    current,
    absences = [],
    erasedFiles,
  } = known;
  switch (about) {
    case 'pending-act':
      return state.pendingAct !== undefined && isIn(state, stagesOfAct(state.pendingAct.act));
    case 'hold':
      return state.held !== undefined;
    // One is enough to stop everything; whoever wants theirs to stand beside it writes so.
    case 'no-hold':
      return state.held === undefined;
    case 'concern':
      return state.concerns.some((one) => !one.resolved);
    case 'confirmation':
      return isConfirmable(state, profile);
    case 'proposal':
      return openProposals(state).length > 0;
    case 'condition':
      return state.content.conditions.some((one) => !isMet(state, one));
    case 'emergency':
      return isUnratified(state);
    case 'step':
      return (state.content.plan?.steps ?? []).some(({ id }) => !state.steps.some((one) => one.step === id));
    case 'criterion':
      return unshown(state, erasedFiles).length > 0;
    case 'rejection':
      if (state.stage === 'assessing') return isInfeasible(state.content.impacts);
      return profile === 'light' || standingVotes(state).some((one) => one.verdict === 'reject');
    case 'standing-vote':
      return standingVotes(state).length > 0;
    case 'absence':
      return absences.length > 0;
    case 'newer-policy':
      return current !== undefined;
    case 'work':
      return state.work.some((one) => !one.merged);
    case 'larger-class':
      return (standingClass(state) ?? 'minor') !== 'minor';
    case 'smaller-class':
      return standingClass(state) !== 'critical';
    case 'signature':
      return isSigned(state) && signers(known.authority, authorshipOf(state)).length > 0;
    case 'open-seat':
      if (state.stage === 'in-review' || state.emergency) return true;
      return state.votes.some((one) => one.round === state.round && one.voided && !one.replaced);
  }
}

/** An emergency that waits for its ratification (`rules.md 4.8`). */
export function isUnratified({ emergency }: Pick<ChangeState, 'emergency'>): boolean {
  return emergency !== undefined && emergency.ratified === undefined;
}

const isMet = ({ conditionsMet }: ChangeState, { id }: { readonly id: string }): boolean =>
  conditionsMet.some((one) => one.id === id);
