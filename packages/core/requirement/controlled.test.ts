import fc from 'fast-check';
import { expect, test } from 'vitest';
import { body, control, source } from '../../../test/instruments/requirementtexts.ts';
import { markdownToText } from '../text/markdown.ts';
import { readable } from '../text/readable.ts';
import { type Control, controlledDigest, controlledText, stretchesOf, wholeDigest } from './controlled.ts';
import { putBack } from './putback.ts';

const USUAL: Control = { title: true, except: ['Notes', '备注'] };
const said = (body: string, control = USUAL) => readable(controlledText(body, control));

test.each([
  ['## Notes', ''],
  ['## 备注：', ''],
  ['## NOTES', ''],
  ['## Notes on exports', '## Notes on exports\n\nfree'],
])('5.2: below the heading %j stands what is free, up to the next heading of its rank', (heading, rest) => {
  const text = `In PDF.\n\n${heading}\n\nfree\n\n## Fonts\n\nEmbedded.`;
  expect(said(text)).toBe(['In PDF.', rest, '## Fonts', 'Embedded.'].filter(Boolean).join('\n\n'));
});

test('5.2: a heading below the free one begins no section of its own', () => {
  expect(said('In PDF.\n\n## Notes\n\n### Fonts\n\nfree\n\n# Dates')).toBe('In PDF.\n\n# Dates');
});

test.each([['Refines: #3'], ['Refines: #3, #4'], ['依赖：SHIP-9'], ['Refines: #3\nDepends on: #5']])(
  '5.2, 5.4: %j is a link and no text',
  (line) => {
    expect(said(`In PDF.\n\n${line}`)).toBe('In PDF.');
  },
);

test.each([['See #3'], ['As in #3: in PDF'], ['Refines: #3 in PDF'], ['- Refines: #3']])('5.2: %j is text', (line) => {
  expect(said(`In PDF.\n\n${line}`)).not.toBe('In PDF.');
});

test('5.2: ticks are progress and no text; another task is another text', () => {
  const one = { title: 'Export', body: '- [ ] A PDF opens\n  - [ ] in Chinese' };
  const ticked = { ...one, body: '- [x] A PDF opens\n  - [x] in Chinese' };
  expect(controlledDigest(ticked, USUAL)).toEqual(controlledDigest(one, USUAL));
  expect(controlledDigest({ ...one, body: '- [ ] A PDF prints' }, USUAL)).not.toEqual(controlledDigest(one, USUAL));
});

test('5.2: where a title is free, another title is the same requirement', () => {
  const control = { ...USUAL, title: false };
  expect(controlledDigest({ title: 'A', body: 'x' }, control)).toEqual(
    controlledDigest({ title: 'B', body: 'x' }, control),
  );
});

test('5.2: stretches are the whole text, letter by letter, and every block stands in one of them', () => {
  fc.assert(
    fc.property(body, control, (text, by) => {
      const stretches = stretchesOf(text, by);
      expect(stretches.map((one) => one.source).join('')).toBe(text);
      expect(stretches.flatMap((one) => one.blocks)).toEqual(markdownToText(text));
    }),
  );
});

test('4.2: of a text with nothing free and no ticks the digest is the one of all of it, so what rests on it stands', () => {
  fc.assert(
    fc.property(source, (text) => {
      fc.pre(!text.body.includes('[x]') && !text.body.includes('Refines'));
      expect(controlledDigest(text, { title: true, except: [] })).toEqual(wholeDigest(text));
    }),
  );
});

test.each([
  '<del>',
  '<details><summary>More</summary>',
  '</details>',
  '- <s>',
  'see <del>',
  '<b><i></b></i>',
  '<div><del></div>',
  '| <del> |\n|---|\n| a |',
])(
  '5.2: what is free strikes out and folds in nothing that is not: %j there is an edit of what is under control',
  (notes) => {
    const body = (one: string) => `In PDF.\n\n## Notes\n\n${one}\n\n## Dates\n\nsoon`;
    const digest = (one: string) => controlledDigest({ title: '', body: body(one) }, USUAL);
    expect(digest(notes)).not.toEqual(digest('none'));
    const back = putBack({ title: '', body: body('none') }, { title: '', body: body(notes) }, USUAL);
    expect(controlledDigest(back, USUAL)).toEqual(digest('none'));
    expect(back.body).not.toContain(notes);
  },
);

test.each([
  '<img src="a.png" width=3>',
  'one<br>two',
  '<details><summary>More</summary>\n\ntext\n\n</details>',
  'a <del>b</del> c',
  '`<del>`',
  '```\n<del>\n```',
  '<!-- <del> -->',
  'a < b and <https://a.test>',
  '<p align="center">',
  '[a]: <https://a.test>',
])('5.2: %j there is free', (notes) => {
  const digest = (one: string) =>
    controlledDigest({ title: '', body: `In PDF.\n\n## Notes\n\n${one}\n\n## Dates\n\nsoon` }, USUAL);
  expect(digest(notes)).toEqual(digest('none'));
});
