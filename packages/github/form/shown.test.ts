/** Shows that whatever a reader of an issue sees is bound by the digests that votes rest on: in forms of both languages and profiles, with every heading that any form knows inside every answer. */
import { facetDigests, wordsDigest } from '@countersign/core/approval/facet.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { type FieldId, FORM_FIELDS } from '@countersign/core/view/field.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formBody } from '../../../test/instruments/formbody.ts';
import type { TranslationFacts } from '../translation.ts';
import { type FormRead, readForm } from './read.ts';

type Profile = TranslationFacts['profile'];
const PROFILES: readonly Profile[] = ['standard', 'light'];
const HOME = 'acme/billing';

const ITEMS = new Map([1, 2, 3, 7].map((number) => [number, { id: `I_${number}`, isRequirement: true }] as const));

const FACTS = (profile: Profile): TranslationFacts => ({
  ...{ people: new Map(), locale: 'en', currency: 'CNY', bots: [], known: false, self: 'countersign[bot]' },
  ...{ requirementLabel: 'requirement', controlled: { title: true, except: [] }, profile, issues: ITEMS },
});

const read = (profile: Profile, body: string): FormRead => readForm('Title', body, FACTS(profile), HOME);

/** All that a vote on this text is bound to. */
function bound(profile: Profile, body: string): string {
  const { request, impacts } = read(profile, body);
  return digestOf([
    facetDigests({ request, type: 'normal', impacts: {}, alternatives: [], conditions: [] }),
    wordsDigest(request),
    impacts,
  ]);
}

const word = (id: FieldId, locale: Locale): string | undefined =>
  FORM_FIELDS.find((one) => one.id === id)?.options?.[1]?.label[locale];

/** Answers as a person fills them in. */
function filled(profile: Profile, locale: Locale, more: Partial<Record<FieldId, string>> = {}): string {
  const choices = Object.fromEntries(
    (['cause', 'origin', 'source', 'urgency'] as const).flatMap((id) => {
      const chosen = word(id, locale);
      return chosen === undefined ? [] : [[id, chosen]];
    }),
  );
  return formBody(profile, locale, {
    ...choices,
    ...{ items: '#7', before: 'Invoices as CSV.', after: 'Invoices as PDF.', motive: 'Customers ask.' },
    ...{ outcome: 'Fewer calls.', notChanging: 'They leave.', causeText: 'Since May' },
    ...{ schedule: '+3d', cost: 'CNY 500', quality: 'none: covered', risk: 'Fonts missing 2x3', feasibility: 'yes' },
    ...more,
  });
}

const asked = (profile: Profile) => FORM_FIELDS.filter((field) => field[profile] !== 'no');
const LIABLE = 'The vendor is liable for lost invoices.';
const OPPOSITE = 'Nobody is liable for lost invoices; the price doubles.';

const DEPTHS: readonly ((heading: string) => string)[] = [
  ...[2, 3, 4].map((depth) => (heading: string) => `${'#'.repeat(depth)} ${heading}`),
  (heading) => `${heading}\n===`,
  (heading) => `${heading}\n---`,
  (heading) => `### ${heading} ###`,
  (heading) => `### **${heading}**`,
];
const SPELLINGS: readonly ((heading: string) => string)[] = [
  (heading) => heading,
  (heading) => `${heading.toUpperCase()}:`,
  (heading) => `${heading.toLowerCase()}？`,
];

