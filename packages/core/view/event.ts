/** What happened, as one line of history for each kind of event (`rules.md 7.1`). */
import type { Facet } from '../approval/facet.ts';
import type { Attested } from '../approval/vote.ts';
import { isCommand, wordsOf } from '../change/acts.ts';
import type { ChangeEvent, EventType, Holder } from '../change/event.ts';
import { ENGINE } from '../content/person.ts';
import { shortDigest } from '../ledger/shown.ts';
import type { SeatRole } from '../policy/role.ts';
import { differenceSentence, differencesOf } from './edit.ts';
import { evidenceValue } from './evidence.ts';
import { actName, className, dimensionName, facetName, roleName, seatNames, stageName } from './names.ts';
import { and, clip, type Sentence, type Value, words } from './sentence.ts';
import type { Told } from './told.ts';
import { voidedNow } from './void.ts';
import { voterOf } from './voter.ts';

/** Longest text of somebody else that a line quotes, in characters. */
const QUOTED = 300;

const quoted = (text: string): string => clip(text, QUOTED);

/** A text that may be missing, with the count that its sentence asks. */
function optional(name: string, text: string | undefined): Record<string, Value> {
  return { [name]: quoted(text ?? ''), [`${name}Count`]: text ? 1 : 0 };
}

const holder = ({ seat, person }: Holder): Sentence =>
  words('status.holder', { role: roleName(seat), person: { person } });

/** What was signed outside is never shown without the two whose word it rests on. */
function attestedLine(line: Sentence, attested: Attested | undefined): Sentence {
  if (!attested) return line;
  const { by, witness, on } = attested;
  return words('event.attested', { line, by: { person: by }, witness: { person: witness }, on: { date: on } });
}

interface Row<Type extends EventType> {
  /** Its line of history; `by` is the person of the event, or the engine. */
  readonly line: (event: Events[Type], by: Value, told: Told, history: readonly Told[]) => Sentence;
  /** When the line says nothing that the lines around it do not. */
  readonly quiet?: (event: Events[Type]) => boolean;
}

type Events = { readonly [Type in EventType]: Extract<ChangeEvent, { readonly type: Type }> };

