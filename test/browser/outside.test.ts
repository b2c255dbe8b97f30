/** What the customer signed on paper is recorded and confirmed by forms of the page, in the sandbox as `npm start` runs it (`rules.md 4.7`). */
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { ASSESSMENT } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { commented } from './commented.ts';
import { filed } from './filed.ts';
import { started } from './started.ts';

const LOOKS = [
  { name: 'phone-en', width: width.phone, locale: 'en', colorScheme: 'light', script: false },
  { name: 'desktop-zh', width: width.desktop, locale: 'zh-CN', colorScheme: 'dark', script: true },
] as const;

const WORDS = {
  en: { submit: 'Submit', record: 'Record what was signed outside', second: 'Agree', attested: 'attested by' },
  'zh-CN': { submit: '提交', record: '登记线下签字', second: '附议', attested: '证明' },
} as const;

const SIGNED_ON = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

story.for(LOOKS)(
  'what was signed on paper is recorded by one, confirmed by another, and shown with both: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await started(look.locale, async (address) => {
      const word = WORDS[look.locale];
      const { page, troubles } = await openPage(browser, look);
      const be = (login: string) => page.context().addCookies([{ name: 'face', value: login, url: address }]);
      const issue = await filed(page, address, look.script);
      const [change = ''] = (await page.locator('a[href*="/c/"]').first().getAttribute('href'))?.split('#') ?? [];
      const as = async (login: string): Promise<void> => {
        await be(login);
        await page.goto(change);
      };
      const seen = async (station: string): Promise<void> => {
        await screenshot(page, `outside-${look.name}-${station}`);
        expect(await overflow(page)).toBe(0);
        if (look.script) expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
      };
      await as('rosa');
      await page.getByRole('button', { name: word.submit, exact: true }).first().click();
      await page.waitForLoadState();
      await be('pan-wei');
      await commented(page, issue, ASSESSMENT);
      const form = page.locator('form', { has: page.locator('input[name="type"][value="attest"]') });
      await expect
        .poll(async () => {
          await as('pan-wei');
          return form.count();
        }, SOON)
        .toBe(1);
      // Those around it first.
      const closed = page.locator('details:not([open])', { has: form });
      while ((await closed.count()) > 0) await closed.first().locator('> summary').click();
      await form.locator('[name="on"]').fill(SIGNED_ON);
      await form.locator('[name="evidence"]').fill('https://files.example/order-12.pdf');
      await seen('form');
      await form.getByRole('button').last().click();
      await page.waitForLoadState();
      await seen('waits');
      await as('theo');
      await seen('asked');
      await page
        .locator('form', { has: page.locator('input[name="type"][value="second"]') })
        .getByRole('button')
        .first()
        .click();
      await page.waitForLoadState();
      await seen('attested');
      expect(await page.locator('main').innerText()).toContain(word.attested);
      expect(troubles.filter((one) => !/409|422|ERR_ABORTED/.test(one))).toEqual([]);
    });
  },
);
