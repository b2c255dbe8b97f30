import { nowhere } from '@countersign/web/nowhere.ts';
import type { PageFacts } from '@countersign/web/pagefacts.ts';
import type { Hono } from 'hono';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { fixturePages } from './pages.ts';
import { paperTracker } from './paper.ts';
import { served } from './serve.ts';

const LOOKS = [
  { name: 'desktop-light-en', width: width.desktop, locale: 'en', colorScheme: 'light' },
  { name: 'desktop-dark-zh', width: width.desktop, locale: 'zh-CN', colorScheme: 'dark' },
  { name: 'phone-light-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'light' },
  { name: 'phone-dark-en', width: width.phone, locale: 'en', colorScheme: 'dark' },
] as const;

const PAGES = [
  ['change-review', '/c/acme/shop/review'],
  ['change-long', '/c/acme/shop/long'],
  ['change-everything', '/c/acme/shop/everything'],
  ['change-draft', '/c/acme/shop/draft'],
  ['change-approved', '/c/acme/shop/approved'],
  ['gate-closed', '/g/acme/shop/21'],
  ['gate-not-started', '/g/acme/shop/22'],
  ['gate-not-covered', '/g/acme/shop/23'],
  ['gate-held', '/g/acme/shop/24'],
  ['gate-open', '/g/acme/shop/25'],
  ...['held', 'closed', 'rejected', 'deferred'].map(
    (stage) => [`told-${stage}`, `/c/acme/shop/told-${stage}`] as const,
  ),
  ['register-many', '/r/acme/many'],
  ['register', '/r/acme/shop'],
  ['register-empty', '/r/acme/empty'],
  ['register-none-here', '/r/acme/shop?stage=withdrawn&q=nothing'],
  ['register-account', '/r/acme'],
  ['register-misread', '/r/acme/shop?stage=draught&due=soon&q=%25'],
  ['agenda', '/r/acme/shop/agenda'],
  ['agenda-empty', '/r/acme/empty/agenda'],
  ['minutes', '/r/acme/shop/minutes?from=2026-11-01&to=2026-12-31'],
  ['minutes-empty', '/r/acme/empty/minutes'],
  ['minutes-misread', '/r/acme/shop/minutes?from=x&to=2026-12-31'],
  ['policy', '/r/acme/shop/policy'],
  ['policy-empty', '/r/acme/empty/policy'],
  ['requirements', '/r/acme/shop/requirements'],
  ['requirements-empty', '/r/acme/empty/requirements'],
  ['requirement', '/r/acme/shop/requirements/I_1'],
  ['baselines', '/r/acme/shop/baselines'],
  ['baselines-empty', '/r/acme/empty/baselines'],
  ['baseline', '/r/acme/shop/baselines/B2'],
  ['baseline-difference', '/r/acme/shop/baselines/compare?from=B1&to=now'],
  ['baseline-same', '/r/acme/shop/baselines/compare?from=B2&to=B2'],
  ['hidden', '/c/acme/shop/nowhere'],
  ['unknown', '/c/acme/shop/unknown'],
  ['broken', '/c/acme/shop/broken'],
] as const;

const CLOSED: PageFacts = {
  change: async () => 'hidden',
  evidence: async () => 'hidden',
  act: async () => 'hidden' as const,
  order: async () => 'hidden',
  edit: async () => 'hidden',
  rewrite: async () => 'hidden',
  contacts: async () => 'hidden',
  confirmContact: async () => 'hidden',
  openings: async () => 'hidden',
  opening: async () => 'hidden',
  file: async () => 'hidden',
  landing: async () => 'hidden',
  gate: async () => 'hidden',
  register: async () => 'hidden',
  registerRows: async () => 'hidden' as const,
  agenda: async () => 'hidden',
  minutes: async () => 'hidden',
  policy: async () => 'hidden',
  requirements: async () => 'hidden',
  requirement: async () => 'hidden',
  baselines: async () => 'hidden',
  baseline: async () => 'hidden',
  baselineDifference: async () => 'hidden',
};

/** What whoever is not signed in sees, at an address of ours and at one of nobody. */
const STRANGERS = [
  ['sign-in', '/c/acme/shop/review'],
  ['nowhere', '/nowhere'],
] as const;

function forStrangers(): Hono {
  const app = fixturePages({ signIn: true, visitor: async () => ({ kind: 'stranger' }), facts: CLOSED });
  app.notFound(nowhere);
  return app;
}

const TRACKER = [
  ['tracker-home', '/'],
  ['tracker-issue', '/acme/billing/issues/4'],
  ['tracker-pull', '/acme/billing/pull/3'],
  ['tracker-form', '/acme/billing/issues/new?example=1'],
  ['tracker-nowhere', '/acme/billing/nowhere'],
  ['tracker-astray', '/nowhere'],
] as const;

/** What a browser reports by itself about a page that is honestly absent, and a look at the page that a story's end cut off. */
const EXPECTED = /status of (?:400|401|404|422|500|503)|ERR_ABORTED/;

story.for(LOOKS)(
  'every page fits, is accessible and loads cleanly: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    for (const [app, pages] of [
      [fixturePages(), PAGES],
      [forStrangers(), STRANGERS],
      [paperTracker(), TRACKER],
    ] as const) {
      await served(app, async (address) => {
        const { page, troubles } = await openPage(browser, look);
        for (const [name, path] of pages) {
          await page.goto(address + path);
          await page.evaluate(
            `for (const one of [...document.querySelectorAll('details')].slice(0, 3)) one.open = true`,
          );
          expect({ name, found: await axe(page) }).toEqual({ name, found: [] });
          expect({ name, wider: await overflow(page) }).toEqual({ name, wider: 0 });
          await screenshot(page, `${name}-${look.name}`);
        }
        expect(troubles.filter((one) => !EXPECTED.test(one))).toEqual([]);
        await page.context().close();
      });
    }
  },
);

