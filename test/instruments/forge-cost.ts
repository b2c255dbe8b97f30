/** Every function that Forge calls, and what one call of it costs: counts, which are the same on every machine. */
import { createHmac } from 'node:crypto';
import { shownDigest } from '@countersign/core/ask/shown.ts';
import type { Json, NewEntry, StreamRef } from '@countersign/core/record/port.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import type { SettingsData } from '@countersign/jira/port/data.ts';
import type { Issue } from '../standins/jira/record.ts';
import { type Forge, openForge, PROJECT, unheard } from './forge.ts';

const TENANT = 'jira:cloud-1';
const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const SECRET = 'a secret of thirty-two letters or more';

export interface Cost {
  /** Calls. */
  readonly storage: number;
  readonly jira: number;
  /** What Forge counts of the storage, in requests of 10 KB of which a minute has 4,000 each, and Jira's points of the hour. */
  readonly reads: number;
  readonly writes: number;
  readonly points: number;
  /** Bytes of the largest value that was written, and operations of the largest transaction. */
  readonly value: number;
  readonly operations: number;
  /** Bytes of what it answered. */
  readonly answer: number;
}

/** A handler, or a function of the resolver, with what has to happen before it is called. */
export interface Call {
  readonly name: string;
  before?(): Promise<void>;
  work(): Promise<unknown>;
  /** What it pushes into this queue is not done after it: a night has whatever is open compared. */
  readonly leaves?: 'events';
}

export async function costOf(forge: Forge, { before, work, leaves }: Call): Promise<Cost> {
  await before?.();
  const { largest, spoken } = forge.storage;
  Object.assign(largest, { value: 0, transaction: 0, operations: 0 });
  spoken.length = 0;
  forge.site.spoken.length = 0;
  const counted = () => [forge.storage.reads.used, forge.storage.writes.used, forge.site.points.used] as const;
  const earlier = counted();
  const answer = await work();
  const storage = spoken.length;
  const jira = forge.site.spoken.length;
  const [reads, writes, points] = counted().map((one, at) => one - (earlier[at] ?? 0)) as [number, number, number];
  const { value, operations } = largest;
  await forge.settled(leaves ? { losing: leaves } : {});
  return {
    storage,
    jira,
    reads,
    writes,
    points,
    value,
    operations,
    answer: Buffer.byteLength(JSON.stringify(answer ?? null)),
  };
}

/** A request before its board. @param isLong with 200 votes and 1,000 entries */
export async function reviewed(isLong: boolean): Promise<{ readonly forge: Forge; readonly issue: Issue }> {
  const forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.act('theo', issue, { type: 'vote', verdict: 'approve', reason: 'fits', seat: 'technical-expert' });
  await forge.settled();
  if (isLong) await lengthen({ tenant: TENANT, project: PROJECT, stream: issue.id });
  return { forge, issue };
}

/** As if its impacts had been assessed again and again, and a voter had thought it over 200 times. */
async function lengthen(ref: StreamRef): Promise<void> {
  const { ledger } = openDesk(TENANT);
  const entries = await ledger.read(ref);
  const kind = (type: string) => entries.filter(({ event }) => (event as { type?: string }).type === type);
  const again = (some: readonly NewEntry[], count: number): readonly NewEntry[] =>
    Array.from({ length: count }, (_, at) => some[at % some.length] as NewEntry);
  const votes = again(kind('voted'), 199);
  const more = [...again(kind('assessed'), 1000 - entries.length - votes.length), ...votes];
  for (let from = 0; from < more.length; from += 100) {
    const expected = entries.length + from;
    const part = more.slice(from, from + 100).map(({ at, actor, event }) => ({ at, actor, event: event as Json }));
    await ledger.append({ ref, expected, entries: part, jobs: [], cause: `longer ${from}` });
  }
}

