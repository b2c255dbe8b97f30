/** Faults and limits: everything that GitHub does to an app that behaves well. */
import { human } from '@countersign/sandbox/human.ts';
import { createLimits } from '@countersign/sandbox/limit.ts';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { type StageOptions, stage } from './stage.ts';

const oracle = githubOracle();

function begin(options: Partial<StageOptions> = {}) {
  const made = stage({ oracle, ...options });
  const as = (login: string) => human(made.world, login, `${made.owner}/${made.repo}`);
  return { ...made, as, at: { owner: made.owner, repo: made.repo } };
}

test('faults strike the calls they are meant for, as often as they say', async () => {
  const { asInstallation, api, at, checked } = begin();
  const { rest } = asInstallation();
  const comment = () => rest.issues.createComment({ ...at, issue_number: 1, body: 'x' });
  api.faults.add({
    kind: 'status',
    status: 502,
    on: 'POST /repos/:owner/:repo/issues/:number/comments',
    times: 1,
    skip: 1,
  });
  await comment();
  await expect(comment()).rejects.toMatchObject({ status: 502 });
  await comment();
  api.faults.add({ kind: 'secondary-limit', retryAfterSeconds: 7, times: 1 });
  await expect(comment()).rejects.toMatchObject({ status: 403, response: { headers: { 'retry-after': '7' } } });
  api.faults.add({ kind: 'primary-limit', resetSeconds: 60, on: /comments$/, times: 1 });
  await expect(comment()).rejects.toMatchObject({
    status: 403,
    response: { headers: { 'x-ratelimit-remaining': '0' } },
  });
  api.faults.add({ kind: 'reset', times: 1 });
  await expect(comment()).rejects.toMatchObject({ status: 500 });
  expect(checked.violations).toEqual([]);
});

test('an answer can be lost after the write has happened', async () => {
  const { asInstallation, api, at, seeded } = begin();
  api.faults.add({ kind: 'reset', when: 'after', times: 1 });
  const lost = asInstallation().rest.issues.createComment({ ...at, issue_number: 1, body: 'x' });
  await expect(lost).rejects.toMatchObject({ status: 500 });
  expect(seeded.repository.comments.size).toBe(1);
});

test('a call that hangs ends when the caller gives up', async () => {
  const { api, at } = begin();
  api.faults.add({ kind: 'delay', ms: Number.POSITIVE_INFINITY, times: 1 });
  const signal = AbortSignal.timeout(20);
  const answer = await api.fetch(`http://api.test/repos/${at.owner}/${at.repo}`, { signal });
  expect(answer.status).toBe(200);
});

test('the documented limits hold for each installation', async () => {
  const { asInstallation, at, api, clock } = begin({ api: { limits: createLimits(true) } });
  const { rest } = asInstallation();
  const write = () => rest.issues.createComment({ ...at, issue_number: 1, body: 'x' });
  for (let n = 0; n < 80; n += 1) await write();
  await expect(write()).rejects.toMatchObject({ status: 403, response: { headers: { 'retry-after': '60' } } });
  expect((await rest.repos.get(at)).status).toBe(200);
  clock.now += 60_000;
  expect((await write()).status).toBe(201);
  expect(api.limits.standing('installation:0', clock.now).used).toBe(0);
});

test('the hourly limits hold: 500 writes of content, and 5,000 calls', () => {
  const limits = createLimits(true);
  let now = 0;
  const pace = (write: boolean, spacing: number) => {
    now += spacing;
    return limits.take('installation:1', write, now);
  };
  const writes = Array.from({ length: 501 }, () => pace(true, 1000));
  expect(writes.findIndex((one) => !one.ok)).toBe(500);
  expect(writes.at(-1)).toMatchObject({ which: 'secondary' });
  const reads = Array.from({ length: 4500 }, () => pace(false, 100));
  expect(reads.findIndex((one) => !one.ok)).toBe(5000 - 501);
  expect(reads.at(-1)).toMatchObject({ which: 'primary', standing: { remaining: 0 } });
  expect(limits.take('installation:2', true, now).ok).toBe(true);
  now += 3_600_000;
  expect(limits.take('installation:1', true, now).ok).toBe(true);
});