story('a change prints on at most two pages', async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    const { page } = await openPage(browser, {});
    for (const stream of ['review', 'long']) {
      await page.goto(`${address}/c/acme/shop/${stream}`);
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      expect({ stream, pages: pdf.match(/\/Type\s*\/Page\b/g)?.length }).toEqual({
        stream,
        pages: expect.toSatisfy((count: number) => count <= 2),
      });
    }
    await page.context().close();
  });
});

story('the keyboard reaches the content, the filters and everything folded away', async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    const { page } = await openPage(browser, {});
    await page.goto(`${address}/c/acme/shop/review`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.locator('.verdict summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.tree').first().isVisible()).toBe(true);
    await page.context().close();
  });
});

story('the register can be filtered and sorted without script', async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    const { page } = await openPage(browser, { script: false });
    await page.goto(`${address}/r/acme/shop`);
    await page.selectOption('select[name=stage]', 'draft');
    await page.click('.filter button');
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.click('thead a >> nth=1');
    expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Title');
    expect(await page.locator('select[name=stage]').inputValue()).toBe('draft');
    await page.context().close();
  });
});

story.for(LOOKS)(
  'on a second visit what is new is marked within its line, and on paper the history is whole: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    await served(fixturePages(), async (address) => {
      const { page } = await openPage(browser, look);
      const path = '/c/acme/shop/everything';
      await page.goto(address + path);
      const entries = await page.locator('.history li').count();
      expect(await page.locator('.older .history li').count()).toBeGreaterThan(0);
      // As somebody who saw it when it had just begun.
      await page.evaluate(`localStorage.setItem('seen ${path}', '2026-11-01T00:00:00.000Z')`);
      await page.reload();
      await page.evaluate(`for (const one of document.querySelectorAll('.older')) one.open = true`);
      expect(await page.locator('.history .new').count()).toBe(entries);
      const narrow = `[...document.querySelectorAll('.history li')].filter((li) =>
        li.querySelector('p').clientWidth < li.clientWidth / 2).length`;
      expect(await page.evaluate(narrow)).toBe(0);
      expect(await overflow(page)).toBe(0);
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `second-visit-${look.name}`);
      await page.evaluate(`for (const one of document.querySelectorAll('.older')) one.open = false`);
      await page.emulateMedia({ media: 'print' });
      const shown = `[...document.querySelectorAll('.history li p')].filter((one) =>
        one.checkVisibility() && one.getBoundingClientRect().height > 0).length`;
      expect(await page.evaluate(shown)).toBe(entries);
      // Also out of a dark screen it is ink on white.
      expect(await axe(page)).toEqual([]);
      await screenshot(page, `second-visit-print-${look.name}`);
      await page.context().close();
    });
  },
);

story('English is set in a Latin font to its last mark, and Chinese in a Chinese one', async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    for (const [locale, text, isOf] of [
      ['en', 'The customer’s “yes” – and nothing else…', /OpenSans/],
      ['zh-CN', '客户说“同意”——仅此而已……', /NotoSansSC/],
    ] as const) {
      const { page } = await openPage(browser, { locale });
      await page.goto(`${address}/c/acme/shop/review`);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('DOM.enable');
      await devtools.send('CSS.enable');
      for (const weight of [400, 500, 550, 600, 650, 700]) {
        await page.evaluate(
          `document.querySelector('main').innerHTML = '<p id="set">${text}</p>';
           document.querySelector('#set').style.fontWeight = '${weight}'`,
        );
        const { root } = await devtools.send('DOM.getDocument', { depth: -1 });
        const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#set' });
        const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
        const others = fonts.map(({ postScriptName }) => postScriptName).filter((one) => !isOf.test(one));
        expect({ locale, weight, others }).toEqual({ locale, weight, others: [] });
      }
      await page.context().close();
    }
  });
});

story('what happened since the last look is marked', async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    const { page } = await openPage(browser, {});
    await page.goto(`${address}/c/acme/shop/review`);
    expect(await page.locator('.history .new').count()).toBe(0);
    await page.evaluate("localStorage.setItem('seen /c/acme/shop/review', '2026-11-04T00:00:00.000Z')");
    await page.reload();
    expect(await page.locator('.history .new').allTextContents()).toEqual(['new', 'new', 'new']);
    await page.reload();
    expect(await page.locator('.history .new').count()).toBe(0);
    await page.context().close();
  });
});

story('the register fits windows between a phone and a desktop, too', { timeout: 600_000 }, async ({ browser }) => {
  await served(fixturePages(), async (address) => {
    for (const between of [680, 800, 1024, 1249]) {
      const { page } = await openPage(browser, { width: between });
      for (const path of ['/r/acme', '/r/acme/many']) {
        await page.goto(address + path);
        expect({ between, path, wider: await overflow(page) }).toEqual({ between, path, wider: 0 });
      }
      await page.context().close();
    }
  });
});
