import { expect, test } from 'vitest';
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import { formOf } from './nextact.ts';

/** Steps that only time, another tracker or the policy takes. */
const WITHOUT: readonly string[] = [
  ...[
    'contact',
    'confirm-by-link',
    'away',
    'unfillable',
    'unreadable',
    'no-policy',
    'freeze',
    'deferred-until',
    'more-conditions',
    'more-late',
  ],
];

test('each next step that somebody takes on the request has its form', () => {
  const steps = (Object.keys(MESSAGES.en) as MessageId[]).filter((id) => id.startsWith('status.next.'));
  expect(steps.length).toBeGreaterThan(30);
  const without = steps.filter((id) => formOf(id) === undefined).map((id) => id.slice('status.next.'.length));
  expect(without.toSorted()).toEqual(WITHOUT.toSorted());
});
