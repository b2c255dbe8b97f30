/** The whole line as a newcomer walks it in the sandbox: nothing but the guide's own buttons, from the blocked pull request to the closed request. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from '../instruments/soon.ts';

export interface Glance {
  /** Called at each station with a short name: for screenshots and accessibility checks. */
  at(station: string): Promise<void>;
}

async function follow(page: Page): Promise<void> {
  const button = page.locator('.walk .now button, .guide-now button').filter({ visible: true }).first();
  await button.click();
  await page.waitForLoadState();
}

async function comment(page: Page): Promise<void> {
  const box = page.locator('.box textarea');
  expect(await box.inputValue()).not.toBe('');
  await page.locator('.box button.primary').click();
  await page.waitForLoadState();
}

/** Waits for something that the app shows later, with script by itself and without by looking again. */
async function shown(page: Page, selector: string, script: boolean): Promise<void> {
  await expect
    .poll(async () => {
      if (!script) await page.reload();
      return page.locator(selector).count();
    }, SOON)
    .toBeGreaterThan(0);
}

/** Until the customer alone has not decided yet. @returns the address of the pull request */
export async function walkToTheCustomer(page: Page, address: string, { at }: Glance, script = true): Promise<string> {
  await page.goto(address);
  await at('start');

  await follow(page);
  const merge = page.locator('.merge-button');
  const pull = page.url().split('?')[0] ?? '';
  await shown(page, '.check-failure, .check-action_required', script);
  expect(await merge.isDisabled()).toBe(true);
  await at('blocked');

  await follow(page);
  await at('form');
  await page.locator('.issue-form button.primary').click();
  await page.waitForLoadState();
  await shown(page, '.post-app', script);
  await at('filed');

  await follow(page);
  await comment(page);
  await at('submitted');

  await follow(page);
  await page.locator('#edit button.primary').click();
  await page.waitForLoadState();
  await shown(page, '.gate', script);

  for (const station of ['assessed', 'manager', 'expert']) await said(page, { at }, station, script);
  return pull;
}

async function said(page: Page, { at }: Glance, station: string, script: boolean): Promise<void> {
  await follow(page);
  await comment(page);
  await page.waitForLoadState();
  await shown(page, '.post-app table', script);
  await at(station);
}

export async function walkTheLine(page: Page, address: string, { at }: Glance, script = true): Promise<void> {
  const pull = await walkToTheCustomer(page, address, { at }, script);
  const merge = page.locator('.merge-button');
  await said(page, { at }, 'customer', script);

  await page.goto(pull);
  await shown(page, '.check-success', script);
  await shown(page, '.merge-button:not([disabled])', script);
  await at('green');
  await follow(page);
  await merge.click();
  await page.waitForLoadState();
  await shown(page, '.gate-merged', script);
  await at('merged');

  for (const _ of ['result', 'verification']) {
    await follow(page);
    await comment(page);
  }
  await shown(page, '.lists .state-closed', script);
  await page.goto(pull);
  const ledger = await page.locator('.ledger li').allInnerTexts();
  expect(ledger.length).toBeGreaterThan(10);
  // Who filed the request, wrote it and handed it in, are people.
  expect(ledger.slice(-3).filter((one) => one.includes('Countersign'))).toEqual([]);
}
