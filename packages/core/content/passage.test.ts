import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve, inReview, item, opened, REQUEST, scenario } from '../../../test/instruments/scenario.ts';
import { stepCounter } from '../../../test/instruments/steps.ts';
import { changedFacets, facetDigests, wordsDigest } from '../approval/facet.ts';
import { staleItems } from '../approval/tally.ts';
import { eventSchema } from '../change/event.ts';
import { fold } from '../change/evolve.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Block } from '../text/block.ts';
import { textDigest } from '../text/block.ts';
import { markdownToText } from '../text/markdown.ts';
import { readable } from '../text/readable.ts';
import { statusView } from '../view/status.ts';
import { hasPassages, partsOf, textless, textsOf, textsOfAll, withoutPassages, withPassages } from './passage.ts';
import type { AffectedItem, RequestContent } from './request.ts';

const SEVEN: AffectedItem = { id: 'I_7', label: '#7', action: 'modify' };
const NINE: AffectedItem = { id: 'I_9', label: '#9', action: 'modify' };
const GONE: AffectedItem = { id: 'I_4', label: '#4', action: 'delete' };
const NEW: AffectedItem = { id: 'new:1', label: 'new', action: 'add', text: 'Invoices in XML' };

const CONTENT = { type: 'normal' as const, impacts: {}, alternatives: [], conditions: [] };
const digests = (request: RequestContent) => facetDigests({ ...CONTENT, request });

function written(after: string, items: readonly AffectedItem[] = [SEVEN, NINE], before?: string): RequestContent {
  const texts = { after: markdownToText(after), ...(before === undefined ? {} : { before: markdownToText(before) }) };
  return withPassages({ title: 'Exports', attachments: [], ...texts, items: [...items] });
}

/** What is said of each item after the change, and of all of them. */
function said(request: RequestContent): Readonly<Record<string, string | undefined>> {
  const text = (blocks: readonly Block[] | undefined) => (blocks ? readable(blocks) : undefined);
  const own = request.items.map((one) => [one.label, text(textsOf(request, one)?.after)] as const);
  return { ...Object.fromEntries(own), all: text(textsOfAll(request).after) };
}

test('2.1: below a heading with an item’s name stands what is said of it, up to the next heading of the same rank or a higher one', () => {
  const after =
    'Both in PDF.\n\n#### #7\n\nInvoices.\n\n##### Fonts\n\nEmbedded.\n\n#### #9 Reminders\n\nReminders.\n\n### Both\n\nAs PDF/A.';
  expect(said(written(after))).toEqual({
    '#7': 'Invoices.\n\n##### Fonts\n\nEmbedded.',
    '#9': 'Reminders.',
    all: 'Both in PDF.\n\n### Both\n\nAs PDF/A.',
  });
});

test('2.1: texts are shown whole, or first what is said of all, then each item that something is said of', () => {
  const names = (request: RequestContent) => partsOf(request).map(({ item }) => item?.label ?? 'all');
  expect(partsOf(written('Text', [SEVEN], 'Old'))).toEqual([
    { texts: { before: markdownToText('Old'), after: markdownToText('Text') } },
  ]);
  expect(names(written('Both.\n\n#### #9\n\nText'))).toEqual(['all', '#9']);
  expect(names(written('#### #9\n\nText\n\n#### #7\n\nText'))).toEqual(['#7', '#9']);
});

test('2.1: before and after are divided apart, and an item may have one of them alone', () => {
  const request = written('#### #9\n\nnew', [SEVEN, NINE], '#### #7\n\nold');
  expect(textsOf(request, SEVEN)).toBeUndefined();
  expect(request.items.map((one) => textsOf(request, one))).toEqual([
    { before: markdownToText('old') },
    { after: markdownToText('new') },
  ]);
});

test.each([['#7'], ['＃7'], ['#7:'], ['#7：导出发票'], ['#7导出发票'], ['`#7`'], ['**#7** – the export']])(
  '2.1: the heading %s names #7',
  (heading) => {
    expect(said(written(`#### ${heading}\n\nText`))['#7']).toBe('Text');
  },
);

