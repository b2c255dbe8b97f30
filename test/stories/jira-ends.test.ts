/** What the panel offers beside its front buttons: another class, a duplicate, a successor, a close in part. Through the bundle's resolver. */

import { askSchema } from '@countersign/core/ask/ask.ts';
import type { Said } from '@countersign/jira/port/data.ts';
import { wording } from '@countersign/jira/port/words.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());
type Issue = ReturnType<Forge['file']>;

const text = (said: Said) => said.map((one) => one.text).join('');

async function shown(by: string, issue: Issue) {
  const data = await forge.panel(by, issue);
  if (data.kind !== 'change') throw new Error('no change request');
  return data;
}

const offered = async (by: string, issue: Issue) =>
  (await shown(by, issue)).offers.filter(({ why }) => !why).map(({ type }) => type);

async function filed(): Promise<Issue> {
  const issue = forge.file('rosa');
  await forge.settled();
  return issue;
}

async function inReview(): Promise<Issue> {
  forge = await openForge();
  const issue = await filed();
  await forge.assess(issue);
  return issue;
}

test('2.3: the class is raised by a button with its reason; the chair lowers it by another, which the board seconds', async () => {
  const issue = await inReview();
  const { classes } = await shown('mei', issue);
  const named = ({ value }: { readonly value: string }) => value;
  expect([classes.smaller.map(named), classes.larger.map(named)]).toEqual([['minor', 'moderate'], ['critical']]);
  expect(await offered('mei', issue)).toContain('raise-class');
  expect(await offered('rosa', issue)).not.toContain('raise-class');
  expect((await forge.act('mei', issue, { type: 'raise-class', class: 'critical', reason: 'payments' })).kind).toBe(
    'done',
  );
  expect((await forge.state(issue))?.class).toBe('critical');
  expect((await shown('mei', issue)).classes.larger).toEqual([]);
  expect(await offered('mei', issue)).not.toContain('raise-class');
  expect(await offered('mei', issue)).toContain('lower-class');
  expect(await offered('theo', issue)).not.toContain('lower-class');
  const again = await forge.act('mei', issue, { type: 'raise-class', class: 'minor', reason: 'payments' });
  if (again.kind !== 'refused') throw new Error('it was taken');
  expect([again.rule, text(again.remedy)]).toEqual(['2.3', expect.stringContaining('“Lower the class”')]);
  expect((await forge.act('mei', issue, { type: 'lower-class', class: 'minor', reason: 'measured' })).kind).toBe(
    'done',
  );
  expect((await forge.state(issue))?.class).toBe('critical');
  const { act } = await shown('theo', issue);
  expect((await forge.act('theo', issue, { type: 'second', act })).kind).toBe('done');
  expect((await forge.state(issue))?.class).toBe('minor');
});

test('T5: a duplicate is closed in favour of the issue that is named by its key or by its address', async () => {
  forge = await openForge();
  for (const of of ['ship-1', 'https://acme.atlassian.net/browse/SHIP-1?focus=2']) {
    const issue = await filed();
    expect(await offered('rosa', issue)).not.toContain('duplicate');
    expect(await offered('mei', issue)).toContain('duplicate');
    const answer = await forge.act('mei', issue, { type: 'duplicate', of: 'the other one' });
    expect(answer).toMatchObject({ kind: 'invalid', problems: [{ field: 'of' }] });
    expect((await forge.act('mei', issue, { type: 'duplicate', of })).kind).toBe('done');
    expect((await forge.state(issue))?.closing).toMatchObject({ reason: 'duplicate', target: 'SHIP-1' });
  }
});

