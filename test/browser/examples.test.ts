import { readComment } from '@countersign/core/typed/read.ts';
import type { TranslationFacts } from '@countersign/github/translation.ts';
import { storyFor } from '@countersign/sandbox/tracker/story.ts';
import { expect, test } from 'vitest';
import { paper } from './paper.ts';

const FACTS = {
  locale: 'en',
  currency: 'CNY',
  people: new Map([['dev', { id: 'github:5', name: 'dev' }]]),
} as unknown as TranslationFacts;

test.each(['en', 'zh-CN'] as const)('what the guide fills in (%s) is understood, all of it', (locale) => {
  const { assessment, approval } = storyFor(locale);
  const actions = [assessment, approval].flatMap((one) => readComment(one.text(paper()), FACTS));
  expect(actions.filter((one) => one.kind !== 'command')).toEqual([]);
  expect(actions.map((one) => (one.kind === 'command' ? one.command.type : one.kind))).toEqual([
    'triage',
    'assess',
    'assess',
    'assess',
    'assess',
    'assess',
    'plan',
    'alternatives',
    'review',
    'vote',
  ]);
});
