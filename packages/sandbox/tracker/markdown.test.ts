import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;'],
  ['<details onclick="x()"><summary>a</summary>b</details>', '&lt;details onclick'],
  ['<a href="javascript:alert(1)">a</a>', '&lt;a href'],
  ['[a](javascript:alert(1))', '<p>a</p>'],
  ['![a](https://elsewhere.test/spy.png)', '<a href="https://elsewhere.test/spy.png"'],
  ['[a](//elsewhere.test)', '<p>a</p>'],
  ['[a](https://x.test/"onmouseover="x)', '&quot;'],
])('%s does no harm', (markdown, expected) => {
  const html = renderMarkdown(markdown);
  expect(html).toContain(expected);
  expect(html).not.toMatch(/<(?:script|img|iframe)|<[^>]* on\w+=|href="javascript|href="\/\//i);
});

test('tables, folded parts and line breaks look as on GitHub', () => {
  expect(renderMarkdown('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td>1</td><td class="right">2</td>');
  expect(renderMarkdown('<details><summary>More</summary>\n\ntext\n\n</details>')).toBe(
    '<details><summary>More</summary><p>text</p></details>',
  );
  expect(renderMarkdown('one\ntwo')).toBe('<p>one<br>two</p>');
  expect(renderMarkdown('a <!-- hidden --> b')).toBe('<p>a  b</p>');
});

test('references lead to this repository, and nowhere from inside a link or code', () => {
  expect(renderMarkdown('Affects #7.', '/a/b')).toBe('<p>Affects <a href="/a/b/issues/7">#7</a>.</p>');
  expect(renderMarkdown("[see #7](/x) `#7` it's &#35;7 a#7", '/a/b')).toBe(
    '<p><a href="/x" rel="nofollow">see #7</a> <code>#7</code> it&#39;s <a href="/a/b/issues/7">#7</a> a#7</p>',
  );
  expect(renderMarkdown('#\u200b7 and #7')).toBe('<p>#\u200b7 and #7</p>');
});
