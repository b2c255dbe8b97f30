import { expect, test } from 'vitest';
import { checkEnvironment } from './environment.ts';

test.each([
  ['PORT', 'abc', 'PORT: a whole number from 0 to 65535'],
  ['PORT', '99999', 'PORT: a whole number from 0 to 65535'],
  ['PUBLIC_URL', 'nope', 'PUBLIC_URL: this is not an address such as https://countersign.example'],
  ['PUBLIC_URL', 'ftp://countersign.example', 'PUBLIC_URL: this is not an address such as https://countersign.example'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL: one of fatal, error, warn, info, debug, silent'],
  ['SANDBOX_LANGUAGE', 'de', 'SANDBOX_LANGUAGE: en or zh-CN'],
])('a mistake in %s (%s) is answered with what would be right', (name, value, sentence) => {
  expect(checkEnvironment({ [name]: value })).toEqual({ problems: [sentence] });
});

test('an empty value is how people unset a variable', () => {
  expect(checkEnvironment({ PORT: '', SANDBOX_LANGUAGE: '' })).toMatchObject({ environment: { PORT: 3000 } });
});
