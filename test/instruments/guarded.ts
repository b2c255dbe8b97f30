/** A guarded file, and what a text says of it to the gate: as the text after the change, or as a step of the plan (`rules.md 6.4`). */
import { type Governed, NOTHING_GOVERNED } from '@countersign/core/content/governed.ts';
import { pathsNamed } from '@countersign/core/gate/standing.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';

export const PATH = '.github/workflows/ci.yml';
export const HOME = 'https://github.com/acme/shop';

export const asAfter = (text: string): Governed => ({
  ...NOTHING_GOVERNED,
  request: { items: [], attachments: [], after: markdownToText(text) },
});

export const asStep = (text: string): Governed => ({
  ...NOTHING_GOVERNED,
  plan: { steps: [{ id: 'S1', text }], acceptance: [] },
});

export const ofFile = (text: string, isStep = false) =>
  pathsNamed({ content: isStep ? asStep(text) : asAfter(text) }, [PATH], HOME);

export const opens = (text: string, isStep = false): boolean => ofFile(text, isStep).names.length > 0;
