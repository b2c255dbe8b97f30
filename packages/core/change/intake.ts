/** From the first wish to an accepted request: opening, writing, submitting, triage, questions, and the ways out before a decision (T1–T5, T17, T19, T20, T22). */
import { changedFacets, type Facet, facetDigests } from '../approval/facet.ts';
import { isBaseline } from '../baseline/manifest.ts';
import { textless, withPassages } from '../content/passage.ts';
import type { Person } from '../content/person.ts';
import { isUnwritten, type RequestContent } from '../content/request.ts';
import { governedValue, type Impacts, type ImpactValue } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import { samePerson } from '../policy/authority.ts';
import { isProgram } from '../policy/program.ts';
import { ASSESSING } from './acts.ts';
import type { AssessedInput, Command } from './command.ts';
import { type Decision, happens, isRequester, lacksRole, move, refused, rolesActingAs } from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { AUTHORED } from './evolve.ts';
import { boardFor, missingInRequest, withBases } from './requirement.ts';
import type { Situation } from './situation.ts';
import { FINAL, isOpen } from './stage.ts';
import type { ChangeState } from './state.ts';
import { unrecordableEdit } from './unrecordable.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
type Intake = Of<
  | 'write'
  | 'submit'
  | 'triage'
  | 'owner'
  | 'need-info'
  | 'withdraw'
  | 'duplicate'
  | 'decline'
  | 'supersede'
  | 'emergency'
  | 'reopen'
>;

export function open(command: Of<'open'>, situation: Situation): Decision {
  const { requester, onBehalfOf, madeFor, label, address, request, reopens } = command;
  const program = command.program || isListed(requester, situation);
  const events: ChangeEvent[] = [
    {
      type: 'opened',
      requester,
      ...(onBehalfOf ? { onBehalfOf } : {}),
      label,
      address,
      changeType: command.emergency ? 'emergency' : 'normal',
      ...(reopens ? { reopens } : {}),
      ...(program ? { program: true as const } : {}),
      ...(command.afterLoss ? { afterLoss: command.afterLoss } : {}),
    },
    { type: 'moved', rule: 'T1', from: 'none', to: 'draft' },
    {
      type: 'request-written',
      request: withPassages(withBases(request, situation.items, false)),
      by: requester,
      changed: [],
    },
    ...(madeFor && madeFor.id !== requester.id
      ? [{ type: 'represented' as const, person: madeFor, by: requester }]
      : []),
  ];
  return happens(...events, ...recorded({}, command.impacts ?? [], requester, situation));
}

/** A tracker tells programs of its own kind; what people's accounts are programs, the policies say. */
function isListed(person: Person, { policy, current, authority }: Situation): boolean {
  return isProgram(authority, [policy, ...(current ? [current] : [])], person);
}

/** The events that record impacts; an input equal to what stands is no event. Evidence that comes later leaves the estimate whose it was. */
export function recorded(
  before: Impacts,
  inputs: readonly AssessedInput[],
  by: Person,
  situation: Situation,
): readonly ChangeEvent[] {
  const events: ChangeEvent[] = [];
  let impacts = before;
  for (const input of inputs) {
    const { dimension, value, confidence, evidence } = input;
    const standing = impacts[dimension];
    const isKnown = standing && standing.confidence === confidence && isSame(standing.value, value);
    if (isKnown && (evidence === undefined || evidence === (standing.evidence ?? ''))) continue;
    const { evidence: _, ...estimate } = isKnown
      ? standing
      : { value, confidence, assessor: by, at: situation.now, evidence };
    impacts = { ...impacts, [dimension]: { ...estimate, ...(evidence ? { evidence } : {}) } };
    events.push({ type: 'assessed', dimension, impacts, by });
  }
  return events;
}

/** Whoever sees to something may be called otherwise by now. */
function isSame(one: ImpactValue, other: ImpactValue): boolean {
  return digestOf(governedValue(one)) === digestOf(governedValue(other));
}

