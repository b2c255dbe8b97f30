/** The answer to which requirements are affected, as every tracker's form holds it: what names one that exists, and the words of those that nobody has written yet. */
import type { AffectedItem } from '../content/request.ts';
import { normaliseText } from '../text/normalise.ts';

const NEW = /^(?:new requirements?|新需求|新增需求)[\s:：.–—-]*/i;
const BETWEEN = /([,，;；、\n]+)/;
/** By its form a name of something, and no words: `#7`, `acme/shop#7`, `SHIP-9`, an address. */
const REFERENCE = /^(?:\S*[#＃]\d{1,9}|[A-Z][A-Z0-9_]+-\d+|https?:\/\/\S+)$/i;

export interface Affected {
  /** Parts that name a requirement, in their order. */
  readonly named: readonly string[];
  /** Requirements that do not exist yet, with all that is said of them. */
  readonly added: readonly AffectedItem[];
  /** Parts that name nothing: to be told to whoever wrote them. */
  readonly strange: readonly string[];
}

/**
 * Whatever follows "new requirement", up to the next name, are its words: the board agrees to them, so they are governed (`rules.md 4.2`), also
 * where they go on after a comma or on another line.
 * @param isName whether a part names a requirement of this tracker
 * @param isNothing whether a part says that there is none
 */
export function readAffected(
  answer: string,
  { isName, isNothing }: { isName: (part: string) => boolean; isNothing: (part: string) => boolean },
): Affected {
  const named: string[] = [];
  const strange: string[] = [];
  const added: string[] = [];
  let isOpen = false;
  const pieces = answer.split(BETWEEN);
  for (let at = 0; at < pieces.length; at += 2) {
    const part = (pieces[at] ?? '').replace(/^\s*[-*]\s+/, '').trim();
    if (part === '' || (!isOpen && isNothing(part))) continue;
    if (isName(part)) {
      named.push(part);
      isOpen = false;
    } else if (NEW.test(part)) {
      added.push(part.replace(NEW, ''));
      isOpen = true;
    } else {
      // What looks like a name and is none is told, and governed with the words in which it stands.
      if (!isOpen || REFERENCE.test(part)) strange.push(part);
      if (isOpen) added.push(`${added.pop() ?? ''}${joint(pieces[at - 1] ?? '')}${part}`);
    }
  }
  return { named, added: added.map(itemOf), strange };
}

/** As it was written, but for the blanks that were trimmed around it. */
function joint(between: string): string {
  return /[,;]$/.test(between) ? `${between} ` : between.replaceAll(/\n+/g, '\n');
}

function itemOf(words: string, index: number): AffectedItem {
  const text = normaliseText(words).trim();
  return { id: `new:${index + 1}`, label: 'new', action: 'add', ...(text ? { text } : {}) };
}
