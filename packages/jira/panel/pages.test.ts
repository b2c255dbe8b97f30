/** Settings, register, gadget and set-up as UI Kit draws them, before a resolver that plays them for real. */
import { readFile } from 'node:fs/promises';
import { createElement, type FunctionComponent } from 'react';
import { expect, test } from 'vitest';
import { openPanel } from '../../../test/instruments/uikit.ts';
import { PEOPLE } from '../../../test/tools/preview/story.ts';
import type { Viewer } from '../../../test/tools/preview/viewer.ts';
import { openWorld } from '../../../test/tools/preview/world.ts';
import { registerData } from '../answer/list.ts';
import { FUNCTIONS } from '../port/call.ts';
import type { SettingsData } from '../port/data.ts';
import { AutomationForm } from './automation/form.tsx';
import { Gadget } from './gadget/gadget.tsx';
import { IssueContext } from './issue/context.tsx';
import { IssuePanel } from './issue/panel.tsx';
import { ProjectPage } from './project/page.tsx';
import { SettingsPage } from './settings/page.tsx';
import { counted, grouped } from './setup/groups.ts';
import { SetupPage } from './setup/page.tsx';

async function open(page: FunctionComponent, given: Partial<Viewer> = {}, context = {}) {
  const world = openWorld();
  const viewer: Viewer = { as: 'mei', locale: 'en', chapter: 'voided', ...given };
  const resolver = Object.fromEntries(
    FUNCTIONS.map((name) => [name, (payload: unknown) => world[name](payload ?? {}, viewer)]),
  );
  return openPanel(createElement(page), { resolver, locale: viewer.locale === 'en' ? 'en-US' : 'zh-CN', context });
}

test('the policy is edited as a form; what is saved stands in the text and in the history', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  await screen.press('Change the basics');
  await screen.enter('plannedDays', '150');
  await screen.submit();
  await screen.until((one) => one.text().includes('Saved.'));
  expect(screen.all('TextArea')[0]?.props.defaultValue).toContain('planned-days: 150');
  expect(String(screen.all('CodeBlock')[0]?.props.text)).toContain('+ planned-days: 150');
});

test('what is wrong stands at its field, under its hint, and again beside the button, until the field is changed', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  await screen.press('Change the basics');
  await screen.press('Change the roles');
  await screen.enter('currency', 'DOLLARS');
  await screen.enter('plannedDays', '-3');
  await screen.enter('users-customer', []);
  await screen.submit();
  await screen.until((one) =>
    one.text().includes('3 things to mend: Currency · Planned length, working days · Customer'),
  );
  const marked = () => [...screen.all('Textfield'), ...screen.all('UserPicker')].filter((one) => one.props.isInvalid);
  expect(marked().map((one) => one.props.name)).toEqual(['currency', 'plannedDays', 'users-customer']);
  expect(screen.text()).not.toMatch(/Line \d/);
  await screen.enter('plannedDays', '150');
  await screen.until((one) => one.text().includes('2 things to mend: Currency · Customer'));
});

test('that it was saved is said beside the button until something is changed', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  await screen.press('Change the basics');
  await screen.enter('plannedDays', '150');
  await screen.submit();
  await screen.until((one) => one.text().includes('Saved.'));
  const form = JSON.stringify(screen.all('Form')[0]);
  expect(form).toContain('Saved.');
  await screen.press('Change the basics');
  await screen.enter('plannedDays', '160');
  await screen.until((one) => !one.text().includes('Saved.'));
});

test('the light profile asks for the people it needs, and for no seats', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  await screen.press('Change the basics');
  await screen.press('Change the roles');
  await screen.press('Change the seats and days');
  expect(screen.text()).not.toContain('Lead');
  await screen.enter('profile', { value: 'light', label: 'Light' });
  await screen.until((one) => one.all('UserPicker').some(({ props }) => props.name === 'users-lead'));
  expect(screen.all('Select').map((one) => one.props.name)).toEqual(['profile', 'language']);
  await screen.submit();
  await screen.until((one) => one.text().includes('1 thing to mend: Lead'));
});

test('a seat that a class needs twice can be chosen twice', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  await screen.press('Change the seats and days');
  const seats = screen.all('Select').find((one) => one.props.name === 'seats-critical');
  const options = seats?.props.options as readonly { value: string }[];
  await screen.enter(
    'seats-critical',
    options.filter((one) => one.value.startsWith('technical-expert')),
  );
  await screen.submit();
  await screen.until((one) => one.text().includes('Saved.'));
  expect(screen.all('TextArea')[0]?.props.defaultValue).toContain('critical: [technical-expert, technical-expert]');
});

