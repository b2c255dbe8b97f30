/** Where a change request stands, as data that comment, page, panel and mail all render. */

import { changedFacets, contentDigest, FACETS, facetDigests } from '../approval/facet.ts';
import { type Tally, tally } from '../approval/tally.ts';
import { isBaseline } from '../baseline/manifest.ts';
import { ballotOf } from '../change/decision.ts';
import { type Flags, flags, isPastProcess } from '../change/flags.ts';
import { holdsOn } from '../change/hold.ts';
import { NO_ACT } from '../change/pending.ts';
import { openProposals } from '../change/proposal.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import { DECIDED, type Stage, UNDECIDED } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import { editInTheWay } from '../change/unrecordable.ts';
import { isUnwritten } from '../content/request.ts';
import type { GateSituation } from '../gate/change.ts';
import type { Policy } from '../policy/policy.ts';
import { type Answer, answersOf } from './answers.ts';
import { type ClassView, classView } from './class.ts';
import { daysOffUnknown } from './daysoff.ts';
import type { DetailLine } from './detailline.ts';
import { impactsBefore } from './edit.ts';
import { eventLine, isWorthTelling } from './event.ts';
import { type Evidence, evidenceValue } from './evidence.ts';
import { nameSentences } from './hint.ts';
import { type ImpactRow, impactParts, impactRows } from './impacts.ts';
import { facetName, stageName } from './names.ts';
import { causeHint, nextSteps } from './next.ts';
import { revisionLines } from './revision.ts';
import { type SeatRow, seatRows } from './seats.ts';
import { and, clip, commas, people, type Sentence, type Value, words } from './sentence.ts';
import { alternativeFacts, conditionFacts, stepFacts } from './terms.ts';
import { type Told, withBefore } from './told.ts';

export interface HistoryLine {
  /** Which entry of the stream it tells, from 0. */
  readonly entry: number;
  readonly at: string;
  readonly sentence: Sentence;
  readonly hash?: string;
}

export interface StatusView {
  /** Names all that a vote or a second rests on: a comment that carries it is another as soon as that is, however much of it is cut. */
  readonly content: string;
  readonly label: string;
  readonly stage: Stage;
  readonly stageName: Sentence;
  readonly class?: ClassView;
  readonly flags: Flags;
  /** What people must not miss, the worst first. */
  readonly warnings: readonly Sentence[];
  readonly next: readonly Sentence[];
  readonly hint?: Sentence;
  /** Of the names in its policy: who is called otherwise by now, and who is nobody. */
  readonly names: readonly Sentence[];
  readonly seats: readonly SeatRow[];
  /** By what the board decides, as the policy publishes it; only while it does (`rules.md 5.1`). */
  readonly boardCriteria: readonly DetailLine[];
  readonly impacts: readonly ImpactRow[];
  readonly links: readonly Sentence[];
  /** What the form's questions were answered with, apart from impacts and links. */
  readonly answers: readonly Answer[];
  readonly plan: readonly DetailLine[];
  /** The same criteria that end the plan's lines, for a place that has a heading for them. */
  readonly criteria: readonly DetailLine[];
  readonly alternatives: readonly DetailLine[];
  readonly conditions: readonly DetailLine[];
  readonly concerns: readonly DetailLine[];
  /** What mirrors proposed, the newest first; those that a newer one replaced are left out. */
  readonly proposals: readonly DetailLine[];
  /** For a request that comes back after a rejection: what it asked for then. */
  readonly rejected?: ChangeState['rejected'];
  /** What it says differently now (T22). */
  readonly revision: readonly DetailLine[];
  /** Newest first. */
  readonly history: readonly HistoryLine[];
}

/** A text of somebody's is shown whole as long as it can be read (`typed/reading.ts`). */
const LONGEST = 2_000;

const OVER: readonly Stage[] = ['closed', 'withdrawn', 'rejected'];

