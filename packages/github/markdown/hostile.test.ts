import { refuse } from '@countersign/core/change/refusal.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { all, leaf } from '@countersign/core/gate/verdict.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { Block } from '@countersign/core/text/block.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { statusView } from '@countersign/core/view/status.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reply } from '../../../test/instruments/reply.ts';
import { approve, costs, inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { checkOutput, SUMMARY_LIMIT, TITLE_LIMIT } from './check.ts';
import { statusComment } from './status.ts';

const PAGE = 'https://countersign.test/c/12';

/** A request in whose every place somebody wrote the same text. */
function filled(text: string): Scenario {
  const someone = { id: 'github:9', name: text };
  const play = inReview({}, [
    {
      dimension: 'schedule',
      confidence: 'low',
      value: {
        kind: 'value',
        value: {
          p50: 3,
          criticalPath: false,
          contractMilestone: false,
          milestones: [{ name: text, to: '2026-12-22' }],
        },
      },
    },
    { dimension: 'quality', confidence: 'high', value: { kind: 'none', reason: text } },
  ]);
  approve(play, 'mei');
  play.when('arch', { type: 'assess', inputs: [costs(200_000)] });
  play.when('qa', { type: 'concern', text });
  play.when('mei', { type: 'condition', text, owner: someone, blocks: 'merge' });
  play.when('carla', { type: 'vote', verdict: 'reject', reason: text, authenticated: 'comment' });
  play.when('mei', {
    type: 'plan',
    plan: {
      steps: [{ id: text, text, owner: someone }],
      rollback: text,
      tests: text,
      resources: text,
      acceptance: [text],
    },
  });
  play.when('mei', { type: 'alternatives', alternatives: [{ text, recommended: true, doNothing: false }] });
  play.when('arch', { type: 'link-work', work: 'PR_1', label: text });
  play.when('arch', { type: 'note', irregularity: 'out-of-process', detail: text });
  play.when('mei', { type: 'hold', reason: text });
  return play;
}

function comment(text: string, locale: Locale): string {
  const play = filled(text);
  return statusComment(
    statusView(play.state(), play.situation('x'), play.happened),
    'I_12',
    { locale, timeZone: 'UTC' },
    { page: PAGE, difference: `${PAGE}/d` },
  );
}

function answers(text: string, locale: Locale): string {
  const play = filled(text);
  const view = statusView(play.state(), play.situation('x'), play.happened);
  return reply(
    [
      { kind: 'refused', line: text, refusal: refuse('on-hold', { by: text, reason: text }) },
      {
        kind: 'refused',
        line: `/approve ${text}`,
        refusal: { code: 'ambiguous-seat', values: { seats: [text, 'sponsor'] }, onRecord: false },
      },
      { kind: 'refused', line: '', refusal: refuse('missing-evidence', { criteria: [text, text] }) },
      {
        kind: 'misunderstood',
        misunderstanding: { line: text, code: 'no-such-code', values: {}, example: '/approve' },
      },
      { kind: 'explain', view, verdict: changeGate(play.state(), 'merge', play.situation('x')) },
    ],
    text,
    { locale, timeZone: 'UTC' },
  );
}

function summary(text: string, locale: Locale): string {
  const named = all(
    'change',
    'change',
    [
      leaf(false, 'on-hold', { by: text, reason: text }),
      leaf(false, 'seat-waiting', { seat: 'customer', candidates: [text] }),
    ],
    { label: text },
  );
  const broken = leaf(false, 'policy-broken', { problems: [text, text] });
  return checkOutput(
    [
      { pull: 1, verdict: named },
      { pull: 2, verdict: broken },
    ],
    { locale, timeZone: 'UTC' },
    { page: PAGE },
  ).summary;
}

/** What is a block, a link or HTML, without the words: it may not depend on what somebody wrote. */
function skeleton(markdown: string): Json {
  const shape = (block: Block): Json => {
    switch (block.kind) {
      case 'list':
        return ['list', block.items.map((item) => item.blocks.map(shape))];
      case 'quote':
      case 'footnote':
        return [block.kind, block.blocks.map(shape)];
      case 'table':
        return ['table', block.rows.map((row) => row.map(runs))];
      case 'html':
        return ['html', block.source.replace(/countersign:(reply|content) \S*/, 'countersign:$1')];
      case 'paragraph':
      case 'heading':
        return [block.kind, runs(block.runs)];
      default:
        return [block.kind];
    }
  };
  const runs = (list: Extract<Block, { kind: 'paragraph' }>['runs']): Json =>
    list.flatMap((run): Json[] =>
      run.kind === 'text' ? (run.link ? [['link', run.link]] : run.code ? [['code', run.text]] : []) : [[run.kind]],
    );
  return markdownToText(markdown).map(shape);
}

const SCRAPS = [
  '@bob',
  '@acme/board',
  '#99',
  'fixes #4',
  'closes: #5',
  'GH-12',
  'acme/web#7',
  '<b>x</b>',
  '<img src=x onerror=y>',
  '</details>',
  '<!--',
  '-->',
  '```',
  '`',
  '~~~',
  '|',
  '||',
  '[x](http://evil.test)',
  '![x](http://evil.test/i.png)',
  'http://evil.test',
  'www.evil.test',
  '\n',
  '\n\n',
  '\n# h',
  '\n- l',
  '\n> q',
  '\n---\n',
  '**',
  '_',
  '~~',
  '\\',
  '{count}',
  "'{",
  '&lt;',
  '&#64;bob',
  ':+1:',
  '\u202e',
  '\u200b',
  'a1b2c3d4e5f6',
  '<https://evil.test>',
  'resolve #1',
  '  ',
  '中文',
  '@',
  '#',
];

const hostile = fc
  .array(fc.constantFrom(...SCRAPS), { minLength: 1, maxLength: 6 })
  .map((parts) => `x${parts.join('')}x`);

const FACES: readonly [string, (text: string, locale: Locale) => string][] = [
  ['status comment', comment],
  ['answer', answers],
  ['check summary', summary],
];

test.each(FACES)('6.3: nothing that somebody wrote becomes markup, a link or a block in the %s', (_, render) => {
  const plain = new Map(LOCALES.map((locale) => [locale, skeleton(render('x', locale))]));
  fc.assert(
    fc.property(hostile, fc.constantFrom(...LOCALES), (text, locale) => {
      expect(skeleton(render(text, locale))).toEqual(plain.get(locale));
    }),
    { numRuns: 60 },
  );
});

test.each(FACES)(
  '6.3: nothing that somebody wrote becomes a mention, a reference or a closing word in the %s',
  (_, render) => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...LOCALES), (text, locale) => {
        const words = readable(markdownToText(render(text, locale)).filter((block) => block.kind !== 'html'));
        const mentions = [...words.matchAll(/(?<![\p{L}\p{N}])@([a-z\d][a-z\d-]*(?:\/[\w-]+)?)/giu)].map(
          (one) => one[1],
        );
        for (const login of mentions) expect(['mei', 'carla', 'qa', 'login']).toContain(login);
        const references = [...words.matchAll(/#(\d+)/g)].map((one) => one[1]);
        for (const number of references) expect(['7', '12', '1', '2']).toContain(number);
        expect(words).not.toMatch(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? +(?:[\w./-]+)?#\d/i);
        expect(words).not.toMatch(/gh-\d/i);
      }),
      { numRuns: 60 },
    );
  },
);

