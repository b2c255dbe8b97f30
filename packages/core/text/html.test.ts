/** Shows where a browser is still inside a tag or a comment when a piece of raw HTML ends. */
import { expect, test } from 'vitest';
import { isLeftOpen } from './html.ts';

test.each([
  '<div title="',
  "<div title='a>b",
  '<div title = "x',
  '<div a"b title="c>',
  '<div =" title="x>y',
  '<div',
  '<div\n',
  '<div x=y',
  '<div x=',
  '</div ',
  '</',
  '</ x',
  '<? ',
  '<!',
  '<!x a',
  '<!DOCTYPE',
  '<!-',
  '<!-- x',
  '<!-- x --',
  '<!-- x --!',
  '<p><!-- x\n',
  '<b>a</b><i title="',
  '<![CDATA[ > ',
  '<textarea>',
  '<a><noscript>',
  '<SCRIPT src=x>',
])('%j is left open', (html) => {
  expect(isLeftOpen(html)).toBe(true);
});

test.each([
  '',
  'a',
  '<',
  'a < b',
  '<3',
  '<div>',
  '<div title="a>b">',
  "<div title='\"'>",
  '<div a"b>',
  '<div a=b"c>',
  '<div x=>',
  '<div/>',
  '<div / x="/" />',
  '</div>',
  '</>',
  '</ x>',
  '<? x >',
  '<!x>',
  '<!-->',
  '<!--->',
  '<!---->',
  '<!-- x -->',
  '<!-- x --!>',
  '<!-- "<div title=\' -->',
  '<details>\n<summary>More</summary>\n',
])('%j is not', (html) => {
  expect(isLeftOpen(html)).toBe(false);
});
