/** Texts of requirements as people write them, and what of them a policy has under control, for properties. */
import type { Control, Source } from '@countersign/core/requirement/controlled.ts';
import fc from 'fast-check';

const line = fc.constantFrom(
  ...['In PDF.', 'As XML.', '## Notes', '### Fonts', '# 备注', '## Dates', 'Refines: #3', '- [ ] opens', '- [x] opens'],
  ...[
    '',
    '',
    '```',
    '<details>',
    '</details>',
    'a <del> b',
    '> quoted',
    '[a]: https://a.test',
    'free',
    '| a | b |',
    '|---|---|',
    '---',
    '1. one',
  ],
);
const end = fc.constantFrom('\n', '\n\n', '\r\n', '\r\n\r\n');
export const body = fc
  .array(fc.tuple(line, end), { maxLength: 14 })
  .map((lines) => lines.map(([words, after]) => words + after).join(''));
export const source: fc.Arbitrary<Source> = fc.record({ title: fc.constantFrom('Export', 'Exports'), body });
export const control: fc.Arbitrary<Control> = fc.record({
  title: fc.boolean(),
  except: fc.constantFrom([], ['Notes'], ['Notes', '备注']),
});
