/** Puts texts of one second, all that a tracker's clock tells apart, into the order in which they were saved. Pure. */

interface Chain {
  /** Digest of the text. */
  readonly snapshot: string;
  /** Digest of the text whose place it took, where that is known. */
  readonly over?: string;
}

/**
 * Each behind what it took the place of, and all of them where that can be; the rest as they were told. One text may stand several times: what was agreed on is
 * put back letter by letter.
 * @param before digest of what stood when the second began
 */
export function chained<Text extends Chain>(texts: readonly Text[], before: string | undefined): readonly Text[] {
  let left = [...texts];
  /** Goes on for as long as something took the place of the last one. */
  const walk = (from: string | undefined): Text[] => {
    const way: Text[] = [];
    for (let at = from; at !== undefined; ) {
      const next = left.find(({ over }) => over === at);
      if (!next) break;
      left = left.filter((one) => one !== next);
      way.push(next);
      at = next.snapshot;
    }
    return way;
  };
  /** With every way round that comes back to where it left. */
  const rounds = (from: string | undefined): Text[] => {
    const way = walk(from);
    for (let index = 0; index <= way.length; index += 1) {
      const here = index === 0 ? from : way[index - 1]?.snapshot;
      const kept = left;
      const round = walk(here);
      if (round.length > 0 && round.at(-1)?.snapshot === here) way.splice(index, 0, ...round);
      else left = kept;
    }
    return way;
  };
  const ordered = rounds(before);
  while (left.length > 0) {
    const first = left.find(({ over }) => !left.some((one) => one.snapshot === over)) ?? (left[0] as Text);
    left = left.filter((one) => one !== first);
    ordered.push(first, ...rounds(first.snapshot));
  }
  return ordered;
}
