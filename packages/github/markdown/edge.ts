/** How the parts of a sentence are written on GitHub: text of others without effect, our own issue numbers as links, mentions only for who must act. */

import type { Person } from '@countersign/core/content/person.ts';
import { revealHidden } from '@countersign/core/text/hidden.ts';
import { neutralInline } from '@countersign/core/text/neutralise.ts';
import { clip, type Edge, type Setting, type Speaker, speaker } from '@countersign/core/view/sentence.ts';

/*
 * A mention notifies. So people are called by `@login` only in the sentence that asks them to act, and only accounts of GitHub;
 * everybody else is shown by name without effect. A login that is not one of GitHub's is never put behind an `@`; one that an enterprise manages
 * ends in an underscore and its short code.
 */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,8})?$/i;
/** Ours alone may become links: an issue of this repository, or of one that is named in full. */
const REFERENCE = /^(?:[\w.-]{1,39}\/[\w.-]{1,100})?#\d{1,10}$/;

/** Longest text of others in one place, in characters; views cut earlier where they know better. */
const LONGEST = 4_000;

/** A program has no such login, `renovate[bot]`: nobody is notified of it. */
export const isCallable = (person: Person): boolean => person.id.startsWith('github:') && LOGIN.test(person.name);

const MARKDOWN: Edge = {
  foreign: (text) => neutralInline(clip(text, LONGEST)),
  person: (person, calls) => (calls && isCallable(person) ? `@${person.name}` : neutralInline(clip(person.name, 80))),
  reference: (label) => (REFERENCE.test(label) ? label : neutralInline(clip(label, 120))),
  // Nothing is parsed inside code; only a backtick or a line break could leave it, or a pipe break a table.
  code: (text) => `\`${text.replaceAll(/[`\s|]+/g, ' ').trim()}\``,
  quoted: (text) => MARKDOWN.code(revealHidden(clip(text, 255))),
};

/** For titles and button texts, which GitHub shows as they are. */
export const TITLE: Edge = {
  foreign: (text) =>
    revealHidden(
      clip(text, 120)
        .replaceAll(/[\s\u0085\u2028\u2029]+/gu, ' ')
        .trim(),
    ),
  person: (person) => TITLE.foreign(person.name),
  reference: (label) => TITLE.foreign(label),
  code: (text) => text,
};

export function markdownSpeaker(setting: Setting): Speaker {
  return speaker(setting, MARKDOWN);
}

/** A Markdown link; just the words when the address is not one of the web. */
export function link(text: string, address: string | undefined): string {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return text;
  return `[${text}](${url.href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** A hidden line that only machines read. Hyphens are written as tildes and all but plain characters left out, so that it cannot end early. */
export function marker(kind: string, key: string): string {
  return `<!-- countersign:${kind} ${key.replaceAll('-', '~').replaceAll(/[^\w:.=+/~]/g, '')} -->`;
}
