/** Whatever Jira's documents nest, they are read in bounded work: two that differ have two digests, and whoever nested them is told. */
import { siteSchema } from '@countersign/core/setup/site.ts';
import { textDigest } from '@countersign/core/text/block.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { misreadSentence } from '@countersign/core/typed/misread.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { expect, test } from 'vitest';
import { stepCounter } from '../../../test/instruments/steps.ts';
import { itemDigest } from '../facts/items.ts';
import { issueSchema } from '../schema.ts';
import { requestOf } from '../translate/request.ts';
import { adfToText } from './adf.ts';
import { mentions, typedParts } from './typed.ts';

type Node = { readonly type: string; readonly content?: readonly unknown[]; readonly text?: string };
const words = (text: string): Node => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: readonly unknown[]) => ({ type: 'doc', version: 1, content });

/** One thing within another, and so on. */
function nested(levels: number, wrap: (inner: unknown) => unknown, inner: unknown): unknown {
  let node = inner;
  for (let level = 0; level < levels; level += 1) node = wrap(node);
  return node;
}

const WRAPS: Readonly<Record<string, (inner: unknown) => unknown>> = {
  lists: (inner) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] }),
  quotations: (inner) => ({ type: 'blockquote', content: [inner] }),
  cells: (inner) => ({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [inner] }] }],
  }),
  'what nobody knows': (inner) => ({ type: 'new', attrs: { localId: '7' }, content: [inner] }),
  'attributes of a macro': (inner) => ({ type: 'extension', attrs: { parameters: inner } }),
  'values in a list': (inner) => ({ type: 'extension', attrs: { parameters: [inner] } }),
};
const LEVELS = [10, 21, 41, 81, 333, 1_000, 4_000];

test.each(Object.keys(WRAPS))(
  '4.2: two documents of %s that read differently have two digests, however deep it is',
  (name) => {
    for (const levels of LEVELS) {
      const digest = (text: string) =>
        textDigest(adfToText(storableJson(doc(nested(levels, WRAPS[name] ?? ((one) => one), words(text))) as never)));
      expect(digest('a'), `${levels} levels`).not.toBe(digest('b'));
      expect(digest('a'), `${levels} levels`).toBe(digest('a'));
    }
  },
);

test('4.2: a requirement that is nested without end is read, and every edit of it is seen', () => {
  const deep = (text: string) => doc(nested(5_000, WRAPS.lists as never, words(text)));
  expect(itemDigest('A', deep('a')).text).not.toBe(itemDigest('A', deep('b')).text);
});

test.each(Object.keys(WRAPS))('4.2: twice the levels of %s take at most 2.2 times the steps', (name) => {
  const counter = stepCounter();
  const work = (depth: number) => {
    const value = doc(nested(depth, WRAPS[name] ?? ((one) => one), words('a')));
    return counter.of(() => {
      const kept = storableJson(value as never);
      adfToText(kept);
      typedParts(kept);
      mentions(kept);
    });
  };
  work(10);
  for (const levels of [30, 300, 3_000])
    expect(work(2 * levels), `${levels} levels`).toBeLessThanOrEqual(2.2 * work(levels) + 20_000);
  counter.stop();
});

const site = siteSchema.parse({
  ...{ changeType: '1', statuses: {}, locale: 'en', address: '' },
  fields: Object.fromEntries(FIELDS.map(({ id }) => [id, `f_${id}`])),
});
const place = { project: { id: '1', key: 'A' }, issuetype: { id: '1' }, status: { id: '1' } };

test.each(['before', 'after', 'motive', 'outcome', 'notChanging', 'description'])(
  '4.2: whoever nests %s beyond what anybody reads is told which field it is, in both languages',
  (id) => {
    const fields = {
      ...place,
      summary: 'A',
      [id === 'description' ? id : `f_${id}`]: doc(nested(60, WRAPS.lists as never, words('a'))),
    };
    for (const locale of LOCALES) {
      const { problems, request } = requestOf(issueSchema.parse({ id: '1', key: 'A-1', fields }), site, {
        locale,
        currency: 'USD',
      });
      const told = problems.filter(({ value }) => value.code === 'form-nested');
      expect(told).toHaveLength(1);
      expect(request[id === 'description' ? 'besides' : (id as 'after')]).toHaveLength(1);
      const sentence = told[0] && misreadSentence(told[0].value);
      const said = sentence && speaker({ locale, timeZone: 'UTC' }, PLAIN)(sentence);
      expect(said).toMatch(/40/);
      expect(said).not.toMatch(/undefined|\{/);
    }
  },
);

test('6.3: whoever writes a command in a comment that is nested beyond what anybody reads is told that it was not done', () => {
  const facts = { people: new Map(), locale: 'en', currency: 'USD', keys: true } as const;
  for (const levels of [60, 5_000]) {
    const body = doc(words('/approve'), nested(levels, WRAPS.lists as never, words('a')));
    const actions = readComment(typedParts(storableJson(body as never)), facts);
    expect(actions).toMatchObject([
      { kind: 'misunderstood', misunderstanding: { code: 'too-tangled', line: '/approve' } },
    ]);
    const talk = doc(words('Looks good'), nested(levels, WRAPS.lists as never, words('a')));
    expect(readComment(typedParts(storableJson(talk as never)), facts)).toEqual([]);
  }
});