/** One row an event. An event without its row, or a row without its sentence, does not compile. */
export const ROWS: { readonly [Type in EventType]: Row<Type> } = {
  opened: {
    line: ({ requester, onBehalfOf, afterLoss }) => {
      const by = { person: requester };
      if (afterLoss)
        return words('event.opened-after-loss', {
          by,
          starter: { person: afterLoss.by },
          version: String(afterLoss.version),
        });
      return onBehalfOf
        ? words('event.opened-for', { by, behalf: { person: onBehalfOf } })
        : words('event.opened', { by });
    },
  },
  'request-written': {
    line: (event, by, told) =>
      words('event.request-written', {
        by,
        facets: and(event.changed.map(facetName)),
        facetsCount: event.changed.length,
        ...changed(told, event.changed),
      }),
  },
  represented: { line: ({ person }, by) => words('event.represented', { by, person: { person } }) },
  rebased: {
    line: ({ items }, by) =>
      words('event.rebased', { by, items: and(items.slice(0, 20).map((item) => ({ reference: item.label }))) }),
  },
  understood: { line: (_, by) => words('event.understood', { by }) },
  // That it was opened is said already.
  moved: {
    line: ({ to, by: mover }, by) => words('event.moved', { to: stageName(to), by, byCount: mover ? 1 : 0 }),
    quiet: ({ from }) => from === 'none',
  },
  triaged: { line: ({ owner }, by) => words('event.triaged', { by, owner: { person: owner } }) },
  'owner-changed': {
    line: ({ from, to, reason }, by) =>
      words('event.owner-changed', {
        by,
        to: { person: to },
        from: from ? { person: from } : '',
        fromCount: from ? 1 : 0,
        ...optional('reason', reason),
      }),
  },
  asked: { line: ({ question }, by) => words('event.asked', { by, question: quoted(question) }) },
  answered: { line: (_, by) => words('event.answered', { by }) },
  assessed: {
    line: ({ dimension }, by, told) =>
      words('event.assessed', { by, dimension: dimensionName(dimension), ...changed(told, [dimension]) }),
  },
  planned: { line: (_, by) => words('event.planned', { by }) },
  'alternatives-written': { line: (_, by) => words('event.alternatives-written', { by }) },
  classified: { line: (event, by, { before }) => classifiedLine(event, by, before) },
  migrated: {
    line: ({ to, gains, loses }, by) =>
      words('event.migrated', {
        by,
        version: shortDigest(to),
        gains: and(gains.slice(0, 20).map(holder)),
        gainsCount: gains.length,
        loses: and(loses.slice(0, 20).map(holder)),
        losesCount: loses.length,
      }),
  },
  'review-opened': { line: ({ due }, by) => words('event.review-opened', { by, due: { day: due, ahead: true } }) },
  away: {
    line: ({ absence: { until, to, seats = [], largest, reason } }, by) =>
      words('event.away', {
        ...{ by, until: { instant: until }, to: to ? { person: to } : '', toCount: to ? 1 : 0 },
        ...{ seats: and(seats.map(roleName)), seatsCount: seats.length },
        ...{ largest: largest ? className(largest) : '', largestCount: largest ? 1 : 0, ...optional('reason', reason) },
      }),
  },
  back: { line: (_, by) => words('event.back', { by }) },
  reminded: {
    line: ({ of, share, due }) =>
      of === 'votes'
        ? words('event.reminded.votes', { share: String(share), due: { instant: due } })
        : words('event.reminded.emergency-review', { due: { instant: due } }),
  },
  voted: {
    line: ({ vote }) =>
      attestedLine(
        words(`event.voted.${vote.verdict}`, {
          by: voterOf(vote.voter, vote.for?.person),
          seat: roleName(vote.seat),
          meaning: { choice: vote.meaning ?? 'none' },
          revision: vote.revision ?? 0,
          ...optional('reason', vote.reason),
        }),
        vote.attested,
      ),
  },
  'vote-voided': {
    line: ({ voter, seat, cause }, _, { at }, history) =>
      words('event.vote-voided', {
        by: { person: voter },
        seat: roleName(seat),
        why: voidedNow({ ...cause, at }, history),
      }),
  },
  'plan-confirmed': { line: ({ attested }, by) => attestedLine(words('event.plan-confirmed', { by }), attested) },
  'concern-raised': { line: ({ id, text }, by) => words('event.concern-raised', { by, id, text: quoted(text) }) },
  'concern-resolved': {
    line: ({ id, reason }, by) => words('event.concern-resolved', { by, id, reason: quoted(reason) }),
  },
  proposed: {
    line: ({ id, from, text }, by) =>
      words('event.proposed', { by, id, from: { reference: from }, text: quoted(text) }),
  },
  'proposal-settled': {
    line: ({ id, outcome, reason }, by) =>
      words(`event.${outcome}`, { by, id, reason: quoted(reason), hasReason: reason ? 'yes' : 'no' }),
  },
  'condition-added': {
    line: ({ condition: { id, text, by } }) =>
      words('event.condition-added', { by: { person: by }, id, text: quoted(text) }),
  },
  'condition-met': { line: ({ id }, by) => words('event.condition-met', { by, id }) },
  approved: { line: () => words('event.approved') },
  rejected: { line: ({ text }, by) => words('event.rejected', { by, text: quoted(text) }) },
  'reapproval-needed': { line: ({ cause }) => words(`event.reapproval-needed.${cause}`) },
  'act-proposed': {
    line: ({ act }, by) => words('event.act-proposed', { by, act: actName(act), reason: quoted(act.reason) }),
  },
  'act-seconded': { line: ({ act }, by) => words('event.act-seconded', { by, act: actName(act) }) },
  held: { line: ({ reason }, by) => words('event.held', { by, reason: quoted(reason) }) },
  released: { line: (_, by) => words('event.released', { by }) },
  'emergency-opened': {
    line: ({ incident, reason }, by) =>
      words('event.emergency-opened', { by, incident: quoted(incident), reason: quoted(reason) }),
  },
  ratified: { line: ({ outcome, reason }, by) => words(`event.ratified.${outcome}`, { by, reason: quoted(reason) }) },
  'work-linked': { line: ({ label }, by) => words('event.work-linked', { by, work: { reference: label } }) },
  'work-accepted': { line: ({ label }, by) => words('event.work-accepted', { by, work: { reference: label } }) },
  'work-pushed': { line: ({ label }, by) => words('event.work-pushed', { by, work: { reference: label } }) },
  'work-unlinked': { line: (_, by) => words('event.work-unlinked', { by }) },
  'work-merged': {
    line: ({ gate, label }, by) => words(`event.work-merged.${gate}`, { by, work: { reference: label } }),
  },
  'step-done': { line: ({ step }, by) => words('event.step-done', { by, step }) },
  'step-dropped': { line: ({ step, reason }, by) => words('event.step-dropped', { by, step, reason: quoted(reason) }) },
  'evidence-recorded': {
    line: ({ criterion, ...given }, by) =>
      words('event.evidence-recorded', { by, criterion: quoted(criterion), evidence: evidenceValue(given, QUOTED) }),
  },
  'actuals-recorded': {
    line: ({ days, cost }, by) => words('event.actuals-recorded', { by, days, money: { money: cost } }),
  },
  'verification-failed': {
    line: ({ reason }, by) => words('event.verification-failed', { by, reason: quoted(reason) }),
  },
  accepted: { line: ({ attested }, by) => attestedLine(words('event.accepted', { by }), attested) },
  closed: { line: ({ reason }, by) => words('event.closed', { by, reason: words(`status.closing.${reason}`) }) },
  withdrawn: { line: ({ reason }, by) => words('event.withdrawn', { by, reason: quoted(reason) }) },
  'attempt-refused': { line: (event, by) => attempt(event, { by }) },
  irregularity: {
    line: ({ kind, detail, of }, by) =>
      words(`event.irregularity.${kind}`, {
        by,
        detail: of ? words('event.irregularity.of', { of: { person: of }, detail: quoted(detail) }) : quoted(detail),
      }),
  },
  relocated: { line: ({ label }) => words('event.relocated', { label: { reference: label } }) },
  rehomed: {
    line: ({ from, label, to }) =>
      words('event.rehomed', {
        from: { reference: from.name },
        label: { reference: label },
        outOfSight: to.outOfSight ? 'yes' : 'no',
      }),
  },
};

