/** Comments on the tracker's pages of the sandbox. */
import type { Page } from 'playwright-core';

/** Writes a comment on the issue, as whoever is chosen. */
export async function commented(page: Page, issue: string, text: string): Promise<void> {
  await page.goto(issue);
  await page.locator('.box textarea').last().fill(text);
  await page.locator('.box button.primary').last().click();
  await page.waitForLoadState();
}
