import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { walkTheLine } from './line.ts';
import { played } from './played.ts';
import { served } from './serve.ts';

const LOOKS = [
  { name: 'desktop-en', width: width.desktop, locale: 'en', colorScheme: 'light', script: true },
  { name: 'phone-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'dark', script: true },
  { name: 'desktop-zh-no-script', width: width.desktop, locale: 'zh-CN', colorScheme: 'light', script: false },
] as const;

story.for(LOOKS)(
  'the guide alone leads from the blocked pull request to the merge: $name',
  { timeout: 120_000 },
  async (look, { browser }) => {
    await served(played(look.locale), async (address) => {
      const { page, troubles } = await openPage(browser, look);
      const at = async (station: string) => {
        if (look.script) expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
        if (look.script) expect({ station, wider: await overflow(page) }).toEqual({ station, wider: 0 });
        await screenshot(page, `line-${look.name}-${station}`);
      };
      await walkTheLine(page, address, { at }, look.script);
      await page.goto(`${address}/c/acme/shop/5`);
      await at('change-page');
      await page.goto(`${address}/g/acme/shop/4`);
      await at('gate-page');
      expect(troubles.filter((one) => !/ERR_ABORTED/.test(one))).toEqual([]);
      await page.context().close();
    });
  },
);
