/** Forge's fact cache may be emptied at any moment: what can never be read again stands in the record, or beside it where the record names it (`docs/decisions/facts-and-truth.md`). */
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { RegisterData, SettingsData, SetupData } from '@countersign/jira/port/data.ts';
import { forgeLedger } from '@countersign/jira/record/ledger.ts';
import { forgeStorage } from '@countersign/jira/record/storage.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

const TENANT = 'jira:cloud-1';
const OTHER = '10007';
const PROJECTS = [PROJECT, OTHER, 'account'];

interface Told {
  readonly steps: readonly (readonly [what: string, act: () => unknown])[];
  readonly shown: () => Promise<unknown>;
}

/** All of it, as if Forge had lost the entity. */
const drop = () => forge.storage.lose((key) => key.startsWith('fact:'));

/** Without what differs between any two plays: instants, and what is hashed with them. */
function plain<Value>(value: Value): Value {
  const text = JSON.stringify(value)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+\d{4})/g, 'then')
    .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}(?:, \d\d:\d\d)?/g, 'a day')
    .replace(/\b[0-9a-f]{12,64}\b/g, 'hash');
  return JSON.parse(text);
}

/** What the record and every surface hold once a story is over. */
async function play(open: () => Promise<Told>, isDropped: (after: number) => boolean): Promise<readonly unknown[]> {
  const { steps, shown } = await open();
  const seen: unknown[] = [];
  for (const [at, [what, act]] of steps.entries()) {
    const answered = await act();
    await forge.settled();
    seen.push({ [what]: await shown(), ...(answered === undefined ? {} : { answered }) });
    if (isDropped(at)) drop();
  }
  const ledger = forgeLedger(forgeStorage());
  for (const project of PROJECTS) {
    const entries = await ledger.readProject(TENANT, project, 0, 1000);
    expect(verifyProject(entries)).toBeUndefined();
    seen.push(entries.map(({ ref, event }) => ({ ref, event })));
  }
  return plain(seen);
}

const without = <Of extends object>(of: Of, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)));

/** Jira shows, and the pages of the app. */
async function surfaces(issue: Issue): Promise<unknown> {
  const panel = await forge.panel('mei', issue);
  const register = (await forge.invoke('mei', 'register', { offset: 0 })) as RegisterData;
  const settings = (await forge.invoke('mei', 'settings', {})) as SettingsData;
  return {
    panel,
    rows: register.rows.map(({ key, stage }) => [key, stage]),
    deleted: register.deleted.map(({ key }) => key),
    policy: settings.history.map(({ by, added, removed }) => [by, added, removed]),
    shown: [forge.status(issue), issue.key, without(issue.properties.get('countersign') as object, 'due')],
    said: issue.comments.map(({ body }) => body),
  };
}

const saved = async (by: string, add: string) => {
  const { version, source } = (await forge.invoke(by, 'settings', {})) as SettingsData;
  return (
    (await forge.invoke(by, 'saveSettings', { expected: version, change: { source: `${source}${add}` } })) as {
      readonly kind: string;
    }
  ).kind;
};

/** A request is decided, what it touches is edited, its policy changes, and it goes to another project. */
async function moved(): Promise<Told> {
  forge = await openForge();
  const issue = forge.file('rosa');
  const other = forge.file('rosa', {}, 'Another wish');
  forge.site.person('mei').administers.add(PROJECT);
  const move = async (by: string, stage: string) => (await forge.move(by, issue, stage)).result;
  const item = async () => (await forge.state(issue))?.content.request.items[0]?.id ?? '';
  return {
    steps: [
      ['they are filed', () => {}],
      ['one is brought before its board', () => forge.assess(issue)],
      ['it may not start yet', () => move('dara', 'implementing')],
      ['the policy is written anew', () => saved('mei', '\n# again\n')],
      ['it is decided', () => forge.decide(issue)],
      ['the policy is written once more', () => saved('mei', '\n# and again\n')],
      [
        'it goes to another project',
        async () => {
          forge.site.project(OTHER, { key: 'OTHER', like: PROJECT });
          forge.site.edit('mei', issue.id, { project: { id: OTHER } });
        },
      ],
      ['somebody asks there', () => forge.says('carla', issue, '/explain')],
      ['what it touches is edited', async () => forge.site.edit('eve', await item(), { summary: 'Something else' })],
      ['it may not start', () => move('dara', 'implementing')],
      ['the other one is deleted', () => forge.site.remove('rosa', other.id)],
      [
        'an edit that nobody told of',
        async () => {
          const heard = [...forge.site.heard];
          forge.site.heard.clear();
          forge.site.edit('rosa', issue.id, { summary: 'Wholly else' });
          for (const one of heard) forge.site.heard.add(one);
        },
      ],
      ['is found at night', () => forge.nightly()],
    ],
    shown: () => surfaces(issue),
  };
}

/** What a decided request touches is deleted. */
async function deleted(): Promise<Told> {
  forge = await openForge();
  const issue = forge.file('rosa');
  return {
    steps: [
      ['it is brought before its board', () => forge.assess(issue)],
      ['it is decided', () => forge.decide(issue)],
      [
        'what it touches is deleted',
        async () => forge.site.remove('rosa', (await forge.state(issue))?.content.request.items[0]?.id ?? ''),
      ],
      ['it may not start', async () => (await forge.move('dara', issue, 'implementing')).result],
      ['somebody asks', () => forge.says('carla', issue, '/explain')],
    ],
    shown: () => surfaces(issue),
  };
}

const standing = ({ steps, standing: how, undo }: SetupData): unknown => ({
  how,
  steps: steps.map((one) => [one.id, one.standing]),
  undo: undo.map(({ text }) => text),
});

/** An administrator sets an empty site up, uses it, and takes it all back. */
async function setUp(): Promise<Told> {
  forge = await openForge({ isEmpty: true });
  const run = async (name: string) => standing((await forge.invoke('ada', name, { projectId: PROJECT })) as SetupData);
  let issue: Issue | undefined;
  return {
    steps: [
      ['it is set up', () => run('setupApply')],
      ['it is looked at', () => run('setupPlan')],
      ['it is set up again', () => run('setupApply')],
      [
        'a request is filed',
        async () => {
          await forge.adopt();
          issue = forge.file('rosa', { items: false });
        },
      ],
      ['it is written to', () => issue && forge.says('rosa', issue, '/submit')],
      ['its issue goes', () => issue && forge.site.remove('rosa', issue.id)],
      ['it is taken back', () => run('setupUndo')],
      ['nothing is left', () => run('setupPlan')],
    ],
    shown: async () => ({
      stage: issue && (await forge.state(issue))?.stage,
      fields: [...forge.site.configured.fields.keys()],
      types: [...forge.site.configured.types.keys()],
    }),
  };
}

const STORIES = [
  ['5.6, 7.2: a request is decided, its policy changes, and it goes to another project', moved],
  ['4.3: what a request touches is deleted', deleted],
  ['a site is set up, used and taken back', setUp],
] as const;

test.each(STORIES)(
  '%s: the record and all that is seen are the same with the fact cache emptied after every step',
  { timeout: 600_000 },
  async (_, story) => {
    const whole = await play(story, () => false);
    forge.close();
    expect(await play(story, () => true)).toEqual(whole);
  },
);

test.each(STORIES)('%s: and with it emptied after any of them', { timeout: 600_000 }, async (_, story) => {
  const whole = await play(story, () => false);
  await fc.assert(
    fc.asyncProperty(fc.nat(16), async (after) => {
      forge.close();
      expect(await play(story, (at) => at === after % (whole.length - PROJECTS.length))).toEqual(whole);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});
