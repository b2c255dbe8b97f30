/** What is written into an issue for an edited answer reads back as it was typed, and nothing else of the issue changes by it. */
import { LOCALES } from '@countersign/core/text/locale.ts';
import { markdownParts, markdownToText } from '@countersign/core/text/markdown.ts';
import { FORM_FIELDS } from '@countersign/core/view/field.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formBody } from '../../../test/instruments/formbody.ts';
import type { TranslationFacts } from '../translation.ts';
import { readForm } from './read.ts';
import { answersIn, LONGEST_BODY, typedAnswer, withAnswers } from './write.ts';

type Profile = TranslationFacts['profile'];
const PROFILES: readonly Profile[] = ['standard', 'light'];

const FACTS = (profile: Profile): TranslationFacts => ({
  ...{ people: new Map(), locale: 'en', currency: 'CNY', bots: [], known: false, self: 'countersign[bot]' },
  ...{ requirementLabel: 'requirement', controlled: { title: true, except: [] }, profile },
  issues: new Map([7, 9].map((number) => [number, { id: `I_${number}`, isRequirement: true }] as const)),
});
const read = (profile: Profile, body: string) => readForm('Title', body, FACTS(profile), 'github.com/acme/billing');
const asked = (profile: Profile) => FORM_FIELDS.filter((field) => field[profile] !== 'no');
const texts = (profile: Profile) => asked(profile).filter(({ kind }) => kind === 'textarea');

const HEADINGS = FORM_FIELDS.flatMap(({ label }) => [label.en, label['zh-CN']]);
const WORDS = ['Invoices', 'as PDF', '导出发票', 'a\u200bb', '\u202epay', 'x\u2028y', '# no heading#', '1 < 2 & 3'];

/** What stands in nobody's way. */
const plainLine = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom('- one', '1. two', '> said', '| a | b |', '#### Deeper', '## Higher', '### Of my own', '**bold**'),
  fc.constantFrom(
    '    indented',
    '```\ncode\n### Risk\n```',
    '~~~~\n```\n### After\n~~~~',
    '<!-- unseen -->',
    '\\### no',
    '',
  ),
  fc.stringMatching(/^[a-z ,.]{0,30}$/),
);
/** What reaches beyond where it stands, or is taken for something else. */
const hostileLine = fc.oneof(
  fc
    .constantFrom(...HEADINGS)
    .chain((heading) => fc.constantFrom(`### ${heading}`, `###  ${heading}: #`, ` ### ${heading}`)),
  fc.constantFrom(
    '```',
    '~~~~',
    '<!--',
    '<!-->',
    '-->',
    '<pre>',
    '<details>',
    '<script>',
    '</div>',
    '<![CDATA[',
    '<?',
    '<div',
  ),
  fc.constantFrom(
    '[c]: https://example.com',
    '[c]',
    '![p][c]',
    '[^1]: note',
    'see [^1]',
    '$a$ [b]',
    '---',
    '===',
    '\t',
  ),
  fc.constantFrom('\u0000', '\ufeff', '\u200b### After', '\r', 'a\r\nb', '\ud800', '<br>', '`', '*', '\\'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const joined = (line: fc.Arbitrary<string>, most: number) =>
  fc.array(line, { maxLength: most }).map((lines) => lines.join('\n'));
const plainText = joined(plainLine, 5);
const anyText = joined(fc.oneof(plainLine, hostileLine), 6);

const drawnBody = (profile: Profile, answer: fc.Arbitrary<string>) =>
  fc
    .record({
      locale: fc.constantFrom(...LOCALES),
      answers: fc.dictionary(fc.constantFrom(...asked(profile).map(({ id }) => id as string)), answer),
      before: fc.constantFrom('', 'Before all of them.\n\n', '<!-- from a template -->\n', '\ufeff'),
      after: fc.constantFrom('', '\n', '\n\n### Of my own\n\nMore.\n', '   '),
      isCrlf: fc.boolean(),
      isBare: fc.boolean(),
    })
    .map(({ locale, answers, before, after, isCrlf, isBare }) => {
      const body = isBare ? `${before}Only words.${after}` : `${before}${formBody(profile, locale, answers)}${after}`;
      return { locale, body: isCrlf ? body.replaceAll(/\r?\n/g, '\r\n') : body };
    });

test('2.1: an answer that is edited reads back as it was typed, and every other one as before, whatever stands in them', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...PROFILES)
        .chain((profile) =>
          fc.tuple(
            fc.constant(profile),
            drawnBody(profile, anyText),
            fc.constantFrom(...texts(profile).map(({ id }) => id)),
            anyText,
          ),
        ),
      ([profile, { body, locale }, id, text]) => {
        const typed = typedAnswer(text);
        const written = withAnswers(body, new Map([[id, typed]]), { profile, locale });
        if ('why' in written) return;
        const [before, after] = [read(profile, body), read(profile, written.body)];
        // What only says where links lead answers nothing, and is bound beside the answers.
        const isSaid = markdownParts(typed)?.some(({ isDefinition }) => !isDefinition) ?? true;
        const expected = /^_?(no response|none)_?$/i.test(typed) || !isSaid ? undefined : markdownToText(typed);
        const key = id as 'after';
        expect(after.request[key] ?? []).toEqual(expected ?? []);
        const without = ({ request, impacts }: typeof before) => ({
          ...request,
          [key]: undefined,
          besides: undefined,
          attachments: [],
          impacts,
        });
        expect(without(after)).toEqual(without(before));
      },
    ),
    { numRuns: 60 },
  );
});

