/** Jira's events come late and out of order: what comes late undoes nothing that was said after it (`rules.md` 4.1, 4.6). Out of the bundle. */
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, unheard } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraphs = (...lines: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

type Filed = ReturnType<Forge['file']>;

/** Something is written that Jira tells of only after what is written next. */
async function wrongWayRound(issue: Filed, by: string, first: string, next: readonly [string, string]): Promise<void> {
  const tell = unheard(forge.site, () => void forge.site.comment(by, issue.id, paragraphs(first)));
  const [other, second] = next;
  await forge.says(other, issue, second);
  tell();
  await forge.settled();
}

test.each([
  '/reject as customer it breaks the ledger',
  '/retract',
  '/abstain as customer',
  '/concern it breaks the ledger',
])(
  '4.1: a yes of which Jira tells after its writer said %j counts for nothing, and is asked for again',
  async (since) => {
    forge = await openForge();
    const issue = forge.file('rosa');
    await forge.settled();
    await forge.assess(issue);
    if (since === '/retract') await forge.says('carla', issue, '/approve as customer');
    await wrongWayRound(issue, 'carla', '/approve as customer', ['carla', since]);
    const votes = (await forge.state(issue))?.votes ?? [];
    expect(votes.filter(({ verdict, voided }) => verdict === 'approve' && !voided)).toEqual([]);
    expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('/approve');
    await forge.says('carla', issue, '/approve as customer');
    expect((await forge.state(issue))?.votes.at(-1)).toMatchObject({ verdict: 'approve', voter: { id: 'jira:carla' } });
  },
);

test('4.6: a release of which Jira tells after a newer hold leaves that hold', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.says('mei', issue, '/hold the customer asks');
  await wrongWayRound(issue, 'mei', '/release', ['mei', '/hold the ledger breaks']);
  expect((await forge.state(issue))?.held).toBeDefined();
});

const impacts = async (issue: Filed): Promise<string> =>
  JSON.stringify((await forge.state(issue))?.content.impacts ?? {});

test('2.2: an estimate of which Jira tells after a newer one of the same replaces nothing, and is asked for again; one of something else is taken', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.says('mei', issue, '/send-back we look again');
  await wrongWayRound(issue, 'mei', '/assess schedule +1d', ['mei', '/assess schedule +40d']);
  expect(await impacts(issue)).toContain('"p50":40');
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('/assess schedule +1d');
  await wrongWayRound(issue, 'mei', '/assess schedule +3d', ['mei', '/assess risk Fonts 2x2 mitigate residual 2']);
  expect(await impacts(issue)).toContain('"p50":3');
  await forge.says('mei', issue, '/assess schedule +1d', '/assess schedule +2d');
  expect(await impacts(issue)).toContain('"p50":2');
});

test('2.2: an estimate, a plan or an owner of which a comment tells late replaces nothing that was pressed since, and is asked for again', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.says('mei', issue, '/send-back we look again');
  const tell = unheard(forge.site, () => void forge.site.comment('mei', issue.id, paragraphs('/assess schedule +1d')));
  const fields = { days: '40', late: '', criticalPath: false, contractMilestone: false };
  const form = { dimension: 'schedule', none: false, reason: '', confidence: 'high', evidence: '', fields } as const;
  expect(await forge.act('mei', issue, { type: 'assess', form })).toMatchObject({ kind: 'done' });
  tell();
  await forge.settled();
  expect(await impacts(issue)).toContain('"p50":40');
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('/assess schedule +1d');
  // What is written after the press replaces it, whatever clock runs before the other.
  await forge.says('mei', issue, '/assess schedule +2d');
  expect(await impacts(issue)).toContain('"p50":2');
});

test.each(['pressed', 'written'] as const)(
  '4.6: a word that was written before a concern was %s, and is told of after it, resolves it by no chance of its number',
  async (way) => {
    forge = await openForge({ role: 'chair: ["@theo"]' });
    const issue = forge.file('rosa');
    await forge.settled();
    await forge.assess(issue);
    const tell = unheard(
      forge.site,
      () => void forge.site.comment('theo', issue.id, paragraphs('/resolve C1 it is settled')),
    );
    if (way === 'pressed') await forge.act('carla', issue, { type: 'concern', text: 'It breaks the ledger' });
    else await forge.says('carla', issue, '/concern It breaks the ledger');
    tell();
    await forge.settled();
    expect((await forge.state(issue))?.concerns).toMatchObject([{ id: 'C1' }]);
    expect((await forge.state(issue))?.concerns[0]?.resolved).toBeUndefined();
    await forge.says('theo', issue, '/resolve C1 it is settled');
    expect((await forge.state(issue))?.concerns[0]?.resolved).toBeDefined();
  },
);