test('a title is one line of at most 255 characters, whatever a name or reason holds', () => {
  fc.assert(
    fc.property(
      fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 600 })),
      fc.constantFrom(...LOCALES),
      (text, locale) => {
        const verdict = all('change', 'change', [leaf(false, 'on-hold', { by: text, reason: text })], { label: text });
        const { title } = checkOutput([{ pull: 1, verdict }], { locale, timeZone: 'UTC' });
        expect(title.length).toBeLessThanOrEqual(TITLE_LIMIT);
        expect(title).not.toMatch(/[\n\r\u202e]/);
      },
    ),
  );
});

test('a comment, an answer and a summary keep within GitHub’s limits and say so, however much was written', () => {
  for (const text of ['|'.repeat(5000), 'long text '.repeat(2000), '\u202e'.repeat(3000), '长'.repeat(6000)]) {
    for (const locale of LOCALES) {
      const play = filled(text);
      for (let count = 0; count < 40; count += 1) play.when('qa', { type: 'concern', text });
      const view = statusView(play.state(), play.situation('x'), play.happened);
      const body = statusComment(view, 'I_12', { locale, timeZone: 'UTC' }, { page: PAGE });
      expect(body.length).toBeLessThanOrEqual(65_536);
      expect(body).toMatch(locale === 'en' ? /This is not all/ : /此处未完整显示/);
      expect(body).toContain(PAGE);
      expect(body.match(/<details>/g)?.length ?? 0).toBe(body.match(/<\/details>/g)?.length ?? 0);
      expect(answers(text, locale).length).toBeLessThanOrEqual(65_536);
      expect(summary(text, locale).length).toBeLessThanOrEqual(SUMMARY_LIMIT);
    }
  }
});

test('a mention calls only who has to act now, and never a name that is no login of GitHub', () => {
  const play = inReview();
  approve(play, 'mei');
  const body = statusComment(statusView(play.state(), play.situation('x'), play.happened), 'I_12', {
    locale: 'en',
    timeZone: 'UTC',
  });
  expect([...body.matchAll(/@([\w-]+)/g)].map((one) => one[1])).toEqual(['arch', 'deputy', 'carla']);
  const odd = scenario();
  odd.when('carla', { ...opened(), requester: { id: 'github:5', name: 'acme/everyone' } } as ReturnType<typeof opened>);
  expect(
    statusComment(statusView(odd.state(), odd.situation('x'), odd.happened), 'I_12', { locale: 'en', timeZone: 'UTC' }),
  ).not.toMatch(/@[a-z]/);
});
