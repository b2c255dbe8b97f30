/** From what somebody asked by a button or a form to the core's command; what cannot be read is answered at its field. */
import { contentDigest } from '../approval/facet.ts';
import type { PlainDate } from '../calendar/date.ts';
import { rowOf } from '../change/acts.ts';
import type { Command } from '../change/command.ts';
import type { ChangeState } from '../change/state.ts';
import { parseMoney } from '../money/parse.ts';
import type { Locale } from '../text/locale.ts';
import type { Ask, PlanForm, Problem } from './ask.ts';
import { type AddressOf, readEvidence } from './evidence.ts';
import { readDate, readNumber } from './figure.ts';
import { moneyProblem, readImpact } from './impactform.ts';
import { type Names, ownerOf, personOf } from './owner.ts';
import { shownDigest } from './shown.ts';
import { askWording } from './words.ts';

export interface Asking {
  readonly locale: Locale;
  readonly currency: string;
  readonly names: Names;
  /** The label of the request that somebody typed, as its tracker writes labels; `undefined` for what is none. */
  readonly labelIn: (typed: string) => string | undefined;
  /** Absent where the tracker has no pages of commits and runs. */
  readonly addressOf?: AddressOf;
}

export type Understood = { readonly command: Command } | { readonly problems: readonly Problem[] };

/**
 * True when what was asked is about another content than the one that stands now, or about another round of votes: it is looked at again first.
 * @param content what the panel showed (`shownDigest`)
 */
export function isAboutAnother(ask: Ask, content: string, state: ChangeState): boolean {
  return rowOf(ask.type).sees !== undefined && content !== shownDigest(state);
}

export function commandOf(ask: Ask, state: ChangeState, asking: Asking): Understood {
  const { locale, currency } = asking;
  const word = askWording(locale);
  const wrong = (field: string, text: string): Understood => ({ problems: [{ field, text }] });
  const saw = contentDigest(state.content);
  switch (ask.type) {
    case 'vote': {
      const reason = ask.reason.trim();
      if (ask.verdict === 'reject' && reason === '') return wrong('reason', word('form.reason'));
      return {
        command: {
          type: 'vote',
          verdict: ask.verdict,
          seat: ask.seat,
          authenticated: 'button',
          saw,
          round: state.round,
          ...(reason ? { reason } : {}),
        },
      };
    }
    case 'confirm':
      return { command: { type: 'confirm', authenticated: 'button', saw, round: state.round } };
    case 'second':
      return { command: { type: 'second', saw: ask.act } };
    case 'need-info':
      return { command: { type: 'need-info', question: ask.question, of: 'requester' } };
    case 'owner': {
      const reason = ask.reason.trim();
      const owner = personOf(ask.owner.accountId, asking.names);
      return { command: { type: 'owner', owner, ...(reason ? { reason } : {}) } };
    }
    case 'made-for':
      return { command: { type: 'made-for', person: personOf(ask.person.accountId, asking.names), saw } };
    case 'away': {
      const from = ask.from.trim() ? readDate(ask.from, locale) : undefined;
      if (from && 'problem' in from) return wrong('from', from.problem);
      const until = readDate(ask.until, locale);
      if ('problem' in until) return wrong('until', until.problem);
      if (from && until.date < from.date) return wrong('until', word('form.ends-first'));
      const reason = ask.reason.trim();
      return {
        command: {
          ...{ type: 'away', until: until.date },
          ...(from ? { from: from.date } : {}),
          ...(ask.to ? { to: personOf(ask.to.accountId, asking.names) } : {}),
          ...(ask.seat ? { seats: [ask.seat] } : {}),
          ...(ask.largest ? { largest: ask.largest } : {}),
          ...(reason ? { reason } : {}),
        },
      };
    }
    case 'attest': {
      const on = readDate(ask.on, locale);
      if ('problem' in on) return wrong('on', on.problem);
      const { type, signer, verdict, evidence } = ask;
      return { command: { type, signer, verdict, on: on.date, evidence, saw, round: state.round } };
    }
    case 'reject':
      return { command: { type: 'reject', code: 'other', reason: ask.reason, wouldChange: ask.wouldChange } };
    case 'assess': {
      const read = readImpact(ask.form, { locale, currency, names: asking.names, impacts: state.content.impacts });
      if ('problems' in read) return read;
      // What is on record of another is nobody's to replace by a word beside this one.
      const others = ask.form.none
        ? (ask.form.also ?? []).filter((one) => one !== ask.form.dimension && !state.content.impacts[one])
        : [];
      return {
        command: { type: 'assess', inputs: [read.input, ...others.map((dimension) => ({ ...read.input, dimension }))] },
      };
    }
    case 'plan':
      return planOf(ask.form, state, asking);
    case 'alternatives':
      return { command: { type: 'alternatives', alternatives: ask.list } };
    case 'duplicate': {
      const of = asking.labelIn(ask.of);
      return of ? { command: { type: 'duplicate', of } } : wrong('of', word('form.issue', { text: ask.of }));
    }
    case 'supersede': {
      const successor = asking.labelIn(ask.successor);
      if (!successor) return wrong('successor', word('form.issue', { text: ask.successor }));
      const { reason, dropped } = ask;
      return { command: { type: 'supersede', successor, reason, ...(dropped.length > 0 ? { dropped } : {}) } };
    }
    case 'close':
      return { command: { type: 'close', reason: ask.outcome, text: ask.reason } };
    case 'resolve':
      return { command: { type: 'resolve', concern: ask.id, reason: ask.reason } };
    case 'take-over':
    case 'turn-down':
      return { command: { type: ask.type, proposal: ask.id, reason: ask.reason } };
    case 'condition': {
      const due = ask.due.trim() ? readDate(ask.due, locale) : undefined;
      if (due && 'problem' in due) return wrong('due', due.problem);
      return {
        command: {
          type: 'condition',
          text: ask.text,
          owner: personOf(ask.owner.accountId, asking.names),
          blocks: ask.blocks,
          ...(due ? { due: due.date } : {}),
        },
      };
    }
    case 'evidence': {
      const { addressOf = () => undefined } = asking;
      const read = readEvidence(ask.kind, ask.evidence, { addressOf, word });
      if ('problem' in read) return wrong('evidence', read.problem);
      return { command: { type: 'evidence', criterion: ask.criterion, evidence: read.evidence } };
    }
    case 'meet-condition':
      return {
        command: {
          type: 'meet-condition',
          condition: ask.id,
          ...(ask.evidence.trim() ? { evidence: ask.evidence.trim() } : {}),
        },
      };
    case 'defer': {
      const until = ask.until.trim() ? readDate(ask.until, locale) : undefined;
      const trigger = ask.trigger.trim();
      if (!until && trigger === '') return wrong('until', word('form.until'));
      if (until && 'problem' in until) return wrong('until', until.problem);
      return {
        command: {
          type: 'defer',
          reason: ask.reason,
          ...(until ? { until: until.date } : {}),
          ...(trigger ? { trigger } : {}),
        },
      };
    }
    case 'done':
      return { command: { type: 'done', ...(ask.step ? { step: ask.step } : {}) } };
    case 'actuals': {
      const days = readNumber(ask.days);
      if (days === undefined) return wrong('days', word('form.number', { text: ask.days }));
      const cost = parseMoney(ask.cost, { currency });
      if (cost.ok) return { command: { type: 'actuals', days, cost: cost.money } };
      return wrong('cost', moneyProblem(cost, locale, currency));
    }
    case 'verify': {
      const reason = ask.reason.trim();
      if (!ask.passed && reason === '') return wrong('reason', word('form.reason'));
      return { command: { type: 'verify', passed: ask.passed, ...(reason ? { reason } : {}) } };
    }
    default:
      return { command: ask };
  }
}

