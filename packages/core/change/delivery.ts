/** From approval to closing: start, linked work, steps, evidence, actuals, verification (T12, T14–T16). */
import { changedFacets, facetDigests } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import type { SeatRole } from '../policy/role.ts';
import { act } from './boardact.ts';
import { accept } from './claim.ts';
import { notAsRecorded, whyNotClosed, whyNotEnded, whyStopped } from './closing.ts';
import type { Command } from './command.ts';
import { ballotOf, type Decision, happens, move, refused } from './decision.ts';
import { isBefore } from './earlier.ts';
import { openConditions } from './flags.ts';
import { isAnothers } from './origin.ts';
import { itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState, LinkedWork } from './state.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
type Delivery = Of<
  | 'start'
  | 'link-work'
  | 'unlink-work'
  | 'work-merged'
  | 'work-pushed'
  | 'accept'
  | 'done'
  | 'drop'
  | 'evidence'
  | 'actuals'
  | 'verify'
  | 'close'
>;

/** Whether a push by others says anything that is not on record. */
function isPushNews(known: LinkedWork, { others, at }: Of<'work-pushed'>): boolean {
  if (others !== undefined) return others > (known.others ?? 0);
  return !known.pushedByOthers || known.accepted !== undefined || isBefore(known.pushedAt, at);
}

export function decideDelivery(state: ChangeState, command: Delivery, situation: Situation): Decision {
  const { actor } = situation;
  switch (command.type) {
    case 'start':
      return whyNotStart(state, situation) ?? happens(move('T12', state, 'implementing'));
    case 'link-work': {
      const known = state.work.find((one) => one.id === command.work);
      const { work, label, origin = 'own', pushedByOthers, others, namedByOthers, at, head, node } = command;
      const isNew = !known || isAnothers(known, actor);
      const isSame = !isNew && known.label === label && known.origin === origin && (!node || node === known.node);
      if (isSame && (head === undefined || head === known.head)) return happens();
      return happens({
        ...{ type: 'work-linked', work, label, by: actor, origin },
        ...(pushedByOthers && isNew ? { pushedByOthers } : {}),
        ...(others === undefined || !isNew ? {} : { others }),
        ...(namedByOthers && isNew ? { namedByOthers } : {}),
        ...(at === undefined || !isNew ? {} : { since: at }),
        ...(head ? { head } : {}),
        ...(node ? { node } : {}),
      });
    }
    case 'unlink-work':
      return state.work.some((one) => one.id === command.work)
        ? happens({ type: 'work-unlinked', work: command.work, by: actor })
        : happens();
    case 'work-merged': {
      const { work, gate } = command;
      const known = state.work.find((one) => one.id === work);
      const label = known?.label ?? command.label;
      return label !== undefined && !known?.merged
        ? happens({ type: 'work-merged', work, label, gate, by: actor })
        : happens();
    }
    case 'accept':
      return accept(state, command, situation);
    case 'work-pushed': {
      const known = state.work.find((one) => one.id === command.work);
      if (!known || known.merged || !isPushNews(known, command)) return happens();
      const { others, at } = command;
      return happens({
        ...{ type: 'work-pushed', work: known.id, label: known.label, by: actor },
        ...(others === undefined ? {} : { others }),
        ...(at === undefined ? {} : { pushedAt: at }),
      });
    }
    case 'done':
      return command.step ? stepDone(state, command.step, situation) : finished(state);
    case 'drop': {
      const no = unsettledStep(state, command.step);
      if (no) return no;
      const { step, reason, movedTo } = command;
      if (!reason) return refused('reason-needed', { command: 'drop' });
      return happens({ type: 'step-dropped', step, reason, by: actor, ...(movedTo ? { movedTo } : {}) });
    }
    case 'evidence': {
      const criteria = state.content.plan?.acceptance ?? [];
      const criterion = criterionNamed(criteria, command.criterion);
      if (!criterion) return refused('no-such-criterion', { criterion: command.criterion, known: criteria });
      const { evidence, file } = command;
      return happens({ type: 'evidence-recorded', criterion, evidence, by: actor, ...(file ? { file } : {}) });
    }
    case 'actuals':
      return happens({ type: 'actuals-recorded', days: command.days, cost: command.cost, by: actor });
    case 'verify':
      // A pass is said by closing, which asks for everything that a pass has to show (T16).
      if (command.passed) return close(state, { type: 'close', reason: 'implemented' }, situation);
      if (!command.reason) return refused('reason-needed', { command: 'verify' });
      return happens(
        { type: 'verification-failed', reason: command.reason, by: actor },
        move('T15', state, 'implementing', command.reason),
      );
    case 'close':
      return close(state, command, situation);
  }
}

