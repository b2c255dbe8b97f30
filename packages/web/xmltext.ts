/** Text as XML can hold it. */

/** Characters that XML has no way to hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Shows a replacement in place of whatever XML cannot hold; what it would read as markup is still to be escaped. */
export function writable(text: string): string {
  return text.toWellFormed().replaceAll(UNWRITABLE, '\ufffd');
}
