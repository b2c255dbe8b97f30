/** `npm run receive`: what a delivery tells is played on the stand-in, and each step says what it made of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openLine } from '../instruments/line.ts';
import { type Played, play, readTold } from './play.ts';

const payload = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`payload/${name}.json`, import.meta.url), 'utf8'));

async function played(given: unknown): Promise<Played> {
  const line = await openLine();
  try {
    return await play(line, readTold(given));
  } finally {
    await line.close();
  }
}

const actions = ({ translate }: Played) =>
  translate.flatMap((one) => (one.kind === 'change' ? one.actions : [])).map((action) => action.kind);

test('a form that is filed is received, translated, recorded and shown', async () => {
  const found = await played(payload('opened'));
  expect(found.receive).toMatchObject({ event: 'issues', action: 'opened', statusCode: 202 });
  expect(actions(found)).toContain('command');
  expect(found.record.map(({ event }) => event.type)).toContain('opened');
  // The facts of the translation are the stand-in's: both name the requirement by the same id.
  const item = /"id":"(I_[^"]+)"/.exec(JSON.stringify(found.record.map(({ event }) => event)))?.[1];
  expect(item).toBeDefined();
  expect(JSON.stringify(found.translate)).toContain(`{"id":"${item}","label":"#1"`);
  expect(found.project.some((call) => /^POST .*\/comments → 201$/.test(call))).toBe(true);
});

test('an edit and a command find the issue that they speak of', async () => {
  const edited = await played(payload('edited'));
  expect(edited.receive).toMatchObject({ event: 'issues', action: 'edited' });
  expect(edited.record.length).toBeGreaterThan(0);
  const said = await played(payload('comment'));
  expect(said.receive).toMatchObject({ event: 'issue_comment', action: 'created' });
  expect(said.record.map(({ event }) => event)).toMatchObject([{ type: 'moved', to: 'submitted' }]);
});

test('a command that is refused leaves its answer, and somebody whom nobody knows holds no role', async () => {
  const given = { ...(payload('comment') as object), comment: { body: '/triage' }, sender: { login: 'stranger' } };
  const found = await played(given);
  expect(found.answers.join()).toContain('/triage');
  expect(found.project.length).toBeGreaterThan(0);
});

test('what cannot be played is said in a sentence', () => {
  for (const given of [{}, { action: 'closed' }, { ...(payload('opened') as object), action: 'created' }])
    expect(() => readTold(given)).toThrow('Only an issue that is opened or edited');
});
