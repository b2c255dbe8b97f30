/** Settings, register, gadget and set-up as UI Kit draws them, before a resolver that plays them for real. */
import { createElement, type FunctionComponent } from 'react';
import { expect, test } from 'vitest';
import { openPanel } from '../../../test/instruments/uikit.ts';
import { PEOPLE } from '../preview/story.ts';
import type { Viewer } from '../preview/viewer.ts';
import { openWorld } from '../preview/world.ts';
import { AutomationForm } from './automation/form.tsx';
import { Gadget } from './gadget/gadget.tsx';
import { IssueContext } from './issue/context.tsx';
import { FUNCTIONS } from './port.ts';
import { ProjectPage } from './project/page.tsx';
import { SettingsPage } from './settings/page.tsx';
import { SetupPage } from './setup/page.tsx';

async function open(page: FunctionComponent, given: Partial<Viewer> = {}) {
  const world = openWorld();
  const viewer: Viewer = { as: 'mei', locale: 'en', chapter: 'voided', ...given };
  const resolver = Object.fromEntries(
    FUNCTIONS.map((name) => [name, (payload: unknown) => world[name](payload ?? {}, viewer)]),
  );
  return openPanel(createElement(page), { resolver, locale: viewer.locale === 'en' ? 'en-US' : 'zh-CN' });
}

test('the policy is edited as a form; what is saved stands in the text and in the history', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change policy'));
  await screen.enter('plannedDays', '150');
  await screen.submit();
  await screen.until((one) => one.text().includes('Saved.'));
  expect(screen.all('TextArea')[0]?.props.defaultValue).toContain('planned-days: 150');
  expect(String(screen.all('CodeBlock')[0]?.props.text)).toContain('+ planned-days: 150');
});

test('the policy’s messages are the same in the form as in the text', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change policy'));
  await screen.enter('currency', 'DOLLARS');
  await screen.submit();
  await screen.until((one) => one.text().includes('“DOLLARS” is no currency'));
});

test('a seat that a class needs twice can be chosen twice', async () => {
  const screen = await open(SettingsPage);
  await screen.until((one) => one.text().includes('Change policy'));
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

test('whoever does not administer the project reads the policy and can change nothing', async () => {
  const screen = await open(SettingsPage, { as: 'ken' });
  await screen.until((one) => one.text().includes('You may read the policy'));
  for (const type of ['Textfield', 'TextArea', 'Select', 'Checkbox', 'UserPicker', 'LoadingButton'])
    for (const one of screen.all(type)) expect(one.props.isDisabled, type).toBe(true);
});

test('the register is filtered and turned page by page', async () => {
  const screen = await open(ProjectPage);
  await screen.until((one) => one.text().includes('1 to 25 of 60'));
  await screen.press('More rows');
  await screen.until((one) => one.text().includes('26 to 50 of 60'));
  await screen.enter('filter-stage', { value: 'approved', label: 'Approved' });
  await screen.until((one) => one.text().includes('5 in all'));
  expect(screen.all('Row').length).toBe(5);
  await screen.enter('filter-class', { value: 'critical', label: 'Critical' });
  await screen.until((one) => /No change request fits|in all/.test(one.text()) && !one.text().includes('5 in all'));
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
  await screen.until((one) => one.text().includes('2 of 5 votes count, 1 ended Your vote is asked.'));
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
  await screen.press('Take back');
  await screen.until((one) => one.all('Modal').length > 0);
  expect(screen.text()).toContain('– Issue type “Change request”');
  await screen.press('Take back', 'Modal');
  await screen.until((one) => one.all('Modal').length === 0 && one.text().includes('Ready to be set up'));
  expect(screen.text()).toMatch(/To be made: \d\d\. Already there: 1\./);
  await expect(screen.press('Take back')).rejects.toThrow('no button');
});

test('a set-up that stopped says why and goes on', async () => {
  const screen = await open(SetupPage, { chapter: 'draft' });
  await screen.until((one) => one.text().includes('Set up Countersign'));
  await screen.enter('setup-project', { value: '10000', label: 'Shop' });
  await screen.until((one) => one.text().includes('Ready to be set up'));
  await screen.press('Set it up');
  await screen.until((one) => one.text().includes('Only Jira administrators can manage screens'));
  await screen.press('Go on');
  await screen.until((one) => one.text().includes('Everything is there'));
});

test('a team-managed project says what a person has to add', async () => {
  const screen = await open(SetupPage, { locale: 'zh-CN' });
  await screen.until((one) => one.text().includes('在项目中设置'));
  await screen.enter('setup-project', { value: '10001', label: 'Team' });
  await screen.until((one) => one.text().includes('这是团队管理的项目'));
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
