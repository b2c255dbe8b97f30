import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { githubApi } from '@countersign/sandbox/api/app.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { createDeliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { createWorld } from '@countersign/sandbox/world/world.ts';
import { type Setup, startSetup } from '@countersign/server/setup.ts';
import { assetsApp } from '@countersign/web/assets.ts';
import { endedInMemory } from '@countersign/web/session.ts';
import { signIn } from '@countersign/web/signin.ts';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { served } from './serve.ts';

const LOOKS = [
  { name: 'desktop-en-light', width: width.desktop, locale: 'en', colorScheme: 'light' },
  { name: 'phone-en-dark', width: width.phone, locale: 'en', colorScheme: 'dark' },
  { name: 'phone-zh-light', width: width.phone, locale: 'zh-CN', colorScheme: 'light' },
  { name: 'desktop-zh-dark', width: width.desktop, locale: 'zh-CN', colorScheme: 'dark' },
] as const;

type Look = (typeof LOOKS)[number];

async function looked(page: Page, look: Look, station: string, words: RegExp): Promise<void> {
  expect(await page.locator('main').innerText()).toMatch(words);
  expect({ station, found: await axe(page) }).toEqual({ station, found: [] });
  expect({ station, wider: await overflow(page) }).toEqual({ station, wider: 0 });
  await screenshot(page, `setup-${look.name}-${station}`);
}

/** Listens on all addresses, so that a page can come by one that is not known. */
async function opened(folder: string, publicUrl?: string, apiUrl?: string): Promise<Setup> {
  const setup = await startSetup({
    folder,
    host: '0.0.0.0',
    port: 0,
    githubUrl: 'https://github.test',
    ...(publicUrl ? { publicUrl } : {}),
    ...(apiUrl ? { apiUrl } : {}),
  });
  onTestFinished(() => setup.stop());
  return setup;
}

/** A GitHub that makes apps. */
async function github() {
  const world = createWorld({ app: { publicKey: '', webhookSecret: '', webhookUrl: '' } });
  const deliveries = createDeliveries(world, { order: 'all' });
  const served = await serve(world, githubApi(world, { deliveries }));
  onTestFinished(async () => {
    deliveries.close();
    await served.close();
  });
  return { world, api: served.url };
}

async function visit(browser: Browser, look: Look): Promise<Page> {
  return (await openPage(browser, look)).page;
}

story.for(LOOKS)(
  'set-up only shows what is missing and how to go on: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-setup-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const page = await visit(browser, look);
    const { api, world } = await github();
    const { address, page: path } = await opened(folder, 'https://countersign.test', api);
    expect((await page.goto(`${address}/r/github:7/R_1`))?.status()).toBe(503);
    await looked(page, look, 'waiting', /PRIVATE_KEY_PATH/);
    expect((await page.goto(`${address}/setup`))?.status()).toBe(403);
    await looked(page, look, 'stranger', /./);
    expect((await page.goto(address + path))?.status()).toBe(200);
    await looked(page, look, 'register', /GitHub/);
    await page.fill('#organization', 'acme labs');
    await page.press('#organization', 'Enter');
    await looked(page, look, 'no-organization', /39/);
    await page.fill('#organization', 'acme');
    await page.press('#organization', 'Enter');
    await looked(page, look, 'organization', /acme/);
    const here = await opened(folder);
    expect((await page.goto(here.address + here.page))?.status()).toBe(400);
    await looked(page, look, 'no-address', /PUBLIC_URL/);
    await page.goto(address + path);
    const action = await page.locator('form').first().getAttribute('action');
    const state = new URL(action ?? '').searchParams.get('state');
    world.state.manifests.set('code-1', { name: 'Countersign', webhookUrl: 'https://countersign.test/hook' });
    expect((await page.goto(`${address}/setup/callback?code=code-1&state=${state}`))?.status()).toBe(200);
    await looked(page, look, 'done', /"integration_id": \d+/);
    expect((await page.goto(address + path))?.status()).toBe(409);
    await looked(page, look, 'already', /npm start/);
    expect((await page.goto(address.replace('localhost', '127.0.0.2')))?.status()).toBe(421);
    await looked(page, look, 'host', /ALLOWED_HOSTS=127\.0\.0\.2:\d+/);
    await page.goto('about:blank');
    await page.setContent(`<form method="post" action="${address}/start-over"><button>go</button></form>`);
    await page.click('button');
    await page.waitForURL(`${address}/start-over`);
    await looked(page, look, 'foreign', /Countersign/);
  },
);

story.for(LOOKS)(
  'signing out says what has ended, and when it has not: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    const memory = endedInMemory(Date.now);
    let away = false;
    const app = new Hono().route('/', assetsApp());
    await served(app, async (address) => {
      const signed = signIn({
        oauth: {
          clientId: 'client',
          authorizeAt: `${address}/authorize`,
          exchange: async () => ({ id: 'github:7', login: 'mei', token: 't' }),
        },
        address,
        secrets: ['a-secret-of-at-least-thirty-two-characters'],
        now: Date.now,
        ended: {
          now: memory.now,
          end: async (id, until) => (away ? Promise.reject(new Error('away')) : memory.end(id, until)),
          isEnded: memory.isEnded,
        },
      });
      app.get('/authorize', (c) => c.redirect(`/login/callback?code=1&state=${c.req.query('state')}`));
      app.get('/', (c) => c.html('<form method="post" action="/logout"><button>out</button></form>'));
      app.route('/', signed.app);
      const page = await visit(browser, look);
      for (const [station, gone] of [
        ['not-signed-out', true],
        ['signed-out', false],
      ] as const) {
        away = gone;
        await page.goto(`${address}/login?to=/`);
        await page.click('button');
        await page.waitForURL('**/logout');
        await looked(page, look, station, gone ? /still signed in|仍处于登录/ : /session has ended|会话也已结束/);
      }
    });
  },
);
