/** A request on the tracker's pages of the sandbox, for stories that begin with one. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from '../instruments/soon.ts';

/** Files the request that the guide proposes. @returns its address on the tracker's pages */
export async function filed(page: Page, address: string, script: boolean): Promise<string> {
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
