/** Puts back what of a requirement is under control, and leaves the rest as it was saved (`rules.md 5.2`). */
import { type Control, controlledDigest, type Source, sameDigest, stretchesOf } from './controlled.ts';

/**
 * The text as it has to stand: what is under control from the one, letter by letter, and what is free from the other.
 * Where the two do not fit together (a fence that is left open swallows what comes behind it), what is under control stands alone.
 */
export function putBack(kept: Source, saved: Source, control: Control): Source {
  const wanted = controlledDigest(kept, control);
  if (sameDigest(controlledDigest(saved, control), wanted)) return saved;
  const title = control.title ? kept.title : saved.title;
  const free = stretchesOf(saved.body, control).filter(({ isControlled }) => !isControlled);
  const fixed = stretchesOf(kept.body, control);
  const pieces: string[] = [];
  for (const { isControlled, source } of fixed) {
    if (isControlled) pieces.push(source);
    else pieces.push(free.shift()?.source ?? '');
  }
  pieces.push(...free.map(({ source }) => source));
  const body = apart(pieces);
  const whole = { title, body };
  if (sameDigest(controlledDigest(whole, control), wanted)) return whole;
  const alone = { title, body: apart(fixed.flatMap(({ isControlled, source }) => (isControlled ? [source] : []))) };
  return sameDigest(controlledDigest(alone, control), wanted) ? alone : { title, body: kept.body };
}

/** With an empty line between two pieces that had none. */
function apart(pieces: readonly string[]): string {
  return pieces
    .filter((piece) => piece !== '')
    .reduce((text, piece) => {
      if (text === '' || /(?:\r?\n|\r)[ \t]*(?:\r?\n|\r)$/.test(text)) return text + piece;
      return `${text}${/[\r\n]$/.test(text) ? '' : '\n'}\n${piece}`;
    }, '');
}
