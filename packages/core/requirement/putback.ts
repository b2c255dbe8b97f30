/** Puts back what of a requirement is under control, and leaves the rest as it was saved (`rules.md 5.2`). */
import { type Control, controlledDigest, type Source, type Stretch, sameDigest, stretchesOf } from './controlled.ts';

/**
 * The text as it has to stand: what is under control from the one, letter by letter, and what is free from the other; ticks are free.
 * Where the two do not fit together (a fence that is left open swallows what comes behind it), or are longer than the tracker takes, what is under
 * control stands alone: whoever fills up what is free keeps nothing from coming back.
 * @param longest letters that the tracker takes of a text
 */
export function putBack(kept: Source, saved: Source, control: Control, longest = Number.POSITIVE_INFINITY): Source {
  const wanted = controlledDigest(kept, control);
  if (sameDigest(controlledDigest(saved, control), wanted)) return saved;
  const title = control.title ? kept.title : saved.title;
  const stretches = stretchesOf(saved.body, control);
  const free = stretches.filter(({ isControlled }) => !isControlled);
  const ticks = ticksIn(stretches.filter(({ isControlled }) => isControlled));
  const fixed = stretchesOf(kept.body, control);
  const joined = (controlled: (stretch: Stretch) => string): Source => {
    const left = free.map(({ source }) => source);
    const pieces = fixed.map((stretch) => (stretch.isControlled ? controlled(stretch) : (left.shift() ?? '')));
    return { title, body: apart([...pieces, ...left]) };
  };
  // What looks like a tick may be text, in code below an item.
  for (const whole of [joined((stretch) => ticked(stretch, ticks)), joined(({ source }) => source)])
    if (whole.body.length <= longest && sameDigest(controlledDigest(whole, control), wanted)) return whole;
  const alone = { title, body: apart(fixed.flatMap(({ isControlled, source }) => (isControlled ? [source] : []))) };
  const isAlone = alone.body.length <= longest && sameDigest(controlledDigest(alone, control), wanted);
  return isAlone ? alone : { title, body: kept.body };
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

/** An item of a list with a box: what stands before the tick, the tick, and what comes after it. */
const BOX = /^((?:[ \t]|>)*(?:[-*+]|\d{1,9}[.)])[ \t]+\[)([ xX])(\][ \t].*)$/s;

/** Its lines, and whether a box in them may be one. */
function linesOf({ source, pieces }: Stretch): readonly { line: string; mayTick: boolean }[] {
  const read = pieces.length > 0 ? pieces : [{ source, blocks: [] }];
  return read.flatMap((piece) => {
    const mayTick = piece.blocks.some(({ kind }) => kind === 'list' || kind === 'quote' || kind === 'footnote');
    return piece.source.split(/(?<=\r\n|\n|\r(?!\n))/).map((line) => ({ line, mayTick }));
  });
}

/** By the words beside them, in their order: two items may read the same. */
function ticksIn(stretches: readonly Stretch[]): ReadonlyMap<string, string[]> {
  const ticks = new Map<string, string[]>();
  for (const { line, mayTick } of stretches.flatMap(linesOf)) {
    const [, , tick, after] = (mayTick && BOX.exec(line)) || [];
    if (tick === undefined || after === undefined) continue;
    const beside = ticks.get(after.trim());
    if (beside) beside.push(tick);
    else ticks.set(after.trim(), [tick]);
  }
  return ticks;
}

/** Takes the ticks that it uses: the next stretch goes on with the rest. */
function ticked(stretch: Stretch, ticks: ReadonlyMap<string, string[]>): string {
  const lines = linesOf(stretch).map(({ line, mayTick }) => {
    const [, before, tick, after] = (mayTick && BOX.exec(line)) || [];
    if (tick === undefined || after === undefined) return line;
    return `${before}${ticks.get(after.trim())?.shift() ?? tick}${after}`;
  });
  return lines.join('');
}
