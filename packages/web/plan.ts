/** The plan as a list of steps, each with its place in time beside it as a small picture. */
import type { Plan } from '@countersign/core/content/plan.ts';
import type { DetailLine } from '@countersign/core/view/detailline.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';

const DAY = 86_400_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days since 1970 that a step covers; a step with one date takes that day. */
function spanOf(step: Plan['steps'][number]): Span | undefined {
  const start = step.start ?? step.end;
  const end = step.end ?? step.start;
  if (!start || !end) return undefined;
  const [from, to] = [Date.parse(start) / DAY, Date.parse(end) / DAY + 1];
  return to > from ? { from, to } : undefined;
}

export function planView(voice: Voice, planned: Plan['steps'], lines: readonly DetailLine[]): Html {
  const spans = planned.map(spanOf);
  const known = spans.filter((one) => one !== undefined);
  const whole =
    known.length > 0
      ? { from: Math.min(...known.map((one) => one.from)), to: Math.max(...known.map((one) => one.to)) }
      : undefined;
  const steps = lines.filter((line) => line.id !== undefined);
  const rest = lines.filter((line) => line.id === undefined);
  return html`${
    whole
      ? html`<p class="axis" aria-hidden="true"><span>${voice.plain({ date: dateOf(whole.from) })}</span><span>${voice.plain({ date: dateOf(whole.to - 1) })}</span></p>`
      : ''
  }
${
  steps.length > 0
    ? html`<ol class="plan">${steps.map(
        (line, index) =>
          html`<li class="${line.done ? 'done' : ''}"><div class="plan-text"><p>${voice.begin(line.text)}</p>${facts(voice, line)}</div>${whole ? bar(spans[index], whole) : ''}</li>`,
      )}</ol>`
    : ''
}
${rest.length > 0 ? html`<ul class="plain">${rest.map((line) => html`<li>${voice.begin(line.text)}${facts(voice, line)}</li>`)}</ul>` : ''}`;
}

function dateOf(days: number): string {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

/** The dates stand in words beside it, so the picture is left out for who listens. */
function bar(span: Span | undefined, whole: Span): Html {
  const scale = 100 / (whole.to - whole.from);
  const place = span
    ? { x: (span.from - whole.from) * scale, width: Math.max(1.5, (span.to - span.from) * scale) }
    : undefined;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" x="0" y="4" width="100" height="2"></rect>${place ? html`<rect class="bar-step" x="${place.x.toFixed(2)}" y="1" width="${place.width.toFixed(2)}" height="8" rx="1"></rect>` : ''}</svg>`;
}

export function facts(voice: Voice, line: DetailLine): Html {
  return line.facts.length > 0
    ? html`<p class="facts">${line.facts.map((fact, index) => html`${index > 0 ? ' · ' : ''}${voice.say(fact)}`)}</p>`
    : html``;
}
