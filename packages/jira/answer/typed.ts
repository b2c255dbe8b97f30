/** Issues of Jira as people type them into a form. */
import { ISSUE_KEY } from '../place.ts';

/** The key of an issue, out of the key or the address that people write; `undefined` for everything else. */
export function issueTyped(typed: string): string | undefined {
  const written = typed
    .trim()
    .normalize('NFKC')
    .replace(/[.,;。，；]$/, '');
  const [, named = written] = /^https?:\/\/[^\s/]+\/(?:\S*\/)?browse\/([^\s/?#]+)/i.exec(written) ?? [];
  const key = named.toUpperCase();
  return ISSUE_KEY.test(key) ? key : undefined;
}
