/** A gate's answer as a page tells it: the one sentence, what would open it, and the whole tree for who wants to see it. */
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import { COLON } from '@countersign/core/text/colon.ts';
import type { Sentence } from '@countersign/core/view/sentence.ts';
import { type VerdictLine, verdictLines, verdictTitle } from '@countersign/core/view/verdict.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

export function verdictView(voice: Voice, verdict: Verdict): Html {
  const lines = verdictLines(verdict);
  const title = verdictTitle(verdict);
  // The word "closed" or "open" stands before it already.
  const reason = title.id === 'gate.closed' ? title.values.reason : undefined;
  const asks = lines.filter((line) => line.remedy);
  const [only] = asks.length === 1 && reason !== undefined ? asks : [];
  return html`<div class="verdict verdict-${verdict.open ? 'open' : 'shut'}">
<p class="verdict-title"><span class="word">${voice.page(verdict.open ? 'page.gate.open' : 'page.gate.closed')}</span> ${title.id === 'gate.open' ? voice.page('page.gate.nothing') : voice.begin(reason ?? beside(title))}</p>
${only?.remedy ? html`<p>${voice.begin(only.remedy)}</p>` : asks.length > 0 ? asksView(voice, asks) : ''}
${lines.length > 1 ? html`<details><summary>${voice.page('page.gate.all')} <span class="count">${lines.filter((line) => line.open).length} / ${lines.length}</span></summary>${tree(voice, nest(lines))}</details>` : ''}
</div>`;
}

/** Titles that say again what the word before them says, with what stands there without it. */
const BESIDE: Readonly<Partial<Record<MessageId, MessageId>>> = {
  'gate.title.on': 'page.gate.on',
  'gate.title.on-more': 'page.gate.on-more',
  'gate.title.safety': 'page.gate.safety',
};

const beside = ({ id, values }: Sentence): Sentence => ({ id: BESIDE[id] ?? id, values });

function asksView(voice: Voice, asks: readonly VerdictLine[]): Html {
  return html`<h3>${voice.page('page.gate.what-opens')}</h3><ul class="asks">${asks.map((line) => html`<li><p>${voice.begin(line.sentence)}</p>${line.remedy ? html`<p class="remedy">${voice.begin(line.remedy)}</p>` : ''}</li>`)}</ul>`;
}

interface Node {
  readonly line: VerdictLine;
  readonly below: Node[];
}

function nest(lines: readonly VerdictLine[]): readonly Node[] {
  const roots: Node[] = [];
  const path: Node[] = [];
  for (const line of lines) {
    const node: Node = { line, below: [] };
    path.length = Math.min(path.length, line.depth);
    (path.at(-1)?.below ?? roots).push(node);
    path.push(node);
  }
  return roots;
}

function tree(voice: Voice, nodes: readonly Node[]): Html {
  return html`<ul class="tree">${nodes.map(
    ({ line, below }) =>
      html`<li class="${line.open ? 'met' : 'unmet'}"><span class="mark" aria-hidden="true">${line.open ? '✓' : '✗'}</span><div><span class="visually-hidden">${voice.page(line.open ? 'page.met' : 'page.unmet')}${COLON[voice.setting.locale]}</span>${voice.begin(line.sentence)}${below.length > 0 ? tree(voice, below) : ''}</div></li>`,
  )}</ul>`;
}
