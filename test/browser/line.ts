/** The sandbox's guide as a newcomer follows it, all three chapters: by its own buttons, and by buttons and forms where they lead. No command is typed. */
import type { FormExample } from '@countersign/sandbox/tracker/examples.ts';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { SOON } from '../instruments/soon.ts';

export interface Glance {
  /** Called at each station with a short name: for screenshots and accessibility checks. */
  at(station: string): Promise<void>;
}

interface Walk extends Glance {
  readonly page: Page;
  readonly script: boolean;
}

/** As the guide's button says, as whom and where to. */
async function follow({ page }: Walk): Promise<void> {
  await page
    .locator('.walk .now button, .guide-now form button, .guide-now a.button')
    .filter({ visible: true })
    .first()
    .click();
  await page.waitForLoadState();
}

/** Waits for something that the app shows later, with script by itself and without by looking again. */
async function shown({ page, script }: Walk, selector: string): Promise<void> {
  await expect
    .poll(async () => {
      if (!script) await page.reload();
      return page.locator(selector).count();
    }, SOON)
    .toBeGreaterThan(0);
}

/** The example that the guide offers; without a script its reader types it. */
async function fillExample({ page, script }: Walk, form: Locator, isFilled = false): Promise<void> {
  const offer = page.locator('[data-example]');
  if (script) {
    // What was filled in outlives the page: of several forms each is sent by itself.
    const field = form.locator('textarea, input[type="text"]').first();
    const isEmpty = (await field.count()) > 0 && (await field.inputValue()) === '';
    if ((isEmpty || isFilled) && (await offer.count()) > 0) await offer.click();
    return;
  }
  if ((await offer.count()) === 0) return;
  const examples = JSON.parse((await offer.getAttribute('data-example')) ?? '[]') as readonly FormExample[];
  const value = async (name: string) => {
    const found = form.locator(`input[type="hidden"][name="${name}"]`);
    return (await found.count()) > 0 ? found.getAttribute('value') : undefined;
  };
  const [type = 'edit', dimension] = [(await value('type')) ?? undefined, await value('dimension')];
  const meant = examples.find((one) => one.type === type && (one.dimension ?? undefined) === (dimension ?? undefined));
  for (const [name, text] of Object.entries(meant?.fields ?? {})) {
    const field = form.locator(`[name="${name}"]`);
    if ((await field.count()) === 0) continue;
    const isList = (await form.locator(`select[name="${name}"]`).count()) > 0;
    if (typeof text === 'boolean') await field.setChecked(text);
    else if (typeof text !== 'string')
      for (const one of text) await form.locator(`[name="${name}"][value="${one}"]`).check();
    else if (isList) await field.selectOption(text);
    else await field.fill(String(text));
  }
}

/** A form on the page of a request, with everything that it is folded behind. */
async function unfolded({ page }: Walk, anchor: string): Promise<Locator> {
  const form = page.locator(`#${anchor}`);
  await form.waitFor({ state: 'attached' });
  for (const folds of [page.locator('details.more', { has: form }), page.locator('details.act', { has: form })])
    if ((await folds.count()) > 0 && (await folds.first().getAttribute('open')) === null)
      await folds.first().locator('> summary').click();
  return form;
}

/** Follows the guide to a form, which is open there, and sends it; as often as it is there anew. */
async function act(walk: Walk, anchor: string, { times = 1, button = 'button' } = {}): Promise<void> {
  await follow(walk);
  expect(new URL(walk.page.url()).hash).toBe(`#${anchor}`);
  await walk.page.locator(`#${anchor}`).waitFor({ state: 'visible' });
  for (let time = 0; time < times; time += 1) await send(walk, anchor, button);
}

async function send(walk: Walk, anchor: string, button = 'button'): Promise<void> {
  const { page } = walk;
  const form = await unfolded(walk, anchor);
  await fillExample(walk, form);
  await form.locator(button).last().click();
  await page.waitForURL(/[?]from=/);
  expect(await page.locator('.part-acting .done').count()).toBe(1);
  // The next one is another answer.
  await page.evaluate('history.replaceState(null, "", location.pathname)');
}

/** Follows the guide to a form of the tracker, which the example has filled in, and files it. */
async function file(walk: Walk): Promise<void> {
  await follow(walk);
  await walk.at('form');
  await walk.page.locator('.issue-form button.primary').click();
  await walk.page.waitForLoadState();
  await shown(walk, '.post-app a[href*="/c/"]');
}

