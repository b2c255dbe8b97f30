import fc from 'fast-check';
import { expect, test } from 'vitest';
import { control, source } from '../../../test/instruments/requirementtexts.ts';
import { type Control, controlledDigest, sameDigest } from './controlled.ts';
import { putBack } from './putback.ts';

const USUAL: Control = { title: true, except: ['Notes', '备注'] };

test('5.2: whatever was saved, what is put back reads the kept text in everything under control', () => {
  fc.assert(
    fc.property(source, source, control, (kept, saved, by) => {
      const back = putBack(kept, saved, by);
      expect(controlledDigest(back, by)).toEqual(controlledDigest(kept, by));
      // Nothing is written where nothing has to be, and doing it twice is doing it once.
      if (sameDigest(controlledDigest(saved, by), controlledDigest(kept, by))) expect(back).toEqual(saved);
      expect(putBack(kept, back, by)).toEqual(back);
    }),
  );
});

test('5.2: what is under control comes back byte for byte, and what is free stays as it was saved', () => {
  const kept = { title: 'Export', body: 'In  PDF.\r\n\r\n## Notes\r\n\r\nold\r\n\r\n## Dates\r\n\r\n*soon*' };
  const saved = { title: 'Exports', body: 'In XML.\n\n## Notes\n\nnew\n\n## Dates\n\nlater\n\nRefines: #3' };
  expect(putBack(kept, saved, USUAL)).toEqual({
    title: 'Export',
    body: 'In  PDF.\r\n\r\n## Notes\n\nnew\n\n## Dates\r\n\r\n*soon*\n\nRefines: #3',
  });
});

test('5.2: where a title is free, it stays as it was saved', () => {
  const control = { ...USUAL, title: false };
  expect(putBack({ title: 'A', body: 'x' }, { title: 'B', body: 'y' }, control)).toEqual({ title: 'B', body: 'x' });
});

test('5.2: ticks that were made since stay, though the text around them comes back', () => {
  const kept = { title: 'Export', body: 'In PDF.\n\n- [ ] opens\n- [ ] prints\n- [x] opens\n\n> 1. [ ] quoted' };
  const saved = { title: 'Export', body: 'In XML.\n\n- [x] prints\n- [x] opens\n- [ ] opens\n\n> 1. [X] quoted' };
  expect(putBack(kept, saved, USUAL).body).toBe('In PDF.\n\n- [x] opens\n- [x] prints\n- [ ] opens\n\n> 1. [X] quoted');
});

test('5.2: what only looks like a tick, in code, is text and comes back', () => {
  const kept = { title: 'Export', body: 'In PDF.\n\n```\n- [ ] opens\n```\n\n- [ ] prints' };
  const saved = { title: 'Export', body: 'In XML.\n\n```\n- [x] opens\n```\n\n- [x] prints' };
  expect(putBack(kept, saved, USUAL).body).toBe('In PDF.\n\n```\n- [ ] opens\n```\n\n- [x] prints');
});

test('5.2: what is free is left out where the tracker would take so long a text no more, so that nobody keeps a text from coming back by it', () => {
  fc.assert(
    fc.property(source, source, control, fc.nat(400), (kept, saved, by, longest) => {
      fc.pre(kept.body.length <= longest && saved.body.length <= longest);
      const back = putBack(kept, saved, by, longest);
      expect(back.body.length).toBeLessThanOrEqual(longest);
      expect(controlledDigest(back, by)).toEqual(controlledDigest(kept, by));
    }),
  );
});
