/** In the running sandbox somebody of the customer's without an account signs from the outbox, on a phone and without script. */
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openPage, screenshot, story, width } from '../instruments/browser.ts';
import { SOON } from '../instruments/soon.ts';
import { walkToTheCustomer } from './line.ts';
import { started } from './started.ts';

const MAILBOX = 'zhou.min@customer.example';

/** Somebody else's browser, playing a face of the sandbox. */
async function playing(browser: Browser, address: string, face: string): Promise<Page> {
  const { page } = await openPage(browser, { width: width.phone, script: false });
  await page.context().addCookies([{ name: 'face', value: face, url: address }]);
  return page;
}

/** What stands in the newest mail. */
const newest = (page: Page) => page.locator('.letter', { hasText: MAILBOX }).first();

async function signs(browser: Browser, address: string): Promise<void> {
  const page = await playing(browser, address, 'chen-li');
  await page.goto(`${address}/outbox`);
  await newest(page).locator('.letter-foot a').first().click();
  await page.waitForURL('**/sign/**');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.waitForURL('**/sign');
  const mails = await playing(browser, address, 'chen-li');
  await mails.goto(`${address}/outbox`);
  const [, code = ''] = /code is (\d{4} \d{4})/.exec(await newest(mails).innerText()) ?? [];
  await screenshot(mails, 'sandbox-outbox-mail');
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByLabel('Your name').fill('Zhou Min');
  await page.getByLabel('I agree to the change').check();
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await screenshot(page, 'sandbox-signed');
}

story(
  'the contact of the sandbox is confirmed by its customer, and signs',
  { timeout: 300_000 },
  async ({ browser }) => {
    await started('en', async (address) => {
      const customer = await playing(browser, address, 'chen-li');
      await customer.goto(`${address}/outbox`);
      const contacts = customer.getByRole('link', { name: 'Say so on the page of contacts' });
      // The policy is read a moment after the start.
      await expect
        .poll(async () => {
          await customer.reload();
          return contacts.count();
        }, SOON)
        .toBe(1);
      await contacts.click();
      await customer.getByRole('button', { name: 'I know that this address is theirs' }).click();
      await customer.getByText('Signs. Confirmed by chen-li').waitFor();
      const { page } = await openPage(browser, { width: width.desktop });
      const pull = await walkToTheCustomer(page, address, { at: async () => undefined });
      await signs(browser, address);
      await page.goto(pull);
      await page.locator('.check-success').waitFor();
      await page.click('.check-do a');
      await page.waitForURL('**/g/**');
      await page.click('.links a');
      await page.waitForURL('**/c/**');
      expect(await page.locator('main').innerText()).toContain('Zhou Min');
    });
  },
);
