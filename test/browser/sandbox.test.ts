import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { walkTheLine } from './line.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light', script: true },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'dark', script: true },
  { name: 'desktop-zh-no-script', width: width.desktop, locale: 'zh-CN', colorScheme: 'light', script: false },
] as const;

story.for(LOOKS)(
  'in the running sandbox a newcomer gets from a blocked merge to a closed request: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await started(look.locale, async (address) => {
      const { page, troubles } = await openPage(browser, look);
      const at = async (station: string) => {
        // Without script axe cannot run in the page either; the same pages were checked with it.
        if (look.script) expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
        if (look.script) expect({ station, wider: await overflow(page) }).toEqual({ station, wider: 0 });
        await screenshot(page, `sandbox-${look.name}-${station}`);
      };
      await walkTheLine(page, address, { at }, look.script);
      await page.click('.check-do a');
      await page.waitForURL('**/g/**');
      await at('gate-page');
      await page.click('.links a');
      await page.waitForURL('**/c/**');
      await at('change-page');
      await page.click('.where a');
      await page.waitForURL('**/r/**');
      await at('register');
      page.on('dialog', (dialog) => void dialog.accept());
      // Whoever reads in the other language is told, and begins again in it.
      const other = look.locale === 'en' ? 'zh-CN' : 'en';
      await page.goto(`${address}/?lang=${other}`);
      await page.waitForSelector('.welcome .about');
      await page.click('.bar-end form button');
      await page.waitForSelector('.walk li:first-child.now');
      expect(await page.locator('.ledger li').count()).toBe(0);
      expect(await page.locator('.lists .state-merged').count()).toBe(0);
      expect(await page.locator('.welcome .about').count()).toBe(0);
      expect(await page.locator('.lists').innerText()).toContain(other === 'en' ? 'Invoices' : '发票');
      // The first step says that the check tells why; without a script nothing shows what comes later.
      if (look.script) {
        await page.click('.walk .now button');
        await page.waitForSelector('.check-title');
      }
      expect(troubles.filter((one) => !/409|422|ERR_ABORTED/.test(one))).toEqual([]);
      await page.context().close();
    });
  },
);