test('the form is folded to what is set, keeps what was typed while it is folded, and opens where something is to mend', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change control'));
  for (const type of ['Textfield', 'Select', 'UserPicker', 'Checkbox']) expect(screen.all(type), type).toEqual([]);
  expect(screen.text()).toContain('Planned length, working days 120');
  expect(screen.text()).toContain(
    'Major Project manager · Technical expert · Customer · Sponsor · Quality representative',
  );
  expect(screen.all('User').map((one) => one.props.accountId)).toContain('carla');
  await screen.press('Change the basics');
  await screen.enter('plannedDays', 'soon');
  await screen.press('Fold the basics');
  await screen.until((one) => one.text().includes('Planned length, working days soon'));
  await screen.press('Change the roles');
  await screen.enter('users-sponsor', [
    { id: 'fin', name: 'Felix Noor' },
    { id: 'zoe', name: 'Zoe Li' },
  ]);
  await screen.press('Fold the roles');
  await screen.until((one) => one.all('UserPicker').length === 0);
  await screen.submit();
  await screen.until((one) => one.text().includes('1 thing to mend: Planned length, working days'));
  const field = screen.all('Textfield').find((one) => one.props.name === 'plannedDays');
  expect(field?.props).toMatchObject({ isInvalid: true, defaultValue: 'soon' });
  await screen.enter('plannedDays', '130');
  await screen.press('Change the roles');
  const sponsor = screen.all('UserPicker').find((one) => one.props.name === 'users-sponsor');
  expect(sponsor?.props.defaultValue).toEqual(['fin', 'zoe']);
  await screen.submit();
  await screen.until((one) => one.text().includes('Saved.'));
  const source = screen.all('TextArea')[0]?.props.defaultValue;
  expect(source).toContain('planned-days: 130');
  expect(source).toContain('sponsor: ["@fin", "@zoe"]');
});

test('a project without a policy begins with its people, and says whom it cannot do without', async () => {
  const screen = await open(SettingsPage, { chapter: 'no-policy' });
  await screen.until((one) => one.all('UserPicker').length > 0);
  await screen.press('Fold the roles');
  await screen.until((one) => one.text().includes('Project manager nobody yet'));
  expect(screen.text()).not.toContain('Sponsor nobody yet');
  const chinese = await open(SettingsPage, { chapter: 'no-policy', locale: 'zh-CN' });
  await chinese.until((one) => one.text().includes('评论使用的语言 中文'));
});

test('whoever does not administer the project reads the policy and can change nothing', async () => {
  const screen = await open(SettingsPage, { as: 'ken' });
  await screen.until((one) => one.text().includes('You may read the policy'));
  for (const one of ['Show the basics', 'Show the roles', 'Show the seats and days']) await screen.press(one);
  for (const type of ['Textfield', 'TextArea', 'Select', 'Checkbox', 'UserPicker', 'LoadingButton']) {
    expect(screen.all(type).length, type).toBeGreaterThan(0);
    for (const one of screen.all(type)) expect(one.props.isDisabled, type).toBe(true);
  }
});

test('the register is filtered and turned page by page', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('1 to 25 of 60'));
  await screen.press('More rows');
  await screen.until((one) => one.text().includes('26 to 50 of 60'));
  await screen.enter('filter-stage', { value: 'approved', label: 'Approved' });
  await screen.until((one) => one.text().includes('5 of 60 match'));
  expect(screen.all('Row').length).toBe(5);
  await screen.enter('filter-class', { value: 'critical', label: 'Critical' });
  await screen.until((one) => !one.text().includes('5 of 60 match'));
  await screen.enter('filter-owner', { id: 'ken', name: 'Ken Ito' });
  await screen.until((one) => one.text().includes('0 of 60 match'));
  await screen.press('Clear the filter');
  await screen.until((one) => one.text().includes('1 to 25 of 60'));
});

test.each([
  ['en', 'no request goes before the board', 'go on under the policy they went there with'],
  ['zh-CN', '任何请求都不能提交评审', '仍按提交时的策略继续'],
] as const)('a broken policy says what it holds back, and what goes on all the same (%s)', async (locale, held, on) => {
  const screen = await open(SettingsPage, { chapter: 'broken-policy', locale });
  await screen.until((one) => one.text().includes(held));
  expect(screen.text()).toContain(on);
});

test('every choice of the register’s filter says All before one is made', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('1 to 25 of 60'));
  expect(screen.all('UserPicker').map((one) => one.props.placeholder)).toEqual(['All']);
});

