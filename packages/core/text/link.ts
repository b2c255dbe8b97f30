/** An address that a text is and nothing else: only such a text is shown as a link. */

/**
 * The address as it is written; `undefined` for every other text. What is not of the web, or names somebody before the host so that it seems to lead
 * elsewhere, is none.
 */
export function linkIn(text: string): string | undefined {
  const typed = text.trim();
  if (!/^https?:\/\/[^\s<>"'`\\…]+$/i.test(typed) || !URL.canParse(typed)) return undefined;
  const { username, password } = new URL(typed);
  return username === '' && password === '' ? typed : undefined;
}
