/** What the questions of an act are about: the items, steps, criteria, work and classes of one request that somebody can choose from. */
import { signers } from '../approval/attested.ts';
import { holdsSeatRole } from '../approval/eligible.ts';
import { type Confirmation, confirmable } from '../change/confirm.ts';
import { authorshipOf } from '../change/decision.ts';
import { unshown } from '../change/filed.ts';
import { migrate } from '../change/migrate.ts';
import { NO_ACT } from '../change/pending.ts';
import { bindingClass, standingClass } from '../change/requirement.ts';
import type { Situation } from '../change/situation.ts';
import type { ChangeState } from '../change/state.ts';
import { isUnwritten } from '../content/request.ts';
import { CLASSES } from '../impact/class.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { className, roleName } from '../view/names.ts';
import { refusalView } from '../view/refusal.ts';
import { type Value, words } from '../view/sentence.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface About {
  readonly label: string;
  /** Of amounts that name none. */
  readonly currency: string;
  /** The classes that the one that counts could be raised and lowered to, smallest first. */
  readonly classes: { readonly larger: readonly Choice[]; readonly smaller: readonly Choice[] };
  /** The seats that whoever asks votes in by their own role, and all classes. */
  readonly ownSeats: readonly Choice[];
  readonly allClasses: readonly Choice[];
  /** The affected items, by what they are called. */
  readonly items: readonly Choice[];
  /** Steps of the plan that are not settled. */
  readonly steps: readonly { readonly id: string; readonly text: string }[];
  /** Pull requests that are not merged, those first that nobody accepted yet. */
  readonly works: readonly string[];
  /** Acceptance criteria that still need evidence. */
  readonly criteria: readonly string[];
  /** Where another policy stands by now: its version, and who gains and loses a seat under it. */
  readonly migration?: { readonly version: string; readonly says: string };
  /** The act of the board that waits for its second, by its number. */
  readonly act: number;
  /** The customer's people who may have signed outside, by id or name. */
  readonly signers: readonly Choice[];
  /** What a confirmation would confirm. */
  readonly confirms: readonly Confirmation[];
}

/** @param plain says a value in the reader's words */
export function aboutOf(state: ChangeState, situation: Situation, plain: (value: Value) => string): About {
  const { content, steps } = state;
  return {
    label: state.label,
    currency: situation.policy.currency,
    classes: classesBeside(state, situation, plain),
    ownSeats: SEAT_ROLES.filter((seat) => holdsSeatRole(situation.authority, seat, situation.actor.id) === 'yes')
      .filter((seat) => seat !== 'member')
      .map((value) => ({ value, label: plain(roleName(value)) })),
    allClasses: CLASSES.map((value) => ({ value, label: plain(className(value)) })),
    items: itemsOf(state, plain),
    steps: (content.plan?.steps ?? [])
      .filter(({ id }) => !steps.some(({ step }) => step === id))
      .map(({ id, text }) => ({ id, text })),
    works: openWork(state),
    criteria: unshown(state, situation.erasedFiles),
    ...migrationOf(state, situation, plain),
    act: state.pendingAct?.id ?? NO_ACT,
    signers: signers(situation.authority, authorshipOf(state)).map(({ id, name }) => ({
      value: id ?? name,
      label: name,
    })),
    confirms: confirmable(state, situation),
  };
}

/** Who gains and loses a seat under the policy that stands now, where another decides. */
function migrationOf(
  state: ChangeState,
  situation: Situation,
  plain: (value: Value) => string,
): Pick<About, 'migration'> {
  const asked = situation.current && migrate(state, { type: 'migrate' }, situation);
  if (!asked || !('refusal' in asked)) return {};
  const { version } = asked.refusal.values;
  return { migration: { version: String(version), says: plain(refusalView(asked.refusal).what) } };
}

/** What nobody accepted yet comes first: that is what whoever opens the question came for. */
function openWork({ work }: ChangeState): readonly string[] {
  const open = work.filter(({ merged }) => !merged);
  return [...open.filter(({ accepted }) => !accepted), ...open.filter(({ accepted }) => accepted)].map(
    ({ label }) => label,
  );
}

/** The class that counts stands between those that it could be raised and lowered to. */
function classesBeside(state: ChangeState, { policy }: Situation, plain: (value: Value) => string): About['classes'] {
  const choices = (from: number, to?: number) =>
    CLASSES.slice(from, to).map((value) => ({ value, label: plain(className(value)) }));
  const smallest = CLASSES.indexOf(standingClass(state) ?? 'minor');
  return { larger: choices(CLASSES.indexOf(bindingClass(state, policy)) + 1), smaller: choices(0, smallest) };
}

/** Items of one name are one choice: several that are not written yet are let go together. */
function itemsOf({ content }: ChangeState, plain: (value: Value) => string): readonly Choice[] {
  const named = new Map(content.request.items.map((item) => [item.label, item]));
  return [...named].map(([value, item]) => ({
    value,
    label: isUnwritten(item) ? plain(words('status.link.new-requirement', { count: 1 })) : value,
  }));
}