test('the register is sorted by what is due first, says what is overdue, and counts what it shows', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('By state, n = 60'));
  await screen.enter('register-sort', { value: 'due', label: 'Due' });
  await screen.until((one) => JSON.stringify(one.all('Row')[0]).includes('overdue'));
  const [first, second] = screen.all('Row').map((one) => JSON.stringify(one));
  expect(first).toContain('overdue');
  expect(second).toContain('overdue');
  await screen.enter('filter-cause', { value: 'defect', label: 'Defect' });
  await screen.until((one) => !one.text().includes('By state, n = 60'));
  const n = Number(/By cause, n = (\d+)/.exec(screen.text())?.[1]);
  expect(screen.text()).toContain(`${n} of 60 match`);
});

test('all rows that fit can be copied as CSV, in which no cell is a formula', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('1 to 25 of 60'));
  await screen.press('Show as CSV');
  await screen.until((one) => one.all('CodeBlock').length === 1);
  const lines = String(screen.all('CodeBlock')[0]?.props.text).split('\n');
  expect(lines[0]).toBe('Issue,Title,State,Class,Cause,Owner,Due,Last event');
  expect(lines).toHaveLength(61);
  expect(lines[1]).toBe('SHOP-60,Export invoices as PDF,Draft,Minor,Market,Lin Mei,,2026-11-26');
  expect(lines.join()).not.toMatch(/in-review|unclear-initial|T\d\d:/);
  const zh = await open(ProjectPage, { locale: 'zh-CN' });
  await zh.until((one) => one.text().includes('共 60 项'));
  await zh.press('显示为 CSV');
  await zh.until((one) => one.all('CodeBlock').length === 1);
  const zhLines = String(zh.all('CodeBlock')[0]?.props.text).split('\n');
  expect(zhLines[0]).toBe('工作项,标题,状态,变更等级,变更原因,变更负责人,期限,最近更新');
  expect(zhLines[1]).toBe('SHOP-60,发票支持导出 PDF,草稿,轻微,市场变化,Lin Mei,,2026-11-26');
  const row = { ref: { tenant: 't', project: 'p', stream: '1' }, number: 1, title: '=HYPERLINK("x")', stage: 'draft' };
  const rows = [{ ...row, owner: 'jira:eve', items: [], work: [], version: 1, updatedAt: '2026-11-02T09:00:00.000Z' }];
  const place = {
    setting: { locale: 'en', timeZone: 'UTC' },
    now: '2026-11-26T15:00:00.000Z',
    keys: new Map([['1', 'SHOP-1']]),
  } as const;
  const names = new Map([['eve', '=1+1']]);
  const harmless = registerData({ ...place, names, rows, asked: { offset: 0, csv: true } }).csv;
  expect(harmless).toContain("'=1+1");
  expect(harmless).not.toMatch(/,"?=/);
});

test('what was deleted in Jira is listed to whoever administers the project, and to nobody else', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('Deleted in Jira'));
  expect(screen.text()).toMatch(/deleted on \w+ \d/);
  const other = await open(ProjectPage, { as: 'ken' });
  await other.until((one) => one.text().includes('1 to 25 of 60'));
  expect(other.text()).not.toContain('Deleted in Jira');
});

test('an empty register says how the first request begins', async () => {
  const screen = await open(ProjectPage, { chapter: 'nothing' });
  await screen.until((one) => one.text().includes('There is no change request yet'));
});

test('the gadget says what waits for its viewer, and nothing of what waits for others', async () => {
  const screen = await open(Gadget);
  await screen.until((one) => one.text().includes('Your vote as project manager'));
  const other = await open(Gadget, { as: 'saf' });
  await other.until((one) => one.text().includes('Nothing waits for you.'));
});

test('beside the issue stands in short where it is and whether one’s vote is asked', async () => {
  const screen = await open(IssueContext);
  await screen.until((one) => one.text().includes('2 of 5 votes count, 1 ended You: vote.'));
});

test('what the short form beside the issue asks of its viewer can be done there, and nothing is offered to who can do nothing', async () => {
  const screen = await open(IssueContext);
  await screen.until((one) => one.text().includes('You: vote.'));
  expect(screen.text()).not.toContain('Your vote');
  await screen.press('Vote');
  await screen.until((one) => one.text().includes('Your vote as project manager'));
  await screen.press('Approve');
  await screen.until((one) => one.text().includes('You approved'));
  expect(screen.text()).toContain('3 of 5 votes count');
  const draft = await open(IssueContext, { as: 'carla', chapter: 'draft' });
  await draft.until((one) => one.text().includes('Act on it'));
  await draft.press('Act on it');
  await draft.until((one) => one.text().includes('More actions'));
  await draft.press('More actions');
  await draft.press('Withdraw');
  await draft.until((one) => one.all('Modal').length > 0);
});

