import { type Refusal, refuse } from '@countersign/core/change/refusal.ts';
import { message } from '@countersign/core/text/catalogue.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { expect, test } from 'vitest';
import { refusedIn } from './validator.ts';

const REFUSALS: readonly (readonly [string, Refusal, boolean])[] = [
  ['a policy with mistakes', refuse('policy-broken'), false],
  ['a policy that cannot be read', refuse('policy-unavailable'), false],
  ['a policy whose text was erased', refuse('policy-erased', { version: '3e12e05c689e' }), true],
];

test.each(LOCALES.flatMap((locale) => REFUSALS.map(([what, refusal, is]) => [locale, what, refusal, is] as const)))(
  '6.1 (%s): at a transition that %s holds back, the panel is named only for what is pressed there',
  (locale, _, refusal, isInPanel) => {
    const said = refusedIn(refusal, speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN));
    expect(said.includes(message(locale, 'gate.jira.in-panel'))).toBe(isInPanel);
    expect(said).toContain(locale === 'en' ? 'Project settings' : '项目设置');
    expect(said).not.toMatch(/\{\w+\}/);
  },
);
