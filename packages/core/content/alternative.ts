/** How people say that an alternative is “do nothing” (`rules.md` 2.4): one list, for whoever reads it and for whoever shows it. */

/** As it is shown behind an alternative, now or before. */
const SHOWN = ['do nothing', '不[做作]变更', '维持现状'];
/** A text that begins so says it by itself. */
const SAID = [...SHOWN, 'doing nothing', 'no change', '不变更', '什么[都也]不做', '不采取措施', '保持现状'];

const BEGINS = new RegExp(`^\\s*(?:${SAID.join('|')})`, 'iu');
const ALONE = new RegExp(`^\\s*(?:${SAID.join('|')})\\s*[.。]?\\s*$`, 'iu');
const BEHIND = new RegExp(`\\s*·\\s*(?:${SHOWN.join('|')})\\s*$`, 'iu');

/** Whether a text says at its beginning that it is “do nothing”; reasons may follow. */
export function beginsWithNothing(text: string): boolean {
  return BEGINS.test(text);
}

/** Whether a text says that and no more, so that nothing has to be shown behind it. */
export function isNothingAlone(text: string): boolean {
  return ALONE.test(text);
}

/** A text without the mark of “do nothing” behind it; the same text where there is none. */
export function withoutNothing(text: string): string {
  return text.replace(BEHIND, '');
}
