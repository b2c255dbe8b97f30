/** The line of steps that a change request goes, with the present one marked. */
import { COLON } from '@countersign/core/text/colon.ts';
import { stageName } from '@countersign/core/view/names.ts';
import type { LineStep } from '@countersign/core/view/stageline.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

export function stageLineView(voice: Voice, steps: readonly LineStep[]): Html {
  return html`<ol class="stages" aria-label="${voice.page('page.stages')}">${steps.map(
    (step) =>
      html`<li class="stage-${step.is}"${step.is === 'here' ? html` aria-current="step"` : ''}><span class="dot" aria-hidden="true"></span><span>${voice.begin(stageName(step.stage))}${step.is === 'behind' ? html`<span class="visually-hidden">${COLON[voice.setting.locale]}${voice.page('page.stage-behind')}</span>` : ''}</span></li>`,
  )}</ol>`;
}
