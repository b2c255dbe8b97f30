/** Real Chromium for stories: pages at a phone's and a desktop's width, screenshots to look at, and an accessibility check. */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { test } from 'vitest';
import { installedBrowser } from './browser-install.ts';
import { SOON } from './soon.ts';

const require = createRequire(import.meta.url);
const screenshots = new URL('../screenshots/', import.meta.url);

/** CSS pixels. Stories run at both. */
export const width = { phone: 390, desktop: 1280 } as const;

export type Look = { width?: number; locale?: 'en' | 'zh-CN'; colorScheme?: 'light' | 'dark'; script?: boolean };

/** One broken rule of WCAG 2.2 A or AA: its id, what it means, and the HTML that breaks it. */
export type Violation = { rule: string; help: string; where: string[] };

/** Opens Chromium, as root too; the caller closes it. The first call on a machine unpacks it (about 5 s), later ones take 0.2 s. */
export async function openBrowser(): Promise<Browser> {
  const { program, env } = await installedBrowser();
  return chromium.launch({
    executablePath: program,
    env: { ...(process.env as Record<string, string>), ...env },
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--disable-gpu', '--disable-webgl'],
  });
}

/**
 * Opens a page in a session of its own (no cookies shared). `troubles` collects what went wrong in it: errors of scripts, of the
 * console (a violated content security policy too), failed requests; a story ends with `expect(troubles).toEqual([])`.
 */
export async function openPage(browser: Browser, look: Look = {}): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? width.desktop, height: look.width === width.phone ? 844 : 900 },
    locale: look.locale ?? 'en',
    timezoneId: 'Asia/Shanghai',
    colorScheme: look.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    hasTouch: look.width === width.phone,
    javaScriptEnabled: look.script ?? true,
  });
  context.setDefaultTimeout(SOON.timeout);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error') troubles.push(`console: ${line.text()}`);
  });
  page.on('requestfailed', (request) => {
    troubles.push(`request: ${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  return { page, troubles };
}

/** Writes the whole page to `test/screenshots/<name>.png` (ignored by git). @returns the file's path */
export async function screenshot(page: Page, name: string): Promise<string> {
  await mkdir(screenshots, { recursive: true });
  const path = fileURLToPath(new URL(`${name}.png`, screenshots));
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  return path;
}

/** Checks the page as it stands against WCAG 2.2 A and AA with axe-core. Works under a strict content security policy. */
export async function axe(page: Page): Promise<Violation[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(`axe
    .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.map(({ id, help, nodes }) =>
      ({ rule: id, help, where: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary) })))`);
}

/** CSS pixels by which the page is wider than its window; 0 on a good page, also on a phone. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** A `test` with a `browser`, opened once for a file when its first story asks, and closed after its last. */
export const story = test.extend<{ $file: { browser: Browser } }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const browser = await openBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
});
