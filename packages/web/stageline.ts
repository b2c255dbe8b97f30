/** The state of a change request as a line of steps with the present one marked; what really happened decides which steps are behind. */
import type { Stage } from '@countersign/core/change/stage.ts';
import { stageName } from '@countersign/core/view/names.ts';
import type { Told } from '@countersign/core/view/told.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

const LINE: readonly Stage[] = [
  'draft',
  'submitted',
  'assessing',
  'in-review',
  'approved',
  'implementing',
  'verifying',
  'closed',
];

export interface LineStep {
  readonly stage: Stage;
  readonly is: 'behind' | 'here' | 'ahead';
}

/** A request that left the line (rejected, deferred, withdrawn, closed early) shows the steps it took and where it stopped. */
export function stageLine(stage: Stage, entries: readonly Told[]): readonly LineStep[] {
  const at = LINE.indexOf(stage);
  const passed = new Set<Stage>(['draft']);
  for (const { event } of entries) if (event.type === 'moved') passed.add(event.to);
  if (at >= 0 && stage !== 'closed')
    return LINE.map((one, index) => ({ stage: one, is: index < at ? 'behind' : index === at ? 'here' : 'ahead' }));
  const taken = LINE.filter((one) => one !== 'closed' && passed.has(one));
  return [...taken.map((one): LineStep => ({ stage: one, is: 'behind' })), { stage, is: 'here' }];
}

export function stageLineView(voice: Voice, steps: readonly LineStep[]): Html {
  return html`<ol class="stages" aria-label="${voice.page('page.stages')}">${steps.map(
    (step) =>
      html`<li class="stage-${step.is}"${step.is === 'here' ? html` aria-current="step"` : ''}><span class="dot" aria-hidden="true"></span><span>${voice.begin(stageName(step.stage))}${step.is === 'behind' ? html`<span class="visually-hidden"> (${voice.page('page.stage-behind')})</span>` : ''}</span></li>`,
  )}</ol>`;
}
