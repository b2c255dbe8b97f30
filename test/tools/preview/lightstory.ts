/** A change request of the light profile, played through the real core: one form that holds the impacts, the lead's vote, the customer's confirmation. */
import type { AssessedInput, Command } from '@countersign/core/change/command.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { emptyStory, type PersonName, personNamed, type Story } from './story.ts';
import { LIGHT_TEXTS } from './storytexts.ts';

/** `light-form`: the form left one impact open; `light`: it holds all five, so the request went to review by itself. */
export const LIGHT_CHAPTERS = ['light-form', 'light', 'light-approved'] as const;
export type LightChapter = (typeof LIGHT_CHAPTERS)[number];

function formImpacts(locale: Locale): readonly AssessedInput[] {
  const none = { kind: 'none', reason: LIGHT_TEXTS[locale].none } as const;
  const cost = locale === 'en' ? { minor: 60_000, currency: 'USD' } : { minor: 400_000, currency: 'CNY' };
  return [
    { dimension: 'quality', value: none, confidence: 'high' },
    { dimension: 'risk', value: none, confidence: 'high' },
    {
      dimension: 'schedule',
      confidence: 'medium',
      value: { kind: 'value', value: { p50: 1, criticalPath: false, contractMilestone: false, milestones: [] } },
    },
    {
      dimension: 'feasibility',
      value: { kind: 'value', value: { technical: 'yes', resources: 'yes', contract: 'yes' } },
      confidence: 'high',
    },
    { dimension: 'cost', value: { kind: 'value', value: { oneOff: cost } }, confidence: 'medium' },
  ];
}

/** @throws Error when the core refuses a step: the story would not be true any more */
export function lightStory(chapter: LightChapter, locale: Locale): Story {
  const told = emptyStory(locale, 'light');
  const text = LIGHT_TEXTS[locale];
  const when = (at: string, name: PersonName, command: Command) => {
    told.now = at;
    const { refusal } = told.play(name, command);
    if (refusal) throw new Error(`${name} was refused ${command.type}: ${refusal.code}`);
  };
  const impacts = formImpacts(locale);
  when('2026-11-24T09:00:00.000Z', 'carla', {
    type: 'open',
    request: {
      title: text.title,
      before: markdownToText(text.before),
      after: markdownToText(text.after),
      cause: { code: 'customer-business', kind: 'new-business' },
      origin: 'customer',
      items: [{ id: '10007', label: 'SHOP-7', action: 'modify' }],
      attachments: [],
    },
    requester: personNamed('carla'),
    label: 'SHOP-14',
    address: 'https://example.atlassian.net/browse/SHOP-14',
    impacts: chapter === 'light-form' ? impacts.filter((one) => one.dimension !== 'cost') : impacts,
  });
  told.now = '2026-11-25T09:00:00.000Z';
  if (chapter !== 'light-approved') return told;
  when('2026-11-25T09:00:00.000Z', 'mei', {
    type: 'vote',
    verdict: 'approve',
    seat: 'lead',
    authenticated: 'button',
    reason: text.reason,
  });
  when('2026-11-25T10:00:00.000Z', 'carla', { type: 'confirm', authenticated: 'button' });
  return told;
}
