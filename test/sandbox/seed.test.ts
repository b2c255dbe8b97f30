/** The seeded project, in both languages, with the files that it is given; and the file that it is kept in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { human } from '@countersign/sandbox/human.ts';
import { loadSnapshot, saveSnapshot, serialize } from '@countersign/sandbox/snapshot.ts';
import { expect, onTestFinished, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { stage } from './stage.ts';

const oracle = githubOracle();
const POLICY = '.github/countersign.yml';

test.each(['en', 'zh-CN'] as const)(
  'in %s there are requirements, five people in their teams, and a pull request that waits',
  async (locale) => {
    const { asInstallation, owner, repo, seeded, checked } = stage({
      oracle,
      seed: { locale, files: { [POLICY]: 'version: 1\n' } },
    });
    const { rest } = asInstallation();
    const at = { owner, repo };
    const requirements = (await rest.issues.listForRepo({ ...at, labels: 'requirement', direction: 'asc' })).data;
    expect(requirements.map((one) => one.number)).toEqual(seeded.requirements);
    const chinese = /\p{Script=Han}/u;
    for (const { title, body } of requirements) expect(chinese.test(`${title}${body}`)).toBe(locale === 'zh-CN');
    const policy = (await rest.repos.getContent({ ...at, path: POLICY })).data;
    expect('content' in policy && Buffer.from(policy.content, 'base64').toString()).toBe('version: 1\n');
    for (const account of Object.values(seeded.people)) {
      const permission = await rest.repos.getCollaboratorPermissionLevel({ ...at, username: account.login });
      expect(['read', 'write']).toContain(permission.data.permission);
    }
    expect((await rest.pulls.get({ ...at, pull_number: seeded.pull })).data.mergeable_state).toBe('blocked');
    expect(checked.violations).toEqual([]);
  },
);

test('both languages tell the same story: the same issues, files and people', () => {
  const shape = (locale: 'en' | 'zh-CN') => {
    const { seeded } = stage({ oracle, seed: { locale } });
    const { repository, people, pull } = seeded;
    return {
      people: Object.values(people).map((one) => one.login),
      pull,
      issues: [...repository.issues.keys()],
      labels: [...repository.labels.values()].map((one) => one.name),
    };
  };
  expect(shape('zh-CN')).toEqual(shape('en'));
});

test('a world is kept in a file and goes on from there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { world, clock } = stage({ oracle });
  human(world, 'rosa', 'harbour/invoices').comment(1, 'Kept');
  const path = join(folder, 'world.json');
  saveSnapshot(world, path);
  const again = loadSnapshot(path, { clock: () => clock.now, apiUrl: 'http://api.test', webUrl: 'http://web.test' });
  expect(serialize(again.state)).toBe(serialize(world.state));
  const [first, second] = [world, again].map((one) => human(one, 'rosa', 'harbour/invoices').comment(1, 'Next'));
  expect(second).toBe(first);
});