/** @param entries the stream's entries in order; they name the edits behind lost votes and make the history. */
export function statusView(state: ChangeState, situation: GateSituation, entries: readonly Told[]): StatusView {
  const standing = flags(state, situation);
  const board = state.seats.length > 0 && state.revision > 0 && state.stage !== 'draft' && state.stage !== 'submitted';
  const count: Tally | undefined = board
    ? tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items))
    : undefined;
  const found = classView(state, situation.policy);
  const told = withBefore(entries);
  const hint = causeHint(state);
  return {
    content: `${contentDigest(state.content)}:${state.pendingAct?.id ?? NO_ACT}`,
    label: state.label,
    stage: state.stage,
    stageName: stageName(state.stage),
    ...(found ? { class: found } : {}),
    flags: standing,
    warnings: [...gone(situation), ...warnings(state, standing), ...daysOffUnknown(state, situation.policy)],
    next: nextSteps({ state, situation, tally: count }),
    ...(hint ? { hint } : {}),
    names: nameSentences(situation.authority),
    // What is over waits for nobody.
    seats: count
      ? seatRows(count, told, isVotedOn(state), situation.authority.contacts).filter(
          (row) => row.who !== undefined || !OVER.includes(state.stage),
        )
      : [],
    boardCriteria: count && isVotedOn(state) ? boardCriteria(situation.policy) : [],
    impacts: impactRows(state, situation.policy, OVER.includes(state.stage) ? {} : impactsBefore(told)),
    links: links(state),
    answers: answersOf(state),
    ...(state.rejected && UNDECIDED.includes(state.stage) ? { rejected: state.rejected } : {}),
    revision: revision(state, situation.policy),
    plan: [...planLines(state), ...actualsLines(state), ...criteriaLines(state, situation, true)],
    criteria: criteriaLines(state, situation, false),
    alternatives: state.content.alternatives.map((one) => ({
      text: clip(one.text, LONGEST),
      facts: alternativeFacts(one),
      done: false,
    })),
    conditions: conditionLines(state, situation),
    concerns: state.concerns.map((one) => ({
      id: one.id,
      text: clip(one.text, LONGEST),
      facts: [
        words('status.concern.by', { by: people([one.by]), on: { day: one.at } }),
        ...(one.resolved
          ? [
              words('status.concern.resolved', {
                by: people([one.resolved.by]),
                reason: clip(one.resolved.reason, LONGEST),
              }),
            ]
          : []),
      ],
      done: one.resolved !== undefined,
    })),
    proposals: proposalLines(state),
    history: historyOf(told),
  };
}

/** A policy names a handful; of more, and of a longer one, the beginning is shown. */
const [MOST_CRITERIA, LONGEST_CRITERION] = [20, 300];

function boardCriteria({ criteria }: Policy): readonly DetailLine[] {
  return criteria
    .slice(0, MOST_CRITERIA)
    .map((one) => ({ text: clip(one, LONGEST_CRITERION), facts: [], done: false }));
}

/** Whether the board votes on it now; on an emergency it does so afterwards. */
function isVotedOn({ stage, emergency }: ChangeState): boolean {
  return stage === 'in-review' || (emergency !== undefined && !emergency.ratified && DECIDED.includes(stage));
}

/** Nobody can do anything about the rest while this stands. */
function gone({ policyGone }: GateSituation): readonly Sentence[] {
  return policyGone ? [words(`status.flag.policy-${policyGone.how}`, { version: policyGone.version })] : [];
}

function historyOf(told: readonly Told[]): readonly HistoryLine[] {
  return told
    .flatMap((one, entry): readonly HistoryLine[] => {
      if (!isWorthTelling(one.event)) return [];
      const line = { entry, at: one.at, sentence: eventLine(one, told) };
      return [one.hash ? { ...line, hash: one.hash } : line];
    })
    .reverse();
}

/** A title and its text stand in one line. */
const oneLine = (text: string) => text.replaceAll(/(?<!\s)\s*\n\s*/g, ' · ');

function proposalLines({ proposals }: ChangeState): readonly DetailLine[] {
  return proposals.toReversed().flatMap(({ id, text, by, from, at, settled }): readonly DetailLine[] => {
    if (settled?.outcome === 'replaced') return [];
    const facts = [
      words('status.proposal.by', { by: people([by]), from: { reference: from }, on: { day: at } }),
      ...(settled ? [words(`status.proposal.${settled.outcome}`, { by: people([settled.by]) })] : []),
    ];
    return [{ id, text: clip(oneLine(text), LONGEST), facts, done: settled !== undefined }];
  });
}

