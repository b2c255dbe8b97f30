/** An estimate in the words that its readers know: those of either language, with the signs that phones and word processors write. */
import { ARGUMENT_WORDS, WHOLE_WORDS } from '../word.ts';
import { withFigures } from './numeral.ts';

/** Phones and word processors write a dash for a minus; between two numbers it is a range. */
const MINUS = /(?<![^\s:：,，(（])[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]\s?(?=[\d¥￥$€£半]|[A-Z]{3}\s?\d|人民币)/gu;

/** An estimate is one whatever word beside its number says so; how sure it is stands in its confidence. */
const ABOUT =
  /(?:大约|大概|约|[~～≈]|\b(?:about|around|approx(?:imately)?|roughly|circa)\b\.?)(?=\s*(?:[+-]?[\d半¥$€£]|[A-Z]{3}\s*\d|人民币|RMB))|(?<=[\d天日周月元万千亿wk时]\s?)(?:左右|上下)/giu;

export function inEnglish(given: string): string {
  // A comma of full width never groups figures.
  const figures = withFigures(given.replaceAll('，', ', ').replaceAll(MINUS, '-').normalize('NFKC'));
  let text = figures.replaceAll(ABOUT, ' ');
  for (const [pattern, replacement] of WHOLE_WORDS) text = text.replace(pattern, replacement);
  for (const [word, replacement] of ARGUMENT_WORDS) text = text.replaceAll(word, replacement);
  return text;
}
