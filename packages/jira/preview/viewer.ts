/** Who looks at a panel in the preview, and what answers them. */
import type { Locale } from '@countersign/core/text/locale.ts';
import type { FunctionName } from '../panel/port.ts';
import type { PersonName } from './story.ts';

export interface Viewer {
  readonly as: PersonName;
  readonly locale: Locale;
  readonly chapter: string;
}

export type World = Readonly<Record<FunctionName, (payload: unknown, viewer: Viewer) => unknown>>;
