/** From the record of a change request to what its panel shows one viewer. Pure: the same facts give the same panel. */

import { aboutOf } from '@countersign/core/ask/about.ts';
import { endingBy } from '@countersign/core/ask/endingvotes.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import { planForm } from '@countersign/core/ask/planquestions.ts';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import { yearIn } from '@countersign/core/calendar/date.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { DetailLine } from '@countersign/core/view/detailline.ts';
import { type FieldId, fieldWith } from '@countersign/core/view/field.ts';
import { here } from '@countersign/core/view/here.ts';
import { dimensionName, stageName } from '@countersign/core/view/names.ts';
import type { SeatRow } from '@countersign/core/view/seats.ts';
import { type Sentence, words } from '@countersign/core/view/sentence.ts';
import { stageLine } from '@countersign/core/view/stageline.ts';
import { type StatusView, statusView } from '@countersign/core/view/status.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { accountOf } from '../place.ts';
import type { ChangeData, Happening, Row, Said, Who } from '../port/data.ts';
import { wording } from '../port/words.ts';
import { gateData } from './gate.ts';
import { askedOf } from './nextact.ts';
import { offers, ownSeats } from './offers.ts';
import { wordsOf } from './requested.ts';
import { plainly, type Voice, voice } from './voice.ts';

export interface Looking {
  readonly state: ChangeState;
  /** With the viewer as its actor. */
  readonly situation: Situation;
  /** The stream's entries in order, with their hashes. */
  readonly entries: readonly Told[];
  readonly locale: Locale;
  /** What Jira calls whom the request's texts mention, by account. */
  readonly names?: ReadonlyMap<string, string>;
  /** Entries that the viewer had seen when they last looked; absent when they never did. */
  readonly seen?: number;
  /** Questions whose fields an administrator took away. */
  readonly gone?: readonly FieldId[];
  /** Jira's status could not follow; what Jira said, empty when its workflow offers no way. */
  readonly behind?: string;
}

/** Entries of the history that a panel gets; the rest is on record and in the export. */
const MOST_HISTORY = 200;
/** People of a seat who are named; nobody reads more, and a group may hold thousands. */
const MOST_CANDIDATES = 50;
/** Lines of news that are listed; the rest is in the history. */
const MOST_NEWS = 6;

/** Jira itself shows an account by its name of today; whoever was erased is shown in words alone. */
export function who(person: Person, { plain }: Pick<Voice, 'plain'>): Who {
  if (person.name === FORMER) return { name: plain({ person }) };
  return person.id.startsWith('jira:') ? { name: person.name, accountId: accountOf(person) } : { name: person.name };
}

