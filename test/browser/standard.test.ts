/** The whole of a standard request, from filing to closing, by four people in a browser who type no command; what it costs them is counted. */
import { readFileSync } from 'node:fs';
import { type FormExample, formExamples } from '@countersign/sandbox/tracker/examples.ts';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe, openPage, screenshot, story, width } from '../instruments/browser.ts';
import { SOON } from '../instruments/soon.ts';
import { started } from './started.ts';

const WORDS = {
  en: {
    ...{ file: 'File the request', accept: 'Accept for #', line: 'Change: #', title: 'Export invoices as PDF' },
    ...{ before: 'CSV only', after: 'CSV and PDF', motive: 'Customers ask for it', without: 'Two contracts are lost' },
  },
  'zh-CN': {
    ...{ file: '创建变更请求', accept: '纳入 #', line: '变更：#', title: '发票支持导出为 PDF' },
    ...{ before: '只能导出 CSV', after: '可导出 CSV 和 PDF', motive: '客户要求', without: '将失去两份合同' },
  },
} as const;

/** What shows that it works. */
const REPORT = {
  name: '测试报告 7.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\r\nand \xff so on', 'latin1'),
};

/** What somebody does with mouse and keyboard, counted: a choice from a list is two clicks. */
class Hands {
  clicks = 0;
  keys = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
    await this.page.waitForLoadState();
  }
  async write(field: Locator, text: string): Promise<void> {
    this.clicks += 1;
    this.keys += [...text].length;
    await field.fill(text);
  }
  async choose(field: Locator, value: string): Promise<void> {
    this.clicks += 2;
    await field.selectOption(value);
  }
  async fill(form: Locator, fields: FormExample['fields']): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`);
      if ((await field.count()) === 0) continue;
      const isList = (await form.locator(`select[name="${name}"]`).count()) > 0;
      if (typeof value === 'boolean') await this.click(field);
      else if (typeof value !== 'string')
        for (const one of value) await this.click(form.locator(`[name="${name}"][value="${one}"]`));
      else if (isList) await this.choose(field, value);
      else if ((await field.inputValue()) !== value) await this.write(field, String(value));
    }
  }
}

story.for([{ locale: 'en' }, { locale: 'zh-CN' }] as const)(
  'four people take a standard request from filing to closing in the browser, without a command: $locale',
  { timeout: 600_000 },
  async ({ locale }, { browser }) => {
    await started(locale, async (address) => {
      const word = WORDS[locale];
      const examples = formExamples(locale);
      const { page, troubles } = await openPage(browser, { width: width.desktop, locale });
      const hands = new Hands(page);
      // Who one is costs nothing: each of the four has a browser of their own.
      const be = (login: string) => page.context().addCookies([{ name: 'face', value: login, url: address }]);
      const pull = `${address}/harbour/invoices/pull/4`;

      await be('rosa');
      await page.goto(`${address}/harbour/invoices/blob/main/.github/countersign.yml`);
      const policy = (await page.locator('.about a').getAttribute('href')) ?? '';
      // The register is there once the app has heard of the repository.
      await expect
        .poll(async () => {
          await page.goto(address + policy.replace(/\/policy$/, ''));
          return page.locator('.new-link a').count();
        }, SOON)
        .toBe(1);
      // Until then the browser tells that it is not there.
      troubles.length = 0;
      await hands.click(page.locator('.new-link a'));
      const asked = page.locator('form.part-editing');
      await hands.fill(asked, { title: word.title, items: '#1', before: word.before, after: word.after });
      await hands.fill(asked, { motive: word.motive, notChanging: word.without });
      for (const name of ['cause', 'origin']) {
        const field = asked.locator(`select[name="${name}"]`);
        await hands.choose(field, (await field.locator('option').nth(1).getAttribute('value')) ?? '');
      }
      await hands.click(page.getByRole('button', { name: word.file, exact: true }).first());
      await page.waitForURL(/\/c\//);
      const change = page.url().split('?')[0] ?? '';

      /** A form on the page of the request, unfolded, filled in and sent; it is recorded. */
      const act = async (
        login: string,
        anchor: string,
        example?: FormExample,
        button = 'button',
        file?: typeof REPORT,
      ): Promise<void> => {
        await be(login);
        await expect
          .poll(async () => {
            await page.goto(change);
            return page.locator(`#${anchor}`).count();
          }, SOON)
          .toBe(1);
        const form = page.locator(`#${anchor}`);
        if (!(await form.isVisible()))
          await hands.click(page.locator('details.act', { has: form }).locator('> summary').first());
        await hands.fill(form, example?.fields ?? {});
        if (file) {
          hands.clicks += 2;
          await form.locator('input[type="file"]').setInputFiles(file);
          expect(await axe(page)).toEqual([]);
          await screenshot(page, `standard-${locale}-evidence-form`);
        }
        await hands.click(form.locator(button).last());
        await page.waitForURL(/[?]from=/);
        expect(await page.locator('.part-acting .done').count()).toBe(1);
      };
      const [plan, alternatives] = examples.plan('dara');

      if ((await page.locator('#act-submit').count()) > 0) await act('rosa', 'act-submit');
      await act('pan-wei', 'act-triage');
      for (const impact of examples.impacts) await act('pan-wei', 'act-assess', impact);
      await act('pan-wei', 'act-plan', plan);
      await act('pan-wei', 'act-alternatives', alternatives);
      await act('pan-wei', 'act-review');
      for (const login of ['pan-wei', 'theo', 'chen-li'])
        await act(login, 'act-vote', undefined, 'button[value="approve"]');

      // Whoever manages the project names the request in the pull request, and says that it is work on it.
      await be('pan-wei');
      await page.goto(change);
      const number = /#(\d+)/.exec(await page.locator('.eyebrow').innerText())?.[1] ?? '';
      await page.goto(pull);
      await hands.click(page.locator('#edit > summary'));
      await hands.write(page.locator('#edit textarea'), `${word.line}${number}`);
      await hands.click(page.locator('#edit button.primary'));
      const accept = page.locator('.check-buttons button', { hasText: `${word.accept}${number}` });
      await expect.poll(() => accept.count(), SOON).toBe(1);
      await screenshot(page, `standard-${locale}-accept`);
      await hands.click(accept);
      await page.locator('.merge-button:not([disabled])').waitFor();
      await hands.click(page.locator('.merge-button'));
      await page.locator('.gate-merged').waitFor();

      for (const _ of ['the step', 'the whole']) await act('pan-wei', 'act-done');
      await act('pan-wei', 'act-evidence', examples.evidence[0], 'button', REPORT);
      await page.setViewportSize({ width: width.phone, height: 800 });
      await screenshot(page, `standard-${locale}-evidence-phone`);
      await page.setViewportSize({ width: width.desktop, height: 800 });
      const link = page.locator('.part-history a[download]').first();
      expect(await link.innerText()).toBe(REPORT.name);
      const [taken] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(taken.suggestedFilename()).toBe(REPORT.name);
      expect(readFileSync(await taken.path())).toEqual(REPORT.buffer);
      await act('pan-wei', 'act-actuals', examples.actuals[0]);
      await act('theo', 'act-verify');

      const issue = `${address}/harbour/invoices/issues/${number}`;
      await expect
        .poll(async () => {
          await page.goto(issue);
          return page.locator('.item-state .state-closed').count();
        }, SOON)
        .toBe(1);
      for (const place of [issue, pull]) {
        await page.goto(place);
        expect(await page.locator('.comments .post:not(.post-app)').count()).toBe(0);
      }
      await screenshot(page, `standard-${locale}-closed`);
      process.stdout.write(
        `a standard request from filing to closing by four people (${locale}): ${hands.clicks} clicks, ${hands.keys} keys, no command\n`,
      );
      expect(troubles.filter((one) => !/ERR_ABORTED/.test(one))).toEqual([]);
    });
  },
);
