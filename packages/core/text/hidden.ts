/** Finds characters that nobody sees but that change what is read, so that a signer can be warned (they stay in the digest). */

export interface HiddenCharacter {
  /** Position in UTF-16 code units. */
  readonly index: number;
  /** `U+202E` and the like. */
  readonly code: string;
  /** `direction` can show words in another order than they are stored; `invisible` takes no room; `control` is not text at all. */
  readonly kind: 'direction' | 'invisible' | 'control';
}

/** Unicode's own classes: controls but tab and line feed; what may be ignored when drawing, and formatting characters. */
const DIRECTION = /\p{Bidi_Control}/u;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}/u;

/** Joiners and variation selectors are how emoji and some scripts are written; only elsewhere are they worth a warning. */
const WRITTEN_SO = [
  /\p{Emoji}(?:\ufe0f|\ufe0e)$/u,
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?\u200d$/u,
  /(?:\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Sinhala}|\p{Script=Malayalam})\p{M}*(?:\u200c|\u200d)$/u,
  /\p{Script=Han}[\u{e0100}-\u{e01ef}]$/u,
];

/** Every hidden character of a text, in order; empty for an ordinary one. */
export function hiddenCharacters(text: string): HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  let index = 0;
  for (const character of text) {
    const kind = kindOf(character);
    if (kind && !(kind === 'invisible' && isWrittenSo(text.slice(Math.max(0, index - 8), index + character.length)))) {
      found.push({ index, code: codeOf(character), kind });
    }
    index += character.length;
  }
  return found;
}

function isWrittenSo(ending: string): boolean {
  return WRITTEN_SO.some((pattern) => pattern.test(ending));
}

function kindOf(character: string): HiddenCharacter['kind'] | undefined {
  if (DIRECTION.test(character)) return 'direction';
  if (CONTROL.test(character)) return 'control';
  return INVISIBLE.test(character) ? 'invisible' : undefined;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text with every hidden character written out, as in `pay [U+202E]001`, for showing to whoever has to sign. */
export function revealHidden(text: string): string {
  let shown = '';
  let from = 0;
  for (const { index, code } of hiddenCharacters(text)) {
    shown += `${text.slice(from, index)}[${code}]`;
    from = index + String.fromCodePoint(text.codePointAt(index) ?? 0).length;
  }
  return shown + text.slice(from);
}
