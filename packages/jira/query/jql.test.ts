/** Shows what Jira searches for in place of `changeRequestsAwaiting`. */
import { expect, test } from 'vitest';
import { awaitingJql } from './jql.ts';

const asked = (operator: string, ...given: readonly string[]) =>
  awaitingJql({ clause: { operator, arguments: given } });

test('an account finds what waits for it; without one, whoever searches finds their own, though Jira keeps the answer for everybody', () => {
  expect(asked('in', '5b10:mei')).toEqual({ jql: 'countersign.awaiting = "5b10:mei"' });
  expect(asked('in')).toEqual({ jql: 'countersign.awaiting = currentUser()' });
  expect(asked('in', 'currentUser()')).toEqual({ jql: 'countersign.awaiting = currentUser()' });
});

test('what does not wait for somebody includes what waits for nobody', () => {
  expect(asked('not in', '5b10:mei')).toEqual({
    jql: '(countersign.awaiting != "5b10:mei" OR countersign.awaiting is EMPTY)',
  });
  expect(asked('not in')).toEqual({
    jql: '(countersign.awaiting != currentUser() OR countersign.awaiting is EMPTY)',
  });
});

test.each(['membersOf("board")', 'me" OR project = "X', ''])('%j is no account, and is never searched for', (given) => {
  expect(asked('in', given)).toEqual({ error: expect.stringContaining('account id') });
});

test('what is not Jira’s question is answered with how to ask', () => {
  expect(awaitingJql(undefined)).toEqual({ error: expect.stringContaining('account id') });
});
