import { formBody } from '@countersign/github/form/template.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test } from 'vitest';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('an older edit that arrives after a newer one changes nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const edits: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== 'issues' || occurrence.action !== 'edited') return [occurrence];
    edits.push(occurrence);
    return edits.length < 2 ? [] : [...edits].reverse();
  };
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The first thought' }) });
  // GitHub's times have whole seconds.
  line.world.now = () => Date.now() + 5000;
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The second thought' }) });
  await line.settled();
  expect(edits).toHaveLength(2);
  expect(JSON.stringify((await line.state(number)).content.request.motive)).toContain('second thought');
});

test('4.4: an edit that arrives after a newer one is its writer’s, and the newer one’s writer is author of their own alone', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  reversed(
    'issues',
    () => line.as('developer').editIssue(number, { title: 'Another title' }),
    () =>
      line
        .as('technical-expert')
        .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'A better thought' }) }),
  );
  await line.settled();
  const { authors, content } = await line.state(number);
  expect(JSON.stringify(content.request)).toContain('better thought');
  expect(content.request.title).toBe('Another title');
  expect(authors.map(({ name }) => name)).toEqual([SEED_LOGINS.developer]);
});

async function approved(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  return number;
}

/** Two deliveries of one event arrive the wrong way round. */
function reversed(event: string, first: () => void, second: () => void): void {
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== event) return [occurrence];
    held.push(occurrence);
    return held.length === 2 ? [...held].reverse() : held.length > 2 ? [occurrence] : [];
  };
  line.world.now = () => Date.now() + 2000;
  first();
  line.world.now = () => Date.now() + 9000;
  second();
}

test('4.3: a pull request that was closed and opened again is still followed when GitHub tells the wrong way round', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const developer = line.as('developer');
  const number = await approved();
  developer.editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  reversed(
    'pull_request',
    () => developer.editPull(pull, { state: 'closed' }),
    () => developer.editPull(pull, { state: 'open' }),
  );
  await line.settled();
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('4.2: a requirement is taken for what it is now, though GitHub tells of its edits the wrong way round', async () => {
  line = await openLine();
  const manager = line.as('project-manager');
  reversed(
    'issues',
    () => manager.editIssue(1, { body: 'The first thought' }),
    () => manager.editIssue(1, { body: 'The second thought' }),
  );
  await line.settled();
  const number = await approved();
  manager.editIssue(1, { body: 'The first thought' });
  await line.settled();
  expect((await line.state(number)).votes[0]?.voided).toMatchObject({ kind: 'item-changed' });
});

test('4.4: who wrote an edit that is told of late is an author, and may not approve it', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const body = (motive: string) =>
    formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.', motive });
  reversed(
    'issues',
    () => line.as('technical-expert').editIssue(number, { body: body('Convenience') }),
    () => line.as('project-manager').editIssue(number, { body: body('Comfort') }),
  );
  await line.settled();
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  const state = await line.state(number);
  expect(state.authors.map((one) => one.name)).toContain('theo');
  expect(state.votes).toEqual([]);
  expect(JSON.stringify(state.content.request.motive)).toContain('Comfort');
});

test('4.1: a vote that arrives after an edit that its voter cannot have seen is no vote for the new text', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event === 'issue_comment' && held.length === 0) {
      held.push(occurrence);
      return [];
    }
    return occurrence.event === 'issues' && held.length === 1 ? [occurrence, ...held] : [occurrence];
  };
  line.as('technical-expert').comment(number, '/approve');
  const body = formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.' });
  line.as('requester').editIssue(number, { body });
  await line.settled();
  const state = await line.state(number);
  expect(JSON.stringify(state.content.request.after)).toContain('my own server');
  expect(state.votes).toEqual([]);
  expect(line.answers(number).at(-1)).toMatch(/edited/);
});
