/** What people do on the page of a change request, by buttons and forms, in the sandbox as `npm start` runs it (`rules.md` 4.1, 4.3). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { ASSESSMENT } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { commented } from './commented.ts';
import { filed } from './filed.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light', script: true },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'dark', script: true },
  { name: 'phone-en-no-script', width: width.phone, locale: 'en', colorScheme: 'light', script: false },
] as const;

const WORDS = {
  en: {
    ...{ submit: 'Submit', triage: 'Take into assessment', approve: 'Approve', typed: 'Fine for our new customers' },
    ...{
      changed: 'was changed after this page was drawn',
      plan: 'Save the plan',
      more: 'Add a step',
      step: 'Draw the PDF',
    },
    ...{ nobody: 'Nobody has the login', class: 'At least major so far' },
  },
  'zh-CN': {
    submit: '提交',
    triage: '受理',
    approve: '同意',
    changed: '变更请求已有改动',
    typed: '新客户可以接受',
    ...{
      plan: '保存计划',
      more: '添加步骤',
      step: '绘制 PDF',
      nobody: '没有登录名为',
      class: '目前变更等级至少为“较大”',
    },
  },
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
      // The first one leads to a form of the page; to go there again would load nothing.
      const [change = ''] = (await page.locator('a[href*="/c/"]').first().getAttribute('href'))?.split('#') ?? [];
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
        // Of what needs no answers one button stands out at most.
        expect(await page.locator('.part-acting > form.act:not(.vote) > button.primary').count()).toBeLessThan(2);
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
      await page.reload();
      await planned(page, look.script, word, press, seen);
      expect(await recorded()).toContain('pan-wei');
      if (look.script) await classed(page, word.class, seen);
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
      // Chromium tells of the pages that were answered with a conflict, or with what is to be mended, and of what a navigation cut off.
      expect(troubles.filter((one) => !/409|422|ERR_ABORTED/.test(one))).toEqual([]);
    });
  },
);

/** Writes the plan in rows, more of them than stood there, one of them wrong at first. */
async function planned(
  page: Page,
  script: boolean,
  word: { readonly plan: string; readonly more: string; readonly step: string; readonly nobody: string },
  press: (name: string, within: ReturnType<Page['locator']>) => Promise<void>,
  seen: (station: string) => Promise<void>,
): Promise<void> {
  const form = page.locator('form', { has: page.locator('input[name="type"][value="plan"]') });
  const field = (name: string) => form.locator(`[name="${name}"]`);
  await page.locator('details.act', { has: form }).locator('summary').first().click();
  const rows = await form.locator('.one-row').count();
  await field('text0').fill(word.step);
  await field('owner0').fill('dara');
  await field('start0').fill('2027-03-01');
  await field('end0').fill('2027-03-05');
  await press(word.more, form);
  expect(await form.locator('.one-row').count()).toBeGreaterThan(rows);
  expect(await field('text0').inputValue()).toBe(word.step);
  const last = rows;
  await field(`text${last}`).fill('QA');
  await field(`owner${last}`).fill('nobody-at-all');
  await field(`start${last}`).fill('2027-03-08');
  await field(`end${last}`).fill('2027-03-07');
  if (script) {
    await field(`end${last}`).fill('2027-03-10');
    await expect.poll(() => form.locator('.as-typed .bar-step').count(), SOON).toBe(2);
    // What was begun outlives a reload, also in rows that were added.
    await page.reload();
    expect(await field(`text${last}`).inputValue()).toBe('QA');
    await expect.poll(() => form.locator('.as-typed .bar-step').count(), SOON).toBe(2);
  }
  await seen('plan');
  await press(word.plan, form);
  expect(await form.locator(`#plan-owner${last}-wrong`).innerText()).toContain(word.nobody);
  expect(await field('text0').inputValue()).toBe(word.step);
  await seen('plan-wrong');
  await field(`owner${last}`).fill('rosa');
  await field(`end${last}`).fill('2027-03-10');
  await press(word.plan, form);
}

/** The class is said while somebody types, and sends nothing. */
async function classed(page: Page, says: string, seen: (station: string) => Promise<void>): Promise<void> {
  const form = page.locator('form', { has: page.locator('input[name="dimension"][value="schedule"]') });
  await page.locator('details.act', { has: form }).locator('summary').first().click();
  await form.locator('[name="days"]').fill('2');
  await form.locator('[name="criticalPath"]').check();
  await expect.poll(() => form.locator('.as-typed').innerText(), SOON).toContain(says);
  await seen('class');
  await form.locator('[name="days"]').fill('');
  await form.locator('[name="criticalPath"]').uncheck();
}
