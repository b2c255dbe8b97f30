/** Who looks at a panel in the preview, and what answers them. */
import type { Locale } from '@countersign/core/text/locale.ts';
import type { FunctionName } from '@countersign/jira/port/call.ts';
import type { PersonName } from './story.ts';

export interface Viewer {
  readonly as: PersonName;
  readonly locale: Locale;
  readonly chapter: string;
}

export type World = Readonly<Record<FunctionName, (payload: unknown, viewer: Viewer) => unknown>>;

/** As their addresses write them. */
export const PAGE_NAMES = ['issue', 'context', 'settings', 'project', 'admin', 'gadget', 'automation'] as const;
export type PageName = (typeof PAGE_NAMES)[number];

/** Chapters that tell no story: how a panel looks before there is anything to show, or when it cannot be shown. */
export const STATES = [
  'nothing',
  'not-set-up',
  'no-policy',
  'not-recorded',
  'record-lost',
  'no-access',
  'broken-policy',
  'slow',
  'broken',
] as const;
