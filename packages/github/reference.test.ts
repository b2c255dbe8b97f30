/** What a pull request names is what its readers see it say: nothing that Markdown hides, quotes or shows as code (8). */
import { expect, test } from 'vitest';
import { mirrored } from './mirror.ts';
import { namedChanges } from './reference.ts';

const namedIn = (body: string) =>
  namedChanges({ body, branch: 'x', owner: 'acme', repo: 'billing' }).map((one) =>
    one.kind === 'issue' ? one.number : one.label,
  );

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
  ['a quotation', (line) => `> ${line}`],
  ['a line that goes on with a quotation', (line) => `> words\n${line}`],
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
  ['a footnote', (line) => `Text[^1]\n\n[^1]: ${line}`],
];

test.each(HIDDEN)('8: nothing is named, and nothing mirrored, by %s', (_, hide) => {
  expect(namedIn(hide('Change: #12'))).toEqual([]);
  expect(mirrored('Title', hide('Mirror of: SHIP-12'))).toBeUndefined();
  // What is seen beside it counts.
  expect(namedIn(`Change: #7\n\n${hide('变更：#12')}`)).toEqual([7]);
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
  ['a closing keyword in a list', '- this fixes #12'],
])('8: a request is named in %s', (_, body) => {
  expect(namedIn(body)).toEqual([12]);
});