test.each([['#70'], ['#7a'], ['see #7'], ['#7 and #9'], ['#7 and 8'], ['#7–9'], ['~~#7~~'], ['new'], ['The export']])(
  '2.1: the heading %s names nothing that a passage could be of',
  (heading) => {
    expect(hasPassages(written(`#### ${heading}\n\nText`, [SEVEN, NINE, NEW]))).toBe(false);
  },
);

test('2.1: a key is named by itself or by an address that ends with it', () => {
  const ship = { id: '17', label: 'SHIP-7', action: 'modify' } as const;
  const link = 'https://jira.test/browse/SHIP-7';
  for (const heading of ['SHIP-7', 'ship-7 Export', link]) {
    const request = written(`#### ${heading}\n\nText`, [ship, NINE]);
    expect(said(request)['SHIP-7'], heading).toBe('Text');
  }
  expect(hasPassages(written(`#### SHIP-70\n\nText`, [ship, NINE]))).toBe(false);
});

test('2.1: two headings of one item, or none below which anything stands, leave the text to all', () => {
  expect(hasPassages(written('#### #7\n\nOne\n\n#### #7\n\nAnother'))).toBe(false);
  expect(hasPassages(written('#### #7\n\n#### #8\n\nText'))).toBe(false);
});

test.each<[string, readonly AffectedItem[], readonly (string | undefined)[]]>([
  ['one that is changed', [SEVEN], ['Text']],
  ['one that is changed beside a new one', [SEVEN, NEW], ['Text', undefined]],
  ['one that is changed beside one that is retired', [GONE, SEVEN], [undefined, 'Text']],
  ['a new one', [NEW], ['Text']],
  ['two that are changed', [SEVEN, NINE], [undefined, undefined]],
])('2.1: where no heading divides them, the request’s texts are those of %s', (_, items, expected) => {
  const request = written('Text', items);
  expect(request.items).toEqual(items);
  expect(items.map((one) => textsOf(request, one)?.after).map((one) => one && readable(one))).toEqual(expected);
});

const piece = fc.oneof(
  fc.constantFrom('#### #7', '#### #9', '### #7', '##### #9', '#### Notes', '##### Notes'),
  fc.stringMatching(/^[a-z]{1,8}$/),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('\n\n'));

test('2.1, 4.2: nothing is lost or said twice: each block is of one item, of all, or the heading of a passage', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const request = written(after, [SEVEN, NINE], before);
      for (const side of ['before', 'after'] as const) {
        const passages = request.items.flatMap((one) =>
          hasPassages(request) ? (textsOf(request, one)?.[side] ?? []) : [],
        );
        const headings = request.items.flatMap((one) => (one[side] ? [one[side].from - 1] : []));
        const all = textsOfAll(request)[side] ?? [];
        const whole = request[side] ?? [];
        const parts = [...passages, ...all, ...headings.flatMap((at) => whole[at] ?? [])];
        // Each block itself, not one that equals it: a passage within another's would show it twice.
        expect(new Set(parts)).toEqual(new Set(whole));
        expect(parts).toHaveLength(whole.length);
      }
    }),
  );
});

test('4.2: without passages every digest is the one that it was before there were any; with them the words keep theirs', () => {
  fc.assert(
    fc.property(text, text, fc.boolean(), (before, after, besides) => {
      const bare: RequestContent = {
        ...{ before: markdownToText(before), after: markdownToText(after) },
        ...(besides ? { besides: markdownToText('Beside') } : {}),
        items: [SEVEN, NINE],
        attachments: [],
      };
      // The formula of the entries that are on record.
      const old = digestOf([bare.before ?? null, bare.after ?? null, ...(bare.besides ? [bare.besides] : [])]);
      expect(digests(bare).text).toBe(old);
      const divided = withPassages(bare);
      expect(wordsDigest(divided)).toBe(wordsDigest(bare));
      expect(changedFacets(digests(bare), digests(divided))).toEqual(hasPassages(divided) ? ['text'] : []);
      expect({ ...divided, items: divided.items.map(withoutPassages) }).toEqual(bare);
    }),
  );
});