describe.each(PROFILES)('4.2: in the %s form', (profile) => {
  test.each(LOCALES)(
    'words below any heading that a form knows, inside any answer, are governed (%s)',
    (locale) => {
      const fell: string[] = [];
      let turn = 0;
      const told = filled(profile, locale);
      expect(read(profile, told).problems).toEqual([]);
      const before = bound(profile, told);
      for (const { id, label } of asked(profile)) {
        const next = told.indexOf('\n\n### ', told.indexOf(`### ${label[locale]}\n`));
        const end = next < 0 ? told.length : next;
        for (const heading of FORM_FIELDS.flatMap((field) => Object.values(field.label)))
          for (const write of [DEPTHS[1], DEPTHS[turn % DEPTHS.length]]) {
            turn += 1;
            if (!write) continue;
            const inside = (words: string) =>
              `${told.slice(0, end)}\n\n${write(heading)}\n\n${words}${told.slice(end)}`;
            const [one, other] = [bound(profile, inside(LIABLE)), bound(profile, inside(OPPOSITE))];
            if (one === other || one === before) fell.push(`${id}: ${write(heading)}`);
          }
      }
      expect(fell).toEqual([]);
    },
    600_000,
  );

  test('so they are where nobody used the form: one answer, and a heading below it, in any spelling', () => {
    const fell: string[] = [];
    for (const { label } of asked(profile))
      for (const heading of FORM_FIELDS.flatMap((field) => Object.values(field.label)))
        for (const spell of SPELLINGS) {
          const body = (words: string) => `### ${label.en}\n\nInvoices as PDF.\n\n### ${spell(heading)}\n\n${words}`;
          if (bound(profile, body(LIABLE)) === bound(profile, body(OPPOSITE)))
            fell.push(`${label.en}: ${spell(heading)}`);
        }
    expect(fell).toEqual([]);
  });

  test('what the form does not ask stays in the answer that it stands in, as words of the writer', () => {
    for (const { label } of FORM_FIELDS.filter((field) => field[profile] === 'no'))
      for (const heading of Object.values(label)) {
        const { request, problems } = read(
          profile,
          filled(profile, 'en', { after: `PDF.\n\n### ${heading}\n\n${LIABLE}` }),
        );
        expect(problems, heading).toEqual([]);
        expect(request.after, heading).toHaveLength(3);
        expect(request.besides, heading).toBeUndefined();
      }
  });
});

/** One word in every kind of writing that Markdown has. `far` stands at the end of the issue. */
const WRITINGS: Readonly<Record<string, (word: string) => string | { readonly near: string; readonly far: string }>> = {
  words: (one) => one,
  'own heading': (one) => `### ${one}\n\nbelow`,
  'below an own heading': (one) => `### Note\n\n${one}`,
  'link words': (one) => `[${one}](https://example.com)`,
  'link address': (one) => `[here](https://example.com/${one})`,
  'link title': (one) => `[here](https://example.com "${one}")`,
  'link defined elsewhere': (one) => ({ near: '[here][there]', far: `[there]: https://example.com/${one}` }),
  'image words': (one) => `![${one}](https://example.com/a.png)`,
  'image address': (one) => `![a](https://example.com/${one}.png)`,
  'image defined elsewhere': (one) => ({ near: '![a][pic]', far: `[pic]: https://example.com/${one}.png` }),
  'struck out': (one) => `~~${one}~~`,
  'code in a line': (one) => `\`${one}\``,
  code: (one) => `\`\`\`\n${one}\n\`\`\``,
  'code’s language': (one) => `\`\`\`${one}\nx\n\`\`\``,
  'indented code': (one) => `    ${one}`,
  'heading in code': (one) => `\`\`\`\n### Risk\n\n${one}\n\`\`\``,
  list: (one) => `- a\n- ${one}`,
  'heading in a list': (one) => `- ### Risk\n\n  ${one}`,
  'numbered list': (one) => `1. ${one}`,
  task: (one) => `- [x] ${one}`,
  quotation: (one) => `> ${one}`,
  'heading in a quotation': (one) => `> ### Risk\n>\n> ${one}`,
  table: (one) => `| a | b |\n|---|---|\n| c | ${one} |`,
  footnote: (one) => ({ near: 'See[^1]', far: `[^1]: ${one}` }),
  'folded away': (one) => `<details>\n<summary>More</summary>\n\n### Risk\n\n${one}\n\n</details>`,
  'raw HTML': (one) => `<p>\n${one}\n</p>`,
  'raw HTML in a line': (one) => `a <kbd>${one}</kbd>`,
  entity: (one) => `&lt;${one}&gt;`,
  'below a comment': (one) => `<!--\n### Risk\n-->\n\n${one}`,
  'behind a comment that never ends': (one) => `<!-->\n${one}`,
  mathematics: (one) => `$\\text{${one}}$`,
  'link defined elsewhere, beside amounts': (one) => ({
    near: 'The fee is $5, later $6, by [the contract][c].',
    far: `[c]: https://example.com/${one}`,
  }),
  'image defined elsewhere, beside amounts': (one) => ({
    near: '![price][p] stands: $5 or $6',
    far: `[p]: https://example.com/${one}.png`,
  }),
  'link defined elsewhere, too deep to read': (one) => ({
    near: `${'> '.repeat(26)}[here][deep]`,
    far: `[deep]: https://example.com "${one}"`,
  }),
  'title of a link around an image': (one) => `[![a](https://example.com/a.png)](https://example.com "${one}")`,
};

