import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { walkTheLine } from './line.ts';

const START = fileURLToPath(new URL('../../packages/server/start.ts', import.meta.url));

/** The sandbox as `npm start` runs it, in a folder of its own. */
async function started<T>(language: string, run: (address: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [START], {
    cwd: folder,
    env: { ...environment, PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', SANDBOX_LANGUAGE: language },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    return await run(await addressOf(child));
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Goes on reading afterwards: a program whose words nobody takes would fail when it says that it stops. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece) => {
      said += piece;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the sandbox did not start: ${said}`)));
  });
}

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
      expect(troubles.filter((one) => !/ERR_ABORTED/.test(one))).toEqual([]);
      await page.context().close();
    });
  },
);