test('set-up shows first what it will do, then how far it is, and takes back what it made', async () => {
  const screen = await open(SetupPage);
  await screen.until((one) => one.text().includes('Set up Countersign'));
  await screen.enter('setup-project', { value: '10000', label: 'Shop' });
  await screen.until((one) => /To be made: \d\d. Already there: 1\./.test(one.text()));
  const drawn: string[] = [];
  const going = screen.until((one) => drawn.push(one.text()) > 0 && one.text().includes('Everything is there'));
  await screen.press('Set it up');
  await going;
  // Several calls, each of which goes on where the one before ended.
  const shown = drawn.flatMap((text) => /Setting up: (\d+) of/.exec(text)?.[1] ?? []).map(Number);
  expect(new Set(shown).size).toBeGreaterThan(2);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
  expect(screen.text()).toContain('Project settings → Change control of Shop (SHOP)');
  expect(screen.text()).toContain('Fields and their choices: 22 of 22');
  expect(screen.text()).not.toContain('Field “Motive”');
  await screen.press('Undo set-up');
  await screen.until((one) => one.all('Modal').length > 0);
  expect(screen.text()).toContain('– Statuses: 11');
  // What stays is said where the button is, and the pieces one by one only to who asks.
  expect(JSON.stringify(screen.all('ModalFooter'))).toContain('Change requests and their record stay.');
  expect(screen.text()).not.toContain('– Issue type “Change request”');
});

test('a set-up that stopped says at the top at which piece, why, and who can help, and goes on', async () => {
  const screen = await open(SetupPage, { chapter: 'draft' });
  await screen.until((one) => one.text().includes('Set up Countersign'));
  await screen.enter('setup-project', { value: '10000', label: 'Shop' });
  await screen.until((one) => one.text().includes('Ready to be set up'));
  await screen.press('Set it up');
  await screen.until((one) => one.text().includes('It stopped before the end'));
  const banner = JSON.stringify(screen.all('SectionMessage'));
  for (const words of ['Screen “Change request” – Jira 403: Only Jira administrators', 'Administer Jira'])
    expect(banner).toContain(words);
  await screen.press('Go on');
  await screen.until((one) => one.text().includes('Everything is there'));
});

test('what touches other projects is shown with its words, without asking for each piece', () => {
  const steps = [
    { id: 'type', group: 'type' as const, text: 'Issue type', standing: 'there' as const },
    { id: 'field:a', group: 'fields' as const, text: 'A', standing: 'made' as const },
    { id: 'options:a', group: 'fields' as const, text: 'Choices', standing: 'missing' as const },
    {
      id: 'workflowscheme@1',
      group: 'project' as const,
      text: 'Scheme',
      standing: 'missing' as const,
      detail: 'Serves Other, too',
    },
  ];
  expect(grouped(steps).map(({ name, there, steps: all }) => [name, there, all.length])).toEqual([
    ['type', 1, 1],
    ['fields', 1, 2],
    ['project', 0, 1],
  ]);
  expect(counted(steps.slice(1))).toEqual([
    { name: 'fields', count: 2 },
    { name: 'project', count: 1 },
  ]);
});

test('a team-managed project says what a person has to add', async () => {
  const screen = await open(SetupPage, { locale: 'zh-CN' });
  await screen.until((one) => one.text().includes('在项目中设置'));
  await screen.enter('setup-project', { value: '10001', label: 'Team' });
  await screen.until((one) => one.text().includes('这是团队管理的项目'));
  // Nothing to paste holds two choices in a line.
  const choices = screen.all('CodeBlock').map((one) => String(one.props.text).split('\n').length);
  expect(Math.min(...choices)).toBeGreaterThan(2);
  expect(screen.all('Lozenge')).toEqual([]);
});