test('4.2: one word written in any way, in any answer, beside the others and before all of them, is governed', () => {
  const kinds = Object.keys(WRITINGS);
  fc.assert(
    fc.property(
      fc.constantFrom(...PROFILES),
      fc.constantFrom(...LOCALES),
      fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...kinds)), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\n\n', '\n\n### Note\n\n', '\n\n### Feasibility\n\n', '\n\n### 来源\n\n', '\n\n## 风险\n\n'),
      (profile, locale, places, joint) => {
        const fields = asked(profile);
        const body = (chosen: string): string => {
          const answers: Partial<Record<FieldId, string>> = {};
          const [before, after]: string[][] = [[], []];
          for (const [index, [place, kind]] of places.entries()) {
            const given = WRITINGS[kind]?.(index === 0 ? chosen : `word${index}`) ?? '';
            const { near, far } = typeof given === 'string' ? { near: given, far: '' } : given;
            const field = fields[place % (fields.length + 1)];
            after?.push(far);
            if (field) answers[field.id] = `${answers[field.id] ?? word(field.id, locale) ?? 'x'}${joint}${near}`;
            else before?.push(near);
          }
          return [...(before ?? []), filled(profile, locale, answers), ...(after ?? [])].join('\n\n');
        };
        expect(bound(profile, body('alpha'))).not.toBe(bound(profile, body('omega')));
      },
    ),
    { numRuns: 300 },
  );
});

/** Two texts of the same letters that are seen differently. */
const SEEN_APART: readonly (readonly [string, string, string])[] = [
  ['a ticked box', '- [ ] signed', '- [x] signed'],
  ['struck-out words', 'not free', '~~not~~ free'],
  ['numbers of a list', '1. pay', '2. pay'],
  ['code', '    rm -rf', 'rm -rf'],
  ['a line break', 'a\nb', 'a b'],
  ['a blank that takes no room', 'a\u200bb', 'ab'],
  ['a mark of direction', 'pay \u202e001', 'pay 001'],
  ['an emoji’s form', '☎\ufe0f', '☎\ufe0e'],
  ['a depth', '## Note', '#### Note'],
  ['a mark that is meant', '\\*a\\*', '*a*'],
  ['a picture instead of a link', '![a](https://example.com/a.png)', '[a](https://example.com/a.png)'],
  ['a rule', 'a\n\n---\n\nb', 'a\n\nb'],
];

test('4.2: what looks different is bound differently, in whichever answer it stands', () => {
  const fell: string[] = [];
  for (const profile of PROFILES)
    for (const { id } of asked(profile))
      for (const [what, one, other] of SEEN_APART) {
        const plain = word(id, 'en') ?? 'x';
        const body = (words: string) => filled(profile, 'en', { [id]: `${plain}\n\n${words}` });
        if (bound(profile, body(one)) === bound(profile, body(other))) fell.push(`${profile} ${id}: ${what}`);
      }
  expect(fell).toEqual([]);
});

