import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

test('6.3: who believes to have acted and has not is told once, and what is out of sight does nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const says = async (text: string): Promise<readonly string[]> => {
    const before = line.answers(number).length;
    line.as('project-manager').comment(number, text);
    await line.settled();
    return line.answers(number).slice(before);
  };
  expect(await says('／暂停 等供应商')).toEqual([]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('/hold cancel')).toEqual([expect.stringContaining('/release')]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('/unhold')).toEqual([expect.stringContaining('/release')]);
  expect(await says('> quoted\n/release')).toEqual([expect.stringContaining('empty line above')]);
  expect(await says('see <!--\n/release\n--> and `a\n/release\n` and <img alt="\n/release\n"> this')).toEqual([]);
  expect(await says('/etc/hosts is wrong, /cc @mei\n/rebase\n/deploy now')).toEqual([]);
  expect((await line.state(number)).held).toMatchObject({ reason: '等供应商' });
  expect(await says('\u200b /release')).toEqual([]);
  expect((await line.state(number)).held).toBeUndefined();
});

test('4.1: who is asked for a vote and says yes without a command is told once how to vote, and nobody else is', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const says = async (who: 'project-manager' | 'technical-expert' | 'developer', text: string) => {
    const before = line.answers(number).join('\n').length;
    line.as(who).comment(number, text);
    await line.settled();
    return line.answers(number).join('\n').slice(before);
  };
  expect(await says('project-manager', 'LGTM')).toBe('');
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect(await says('developer', 'LGTM')).toBe('');
  expect(await says('project-manager', 'Thanks, Rosa!')).toBe('');
  expect(await says('project-manager', '> who is for it?\n\nLooks good to me')).toContain('Your vote is awaited here');
  expect(await says('project-manager', 'approved')).toBe('');
  expect(await says('technical-expert', '同意')).toContain('Your vote is awaited here');
  expect((await line.state(number)).votes).toEqual([]);
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes).toHaveLength(1);
});

test('4.1: doubtful words are asked back once with the words, and are not attached to the plain vote that follows', async () => {
  line = await openLine();
  const number = line.file();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  const before = line.answers(number).length;
  line.as('project-manager').comment(number, '/approve when CI is green');
  await line.settled();
  const [answer, ...more] = line.answers(number).slice(before);
  expect([answer?.includes('“when CI is green”'), more, (await line.state(number)).votes]).toEqual([true, [], []]);
  expect(answer).toMatch(/\/approve(?! when).*\/condition/s);
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect(line.answers(number).slice(before)).toEqual([answer]);
  const { votes } = await line.state(number);
  expect(votes.map(({ seat, verdict, reason, voided }) => ({ seat, verdict, reason, voided }))).toEqual([
    { seat: 'project-manager', verdict: 'approve', reason: undefined, voided: undefined },
  ]);
  expect(JSON.stringify(votes)).not.toContain('CI is green');
});

test.each(['/retract', '/收回表决'])(
  '4.1: one’s own vote is taken back by %s, and the record says so',
  async (words) => {
    line = await openLine();
    const number = line.file();
    line.as('requester').comment(number, '/submit');
    line.as('project-manager').comment(number, ASSESSMENT);
    await line.settled();
    line.as('project-manager').comment(number, '/approve');
    await line.settled();
    expect((await line.state(number)).votes).toMatchObject([{ verdict: 'approve' }]);
    expect((await line.state(number)).votes[0]?.voided).toBeUndefined();
    line.as('project-manager').comment(number, words);
    await line.settled();
    expect((await line.state(number)).votes).toMatchObject([{ voided: { kind: 'retracted' } }]);
  },
);

const ANSWER = 'POST /repos/:owner/:repo/issues/:number/comments';

test.each([403, 404, 410])('an answer that GitHub refuses once with %i is given all the same', async (status) => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.api.faults.add({ kind: 'status', status, message: 'no', on: ANSWER, times: 1 });
  line.as('requester').comment(number, '/explain');
  await vi.waitFor(() => expect(line.answers(number)).toHaveLength(1), SOON);
});

test('what cannot be answered because the issue is locked waits for nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const issue = line.seeded.repository.issues.get(number);
  if (issue) issue.locked = true;
  line.api.faults.add({ kind: 'status', status: 403, message: 'locked', on: ANSWER });
  line.as('requester').comment(number, '/explain');
  await line.settled();
  const jobs = await waitingJobs(line);
  expect({ jobs, answers: line.answers(number) }).toEqual({ jobs: 0, answers: [] });
});

async function waitingJobs({ databaseUrl }: Line): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    "select 1 from pgboss.job where name = 'job' and state in ('created', 'retry', 'active')",
  );
  await client.end();
  return rows.length;
}
