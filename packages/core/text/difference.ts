/** The difference between before and after as data, so that a page and a comment show the same one. */
import { diffArrays } from 'diff';
import type { Block } from './block.ts';
import { readable } from './readable.ts';

export interface Difference {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Words of alphabets whole; Chinese, Japanese and everything else one character at a time (with its accents and joiners). */
const TOKEN =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}_])(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}_'’])*|\s|[\s\S]/gu;

/** Marks beyond which a finer comparison would take long and show only noise. */
const MOST_EDITS = 1_500;

/**
 * Compares by word where there are words and by character in Chinese, in one text also both. Deterministic; when the texts have
 * little in common the comparison is by line, and at worst everything is removed and added.
 * Same and removed runs joined give `before`, same and added runs give `after`.
 */
export function difference(before: string, after: string): Difference[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  for (const cut of [tokens, lines]) {
    const changes = diffArrays(cut(before), cut(after), {
      maxEditLength: MOST_EDITS,
    });
    if (changes) {
      return joined(
        changes.map(({ added, removed, value }) => ({
          kind: added ? 'added' : removed ? 'removed' : 'same',
          text: value.join(''),
        })),
      );
    }
  }
  return joined([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
}

/** Compares by line, each a difference of its own without its end; at worst every line is removed and added. */
export function lineDifference(before: string, after: string): Difference[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS }) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now },
  ];
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text): Difference => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
}

/** The difference between two texts of blocks, including where their links point. */
export function textDifference(before: readonly Block[], after: readonly Block[]): Difference[] {
  return difference(readable(before), readable(after));
}

function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    // Accents, joiners and selectors belong to the character before them.
    if (found.length > 0 && /^(?:\p{M}|\u200d|\ufe0f)$/u.test(token)) found[found.length - 1] += token;
    else found.push(token);
  }
  return found;
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function joined(changes: readonly Difference[]): Difference[] {
  const runs: Difference[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (change.text === '') continue;
    if (last?.kind === change.kind)
      runs[runs.length - 1] = {
        kind: last.kind,
        text: last.text + change.text,
      };
    else runs.push(change);
  }
  return runs;
}
