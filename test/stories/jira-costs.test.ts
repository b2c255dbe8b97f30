/** What Forge's limits leave: no call nears them, however long a request has grown, and none costs more for its length. */
import { act } from '@countersign/jira/act.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { rememberTouching } from '@countersign/jira/facts/touching.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import { type Call, type Cost, callsOf, costOf, reviewed, setupCalls } from '../instruments/forge-cost.ts';

let forge: Forge;
afterEach(() => forge.close());

/** Forge's: a value has 240 KiB, a transaction 25 operations, an answer 5 MB. */
const LIMITS: Cost = {
  ...{ storage: 30, jira: 10, reads: 800, writes: 100, points: 100 },
  ...{ value: 180 * 1024, operations: 20, answer: 500_000 },
};

function within(name: string, cost: Cost): void {
  const over = Object.entries(LIMITS).filter(([what, most]) => cost[what as keyof Cost] > most);
  expect(over, `${name}: ${JSON.stringify(cost)}`).toEqual([]);
}

test.each([
  ['a short request', false],
  ['a request with 200 votes and 1,000 entries', true],
])('no handler and nothing that a panel invokes nears a limit of Forge with %s', async (_, isLong) => {
  const made = await reviewed(isLong);
  forge = made.forge;
  const state = await forge.state(made.issue);
  expect([(state?.version ?? 0) >= 1000, (state?.votes.length ?? 0) >= 200]).toEqual([isLong, isLong]);
  const costs = new Map<string, Cost>();
  for (const call of callsOf(forge, made.issue)) {
    const cost = await costOf(forge, call);
    within(call.name, cost);
    costs.set(call.name, cost);
  }
  expect(costs.get('validator')?.storage).toBeLessThanOrEqual(2);
  for (const name of ['moved', 'awaiting']) expect(costs.get(name)).toMatchObject({ storage: 0, jira: 0 });
  // What is not ours is known by this one read, and goes no further.
  expect(costs.get('trigger')).toMatchObject({ storage: 1, jira: 0 });
  // No handler is left out.
  const named = [...costs.keys()];
  const handlers = Object.keys(forge.handlers).filter((name) => name !== 'resolver');
  expect(named.filter((name) => !name.includes(':')).sort()).toEqual(handlers.sort());
});

test('4.2: an edit costs the same and is recorded first, however many requests were linked to what is edited, over or not', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const edit = (summary: string): Call => ({
    name: summary,
    work: async () => {
      forge.site.edit('rosa', issue.id, { summary });
      await forge.settled();
    },
  });
  const before = await costOf(forge, edit('One'));
  const desk = openDesk('jira:cloud-1');
  const eve = { id: 'jira:eve', name: 'Eve' };
  const items = [{ id: issue.id, label: issue.key, action: 'modify' as const }];
  const link = async (at: number, isOver: boolean) => {
    const ref = { tenant: desk.tenant, project: PROJECT, stream: String(90_000 + at) };
    await rememberTouching(desk, ref, items);
    const place = { label: `EVIL-${at}`, address: '' };
    const request = { title: 'x', items, attachments: [] };
    await act(desk, { ref, actor: eve, command: { type: 'open', request, requester: eve, ...place }, cause: `o${at}` });
    const command = { type: 'withdraw', reason: 'over' } as const;
    if (isOver) await act(desk, { ref, actor: eve, command, cause: `w${at}` });
  };
  for (let at = 0; at < 60; at += 1) await link(at, true);
  const over = await costOf(forge, edit('Two'));
  // They are looked for in two lists and three reads, not each by itself.
  expect(over.storage - before.storage).toBeLessThan(10);
  for (let at = 60; at < 100; at += 1) await link(at, false);
  const told = callsOf(forge, issue).find(({ name }) => name === 'events');
  if (!told) throw new Error('nothing handles events');
  const open = await costOf(forge, told);
  expect(open.storage).toBeLessThanOrEqual(LIMITS.storage);
  expect((await forge.state(issue))?.content.request.title).toBe(issue.fields.summary);
});

test('set-up is planned, made and taken back without nearing a limit of the storage', async () => {
  forge = await openForge({ isEmpty: true });
  for (const call of setupCalls(forge)) {
    const { value, operations, answer } = await costOf(forge, call);
    within(call.name, { storage: 0, jira: 0, reads: 0, writes: 0, points: 0, value, operations, answer });
  }
});