test('4.3: a text that is moved from one item to another is another text', () => {
  const [one, other] = [written('#### #7\n\nText'), written('#### #9\n\nText')];
  expect(changedFacets(digests(one), digests(other))).toEqual(['text']);
});

test('7.1: an entry from before keeps what it meant until somebody edits it; then its passages are recorded', () => {
  const after = markdownToText('#### #7\n\nA\n\n#### #9\n\nB');
  const play = scenario();
  play.when('carla', opened({ items: [SEVEN, NINE], after }));
  const items = play.state().content.request.items.map(withoutPassages);
  const old = play.happened.map(({ at, event }) => ({
    at,
    event: event.type === 'request-written' ? { ...event, request: { ...event.request, items } } : event,
  }));
  play.happened.splice(0, play.happened.length, ...old);
  expect(hasPassages(play.state().content.request)).toBe(false);
  const { request } = play.state().content;
  expect(play.when('carla', { type: 'write', request }).events).toEqual([]);
  play.when('carla', { type: 'write', request: { ...request, after: [...after, ...markdownToText('C')] } });
  expect(said(play.state().content.request)).toEqual({ '#7': 'A', '#9': 'B\n\nC', all: undefined });
  expect(fold(play.happened.map(({ at, event }) => ({ at, event: eventSchema.parse(event) })))).toEqual(play.state());
});

