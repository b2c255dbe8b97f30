/** Before and after as one text with its differences marked, by words as well as by colour. */
import type { Block } from '@countersign/core/text/block.ts';
import { textDifference } from '@countersign/core/text/difference.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

export function differenceView(
  voice: Voice,
  before: readonly Block[] | undefined,
  after: readonly Block[] | undefined,
  { mayBeNew = true }: { readonly mayBeNew?: boolean } = {},
): Html {
  if (!before && !after) return html`<p class="empty">${voice.page('page.difference.none')}</p>`;
  if (!before || before.length === 0)
    return html`${mayBeNew ? html`<p class="hint">${voice.page('page.difference.new')}</p>` : ''}<div class="difference">${readable(after ?? [])}</div>`;
  const runs = textDifference(before, after ?? []);
  const marked = runs.map((run) => {
    if (run.kind === 'same') return run.text;
    return run.kind === 'added' ? html`<ins>${run.text}</ins>` : html`<del>${run.text}</del>`;
  });
  return html`<p class="hint legend"><del>${voice.page('page.difference.removed')}</del> <ins>${voice.page('page.difference.added')}</ins></p><div class="difference">${marked}</div>`;
}
