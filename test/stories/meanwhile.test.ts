/** What a verdict rests on may change while it is given: nothing is written open by what was so before (6.1). */
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

/** Conclusions of our checks on a commit, oldest first. */
function checksOf(head: string): readonly (string | null | undefined)[] {
  const { checksOf, checks } = line.seeded.repository;
  const all = (checksOf.get(head) ?? []).map((id) => checks.get(id));
  return all.filter((one) => one?.name === 'Countersign').map((one) => one?.conclusion);
}

/** Has something happen when a verdict is given and nothing is written yet, and that handled in whole. */
function afterVerdict(happens: () => Promise<void>): { looks(): number } {
  const { unhandled } = line.server.parts;
  const asked = unhandled.coming;
  let looks = 0;
  Object.assign(unhandled, {
    async coming(...given: Parameters<typeof asked>) {
      looks += 1;
      if (looks > 1) return asked(...given);
      await happens();
      return [];
    },
  });
  return { looks: () => looks };
}

test('6.1: a pull request that says something else while its group is judged keeps the group closed', async () => {
  line = await openLine();
  await approvedWork(line);
  const { pull, repository } = line.seeded;
  const shown: (string | null | undefined)[] = [];
  const { work } = line.server.parts;
  const watched = afterVerdict(async () => {
    line.as('developer').editPull(pull, { body: 'Change: #999' });
    await vi.waitFor(async () => {
      const [known] = (await work.openAnywhere()).filter(({ number }) => number === pull);
      expect(JSON.stringify(known?.data)).toContain('999');
    }, SOON);
  });
  const head = line.as('developer').joinMergeQueue(pull).headSha;
  line.api.heard.add(() => shown.push(...checksOf(head)));
  await line.settled();
  expect(repository.issues.get(pull)?.body).toContain('999');
  expect(watched.looks()).toBeGreaterThan(0);
  expect(shown).not.toContain('success');
  expect(checksOf(head)).not.toContain('success');
});

const TEAM = (text: string): string => text.replace('"@pan-wei"', '"@harbour/project-managers"');

/** Holds up whoever forgets the teams of the account, before anything follows from that. */
async function teamsHeldUp() {
  const client = new pg.Client(line.databaseUrl);
  await client.connect();
  const kind = ['forgotten', `github:${line.seeded.organization.id}`, 'account', 'team'];
  await client.query(
    `select pg_advisory_lock(hashtextextended(json_build_array($1::text, $2::text, $3::text, $4::text)::text, 0))`,
    kind,
  );
  const coming = `select from pgboss.job where name = 'delivery' and data->>'kind' = 'membership' and state in ('created', 'active')`;
  return {
    /** Whether what tells of a team has come. */
    come: async () => (await client.query(coming)).rowCount === 1,
    goOn: () => client.end(),
  };
}

test('4.3: who left a team before the last vote was written opens nothing, also while that is not handled', async () => {
  line = await openLine({ policy: TEAM });
  const { pull } = line.seeded;
  const number = line.file();
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  const shown: (string | null | undefined)[] = [];
  line.api.heard.add(() => shown.push(line.check(pull)?.conclusion));
  const held = await teamsHeldUp();
  line.as('owner').removeFromTeam('project-managers', 'pan-wei');
  const { unhandled } = line.server.parts;
  await vi.waitFor(async () => expect(await held.come()).toBe(true), SOON);
  const asked = unhandled.coming;
  const looked = new Promise<void>((resolve) => {
    Object.assign(unhandled, {
      async coming(...given: Parameters<typeof asked>) {
        const found = await asked(...given);
        resolve();
        return found;
      },
    });
  });
  line.as('customer').comment(number, '/approve');
  await looked;
  await held.goOn();
  await line.settled();
  expect((await line.state(number)).votes.map(({ voided }) => voided?.kind)).toEqual([
    'role-lost',
    undefined,
    undefined,
  ]);
  expect(shown).not.toContain('success');
});
