import type { ReaderSettings } from '@countersign/core/notice/reader.ts';
import { letterOf } from '@countersign/mail/letter.ts';
import { Hono } from 'hono';
import { expect } from 'vitest';
import { axe, openPage, overflow, screenshot, story, width } from '../instruments/browser.ts';
import { fixtureNotices, fixturePages } from './pages.ts';
import { served } from './serve.ts';

const LOOKS = [
  { name: 'desktop-light-en', width: width.desktop, locale: 'en', colorScheme: 'light' },
  { name: 'phone-dark-en', width: width.phone, locale: 'en', colorScheme: 'dark' },
  { name: 'phone-light-zh', width: width.phone, locale: 'zh-CN', colorScheme: 'light' },
] as const;

const SETTINGS: Readonly<Record<string, ReaderSettings>> = {
  new: { person: 'github:1', choices: {} },
  asked: {
    person: 'github:1',
    choices: {},
    asked: 'a.rather.long.address.of.somebody@a-department.of-a-company.example.com',
  },
  refused: {
    ...{ person: 'github:1', choices: { votes: 'at-once', progress: 'off' }, mail: 'mei@example.com' },
    refused: 'The mail server takes nothing for this address: 550 5.1.1 no such user',
  },
};

function noticePages(settings: ReaderSettings): Hono {
  const app = fixturePages({
    notices: fixtureNotices(settings),
    visitor: async () => ({ kind: 'everyone', as: { id: 'github:1', name: 'mei' } }),
  });
  const outer = new Hono();
  outer.get('/letter/:locale', (c) => {
    const locale = c.req.param('locale') === 'en' ? 'en' : 'zh-CN';
    const zh = locale === 'zh-CN';
    const section = {
      thread: 't',
      heading: zh
        ? '[#12] 待表决：凭优惠券打折'
        : '[#12] votes are needed: a-very-long-word-without-any-place-to-break-it-in-two.example.com',
      lines: [zh ? '#12 已提交评审，截止 12月4日（周五）。' : 'The board decides on #12 until Fri, 4 Dec.'],
      asks: [zh ? '请您表决。' : 'Your vote is awaited.'],
      page: 'https://countersign.example/c/1',
      because: zh ? '您收到本通知，因为您是变更控制委员会成员。' : 'You are told as a member of its board.',
    };
    const message = { id: 'x', locale, subject: section.heading, sections: [section, section] } as const;
    const from = { name: 'Countersign', address: 'countersign@example.com' };
    return c.html(letterOf([{ ...message, choices: 'https://countersign.example/n' }], from).html);
  });
  outer.route('/', app);
  return outer;
}

story.for(LOOKS)(
  'how somebody is told is chosen on pages that fit and are accessible, and so is the mail: $name',
  { timeout: 600_000 },
  async (look, { browser }) => {
    for (const [name, settings] of Object.entries(SETTINGS))
      await served(noticePages(settings), async (address) => {
        const { page, troubles } = await openPage(browser, look);
        for (const [shown, path] of [
          [`notices-${name}`, '/notices'],
          [`notices-link-${name}`, `/notices/of/${'a'.repeat(32)}`],
          [`letter-${name}`, `/letter/${look.locale}`],
        ] as const) {
          await page.goto(address + path);
          expect({ shown, found: await axe(page) }).toEqual({ shown, found: [] });
          expect({ shown, wider: await overflow(page) }).toEqual({ shown, wider: 0 });
          await screenshot(page, `${shown}-${look.name}`);
        }
        expect(troubles).toEqual([]);
        await page.context().close();
      });
  },
);
