/** The class with its sentence: "Major: the critical path moves by 6 working days." (`rules.md 2.3`) */
import { classOf } from '../change/requirement.ts';
import type { ChangeState } from '../change/state.ts';
import { type ChangeClass, CLASSES, type Scored } from '../impact/class.ts';
import { unknownDimensions } from '../impact/dimension.ts';
import type { Policy } from '../policy/policy.ts';
import { className } from './names.ts';
import { type Sentence, words } from './sentence.ts';

export interface ClassView {
  readonly class: ChangeClass;
  readonly name: Sentence;
  readonly sentence: Sentence;
  /** What lifted it above what its scores give, each a sentence. */
  readonly raised: readonly Sentence[];
  readonly scores: readonly Scored[];
}

/** In tenths of a percent, rounded up, so that a cost never looks smaller than it is. */
function percent(share: number): number {
  return Math.ceil(share * 1000 - 1e-9) / 10;
}

/** Why a dimension scores as it does. */
export function scoreSentence(scored: Scored): Sentence {
  const { dimension, code, values } = scored;
  if (dimension === 'schedule') {
    const estimate = { days: Number(values.days ?? 0), late: Number(values.late ?? 0) };
    if (code === 'within' || code === 'critical-path') return words(`impact.why.schedule.${code}`, estimate);
    return words(code === 'contract-milestone' ? 'impact.why.schedule.contract-milestone' : 'impact.why.schedule.none');
  }
  if (dimension === 'cost') {
    const money = { money: { minor: Number(values.minor ?? 0), currency: String(values.currency ?? '') } };
    if (code === 'share') return words('impact.why.cost.share', { money, percent: percent(Number(values.share ?? 0)) });
    if (code === 'no-budget' || code === 'other-currency') return words(`impact.why.cost.${code}`, { money });
    return words('impact.why.cost.none');
  }
  if (dimension === 'risk') {
    const largest = Number(values.largest ?? 0);
    return largest > 0 ? words('impact.why.risk.residual-risk', { largest }) : words('impact.why.risk.none');
  }
  switch (code) {
    case 'several-attributes':
      return words('impact.why.quality.several-attributes', { worse: Number(values.worse ?? 0) });
    case 'cosmetic':
    case 'one-attribute':
    case 'acceptance-criteria':
    case 'customer-requirement':
    case 'within':
      return words(`impact.why.quality.${code}`);
    default:
      return words('impact.why.quality.none');
  }
}

/** While impacts are unknown: the class is at least this one. */
export function classSoFar(state: ChangeState, policy: Policy): Sentence {
  const found = classOf(state.content, policy);
  const because = found.driver ? scoreSentence(found.driver) : words('impact.why.unknown');
  return words('impact.class-so-far', { class: className(found.class), because });
}

/** The class that counts now; `undefined` while impacts are unknown and none was reached before. */
export function classView(state: ChangeState, policy: Policy): ClassView | undefined {
  const found = classOf(state.content, policy);
  const unknown = unknownDimensions(state.content.impacts).length > 0;
  // An emergency has a board before anyone has assessed it; a class would claim what nobody knows.
  if (unknown && (!state.class || state.revision === 0)) return undefined;
  const standing =
    state.class && CLASSES.indexOf(state.class) > CLASSES.indexOf(found.class) ? state.class : found.class;
  const name = className(standing);
  const raised: Sentence[] = found.raised.map((one) =>
    one === 'by-hand' ? words('impact.raised.kept') : words(`impact.raised.${one}`),
  );
  if (standing !== found.class) {
    raised.push(
      state.classRaisedBy
        ? words('impact.raised.by-hand', { by: { person: state.classRaisedBy } })
        : words('impact.raised.kept'),
    );
  }
  const because = found.driver
    ? scoreSentence(found.driver)
    : words(unknown ? 'impact.why.unknown' : 'impact.why.none');
  return {
    class: standing,
    name,
    sentence: words('impact.class-because', { class: name, because }),
    raised,
    scores: found.scores,
  };
}
