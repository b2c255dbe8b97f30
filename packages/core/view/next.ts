/** What has to happen next, by whom and until when: one sentence for each thing that is missing, the first one first (`rules.md 1`, `2.1`). */

import { isAway, unknownPrograms } from '../approval/eligible.ts';
import { lastAbstention, type Tally, withoutAccounts } from '../approval/tally.ts';
import { ACTS } from '../change/acts.ts';
import { acceptors, unacceptedWork } from '../change/claim.ts';
import { isUnderstood } from '../change/confirm.ts';
import { authorshipOf, rolesActingAs } from '../change/decision.ts';
import { unshown } from '../change/filed.ts';
import { isReviewOverdue, openConditions, overdue } from '../change/flags.ts';
import { holdsOn } from '../change/hold.ts';
import { underCurrent } from '../change/migrate.ts';
import { bindingClass, missingInAlternatives, missingInRequest, planGaps } from '../change/requirement.ts';
import { needsPlanConfirmation } from '../change/settle.ts';
import { DECIDED, isOpen } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import { isThere } from '../change/subject.ts';
import { editInTheWay } from '../change/unrecordable.ts';
import type { Condition } from '../content/governed.ts';
import { textless } from '../content/passage.ts';
import type { Person } from '../content/person.ts';
import type { GateSituation } from '../gate/change.ts';
import { isInfeasible, unknownDimensions } from '../impact/dimension.ts';
import { contactsWaiting, holds, mayBeSame } from '../policy/authority.ts';
import { isContact } from '../policy/contact.ts';
import type { Role, SeatRole } from '../policy/role.ts';
import { actName, dimensionName, fieldName, gapName, itemName, roleName, theRole, theSeats } from './names.ts';
import { and, clip, commas, people, type Sentence, type Value, words } from './sentence.ts';

/** More people than this are not called by name. */
const MOST_CALLED = 5;

interface Ask {
  readonly state: ChangeState;
  readonly situation: GateSituation;
  readonly tally: Tally | undefined;
}

/** Empty only when nothing is left to do or to wait for. */
export function nextSteps(ask: Ask): readonly Sentence[] {
  const { state } = ask;
  // Without a policy nobody may do anything, whatever the stage would ask for (`rules.md 4.4`).
  if (ask.situation.noPolicy && isOpen(state.stage)) return [words('status.next.no-policy')];
  if (state.held && !['closed', 'withdrawn', 'rejected'].includes(state.stage)) {
    return [
      words('status.next.held', {
        people: people(
          holdsOn(state).map(({ by }) => by),
          true,
        ),
        reason: clip(state.held.reason, 200),
      }),
    ];
  }
  const edit = editInTheWay(state);
  if (edit) return [words('status.next.edit-unrecordable', { people: people([edit.by], true) })];
  if (state.emergency && !state.emergency.ratified && state.stage === 'implementing') {
    return [
      words('status.next.ratify', {
        people: owner(ask),
        ...dueBy({ instant: state.emergency.reviewDue }, isReviewOverdue(state, ask.situation.now)),
      }),
      ...late(ask),
      ...unaccepted(ask),
      ...proposed(ask),
      ...missingForReview(ask),
      ...inReview(ask),
    ];
  }
  const migrating = DECIDED.includes(state.stage) ? migrates(ask) : undefined;
  return [
    ...late(ask),
    ...(migrating ? [migrating] : []),
    ...unsponsored(ask),
    ...proposed(ask),
    ...BY_STAGE[state.stage](ask),
  ];
}

/** When something is due; what is over is said so (`status.next.*`, `late`). */
function dueBy(
  at: { readonly date: string } | { readonly day: string } | { readonly instant: string },
  isLate: boolean,
): Record<'due' | 'late', Value> {
  return { due: isLate ? at : { ...at, ahead: true }, late: { choice: isLate ? 'yes' : 'no' } };
}

