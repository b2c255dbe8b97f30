/** The answer to which requirements are affected, as every tracker's form holds it: what names one that exists, and the words of those that nobody has written yet. */
import type { AffectedItem } from '../content/request.ts';
import { normaliseText } from '../text/normalise.ts';

const NEW = /^(?:new requirements?|新需求|新增需求)[\s:：.–—-]*/i;
const BETWEEN = /([,，;；、\n]+)/;
/** By its form a name of something, and no words: `#7`, `acme/shop#7`, `SHIP-9`, an address. */
const NAME =
  /^(?:https?:\/\/[^\s,，;；、<>]*[\w/]|(?:[\w.-]+\/[\w.-]+)?[#＃]\d{1,9}(?![a-z\d_])|[A-Z][A-Z0-9_]+-\d+(?![a-z\d_]))/iu;
/** A name within words, also where no blank stands around it (`见#7`); an address or a dash alone makes none there (`UTF-8`). */
const PIECE = /[\w.\-/:#＃]+/gu;
const NAME_WITHIN = /[#＃]\d|^GH-\d|\/(?:issues|pull|browse)\/\w/iu;
/** What stands between two names and says that both are meant. */
const AND = /^(?:\s|and\b|or\b|plus\b|as well as\b|以及|和|及|与|跟|或|并|[&+/|.])*/iu;
/** … and what says that more are meant than are named. */
const UP_TO = /^\s*(?:->|[-–—~～…→]|\.{2,}|up to\b|to\b|through\b|thru\b|until\b|till\b|直到|至|到)+\s*/iu;
const JOINS = /^\s*(?:and\b|or\b|plus\b|as well as\b|以及|和|及|与|跟|或)/iu;

/** What may stand between a name and a number that is another to its reader: marks, and words that join or lead up to something. */
const LEADS = `(?:[\\s.,，:：+＋&/|(（\\[【~～…–—→>=-]|\\b(?:and|or|plus|as|well|also|to|through|thru|until|till|up|no|nr)\\b|以及|还有|直到|[和及与跟或并同第至到])*`;
const NUMBER = new RegExp(`^${LEADS}\\d+(?![A-Za-z\\d_])|^${LEADS}[至到]\\s*[一二三四五六七八九十]`, 'iu');
const END = '(?=[\\s)）\\]】.,，。]*$)';
/** Ends a list that goes on: `etc.`, `等`, three dots. */
const GOES_ON = new RegExp(
  `^[\\s(（]*(?:(?:…|\\.{2,})${END}|(?:etc|et al|ff?|onwards?|so on)\\b|等(?![级待价于候同])|(?:之后|以后|以上|以下|起)${END}|(?:and|&|以?及|和)\\s*(?:(?:the\\s+)?(?:more|others?|rest|following|later|above|below|like|so (?:on|forth))\\b|up${END}|其[他它余]|以[后上下]|之后|后续))`,
  'iu',
);

export interface Affected {
  /** Names of requirements, each once, in their order. */
  readonly named: readonly string[];
  /** Requirements that do not exist yet, with all that is said of them. */
  readonly added: readonly AffectedItem[];
  /** Parts that name nothing: to be told to whoever wrote them. */
  readonly strange: readonly string[];
  /** Parts in which a name stands among words, and may or may not be meant: to be told, too. */
  readonly unsure: readonly string[];
  /** Parts in which words stand beside a name and say more than the name does. */
  readonly more: readonly string[];
}

interface Asked {
  /** Whether a name is that of a requirement of this tracker. */
  readonly isName: (name: string) => boolean;
  /** Whether a part says that there is none. */
  readonly isNothing: (part: string) => boolean;
}

/**
 * Whatever follows "new requirement", up to the next name, are its words: the board agrees to them, so they are governed (`rules.md 4.2`), also
 * where they go on after a comma or on another line. Every name is recorded or told: one that is passed over would be neither governed nor watched.
 */
export function readAffected(answer: string, { isName, isNothing }: Asked): Affected {
  const named = new Set<string>();
  const strange: string[] = [];
  const unsure: string[] = [];
  const added: string[] = [];
  const more: string[] = [];
  let isOpen = false;
  const pieces = answer.split(BETWEEN);
  for (let at = 0; at < pieces.length; at += 2) {
    const part = partOf(pieces[at] ?? '');
    if (part === '' || (!isOpen && isNothing(part))) continue;
    const { names, rest, isRange, isOpenEnded } = namesIn(part);
    const ours = names.filter(isName);
    for (const one of ours) named.add(one);
    if (ours.length > 0) isOpen = false;
    if (!isOpen || NEW.test(rest)) for (const each of names.filter((one) => !isName(one))) strange.push(each);
    if (NEW.test(rest)) {
      const words = rest.replace(NEW, '');
      if (within(words, named)) unsure.push(part);
      added.push(words);
      isOpen = true;
    } else if (isOpen) {
      // What looks like a name and is none is told, and governed with the words in which it stands.
      if (names.length > 0) strange.push(part);
      else if (within(part, named)) unsure.push(part);
      added.push(`${added.pop() ?? ''}${joint(pieces[at - 1] ?? '')}${part}`);
    } else if (names.length === 0) strange.push(part);
    else {
      if (rest !== '') more.push(part);
      if (isRange || isOpenEnded || JOINS.test(rest) || within(rest, named)) unsure.push(part);
    }
  }
  return { named: [...named], added: added.map(itemOf), strange, unsure, more };
}

/** Without the mark of a list, and without what only joins it to the part before. */
function partOf(piece: string): string {
  const part = piece.replace(/^\s*[-*]\s+/, '').trim();
  const joined = part
    .replace(/^(?:[-*+•·–—]|\d{1,3}[.)）])\s*/, '')
    .replace(AND, '')
    .replace(/^[([（【]+/, '');
  return NAME.test(joined) || NEW.test(joined) ? joined : part;
}

/** The names at the beginning of a part, and what follows the last of them. */
function namesIn(part: string): {
  readonly names: readonly string[];
  readonly rest: string;
  readonly isRange: boolean;
  /** More are meant than stand there by their names. */
  readonly isOpenEnded: boolean;
} {
  const names: string[] = [];
  let rest = part;
  let isRange = false;
  for (let next = rest; ; ) {
    const [name] = NAME.exec(next) ?? [];
    if (name === undefined) {
      if (names.length > 0 && NEW.test(next)) rest = next;
      const isOpenEnded = names.length > 0 && (NUMBER.test(rest) || GOES_ON.test(rest));
      return { names, rest: /^[\s.。)\]）】!！]*$/.test(rest) ? '' : rest, isRange, isOpenEnded };
    }
    names.push(name);
    const upTo = UP_TO.exec(next.slice(name.length))?.[0];
    if (names.length > 1 && rest !== next && UP_TO.test(rest)) isRange = true;
    rest = next.slice(name.length);
    next = upTo !== undefined && NAME.test(rest.slice(upTo.length)) ? rest.slice(upTo.length) : rest.replace(AND, '');
  }
}

function within(words: string, named: ReadonlySet<string>): boolean {
  return (words.match(PIECE) ?? []).some((one) => NAME_WITHIN.test(one) && !named.has(one.replace(/[.:-]+$/, '')));
}

/** As it was written, but for the blanks that were trimmed around it. */
function joint(between: string): string {
  return /[,;]$/.test(between) ? `${between} ` : between.replaceAll(/\n+/g, '\n');
}

function itemOf(words: string, index: number): AffectedItem {
  const text = normaliseText(words).trim();
  return { id: `new:${index + 1}`, label: 'new', action: 'add', ...(text ? { text } : {}) };
}
