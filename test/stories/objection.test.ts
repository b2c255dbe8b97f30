/** Somebody's no goes on standing while nobody can tell whether they still hold their role (4.3, 4.4). */
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** The customer's people are a team and somebody by name. */
const EITHER = (text: string): string =>
  text.replace(`"@${SEED_LOGINS.customer}"`, `"@harbour/customers", "@${SEED_LOGINS.developer}"`);

async function reviewed(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

test('4.4: a no from a team that cannot be read by now holds the request, and counts again once it can', async () => {
  line = await openLine({ policy: EITHER });
  const number = await reviewed();
  line.as('customer').comment(number, '/reject it breaks the ledger');
  await line.settled();
  const disarm = line.api.faults.add({ kind: 'status', status: 403, on: /teams\/customers\/members/ } as never);
  // GitHub tells of the team: what was read of it counts no more.
  line.as('owner').addToTeam('customers', 'olga');
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'developer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  const unread = await line.state(number);
  expect(unread.stage).toBe('in-review');
  expect(unread.votes.map(({ voter, verdict, voided }) => [voter.name, verdict, voided])).toEqual([
    ['chen-li', 'reject', undefined],
    ['pan-wei', 'approve', undefined],
    ['theo', 'approve', undefined],
    ['dara', 'approve', undefined],
  ]);
  expect(line.comments(number)[0]).toMatch(/chen\\?-li/);
  disarm();
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
});

test('4.4: a no, a concern and a hold of whoever may hold a role by a team that cannot be read are taken; a no is silent once it is known to be nobody’s', async () => {
  line = await openLine({ policy: EITHER });
  const number = await reviewed();
  const disarm = line.api.faults.add({ kind: 'status', status: 403, on: /teams\/customers\/members/ } as never);
  line.as('owner').addToTeam('customers', 'olga');
  await line.settled();
  line.as('customer').comment(number, '/reject it breaks the ledger');
  await line.settled();
  line.as('customer').comment(number, '/concern the ledger breaks');
  line.as('customer').comment(number, '/hold the ledger breaks');
  line.as('owner').comment(number, '/reject as customer nor do I know');
  line.as('owner').comment(number, '/approve as customer');
  await line.settled();
  const unread = await line.state(number);
  expect(unread.votes.map(({ voter, verdict }) => `${voter.name} ${verdict}`)).toEqual([
    'chen-li reject',
    'olga reject',
  ]);
  expect([unread.concerns.length, unread.held?.by.name]).toEqual([1, 'chen-li']);
  line.as('owner').removeFromTeam('customers', 'olga');
  disarm();
  await line.settled();
  line.as('customer').comment(number, '/approve\n/resolve C1 it holds\n/release');
  for (const role of ['project-manager', 'technical-expert', 'developer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
});

test.each(['alias', 'same account'])(
  '4.1: a yes that comes later than a no which was said after it undoes nothing (%s)',
  async (of) => {
    const { 'technical-expert': expert, developer } = SEED_LOGINS;
    line = await openLine({ policy: (text) => `${text}\naliases: [["@${expert}", "@${developer}"]]\n` });
    const number = await reviewed();
    const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
    line.deliveries.meddle = (one) => {
      held.push(one);
      return [];
    };
    line.as(of === 'alias' ? 'developer' : 'technical-expert').comment(number, '/approve');
    line.deliveries.meddle = (one) => [one];
    line.as('technical-expert').comment(number, '/reject it breaks the ledger');
    await line.settled();
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    for (const role of ['project-manager', 'customer'] as const) line.as(role).comment(number, '/approve');
    await line.settled();
    expect(held).toEqual([]);
    const { stage, votes } = await line.state(number);
    expect([stage, ...votes.map(({ voter, verdict }) => `${voter.name} ${verdict}`)]).toEqual([
      'in-review',
      `${expert} reject`,
      'pan-wei approve',
      'chen-li approve',
    ]);
  },
);
