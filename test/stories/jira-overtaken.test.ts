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
