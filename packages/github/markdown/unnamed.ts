/** Our own comments without what somebody is called who was erased (`docs/decisions/names-beside-the-chain.md`). */

/**
 * As mentions and by itself, with what keeps its marks from meaning anything (`edge.ts`). A part of another word, of an address or of a team's
 * name is not theirs; between Chinese words there is no blank, and emphasis begins and ends with a stroke.
 */
function written(name: string): RegExp {
  const letters = [...name]
    .map((letter) => (/[\p{L}\p{N}]/u.test(letter) ? letter : `\\\\?${marked(letter)}`))
    .join('');
  return new RegExp(`(?<![A-Za-z\\d/.-]|[A-Za-z\\d]_)@?${letters}(?!\\\\?(?:[A-Za-z\\d/-]|_[A-Za-z\\d]))`, 'gu');
}

const marked = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** @param instead what they are called now; the text as it was, where it names none of them */
export function unnamed(text: string, names: readonly string[], instead: string): string {
  // Longer ones first: one of them may begin with another.
  const longest = [...names].filter((name) => name !== '').sort((one, other) => other.length - one.length);
  return longest.reduce((rest, name) => rest.replaceAll(written(name), () => instead), text);
}