function warnings(state: ChangeState, standing: Flags): readonly Sentence[] {
  const found: Sentence[] = [];
  const { emergency, reapproval } = state;
  const edit = editInTheWay(state);
  if (edit) found.push(words('status.flag.edit-unrecordable', { by: people([edit.by]), on: { day: edit.at } }));
  if (standing.reviewOverdue && emergency)
    found.push(words('status.flag.overdue', { due: { instant: emergency.reviewDue } }));
  if (emergency)
    found.push(
      words('status.flag.emergency', {
        incident: clip(emergency.incident, 100),
        by: people([emergency.by]),
        reason: clip(emergency.reason, 300),
      }),
    );
  const odd = state.irregularities.findLast(isPastProcess);
  if (odd)
    found.push(
      odd.kind === 'merged-closed'
        ? words('status.flag.merged-closed', { work: { reference: odd.detail } })
        : words('status.flag.out-of-process', { detail: clip(odd.detail, 300) }),
    );
  if (standing.replanRequired && reapproval) {
    const named = reapproval.detail.split(' ').map((one): Value => {
      const facet = FACETS.find((other) => other === one);
      return facet ? facetName(facet) : { reference: one };
    });
    found.push(words(`status.flag.reapproval.${reapproval.cause}`, { facets: and(named), items: and(named) }));
  }
  if (state.rejected && UNDECIDED.includes(state.stage)) {
    const changed = changedFacets(facetDigests(state.rejected.content), facetDigests(state.content));
    found.push(
      words('status.flag.after-rejection', {
        day: { day: state.rejected.at },
        facets: and(changed.map(facetName)),
        reason: clip([...new Set(state.rejected.text.split('\n'))].join('; '), 300),
      }),
    );
  }
  const [newest, ...others] = openProposals(state).toReversed();
  if (newest)
    found.push(
      words('status.flag.proposal', {
        by: people([newest.by]),
        from: { reference: newest.from },
        id: newest.id,
        text: clip(oneLine(newest.text), 200),
      }),
    );
  if (others.length > 0) found.push(words('status.flag.proposals', { count: others.length }));
  if (state.sentBack && state.stage === 'assessing') found.push(words('status.flag.sent-back'));
  for (const { by, reason } of holdsOn(state))
    found.push(words('status.flag.hold', { by: people([by]), reason: clip(reason, 300) }));
  if (standing.slaBreached && state.reviewDue)
    found.push(words('status.flag.late', { due: { instant: state.reviewDue } }));
  return found;
}

/** Of one kind so many are named. */
const MOST_LINKED = 20;

function links(state: ChangeState): readonly Sentence[] {
  const found: Sentence[] = [];
  const { items } = state.content.request;
  const named = (action: 'modify' | 'add' | 'delete') => items.filter((item) => item.action === action);
  const references = (labels: readonly string[]): Value => {
    const shown: Value[] = labels.slice(0, MOST_LINKED).map((label) => ({ reference: label }));
    if (labels.length > MOST_LINKED) shown.push(words('status.more', { count: labels.length - MOST_LINKED }));
    return and(shown);
  };
  const modified = named('modify').map((one) => one.label);
  if (modified.length > 0) found.push(words('status.link.affects', { items: references(modified) }));
  if (items.some(isBaseline)) found.push(words('status.link.baseline'));
  const added = named('add').filter((one) => !isBaseline(one));
  const written = added.filter((one) => !isUnwritten(one)).map((one) => one.label);
  if (written.length > 0) found.push(words('status.link.introduces', { items: references(written) }));
  const unwritten = added.filter(isUnwritten);
  const described = unwritten.flatMap(({ text }) => text ?? []).slice(0, MOST_LINKED);
  for (const text of described)
    found.push(words('status.link.introduces', { items: words('status.link.new-named', { text: clip(text, 300) }) }));
  // Those beyond the limit are counted with those of which nothing is said.
  const count = unwritten.length - described.length;
  if (count > 0)
    found.push(words('status.link.introduces', { items: words('status.link.new-requirement', { count }) }));
  const removed = named('delete').map((one) => one.label);
  if (removed.length > 0) found.push(words('status.link.removes', { items: references(removed) }));
  if (state.work.length > 0) {
    const blocked = !DECIDED.includes(state.stage) && !OVER.includes(state.stage);
    found.push(
      words(blocked ? 'status.link.work-blocked' : 'status.link.work', {
        work: references(state.work.map((one) => one.label)),
      }),
    );
  }
  return found;
}

