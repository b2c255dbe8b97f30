/** What the register looks like from above, as bars: how many stand where, how long they are open, why they came, what is due. Each bar leads to its rows. */

import { COUNTED_TO, WITHOUT } from '@countersign/core/change/registerport.ts';
import { OPEN, STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { AGE_DAYS, AGES, DUES, weeksAt } from '@countersign/core/view/measured.ts';
import { stageName } from '@countersign/core/view/names.ts';
import { capital } from '@countersign/core/view/sentence.ts';
import { html } from 'hono/html';
import type { Html, Voice } from './markup.ts';
import type { RegisterAsk, RegisterChoice, RegisterFacts } from './port.ts';
import { queryOf } from './registerask.ts';

interface Bar {
  readonly name: string;
  readonly count: number;
  readonly choice: Partial<RegisterChoice>;
}

interface Picture {
  readonly id: string;
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** Causes are ranked, and those behind are few. */
const MOST_CAUSES = 6;

export function picturesView(voice: Voice, ask: RegisterAsk, facts: RegisterFacts): Html {
  const shown = picturesOf(voice, facts).filter(({ bars }) => bars.some(({ count }) => count > 0));
  if (shown.length === 0) return html``;
  return html`<section class="pictures" aria-label="${voice.page('page.pictures')}">${shown.map((one) => picture(ask, one))}</section>`;
}

function picturesOf(voice: Voice, { figures, now, timeZone }: RegisterFacts): readonly Picture[] {
  const titled = (
    id: 'stages' | 'ages' | 'causes' | 'dues',
    bars: readonly Bar[],
    also: Record<string, string> = {},
  ) => {
    const n = bars.reduce((sum, { count }) => sum + count, 0);
    return { id, title: voice.page(`page.pictures.${id}`, { n, ...also }), bars };
  };
  const [monday, next] = weeksAt(now, timeZone);
  const sunday = new Date(Date.parse(`${next}T00:00:00.000Z`) - 1).toISOString().slice(0, 10);
  const week = { from: voice.plain({ date: monday }), to: voice.plain({ date: sunday }) };
  const causes = [...CAUSE_CODES, ''].map((code): Bar => {
    const name =
      code === ''
        ? voice.page('page.filter.none')
        : capital(voice.page(`page.cause.${code as (typeof CAUSE_CODES)[number]}`));
    return { name, count: figures.causes.get(code) ?? 0, choice: { causes: [code === '' ? WITHOUT : code] } };
  });
  const ranked = causes.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
  const rest = ranked.slice(MOST_CAUSES);
  return [
    titled(
      'stages',
      STAGES.map((stage) => ({
        name: capital(voice.plain(stageName(stage))),
        count: figures.stages.get(stage) ?? 0,
        choice: { stages: [stage] },
      })).filter(({ count }, at) => count > 0 || at < 8),
    ),
    titled(
      'ages',
      AGES.map((age, at) => ({
        name: voice.page(`page.age.${age}`, { days: AGE_DAYS[at] ?? AGE_DAYS[2] }),
        count: figures.ages[at] ?? 0,
        choice: { age },
      })),
    ),
    titled('causes', [
      ...ranked.slice(0, MOST_CAUSES),
      ...(rest.length > 0
        ? [
            {
              name: voice.page('page.pictures.rest'),
              count: rest.reduce((sum, { count }) => sum + count, 0),
              choice: { causes: rest.flatMap(({ choice }) => choice.causes ?? []) },
            },
          ]
        : []),
    ]),
    titled(
      'dues',
      DUES.map((due, at) => ({ name: voice.page(`page.due.${due}`), count: figures.dues[at] ?? 0, choice: { due } })),
      week,
    ),
  ];
}

/** The number stands in words; the bar beside it is for the eye alone. */
function picture(ask: RegisterAsk, { id, title, bars }: Picture): Html {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const { cursor: _, ...first } = ask;
  return html`<section class="picture picture-${id}"><h2>${title}</h2><ul>${bars.map(({ name, count, choice }) => {
    const width = count === 0 ? 0 : Math.max(1, (count / most) * 100);
    const words = html`<span class="bar-name">${name}</span> <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" x="0" y="0" width="100" height="8"></rect><rect class="bar-step" x="0" y="0" width="${width.toFixed(2)}" height="8"></rect></svg><span class="bar-count">${count === COUNTED_TO + 1 ? `> ${COUNTED_TO}` : count}</span>`;
    return html`<li>${count > 0 ? html`<a href="${pathTo(first, choice)}">${words}</a>` : html`<span class="bar-line">${words}</span>`}</li>`;
  })}</ul></section>`;
}

function pathTo(ask: Omit<RegisterAsk, 'cursor'>, choice: Partial<RegisterChoice>): string {
  const stages = choice.age
    ? (ask.choice.stages ?? OPEN).filter((stage) => OPEN.some((one) => one === stage))
    : undefined;
  const narrowed = { ...ask.choice, ...(stages ? { stages } : {}), ...choice };
  return `${queryOf({ ...ask, choice: narrowed }) || '?'}#rows`;
}
