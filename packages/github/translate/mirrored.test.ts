import { expect, test } from 'vitest';
import { mirrored } from './mirrored.ts';

test.each([
  ['Mirror of: SHIP-12', 'SHIP-12'],
  ['As agreed.\r\n  mirror of： `SHIP-12`  \r\nAs CSV', 'SHIP-12'],
  ['镜像：SHIP-12', 'SHIP-12'],
])('5.6: a line of its own says which request an issue mirrors: %j', (body, key) => {
  expect(mirrored('Title', body)?.key).toBe(key);
  expect(mirrored('Title', body)?.text).not.toMatch(/SHIP-12/);
});

test.each([
  '',
  'This is a mirror of: SHIP-12',
  'Mirror of: #12',
  'Mirror of: SHIP-12 and SHIP-13',
  '<!-- Mirror of: SHIP-12 -->',
  '```\nMirror of: SHIP-12\n```',
])('5.6: what only speaks of it mirrors nothing: %j', (body) => {
  expect(mirrored('Title', body)).toBeUndefined();
});

test('5.6: what it proposes is its title and its text, without the line', () => {
  expect(mirrored('T', '<!-- hint -->\nMirror of: SHIP-12\n\n```sql\nselect 1\n```')?.text).toBe(
    'T\n\n```sql\nselect 1\n```',
  );
  expect(mirrored(' Title ', 'Before\n\nMirror of: SHIP-12\n\nAfter')?.text).toBe('Title\n\nBefore\n\n\n\nAfter');
});
