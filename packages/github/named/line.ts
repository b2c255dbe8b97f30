/** What one line of a description names: what it says to implement, and what it only mentions (`rules.md 6.3`). */
import type { SpokenLine } from '@countersign/core/typed/seen.ts';
import { negatedIn } from './negation.ts';
import { narrow, type Token, tokensOf } from './token.ts';

export interface LineNames {
  /** How a line that opens names them: by a label, or by a closing keyword, which may mean any issue. */
  readonly by?: 'label' | 'keyword';
  /** As they are written. */
  readonly said: readonly Said[];
  readonly mentioned: readonly string[];
}

export type Said =
  | { readonly kind: 'reference'; readonly text: string }
  /** Of another tracker. `unsure`: it may be a word that looks like one. */
  | { readonly kind: 'key'; readonly text: string; readonly unsure?: true };

/** Nobody writes a longer beginning. */
const LONGEST_LABEL = 60;
const LABEL = new RegExp(
  String.raw`^[^\p{L}\p{N}#"'“‘「『\x60\ufffc]{0,10}(?:${[
    String.raw`(?:change(?:[ -]?requests?)?s?|CRs?)(?: (?:no|number|id|ref|reference)s?\.?)?`,
    '(?:关联|相关|对应|所属|实施)?(?:的)?(?:需求)?变更(?:请求|申请|单)?(?:编号|号)?',
    '关联(?:的)?CR',
  ].join('|')})[ \t]*:`,
  'iu',
);
const KEYWORD = /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)$/i;
const KEYWORD_HAN = /^(?:关闭|修复|解决)$/;
const JOINS = /^(?:and|or|和|与|及|以及|或)$/i;
const KEY = /^[A-Za-z][A-Za-z\d_]{1,30}-\d{1,7}(?![\p{L}\p{N}_-]|[./]\w)/u;
/** Behind these a line goes on with the next. */
const RUNS_ON =
  /^(?:this|it|that|which|will|would|should|to|may|might|could|also|not|and|or|if|when|本次|将|会|并|或|如果|若)$/i;

/** @param line as it is seen. What stands in a box that is not ticked is still to be done; a title, too, is no place to say it. */
export function namesOf(line: SpokenLine): LineNames {
  const words = narrow(line.words);
  const tokens = tokensOf(words);
  const negated = negatedIn(tokens);
  const all = tokens.filter((one) => one.kind === 'reference' && !negated.has(one.from));
  const said = line.box === 'empty' ? undefined : (labelled(words, tokens) ?? alone(line, tokens));
  const names = said?.names ?? [];
  const mentioned = runsOnNegated(line, tokens) ? [] : all;
  return {
    ...(said ? { by: said.by } : {}),
    said: names.map(({ said }) => said),
    mentioned: mentioned.filter(({ from }) => !names.some((one) => one.from === from)).map(({ text }) => text),
  };
}

interface Found {
  readonly by: 'label' | 'keyword';
  readonly names: readonly { readonly from: number; readonly said: Said }[];
}

/** `Change: #12, SHIP-13`: the list that the line begins with. What is asked or taken back behind it says nothing. */
function labelled(words: string, tokens: readonly Token[]): Found | undefined {
  const label = LABEL.exec(words.slice(0, LONGEST_LABEL))?.[0];
  if (label === undefined) return undefined;
  const names: { from: number; said: Said }[] = [];
  let at = tokens.findIndex((one) => one.from >= label.length);
  let end = at;
  while (at >= 0 && at < tokens.length) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === 'reference') {
      names.push({ from: token.from, said: { kind: 'reference', text: token.text } });
      at += 1;
      end = at;
      continue;
    }
    const key = token.kind === 'word' ? KEY.exec(words.slice(token.from, token.from + 50))?.[0] : undefined;
    if (key !== undefined) {
      const to = token.from + key.length;
      names.push({ from: token.from, said: { kind: 'key', text: key } });
      at = indexFrom(tokens, at, to);
      end = at;
    } else if (
      token.kind === 'blank' ||
      /^[[\],、;&+/|()*_]$/.test(token.text) ||
      (names.length > 0 && JOINS.test(token.text))
    )
      at += 1;
    else break;
  }
  if (names.length === 0) return undefined;
  const rest = tokens.slice(end);
  if (rest.some(({ text }) => text === '?') || negatedIn([...rest, mark(words.length)]).size > 0) return undefined;
  const isFollowed = rest.some(({ kind }) => kind === 'word' || kind === 'han');
  return { by: 'label', names: names.map((one) => ({ ...one, said: sure(one.said, isFollowed) })) };
}

/** Something behind the rest of a line that it would take back: then it may take back what stands before, too. */
const mark = (from: number): Token => ({ kind: 'reference', text: '', from, to: from });

function sure(said: Said, isFollowed: boolean): Said {
  if (said.kind === 'reference') return said;
  const text = said.text.toUpperCase();
  return isFollowed || text !== said.text ? { kind: 'key', text, unsure: true } : { kind: 'key', text };
}

function indexFrom(tokens: readonly Token[], at: number, from: number): number {
  let next = at;
  while ((tokens[next]?.from ?? from) < from) next += 1;
  return next;
}

/** `Closes #5, #6`: keywords and what they name, and not one other word. */
function alone({ box, above = '' }: SpokenLine, tokens: readonly Token[]): Found | undefined {
  if (box) return undefined;
  const names: { from: number; said: Said }[] = [];
  let last: 'keyword' | 'reference' | 'join' | undefined;
  for (const token of tokens) {
    const { kind, text, from } = token;
    if (kind === 'blank') continue;
    if (kind === 'reference') {
      if (last === undefined) return undefined;
      names.push({ from, said: { kind: 'reference', text } });
      last = 'reference';
    } else if (kind === 'word' || kind === 'han') {
      const isKeyword = KEYWORD.test(text) || KEYWORD_HAN.test(text);
      if (!isKeyword && !(JOINS.test(text) && last === 'reference')) return undefined;
      if (isKeyword && last === 'keyword') return undefined;
      last = isKeyword ? 'keyword' : 'join';
    } else if (
      names.length === 0
        ? !/[:[(*_\p{Extended_Pictographic}•·–—>]|\ufe0f/u.test(text)
        : !/[[\],、;&+/.:!。()]/.test(text)
    )
      return undefined;
  }
  return names.length > 0 && last === 'reference' && !runsOn(above) ? { by: 'keyword', names } : undefined;
}

/** Whether a line goes on with the next one: then a keyword there is not alone. */
function runsOn(above: string): boolean {
  const words = tokensOf(narrow(above)).filter(({ kind }) => kind !== 'blank');
  const last = words.at(-1);
  if (!last || last.kind === 'mark' || last.kind === 'reference') return last?.text === ',';
  return RUNS_ON.test(last.text) || negatedIn([...words, mark(above.length)]).has(above.length);
}

/** "It does not / fix #5": taken back over the end of a line. */
function runsOnNegated({ above = '' }: SpokenLine, tokens: readonly Token[]): boolean {
  const [first] = tokens.filter(({ kind }) => kind !== 'blank');
  if (!above || !first) return false;
  const before = tokensOf(narrow(above)).slice(-40);
  const shifted = tokens.map((one) => ({ ...one, from: one.from + above.length, to: one.to + above.length }));
  const blank: Token = { kind: 'blank', text: ' ', from: above.length, to: above.length };
  const whole = negatedIn([...before, blank, ...shifted]);
  const references = shifted.filter(({ kind }) => kind === 'reference');
  return references.length > 0 && references.every(({ from }) => whole.has(from));
}
