/** The pages of links on a phone, without script, in both languages, dark and light, and on paper (`rules.md 4.7`). */
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { served } from './serve.ts';
import { SIGN_PAGES, signPages } from './signpages.ts';

const LOOKS = [
  { name: 'desktop-light-en', width: width.desktop, locale: 'en', colorScheme: 'light' },
  { name: 'phone-light-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'light' },
  { name: 'phone-dark-en', width: width.phone, locale: 'en', colorScheme: 'dark' },
] as const;

const EXPECTED = /status of (?:404|409|422|429)/;

story.for(LOOKS)(
  'every page of a link fits, is accessible and loads cleanly: $name',
  { timeout: 300_000 },
  async (look, { browser }) => {
    await served(signPages(), async (address) => {
      const { page, troubles } = await openPage(browser, look);
      for (const [name, path] of SIGN_PAGES) {
        await page.goto(address + path);
        expect({ name, found: await axe(page) }).toEqual({ name, found: [] });
        expect({ name, wider: await overflow(page) }).toEqual({ name, wider: 0 });
        await screenshot(page, `${name}-${look.name}`);
      }
      expect(troubles.filter((one) => !EXPECTED.test(one))).toEqual([]);
      await page.context().close();
    });
  },
);

story('without script, what was typed stays where it was sent from, and what is wrong is said', async ({ browser }) => {
  await served(signPages(), async (address) => {
    const { page } = await openPage(browser, { width: width.phone, script: false });
    await page.goto(`${address}/sign/coded`);
    await page.getByLabel('Code', { exact: true }).fill('1234 5678');
    await page.getByLabel('Your name').fill('Li Na');
    await page.getByLabel('I agree to the change').check();
    await page.getByLabel(/Anne-Marie/).check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    expect(new URL(page.url()).pathname).toBe('/sign');
    await page.getByRole('alert').getByText('This is not the code that was sent last').waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Li Na');
    expect(await page.getByLabel('I agree to the change').isChecked()).toBe(true);
    await page.context().close();
  });
});

story('what is signed prints on one page, without what only a screen can press', async ({ browser }) => {
  await served(signPages(), async (address) => {
    const { page } = await openPage(browser, { width: width.desktop });
    await page.goto(`${address}/sign/coded`);
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    await page.context().close();
  });
});
