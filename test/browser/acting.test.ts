/** What people do on the page of a change request, by buttons and forms, in the sandbox as `npm start` runs it (`rules.md` 4.1, 4.3). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { ASSESSMENT } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light', script: true },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'dark', script: true },
  { name: 'phone-en-no-script', width: width.phone, locale: 'en', colorScheme: 'light', script: false },
] as const;

const WORDS = {
  en: {
    ...{ submit: 'Submit', triage: 'Take into assessment', approve: 'Approve', typed: 'Fine for our new customers' },
    changed: 'was changed after this page was drawn',
  },
  'zh-CN': { submit: '提交', triage: '受理', approve: '同意', changed: '变更请求已有改动', typed: '新客户可以接受' },
} as const;

story.for(LOOKS)(
  'a request is submitted and voted on by buttons, of what stood on the page, and the page and the issue say what was recorded: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await started(look.locale, async (address) => {
      const word = WORDS[look.locale];
      const { page, troubles } = await openPage(browser, look);
      const be = (login: string) => page.context().addCookies([{ name: 'face', value: login, url: address }]);
      const issue = await filed(page, address, look.script);
      const change = (await page.locator('a[href*="/c/"]').first().getAttribute('href')) ?? '';
      const as = async (login: string): Promise<void> => {
        await be(login);
        await page.goto(change);
      };
      const press = async (name: string, within: Page | ReturnType<Page['locator']> = page): Promise<void> => {
        await within.getByRole('button', { name, exact: true }).first().click();
        await page.waitForLoadState();
      };
      const seen = async (station: string): Promise<void> => {
        await screenshot(page, `acting-${look.name}-${station}`);
        expect(await overflow(page)).toBe(0);
        // Also on a second visit, where what is new is marked, each line has the width that is there for it.
        const narrow = `[...document.querySelectorAll('.history li')].filter((li) =>
          li.querySelector('p').clientWidth < li.clientWidth / 2).length`;
        expect(await page.evaluate(narrow)).toBe(0);
        if (look.script) expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
      };
      const recorded = async (): Promise<string> => (await page.locator('.part-acting .done').allInnerTexts()).join();

      await as('rosa');
      await seen('draft');
      await press(word.submit);
      expect(await recorded()).toContain('rosa');
      await seen('submitted');

      // Whoever has nothing to do there is offered nothing of it.
      await as('dara');
      expect(await page.getByRole('button', { name: word.submit, exact: true }).count()).toBe(0);

      await as('pan-wei');
      await press(word.triage);
      for (const form of await page.locator('.part-acting > details.act > summary').all()) await form.click();
      await seen('manager');
      await commented(page, issue, ASSESSMENT);
      await expect
        .poll(async () => {
          await as('chen-li');
          return page.getByRole('button', { name: word.approve, exact: true }).count();
        }, SOON)
        .toBe(1);
      await seen('customer');

      // What somebody writes is of what they saw: the request is edited while the page stands open.
      await page.locator('form.vote textarea').fill(word.typed);
      if (look.script) {
        // What was begun outlives a reload.
        await page.reload();
        expect(await page.locator('form.vote textarea').inputValue()).toBe(word.typed);
      }
      const [stands] = [page.url()];
      const other = await page.context().newPage();
      await be('pan-wei');
      await commented(other, issue, '/assess cost CNY 30,000');
      await expect
        .poll(async () => {
          await other.goto(change);
          return other.locator('.impacts, .part-impacts').innerText();
        }, SOON)
        .toContain('30,000');
      await other.close();
      await be('chen-li');
      expect(page.url()).toBe(stands);
      await press(word.approve, page.locator('form.vote'));
      expect(await page.locator('.part-acting .warning').innerText()).toContain(word.changed);
      expect(await page.locator('form.vote textarea').inputValue()).toBe(word.typed);
      await seen('changed');
      await press(word.approve, page.locator('form.vote'));
      expect(await recorded()).toContain('chen-li');
      await seen('voted');

      for (const login of ['pan-wei', 'theo']) {
        await as(login);
        await press(word.approve, page.locator('form.vote'));
      }
      // The issue tells of each vote in a line.
      await expect
        .poll(async () => {
          await page.goto(issue);
          return (await page.locator('.post-app').allInnerTexts()).filter((text) => text.includes('theo')).length;
        }, SOON)
        .toBeGreaterThan(1);
      // Chromium tells of the page that was answered with a conflict.
      expect(troubles.filter((one) => !one.includes('409'))).toEqual([]);
    });
  },
);

/** Files the request that the guide proposes. @returns its address on the tracker's pages */
async function filed(page: Page, address: string, script: boolean): Promise<string> {
  const follow = async (): Promise<void> => {
    await page.locator('.walk .now button, .guide-now button').filter({ visible: true }).first().click();
    await page.waitForLoadState();
  };
  await page.goto(address);
  await follow();
  await expect
    .poll(async () => {
      if (!script) await page.reload();
      return page.locator('.check-failure, .check-action_required').count();
    }, SOON)
    .toBeGreaterThan(0);
  await follow();
  await page.locator('.issue-form button.primary').click();
  await page.waitForLoadState();
  await expect
    .poll(async () => {
      if (!script) await page.reload();
      return page.locator('.post-app a[href*="/c/"]').count();
    }, SOON)
    .toBeGreaterThan(0);
  return page.url().split('?')[0] ?? '';
}

/** Writes a comment on the issue, as whoever is chosen. */
async function commented(page: Page, issue: string, text: string): Promise<void> {
  await page.goto(issue);
  await page.locator('.box textarea').last().fill(text);
  await page.locator('.box button.primary').last().click();
  await page.waitForLoadState();
}