export function decideIntake(state: ChangeState, command: Intake, situation: Situation): Decision {
  const { actor, policy } = situation;
  switch (command.type) {
    case 'write':
      return write(state, command, situation);
    case 'submit':
      return state.stage === 'rejected' ? takeUpRejected(state) : submission(state, situation);
    case 'reopen':
      // Only a rejected request goes back to its requester; a closed one stays closed and a new request points to it.
      return takeUpRejected(state);
    case 'triage': {
      const owner = command.owner ?? state.owner ?? defaultOwner(situation);
      if (!owner) return refused('no-owner');
      const changeType = command.changeType ?? state.content.type;
      return happens({ type: 'triaged', changeType, owner, by: actor }, move('T3', state, 'assessing'));
    }
    case 'owner':
      return handedOver(state, command, situation);
    case 'need-info':
      return happens(
        { type: 'asked', question: command.question, of: command.of, by: actor },
        move('T4', state, 'draft', command.question),
      );
    case 'withdraw':
      if (!command.reason) return refused('reason-needed', { command: 'withdraw' });
      return happens(
        { type: 'withdrawn', reason: command.reason, by: actor },
        move('T17', state, 'withdrawn', command.reason),
      );
    case 'decline':
      if (!command.reason) return refused('reason-needed', { command: 'decline' });
      return happens(
        { type: 'rejected', code: 'declined-at-triage', text: command.reason, by: actor },
        move('T5', state, 'rejected', command.reason),
      );
    case 'duplicate':
      if (command.of === state.label) return refused('bad-successor', { target: command.of });
      return happens(
        { type: 'closed', reason: 'duplicate', target: command.of, by: actor },
        move('T5', state, 'closed', command.of),
      );
    case 'supersede': {
      if (command.successor === state.label) return refused('bad-successor', { target: command.successor });
      if (!command.reason) return refused('reason-needed', { command: 'supersede' });
      const { successor: target, dropped = [] } = command;
      const successor = situation.named;
      if (successor === undefined || successor === 'unknown' || !isOpen(successor.stage))
        return refused('unknown-successor', { target });
      const items = uncovered(state, successor, dropped);
      if (items.length > 0) return refused('items-uncovered', { target, items });
      const letGo = dropped.length > 0 ? { dropped: [...dropped] } : {};
      return happens(
        { type: 'closed', reason: 'superseded', target, text: command.reason, ...letGo, by: actor },
        move('T19', state, 'closed', command.successor),
      );
    }
    case 'emergency': {
      if (!command.reason) return refused('reason-needed', { command: 'emergency' });
      const reviewDue = situation.workingDaysLater(situation.now, policy.emergencyReviewDays);
      const ends = situation.workingDaysLater(reviewDue, policy.emergencyReviewDays);
      const owner = state.owner ?? defaultOwner(situation) ?? actor;
      const { reason, incident } = command;
      const { overdueReviews = [] } = situation;
      const found = state.class ?? 'minor';
      const before = overdueReviews.length > 0 ? { overdue: [...overdueReviews] } : {};
      return happens(
        { type: 'triaged', changeType: 'emergency', owner, by: actor },
        { type: 'emergency-opened', reason, incident, by: actor, reviewDue, ends, ...before },
        {
          type: 'classified',
          class: found,
          seats: [...boardFor({ content: state.content, emergency: before }, policy, found)],
          policy: policy.version,
        },
        move('T20', state, 'implementing', incident),
      );
    }
  }
}

/** Whoever implemented stays an implementer, and what others own of it stays theirs: only who answers for it changes (`rules.md 2.4`). */
function handedOver(state: ChangeState, { owner, reason }: Of<'owner'>, { actor, authority }: Situation): Decision {
  const { owner: from } = state;
  if (from && samePerson(authority, from.id, owner.id)) return refused('already-owner', { owner: from.name });
  return happens({
    type: 'owner-changed',
    ...(from ? { from } : {}),
    to: owner,
    ...(reason ? { reason } : {}),
    by: actor,
  });
}

/** Labels of the items that nobody would take further: neither the successor touches them, nor are they let go by name (T19). */
function uncovered(state: ChangeState, successor: ChangeState, dropped: readonly string[]): readonly string[] {
  const taken = successor.content.request.items;
  return state.content.request.items
    .filter(({ id, label }) => {
      const covered = taken.some((one) => (isUnwritten({ id }) ? one.action === 'add' : one.id === id));
      return !covered && !dropped.includes(label);
    })
    .map(({ label }) => label);
}

/** The first project manager or lead: a person to begin with, whom triage may replace. */
export function defaultOwner(situation: Situation): Person | undefined {
  for (const role of [...rolesActingAs(situation.policy, 'owner'), 'project-manager', 'lead'] as const) {
    const person = situation.authority.roles[role]?.people[0];
    if (person) return person;
  }
  return undefined;
}