test('every page says that it could not be loaded, and none is drawn with parts that Jira has not', async () => {
  for (const page of [SettingsPage, ProjectPage, Gadget, SetupPage, IssueContext])
    for (const locale of ['en', 'zh-CN'] as const) {
      const broken = await open(page, { chapter: 'broken', locale });
      await broken.until((one) => /Try again|重试/.test(one.text()));
      const whole = await open(page, { locale });
      await whole.until((one) => one.all('Spinner').length === 0 && one.doc().children.length > 0);
      expect(whole.html({ users: PEOPLE })).not.toMatch(/undefined|\[object|NaN/);
    }
});

test('an automation’s form begins with the rule’s own issue, and says what is wrong with another', async () => {
  const screen = await open(AutomationForm);
  await screen.until((one) => one.text().includes('Issue key'));
  expect(screen.all('Textfield')[0]?.props.defaultValue).toBe('{{issue.key}}');
  await screen.enter('issueKey', 'ship twelve');
  await screen.until((one) => one.text().includes('Write a key such as SHIP-12'));
  await screen.enter('issueKey', 'SHIP-12');
  await screen.until((one) => !one.text().includes('Write a key such as SHIP-12'));
});

test('where there is no policy the panel names the page that holds it as Jira names it, and leads there', async () => {
  const nothing = await open(IssuePanel, { chapter: 'no-policy' }, { extension: { project: { key: 'SHOP' } } });
  await nothing.until((one) => one.text().includes('Open Change control'));
  expect(nothing.text()).toContain('Project settings → Change control');
  expect(await readFile(new URL('../locales/en-US.json', import.meta.url), 'utf8')).toContain(
    '"policy": "Change control"',
  );
  const other = await open(IssuePanel, { chapter: 'not-set-up' });
  await other.until((one) => one.text().includes('⚙ → Apps → Countersign'));
});

test('7.2: the text of a version is erased only after a question that shows its whole digest, and stands there as erased', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Erase the text'));
  const { history } = openWorld().settings({}, { as: 'mei', locale: 'en', chapter: 'voided' }) as SettingsData;
  await screen.press('Erase the text');
  await screen.until((one) => one.all('Modal').length > 0);
  const shown = screen.all('CodeBlock').map((one) => String(one.props.text).replace('\n', ''));
  expect(shown).toContain(history[0]?.version);
  await screen.press('Cancel');
  await screen.until((one) => one.all('Modal').length === 0);
  expect(screen.text()).not.toContain('text erased');
  await screen.press('Erase the text');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.press('Erase the text', 'Modal');
  await screen.until((one) => one.text().includes('The text is erased.'));
  expect(screen.text()).toContain('text erased');
  expect(screen.text()).toContain('The text of the policy that stands was erased.');
  const other = await open(SettingsPage, { as: 'ken' });
  await other.until((one) => one.text().includes('in force'));
  expect(other.text()).not.toContain('Erase the text');
});

test('7.1: somebody’s names are erased only after a question that says what stays, and what became of it is said', async () => {
  const screen = await open(SetupPage);
  await screen.until((one) => one.text().includes('Forget what somebody is called'));
  const button = () => screen.all('LoadingButton').find((one) => JSON.stringify(one).includes('Erase names'));
  expect(button()?.props.isDisabled).toBe(true);
  await screen.enter('erase-account', 'not an id');
  expect(button()?.props.isDisabled).toBe(true);
  await screen.enter('erase-account', '');
  await screen.enter('erase-person', { id: 'rosa', name: 'Rosa' });
  await screen.press('Erase names');
  await screen.until((one) => one.all('Modal').length > 0);
  expect(JSON.stringify(screen.all('Modal'))).toContain('Erase the names of Rosa?');
  expect(screen.text()).not.toContain('The names are erased');
  await screen.press('Cancel');
  await screen.until((one) => one.all('Modal').length === 0);
  await screen.press('Erase names');
  await screen.until((one) => one.all('Modal').length > 0);
  await screen.press('Erase names', 'Modal');
  await screen.until((one) => one.text().includes('The names are erased'));
  // Of somebody else nothing was done yet.
  await screen.enter('erase-account', '5b10ac8d82e05b22cc7d4ef5');
  await screen.until((one) => !one.text().includes('The names are erased'));
  const other = await open(SetupPage, { chapter: 'no-access', locale: 'zh-CN' });
  await other.until((one) => one.text().includes('删除某人的姓名'));
  await other.enter('erase-account', '5b10ac8d82e05b22cc7d4ef5');
  await other.press('删除姓名');
  await other.until((one) => one.all('Modal').length > 0);
  await other.press('删除姓名', 'Modal');
  await other.until((one) => one.text().includes('只有 Jira 管理员可以删除姓名'));
});

test('the register names each request whose record is lost, where somebody administers the project', async () => {
  const screen = await open(ProjectPage, { locale: 'zh-CN', chapter: 'record-lost' });
  await screen.until((one) => one.text().includes('记录已丢失的变更请求'));
  expect(screen.text()).toContain('SHOP-12：原记录共 12 条');
  const other = await open(ProjectPage, { locale: 'zh-CN', chapter: 'record-lost', as: 'carla' });
  await other.until((one) => one.text().includes('变更台账'));
  expect(other.text()).not.toContain('记录已丢失');
  // Names stand before their values with the colon of the language.
  expect(screen.text()).toMatch(/最近更新：\d/);
});
