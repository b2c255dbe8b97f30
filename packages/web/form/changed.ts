/** What came after the page that somebody pressed on: who did what, and what the request says differently by now. */
import { facetDigests } from '@countersign/core/approval/facet.ts';
import { seenOf } from '@countersign/core/ask/sinceseen.ts';
import { revisionLines } from '@countersign/core/view/revision.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { html } from 'hono/html';
import { differenceView } from '../difference.ts';
import type { Html, Voice } from '../markup.ts';
import type { ChangeFacts } from '../port.ts';

/** So many acts are told here; all of them stand in the history. */
const TOLD = 8;

/** @param content what the page carried: its digest */
export function changedView(voice: Voice, { state, situation, entries }: ChangeFacts, content: string): Html {
  const seen = seenOf(entries, content);
  if (!seen) return html``;
  const acts = statusView(state, situation, entries).history.filter(({ entry }) => entry >= seen.from);
  const [was, is] = [seen.state.content, state.content];
  const isText = facetDigests(was).text !== facetDigests(is).text;
  const lines = revisionLines(was, is, situation.policy);
  return html`<div class="changed"><h3>${voice.page('page.acting.meanwhile')}</h3>
<ul class="plain">${acts.slice(0, TOLD).map((one) => html`<li><time datetime="${one.at}">${voice.plain({ instant: one.at })}</time> ${voice.begin(one.sentence)}</li>`)}</ul>
${isText ? differenceView(voice, was.request.after, is.request.after) : ''}
${lines.length > 0 ? html`<h3>${voice.page('page.acting.differs')}</h3><ul class="plain">${lines.map((one) => html`<li>${voice.begin(one)}</li>`)}</ul>` : ''}</div>`;
}
