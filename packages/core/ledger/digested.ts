/** The digest by which the chain names a text that lies beside it. */
import { digestOf } from './canonical.ts';

/** Names a text by its content, whatever line ends it was stored with. */
export function textDigest(text: string): string {
  return digestOf(text.replaceAll('\r\n', '\n'));
}

/** What a store found under a digest, believed only when it is the text of that digest. */
export function checkedText(digest: string, text: string): { readonly text: string } | undefined {
  return textDigest(text) === digest ? { text } : undefined;
}
