/** Shows by what an account is known for a program (`rules.md 4.4`, `6.3`). */
import { expect, test } from 'vitest';
import { isProgram } from './program.ts';

const PERSON = { id: 'github:583231', name: 'release-robot' };

test.each([
  ['its name', ['release-robot'], [], true],
  ['its name in another case', ['Release-Robot'], [], true],
  ['its id beside the name that it had', ['old-robot:583231'], [], true],
  ['its id alone', ['github:583231'], [], true],
  ['the account that the policy means', [], ['github:583231'], true],
  ['another id beside its name', ['release-robot:7'], [], false],
  ['another name', ['release'], ['github:7'], false],
])('4.4: what tells a program is its account, or its name: %s', (_, bots, programs, expected) => {
  expect(isProgram({ programs }, [{ bots: [] }, { bots }], PERSON)).toBe(expected);
});

test('4.4: a program of Jira is listed by its account', () => {
  expect(isProgram({}, [{ bots: ['712020:5b10'] }], { id: 'jira:712020:5b10', name: 'Robot' })).toBe(true);
});
