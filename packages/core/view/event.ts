/** What happened, as one line of history for each kind of event (`rules.md 7.1`). */
import type { Facet } from '../approval/facet.ts';
import type { ChangeEvent } from '../change/event.ts';
import { STAGES } from '../change/stage.ts';
import { ENGINE } from '../content/person.ts';
import type { SeatRole } from '../policy/role.ts';
import { COMMAND_WORDS } from '../text/command.ts';
import { differenceSentence, differencesOf } from './edit.ts';
import { actName, className, dimensionName, facetName, roleName, seatNames, stageName } from './names.ts';
import { and, clip, type Sentence, type Value, words } from './sentence.ts';
import type { Told } from './told.ts';
import { voidedNow } from './void.ts';

/** Longest text of somebody else that a line quotes, in characters. */
const QUOTED = 300;

const quoted = (text: string): string => clip(text, QUOTED);

/** A text that may be missing, with the count that its sentence asks. */
function optional(name: string, text: string | undefined): Record<string, Value> {
  return { [name]: quoted(text ?? ''), [`${name}Count`]: text ? 1 : 0 };
}

/** @param told with what stood before it, where an edit is to say what it made of what; `history`: where the edit behind a lost vote is found. */
export function eventLine(told: Told, history: readonly Told[] = []): Sentence {
  const { event, at, before } = told;
  const by = 'by' in event && event.by ? { by: { person: event.by } } : { by: { person: ENGINE } };
  switch (event.type) {
    case 'opened': {
      const opener = { by: { person: event.requester } };
      return event.onBehalfOf
        ? words('event.opened-for', { ...opener, behalf: { person: event.onBehalfOf } })
        : words('event.opened', opener);
    }
    case 'request-written':
      return words('event.request-written', {
        ...by,
        facets: and(event.changed.map(facetName)),
        facetsCount: event.changed.length,
        ...changed(told, event.changed),
      });
    case 'represented':
      return words('event.represented', { by: { person: event.by }, person: { person: event.person } });
    case 'rebased':
      return words('event.rebased', {
        ...by,
        items: and(event.items.slice(0, 20).map((item) => ({ reference: item.label }))),
      });
    case 'moved':
      return words('event.moved', { to: stageName(event.to) });
    case 'triaged':
      return words('event.triaged', { ...by, owner: { person: event.owner } });
    case 'asked':
      return words('event.asked', { ...by, question: quoted(event.question) });
    case 'assessed':
      return words('event.assessed', {
        ...by,
        dimension: dimensionName(event.dimension),
        ...changed(told, [event.dimension]),
      });
    case 'classified': {
      const values = { ...by, class: className(event.class) };
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
    case 'review-opened':
      return words('event.review-opened', { ...by, due: { day: event.due } });
    case 'voted': {
      const { vote } = event;
      return words(`event.voted.${vote.verdict}`, {
        by: { person: vote.voter },
        seat: roleName(vote.seat),
        ...optional('reason', vote.reason),
      });
    }
    case 'vote-voided':
      return words('event.vote-voided', {
        by: { person: event.voter },
        seat: roleName(event.seat),
        why: voidedNow({ ...event.cause, at }, history),
      });
    case 'proposed':
      return words('event.proposed', {
        ...by,
        id: event.id,
        from: { reference: event.from },
        text: quoted(event.text),
      });
    case 'proposal-settled':
      return words(`event.${event.outcome}`, {
        ...by,
        id: event.id,
        reason: quoted(event.reason),
        hasReason: event.reason ? 'yes' : 'no',
      });
    case 'concern-raised':
      return words('event.concern-raised', { ...by, id: event.id, text: quoted(event.text) });
    case 'concern-resolved':
      return words('event.concern-resolved', { ...by, id: event.id, reason: quoted(event.reason) });
    case 'condition-added':
      return words('event.condition-added', {
        by: { person: event.condition.by },
        id: event.condition.id,
        text: quoted(event.condition.text),
      });
    case 'condition-met':
      return words('event.condition-met', { ...by, id: event.id });
    case 'rejected':
      return words('event.rejected', { ...by, text: quoted(event.text) });
    case 'reapproval-needed':
      return words(`event.reapproval-needed.${event.cause}`);
    case 'act-proposed':
      return words('event.act-proposed', {
        ...by,
        act: actName(event.act),
        reason: quoted(event.act.reason),
      });
    case 'act-seconded':
      return words('event.act-seconded', { ...by, act: actName(event.act) });
    case 'held':
    case 'verification-failed':
    case 'withdrawn':
      return words(`event.${event.type}`, { ...by, reason: quoted(event.reason) });
    case 'emergency-opened':
      return words('event.emergency-opened', { ...by, incident: quoted(event.incident), reason: quoted(event.reason) });
    case 'ratified':
      return words(`event.ratified.${event.outcome}`, { ...by, reason: quoted(event.reason) });
    case 'work-linked':
      return words('event.work-linked', { ...by, work: { reference: event.label } });
    case 'work-merged':
      return words(`event.work-merged.${event.gate}`, { ...by, work: { reference: event.label } });
    case 'step-done':
      return words('event.step-done', { ...by, step: event.step });
    case 'step-dropped':
      return words('event.step-dropped', { ...by, step: event.step, reason: quoted(event.reason) });
    case 'evidence-recorded':
      return words('event.evidence-recorded', {
        ...by,
        criterion: quoted(event.criterion),
        evidence: quoted(event.evidence),
      });
    case 'actuals-recorded':
      return words('event.actuals-recorded', { ...by, days: event.days, money: { money: event.cost } });
    case 'closed':
      return words('event.closed', { ...by, reason: words(`status.closing.${event.reason}`) });
    case 'attempt-refused':
      return attempt(event, by);
    case 'irregularity':
      return words(`event.irregularity.${event.kind}`, { ...by, detail: quoted(event.detail) });
    case 'relocated':
      return words('event.relocated', { label: { reference: event.label } });
    default:
      return words(`event.${event.type}`, by);
  }
}

/** What somebody tried is called as it is typed; what nobody types, or was put on record without its word, is paraphrased. */
function attempt(
  { command, verdict }: Extract<ChangeEvent, { type: 'attempt-refused' }>,
  by: Record<string, Value>,
): Sentence {
  const word = verdict ?? TYPED[command] ?? command;
  if (Object.hasOwn(COMMAND_WORDS, word))
    return words('event.attempt-refused', { ...by, command: { code: `/${word}` } });
  return words(command === 'vote' ? 'event.attempt-refused.vote' : 'event.attempt-refused.else', by);
}

const TYPED: Readonly<Record<string, string>> = { 'meet-condition': 'meet', alternatives: 'alternative' };

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

/** True when the line says something that the lines around it do not. */
export function isWorthTelling(event: ChangeEvent): boolean {
  return event.type !== 'moved' || event.from !== 'none' || !STAGES.includes(event.to);
}
