/** The panels in a real browser: usable, accessible, in both languages, light and dark, at a phone's and a desktop's width. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { axe, type Look, openPage, overflow, screenshot, story, width } from '../../instruments/browser.ts';
import { SOON } from '../../instruments/soon.ts';
import { BESIDE_CHAPTERS } from './besidestory.ts';
import { serve } from './server.ts';
import { PAGE_NAMES, type PageName } from './viewer.ts';

const served: { url: string; close: () => void } = { url: '', close: () => {} };

beforeAll(async () => {
  const { url, server } = await serve(0);
  Object.assign(served, { url, close: () => server.close() });
});
afterAll(() => served.close());

async function open(browser: Browser, path: string, look: Look = {}) {
  const found = await openPage(browser, look);
  await found.page.goto(served.url + path);
  await found.page.locator('#host > *').first().waitFor();
  await found.page.locator('#host > .inline > .spinner').waitFor({ state: 'detached' });
  return found;
}

/** Pixels of tables that are out of sight to the right, and that nobody on a phone finds. */
const HIDDEN = `[...document.querySelectorAll('.tablebox')].reduce((sum, one) => sum + one.scrollWidth - one.clientWidth, 0)`;

const LOOKS: readonly (readonly [string, Look, string])[] = [
  ['desktop', { width: width.desktop, colorScheme: 'light' }, 'en'],
  ['phone', { width: width.phone, colorScheme: 'dark' }, 'zh-CN'],
];

for (const [name, look, locale] of LOOKS)
  for (const page of PAGE_NAMES)
    story(`the panel is accessible and fits: ${page}, ${name}, ${locale}`, async ({ browser }) => {
      for (const chapter of ['voided', 'nothing']) {
        const found = await open(browser, `/${page}?locale=${locale}&chapter=${chapter}`, look);
        expect(await axe(found.page), chapter).toEqual([]);
        expect(await overflow(found.page), chapter).toBe(0);
        expect(await found.page.evaluate(HIDDEN), chapter).toBe(0);
        expect(found.troubles).toEqual([]);
        await screenshot(found.page, `jira-${page}-${chapter}-${name}`);
        await found.page.context().close();
      }
    });

const STANDING: readonly (readonly [PageName, readonly string[]])[] = [
  [
    'issue',
    [
      ...BESIDE_CHAPTERS,
      'not-set-up',
      'no-policy',
      'not-recorded',
      'no-access',
      'light-form',
      'light',
      'light-approved',
    ],
  ],
  ['settings', ['no-policy', 'broken-policy', 'light']],
];
for (const [page, chapters] of STANDING)
  story(`what stands there before all is well is accessible and fits: ${page}`, async ({ browser }) => {
    for (const chapter of chapters) {
      const found = await open(browser, `/${page}?locale=zh-CN&chapter=${chapter}`, { width: width.phone });
      expect(await axe(found.page), chapter).toEqual([]);
      expect(await overflow(found.page), chapter).toBe(0);
      await screenshot(found.page, `jira-${page}-${chapter}`);
      await found.page.context().close();
    }
  });

/** Words of the seats' names that stand on more than one line each: none may. Chinese breaks between any two characters, so there a name is one word. */
const BROKEN_NAMES = `[...document.querySelectorAll('tbody tr td:first-child .weight-medium')].flatMap((cell) => {
  const text = cell.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})`;

for (const locale of ['en', 'zh-CN'] as const)
  story(`the names of roles stay whole on a phone: ${locale}`, async ({ browser }) => {
    const { page } = await open(browser, `/issue?locale=${locale}&chapter=approved`, { width: width.phone });
    const name = page.getByText(locale === 'en' ? 'Quality representative' : '质量代表', { exact: true });
    await name.waitFor();
    expect(await page.evaluate(BROKEN_NAMES)).toEqual([]);
  });

story('a vote is given by keyboard, and the panel shows it', async ({ browser }) => {
  const { page, troubles } = await open(browser, '/issue?as=fin');
  await page.getByRole('textbox', { name: 'Reason' }).focus();
  await page.keyboard.type('Within the budget');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('You approved. You may still change your vote.').waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Within the budget').first().waitFor();
  expect(troubles).toEqual([]);
});

story('each form opens, is accessible, and keeps what was typed when it is refused', async ({ browser }) => {
  const { page, troubles } = await open(browser, '/issue?chapter=assessing&as=mei');
  await page.getByRole('tab', { name: 'Impact' }).click();
  for (const row of ['Schedule', 'Cost', 'Quality', 'Risk', 'Feasibility']) {
    await page.getByRole('row', { name: row }).getByRole('button').click();
    await page.getByRole('dialog').waitFor();
    expect(await axe(page), row).toEqual([]);
    await screenshot(page, `jira-form-${row.toLowerCase()}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('row', { name: 'Cost' }).getByRole('button').click();
  await page.getByLabel('One-off').fill('nine thousand');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('is not an amount we can read').waitFor();
  expect(await page.getByLabel('One-off').inputValue()).toBe('nine thousand');
  await page.getByLabel('One-off').fill('USD 9,000');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('USD 9,000 one-off').waitFor();
  expect(troubles).toEqual([]);
});

story(
  'the policy keeps what was typed when it is refused, and stands in the text once it is saved',
  async ({ browser }) => {
    const { page } = await open(browser, '/settings');
    await page.getByRole('button', { name: 'Change the basics' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Currency').fill('DOLLARS');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is no currency').waitFor();
    expect(await page.getByLabel('Currency').inputValue()).toBe('DOLLARS');
    await page.getByLabel('Currency').fill('USD');
    await page.getByLabel('Planned length').fill('150');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('tab', { name: 'Text' }).click();
    expect(await page.getByLabel('The policy').inputValue()).toContain('planned-days: 150');
    expect(await axe(page)).toEqual([]);
  },
);

story('the settings fit a phone on two screens while they are folded, and each part unfolds', async ({ browser }) => {
  const { page, troubles } = await open(browser, '/settings', { width: width.phone });
  const box = await page.locator('#host').boundingBox();
  expect(box?.height).toBeLessThan(2 * 844);
  for (const part of ['the basics', 'the roles', 'the seats and days']) {
    await page.getByRole('button', { name: `Change ${part}` }).click();
    await page.getByRole('button', { name: `Fold ${part}` }).waitFor();
    expect(await axe(page), part).toEqual([]);
    expect(await overflow(page), part).toBe(0);
  }
  await screenshot(page, 'jira-settings-unfolded');
  expect(troubles).toEqual([]);
});

story('set-up runs while one watches', async ({ browser }) => {
  const { page } = await open(browser, '/admin');
  await page.getByLabel('Project').selectOption('10000');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.getByText('Setting up:').waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'jira-admin-running');
  await page.getByText('Everything is there').waitFor({ timeout: SOON.timeout });
  await page.getByRole('button', { name: 'Undo set-up' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'jira-admin-undo');
});

for (const locale of ['en', 'zh-CN'] as const)
  story(`a team-managed project says each thing that is to be added: ${locale}`, async ({ browser }) => {
    const { page } = await open(browser, `/admin?locale=${locale}`, { width: width.phone });
    await page.locator('#host select[name="setup-project"]').selectOption('10001');
    await page
      .getByText(locale === 'en' ? 'Optional field' : '可选字段')
      .first()
      .waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await screenshot(page, `jira-admin-team-${locale}`);
  });
