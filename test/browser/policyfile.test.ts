/** The policy is a file that one edits in the sandbox, and what is saved holds: broken, mended and changed (`rules.md` 4.4, 7.2). */
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { SOON } from '../instruments/soon.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light' },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'dark' },
] as const;

story.for(LOOKS)(
  'whoever may write edits the policy in the sandbox, sees what is wrong at its line, and sees it take effect: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await started(look.locale, async (address) => {
      const { page, troubles } = await openPage(browser, look);
      const be = (login: string) => page.context().addCookies([{ name: 'face', value: login, url: address }]);
      const seen = async (station: string): Promise<void> => {
        await screenshot(page, `policyfile-${look.name}-${station}`);
        expect(await overflow(page)).toBe(0);
        expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
      };
      const box = page.locator('textarea.file-text');
      const save = async (change: (text: string) => string): Promise<void> => {
        await page.goto(address);
        await page.locator('.lists-file a').click();
        await box.fill(change(await box.inputValue()));
        await page.locator('.box button.primary').click();
        await page.waitForLoadState();
      };
      const check = (kind: string) =>
        expect
          .poll(async () => {
            await page.goto(`${address}/harbour/invoices/pull/4`);
            return page.locator(`.check-${kind}`).count();
          }, SOON)
          .toBe(1);
      const broken = (text: string) => text.replace(/^profile: .*$/m, 'profile: standart');

      await be('rosa');
      await save(broken);
      expect(await page.locator('.refusal').count()).toBe(1);
      expect(await box.inputValue()).toContain('standart');
      expect(await page.locator('.file').innerText()).not.toContain('standart');
      await check('action_required');

      await be('pan-wei');
      await save(broken);
      expect(await page.locator('.file .wrong code').innerText()).toBe('profile: standart');
      expect(await page.locator('.file .wrong .file-problem').innerText()).toContain('standard');
      await seen('broken');
      await check('failure');
      await seen('check');

      await save((text) =>
        text.replace('standart', 'standard').replace(/^ {4}branches:/m, '    mode: observe\n    branches:'),
      );
      expect(await page.locator('.file-good').count()).toBe(1);
      await seen('good');
      await check('neutral');
      // Each version stands on record.
      await page.goto(`${address}/harbour/invoices/blob/main/.github/countersign.yml`);
      await page.locator('.about a').click();
      await page.waitForURL('**/policy');
      expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
      expect(troubles.filter((one) => !/422|ERR_ABORTED/.test(one))).toEqual([]);
    });
  },
);
