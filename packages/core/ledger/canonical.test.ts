import { expect, test } from 'vitest';
import { digestOf } from './canonical.ts';

test('4.2: key order does not change a digest, values do', () => {
  expect(digestOf({ a: 1, b: '二' })).toBe(digestOf({ b: '二', a: 1 }));
  expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: 2 }));
  expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
