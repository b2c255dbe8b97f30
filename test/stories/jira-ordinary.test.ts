/** Events of what is not ours: nothing is asked of Jira for them, they wait in no queue, and nothing of ours is taken for one of them. Out of the bundle. */
import { openDesk } from '@countersign/jira/desk.ts';
import { isOrdinary } from '@countersign/jira/facts/ordinary.ts';
import { mayBeTouched } from '@countersign/jira/facts/touching.ts';
import { afterEach, expect, test } from 'vitest';
import { AFFECTS, CHANGE, type Forge, openForge, PROJECT, REQUIREMENT } from '../instruments/forge.ts';
import { costOf } from '../instruments/forge-cost.ts';
import type { Event, Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

const TENANT = 'jira:cloud-1';
const ELSEWHERE = '19999';
const TASK = '10001';

/** What Jira tells of when this is done. */
function told(work: () => void): readonly Event[] {
  const heard: Event[] = [];
  const hear = (event: Event) => void heard.push(event);
  forge.site.heard.add(hear);
  work();
  forge.site.heard.delete(hear);
  return heard;
}

test.each([
  ['a project where set-up never ran', ELSEWHERE],
  ['a project of ours, of another type', PROJECT],
])('an event of an ordinary issue costs one read and asks nothing of Jira: %s', async (_, project) => {
  forge = await openForge();
  const issue = forge.site.create('rosa', { project, issuetype: TASK, summary: 'Buy coffee' });
  await forge.settled();
  const { site } = forge;
  const deeds: readonly (() => void)[] = [
    () => site.edit('rosa', issue.id, { summary: 'Buy tea' }),
    () => site.comment('rosa', issue.id, { type: 'doc', version: 1, content: [] }),
    () => site.deleteComment('rosa', issue.id, issue.comments[0]?.id ?? ''),
    () => site.remove('rosa', issue.id),
  ];
  for (const deed of deeds) {
    const work = async () => {
      deed();
      await forge.settled();
    };
    expect(await costOf(forge, { name: 'an ordinary event', work })).toMatchObject({
      storage: 1,
      reads: 1,
      writes: 0,
      jira: 0,
      points: 0,
    });
  }
});

test('a bulk edit of other teams’ issues leaves our queue as it is: an edit of ours is the only thing that waits', async () => {
  forge = await openForge();
  const { site, handlers, world } = forge;
  const issue = forge.file('rosa');
  const others = Array.from({ length: 40 }, (_, at) =>
    site.create('rosa', { project: ELSEWHERE, issuetype: TASK, summary: `Task ${at}` }),
  );
  await forge.settled();
  const events = told(() => {
    for (const { id } of others) site.edit('rosa', id, { labels: ['x'] });
    site.edit('rosa', issue.id, { summary: 'Another title' });
  });
  expect(world.pushed).toEqual([]);
  const context = { installContext: 'ari:cloud:jira::site/cloud-1' };
  for (const event of events) await handlers.trigger(event, context);
  const waiting = world.pushed.filter(({ queue }) => queue === 'events');
  expect(new Set(waiting.map(({ key }) => key))).toEqual(new Set([`issue-${issue.id}`]));
});

test('what is ours is never ordinary: what is on record under another type, what a request touches, and what cannot be told', async () => {
  forge = await openForge();
  const { site } = forge;
  const desk = openDesk(TENANT);
  const issue = forge.file('rosa');
  await forge.settled();
  const said = async (work: () => void) => {
    const events = told(work);
    expect(events.length).toBeGreaterThan(0);
    await forge.settled();
    return Promise.all(events.map((event) => isOrdinary(desk, event)));
  };
  expect(await said(() => site.edit('rosa', issue.id, { summary: 'Another title' }))).toEqual([false]);
  // The list of homes is lost, and the type is another.
  await desk.kept.forget({ tenant: TENANT, project: 'account', kind: 'home', id: issue.id });
  expect(await said(() => site.edit('rosa', issue.id, { issuetype: { id: TASK } }))).toEqual([false]);
  const requirement = [...site.issues.values()].find(
    (one) => (one.fields.issuetype as { id: string }).id === REQUIREMENT,
  );
  expect(await said(() => site.edit('rosa', requirement?.id ?? '', { summary: 'More' }))).toEqual([false]);
  // Of an issue elsewhere, from the moment on that a request touches it.
  const item = site.create('rosa', { project: ELSEWHERE, issuetype: TASK, summary: 'An item' });
  await forge.settled();
  expect(await said(() => site.edit('rosa', item.id, { summary: 'An item that changes' }))).toEqual([true]);
  site.edit('rosa', issue.id, { issuetype: { id: CHANGE } });
  site.link('rosa', issue.id, AFFECTS, item.id);
  await forge.settled();
  expect(await said(() => site.edit('rosa', item.id, { summary: 'Again' }))).toEqual([false]);
  for (const event of [{}, { eventType: 'x' }, { eventType: 'x', issue: { id: '1', key: 'A-1' } }])
    expect(await isOrdinary(desk, event)).toBe(false);
});

test('an item that an older version knew to be touched is known until a night has said so of every one', async () => {
  forge = await openForge();
  const desk = openDesk(TENANT);
  forge.file('rosa');
  await forge.settled();
  const items = [...forge.site.issues.values()].filter(
    (one: Issue) => (one.fields.issuetype as { id: string }).id === REQUIREMENT,
  );
  // As an older version left it: by the item only.
  for (const one of await desk.kept.list(TENANT, 'account', 'touched')) await desk.kept.forget(one);
  for (const { id } of items) expect(await mayBeTouched(desk, TENANT, id)).toBe(true);
  expect(await mayBeTouched(desk, TENANT, '777')).toBe(false);
  expect(await desk.kept.list(TENANT, 'account', 'touched')).toEqual([]);
  await forge.nightly();
  await forge.settled();
  const said = await desk.kept.list(TENANT, 'account', 'touched');
  expect(said.map(({ id }) => id).sort()).toEqual(['*', ...items.map(({ id }) => id)].sort());
});
