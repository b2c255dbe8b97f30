/** Processor time for a full page of 64 KB of each hostile grammar, beside a full page of ordinary writing in the same run. */
import { readComment } from '@countersign/core/typed/read.ts';
import { readForm } from '@countersign/github/form/read.ts';
import { NO_FACTS } from '@countersign/github/translate/translate.ts';
import { ms, row } from './figure.ts';

const ORDINARY =
  '1. The export writes a **PDF** within `2 s` to the [archive](https://example.com/a).\n   - It says why where it cannot.\n\n## Scope\n\nWithout *licences* of third parties.\n\n';
const GRAMMARS = [
  ...[
    'x <?',
    'x <!A',
    '*a_ ',
    '**a*',
    '~a',
    ']',
    '[a](b',
    '![',
    '`a',
    'www.a_',
    'a\n===\n',
    '\n\n> ',
    '> ',
    '1. ',
    '- a\n',
  ],
  ...['](1. :', '[^a]', '<a a="', '&', '|a', '\\\n', '# \n'],
];
const PAGE = 65_536;

export function hostile(): void {
  const facts = { ...NO_FACTS, known: true };
  const page = (piece: string) => piece.repeat(Math.ceil(PAGE / piece.length)).slice(0, PAGE);
  const cost = (text: string) => ({
    comment: processor(() => readComment(`/approve\n\n${text}`, facts)),
    form: processor(() => readForm('Title', `### After\n\n${text.slice(0, 39_000)}`, facts, 'a/b')),
  });
  const figures = GRAMMARS.map((piece) => ({ piece, ...cost(page(piece)) }));
  const ordinary = cost(page(ORDINARY));
  for (const { piece, comment, form } of figures.toSorted((one, other) => other.comment - one.comment))
    row(`64 KB of ${JSON.stringify(piece)}: comment / answer of 39 KB`, `${ms(comment)} / ${ms(form)}`, '≤ 50 ms');
  row('64 KB of ordinary writing: comment / answer of 39 KB', `${ms(ordinary.comment)} / ${ms(ordinary.form)}`, '');
}

/** The best of five, in milliseconds of processor: what the machine does besides is not ours. */
function processor(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
