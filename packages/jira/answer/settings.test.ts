/** The policy as form and as text: the same rules, the same messages, and nothing lost between the two. */
import { ROWS } from '@countersign/core/policy/key/keys.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { personNamed, policySource } from '../../../test/tools/preview/story.ts';
import { policyForm, withForm } from './policyform.ts';
import { policyQuestions } from './policyquestion.ts';
import { changedPolicy, problemsOf, settingsData } from './settings.ts';

const source = policySource('en');
const form = () => {
  const found = policyForm(source);
  if (!found) throw new Error('the policy has no form');
  return found;
};
const policyOf = (text: string) => {
  const resolved = resolvePolicy(text);
  return 'policy' in resolved ? resolved.policy : undefined;
};

test('7.2: a form that changes nothing leaves the text as it is, to the last comment', () => {
  const odd = source
    .replace('[main]', '[ main ]  # the release branch')
    .replace('planned-days: 120', 'planned-days:   120');
  expect(withForm(odd, policyForm(odd) ?? form())).toBe(odd);
});

test('what the form changes is written into the text; comments and all else stay', () => {
  const changed = withForm(source, {
    ...form(),
    plannedDays: '150',
    budget: 'USD 300,000',
    roles: {
      ...form().roles,
      sponsor: { users: ['fin', 'mei2'], groups: ['money'] },
      chair: { users: ['mei'], groups: [] },
    },
    seats: { ...form().seats, minor: ['project-manager', 'customer'] },
    reviewDays: { ...form().reviewDays, major: '4' },
    acceptance: true,
  });
  for (const line of source.split('\n').filter((one) => one.startsWith('#'))) expect(changed).toContain(line);
  expect(policyOf(changed)).toMatchObject({
    yardstick: { budget: { minor: 30_000_000, currency: 'USD' }, plannedDays: 150 },
    roles: { sponsor: { users: ['fin', 'mei2'], teams: ['group/money'] }, chair: { users: ['mei'] } },
    seats: { minor: ['project-manager', 'customer'], major: policyOf(source)?.seats.major },
    reviewDays: { major: 4, minor: 3 },
    acceptance: true,
    merge: policyOf(source)?.merge,
  });
});

test.each(ROWS.filter((row) => row.form.kind === 'check'))(
  'a tick at $key is written into the text and read back',
  ({ name }) => {
    for (const ticked of [true, false])
      expect(policyForm(withForm(source, { ...form(), [name]: ticked }))).toEqual({ ...form(), [name]: ticked });
  },
);

test('every key that is one field is asked in both languages, in the order of the keys', () => {
  const names = ROWS.filter(({ form }) => 'label' in form).map(({ name }) => name);
  const [english, chinese] = LOCALES.map(policyQuestions);
  expect(english?.map((one) => one.name)).toEqual(names);
  expect(chinese?.map((one) => one.name)).toEqual(names);
  for (const [at, one] of (english ?? []).entries()) expect(chinese?.[at]?.label).not.toBe(one.label);
});

test('whoever the form cannot show stays: people without an account, teams of another tracker', () => {
  const mixed = source.replace(
    'customer: ["@carla"]',
    'customer: ["@carla", "@acme/pmo", { name: Ms Li, mail: li@example.com }]',
  );
  const filled = policyForm(mixed);
  expect(filled?.roles.customer).toEqual({ users: ['carla'], groups: [] });
  if (!filled) return;
  const changed = withForm(mixed, { ...filled, roles: { ...filled.roles, customer: { users: ['carl'], groups: [] } } });
  expect(policyOf(changed)?.roles.customer).toEqual({
    users: ['carl'],
    teams: ['acme/pmo'],
    contacts: [{ name: 'Ms Li', mail: 'li@example.com' }],
  });
});

test('emptied answers are taken out of the text, so that the default holds', () => {
  const first = withForm(source, { ...form(), reviewDays: { ...form().reviewDays, minor: '9' } });
  const filled = policyForm(first);
  const second =
    filled && withForm(first, { ...filled, reviewDays: { ...filled.reviewDays, minor: '' }, plannedDays: '' });
  expect(second).not.toContain('review-days');
  expect(second).not.toContain('planned-days');
});

test('what is wrong is said at the field it is about; the text says the same with its line, in both languages', () => {
  const wrong = { ...form(), currency: 'DOLLARS', plannedDays: '-3', timeZone: 'Asia/Peking' };
  const byForm = changedPolicy(source, { form: wrong }, 'en');
  expect(byForm.problems.map((one) => one.field).sort()).toEqual(['currency', 'plannedDays', 'timeZone']);
  const days = byForm.problems.find((one) => one.field === 'plannedDays')?.text;
  expect(days).toBe('Write a number of working days that is more than 0, for example 120.');
  expect(byForm.problems.map((one) => one.text).join()).not.toMatch(/Line|planned-days/);
  expect(changedPolicy(source, { form: { ...form(), calendar: 'XX' } }, 'en').problems).toMatchObject([
    { field: 'calendar', text: expect.stringMatching(/^No calendar is known for “XX”\. Use a country code/) },
  ]);
  const byText = changedPolicy(source, { source: byForm.source }, 'en').problems;
  expect(byText).toHaveLength(3);
  expect(byText.map((one) => one.field)).toEqual(['source', 'source', 'source']);
  expect(byText.map((one) => one.text).join()).toMatch(/Line \d+, currency: “DOLLARS” is no currency/);
  expect(changedPolicy(source, { form: wrong }, 'zh-CN').problems[0]?.text).toMatch(/\p{Script=Han}/u);
});

