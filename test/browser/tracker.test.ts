import { expect } from 'vitest';
import { axe, openPage, screenshot, story, width } from '../instruments/browser.ts';
import { paperTracker } from './paper.ts';
import { served } from './serve.ts';

const AS_ISSUE = '/acme/billing/issues/4';

story('what others do appears without a reload, and what one is writing stays', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    const { page, troubles } = await openPage(browser, {});
    await page.goto(address + AS_ISSUE);
    await page.fill('.box textarea', 'I am still writing');
    await page.click('.add-label summary');
    const other = await openPage(browser, { script: false });
    await other.page.goto(address + AS_ISSUE);
    await other.page.click('.face:has-text("arch")');
    await other.page.fill('.box textarea', 'Looks good to me');
    await other.page.click('.box button.primary');
    await page.waitForSelector('.comments :text("Looks good to me")');
    expect(await page.inputValue('.box textarea')).toBe('I am still writing');
    expect(await page.locator('.add-label').getAttribute('open')).not.toBeNull();
    expect(troubles).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  });
});

story('one click of the guide takes one to the right place as the right person', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    for (const script of [true, false]) {
      const { page } = await openPage(browser, { script });
      await page.goto(address);
      await page.click('.walk .now button');
      await page.waitForURL(`**${AS_ISSUE}**`);
      expect(await page.locator('.face[aria-pressed=true] .face-name').textContent()).toBe('mei');
      expect(new URL(page.url()).hash).toBe('#act-vote');
      await page.context().close();
    }
  });
});

story('who changes the face while writing finds the words again, and who sent them does not', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    const { page } = await openPage(browser, { width: width.phone });
    await page.goto(address + AS_ISSUE);
    await page.fill('.box textarea', 'Written as the wrong one');
    await page.click('.face:has-text("dev")');
    await page.waitForSelector('.face[aria-pressed=true]:has-text("dev")');
    expect(await page.inputValue('.box textarea')).toBe('Written as the wrong one');
    await page.click('.box button.primary');
    await page.waitForSelector('.comments :text("Written as the wrong one")');
    expect(await page.inputValue('.box textarea')).toBe('');
    await page.context().close();
  });
});

story('on a phone everybody whom one may be is in sight, and nothing scrolls sideways', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const { page } = await openPage(browser, { width: width.phone, locale });
      await page.goto(`${address}/?lang=${locale}`);
      const beyond = await page.evaluate(
        `[...document.querySelectorAll('.face')].filter((one) => one.getBoundingClientRect().right > innerWidth).length`,
      );
      expect(await page.locator('.face').count()).toBe(5);
      expect(beyond).toBe(0);
      const cut = await page.evaluate(
        `[...document.querySelectorAll('body *')].filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth).map((one) => one.className)`,
      );
      expect(cut).toEqual([]);
      await page.context().close();
    }
  });
});

story('on a phone what one came for begins on the upper third of the first screen', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const { page } = await openPage(browser, { width: width.phone, locale });
      for (const path of ['/', AS_ISSUE, '/outbox']) {
        await page.goto(`${address}${path}`);
        const [from, screen] = (await page.evaluate(
          `[document.querySelector('main').getBoundingClientRect().top, innerHeight]`,
        )) as [number, number];
        expect({ locale, path, isLow: from > screen / 3 }).toEqual({ locale, path, isLow: false });
      }
      await page.context().close();
    }
  });
});

story('each answer that is missing is marked at its field, for whoever does not see it, too', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    const { page } = await openPage(browser, { width: width.phone });
    await page.goto(`${address}/acme/billing/issues/new`);
    await page.fill('#title', 'Pay by invoice');
    await page.click('.issue-form button.primary');
    const marked = page.locator('.issue-form [aria-invalid=true]');
    expect(await marked.count()).toBe((await page.locator('.issue-form [required]').count()) - 1);
    expect(await page.inputValue('#title')).toBe('Pay by invoice');
    const about = await marked.first().getAttribute('aria-describedby');
    expect(about).toContain('-missing');
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });
});

story('the outbox shows what one would be told oneself first, on a phone, too', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    for (const size of [width.desktop, width.phone]) {
      const { page, troubles } = await openPage(browser, { width: size });
      await page.goto(address);
      await page.click('.face:has-text("arch")');
      await page.click('.sandbox-bar a:has-text("Outbox")');
      expect(await page.locator('.outbox section').first().locator('.letter').allTextContents()).toEqual([
        expect.stringContaining('Your vote is awaited.'),
      ]);
      expect(await page.locator('.outbox section').last().locator('.letter.settled').count()).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `outbox-${size}`);
      expect(troubles).toEqual([]);
      await page.context().close();
    }
  });
});
