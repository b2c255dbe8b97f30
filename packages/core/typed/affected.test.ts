import { expect, test } from 'vitest';
import { readAffected } from './affected.ts';

const read = (answer: string) => {
  const { named, added, strange } = readAffected(answer, {
    isName: (part) => /^#\d+$/.test(part),
    isNothing: (part) => ['', 'none'].includes(part.toLowerCase()),
  });
  return { named, added: added.map(({ text }) => text ?? ''), strange };
};

test.each([
  ['#7, new requirement', ['#7'], [''], []],
  ['none', [], [], []],
  ['New requirement: customers may export their own invoices', [], ['customers may export their own invoices'], []],
  ['新需求：客户可以导出发票，包括草稿；#7', ['#7'], ['客户可以导出发票，包括草稿'], []],
  ['New requirements – export, print; and mail, none', [], ['export, print; and mail, none'], []],
  ['- New requirement: export\n- as PDF\n\n- new requirement: print\n- #9', ['#9'], ['export\nas PDF', 'print'], []],
  ['the invoices, new requirement', [], [''], ['the invoices']],
  ['new requirement: export, acme/shop#7', [], ['export, acme/shop#7'], ['acme/shop#7']],
  ['new requirement, #7, the rest', ['#7'], [''], ['the rest']],
])(
  '2.1, 4.2: of “%s” what names a requirement is read, and what is said of a new one is kept',
  (answer, named, added, strange) => {
    expect(read(answer)).toEqual({ named, added, strange });
  },
);
