/** Shows that the oracle can say no: an answer of the wrong kind, and a call that nobody described. */
import { expect, test } from 'vitest';
import { jiraProblems } from './jira-oracle.ts';

test('what jira.js would not parse is found, and so is a call that no oracle knows', () => {
  const asked = (answer: unknown) =>
    jiraProblems('GET', '/rest/api/3/issue/SHIP-1/transitions', undefined, 200, answer);
  expect(asked({ expand: 'transitions', transitions: [{ id: '1', name: 'Start' }] })).toEqual([]);
  expect(asked({ transitions: 'none' })).toContainEqual(expect.stringContaining('jira.js'));
  expect(jiraProblems('GET', '/rest/api/3/nowhere', undefined, 200, {})).toEqual([
    expect.stringContaining('no oracle'),
  ]);
});