/** @param told with what stood before it, where an edit is to say what it made of what; `history`: where the edit behind a lost vote is found. */
export function eventLine(told: Told, history: readonly Told[] = []): Sentence {
  const { event } = told;
  return lineOf(event.type, event, told, history);
}

function lineOf<Type extends EventType>(
  type: Type,
  event: Events[Type],
  told: Told,
  history: readonly Told[],
): Sentence {
  const person = 'by' in event && event.by ? event.by : ENGINE;
  return ROWS[type].line(event, { person }, told, history);
}

/** What people are told of where the request is, in a line: votes, decisions, conditions, concerns. A form that was saved stands in the history alone. */
const ANNOUNCED: readonly EventType[] = [
  ...(['voted', 'vote-voided', 'plan-confirmed', 'moved', 'migrated', 'owner-changed', 'asked'] as const),
  ...([
    'concern-raised',
    'concern-resolved',
    'condition-added',
    'condition-met',
    'act-proposed',
    'act-seconded',
  ] as const),
  ...(['held', 'released', 'emergency-opened', 'ratified', 'verification-failed', 'accepted', 'withdrawn'] as const),
];

export function isAnnounced(event: ChangeEvent): boolean {
  return ANNOUNCED.includes(event.type) && isWorthTelling(event);
}

/** True when the line says something that the lines around it do not. */
export function isWorthTelling(event: ChangeEvent): boolean {
  return !isQuiet(event.type, event);
}

function isQuiet<Type extends EventType>(type: Type, event: Events[Type]): boolean {
  return ROWS[type].quiet?.(event) ?? false;
}

function classifiedLine(event: Events['classified'], by: Value, before: Told['before']): Sentence {
  const values = { by, class: className(event.class) };
  if (!before?.class)
    return words(event.by ? 'event.classified-by' : 'event.classified', {
      ...values,
      seats: and(seatNames(event.seats)),
    });
  return words(event.by ? 'event.reclassified-by' : 'event.reclassified', {
    ...values,
    from: className(before.class),
    fromCount: before.class === event.class ? 0 : 1,
    ...seatsApart('added', event.seats, before.seats),
    ...seatsApart('gone', before.seats, event.seats),
  });
}

/** What somebody tried is called as it is typed; what nobody types, or was put on record without its word, is paraphrased. */
function attempt(
  { command, verdict }: Extract<ChangeEvent, { type: 'attempt-refused' }>,
  by: Record<string, Value>,
): Sentence {
  const [word, ...others] = verdict ? [verdict] : isCommand(command) ? wordsOf(command) : [];
  if (word !== undefined && others.length === 0)
    return words('event.attempt-refused', { ...by, command: { code: `/${word}` } });
  return words(command === 'vote' ? 'event.attempt-refused.vote' : 'event.attempt-refused.else', by);
}

function changed(told: Told, facets: readonly Facet[]): Record<string, Value> {
  const found = differencesOf(told, facets);
  return { change: differenceSentence(found), changeCount: found.length };
}

/** Seats that one board has and another has not, counted: a second seat of a role is one more. */
function seatsApart(name: string, board: readonly SeatRole[], other: readonly SeatRole[]): Record<string, Value> {
  const left = [...other];
  const names = seatNames(board).filter((_, index) => {
    const at = left.indexOf(board[index] ?? 'member');
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { [name]: and(names), [`${name}Count`]: names.length };
}
