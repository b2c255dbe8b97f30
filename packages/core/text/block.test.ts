/** Shows that what is on record keeps its digest: votes are verified with the blocks that were recorded, however texts are read today (`rules.md 4.2`). */
import { expect, test } from 'vitest';
import { facetDigests, wordsDigest } from '../approval/facet.ts';
import { NOTHING_GOVERNED } from '../content/governed.ts';
import { type Block, textDigest, textSchema } from './block.ts';

/** Every kind of block and run as the first version recorded them. Never change one: add what is new below. */
const RECORDED: readonly Block[] = [
  { kind: 'heading', depth: 3, runs: [{ kind: 'text', text: 'Scope' }] },
  {
    kind: 'paragraph',
    runs: [
      { kind: 'text', text: 'a', code: true },
      { kind: 'text', text: 'b', strike: true, link: 'https://a.test/é', title: 't' },
      { kind: 'image', alt: 'p', source: 'https://a.test/p.png', link: 'https://a.test', title: 't' },
      { kind: 'html', source: '<kbd>' },
      { kind: 'note', label: 'n' },
    ],
  },
  { kind: 'list', ordered: true, start: 3, items: [{ checked: true, blocks: [] }, { blocks: [{ kind: 'rule' }] }] },
  { kind: 'code', language: 'sql', text: 'select 1' },
  { kind: 'quote', blocks: [{ kind: 'html', source: '<!-- a -- b -->' }] },
  { kind: 'table', rows: [[[{ kind: 'text', text: '1' }]]] },
  { kind: 'footnote', label: 'n', blocks: [] },
  { kind: 'html', source: '[c]: "https://a.test"' },
];

test('4.2: blocks on record are read as they were recorded, and have the digests that votes were bound to', () => {
  const text = JSON.parse(JSON.stringify(RECORDED)) as Block[];
  expect(textSchema.parse(text)).toEqual(text);
  expect(textDigest(text)).toBe('4f1e3c3126ef678bfb3238c3def60c74da3e2e57b15e8e677a73f270b03105b5');
  const request = { title: 'T', before: text, after: text, besides: text, items: [], attachments: [] };
  expect(facetDigests({ ...NOTHING_GOVERNED, request }).text).toBe(
    '8a5633320cfe6d1baebe8f5db047ddd6c80129865872d2496ff79125c093ae15',
  );
  expect(wordsDigest(request)).toBe('a2618140d502ea627ea67cff7ac31d0df9e7a2140f5e46d841334a021485a6cd');
});