/** A step keeps its id while it stays: what was done stays done. */
function planOf(form: PlanForm, state: ChangeState, asking: Asking): Understood {
  const { locale } = asking;
  const word = askWording(locale);
  const problems: Problem[] = [];
  const before = state.content.plan?.steps ?? [];
  let last = Math.max(0, ...[...before, ...form.steps].map((one) => Number(/^\d{1,6}$/.exec(one.id)?.[0] ?? 0)));
  const next = () => {
    last += 1;
    return String(last);
  };
  const kept = new Set<string>();
  const idOf = (id: string): string => {
    const isKept = before.some((one) => one.id === id) && !kept.has(id);
    if (isKept) kept.add(id);
    return isKept ? id : next();
  };
  const steps = form.steps.flatMap((step, index) => {
    const text = step.text.trim();
    if (text === '') return [];
    const day = (name: 'start' | 'end'): PlainDate | undefined => {
      const read = step[name].trim() ? readDate(step[name], locale) : undefined;
      if (read && 'problem' in read) problems.push({ field: `${name}${index}`, text: read.problem });
      return read && 'date' in read ? read.date : undefined;
    };
    const [start, end] = [day('start'), day('end')];
    if (start && end && end < start) problems.push({ field: `end${index}`, text: word('form.ends-first') });
    return [
      {
        id: idOf(step.id),
        text,
        ...(step.owner
          ? { owner: ownerOf(step.owner.accountId, before.find((one) => one.id === step.id)?.owner, asking.names) }
          : {}),
        ...(start ? { start } : {}),
        ...(end ? { end } : {}),
      },
    ];
  });
  if (steps.length === 0) problems.push({ field: 'text0', text: word('form.needed') });
  if (problems.length > 0) return { problems };
  const said = (name: 'resources' | 'rollback' | 'tests') => (form[name].trim() ? { [name]: form[name].trim() } : {});
  const acceptance = form.acceptance
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  return {
    command: { type: 'plan', plan: { steps, ...said('resources'), ...said('rollback'), ...said('tests'), acceptance } },
  };
}