const APPROVE = { button: 'button[value="approve"]' };

/** Which chapter the guide is in, and at which of its steps. */
const chapterOf = async ({ page }: Walk) => (await page.locator('#guide-title').innerText()).replaceAll(/\s+/g, ' ');

/** Until the customer alone has not decided yet. @returns the address of the pull request */
export async function walkToTheCustomer(page: Page, address: string, { at }: Glance, script = true): Promise<string> {
  const walk = { page, script, at };
  await page.goto(address);
  await at('start');
  await follow(walk);
  const merge = page.locator('.merge-button');
  const pull = page.url().split('?')[0] ?? '';
  await shown(walk, '.check-failure, .check-action_required');
  expect(await merge.isDisabled()).toBe(true);
  await at('blocked');
  await file(walk);
  await at('filed');
  await act(walk, 'act-submit');
  await at('submitted');
  await follow(walk);
  await page.locator('#edit button.primary').click();
  await page.waitForLoadState();
  await shown(walk, '.gate');
  await act(walk, 'act-triage');
  await act(walk, 'act-assess', { times: 5 });
  await at('assessed');
  await act(walk, 'act-plan');
  await send(walk, 'act-alternatives');
  await act(walk, 'act-review');
  await at('review');
  for (const station of ['manager', 'expert']) {
    await act(walk, 'act-vote', APPROVE);
    await at(station);
  }
  return pull;
}

/** @returns the address of the pull request */
async function toMerge(walk: Walk, address: string): Promise<string> {
  const { page, at, script } = walk;
  const pull = await walkToTheCustomer(page, address, { at }, script);
  const merge = page.locator('.merge-button');
  await act(walk, 'act-vote', APPROVE);
  await at('customer');
  await page.goto(pull);
  await shown(walk, '.check-success');
  await shown(walk, '.merge-button:not([disabled])');
  await at('green');
  await follow(walk);
  await merge.click();
  await page.waitForLoadState();
  await shown(walk, '.gate-merged');
  await at('merged');
  return pull;
}

async function toClosing(walk: Walk): Promise<void> {
  const { page, at } = walk;
  // The app tells of the merge before the work can be said to be finished.
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator('.guide-now form button').count();
    }, SOON)
    .toBe(1);
  await act(walk, 'act-done', { times: 2 });
  await act(walk, 'act-evidence');
  await at('evidence');
  await act(walk, 'act-actuals');
  await act(walk, 'act-verify');
  await at('closed');
}

async function trouble(walk: Walk): Promise<void> {
  const { page, at } = walk;
  await file(walk);
  await at('small');
  await act(walk, 'act-vote', APPROVE);
  await follow(walk);
  await fillExample(walk, page.locator('form.part-editing'), true);
  await page.locator('form.part-editing button').last().click();
  // Whose vote it ends is said before it is written.
  await page.locator('.warning').waitFor();
  await at('ends-a-vote');
  await page.locator('form.part-editing button').last().click();
  await page.waitForURL(/[?]from=/);
  await expect
    .poll(async () => {
      await page.reload();
      return page.locator('.seat-voided').count();
    }, SOON)
    .toBe(1);
  await at('vote-ended');
  await act(walk, 'act-concern');
  await at('concern');
  await act(walk, 'act-resolve');
  await act(walk, 'act-vote', APPROVE);
  await act(walk, 'act-vote', APPROVE);
  await at('approved');
  await file(walk);
  await act(walk, 'act-emergency');
  await at('emergency');
  await act(walk, 'act-vote', APPROVE);
  await act(walk, 'act-vote', APPROVE);
  await act(walk, 'act-ratify');
  await at('ratified');
}

export async function walkTheLine(page: Page, address: string, { at }: Glance, script = true): Promise<void> {
  const walk = { page, script, at };
  const pull = await toMerge(walk, address);
  await toClosing(walk);
  await page.goto(pull);
  await shown(walk, '.lists .state-closed');
  const ledger = await page.locator('.ledger li').allInnerTexts();
  expect(ledger.length).toBeGreaterThan(10);
  // Who filed the request, wrote it and handed it in, are people.
  expect(ledger.slice(-3).filter((one) => one.includes('Countersign'))).toEqual([]);
  expect(await chapterOf(walk)).toMatch(/1 \/ 12$/);
  await trouble(walk);
  expect(await page.locator('.guide-now form').count()).toBe(0);
  await page.goto(pull);
}
