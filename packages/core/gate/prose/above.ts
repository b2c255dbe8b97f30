/** Whether what stands above a list, a heading or the words before, says that what follows changes (`rules.md 6.4`). */
import { changed, isBare, isBegun, isDoubtful, LONGEST } from './affirm.ts';
import { CHINESE_TO_A_VALUE, FOLLOWING_ZH } from './chinese.ts';
import { ENGLISH_TO_A_VALUE, FOLLOWING_EN } from './english.ts';
import { isKnownLead, isKnownOrder } from './lead.ts';
import { asFormed, NAMED } from './signs.ts';
import { NUMBERED, VALUE, VERSION, YES } from './terms.ts';

/** All of a heading: `Use Node 24`. */
const TO_A_VALUE = new RegExp(`^${NUMBERED}(?:${ENGLISH_TO_A_VALUE}|${CHINESE_TO_A_VALUE})[\\s:：.。]*$`, 'u');

/** Whether what stands above a list, or before a name, says that what follows changes: known words, or a sentence that the names end or that has one in place of "the following files". */
function leadsToChange(words: string): boolean {
  const plain = words.trim();
  if (plain === '' || plain.length > LONGEST) return false;
  if (isKnownLead(plain)) return true;
  if (isDoubtful(plain)) return false;
  if (TO_A_VALUE.test(asFormed(plain))) return true;
  const open = plain.replace(/[\s:：]+$/u, '');
  const following = asFormed(plain);
  const at = following.search(FOLLOWING);
  return (
    (!ENDED.test(open) && changed(`${open} ${NAMED}`).some(({ to }) => to > open.length)) ||
    changed(following.replace(FOLLOWING, NAMED)).some(({ from, to }) => at >= from && at < to)
  );
}

const FOLLOWING = new RegExp(`${FOLLOWING_EN}|${FOLLOWING_ZH}`, 'u');

/** A heading, or words like one, that only say what is done; or a sentence that does, and is over. */
export const isOfChange = (words: string): boolean =>
  leadsToChange(words) || isBare(words) || isWhole(words) || (ENDED.test(words) && isSaid(words));

const ENDED = /[.!。！]\s*$/u;
/** Of files, or of what these hold in words of which each is known: "Add Bob to the team." leads to no list of files. */
const isSaid = (words: string): boolean =>
  changed(words).length > 0 || (!isDoubtful(words) && isBegun(words.trim()) && isKnownOrder(words));

/** It says of names that they change, and nothing behind them may go on in what follows: `a.yml: Node 24`, not `Update a.yml with:`. */
function isWhole(words: string): boolean {
  const plain = words.trim();
  return changed(plain).some(({ to }) => IS_OVER.test(asFormed(plain).slice(to)));
}
const IS_OVER = new RegExp(`^\\s*(?:[(（]?(?:to\\s+|[到为至成]\\s*)?(?:${VALUE}|${YES}|${VERSION})[)）]?)?$`, 'u');
