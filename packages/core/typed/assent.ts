/** What may stand behind an approval so that it is still a plain yes (`rules.md 4.1`): signs of assent, its reason, and the name of whoever says it. What stands beside it is read in `doubt.ts` and `judged.ts`. */

import { doubtIn, readable, wordsIn } from './doubt.ts';
import { judgedOtherwise } from './judged.ts';
import { withoutUndone } from './needed.ts';
import { endOfAssent, endOfThanks, sameWidth } from './plain.ts';
import { clausesOf, holdsBack, isStruck, MARKED, saysNothing, withoutReasons } from './reason.ts';
import { isNoName, withoutName } from './signed.ts';
import { namesMarked } from './unmarked.ts';

/**
 * Only signs of assent: the whole is a yes. What goes on with a marked reason (`because`, `理由：`) is one for that reason.
 * @param by what the tracker calls whoever says it: their own name below it adds nothing, and anybody else's may be a word
 */
export function plainYes(text: string, by?: string): { readonly reason?: string } | undefined {
  const plain = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').trim();
  const unsigned = withoutOwnName(
    withoutName(plain, (name) => doubtIn(name) !== undefined),
    by,
  );
  const at = endOfAssent(sameWidth(namesMarked(unsigned, isNone)));
  const rest = plain.slice(at);
  if (at >= unsigned.length) return plain === '' ? {} : { reason: plain };
  const marked = MARKED.exec(rest);
  const why = marked ? rest.slice(marked[0].length).trim() : '';
  if (why === '' || takesBack(why)) return undefined;
  return { reason: rest === plain ? why : plain };
}

/** What may stand in a name's place and is none: a decision, a part, or words that hold back. */
const isNone = (name: string): boolean => isNoName(name) || doubtIn(name) !== undefined;

/** A reason that says "but" goes on with something else than the reason, and one that asks is none. */
const TURNED = /\bbut\b|\bhowever\b|但|[?？]/iu;

/** Whether the reason of a yes says more than why: when, how far, unless, or something else. */
export function takesBack(reason: string): boolean {
  const written = readable(reason);
  if (saysNothing(written) || isStruck(reason)) return true;
  const said = withoutReasons(withoutUndone(written));
  return (
    TURNED.test(said) ||
    doubtIn(said) !== undefined ||
    judgedOtherwise(said) !== undefined ||
    clausesOf(said).some((clause) => wordsIn(clause) !== undefined || holdsBack(clause))
  );
}

/** Whether words that belong to no command are a yes all the same, and not only polite: whoever says so may believe to have voted. */
export function soundsLikeYes(text: string): boolean {
  return text.trim() !== '' && plainYes(text) !== undefined && endOfThanks(sameWidth(text)) < text.length;
}

/** Words at the end that may be a name, and what sets them off. */
const NAMED_LAST = /[\s,，.。!！;；–—-]+(\p{L}[\p{L}\p{N}'’._-]*(?: \p{L}[\p{L}\p{N}'’._-]*){0,3})[.。]?$/u;
/** With what sets it off; more is not looked at. */
const LONGEST_NAME = 100;
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Without the speaker's own name at the end: all of it, or one of its words; a name that takes something back stays. */
function withoutOwnName(text: string, by: string | undefined): string {
  if (!by) return text;
  const names = new Set([letters(by), ...by.split(/[\s._-]+/).map(letters)].filter((one) => one.length > 1));
  for (
    let [, said = ''] = NAMED_LAST.exec(text.slice(-LONGEST_NAME)) ?? [];
    said !== '';
    said = said.replace(/^\S+ ?/, '')
  )
    if (names.has(letters(said)) && !isNoName(said) && doubtIn(said) === undefined) {
      const end = text.lastIndexOf(said);
      return end > 0 ? text.slice(0, end) : text;
    }
  return text;
}
