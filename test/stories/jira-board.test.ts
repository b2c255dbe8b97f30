/** What is said to one act of the board, or to one text, carries out and approves no other: in the panel and in comments. Out of the bundle. */
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());
type Issue = ReturnType<Forge['file']>;

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

async function shown(by: string, issue: Issue): Promise<{ readonly content: string; readonly act: number }> {
  const data = await forge.panel(by, issue);
  if (data.kind !== 'change') throw new Error('no change request');
  return data;
}

async function inReview(policy?: string): Promise<Issue> {
  forge = await openForge(policy === undefined ? {} : { policy });
  for (const name of ['sven', 'quinn', 'sara']) forge.site.person(name);
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  return issue;
}

async function verifying(): Promise<Issue> {
  const issue = await inReview();
  await forge.decide(issue);
  await forge.says('mei', issue, '/start');
  await forge.says('mei', issue, '/done 1', '/evidence 1 run 42', '/actuals 2d USD 5,000', '/done');
  await forge.says('mei', issue, '/close partly the rest comes with SHIP-9');
  return issue;
}

const three = 'project-manager, technical-expert, customer';
const SIX = [
  'profile: standard',
  'language: en',
  'currency: USD',
  'budget: USD 200,000',
  'planned-days: 120',
  'plan-confirmation: false',
  'roles:',
  '  project-manager: ["@mei"]',
  '  technical-expert: ["@theo"]',
  '  customer: ["@carla"]',
  '  sponsor: ["@sven"]',
  '  quality: ["@quinn"]',
  '  safety: ["@sara"]',
  'seats:',
  `  minor: [${three}]`,
  `  moderate: [${three}]`,
  `  major: [${three}, sponsor, quality]`,
  `  critical: [${three}, sponsor, quality, safety]`,
  '',
].join('\n');

const board = async (issue: Issue) => {
  const state = await forge.state(issue);
  return [state?.class, state?.seats.length];
};

test('3.4: whoever seconds by the panel seconds the act that the panel showed, not one that the chair put in its place', async () => {
  const issue = await verifying();
  const { content, act } = await shown('theo', issue);
  await forge.says('mei', issue, '/cancel we stop the project');
  const asked = { ask: { type: 'second', act }, content, press: crypto.randomUUID() };
  expect(await forge.invoke('theo', 'act', asked, issue)).toMatchObject({ kind: 'refused', rule: '3.4' });
  expect((await forge.state(issue))?.closing).toBeUndefined();
  const now = await shown('theo', issue);
  expect((await forge.act('theo', issue, { type: 'second', act: now.act })).kind).toBe('done');
  expect((await forge.state(issue))?.closing?.reason).toBe('cancelled');
});

test('3.4: a second that was written before the chair proposed something else carries out nothing', async () => {
  const issue = await verifying();
  forge.site.comment('theo', issue.id, { type: 'doc', version: 1, content: [line('/second')] });
  await forge.act('mei', issue, { type: 'cancel', reason: 'we stop' });
  await forge.settled();
  expect((await forge.state(issue))?.closing).toBeUndefined();
  await forge.says('theo', issue, '/second');
  expect((await forge.state(issue))?.closing?.reason).toBe('cancelled');
});

test('2.3, 3.4: a lowering that the chair proposed for one content is not carried out on another', async () => {
  const issue = await inReview(SIX);
  const [before] = await board(issue);
  await forge.says('mei', issue, `/raise-class ${before === 'minor' ? 'moderate' : 'major'} to be safe`);
  await forge.says('mei', issue, '/lower-class minor measured, it is small');
  const { act } = await shown('theo', issue);
  expect(act).toBeGreaterThan(0);
  await forge.says(
    'theo',
    issue,
    '/assess schedule +40d p90 60d critical-path',
    '/assess risk It sinks 5x5 accept residual 25',
  );
  expect(await board(issue)).toEqual(['critical', 6]);
  expect((await forge.act('theo', issue, { type: 'second', act })).kind).toBe('refused');
  await forge.says('theo', issue, '/second');
  expect(await board(issue)).toEqual(['critical', 6]);
});

test('2.3, 4.3: a lowering that was decided for one critical content does not bind a worse one', async () => {
  const issue = await inReview(SIX);
  await forge.says(
    'theo',
    issue,
    '/assess schedule +20d p90 20d critical-path',
    '/assess risk It leaks 5x5 accept residual 25',
  );
  expect((await forge.state(issue))?.class).toBe('critical');
  await forge.says('mei', issue, '/lower-class minor the risk was measured and is none');
  await forge.says('theo', issue, '/second');
  expect((await forge.state(issue))?.class).toBe('minor');
  await forge.says(
    'theo',
    issue,
    '/assess schedule +90d p90 90d critical-path contract-milestone',
    '/assess cost USD 150,000 split 60/40/0',
    '/assess risk It sinks 5x5 accept residual 25',
  );
  expect(await board(issue)).toEqual(['critical', 6]);
});

const mention = { type: 'mention', attrs: { id: 'mei', text: '@Mei' } };
const text = (words: string) => ({ type: 'text', text: words });

test.each([
  ['a concern', [line('/concern The fonts'), line('/resolve C1 it is fine')]],
  ['a condition', [{ type: 'paragraph', content: [text('/condition before close '), mention, text(' Load test')] }]],
])(
  '4.1: an approval below %s does not count for an impact that was assessed in the panel meanwhile',
  async (_, first) => {
    const issue = await inReview();
    const { answer } = forge.site;
    let changelogs = 0;
    forge.site.answer = async (meta, path, init) => {
      const found = await answer(meta, path, init);
      changelogs += path.includes('/changelog') ? 1 : 0;
      if (path.includes('/changelog') && changelogs === 1) {
        const form = { dimension: 'schedule', none: true, reason: 'no delay', confidence: 'high' } as const;
        const ask = { type: 'assess', form: { ...form, evidence: '', fields: {} } } as const;
        expect((await forge.act('mei', issue, ask)).kind).toBe('done');
      }
      return found;
    };
    const content = [...first, line('/approve')];
    forge.site.comment('carla', issue.id, { type: 'doc', version: 1, content } as never);
    await forge.settled();
    const state = await forge.state(issue);
    expect([state?.content.impacts.schedule?.value.kind, state?.votes.map((one) => one.voter.id)]).toEqual([
      'none',
      [],
    ]);
  },
);

test('4.1: an approval below what the same comment changed counts for what it made of the request', async () => {
  const issue = await inReview();
  const content = [line('/assess cost USD 6,000 split 60/40/0'), line('/concern The fonts'), line('/resolve C1 fine')];
  forge.site.comment('mei', issue.id, { type: 'doc', version: 1, content: [...content, line('/approve')] } as never);
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.votes.map((one) => [one.voter.id, one.voided])).toEqual([['jira:mei', undefined]]);
});
