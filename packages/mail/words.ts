/** Words of somebody else as they may stand in a mail: on one line, with nothing hidden, and without a link that a mail program makes by itself. */
import { revealHidden } from '@countersign/core/text/hidden.ts';

const NOTHING_SEEN = '\u200b';

export function oneLine(text: string): string {
  return revealHidden(text.replaceAll(/[\s\u2028\u2029]+/gu, ' ').trim());
}

/**
 * Mail programs make links of whatever looks like one. In a mail that comes from us, a title such as "sign in at …" would lead people to whoever
 * wrote it: only our own links lead anywhere.
 */
export function inert(text: string): string {
  return oneLine(text)
    .replaceAll(/:(?=\/\/)|@(?=[\p{L}\p{N}])|\.(?=\p{L}{2})/gu, `$&${NOTHING_SEEN}`)
    .replaceAll(/(?:mailto|tel|xmpp|javascript|data)(?=:)/giu, `$&${NOTHING_SEEN}`);
}

/** A link of ours: of the web, and nothing that could end the header or the attribute in which it stands. */
export function isLink(text: string | undefined): text is string {
  return text !== undefined && /^https?:\/\/[^\s<>"'`\\\p{Cc}]+$/u.test(text) && URL.canParse(text);
}