test('4.2: what is not seen, or only emphasised, is bound to nothing', () => {
  for (const profile of PROFILES) {
    const body = filled(profile, 'en');
    const same = [
      body.replaceAll('\n', '\r\n'),
      body.replace('Invoices as PDF.', '**Invoices** as PDF.   '),
      body.replace('Invoices as PDF.', '<!-- a hint of the form -->\n\nInvoices as PDF.'),
      `<!-- ### Risk -->\n\n${body}`,
      body.replace(word('cause', 'en') ?? '', `${word('cause', 'en')} <!-- chosen -->`),
    ];
    for (const one of same) expect(bound(profile, one)).toBe(bound(profile, body));
  }
});

test.each([
  ['boxes ticked against what is said below', 'noImpact', '- [x] Cost', '- [ ] Cost'],
  ['words among the boxes', 'noImpact', '- [x] Cost\n\nThe vendor pays.', '- [x] Cost\n\nNobody pays.'],
  ['words behind a box', 'noImpact', '- [x] Cost, as agreed', '- [x] Cost, or so'],
  [
    'words behind a feasibility by parts',
    'feasibility',
    'technical yes resources yes, if they sign',
    'technical yes resources yes, if we sign',
  ],
  ['words behind a requirement', 'items', '#7 Export as CSV', '#7 Delete everything'],
  ['words behind one of two requirements', 'items', '#7 kept\n#7', '#7\n#7 kept'],
  ['a cause that is struck out', 'causeText', 'since ~~May~~', 'since May'],
  ['a link in the cause', 'causeText', '[law](https://example.com/1)', '[law](https://example.com/2)'],
] as const)('4.2: light: %s are bound', (_, id, one, other) => {
  expect(bound('light', filled('light', 'en', { [id]: one }))).not.toBe(
    bound('light', filled('light', 'en', { [id]: other })),
  );
});

test('2.2: no word of an estimate is dropped: it is recorded, governed beside it, or told', () => {
  const estimates: readonly (readonly [FieldId, string])[] = [
    ...(['+3d', '+3d p90 5d critical-path', 'none: covered'] as const).map((one) => ['schedule', one] as const),
    ...(['CNY 500', 'CNY 500 split 60/40/0 effort 3 pd', 'none'] as const).map((one) => ['cost', one] as const),
    ...(['worse reliability mitigated', 'cosmetic'] as const).map((one) => ['quality', one] as const),
    ...(['Fonts missing 2x3 mitigate residual 2', 'a 1x1; b 2x2'] as const).map((one) => ['risk', one] as const),
    ...(['yes', 'technical yes', 'resources no contract yes'] as const).map((one) => ['feasibility', one] as const),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...estimates),
      fc.stringMatching(/^[a-z]{3,8}$/),
      fc.boolean(),
      ([id, said], more, behind) => {
        const body = (words: string) =>
          filled('light', 'en', { [id]: behind ? `${said} ${words}`.trim() : `${words} ${said}`.trim() });
        expect(bound('light', body(more))).not.toBe(bound('light', body('')));
      },
    ),
    { numRuns: 300 },
  );
});

test('2.1: a text that no parser should be made to read is told as that, and governed as it stands', () => {
  const body = filled('standard', 'en', { after: '*a_ '.repeat(9_000) });
  const { problems, request } = read('standard', body);
  expect(problems).toMatchObject([{ code: 'form-tangled' }]);
  expect(request.besides).toHaveLength(1);
});

