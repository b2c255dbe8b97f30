import { expect, test } from 'vitest';
import { Conflict, isOurs, Malformed, Transient, WriteRefused } from './failure.ts';

const coded = (code: string): Error => Object.assign(new Error('it failed'), { code });

test.each([
  new TypeError('undefined is not a function'),
  new Error('the fold met an event of another kind'),
  coded('ERR_INVALID_ARG_TYPE'),
  new Error('told', { cause: new RangeError('too deep') }),
])('%s is a mistake of ours: it is not tried again', (error) => {
  expect(isOurs(error)).toBe(true);
});

test.each([
  new Conflict('first'),
  new Transient('away'),
  new Malformed('never'),
  new WriteRefused('not now'),
  coded('ECONNRESET'),
  coded('57P01'),
  coded('ERR_TLS_CERT_ALTNAME_INVALID'),
  coded('ERR_SSL_WRONG_VERSION_NUMBER'),
  coded('ERR_STREAM_PREMATURE_CLOSE'),
  new AggregateError([coded('ECONNREFUSED')]),
  Object.assign(new Error('gone'), { status: 502 }),
  new DOMException('too long', 'TimeoutError'),
  new Error('told', { cause: coded('ETIMEDOUT') }),
])('%s is told of by somebody else: it is tried again', (error) => {
  expect(isOurs(error)).toBe(false);
});
