/** What a request asks for, and why, as its panel shows it. */
import type { ChangeState } from '@countersign/core/change/state.ts';
import { partsOf } from '@countersign/core/content/passage.ts';
import { difference } from '@countersign/core/text/difference.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { causeSaid, fieldWith } from '@countersign/core/view/field.ts';
import type { ChangeData } from '../port/data.ts';
import { withNames } from '../text/mention.ts';

/** Characters of a text whose difference is shown; comparing longer ones takes too long for a panel. */
const MOST_TEXT = 20_000;

/** @param names by account, of those whom the texts mention */
export function wordsOf(
  { content: { request } }: ChangeState,
  locale: Locale,
  names: ReadonlyMap<string, string> = new Map(),
): Pick<ChangeData, 'differences' | 'reasons'> {
  const text = (one: typeof request.before) => readable(withNames(one ?? [], names)).slice(0, MOST_TEXT);
  const reasons: { name: string; text: string }[] = [];
  const label = (id: Parameters<typeof fieldWith>[0]) => fieldWith(id).label[locale];
  if (request.cause) reasons.push({ name: label('cause'), text: causeSaid(request.cause, locale) });
  for (const id of ['motive', 'outcome', 'notChanging'] as const)
    if (request[id]?.length) reasons.push({ name: label(id), text: text(request[id]) });
  const differences = partsOf(request).flatMap(({ item, texts }) => {
    const runs = difference(text(texts.before), text(texts.after));
    return runs.length > 0 ? [{ ...(item ? { name: item.label } : {}), runs }] : [];
  });
  return { differences, reasons };
}
