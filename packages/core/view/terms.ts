/** What a plan's step, a condition and an alternative say besides their text, as every surface shows it: typed again, it is the same (`typed/shown.test.ts`). */
import { isNothingAlone } from '../content/alternative.ts';
import type { Condition } from '../content/governed.ts';
import type { PlanStep } from '../content/plan.ts';
import type { Alternative } from '../content/request.ts';
import { people, type Value, words } from './sentence.ts';

export function stepFacts({ owner, start, end }: PlanStep): readonly Value[] {
  const facts: Value[] = [];
  if (owner) facts.push(words('status.plan.owner', { owner: people([owner]) }));
  if (start && end) facts.push(words('status.plan.dates', { start: { date: start }, end: { date: end } }));
  else if (end) facts.push(words('status.plan.until', { end: { date: end } }));
  else if (start) facts.push(words('status.plan.from', { start: { date: start } }));
  return facts;
}

export function conditionFacts({ owner, blocks, due }: Condition): readonly Value[] {
  return [
    words('status.condition.owner', { owner: people([owner]) }),
    words(`status.condition.blocks.${blocks}`),
    ...(due ? [words('status.condition.due', { due: { date: due } })] : []),
  ];
}

export function alternativeFacts({ text, doNothing, recommended }: Alternative): readonly Value[] {
  return [
    ...(doNothing && !isNothingAlone(text) ? [words('status.alternative.do-nothing')] : []),
    ...(recommended ? [words('status.alternative.recommended')] : []),
  ];
}
