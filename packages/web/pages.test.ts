import { withPassages } from '@countersign/core/content/passage.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { expect, test } from 'vitest';
import { fixtureFacts, fixturePages } from '../../test/browser/pages.ts';
import { inReview, type Scenario } from '../../test/instruments/scenario.ts';
import type { PageFacts } from './pagefacts.ts';

const EVIL = '<img src=x onerror=alert(1)>`/approve`"\'&';

async function text(path: string, init: RequestInit = {}, parts: Parameters<typeof fixturePages>[0] = {}) {
  const response = await fixturePages(parts).request(path, init);
  return { response, body: await response.text() };
}

test('the change page says which edit voided whose vote (4.3), and what happens next', async () => {
  const { body } = await text('/c/acme/shop/review');
  expect(body).toContain('no longer counts');
  expect(body).toContain('Cost edited on');
  expect(body).toContain('Waiting for');
});

test.each(['en', 'zh-CN'])('every page speaks %s, by address, cookie or header', async (locale) => {
  const headings = { en: 'Seats and votes', 'zh-CN': '席位与表决' };
  const heading = headings[locale as keyof typeof headings];
  expect((await text(`/c/acme/shop/review?lang=${locale}`)).body).toContain(heading);
  expect((await text('/c/acme/shop/review', { headers: { cookie: `lang=${locale}` } })).body).toContain(heading);
  expect((await text('/c/acme/shop/review', { headers: { 'accept-language': locale } })).body).toContain(heading);
});

test('what people wrote is never markup of ours', async () => {
  const facts = fixtureFacts();
  const evil: PageFacts = {
    ...facts,
    change: async (ref, visitor) => {
      const found = await facts.change(ref, visitor);
      if (typeof found === 'string') return found;
      const { state } = found;
      const after = [{ kind: 'paragraph' as const, runs: [{ kind: 'text' as const, text: EVIL }] }];
      const request = { ...state.content.request, title: EVIL, after };
      return {
        ...found,
        state: {
          ...state,
          label: EVIL,
          concerns: state.concerns.map((one) => ({ ...one, text: EVIL, by: { id: 'x', name: EVIL } })),
          content: { ...state.content, request },
        },
      };
    },
  };
  const { body } = await text('/c/acme/shop/review', {}, { facts: evil });
  expect(body).not.toContain('<img src=x');
  expect(body).toContain('&lt;img src=x');
});

test('2.1: the change page shows the text of each requirement below its name', async () => {
  const facts = fixtureFacts();
  const divided: PageFacts = {
    ...facts,
    change: async (ref, visitor) => {
      const found = await facts.change(ref, visitor);
      if (typeof found === 'string') return found;
      const { state } = found;
      const [item] = state.content.request.items;
      if (!item) throw new Error('the fixture has no item');
      const request = withPassages({
        ...state.content.request,
        items: [item, { id: 'I_99', label: '#99', action: 'modify' }],
        before: markdownToText(`#### #99\n\nold words`),
        after: markdownToText(`For both.\n\n#### #99\n\nnew words\n\n#### ${item.label}\n\nother words`),
      });
      return { ...found, state: { ...state, content: { ...state.content, request } } };
    },
  };
  const { body } = await text('/c/acme/shop/review', {}, { facts: divided });
  expect(body).toMatch(
    /For both\.[\s\S]*<h3>#\d+<\/h3>[\s\S]*other words[\s\S]*<h3>#99<\/h3>[\s\S]*<del>old<\/del>[\s\S]*<ins>new<\/ins> words/,
  );
});

test.each([
  ['en', 'In a comment, under their account'],
  ['zh-CN', '以本人账号发表评论'],
])('4.1: the change page says in %s how a vote that counts is known', async (locale, how) => {
  expect((await text(`/c/acme/shop/review?lang=${locale}`)).body).toContain(`<p class="muted">${how}</p>`);
});

test('nobody learns from a page whether something hidden exists', async () => {
  const hidden: PageFacts = {
    change: async () => 'hidden',
    evidence: async () => 'hidden',
    act: async () => 'hidden' as const,
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
  for (const signIn of [true, false]) {
    const answers = await Promise.all(
      ['/c/acme/shop/review', '/c/acme/shop/nowhere'].map((path) =>
        text(path, {}, { facts: hidden, signIn, visitor: async () => ({ kind: 'stranger' }) }),
      ),
    );
    const [one, other] = answers.map(({ response, body }) => ({
      status: response.status,
      body: body.replaceAll(/review|nowhere/g, ''),
    }));
    expect(one).toEqual(other);
    expect(one?.status).toBe(signIn ? 401 : 404);
    expect(one?.body).not.toContain('PDF');
  }
});

test('when GitHub cannot be asked the page stays closed and says so', async () => {
  const { response, body } = await text('/c/acme/shop/unknown');
  expect(response.status).toBe(503);
  expect(body).toContain('could not be asked');
});

test.each(['/c/acme/shop/review', '/g/acme/shop/21', '/r/acme/shop', '/c/acme/shop/nowhere'])(
  '%s has no inline script or style and keeps browsers strict',
  async (path) => {
    const { response, body } = await text(path);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
  },
);

/** What happened, as a page is given it. */
const told = (play: Scenario) => play.happened.map((one, at) => ({ ...one, hash: digestOf([at]) }));

/** One part of a change's page. */
const section = (page: string, id: string) => page.split(`class="part part-${id}"`)[1]?.split('</section>')[0] ?? '';

/** The page of a change request that was played through the core. */
async function played(play: Scenario, locale: string): Promise<string> {
  const facts = fixtureFacts();
  const change: PageFacts['change'] = async (ref, visitor) => {
    const found = await facts.change(ref, visitor);
    if (typeof found === 'string') return found;
    return { ...found, state: play.state(), situation: play.situation('nobody'), entries: told(play) };
  };
  return (await text(`/c/acme/shop/review?lang=${locale}`, {}, { facts: { ...facts, change } })).body;
}

test.each([
  ['en', 'What the board decides by'],
  ['zh-CN', '委员会的评审标准'],
])('5.1: by what the board decides stands beside its votes (%s)', async (locale, heading) => {
  const criteria = ['Does it pay?', '<b>可以验证</b>'];
  const seats = section(await played(inReview({ policy: { criteria } }), locale), 'seats');
  expect(seats).toMatch(new RegExp(`</table>.*<h3>${heading}</h3>.*Does it pay\\?.*&lt;b&gt;可以验证&lt;/b&gt;`, 's'));
  expect(section(await played(inReview(), locale), 'seats')).not.toContain(heading);
});

test.each([
  ['en', 'defer it until Tue 15 Dec', 'Comes back by itself on Tue 15 Dec'],
  ['zh-CN', '推迟到 12月15日', '12月15日（周二）自动'],
])(
  'T10: a deferral is shown with its day, when it is proposed and when it is decided (%s)',
  async (locale, proposed, decided) => {
    const play = inReview();
    play.when('chair', { type: 'defer', reason: 'the year ends', until: '2026-12-15' });
    expect(await played(play, locale)).toContain(proposed);
    play.when('arch', { type: 'second' });
    expect(await played(play, locale)).toContain(decided);
  },
);
