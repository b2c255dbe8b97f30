/** Whether words take back what they name: "does not fix #5". Where nobody can tell they do not, because a mention only closes. */
import type { Token } from './token.ts';

/** Words behind a plain "not" that may come before what it takes back. */
const REACH = 8;
/** … behind words that speak of the next thing alone. */
const NEAR = 3;

const NOT =
  /^(?:not|never|cannot|neither|nor|(?:do|does|did|is|are|was|were|will|wo|ca|could|should|would|must|has|have|had)n[’']?t)$/i;
const NEARLY = /^(?:no|without|instead|than|unrelated|except|excluding|unlike)$/i;
/** Behind these the sentence goes on with something of its own, or says the opposite. */
const TURN =
  /^(?:but|however|although|though|whereas|while|because|so|only|just|merely|simply|until|till|before|unless|after|if|when|once|ready)$/i;
/** A new statement behind what was taken back: "does not fix #5 and closes #6". */
const STATES = /^(?:closes|fixes|resolves|implements)$/i;
const HERE = /^(?:here|this)$/i;
const HERE_ALONE = /^here$/i;

const NOT_HAN = /不(?!仅|但|只|光|论|管|久|同|影响)|未(?!来)|没|并非|而非|无需|无须|无法|勿/g;
const TURN_HAN = /但|不过|然而|而是|因为|所以|仅|只有|合并|上线|发布|部署|之?前/g;
const APART_HAN = /^(?:无关|没有(?:直接)?(?:关系|关联)|不相关)/;

/** The references that are taken back, by where they begin. */
export function negatedIn(tokens: readonly Token[]): ReadonlySet<number> {
  const negated = new Set<number>();
  /** So many more words the negation reaches. */
  let reach = 0;
  /** References since the clause began; … and whether a negation followed them, and a "here". */
  let named: number[] = [];
  let isAfter = false;
  /** The last thing but blanks was a reference, or one and a comma. */
  let behind: 'reference' | 'comma' | undefined;
  const turn = (): void => {
    reach = 0;
    named = [];
    isAfter = false;
  };
  for (const [at, { kind, text, from }] of tokens.entries()) {
    if (kind === 'blank') continue;
    if (behind === 'comma' && kind !== 'reference') turn();
    const last = behind;
    behind = undefined;
    if (kind === 'reference') {
      if (reach > 0) negated.add(from);
      named.push(from);
      behind = 'reference';
    } else if (kind === 'word') {
      reach -= 1;
      if (
        TURN.test(text) ||
        (/^without$/i.test(text) && reach > 0) ||
        (STATES.test(text) && /^and$/i.test(wordBefore(tokens, at)) && named.length > 0)
      )
        turn();
      else if (NOT.test(text)) {
        if (named.length > 0) isAfter = true;
        reach = REACH;
      } else if (NEARLY.test(text)) reach = Math.max(reach, NEAR);
      else if (
        isAfter &&
        HERE.test(text) &&
        /^(?:by|in|with|here)$/i.test(HERE_ALONE.test(text) ? text : wordBefore(tokens, at))
      )
        for (const one of named) negated.add(one);
    } else if (kind === 'han') {
      if (named.length > 0 && APART_HAN.test(text)) for (const one of named) negated.add(one);
      const not = lastOf(NOT_HAN, text);
      const turned = lastOf(TURN_HAN, text);
      // What is not to be done before it is approved is not taken back.
      if (/^\p{Script=Han}{0,6}前/u.test(text)) for (const one of named) negated.delete(one);
      if (turned > not) turn();
      else if (not >= 0) reach = REACH;
    } else if (/[,、&+/]/.test(text) && last === 'reference') behind = 'comma';
    else if (/[-.,、;!?:。()]/.test(text)) turn();
  }
  return negated;
}

function wordBefore(tokens: readonly Token[], at: number): string {
  const before = tokens[at - 2];
  return before?.kind === 'word' ? before.text : '';
}

function lastOf(words: RegExp, text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(words)) last = index;
  return last;
}