/** What was to be met or done by a day that is over comes before all else. */
function late(ask: Ask): readonly Sentence[] {
  const { conditions, steps } = overdue(ask.state, ask.situation.now);
  const toMeet = conditions.slice(0, MOST_CONDITIONS).map(({ what }) => toBeMet(ask, what, true));
  const toDo = steps.slice(0, MOST_CONDITIONS).map(({ what: { id, text, owner: by, end = '' } }) => {
    const step = { id, text: clip(text, 200), due: { date: end } };
    // Nothing is done before the work has begun, which is asked for below.
    if (ask.state.stage === 'approved') return words('status.next.late-start', step);
    return words('status.next.late-step', {
      ...step,
      people: by ? people([by], true) : owner(ask),
      command: { code: `/done ${inCode(id)}` },
    });
  });
  const more = conditions.length + steps.length - toMeet.length - toDo.length;
  return [...toMeet, ...toDo, ...(more > 0 ? [words('status.next.more-late', { count: more })] : [])];
}

/** A program wrote in it, and nobody said for whom (`rules.md 4.4`). */
function unsponsored({ state, situation: { authority } }: Ask): readonly Sentence[] {
  const programs = isOpen(state.stage) ? unknownPrograms(authority, authorshipOf(state)) : [];
  return programs.length > 0
    ? [words('status.next.made-for', { people: people([state.requester], true), programs: people(programs) })]
    : [];
}

/** Nobody may fill a seat under both policies: the request goes on under the one of now, or not at all (`rules.md 7.2`). */
function migrates({ state, situation, tally }: Ask): Sentence | undefined {
  const now = underCurrent(situation);
  if (!now || !tally || tally.unfillable.length === 0) return undefined;
  const values = { people: holders({ state, tally, situation: now }, 'change-manager') };
  return words('status.next.migrate', { ...values, seats: and([...new Set(tally.unfillable)].map(roleName)) });
}

/** An act of the board that waits for its second, as whoever seconds it has to know it; where it can be seconded no more, nobody is asked. */
function proposed({ state, situation }: Ask): readonly Sentence[] {
  const { pendingAct } = state;
  if (!pendingAct || !isThere('pending-act', state, situation)) return [];
  const { act, by } = pendingAct;
  return [words('status.next.second', { by: people([by]), act: actName(act), reason: clip(act.reason, 200) })];
}

/** Work that says it implements the request, and of which nobody who may say so has (`rules.md 6.4`). */
function unaccepted({ state, situation }: Ask): readonly Sentence[] {
  const waiting = unacceptedWork(state, situation);
  if (waiting.length === 0) return [];
  const known = acceptors(state, situation);
  const named = known.length > 0 ? people(known.slice(0, MOST_CALLED), true) : roleName('project-manager');
  return [words('status.next.accept-work', { people: named, work: references(waiting.map(({ label }) => label)) })];
}

/** Causes whose hint is answered by the requester's confirmation. */
const ASKS_WHAT_IS_MEANT: readonly string[] = ['customer-business', 'unclear-initial'];

/** The fitting first question for the cause, while there is still something to find out (`rules.md 2.1`). */
export function causeHint(state: ChangeState): Sentence | undefined {
  const { cause } = state.content.request;
  if (!cause || !['draft', 'submitted', 'assessing'].includes(state.stage)) return undefined;
  if (ASKS_WHAT_IS_MEANT.includes(cause.code) && isUnderstood(state)) return undefined;
  return words(`status.cause.${cause.code}`);
}