/** Every handler but the resolver, then what the panels invoke. */
export function callsOf(forge: Forge, issue: Issue): readonly Call[] {
  const { handlers, site } = forge;
  const asked = { issueKey: issue.key };
  const edited = () => {
    unheard(site, () => site.edit('rosa', issue.id, { summary: `Export ${crypto.randomUUID()}` }));
    const { id, items } = issue.log.at(-1) ?? {};
    const { project, issuetype } = issue.fields;
    return {
      eventType: 'avi:jira:updated:issue',
      issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
      atlassianId: 'rosa',
      changelog: { id, items },
    };
  };
  const unshown = async () => void (await handlers.events({ body: { tenant: TENANT, event: edited() } }, CONTEXT));
  const later = new Date(Date.now() + 3_600_000).toISOString();
  let box: string | undefined;
  const status = (name: string) => ({ id: site.statuses.get(name) ?? '' });
  const vote = { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' } as const;
  let content = '';
  let saved: SettingsData | undefined;
  return [
    { name: 'validator', work: () => forge.move('dara', issue, 'implementing') },
    { name: 'trigger', work: () => handlers.trigger(edited(), CONTEXT) },
    {
      name: 'moved',
      work: () =>
        handlers.moved(
          {
            ...{ issue: { id: issue.id, key: issue.key }, atlassianId: 'mei' },
            transition: { executionId: 'x', from: status('in-review'), to: status('in-review') },
          },
          CONTEXT,
        ),
    },
    { name: 'events', work: () => handlers.events({ body: { tenant: TENANT, event: edited() } }, CONTEXT) },
    { name: 'events: an ordinary issue', work: () => ordinary(forge) },
    {
      name: 'jobs',
      async before() {
        await unshown();
        box = (await openDesk(TENANT).jobs.waiting(later))[0]?.name;
      },
      work: () => handlers.jobs({ body: { tenant: TENANT, box: box ?? '' } }, CONTEXT),
    },
    {
      name: 'sweep',
      async before() {
        await unshown();
        await forge.settled({ losing: 'jobs' });
      },
      work: () => forge.sweep(),
    },
    { name: 'accounts', work: () => forge.accounts() },
    { name: 'nightly', leaves: 'events', work: () => forge.nightly() },
    {
      name: 'nights',
      leaves: 'events',
      work: () => handlers.nights({ body: { tenant: TENANT, page: { at: new Date().toISOString() } } }, CONTEXT),
    },
    { name: 'awaiting', work: () => handlers.awaiting({ clause: { operator: 'in', arguments: ['mei'] } }, CONTEXT) },
    { name: 'gate', work: () => asks(forge, issue) },
    { name: 'gate: asked again', work: () => asks(forge, issue) },
    { name: 'standing', work: () => handlers.standing(asked, CONTEXT) },
    { name: 'remind', work: () => handlers.remind(asked, CONTEXT) },
    { name: 'whyBlocked', work: () => handlers.whyBlocked(asked, CONTEXT) },
    { name: 'resolver: panel', work: () => forge.panel('mei', issue) },
    { name: 'resolver: seen', work: () => forge.invoke('mei', 'seen', { version: 3 }, issue) },
    {
      name: 'resolver: act',
      async before() {
        const state = await forge.state(issue);
        content = state ? shownDigest(state) : '';
      },
      work: () => forge.invoke('mei', 'act', { ask: vote, content, press: crypto.randomUUID() }, issue),
    },
    { name: 'resolver: register', work: () => forge.invoke('mei', 'register', { offset: 0 }) },
    { name: 'resolver: register, a state', work: () => forge.invoke('mei', 'register', { offset: 0, stage: 'draft' }) },
    { name: 'resolver: register, as CSV', work: () => forge.invoke('mei', 'register', { offset: 0, csv: true }) },
    { name: 'resolver: gadget', work: () => forge.invoke('mei', 'gadget', {}) },
    { name: 'resolver: gadget, of the site', work: () => forge.invoke('mei', 'gadget', {}, undefined, 'en-GB', null) },
    { name: 'resolver: settings', work: () => forge.invoke('mei', 'settings', {}) },
    {
      name: 'resolver: saveSettings',
      async before() {
        site.person('mei').administers.add(PROJECT);
        saved = (await forge.invoke('mei', 'settings', {})) as SettingsData;
      },
      work: () => {
        const change = { source: `${saved?.source ?? ''}\n# again\n` };
        return forge.invoke('mei', 'saveSettings', { expected: saved?.version ?? '', change });
      },
    },
  ];
}

/** What no request makes longer: the set-up of an empty site, until it is done, and back. */
export function setupCalls(forge: Forge): readonly Call[] {
  return ['setupPlan', 'setupApply', 'setupUndo'].map((name) => ({
    name: `resolver: ${name}`,
    work: () => forge.invoke('ada', name, { projectId: PROJECT }),
  }));
}

/** Somebody edits an issue of a project for which set-up never ran, from the trigger on until nothing of it waits. */
async function ordinary({ handlers, site, settled }: Forge): Promise<void> {
  const project = '19999';
  site.project(project, { key: 'PLAIN' });
  unheard(site, () => void site.create('rosa', { project, issuetype: '10001', summary: 'Buy coffee' }));
  const issue = [...site.issues.values()].at(-1);
  if (!issue) throw new Error('there is no issue');
  const event = {
    eventType: 'avi:jira:updated:issue',
    issue: {
      id: issue.id,
      key: issue.key,
      fields: { project: issue.fields.project, issuetype: issue.fields.issuetype },
    },
    atlassianId: 'rosa',
    changelog: { id: crypto.randomUUID(), items: [{ field: 'summary', fieldId: 'summary' }] },
  };
  await handlers.trigger(event, CONTEXT);
  await settled();
}

async function asks({ handlers }: Forge, issue: Issue): Promise<unknown> {
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  const pull = { address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' };
  const body = JSON.stringify({ issue: issue.key, at: Date.now(), pull });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  try {
    return await handlers.gate({ body, headers: { 'x-countersign-signature': [`sha256=${signature}`] } }, CONTEXT);
  } finally {
    delete process.env.COUNTERSIGN_GATE_SECRET;
  }
}
