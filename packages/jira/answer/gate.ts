/** Whether work on a request may be merged, and each reason why not, once. */
import type { Situation } from '@countersign/core/change/situation.ts';
import { FINAL, type Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { missing, reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { type Sentence, words } from '@countersign/core/view/sentence.ts';
import { remedySentence, verdictSentence, verdictTitle } from '@countersign/core/view/verdict.ts';
import type { ChangeData, Said } from '../port/data.ts';
import type { Voice } from './voice.ts';

/** Before these are behind it, nobody expects the gate to be open. */
const EARLY: readonly Stage[] = ['draft', 'submitted', 'assessing'];

/** Titles that only repeat a reason; each reason has its line. */
const REPEATING: readonly Sentence['id'][] = ['gate.closed', 'gate.title.on', 'gate.title.on-more'];

/** Nothing for a request that is over: then nobody asks. */
export function gateData(state: ChangeState, situation: Situation, speak: Voice): ChangeData['gate'] {
  if (FINAL.includes(state.stage)) return undefined;
  const verdict = changeGate(state, 'merge', situation);
  const titled = verdictTitle(verdict);
  return {
    open: verdict.open,
    title: REPEATING.includes(titled.id) ? '' : speak.plain(titled),
    lines: linesOf(verdict, speak),
    early: EARLY.includes(state.stage),
  };
}

/** What is missing, once each. That it is undecided goes without saying where the votes say more. */
function linesOf(verdict: Verdict, { say }: Voice): readonly Said[] {
  const gaps = missing(verdict);
  return gaps
    .filter((one) => one.code !== 'not-decided' || gaps.length === 1)
    .map((one) => {
      const remedy = reasonOf(one).remedy === 'beside' ? remedyOf(one) : undefined;
      const line = say(verdictSentence(one));
      return remedy ? [...line, { kind: 'text', text: ' – ' }, ...say(remedy)] : line;
    });
}

function remedyOf(one: Verdict): Sentence | undefined {
  return one.code === 'seat-unreadable' ? words('gate.here.seat-unreadable.remedy') : remedySentence(one);
}
