/** What a request asks for, and why, as its panel shows it. */
import type { ChangeState } from '@countersign/core/change/state.ts';
import { partsOf } from '@countersign/core/content/passage.ts';
import { difference } from '@countersign/core/text/difference.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { answersOf } from '@countersign/core/view/answers.ts';
import type { ChangeData } from '../port/data.ts';
import { withNames } from '../text/mention.ts';
import type { Voice } from './voice.ts';

/** Characters of a text whose difference is shown; comparing longer ones takes too long for a panel. */
const MOST_TEXT = 20_000;

/** @param names by account, of those whom the texts mention */
export function wordsOf(
  state: ChangeState,
  plain: Voice['plain'],
  names: ReadonlyMap<string, string> = new Map(),
): Pick<ChangeData, 'differences' | 'reasons'> {
  const { request } = state.content;
  const text = (one: typeof request.before) => readable(withNames(one ?? [], names)).slice(0, MOST_TEXT);
  const reasons = answersOf(state).flatMap(({ id, name, value, text: blocks }) =>
    id === 'before' || id === 'after' ? [] : [{ name: plain(name), text: blocks ? text(blocks) : plain(value) }],
  );
  const differences = partsOf(request).flatMap(({ item, texts }) => {
    const runs = difference(text(texts.before), text(texts.after));
    return runs.length > 0 ? [{ ...(item ? { name: item.label } : {}), runs }] : [];
  });
  return { differences, reasons };
}