test('4.2: a definition stands where it was written: in a text, and beside a value, which reads as it does without', () => {
  for (const profile of PROFILES)
    for (const { id, kind } of asked(profile))
      for (const said of [word(id, 'en') ?? (id === 'items' ? '#7' : 'CNY 500'), 'No response', '']) {
        const plain = read(profile, filled(profile, 'en', { [id]: said || '\u00a0' }));
        const defined = read(profile, filled(profile, 'en', { [id]: `${said}\n\n[c]: https://example.com` }));
        const isInText = kind === 'textarea' && said !== 'No response' && said !== '';
        const { besides, ...request } = defined.request;
        const { besides: _, ...same } = plain.request;
        const bound = { kind: 'html', source: '[c]: https://example.com' };
        if (isInText) expect((request as Record<string, unknown>)[id], id).toContainEqual(bound);
        else {
          expect(besides, `${id} ${said}`).toContainEqual(bound);
          expect(request, `${id} ${said}`).toEqual(same);
          expect(defined.impacts, id).toEqual(plain.impacts);
        }
      }
});

test.each([
  ['#1–#3', '#1, #3'],
  ['#1 to #3', '#1, #3'],
  ['#1至#3', '#1、#3'],
  ['#1 and #2', '#1 or #2'],
  ['#1和#2', '#1或#2'],
  ['#1, #2', '#1 / #2'],
  ['#1, #99', '#1'],
  ['#98', '#99'],
  ['#1 & maybe #2', '#1 & #2'],
  ['#1?', '#1'],
  ['(#1), #2', '#1, #2'],
  ['#1, #1', '#1'],
  ['#1 (part), #2', '#1, #2'],
  ['#1 or new requirement: a report', '#1, new requirement: a report'],
  ['new requirement: a report\n#1 or #2', 'new requirement: a report\n#1 and #2'],
  ['1. #1\n2. #2', '- #1\n- #2'],
  ['https://evil.example/acme/billing/issues/1', '#1'],
  ['#2, https://evil.example/acme/billing/issues/1', '#2'],
])('4.2: requirements that read otherwise are bound otherwise: %j and %j', (one, other) => {
  for (const profile of PROFILES)
    expect(bound(profile, filled(profile, 'en', { items: one }))).not.toBe(
      bound(profile, filled(profile, 'en', { items: other })),
    );
});

test.each([
  '_No response_',
  'none',
  '',
  '#1, #2',
  '#2,#1',
  '#1、#2',
  '- #1\n- #2',
  '#1 and #2',
  '#1\n#2',
  '* #1\n* acme/billing#2',
  '#1 & #2.',
])('4.2: names and what only joins them are bound by the names: %j', (items) => {
  expect(read('standard', filled('standard', 'en', { items })).request.besides).toBeUndefined();
});

test('4.2: words of a new requirement are bound as its words, and as nothing else', () => {
  for (const items of ['#1, new requirement: a report, in PDF', 'New requirement - a report\nof all invoices\n\n#2'])
    expect(read('standard', filled('standard', 'en', { items })).request.besides).toBeUndefined();
});

test('2.1: an issue of another place than ours is no requirement of ours, whatever its path', () => {
  for (const host of ['evil.example', 'github.com.evil.example', 'github.example:8443', 'www.github.com']) {
    const { request, problems } = read(
      'standard',
      filled('standard', 'en', { items: `https://${host}/acme/billing/issues/1` }),
    );
    expect(request.items).toEqual([]);
    expect(problems).toMatchObject([{ code: 'form-strange-item' }]);
  }
  const items = 'https://github.com/acme/billing/issues/1, https://github.com/Acme/Billing/issues/2';
  expect(read('standard', filled('standard', 'en', { items })).request.items).toHaveLength(2);
});

test('4.1: a comment’s delivery knows no requirement, and reads the same words in the form as the record', () => {
  for (const items of ['#1', '#1, #99', '#1–#3', '#1 or #2', 'https://evil.example/acme/billing/issues/1']) {
    const body = filled('standard', 'en', { items });
    const { request } = readForm('Title', body, { ...FACTS('standard'), issues: new Map() }, HOME);
    expect(wordsDigest(request)).toBe(wordsDigest(read('standard', body).request));
  }
});