export function changeData({ state, situation, entries, locale, names, seen, gone = [], behind }: Looking): ChangeData {
  const { policy, now } = situation;
  const speak = voice({ locale, timeZone: policy.timeZone, year: yearIn(now, policy.timeZone) });
  const { say, plain } = speak;
  const view = statusView(state, situation, entries);
  const hereOf = (one: Sentence) => here(one, situation.actor, situation.authority);
  const sayHere = (one: Sentence) => say(hereOf(one));
  const { content } = state;
  const planEnds = endingBy({ state, situation }, 'plan');
  const alternativesEnds = endingBy({ state, situation }, 'alternatives');
  const news = newsOf(
    { state, situation, entries, locale, ...(seen === undefined ? {} : { seen }) },
    view.history,
    speak,
  );
  const gate = gateData(state, situation, speak);
  const offered = offers(state, situation, speak);
  const mayAnswer = offered.some((one) => one.type === 'take-over' && !one.why);
  return {
    kind: 'change',
    locale,
    ...aboutOf(state, situation, plain),
    title: content.request.title ?? state.label,
    version: entries.length,
    content: shownDigest(state),
    stage: { id: state.stage, name: plain(view.stageName) },
    line: stageLine(state.stage, entries).map(({ stage, is }) => ({ name: plain(stageName(stage)), is })),
    ...(view.class
      ? {
          class: {
            id: view.class.class,
            name: plain(view.class.name),
            sentence: say(view.class.sentence),
            raised: view.class.raised.map(say),
          },
        }
      : {}),
    warnings: [
      ...view.warnings.filter((one) => mayAnswer || !isProposal(one)).map(sayHere),
      ...goneWarning(gone, locale),
      ...behindWarning(behind, plain(view.stageName), locale),
    ],
    notes: mayAnswer ? [] : view.warnings.filter(isProposal).map((one) => say(noted(one))),
    next: view.next.map(sayHere),
    asked: askedOf(view.next.map(hereOf)),
    ...(view.hint ? { hint: sayHere(view.hint) } : {}),
    ...(news ? { news } : {}),
    ...(gate ? { gate } : {}),
    older: Math.max(0, view.history.length - MOST_HISTORY),
    seats: view.seats.map((row) => ({
      seat: row.seat,
      name: plain(row.name),
      standing: row.standing,
      vote: say(row.vote),
      candidates: row.candidates.slice(0, MOST_CANDIDATES).map((one) => who(one, speak)),
      others: Math.max(0, row.candidates.length - MOST_CANDIDATES),
      ...(row.who ? { who: who(row.who, speak) } : {}),
      ...(row.standsFor ? { standsFor: who(row.standsFor, speak) } : {}),
      ...(row.given ? { given: givenOf(row.given, speak) } : {}),
      ...(row.how ? { how: say(row.how) } : {}),
      ...(row.because ? { because: say(row.because) } : {}),
    })),
    boardCriteria: view.boardCriteria.map(({ text }) => plain(text)),
    mine: ownSeats(state, situation, speak),
    ...wordsOf(state, plain, names),
    links: view.links.map(say),
    impacts: DIMENSIONS.map((dimension) => {
      const row = view.impacts.find((one) => one.dimension === dimension);
      return {
        dimension,
        name: plain(dimensionName(dimension)),
        known: row?.known ?? false,
        meaning: say(row?.meaning ?? words('impact.unknown')),
        details: (row?.details ?? []).map((line) => rowOf(line, speak)),
        ...(row?.was === undefined ? {} : { was: say(words('impact.was', { was: row.was })) }),
        ...(row?.score === undefined ? {} : { score: row.score }),
        ...endsOf(endingBy({ state, situation }, dimension), speak),
        form: impactForm(dimension, content.impacts, 'jira'),
      };
    }),
    plan: view.plan.slice(0, view.plan.length - view.criteria.length).map((line) => rowOf(line, speak)),
    acceptance: view.criteria.map((line) => rowOf(line, speak)),
    planForm: planForm(content, 'jira'),
    ...(planEnds ? { planEnds: say(planEnds) } : {}),
    ...(alternativesEnds ? { alternativesEnds: say(alternativesEnds) } : {}),
    revision: view.revision.map((line) => rowOf(line, speak)),
    alternatives: view.alternatives.map((line) => rowOf(line, speak)),
    alternativesForm: content.alternatives,
    conditions: view.conditions.map((line) => rowOf(line, speak)),
    concerns: view.concerns.map((line) => rowOf(line, speak)),
    proposals: view.proposals.map((line) => rowOf(line, speak)),
    offers: offered,
    history: historyOf(view.history.slice(0, MOST_HISTORY), speak),
  };
}

const isProposal = ({ id }: Sentence) => id === 'status.flag.proposal' || id === 'status.flag.proposals';

/** To whoever cannot answer a proposal it is said without what would be done about it. */
const noted = (one: Sentence): Sentence =>
  one.id === 'status.flag.proposal' ? words('status.here.proposed', one.values) : one;

function givenOf({ day, reason }: NonNullable<SeatRow['given']>, { part }: Voice): Said {
  const on = part({ day });
  return reason ? [...on, { kind: 'text', text: ' · ' }, ...part(reason)] : on;
}

const endsOf = (ends: Sentence | undefined, { say }: Pick<Voice, 'say'>) => (ends ? { ends: say(ends) } : {});

function behindWarning(message: string | undefined, stage: string, locale: Locale): readonly Said[] {
  if (message === undefined) return [];
  const word = wording(locale);
  return [plainly(message ? word('behind.refused', { stage, message }) : word('behind.no-way', { stage }))];
}

function goneWarning(gone: readonly FieldId[], locale: Locale): readonly Said[] {
  if (gone.length === 0) return [];
  const fields = gone.map((id) => fieldWith(id).label[locale]).join(locale === 'en' ? ', ' : '、');
  return [plainly(wording(locale)('fields.gone', { fields }))];
}

function historyOf(lines: StatusView['history'], { say, plain }: Voice): readonly Happening[] {
  return lines.map((line) => ({
    at: plain({ instant: line.at }),
    line: say(line.sentence),
    ...(line.hash ? { hash: line.hash } : {}),
  }));
}

/** What happened after the entry that the viewer saw last, by anyone but themselves. */
function newsOf(
  { situation, entries, seen }: Looking,
  history: StatusView['history'],
  speak: Voice,
): ChangeData['news'] {
  if (seen === undefined || seen >= entries.length) return undefined;
  const fresh = history.filter(({ entry }) => {
    const told = entries[entry];
    return entry >= seen && told !== undefined && actorOf(told) !== situation.actor.id;
  });
  return fresh.length > 0 ? { count: fresh.length, lines: historyOf(fresh.slice(0, MOST_NEWS), speak) } : undefined;
}

function actorOf({ event }: Told): string | undefined {
  if (event.type === 'voted') return event.vote.voter.id;
  return 'by' in event && event.by ? event.by.id : undefined;
}

function rowOf(line: DetailLine, { say, part }: Voice): Row {
  return { text: say(line.text), facts: line.facts.map(part), done: line.done, ...(line.id ? { id: line.id } : {}) };
}