function write(state: ChangeState, command: Of<'write'>, situation: Situation): Decision {
  const { actor } = situation;
  const { wrote } = command;
  const over = FINAL.includes(state.stage);
  const byProgram = command.program || isListed(actor, situation);
  const writer: Writer = { by: actor, ...(byProgram ? { program: true } : {}) };
  if (command.late && !over) return happens(...credited(state, wrote ?? [], writer));
  const known = new Map(state.content.request.items.map((item) => [item.id, item.base]));
  const request: RequestContent = {
    ...command.request,
    items: command.request.items.map((item) => {
      const base = known.get(item.id);
      return base === undefined ? item : { ...item, base };
    }),
  };
  const based = withPassages(withBases(request, situation.items, false), state.content.request);
  const differs = changedFacets(facetDigests(state.content), facetDigests({ ...state.content, request: based }));
  // What was decided and done stands; that people read something else there from now on must not go unsaid (T16).
  if (over)
    return differs.length > 0
      ? happens({ type: 'irregularity', kind: 'edited-when-over', detail: '', by: actor })
      : refused('already-final', { stage: state.stage });
  // Of several edits one may be told of by the text as all of them left it: whoever wrote the rest is told of apart.
  const changed: readonly Facet[] = wrote ?? differs;
  // Fields that are not governed (urgency, source) are worth recording too.
  const same = digestOf(based) === digestOf(state.content.request);
  const written: readonly ChangeEvent[] = same
    ? credited(state, wrote ?? [], writer)
    : [{ type: 'request-written', request: based, changed: [...changed], ...writer }];
  const answers = (command.impacts ?? []).filter((one) => mayAnswer(state, one, situation));
  const impacts = recorded(state.content.impacts, answers, actor, situation);
  const answered: ChangeEvent[] =
    state.question && isRequester(state, situation) && written.length > 0 ? [{ type: 'answered', by: actor }] : [];
  // What stands in the tracker is on record again, though it be the old text.
  const edit = unrecordableEdit(state);
  const again: ChangeEvent[] = edit
    ? [{ type: 'irregularity', kind: 'edit-recorded', detail: edit.detail, by: actor }]
    : [];
  return happens(...written, ...again, ...impacts, ...answered);
}

/** What somebody whose errand it is has assessed is not answered away in the form: the class, and so the board, would follow (`rules.md 3.1`). */
function mayAnswer(state: ChangeState, { dimension }: AssessedInput, situation: Situation): boolean {
  const { actor, authority, policy } = situation;
  const standing = state.content.impacts[dimension];
  if (!standing || policy.profile === 'light' || samePerson(authority, standing.assessor.id, actor.id)) return true;
  return lacksRole(state, situation, ASSESSING) === undefined;
}

/** Whose hand an edit is. */
type Writer = Pick<Extract<ChangeEvent, { type: 'request-written' }>, 'by' | 'program'>;

/** An edit whose text is on record, or was overtaken, before it was told of: its writer is an author all the same (`rules.md 4.4`). */
function credited(state: ChangeState, wrote: readonly Facet[], writer: Writer): readonly ChangeEvent[] {
  const isKnown = (writer.program ? (state.programs ?? []) : state.authors).some(({ id }) => id === writer.by.id);
  if (isKnown || state.submittedAt === undefined || !wrote.some((facet) => AUTHORED.has(facet))) return [];
  return [{ type: 'request-written', request: state.content.request, changed: [...wrote], ...writer }];
}

/** T2 with its guards, for the person who submits and for the light profile's engine alike. */
export function submission(state: ChangeState, situation: Situation): Decision {
  const missing = missingInRequest(state.content.request, situation.policy.profile);
  const fields = missing.filter((field) => field !== 'items');
  if (fields.length > 0) return refused('missing-fields', { fields });
  if (missing.length > 0) return refused('no-affected-item');
  const silent = textless(state.content.request);
  if (silent.length > 0) return refused('items-without-text', { items: silent.map((item) => item.label) });
  const unreadable = state.content.request.items.filter((item) => {
    const current = situation.items.get(item.id);
    return !isUnwritten(item) && (current === undefined || current === 'unreadable' || current === 'deleted');
  });
  if (unreadable.some(isBaseline)) return refused('nothing-to-baseline');
  if (unreadable.length > 0) return refused('unreadable-items', { items: unreadable.map((item) => item.label) });
  const based = withBases(state.content.request, situation.items, true);
  const rebased: ChangeEvent[] = based.items.some(
    (item, index) => digestOf(item.base ?? null) !== digestOf(state.content.request.items[index]?.base ?? null),
  )
    ? [{ type: 'rebased', items: [...based.items], by: situation.actor }]
    : [];
  const answered: ChangeEvent[] = state.question ? [{ type: 'answered', by: situation.actor }] : [];
  return happens(...answered, ...rebased, move('T2', state, 'submitted'));
}

/** T22: what was rejected comes back only as something else. */
export function takeUpRejected(state: ChangeState): Decision {
  const { rejection } = state;
  const changed = rejection ? changedFacets(rejection.facets, facetDigests(state.content)) : [];
  if (changed.length === 0) return refused('unchanged-since-rejection', { would: rejection?.wouldChange ?? '' });
  return happens(move('T22', state, 'draft'));
}
