/** Shows that whatever a document holds, it is read: an edit that throws would be on no record, and votes on what it replaced would stand. */
import { requestSchema } from '@countersign/core/content/request.ts';
import { impactsSchema } from '@countersign/core/impact/dimension.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { siteSchema } from '@countersign/core/setup/site.ts';
import { textSchema } from '@countersign/core/text/block.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueSchema } from '../schema.ts';
import { typedCommands } from '../translate/comment.ts';
import { requestOf } from '../translate/request.ts';
import { adfToText } from './adf.ts';
import { mentions, typedParts } from './typed.ts';

const TYPES = [
  ...['doc', 'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem', 'decisionList'],
  ...['decisionItem', 'codeBlock', 'blockquote', 'rule', 'table', 'tableRow', 'tableHeader', 'tableCell', 'panel'],
  ...['expand', 'nestedExpand', 'layoutSection', 'layoutColumn', 'bodiedExtension', 'mediaSingle', 'mediaGroup'],
  ...['media', 'mediaInline', 'text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'blockCard'],
  ...['embedCard', 'extension', 'new'],
];
const ATTRS = [
  ...[
    'level',
    'order',
    'language',
    'state',
    'title',
    'text',
    'id',
    'shortName',
    'timestamp',
    'url',
    'alt',
    'collection',
  ],
  ...['type', 'href', 'localId', 'toString', 'valueOf', 'toJSON', '__proto__', 'constructor', 'length'],
];
/** Numbers beyond any list, halves, words in place of numbers, and what turns into neither number nor word. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(1.5, 1e21, -1e21, 2 ** 53, -0, 0, 7, '1e21', '2.5', '1797724800000', 8.64e15, '', 'DONE'),
  fc.constantFrom<unknown>(
    { toString: 1, valueOf: 1 },
    [[{ toString: null }]],
    { toJSON: 1 },
    '\ud800',
    '```\n/approve',
  ),
);
const attrs = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom(...ATTRS), fc.string()), odd, { maxKeys: 5 }),
  fc.record(Object.fromEntries(ATTRS.map((name) => [name, odd])), { requiredKeys: ['level', 'order', 'text'] }),
);
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.record(
    {
      type: fc.oneof({ weight: 20, arbitrary: fc.constantFrom<unknown>(...TYPES) }, { weight: 1, arbitrary: odd }),
      attrs: fc.oneof({ weight: 20, arbitrary: attrs }, { weight: 1, arbitrary: odd as never }),
      text: fc.oneof({ weight: 20, arbitrary: fc.string({ unit: 'binary' }) }, { weight: 1, arbitrary: odd as never }),
      marks: fc.array(fc.record({ type: fc.constantFrom('link', 'code', 'strike', 'subsup', 'new'), attrs })),
      content: fc.array(tie('node'), { maxLength: 4 }),
    },
    { requiredKeys: ['type'] },
  ),
}));
const anything = fc
  .oneof({ maxDepth: 6 }, node, odd)
  .map((value) => JSON.parse(JSON.stringify(value) ?? 'null') as never);

test('4.2: any document in gives blocks that the record can hold, with one digest, and never throws', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const blocks = adfToText(storableJson(value));
      expect(textSchema.parse(blocks)).toEqual(blocks);
      expect(digestOf(JSON.parse(JSON.stringify(blocks)))).toBe(digestOf(blocks));
    }),
    { numRuns: 500 },
  );
});

test('6.3: any comment is read as lines, and whom it mentions is told', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const body = storableJson(value);
      expect(Array.isArray(typedParts(body))).toBe(true);
      for (const id of mentions(body)) expect(id).not.toBe('');
      typedCommands(body);
    }),
    { numRuns: 500 },
  );
});

const answer = fc.oneof(
  anything,
  fc.string(),
  fc.constantFrom('+1e400d', '+99999999999999999999d p90 3d', '-0d', 'USD 99999999999999999999', 'USD 5 split 60/40/0'),
  fc.constantFrom('Fonts 5x5 mitigate residual 99', 'better functional-suitability', 'none', 'no because: x', 'yes'),
);

test('2.1: whatever stands in the fields of an issue, the request and the impacts that are read of it can be recorded', () => {
  const site = siteSchema.parse({
    ...{ changeType: '1', statuses: {}, locale: 'en', address: '' },
    fields: Object.fromEntries(FIELDS.map(({ id }) => [id, `f_${id}`])),
  });
  const answers = fc.record(Object.fromEntries(FIELDS.map(({ id }) => [`f_${id}`, answer])));
  fc.assert(
    fc.property(answers, anything, fc.string(), (given, description, summary) => {
      const place = { project: { id: '1', key: 'A' }, issuetype: { id: '1' }, status: { id: '1' } };
      const issue = storableJson({
        id: '1',
        key: 'A-1',
        fields: { ...place, ...given, summary, description },
      } as never);
      const { request, impacts } = requestOf(issueSchema.parse(issue), site, { locale: 'en', currency: 'USD' });
      requestSchema.parse(request);
      for (const { value } of impacts) {
        const { dimension, value: impact, confidence } = value;
        const assessor = { id: 'jira:mei', name: 'Mei' };
        impactsSchema.parse({
          [dimension]: { value: impact, confidence, assessor, at: '2026-11-02T09:00:00.000Z' },
        });
      }
    }),
    { numRuns: 300 },
  );
});