test('2.1: exactly the answer changes, and no other letter of the issue, and what stands in nobody’s way is always written', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROFILES).chain((profile) =>
        fc.record({
          profile: fc.constant(profile),
          locale: fc.constantFrom(...LOCALES),
          answers: fc.dictionary(fc.constantFrom(...asked(profile).map(({ id }) => id as string)), plainText),
          id: fc.constantFrom(...texts(profile).map((one) => one.id)),
          typed: plainText.map(typedAnswer),
          end: fc.constantFrom('\n', '\r\n'),
          tail: fc.constantFrom('', '\n', '\n\n\n'),
        }),
      ),
      ({ profile, locale, answers, id, typed, end, tail }) => {
        const filled = Object.fromEntries(
          Object.entries(answers).map(([name, text]) => [name, typedAnswer(text).trim()]),
        );
        const made = (more: Record<string, string>) =>
          `${formBody(profile, locale, { ...filled, ...more })}${tail}`.replaceAll('\n', end);
        // The form trims what it is given, and an indented block begins with blanks.
        const answer = typed.trim();
        const written = withAnswers(made({}), new Map([[id, answer]]), { profile, locale });
        expect(written).toEqual({ body: made({ [id]: answer }) });
        expect(answersIn(made({ [id]: answer }), profile).get(id)).toBe(answer);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['a heading of the form', '### Risk', 'light', 'names-a-question'],
  ['a heading of the form in another language', 'One.\n\n### 变更后：\n\nTwo.', 'standard', 'names-a-question'],
  ['a comment that nobody ends', 'One <!--', 'standard', undefined],
  ['a comment block that nobody ends', '<!-- one\n\ntwo', 'standard', 'not-by-itself'],
  ['a block of HTML that nobody ends', '<pre>\n\none', 'standard', 'not-by-itself'],
  ['letters that no record holds', 'a\u0000b', 'standard', 'not-held'],
  ['half a letter', 'a\ud800b', 'standard', 'not-held'],
  ['more than GitHub takes', 'a'.repeat(LONGEST_BODY), 'standard', 'too-long'],
] as const)('2.1: what cannot stand in the form is told with its field: %s', (_, text, profile, why) => {
  const body = formBody(profile, 'en', { before: 'Old.', motive: 'They ask.' });
  const written = withAnswers(body, new Map([['after', text]]), { profile, locale: 'en' });
  expect('why' in written ? written : undefined).toEqual(why && { field: 'after', why });
});

test.each(LOCALES)(
  '2.1: a heading of another profile’s form, and one that is quoted or fenced, is text (%s)',
  (locale) => {
    for (const text of [
      '### Urgency\n\nSoon.',
      '### 紧急程度\n\n高',
      '> ### After',
      '```\n### After\n```',
      '- ### Risk',
    ]) {
      const body = formBody('light', locale, { after: 'One.', risk: 'none' });
      const written = withAnswers(body, new Map([['before', text]]), { profile: 'light', locale });
      if ('why' in written) throw new Error(`${text}: ${written.why}`);
      expect(read('light', written.body).request).toEqual({
        ...read('light', body).request,
        before: markdownToText(text),
      });
    }
  },
);

test('2.1: a fence that nobody shut is shut, and a question that the issue lacks is put in its place', () => {
  const form = { profile: 'standard', locale: 'en' } as const;
  const open = withAnswers(formBody('standard', 'en', { after: 'x' }), new Map([['before', '````sql\nselect']]), form);
  expect(open).toMatchObject({ body: expect.stringContaining('````sql\nselect\n````\n\n### After\n\nx') });
  const edited = new Map([
    ['before', 'Old.'],
    ['motive', 'They ask.'],
  ] as const);
  expect(withAnswers('Please.\n\n### After\n\nNew.', edited, form)).toEqual({
    body: 'Please.\n\n### Before\n\nOld.\n\n### After\n\nNew.\n\n### Motive\n\nThey ask.',
  });
  const twice = '### After\n\nOne.\n\n### Motive\n\nm\n\n### After\n\nTwo.\n';
  expect(answersIn(twice, 'standard').get('after')).toBe('One.\n\nTwo.');
  expect(withAnswers(twice, new Map([['after', 'Both.']]), form)).toMatchObject({
    body: '### After\n\nBoth.\n\n### Motive\n\nm\n\n',
  });
});
