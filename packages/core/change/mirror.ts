/** Which mirror something was proposed from: by its ids, which outlast moves and renames, else by its name (`rules.md 5.6`). */

export interface SaidFrom {
  /** Where it was written, such as `acme/shop#7`; another may be called so later. */
  readonly from: string;
  /** The ids of the mirror, that of now first, then those that it had before it was moved; absent where its tracker did not say. */
  readonly mirrors?: readonly string[] | undefined;
}

export function isSameMirror(one: SaidFrom, other: SaidFrom): boolean {
  const { mirrors } = other;
  return one.mirrors && mirrors ? one.mirrors.some((id) => mirrors.includes(id)) : one.from === other.from;
}
