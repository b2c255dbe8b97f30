import { expect } from 'vitest';
import { openPage, story, width } from '../instruments/browser.ts';
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

story(
  'one click of the guide takes one to the right place as the right person, with the words filled in',
  async ({ browser }) => {
    await served(paperTracker(), async (address) => {
      for (const script of [true, false]) {
        const { page } = await openPage(browser, { script });
        await page.goto(address);
        await page.click('.walk .now button');
        await page.waitForURL(`**${AS_ISSUE}**`);
        expect(await page.locator('.face[aria-pressed=true] .face-name').textContent()).toBe('mei');
        expect(await page.inputValue('.box textarea')).toContain('/approve');
        await page.context().close();
      }
    });
  },
);

story('who changes the face while writing finds the words again, and who sent them does not', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    const { page } = await openPage(browser, { width: width.phone });
    await page.goto(address + AS_ISSUE);
    await page.fill('.box textarea', 'Written as the wrong one');
    await page.click('.face:has-text("dev")');
    await page.waitForSelector('.face[aria-pressed=true]:has-text("dev")');
    expect(await page.inputValue('.box textarea')).toBe('Written as the wrong one');
    // The last of five faces is beyond the end of a phone's row until it is chosen.
    await expect
      .poll(() =>
        page
          .locator('.face[aria-pressed=true]')
          .boundingBox()
          .then((one) => one?.x),
      )
      .toBeLessThan(300);
    await page.click('.box button.primary');
    await page.waitForSelector('.comments :text("Written as the wrong one")');
    expect(await page.inputValue('.box textarea')).toBe('');
    await page.context().close();
  });
});

story('a suggestion fills the box, with script and without', async ({ browser }) => {
  await served(paperTracker(), async (address) => {
    for (const script of [true, false]) {
      const { page } = await openPage(browser, { script });
      await page.goto(address + AS_ISSUE);
      // What is the project manager's to say is offered to the project manager only.
      expect(await page.locator('.suggestion').count()).toBe(0);
      await page.click('.face:has-text("mei")');
      await page.click('.suggestion');
      await expect.poll(() => page.inputValue('.box textarea')).toContain('/approve');
      await page.context().close();
    }
  });
});