/** Why the work may not start, apart from who asks (T12); `undefined` when it may. */
export function whyNotStart(state: ChangeState, situation: Situation): Decision | undefined {
  const { policy, now } = situation;
  const { approval } = state;
  if (!approval) return refused('not-approved', { stage: state.stage });
  if (changedFacets(approval.facets, facetDigests(state.content)).length > 0) return refused('content-not-approved');
  const lost = votesLost(state, situation);
  if (lost.length > 0) return refused('votes-lost', { seats: lost });
  const blocking = openConditions(state, 'start');
  if (blocking.length > 0) return refused('condition-blocks', { conditions: blocking.map((one) => one.id) });
  const stopped = whyStopped(state);
  if (stopped) return stopped;
  const freeze = policy.freezes.find((one) => one.stages.includes('start') && one.from <= now && now < one.to);
  if (freeze) return refused('freeze-window', { until: freeze.to, reason: freeze.reason });
  return notAsRecorded(situation);
}

/** Seats whose vote counts no more, though nothing was edited: its voter lost the role, or an item changed (`rules.md 4.3`). */
function votesLost(state: ChangeState, { authority, items }: Situation): readonly SeatRole[] {
  const { seats, rejections } = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  return [...seats.filter((one) => !one.filledBy).map((one) => one.seat), ...rejections.map((one) => one.seat)];
}

/** A criterion by its number (from 1) or its text. */
function criterionNamed(criteria: readonly string[], named: string): string | undefined {
  const wanted = named.trim().toLowerCase();
  return criteria[Number(wanted) - 1] ?? criteria.find((one) => one.toLowerCase() === wanted);
}

function unsettledStep(state: ChangeState, id: string): Decision | undefined {
  const steps = state.content.plan?.steps ?? [];
  if (steps.length === 0) return refused('no-plan');
  if (!steps.some((one) => one.id === id))
    return refused('no-such-step', { step: id, known: steps.map((one) => one.id) });
  if (state.steps.some((one) => one.step === id)) return refused('step-already-settled', { step: id });
  return undefined;
}

function stepDone(state: ChangeState, step: string, situation: Situation): Decision {
  return unsettledStep(state, step) ?? happens({ type: 'step-done', step, by: situation.actor });
}

/** T14: every plan item done, dropped or moved. */
function finished(state: ChangeState): Decision {
  const open = (state.content.plan?.steps ?? []).filter((step) => !state.steps.some((one) => one.step === step.id));
  if (open.length > 0) return refused('open-steps', { steps: open.map((one) => one.id) });
  return whyStopped(state) ?? happens(move('T14', state, 'verifying'));
}

/** T16 with all its guards; a partial or rolled-back close is the board's to say (3.4). */
function close(state: ChangeState, command: Of<'close'>, situation: Situation): Decision {
  const { actor } = situation;
  if (command.reason !== 'implemented') {
    const kind = command.reason === 'rolled-back' ? 'close-rolled-back' : 'close-partly';
    return whyNotEnded(state, situation) ?? act(state, { act: kind, reason: command.text ?? '' }, situation);
  }
  const no = whyNotClosed(state, situation);
  if (no) return no;
  return happens(
    { type: 'closed', reason: 'implemented', by: actor, ...(command.text ? { text: command.text } : {}) },
    move('T16', state, 'closed'),
  );
}