test('T19: another open request takes its place; what that one does not touch is let go by name or keeps this one open', async () => {
  const issue = await inReview();
  const successor = forge.file('rosa', { items: false }, 'Another');
  await forge.settled();
  const ask = { type: 'supersede', successor: successor.key, reason: 'one request for both', dropped: [] as string[] };
  const send = (dropped: string[], named = successor.key) =>
    forge.act('mei', issue, askSchema.parse({ ...ask, successor: named, dropped }));
  expect(await send([], 'SHIP-999')).toMatchObject({ kind: 'refused', rule: 'T19' });
  const uncovered = await send([]);
  if (uncovered.kind !== 'refused') throw new Error('it was taken');
  expect([text(uncovered.what), text(uncovered.remedy)]).toEqual([
    `${successor.key} does not touch SHIP-1, which this request does.`,
    expect.stringContaining('“Requirements let go”'),
  ]);
  const { items } = await shown('mei', issue);
  expect(items).toEqual([{ value: 'SHIP-1', label: 'SHIP-1' }]);
  expect((await send(['SHIP-1'])).kind).toBe('done');
  expect((await forge.state(issue))?.closing).toMatchObject({ reason: 'superseded', target: successor.key });
});

test('3.4, T16: only the chair is offered to close in part, when nothing else is missing, and it waits for its second', async () => {
  const issue = await inReview();
  await forge.decide(issue);
  await forge.says('mei', issue, '/start');
  await forge.says('mei', issue, '/done 1', '/done');
  const ask = { type: 'close', outcome: 'rolled-back', reason: 'the printer cannot' } as const;
  const [early] = (await shown('mei', issue)).offers.filter(({ type }) => type === 'close');
  expect(text(early?.why ?? [])).toContain('Evidence is missing');
  expect((await forge.act('mei', issue, ask)).kind).toBe('refused');
  await forge.says('mei', issue, '/evidence 1 run 42', '/actuals 2d USD 5,000');
  expect(await offered('mei', issue)).toContain('close');
  expect(await offered('theo', issue)).toContain('verify');
  expect(await offered('theo', issue)).not.toContain('close');
  expect(await forge.act('theo', issue, ask)).toMatchObject({ kind: 'refused', rule: '3.1' });
  expect((await forge.act('mei', issue, ask)).kind).toBe('done');
  expect((await forge.state(issue))?.stage).toBe('verifying');
  const { act } = await shown('theo', issue);
  expect((await forge.act('theo', issue, { type: 'second', act })).kind).toBe('done');
  expect((await forge.state(issue))?.closing).toMatchObject({ reason: 'rolled-back' });
});

test.each(['Take my vote back', '/收回表决', '/retract'])(
  '4.1: one’s own vote is taken back by “%s”, and stays on record as taken back',
  async (by) => {
    const issue = await inReview();
    const seat = 'project-manager';
    expect(await offered('mei', issue)).not.toContain('retract');
    expect((await forge.act('mei', issue, { type: 'vote', verdict: 'approve', seat, reason: '' })).kind).toBe('done');
    expect((await forge.state(issue))?.votes).toMatchObject([{ verdict: 'approve', seat }]);
    expect((await forge.state(issue))?.votes[0]?.voided).toBeUndefined();
    expect(await offered('mei', issue)).toContain('retract');
    expect(await offered('theo', issue)).not.toContain('retract');
    if (by.startsWith('/')) await forge.says('mei', issue, by);
    else {
      expect(wording('en')('act.retract')).toBe(by);
      expect((await forge.act('mei', issue, { type: 'retract' })).kind).toBe('done');
    }
    expect((await forge.state(issue))?.votes).toMatchObject([{ voided: { kind: 'retracted' } }]);
    expect((await shown('mei', issue)).mine).toMatchObject([{ seat, asked: true }]);
  },
);

test('2.4: the accountable owner is handed over by a button, and whoever runs nothing is offered none', async () => {
  const issue = await inReview();
  expect((await forge.state(issue))?.owner?.name).toBe('Mei');
  const ask = { type: 'owner', owner: { accountId: 'dara', name: 'Dara' }, reason: 'on leave' } as const;
  expect(await offered('theo', issue)).not.toContain('owner');
  expect(await forge.act('theo', issue, ask)).toMatchObject({ kind: 'refused', rule: '3.1' });
  expect(await offered('mei', issue)).toContain('owner');
  const panelled = await forge.act('mei', issue, askSchema.parse(ask));
  expect(panelled.kind).toBe('done');
  expect((await forge.state(issue))?.owner).toMatchObject({ id: expect.stringContaining('dara') });
  const history = (await shown('theo', issue)).history.map((one) => text(one.line));
  expect(history.join('\n')).toContain('on leave');
});
