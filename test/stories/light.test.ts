import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('3.3: the light profile in English, from a form to a merge by two people', async () => {
  line = await openLine({ profile: 'light' });
  const { pull } = line.seeded;
  const none = 'none: small';
  const impacts = { schedule: '+1d', cost: 'CNY 2,000', quality: none, risk: none, feasibility: 'yes' };
  const number = line.file({ ...impacts });
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(await line.state(number)).toMatchObject({ stage: 'in-review', seats: ['lead', 'customer'], class: 'minor' });
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('customer').comment(number, '/confirm');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  line.as('developer').merge(pull);
  line.as('project-manager').comment(number, '/actuals 1d CNY 2,000\n/done');
  await line.settled();
  line.as('project-manager').comment(number, '/close implemented');
  await line.settled();
  expect(await line.state(number)).toMatchObject({ stage: 'closed', closing: { reason: 'implemented' } });
  expect(line.seeded.repository.issues.get(number)?.state).toBe('closed');
});

test('3.3: the same in Chinese: form, commands, comment, labels and check', async () => {
  line = await openLine({ profile: 'light', locale: 'zh-CN' });
  const { pull } = line.seeded;
  const none = '无：影响很小';
  const number = line.file(
    {
      items: '#1',
      after: '发票可以导出为 CSV 和 PDF。',
      cause: '客户业务变化 – 新业务',
      origin: '客户',
      schedule: '+1天',
      cost: '2000元',
      quality: none,
      risk: none,
      feasibility: '可行',
    },
    '发票支持导出为 PDF',
  );
  line.as('developer').editPull(pull, { body: `变更：#${number}` });
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  expect(line.comments(number).find((body) => body.includes('countersign:status'))).toMatch(/评审中/);
  expect(line.labels(number).join()).toMatch(/变更/);
  expect(line.check(pull)?.title).toMatch(/等待/);
  line.as('developer').comment(number, '/批准');
  await line.settled();
  expect(line.answers(number).at(-1)).toMatch(/\p{Script=Han}{6,}/u);
  line.as('project-manager').comment(number, '/同意 可行');
  line.as('customer').comment(number, '/确认');
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success', title: expect.stringMatching(/\p{Script=Han}/u) });
});

test('2.1: a misread answer in a light form is told once, and the request waits for it', async () => {
  line = await openLine({ profile: 'light' });
  const none = 'none: small';
  const number = line.file({ schedule: 'soon', cost: none, quality: none, risk: none, feasibility: 'yes' });
  await line.settled();
  expect((await line.state(number)).stage).toBe('assessing');
  expect(line.comments(number)).toHaveLength(2);
  // The status and the answer are written side by side; either may come first.
  expect(line.answers(number)[0]).toMatch(/soon/);
  line.as('project-manager').comment(number, '/assess schedule +2d');
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
});

test('6.4: where a light policy says nothing of it, the lead’s work claims by itself and anybody else’s waits to be accepted', async () => {
  line = await openLine({ profile: 'light', policy: (text) => text.replace('    claim: anyone\n', '') });
  const none = 'none: small';
  const number = line.file({ schedule: '+1d', cost: none, quality: none, risk: none, feasibility: 'yes' });
  await line.settled();
  line.as('project-manager').comment(number, '/approve');
  line.as('customer').comment(number, '/confirm');
  await line.settled();
  const work = (role: 'developer' | 'project-manager') => {
    const on = line.as(role);
    on.push(role, 'Work', { [`src/${role}.ts`]: 'export {};' }, 'main');
    return on.openPull({ title: 'Work', body: `Change: #${number}`, head: role, base: 'main' });
  };
  const others = work('developer');
  await line.settled();
  expect([line.check(others)?.conclusion, (await line.state(number)).stage]).toEqual(['action_required', 'approved']);
  const own = work('project-manager');
  await line.settled();
  expect([line.check(own)?.conclusion, (await line.state(number)).stage]).toEqual(['success', 'implementing']);
  expect(line.check(others)?.conclusion).toBe('action_required');
});