test('4.2, T13: each of two requirements that takes its own approved text is fresh; one that takes the other’s is stale', () => {
  const play = inReview();
  const { base: _, ...seven } = play.state().content.request.items[0] ?? SEVEN;
  play.world.items.set('I_9', item('c'));
  const after = markdownToText('#### #7\n\nA\n\n#### #9\n\nB');
  play.when('carla', { type: 'write', request: { ...REQUEST, items: [seven, NINE], after } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  const now = (id: string, words: string) =>
    new Map(play.world.items).set(id, { title: item('a').title, text: textDigest(markdownToText(words)) });
  const stale = (items: ReturnType<typeof now>) =>
    staleItems(play.state().content, itemsApartFromOwn(play.state(), items)).stale;
  expect(stale(now('I_7', 'A'))).toEqual([]);
  expect(stale(now('I_9', 'B'))).toEqual([]);
  expect(stale(now('I_7', 'B'))).toEqual(['#7']);
  expect(stale(now('I_9', 'A'))).toEqual(['#9']);
});

const SECOND: AffectedItem = { ...NEW, id: 'new:2', text: 'A report, monthly' };

test.each([
  'New requirement',
  'New requirement: Invoices in XML',
  '新需求',
  '新增需求：Invoices in XML',
  'NEW REQUIREMENT – X',
])(
  '2.1: a requirement that nobody has written yet has its text below its own heading, beside others: %j',
  (heading) => {
    const request = written(`#### #7\n\nInvoices.\n\n#### ${heading}\n\nAs XML.`, [SEVEN, NEW]);
    expect(said(request)).toEqual({ '#7': 'Invoices.', new: 'As XML.', all: undefined });
  },
);

test('2.1: of several new requirements a heading says by its words which one it is; one that says it of none or of both opens no passage', () => {
  const text = (heading: string) => {
    const request = written(`#### ${heading}\n\nAs XML.`, [SEVEN, NEW, SECOND]);
    return request.items.map((one) => one.after !== undefined);
  };
  expect(text('New requirement: invoices in XML')).toEqual([false, true, false]);
  expect(text('新需求：a report')).toEqual([false, false, true]);
  for (const none of [
    'New requirement',
    'New requirement: something',
    'New requirements',
    '新需求文档',
    'New requirement beside #7',
  ])
    expect(text(none), none).toEqual([false, false, false]);
});

test('2.1: where a text is divided and nothing is said of all, an item without a passage is without a text', () => {
  const without = (after: string, items: readonly AffectedItem[], before?: string) =>
    textless(written(after, items, before)).map(({ label }) => label);
  expect(without('#### #7\n\nInvoices.', [SEVEN, NINE])).toEqual(['#9']);
  expect(without('#### #7\n\nInvoices.', [SEVEN, NINE, GONE])).toEqual(['#9']);
  expect(without('#### #7\n\nInvoices.\n\n#### #9\n\nReminders.', [SEVEN, NINE])).toEqual([]);
  expect(without('Both in PDF.\n\n#### #7\n\nInvoices.', [SEVEN, NINE])).toEqual([]);
  expect(without('In PDF.', [SEVEN, NINE])).toEqual([]);
  expect(without('#### #7\n\nInvoices.', [SEVEN, NEW])).toEqual([]);
  expect(without('#### #7\n\nInvoices.', [SEVEN, { id: 'new:1', label: 'new', action: 'add' }])).toEqual(['new']);
  const both = '#### #7\n\nInvoices.\n\n#### #9\n\nReminders.';
  expect(without(both, [SEVEN, NINE], '#### #9\n\nNone.')).toEqual(['#7']);
  expect(without(both, [{ ...SEVEN, action: 'add' }, NINE], '#### #9\n\nNone.')).toEqual([]);
});

test('T2: a request whose text says nothing of one of its requirements is not submitted, and its writer is told which one', () => {
  const request = { ...REQUEST, ...written('#### #7\n\nInvoices.', [SEVEN, NINE]) };
  const play = scenario();
  play.when('carla', opened(request));
  expect(play.refused('carla', { type: 'submit' })).toBe('items-without-text');
  expect(statusView(play.state(), play.situation('carla'), play.happened).next.map((one) => one.id)).toEqual([
    'status.next.fill-items',
  ]);
});

const heading = (depth: number, text: string): Block => ({ kind: 'heading', depth, runs: [{ kind: 'text', text }] });
const words = (text: string): Block => ({ kind: 'paragraph', runs: [{ kind: 'text', text }] });

/** A request of a size, of whose items and headings there are as many as that. */
type Bare = Pick<RequestContent, 'items' | 'after'>;
const LARGE: Readonly<Record<string, (size: number) => Bare>> = {
  'names of one requirement': (size) => ({
    items: [{ id: 'I_1', label: '#1', action: 'modify' }],
    after: [heading(3, `x${'#1'.repeat(4 * size)}`)],
  }),
  'names of one requirement behind letters': (size) => ({
    items: [{ id: 'I_1', label: 'SHIP-1', action: 'modify' }],
    after: [heading(3, 'ASHIP-1 SHIP-11 '.repeat(size))],
  }),
  'requirements and their headings': (size) => ({
    items: Array.from({ length: size }, (_, at) => ({ id: `I_${at}`, label: `#${at}`, action: 'modify' as const })),
    after: Array.from({ length: size }, (_, at) => [heading(3, `#${at}`), words('PDF')]).flat(),
  }),
  'headings of one requirement': (size) => ({
    items: [{ id: 'I_1', label: '#1', action: 'modify' }],
    after: Array.from({ length: size }, () => heading(3, '#1')),
  }),
  'headings of no requirement': (size) => ({
    items: [{ id: 'I_1', label: '#1', action: 'modify' }],
    after: [heading(1, '#1'), ...Array.from({ length: size }, () => heading(6, 'Scope'))],
  }),
  'new requirements and their headings': (size) => ({
    items: Array.from({ length: size }, (_, at) => ({
      ...{ id: `new:${at}`, label: 'new', action: 'add' as const, text: `Export ${at}` },
    })),
    after: Array.from({ length: size }, (_, at) => [heading(3, `New requirement: export ${at}`), words('PDF')]).flat(),
  }),
};

test.each(Object.keys(LARGE))('2.1: twice as many %s take at most 2.2 times the steps, to find and to show', (name) => {
  const counter = stepCounter();
  const work = (size: number) => {
    const request: RequestContent = { title: 'A', attachments: [], ...(LARGE[name]?.(size) ?? { items: [] }) };
    return counter.of(() => {
      const found = withPassages(request);
      textless(found);
      textsOfAll(found);
    });
  };
  work(10);
  const [once, twice] = [work(400), work(800)];
  counter.stop();
  expect(twice).toBeLessThanOrEqual(2.2 * once + 20_000);
});
