/** What a pull request names is what its readers see it say: nothing that Markdown hides, quotes or shows as code (8). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mirrored } from '../translate/mirrored.ts';
import { namedChanges } from './reference.ts';

const namesIn = (body: string) => namedChanges({ body, branch: 'x', home: 'github.com/acme/billing' });
const namesOf = (named: ReturnType<typeof namesIn>) =>
  named.map((one) => (one.kind === 'issue' ? one.number : one.label));
/** What it says to implement. */
const namedIn = (body: string) => namesOf(namesIn(body).filter((one) => one.kind !== 'issue' || !one.mention));
/** … and what it only mentions besides. */
const seenIn = (body: string) => namesOf(namesIn(body));

/** Ways to hold a line so that nobody reads it as said by the author. */
const HIDDEN: readonly (readonly [string, (line: string) => string])[] = [
  ...['', ' ', '  ', '   '].flatMap((blanks) =>
    ['```', '~~~', '`````', '~~~~ text'].map((fence) => {
      const end = fence.replace(/ .*/, '');
      return [
        `a fence ${JSON.stringify(blanks + fence)}`,
        (line: string) => `Text\n${blanks}${fence}\n${line}\n${blanks}${end}`,
      ] as const;
    }),
  ),
  ['a longer fence around a shorter one', (line) => `\`\`\`\`\n\`\`\`\n\`\`\`\n${line}\n\`\`\`\``],
  ['a fence that is never closed', (line) => `  ~~~\n${line}`],
  ['a fence in a list', (line) => `- item\n\n  \`\`\`\n  ${line}\n  \`\`\``],
  ['a fence in a quotation', (line) => `> \`\`\`\n> ${line}\n> \`\`\``],
  ['code by its indentation', (line) => `Text\n\n    ${line}`],
  ['a block of HTML', (line) => `<div hidden>\n${line}\n</div>`],
  ['HTML that shows code', (line) => `<pre>\n\n${line}\n\n</pre>`],
  ['what is folded away', (line) => `<details>\n\n${line}\n\n</details>`],
  ['a comment', (line) => `Text <!--\n${line}\n--> more`],
  ['a comment that is never closed', (line) => `<!--\n${line}`],
  ['the attribute of a tag', (line) => `Text <img alt="\n${line}\n"> more`],
  ...['<div title="', '<div', "<p class='x", '<div><!-- x'].map(
    (open) => [`a tag left open: ${open}`, (line: string) => `${open}\n\n${line}\n\n">`] as const,
  ),
  ['the title of a definition', (line) => `[x]: # (${line})`],
  ['a definition over two lines', (line) => `[x]: #\n  "${line}"`],
  ['the words of a picture', (line) => `![\n${line}\n](x)`],
];

/** … to hold one so that everybody reads it, and not as what its author says to implement. */
const SEEN: readonly (readonly [string, (line: string) => string])[] = [
  ['a quotation', (line) => `> ${line}`],
  ['a line that goes on with a quotation', (line) => `> words\n${line}`],
  ['a footnote', (line) => `Text[^1]\n\n[^1]: ${line}`],
];

test.each(SEEN)('8: nothing is said, and nothing mirrored, by %s; it is mentioned', (_, hold) => {
  expect(namedIn(hold('Change: #12'))).toEqual([]);
  expect(seenIn(hold('Change: #12'))).toEqual([12]);
  expect(mirrored('Title', hold('Mirror of: SHIP-12'))).toBeUndefined();
  expect(namedIn(`Change: #7\n\n${hold('变更：#12')}`)).toEqual([7]);
});

test.each(HIDDEN)('8: nothing is named, and nothing mirrored, by %s', (_, hide) => {
  expect(seenIn(hide('Change: #12'))).toEqual([]);
  expect(mirrored('Title', hide('Mirror of: SHIP-12'))).toBeUndefined();
  // What is seen beside it counts.
  expect(seenIn(`Change: #7\n\n${hide('变更：#12')}`)).toEqual([7]);
});