test('a seat that nobody fills is said at the role, by its name, beside a day that is no number', () => {
  const { roles, reviewDays } = form();
  const wrong = { ...form(), reviewDays: { ...reviewDays, minor: 'soon' } };
  const customer = { users: [], groups: ['a/b'] };
  const { problems } = changedPolicy(source, { form: { ...wrong, roles: { ...roles, customer } } }, 'en');
  expect(problems).toContainEqual({
    field: 'groups-customer',
    text: 'Write groups by their names, separated with commas; a name has no slash.',
  });
  expect(problems.map((one) => one.field)).toContain('days-minor');
  const none = { ...roles, customer: { users: [], groups: [] } };
  expect(changedPolicy(source, { form: { ...wrong, roles: none } }, 'en').problems).toContainEqual({
    field: 'users-customer',
    text: 'Nobody holds this role, and class Minor needs its vote. Name somebody, or choose other seats below.',
  });
  const twice = { ...roles, customer: { users: ['mei'], groups: [] } };
  expect(changedPolicy(source, { form: { ...form(), roles: twice } }, 'en').problems[0]).toEqual({
    field: 'users-project-manager',
    text: 'Somebody here is also a customer. The customer’s seat is for the customer’s people only.',
  });
});

test('a project without a policy begins with an empty form, whose first answers make a whole text', () => {
  const empty = policyForm('');
  if (!empty) throw new Error('there is no empty form');
  expect(problemsOf(withForm('', empty), 'en').length).toBeGreaterThan(0);
  expect(policyOf(withForm('', { ...form(), budget: 'USD 1,000' }))).toMatchObject({
    currency: 'USD',
    yardstick: { budget: { minor: 100_000, currency: 'USD' } },
  });
});

test('a text that is no policy has no form, and says what is wrong with it', () => {
  const data = settingsData({
    locale: 'en',
    timeZone: 'UTC',
    mayEdit: true,
    mayErase: false,
    saved: [{ version: 'v', at: '2026-11-20T00:00:00.000Z', by: personNamed('mei'), source: 'roles: [' }],
  });
  expect(data.form).toBeUndefined();
  expect(data.problems[0]).toContain('not valid YAML');
});

test('the history says who changed which lines, the newest first', () => {
  const saved = (text: string, name: 'mei' | 'arch') => ({
    version: text.length.toString(),
    at: '2026-11-20T09:00:00.000Z',
    by: personNamed(name),
    source: text,
  });
  const { history } = settingsData({
    locale: 'en',
    timeZone: 'UTC',
    mayEdit: false,
    mayErase: false,
    saved: [saved(source.replace('planned-days: 120', 'planned-days: 150'), 'arch'), saved(source, 'mei')],
  });
  expect(history[0]).toMatchObject({
    by: { name: 'Ada Park', accountId: 'arch' },
    added: 1,
    removed: 1,
    lines: [
      { kind: 'removed', text: 'planned-days: 120' },
      { kind: 'added', text: 'planned-days: 150' },
    ],
  });
});

test('a line that moved below another key is shown where it went and where it came', () => {
  const saved = (text: string) => ({
    version: text,
    at: '2026-11-20T09:00:00.000Z',
    by: personNamed('mei'),
    source: text,
  });
  const [before, after] = ['a:\n  x: 1\nb:\n', 'a:\nb:\n  x: 1\n'];
  const { history } = settingsData({
    locale: 'en',
    timeZone: 'UTC',
    mayEdit: false,
    mayErase: false,
    saved: [saved(after), saved(before)],
  });
  expect(history[0]).toMatchObject({ added: 1, removed: 1 });
  expect(history[0]?.lines.map(({ text }) => text)).toEqual(['  x: 1', '  x: 1']);
});

test('accounts and groups are named as Jira names them', () => {
  const held = { users: ['712020:3f3a5b2c-1d', '5b10ac8d82e05b22cc7d4ef5'], groups: ['变更委员会 A', 'org-admins'] };
  const changed = withForm(source, { ...form(), roles: { ...form().roles, chair: held } });
  expect(problemsOf(changed, 'en')).toEqual([]);
  expect(policyOf(changed)?.roles.chair).toMatchObject({
    users: held.users,
    teams: ['group/变更委员会 A', 'group/org-admins'],
  });
  expect(policyForm(changed)?.roles.chair).toEqual(held);
});

test('6.1: a policy in Jira cannot say that its gates only watch, because none here does', () => {
  const watching = `${source}\ngates:\n  merge:\n    mode: observe\n`.replace(/^gates:[\s\S]*?(?=^gates:)/m, '');
  for (const locale of ['en', 'zh-CN'] as const) {
    const { problems } = changedPolicy(source, { source: watching }, locale);
    expect(problems).toMatchObject([{ field: 'source', text: expect.stringContaining('gates.merge.mode') }]);
  }
  const enforced = watching.replace('observe', 'enforce');
  expect(changedPolicy(source, { source: enforced }, 'en').problems).toEqual([]);
});
