/** A request is filed and edited on pages, in the sandbox as `npm start` runs it: what is typed outlives a mistake, a reload and a conflict (`rules.md` 2.1). */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { SOON } from '../instruments/soon.ts';
import { filed } from './filed.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light', script: true },
  { name: 'desktop-zh-dark', width: width.desktop, locale: 'zh-CN', colorScheme: 'dark', script: true },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'light', script: true },
  { name: 'phone-en-no-script', width: width.phone, locale: 'en', colorScheme: 'dark', script: false },
] as const;

const WORDS = {
  en: {
    ...{
      begin: 'New change request',
      file: 'File the request',
      title: 'Export to the archive',
      items: 'There is no issue',
    },
    ...{ edit: 'Edit the request', save: 'Save', motive: 'Auditors ask for it.', theirs: 'The law asks for it.' },
    ...{ changed: 'was changed meanwhile', kept: 'You had typed here before' },
  },
  'zh-CN': {
    ...{ begin: '新建变更请求', file: '创建变更请求', title: '导出到归档系统', items: '本仓库中没有议题' },
    ...{ edit: '修改变更请求', save: '保存', motive: '审计需要。', theirs: '法规要求。' },
    ...{ changed: '此项已有改动', kept: '尚未保存的内容' },
  },
} as const;

story.for(LOOKS)(
  'a request is filed on a page and edited there, and nothing typed is lost by a mistake, a reload or what somebody else saves: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await started(look.locale, async (address) => {
      const word = WORDS[look.locale];
      const { page, troubles } = await openPage(browser, look);
      const seen = async (station: string): Promise<void> => {
        await screenshot(page, `writing-${look.name}-${station}`);
        expect(await overflow(page)).toBe(0);
        if (look.script) expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
      };
      const press = async (name: string, on: Page = page): Promise<void> => {
        await on.getByRole('button', { name, exact: true }).first().click();
        await on.waitForLoadState();
      };
      const follow = async (name: string): Promise<void> => {
        await page.getByRole('link', { name, exact: true }).first().click();
        await page.waitForLoadState();
      };
      const field = (name: string, on: Page = page) => on.locator(`.part-editing [name="${name}"]`);
      await filed(page, address, look.script);
      await page.goto((await page.locator('a[href*="/c/"]').first().getAttribute('href')) ?? '');
      await page.goto(new URL((await page.locator('.where a').getAttribute('href')) ?? '', address).href);
      await seen('register');
      await follow(word.begin);
      await seen('new');
      const form = page.url();

      await field('items').fill('#99');
      await field('motive').fill(word.motive);
      await press(word.file);
      expect(await page.locator('#edit-title-wrong').count()).toBe(1);
      expect(await page.locator('#edit-items-wrong').innerText()).toContain(word.items);
      expect(await field('motive').inputValue()).toBe(word.motive);
      await seen('new-wrong');
      if (look.script) {
        await page.goto(form);
        expect(await field('motive').inputValue()).toBe(word.motive);
      }
      await field('title').fill(word.title);
      await field('items').fill('#1');
      await field('motive').fill(word.motive);
      await press(word.file);
      await page.waitForURL(/\/c\//);
      expect(await page.locator('h1').innerText()).toContain(word.title);
      expect(await page.locator('.part-acting .done').count()).toBe(1);
      await seen('filed');
      const change = page.url().split('?')[0] ?? '';
      await page.goto(form);
      expect(await field('title').inputValue()).toBe('');

      await page.goto(change);
      await follow(word.edit);
      await seen('edit');
      const other = await page.context().newPage();
      await other.goto(page.url());
      await field('motive', other).fill(word.theirs);
      await press(word.save, other);
      await other.waitForURL(/\/c\/[^/]+\/[^/]+\/[^/]+\?/);
      await other.close();
      await field('motive').fill(`${word.motive} 2`);
      await press(word.save);
      expect(await page.locator('#edit-motive-now').innerText()).toContain(word.changed);
      expect(await page.locator('#edit-motive-now pre').innerText()).toBe(word.theirs);
      expect(await field('motive').inputValue()).toBe(`${word.motive} 2`);
      await seen('edit-changed');
      if (look.script) {
        await field('motive').fill(`${word.motive} 3`);
        await page.goto(`${change}/edit`);
        expect(await field('motive').inputValue()).toBe(word.theirs);
        const kept = page.locator('.moved', { hasText: word.kept });
        expect(await kept.locator('pre').innerText()).toBe(`${word.motive} 3`);
        await seen('edit-kept');
      }
      await field('motive').fill(`${word.motive} 3`);
      await press(word.save);
      await page.waitForURL(/\/c\/[^/]+\/[^/]+\/[^/]+\?/);
      expect(await page.locator('main').innerText()).toContain(`${word.motive} 3`);
      await expect.poll(() => page.locator('.part-acting .done').count(), SOON).toBe(1);
      await page.goto(`${change}/edit`);
      expect(await page.locator('.moved').count()).toBe(0);
      expect(troubles.filter((one) => !/409|422|ERR_ABORTED/.test(one))).toEqual([]);
    });
  },
);