test.each([
  ['an indented line', '   Change: #12'],
  ['bold words', '**Change:** #12'],
  ['a list', '- Change: #12'],
  ['a line of a list', '1. words\n   Change: #12'],
  ['a heading', '### Change: #12'],
  ['a link', 'Change: [#12](https://github.com/acme/billing/issues/12)'],
  ['an address', 'Change: https://github.com/acme/billing/issues/12'],
  ['an address in angle brackets', 'Change: <https://github.com/acme/billing/issues/12>'],
  ['a line below another', 'Words\nChange: #12\nmore'],
  ['a line below a break', 'Words<br>Change: #12'],
  ['a line beside a comment', 'Change: <!-- the number --> #12'],
  ['a line below a fence that is closed', '```\ncode\n```\nChange: #12'],
  ['a closing keyword in a list', '- fixes #12'],
])('8: a request is named in %s', (_, body) => {
  expect(namedIn(body)).toEqual([12]);
});

/** In the middle of a line that is seen: an example, taken back, folded away, or seen by nobody. */
const WITHIN: readonly (readonly [string, (words: string) => string])[] = [
  ['code', (words) => `\`${words}\``],
  ['code with two marks', (words) => `\`\` ${words} \`\``],
  ['code in bold words', (words) => `**\`${words}\`**`],
  ['code in a link', (words) => `[\`${words}\`](https://example.com)`],
  ['what is struck out', (words) => `~~${words}~~`],
  ['the words of a picture', (words) => `![${words}](https://example.com/a.png)`],
  ['the words of a picture that is defined elsewhere', (words) => `![${words}][a]`],
  ['an address', (words) => `[here](https://example.com "${words}")`],
  ['an attribute', (words) => `<img alt="${words}">`],
  ['a comment', (words) => `<!-- ${words} -->`],
  ...['code', 'kbd', 'samp', 'del', 's', 'q', 'details'].map(
    (name) => [`<${name}>`, (words: string) => `<${name}>${words}</${name}>`] as const,
  ),
];
const SAID = ['fixes #12', 'Closes: #12', 'resolved acme/billing#12', 'Change: #12', '变更：#12'];

test('8: nothing is named within a line by code over two lines', () => {
  for (const words of SAID) expect(seenIn(`see \`so\n${words}\` there`)).toEqual([]);
});

test.each(WITHIN)('8: nothing is named within a line by %s', (_, write) => {
  for (const words of SAID)
    for (const around of ['see {}', 'Change: {}', 'this fixes {} and more', '- a {} b', '### Note {}', '{}, then'])
      expect(seenIn(`${around.replace('{}', write(words))}\n\n[a]: https://example.com/a.png`), around).toEqual([]);
});

test('8: what stands around such words is named as if they were not there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...WITHIN), fc.constantFrom(...SAID)), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('fixes #7', 'this closes acme/billing#7,', 'see [fixes #7](https://example.com) and'),
      fc.nat(4),
      (within, named, at) => {
        const pieces = within.map(([[, write], words]) => write(words));
        pieces.splice(at, 0, named);
        expect(seenIn(`so ${pieces.join(' ')} there\n\n[a]: https://example.com/a.png`)).toEqual([7]);
      },
    ),
    { numRuns: 300 },
  );
});

test.each(['\u2028', '\u2029', '\u0085', '\v'])('8: a line begins behind a line feed, and not behind %j', (mark) => {
  expect(namedIn(`There is no${mark}Change: #12`)).toEqual([]);
  expect(mirrored('Title', `There is no${mark}Mirror of: SHIP-12`)).toBeUndefined();
  expect(namedIn(`Change: #7${mark}and #8`)).toEqual([7, 8]);
});

test.each([
  ['fixes #1234567890', []],
  ['Change: acme/billing#1234567890', ['acme/billing#1234567890']],
  ['Change: https://github.com/acme/billing/issues/12x', ['https://github.com/acme/billing/issues/12x']],
  ['Change: ＃12', [12]],
  ['fixes ＃12', [12]],
])('8: a number is named as it is written, and no part of a longer one: %j', (body, expected) => {
  expect(namedIn(body)).toEqual(expected);
});
