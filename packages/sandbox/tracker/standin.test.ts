import { expect, test } from 'vitest';
import { addOrganization, addPerson } from '../world/account.ts';
import { appActor, person } from '../world/actor.ts';
import { createCheck } from '../world/check.ts';
import { addComment } from '../world/comment.ts';
import { openIssue } from '../world/issue.ts';
import { openPull } from '../world/pull.ts';
import { push } from '../world/push.ts';
import { addRepository, requireCheck } from '../world/repository.ts';
import { createWorld } from '../world/world.ts';
import type { Face } from './port.ts';
import { standInTracker } from './standin.ts';

const FACES: readonly Face[] = [
  { login: 'dev', role: 'developer' },
  { login: 'carla', role: 'customer' },
];

function shop() {
  const world = createWorld({ app: { publicKey: '' } });
  const dev = addPerson(world, 'dev');
  addPerson(world, 'carla');
  const acme = addOrganization(world, 'acme', [dev]);
  const repository = addRepository(world, {
    owner: acme,
    name: 'shop',
    author: dev,
    files: { '.github/ISSUE_TEMPLATE/a.yml': 'name: A', 'x.md': '1' },
  });
  requireCheck(repository, 'main', { context: 'Countersign', integration: world.state.app.id });
  push(world, repository, person(world, 'dev'), {
    branch: 'pdf',
    from: 'main',
    message: 'x',
    edits: { 'billing/pdf.ts': '1' },
  });
  const pull = openPull(world, repository, person(world, 'dev'), { title: 'PDF', head: 'pdf', base: 'main' });
  const issue = openIssue(world, repository, person(world, 'dev'), { title: 'A', labels: ['requirement'] });
  const tracker = standInTracker({
    world,
    owner: 'acme',
    repository: 'shop',
    profile: 'standard',
    faces: FACES,
  });
  const check = (conclusion: string) =>
    createCheck(world, repository, appActor(world), repository.issues.get(pull.number)?.pull?.headSha ?? '', {
      name: 'Countersign',
      status: 'completed',
      conclusion,
    });
  return { world, repository, tracker, pull: pull.number, issue: issue.number, check };
}

test('a merge waits for the required check, on the newest commit', async () => {
  const { tracker, pull, check } = shop();
  expect(await tracker.item(pull)).toMatchObject({ pull: { missing: ['Countersign'], files: ['billing/pdf.ts'] } });
  expect(await tracker.merge('dev', pull)).toContain('Required status check "Countersign" is expected');
  check('failure');
  expect(await tracker.merge('dev', pull)).toContain('Countersign');
  check('success');
  expect(await tracker.item(pull)).toMatchObject({ pull: { missing: [] } });
  expect(await tracker.push('dev', pull, 'more')).toBeUndefined();
  expect(await tracker.merge('dev', pull)).toContain('Countersign');
  check('success');
  expect(await tracker.merge('dev', pull)).toBeUndefined();
  expect(await tracker.item(pull)).toMatchObject({ state: 'merged' });
});

test('a guest comments, but neither labels, merges, nor edits what others wrote', async () => {
  const { tracker, pull, issue, world, repository } = shop();
  const comment = addComment(world, repository, repository.issues.get(issue) as never, person(world, 'dev'), 'mine');
  expect(await tracker.comment('carla', issue, 'hello')).toBeUndefined();
  expect(await tracker.setLabel('carla', issue, 'approved', true)).toContain('triage');
  expect(await tracker.merge('carla', pull)).toContain('write');
  expect(await tracker.editItem('carla', issue, { title: 'B' })).toContain('write');
  expect(await tracker.editComment('carla', comment.id, 'yours')).toContain('write');
  expect(await tracker.deleteComment('carla', comment.id)).toContain('write');
  expect(await tracker.item(issue)).toMatchObject({
    title: 'A',
    labels: [{ name: 'requirement' }],
    comments: [{ body: 'mine' }, { body: 'hello' }],
  });
});

test('a refusal changes nothing and says why', async () => {
  const { tracker, issue } = shop();
  expect(await tracker.comment('dev', issue, ' ')).toContain('Validation Failed');
  expect(await tracker.fileIssue('carla', { title: ' ', body: '', labels: [] })).toMatchObject({
    refused: expect.stringContaining('Validation Failed'),
  });
  expect(await tracker.forms()).toEqual(['.github/ISSUE_TEMPLATE/a.yml']);
});
