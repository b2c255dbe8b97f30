/** Reads what becomes of quality: `worse reliability mitigated, regression partial, control: Load test owner @mei due 2026-12-20`. */
import type { Candidate } from '../../impact/contradiction.ts';
import type { QUALITY_ATTRIBUTES } from '../../impact/dimension.ts';
import { dayIn } from '../deadline.ts';
import { isMisread, misread, wordNamed } from '../reading.ts';
import { careOff, clausesIn, trimmed } from './clause.ts';
import { inEnglish } from './english.ts';
import { type Found, type Said, unread } from './found.ts';

type Attribute = (typeof QUALITY_ATTRIBUTES)[number];
type Effect = Candidate['quality']['attributes'][number];

const ATTRIBUTE_WORDS: Readonly<Record<Attribute, readonly string[]>> = {
  'functional-suitability': ['functional suitability', 'functionality', '功能性', '功能适合性'],
  'performance-efficiency': ['performance efficiency', 'performance', '性能效率', '性能'],
  compatibility: ['兼容性'],
  'interaction-capability': ['interaction capability', 'usability', '交互能力', '易用性'],
  reliability: ['可靠性'],
  security: ['信息安全性', '信息安全'],
  maintainability: ['维护性', '可维护性'],
  flexibility: ['portability', '灵活性', '可移植性'],
  safety: ['功能安全', '安全性'],
};

const NAMES = Object.entries(ATTRIBUTE_WORDS)
  .flatMap(([code, words]) => [code, ...words].map((word) => [word.toLowerCase(), code as Attribute] as const))
  .sort(([one], [other]) => other.length - one.length);

/** What is said whole, and taken out first. */
const WHOLE = {
  missed: /(?:a quality requirement of the customer is )?\bnot[- ]met\b/i,
  acceptance: /\bacceptance[- ]criteria\b(?:\s+changed?\b)?/i,
  cosmetic: /\bcosmetic\b/i,
  nothing: /\bno attribute worse\b|没有(?:质量)?(?:属性|特性)\s*worse\b/i,
  untested: /\bno regression(?: tests?)?\b/i,
  regression: /\bregression(?: tests?)?\s+(none|partial|full)\b|\b(partial|full) regression(?: tests?)?\b/i,
  count: /(\d{1,3})\s*(?:control measures?\b|项(?:质量)?控制措施)/i,
} as const;

const DIRECTION = /^(worse|down|better|up)\b\s*:?/i;
const MITIGATED = /^\(?\s*mitigated\s*\)?/i;
const JOINING = /^(?:[\s,;:·。()]+|and\b|&|和|及|与|以及|、)+/i;

export function readQuality(said: Said): Found<'quality'> {
  const { reading, example } = said;
  const { rest: written, texts } = clausesIn(said.words, ['control']);
  const controls: Candidate['quality']['controls'] = [];
  for (const given of texts.flatMap((one) => one.text.split(/[;；]/))) {
    const read = careOff(given, reading, example);
    if (isMisread(read)) return read;
    const { due, ...care } = read.care;
    const dated = due === undefined ? dayIn(read.text, reading, example) : { rest: read.text, date: due };
    if (isMisread(dated)) return dated;
    const text = trimmed(dated.rest);
    if (text === '') return misread('needs-argument', reading.line, { what: 'text' }, example);
    controls.push({ text, ...care, ...(dated.date ? { due: dated.date } : {}) });
  }
  let rest = inEnglish(written);
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest) ?? undefined;
    if (found) rest = rest.replace(found[0], ' ; ');
    return found;
  };
  const isMissed = take(WHOLE.missed) !== undefined;
  const acceptanceCriteriaChanged = take(WHOLE.acceptance) !== undefined;
  const cosmetic = take(WHOLE.cosmetic) !== undefined;
  take(WHOLE.nothing);
  const isUntested = take(WHOLE.untested) !== undefined;
  const tests = isUntested ? undefined : take(WHOLE.regression);
  const counted = take(WHOLE.count)?.[1];
  if (counted !== undefined && Number(counted) !== controls.length)
    return misread('controls-counted', reading.line, { given: Number(counted), found: controls.length }, example);
  const attributes = attributesIn(rest, said);
  if ('code' in attributes) return attributes;
  const regression = (tests?.[1] ?? tests?.[2] ?? 'none').toLowerCase() as 'none' | 'partial' | 'full';
  return {
    value: {
      attributes: [...attributes],
      acceptanceCriteriaChanged,
      regression,
      controls,
      meetsCustomerRequirements: !isMissed,
      cosmetic,
    },
  };
}

/** Attributes with what becomes of them: the word for it stands before them, or behind them as in 性能下降. */
function attributesIn(given: string, said: Said): readonly Effect[] | ReturnType<typeof unread> {
  const found: Effect[] = [];
  let waiting: Attribute[] = [];
  let direction: Effect['direction'] | undefined;
  let rest = given;
  for (;;) {
    rest = rest.replace(JOINING, '');
    if (rest === '') break;
    const word = DIRECTION.exec(rest);
    if (word) {
      direction = /worse|down/i.test(word[1] ?? '') ? 'down' : 'up';
      rest = rest.slice(word[0].length);
      if (waiting.length > 0) {
        for (const name of waiting) found.push({ name, direction, mitigated: false });
        [waiting, direction] = [[], undefined];
      }
      continue;
    }
    const last = found.at(-1);
    const mitigated = last && waiting.length === 0 ? MITIGATED.exec(rest) : undefined;
    if (last && mitigated) {
      found.splice(-1, 1, { ...last, mitigated: true });
      rest = rest.slice(mitigated[0].length);
      continue;
    }
    const name = NAMES.find(([one]) => rest.toLowerCase().startsWith(one) && endsThere(rest, one));
    if (!name && direction === undefined) return unread(rest, said);
    if (!name) {
      const known = wordNamed(
        /^\S+/.exec(rest)?.[0] ?? '',
        ATTRIBUTE_WORDS,
        'unknown-word',
        said.reading,
        said.example,
      );
      return typeof known === 'string' ? unread(rest, said) : known;
    }
    if (direction) found.push({ name: name[1], direction, mitigated: false });
    else waiting.push(name[1]);
    rest = rest.slice(name[0].length);
  }
  return waiting.length > 0 ? unread(given, said) : found;
}

/** A word of Latin letters ends where no further letter follows. */
function endsThere(text: string, word: string): boolean {
  return !/[a-z]$/.test(word) || !/^[a-z-]/i.test(text.slice(word.length));
}