/** What stands in a code span as it is: a number or a name of the tracker's, without what would end the span. */
const inCode = (name: string): string => name.replaceAll(/[^\w#./-]/g, '');

const BY_STAGE: Record<ChangeState['stage'], (ask: Ask) => readonly Sentence[]> = {
  draft: ({ state, situation }) => {
    const requester = people([state.requester], true);
    if (state.question)
      return [words('status.next.answer', { people: requester, question: clip(state.question.text, 300) })];
    const missing = missingInRequest(state.content.request, situation.policy.profile);
    if (missing.length > 0)
      return [words('status.next.fill', { people: requester, fields: and(missing.map(fieldName)) })];
    const silent = textless(state.content.request);
    if (silent.length > 0)
      return [
        words('status.next.fill-items', { people: requester, items: and(silent.map((one) => itemName(one.label))) }),
      ];
    return [words('status.next.submit', { people: requester })];
  },
  submitted: (ask) => [
    words(ask.situation.policy.triage === 'auto' && !ask.state.owner ? 'status.next.owner' : 'status.next.triage', {
      people: holders(ask, 'change-manager'),
    }),
  ],
  assessing: (ask) => {
    const missing = missingForReview(ask);
    return missing.length > 0 ? missing : [words('status.next.review', { people: owner(ask) })];
  },
  'in-review': (ask) => inReview(ask),
  approved: (ask) => {
    const { state, situation } = ask;
    const conditions = conditionsBefore(ask, 'start');
    if (conditions.length > 0) return conditions;
    const freeze = situation.policy.freezes.find(
      (one) => one.stages.includes('start') && one.from <= situation.now && situation.now < one.to,
    );
    if (freeze) return [words('status.next.freeze', { until: { instant: freeze.to, ahead: true } })];
    return [
      ...unaccepted(ask),
      words('status.next.start', { people: owner(ask), label: { code: inCode(state.label) } }),
    ];
  },
  implementing: (ask) => {
    const steps = ask.state.content.plan?.steps ?? [];
    const open = steps.filter((step) => !ask.state.steps.some((one) => one.step === step.id));
    const before = [...unaccepted(ask), ...conditionsBefore(ask, 'deploy')];
    const [first] = open;
    if (!first) return [...before, words('status.next.done', { people: owner(ask) })];
    const settled = { done: steps.length - open.length, total: steps.length };
    // As it can be typed: without its number a step is not settled.
    return [
      ...before,
      words('status.next.steps', { people: owner(ask), ...settled, command: { code: `/done ${inCode(first.id)}` } }),
    ];
  },
  verifying: (ask) => {
    const { state, situation } = ask;
    const next: Sentence[] = [];
    const criteria = state.content.plan?.acceptance ?? [];
    const bare = unshown(state, situation.erasedFiles);
    if (bare.length > 0)
      next.push(
        words('status.next.evidence', {
          people: owner(ask),
          command: { code: `/evidence ${criteria.indexOf(bare[0] ?? '') + 1} …` },
          criteria: commas(bare.slice(0, 3).map((one) => clip(one, 80))),
        }),
      );
    if (!state.actuals)
      next.push(words('status.next.actuals', { people: owner(ask), command: { code: '/actuals 6d CNY 47,200' } }));
    next.push(...conditionsBefore(ask, 'close'));
    if (situation.policy.acceptance && !state.accepted)
      next.push(words('status.next.accept', { people: holders(ask, 'customer') }));
    if (next.length > 0) return next;
    const free = (person: Person) =>
      !state.implementers.some((one) => mayBeSame(situation.authority, one.id, person.id));
    return [words('status.next.verify', { people: holders(ask, 'verifier', free) })];
  },
  deferred: (ask) => {
    const { deferred } = ask.state;
    const back = deferred?.until ? [words('status.next.deferred-until', { until: { date: deferred.until } })] : [];
    if (back.length > 0 && !deferred?.trigger) return back;
    return [
      ...back,
      words('status.next.deferred-trigger', {
        trigger: clip(deferred?.trigger ?? '', 200),
        people: holders(ask, 'chair'),
      }),
    ];
  },
  rejected: ({ state }) => {
    const would = state.rejection?.wouldChange;
    return [
      words('status.next.rejected', {
        people: people([state.requester]),
        would: clip(would ?? '', 300),
        wouldCount: would ? 1 : 0,
      }),
    ];
  },
  closed: ({ state }) => {
    const { closing } = state;
    const reason = words(`status.closing.${closing?.reason ?? 'implemented'}`);
    return [
      words('status.done.closed', {
        reason,
        target: { reference: closing?.target ?? '' },
        targetCount: closing?.target ? 1 : 0,
      }),
    ];
  },
  withdrawn: () => [words('status.done.withdrawn')],
};

/** Of many conditions so many are told whole. */
const MOST_CONDITIONS = 5;

/** What the board wants to be so first: each with who sees to it and who may confirm it, which is somebody else (`rules.md 4.6`). */
function conditionsBefore(ask: Ask, stage: Condition['blocks']): readonly Sentence[] {
  const isSaid = overdue(ask.state, ask.situation.now).conditions.map(({ what }) => what.id);
  const open = openConditions(ask.state, stage).filter(({ id }) => !isSaid.includes(id));
  const told = open.slice(0, MOST_CONDITIONS).map((one) => toBeMet(ask, one, false));
  const more = open.length - told.length;
  return more > 0 ? [...told, words('status.next.more-conditions', { count: more })] : told;
}

function toBeMet(ask: Ask, { id, text, owner: by, due }: Condition, isLate: boolean): Sentence {
  const when = due ? dueBy({ date: due }, isLate) : { due: '', late: { choice: 'none' } };
  return words('status.next.conditions', {
    ...{ id, text: clip(text, 200), owner: people([by], true), command: { code: `/meet ${id}` } },
    people: whoMayConfirm(ask, by),
    ...when,
  });
}

function whoMayConfirm({ state, situation }: Ask, owner: Person): Value {
  const { policy, authority } = situation;
  const found = new Map<string, Person>();
  for (const role of ACTS['meet-condition'].roles) {
    if (role === 'owner' && state.owner) found.set(state.owner.id, state.owner);
    for (const acting of rolesActingAs(policy, role))
      for (const person of authority.roles[acting]?.people ?? [])
        if (holds(authority, acting, person.id) === 'yes') found.set(person.id, person);
  }
  const others = [...found.values()].filter(({ id }) => !mayBeSame(authority, id, owner.id));
  return others.length === 0 ? theRole('verifier') : firstOf(others, MOST_NAMED, true);
}

/** What T6 still asks for. */
function missingForReview(ask: Ask): readonly Sentence[] {
  const { state, situation } = ask;
  const { policy } = situation;
  if (isInfeasible(state.content.impacts))
    return [words('status.next.infeasible', { people: owner(ask), requester: people([state.requester]) })];
  const next: Sentence[] = [];
  const unknown = unknownDimensions(state.content.impacts);
  if (unknown.length > 0)
    next.push(words('status.next.assess', { people: owner(ask), dimensions: and(unknown.map(dimensionName)) }));
  const gaps = planGaps(state.content, policy.profile);
  if (gaps.length > 0) next.push(words('status.next.plan', { people: owner(ask), gaps: and(gaps.map(gapName)) }));
  const alternatives =
    unknown.length > 0 ? [] : missingInAlternatives(state.content, bindingClass(state, policy), policy.profile);
  if (alternatives.length > 0)
    next.push(words('status.next.alternatives', { people: owner(ask), gaps: and(alternatives.map(gapName)) }));
  return next;
}

function inReview(ask: Ask): readonly Sentence[] {
  const { state, tally, situation } = ask;
  if (!tally || state.revision === 0) return [];
  const next: Sentence[] = [];
  if (tally.unreadableItems.length > 0)
    return [words('status.next.unreadable', { items: references(tally.unreadableItems) })];
  if (tally.staleItems.length > 0)
    return [words('status.next.rebase', { items: references(tally.staleItems), people: owner(ask) })];
  for (const vote of tally.rejections.slice(0, 3)) {
    next.push(
      words('status.next.rejection', {
        by: people([vote.voter]),
        seat: roleName(vote.seat),
        people: holders(ask, 'chair'),
      }),
    );
  }
  const unfillable = [...new Set(tally.unfillable)];
  const told = new Set<SeatRole>(unfillable);
  const migrating = migrates(ask);
  if (migrating) next.push(migrating);
  else {
    const { seats, contacts, why } = contactsWaiting(situation.authority, withoutAccounts(tally));
    for (const seat of seats) told.add(seat);
    const others = unfillable.filter((seat) => !seats.includes(seat));
    if (seats.length > 0)
      next.push(
        words('status.next.contact', {
          seats: and(seats.map(roleName)),
          contacts: and(contacts),
          why: { choice: why },
        }),
      );
    if (others.length > 0) next.push(words('status.next.unfillable', { seats: and(others.map(roleName)) }));
  }
  const empty = tally.seats.filter(
    (one) => !one.filledBy && !told.has(one.seat) && !tally.rejections.some((vote) => vote.seat === one.seat),
  );
  for (const seat of empty) {
    const vote = lastAbstention(seat);
    if (vote) next.push(words('status.next.abstained', { by: people([vote.voter]), seat: roleName(vote.seat) }));
  }
  const open = empty.filter((one) => !lastAbstention(one));
  for (const { seat, candidates } of open)
    if (candidates.length > 0 && candidates.every(({ id }) => isAway(situation.authority, id)))
      next.push(words('status.next.away', { people: firstOf(candidates, MOST_CALLED, false), seat: roleName(seat) }));
  if (open.length > 0) {
    const candidates = new Map(open.flatMap((one) => one.candidates).map((person) => [person.id, person]));
    const values = {
      seats: and(theSeats(open.map((one) => one.seat))),
      seatsCount: open.length,
      people: called([...candidates.values()]),
    };
    const isLate = state.reviewDue !== undefined && state.reviewDue < situation.now;
    const due = state.reviewDue
      ? dueBy({ day: state.reviewDue }, isLate)
      : { due: words('status.none-given'), late: { choice: 'no' } };
    const votes = words('status.next.votes', { ...values, ...due });
    if (isLate) next.unshift(votes);
    else next.push(votes);
  }
  for (const concern of state.concerns.filter((one) => !one.resolved).slice(0, 3)) {
    next.push(
      words('status.next.concern', {
        by: people([concern.by], true),
        chair: roleName('chair'),
        id: concern.id,
        text: clip(concern.text, 200),
      }),
    );
  }
  if (state.stage === 'in-review' && needsPlanConfirmation(state, situation.policy)) {
    const people = holders(ask, 'customer');
    next.push(words(signByLinks(situation) ? 'status.next.confirm-by-link' : 'status.next.confirm-plan', { people }));
  }
  return next;
}

/** Nobody of the customer's has an account to write a command with. */
function signByLinks({ authority }: Ask['situation']): boolean {
  const { people = [] } = authority.roles.customer ?? {};
  return people.length > 0 && people.every(isContact);
}

function references(labels: readonly string[]): Value {
  return and(labels.slice(0, 10).map((label) => ({ reference: label })));
}

function owner(ask: Ask): Value {
  return ask.state.owner ? people([ask.state.owner], true) : holders(ask, 'owner');
}

/** Of many who hold a role, so many are named beside it. */
const MOST_NAMED = 3;

/** Whoever may act in a role, by name while they are few; of many the role's name with the first of them. */
function holders({ situation }: Ask, role: Role, wanted: (person: Person) => boolean = () => true): Value {
  const found = new Map<string, Person>();
  for (const acting of rolesActingAs(situation.policy, role)) {
    for (const person of situation.authority.roles[acting]?.people ?? [])
      if (wanted(person) && holds(situation.authority, acting, person.id) === 'yes') found.set(person.id, person);
  }
  const persons = [...found.values()];
  if (persons.length === 0) return theRole(role);
  if (persons.length <= MOST_CALLED) return people(persons, true);
  return words('status.holders', { role: theRole(role), people: firstOf(persons, MOST_NAMED, false) });
}

function called(persons: readonly Person[]): Value {
  if (persons.length === 0) return words('status.nobody');
  return firstOf(persons, MOST_CALLED, true);
}

/** The others are only counted, but stay in the sentence's values: `here` finds its viewer among them. */
function firstOf(persons: readonly Person[], most: number, calls: boolean): Value {
  const shown: Value[] = persons.slice(0, most).map((person) => ({ person, calls }));
  const others = persons.slice(most);
  if (others.length > 0) shown.push(words('status.more-people', { count: others.length, others: people(others) }));
  return and(shown);
}