function revision({ stage, rejected, content }: ChangeState, policy: Policy): readonly DetailLine[] {
  if (!rejected || !UNDECIDED.includes(stage)) return [];
  return revisionLines(rejected.content, content, policy).map((text) => ({ text, facts: [], done: false }));
}

function planLines(state: ChangeState): readonly DetailLine[] {
  const { plan } = state.content;
  if (!plan) return [];
  const steps = plan.steps.map((step): DetailLine => {
    const settled = state.steps.find((one) => one.step === step.id);
    const facts: Value[] = [];
    if (settled) facts.push(words(`status.step.${settled.outcome}`));
    facts.push(...stepFacts(step));
    return { id: step.id, text: clip(step.text, LONGEST), facts, done: settled !== undefined };
  });
  const more: DetailLine[] = [];
  for (const name of ['resources', 'rollback', 'tests'] as const) {
    const text = plan[name];
    if (text) more.push({ text: words(`status.plan.${name}`, { text: clip(text, LONGEST) }), facts: [], done: false });
  }
  return [...steps, ...more];
}

/** What it really took, beside what the board was told it would take. */
function actualsLines({ actuals, content: { impacts } }: ChangeState): readonly DetailLine[] {
  if (!actuals) return [];
  // Days and one-off cost only, as in the actuals: what else an estimate says was never measured.
  const estimate = (['schedule', 'cost'] as const).flatMap((dimension) => impactParts(impacts, dimension).slice(0, 1));
  const text = words('status.plan.actuals', { days: actuals.days, money: { money: actuals.cost } });
  const facts = estimate.length > 0 ? [words('status.plan.estimated', { estimate: commas(estimate) })] : [];
  return [{ text, facts, done: false }];
}

/** @param named each says that it is one */
function criteriaLines(state: ChangeState, situation: GateSituation, named: boolean): readonly DetailLine[] {
  const { content, evidence, stage } = state;
  return (content.plan?.acceptance ?? []).map((criterion): DetailLine => {
    const given = evidence.find((one) => one.criterion === criterion);
    const isGone = given !== undefined && isErased(given, situation);
    const facts: Value[] = given
      ? [words('status.plan.shown', { by: people([given.by]), on: { day: given.at } }), evidenceFact(given)]
      : [];
    if (isGone) facts.push(words(OVER.includes(stage) ? 'status.file.erased' : 'status.plan.unshown'));
    const text = clip(criterion, LONGEST);
    return {
      text: named ? words('status.plan.criterion', { text }) : text,
      facts,
      done: given !== undefined && !isGone,
    };
  });
}

/** Whether nobody can look any more at what was given. */
const isErased = ({ file }: Pick<Evidence, 'file'>, { erasedFiles = [] }: GateSituation): boolean =>
  file !== undefined && erasedFiles.includes(file.digest);

/** What was given, as it was written: that somebody gave something convinces nobody. */
const evidenceFact = (given: Evidence): Sentence =>
  words('status.plan.evidence', { text: evidenceValue(given, LONGEST) });

function conditionLines(state: ChangeState, situation: GateSituation): readonly DetailLine[] {
  return state.content.conditions.map((one): DetailLine => {
    const met = state.conditionsMet.find((other) => other.id === one.id);
    const facts: Value[] = [...conditionFacts(one)];
    if (met) facts.push(words('status.condition.met', { by: people([met.by]), on: { day: met.at } }));
    if (met?.evidence) facts.push(evidenceFact({ evidence: met.evidence, file: met.file }));
    // Who confirmed it stands for it (`rules.md 4.6`).
    if (met && isErased(met, situation)) facts.push(words('status.file.erased'));
    return { id: one.id, text: clip(one.text, LONGEST), facts, done: met !== undefined };
  });
}
