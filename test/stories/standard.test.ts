import { afterEach, expect, test } from 'vitest';
import { approved, inReview } from '../instruments/board.ts';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('one change request from form to merge, in the standard profile', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(() => line.as('developer').merge(pull)).toThrow();

  const number = await inReview(line);
  expect(line.comments(number)).toHaveLength(1);
  expect(await line.state(number)).toMatchObject({ stage: 'in-review', class: 'moderate' });
  expect(line.labels(number)).toEqual(expect.arrayContaining(['change-request', 'change: in review']));

  line.as('developer').editPull(pull, { body: `Adds PDF beside CSV.\n\nChange: #${number}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining(`#${number}`),
  });

  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  expect(line.check(pull)?.title).toMatch(/customer/i);
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect(await line.state(number)).toMatchObject({ stage: 'implementing' });
  expect(line.check(pull)).toMatchObject({ conclusion: 'success', title: expect.stringContaining(`#${number}`) });
  line.as('developer').merge(pull);
  await line.settled();
  expect(line.seeded.repository.issues.get(pull)?.pull?.mergedAt).toBeTruthy();
  expect(line.comments(number)).toHaveLength(1);
  expect(await line.state(number)).toMatchObject({ work: [{ label: `#${pull}`, merged: true }], irregularities: [] });
});

test('6.2: a merge goes on the record of what it names, and one past a closed gate is flagged for everybody', async () => {
  line = await openLine();
  const { pull, repository } = line.seeded;
  const number = await inReview(line);
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  // Somebody takes the check out of the branch rules.
  repository.required.clear();
  line.as('developer').merge(pull);
  await line.settled();
  expect(await line.state(number)).toMatchObject({
    stage: 'in-review',
    work: [{ label: `#${pull}`, merged: true }],
    irregularities: [{ kind: 'merged-closed', detail: `#${pull}` }],
  });
  expect(line.comments(number)[0]).toContain(`#${pull} was merged although its gate was closed.`);
  // Told again, it is on record once.
  line.as('developer').editPull(pull, { title: 'PDF beside CSV' });
  await line.settled();
  expect((await line.state(number))?.irregularities).toHaveLength(1);
});

test('4.3: an edit after the approval closes the check at once, and the comment says whose vote it ended', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  expect(await line.state(number)).toMatchObject({ stage: 'assessing', reapproval: { cause: 'edited' } });
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  const comment = line.comments(number).find((body) => body.includes('countersign:status')) ?? '';
  expect(comment).toMatch(/no longer counts/);
  const run = line.seeded.repository.checks.get(line.check(pull)?.id ?? 0);
  expect(run?.summary).toMatch(/vote of pan.*wei no longer counts \(cost edited on .* by pan.*wei\)/);
  const state = await line.state(number);
  const voided = state.votes.filter((vote) => vote.voided).map((vote) => vote.voter.name);
  expect(voided.sort()).toEqual(['chen-li', 'pan-wei']);
});

test('6.2: a label set by hand is put back and recorded; a deleted status comment comes back', async () => {
  line = await openLine();
  const number = await inReview(line);
  line.as('project-manager').addLabel(number, 'change: approved');
  await line.settled();
  expect(line.labels(number)).not.toContain('change: approved');
  expect((await line.state(number)).irregularities.map((one) => one.kind)).toContain('label-by-hand');
  const ours = line.seeded.repository.issues
    .get(number)
    ?.comments.find((id) => line.seeded.repository.comments.get(id)?.body.includes('countersign:status'));
  line.as('owner').deleteComment(ours ?? 0);
  await line.settled();
  expect(line.comments(number)).toHaveLength(1);
});

test('4.4, 7.1: an attempt at another’s seat is answered with a reason, recorded, and changes nothing', async () => {
  line = await openLine();
  const number = await inReview(line);
  line.as('developer').comment(number, '/approve as project-manager');
  line.as('project-manager').comment(number, '/approve as customer');
  await line.settled();
  const state = await line.state(number);
  expect(state.votes).toEqual([]);
  expect(line.comments(number)).toHaveLength(3);
  const row = await line.server.parts.register.findByNumber(
    `github:${line.seeded.organization.id}`,
    (await line.server.parts.register.projects(`github:${line.seeded.organization.id}`))[0] ?? '',
    number,
  );
  const entries = row ? await line.server.parts.ledger.read(row.ref) : [];
  expect(entries.filter((entry) => (entry.event as { type: string }).type === 'attempt-refused')).toHaveLength(2);
});

test('6.3: a deleted vote comment removes no vote; an edited comment makes none', async () => {
  line = await openLine();
  const number = await inReview(line);
  const comment = line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  line.as('technical-expert').deleteComment(comment);
  const harmless = line.as('customer').comment(number, 'hello');
  await line.settled();
  line.as('customer').editComment(harmless, '/approve');
  await line.settled();
  const state = await line.state(number);
  expect(state.votes.map((vote) => vote.voter.name)).toEqual(['theo']);
  expect(state.irregularities.map((one) => one.kind)).toEqual(['comment-deleted', 'comment-edited']);
});

test('4.2: a requirement that is edited under a review makes it stale; a new review rests on the new text', async () => {
  line = await openLine();
  const number = await inReview(line);
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  line.as('project-manager').editIssue(1, { body: 'A clerk exports any invoice as CSV or XLSX.' });
  await line.settled();
  expect((await line.state(number)).votes[0]?.voided).toMatchObject({ kind: 'item-changed' });
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
});

test('4.8: an emergency opens the merge gate on its record', async () => {
  line = await openLine({ policy: (text) => text.replace('roles:', 'roles:\n  emergency-authority: ["@theo"]') });
  const number = line.file();
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  line.as('technical-expert').comment(number, '/emergency INC-7 Invoices go out with wrong totals');
  await line.settled();
  expect(await line.state(number)).toMatchObject({ stage: 'implementing', emergency: { incident: 'INC-7' } });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test.each(['\ud800'])('4.3: an edit that holds %j is an edit: it closes the gate and holds nobody up', async (odd) => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  const body = formBody('standard', 'en', { ...ANSWERS, after: `Invoices go to my own server.${odd}` });
  line.as('technical-expert').editIssue(number, { title: `Export${odd}`, body });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  expect(await line.server.inbox.pending()).toMatchObject({ count: 0 });
});

test('T19: a successor takes over what the old request touched, or it is let go by name', async () => {
  line = await openLine();
  const old = line.file();
  const next = line.file({ items: '#2' }, 'Another way');
  await line.settled();
  line.as('project-manager').comment(old, `/supersede by #${next} it covers that`);
  await line.settled();
  expect(line.answers(old).at(-1)).toContain(`#${next} does not touch #1`);
  line.as('project-manager').comment(old, `/supersede by #${next} dropping #1: it is not needed`);
  await line.settled();
  expect((await line.state(old)).closing).toMatchObject({ reason: 'superseded', target: `#${next}` });
  const emergencies = line.as('project-manager');
  emergencies.comment(next, `/supersede by #99 nothing`);
  await line.settled();
  expect(line.answers(next).at(-1)).toContain('#99 is no open change request here');
});
