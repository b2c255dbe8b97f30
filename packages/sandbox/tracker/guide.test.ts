import { expect, test } from 'vitest';
import { paper } from '../../../test/browser/paper.ts';
import { guide } from './guide.ts';
import type { Comment, Item } from './port.ts';
import { storyFor } from './story.ts';

const AT = '2026-11-23T09:00:00.000Z';

/** The guide's next step when these comments stand under the change request, the app's own first. */
/** `answered`: the app has written since the last of them. */
function next(
  status: string,
  said: readonly (readonly [string, string])[],
  answered = true,
  { merged = false, state = 'open' }: { readonly merged?: boolean; readonly state?: 'open' | 'closed' } = {},
) {
  const bodies = [['countersign[bot]', status] as const, ...said];
  const comments = bodies.map(
    ([author, body], id): Comment => ({
      id,
      author,
      bot: id === 0,
      body,
      at: AT,
      edited: false,
      changed: id === 0 && answered ? 99 : id,
    }),
  );
  const tracker = paper();
  const row = { number: 9, title: 'PDF', kind: 'issue', state: 'open', author: 'carla', labels: [] } as const;
  const change: Item = { ...row, state, body: '', at: AT, comments };
  const pull: Item = {
    ...{
      ...row,
      number: 3,
      kind: 'pull',
      state: merged ? 'merged' : 'open',
      author: 'dev',
      body: 'Change: #9',
      at: AT,
      comments: [],
    },
    pull: { head: 'pdf', base: 'main', sha: 'a', files: [], checks: [], missing: ['Countersign'] },
  };
  return guide({ tracker, locale: 'en', looked: true, change, pull }, storyFor('en')).now;
}

const PREPARED = [
  ['carla', '/submit'],
  ['mei', '/评审'],
] as const;
const WAITS = '**Next:** the votes of the technical expert and the customer (@arch and @kim). Due Mon 30 Nov.';

test('whoever voted is not asked again, in either language', () => {
  expect(next(WAITS, [...PREPARED, ['mei', '/批准']])).toMatchObject({ login: 'arch' });
});

test('whoever was refused, or whose vote an edit ended, is the next to vote', () => {
  const all = '**Next:** the votes of all (@mei, @arch and @kim). Due Mon 30 Nov.';
  const voted = [
    ['mei', '/approve'],
    ['arch', '/approve'],
    ['kim', '/approve'],
  ] as const;
  expect(next(all, [...PREPARED, ...voted])).toMatchObject({ login: 'mei' });
  expect(next(WAITS, [...PREPARED, ...voted])).toMatchObject({ login: 'arch' });
});

test('whoever is asked for something else has voted all the same', () => {
  const done = '**Next:** @mei: finish the plan: 0 of 1 step settled. Settle each with `/done`.';
  const voted = [
    ['mei', '/approve'],
    ['arch', '/approve'],
    ['kim', '/approve'],
  ] as const;
  expect(next(done, [...PREPARED, ...voted])).toMatchObject({ login: 'dev' });
});

test.each([
  '**Next:** @mei: take it into assessment with `/triage`, or ask with `/need-info`.',
  '**Next:** @mei: assess the impact on cost with `/assess`.',
  '**Next:** @mei: complete the plan with `/plan`; still missing: steps.',
  '**下一步：** 请 @mei 用 `/评估` 评估对成本的影响。',
  '**下一步：** 请 @mei 用 `/计划` 补全变更计划，还缺：步骤。',
  '**下一步：** 请 @mei 用 `/备选方案` 补全备选方案，还缺：缺少。',
])('nobody is sent to vote while the app asks for what comes before: %s', (status) => {
  const refused = [
    ['carla', '/submit'],
    ['mei', '/plan\nnothing'],
    ['mei', '/approve'],
    ['arch', '/approve'],
    ['kim', '/approve'],
  ] as const;
  expect(next(status, refused)).toMatchObject({
    login: 'mei',
    suggestions: [{ text: expect.stringContaining('/assess') }],
  });
});

test('a Chinese comment of the app is read as well', () => {
  const waits = '**下一步：** 等待项目经理表决（ @mei ）。期限 11月30日 周一。';
  expect(next(waits, [...PREPARED, ['mei', '/批准']])).toMatchObject({ login: 'mei' });
});

test('until the app has answered, what was said counts', () => {
  const waits = '**Next:** the vote of the project manager (@mei). Due Mon 30 Nov.';
  expect(next(waits, [...PREPARED, ['mei', '/approve']], false)).toMatchObject({ login: 'arch' });
});

test('after an edit of what was approved the review is asked for again, and nothing else', () => {
  const step = next('**Next:** @mei: ask for review with `/review`.', [...PREPARED, ['mei', '/approve']]);
  expect(step).toMatchObject({ login: 'mei', suggestions: [{ text: '/review' }] });
});

test('after the merge the guide goes on until the request is closed, and no further', () => {
  const voted = [
    ['mei', '/approve'],
    ['arch', '/approve'],
    ['kim', '/approve'],
  ] as const;
  const after = (status: string, said: readonly (readonly [string, string])[] = [], state?: 'closed') =>
    next(status, [...PREPARED, ...voted, ...said], true, { merged: true, ...(state ? { state } : {}) });
  const steps = '**Next:** @mei: finish the plan: 0 of 1 step settled. Settle each by its number, such as `/done 1`.';
  expect(after(steps)).toMatchObject({ login: 'mei', suggestions: [{ text: expect.stringContaining('/done 1') }] });
  const missing = '**Next:**\n- @mei: give evidence with `/evidence 1 …`.\n- @mei: record what it took.';
  expect(after(missing, [['mei', '/done']])).toMatchObject({ login: 'mei' });
  const verify = '**Next:** @arch, who did not work on it: verify it and close it with `/verify pass`.';
  expect(after(verify, [['mei', '/done']])).toMatchObject({ login: 'arch', suggestions: [{ text: '/verify pass' }] });
  expect(after('**Next:** Nothing more to do: it is implemented.', [], 'closed')).toBeUndefined();
});
