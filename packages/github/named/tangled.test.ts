import { readComment } from '@countersign/core/typed/read.ts';
import { expect, test } from 'vitest';
import { readForm } from '../form/read.ts';
import type { TranslationFacts } from '../translation.ts';
import { namedChanges } from './reference.ts';

const FACTS: TranslationFacts = {
  people: new Map(),
  issues: new Map(),
  locale: 'en',
  currency: 'USD',
  profile: 'standard',
  bots: [],
  requirementLabel: 'requirement',
  controlled: { title: true, except: [] },
  known: true,
  self: 'countersign[bot]',
};

/** As much as GitHub lets anybody write. */
const full = (piece: string) => piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);

// How much each of these may cost is counted in `test/hostile`; here it is what people are told.
test.each(['*a_ ', '_a*', 'a\n===\n', '1. ', '> ', 'www.a_', '[a](b', '~~a', '[^a]', 'x <?'])(
  'whoever writes a full page of %j is told that it is too tangled, and nothing comes of it',
  (piece) => {
    expect(codesIn(readComment(`/approve\n\n${full(piece)}`, FACTS))).toEqual(['too-tangled']);
    expect(codesIn(readComment(full(piece), FACTS))).toEqual([]);
    const whole = readForm('Title', full(piece), FACTS, 'a/b');
    expect(whole.problems.map(({ code }) => code)).toContain('form-tangled');
    expect(whole.request.besides).toBeDefined();
    expect(namedChanges({ body: full(piece), branch: 'x', home: 'github.com/a/b' })).toEqual([]);
  },
);

test.each(['x <?', '*a_ ', '[a](b'])(
  'an answer of %j is bound as it was typed, and its author is told which',
  (piece) => {
    const { request, problems } = readForm(
      'Title',
      `### Before\n\nOld.\n\n### After\n\n${full(piece).slice(0, 39_000)}`,
      FACTS,
      'a/b',
    );
    expect(JSON.stringify(request)).toContain(piece.trim());
    expect(problems.map(({ code }) => code)).toContain('form-tangled');
  },
);

test('R013: a table of 420 rows with code, bold and links in an answer is read', () => {
  const rows = '| `REQ-001` | **The export** shall write a [PDF](https://example.com/a) | must |\n'.repeat(420);
  const form = readForm(
    'Title',
    `### Before\n\nOld.\n\n### After\n\n| a | b | c |\n|---|---|---|\n${rows}`,
    FACTS,
    'a/b',
  );
  expect(form).toMatchObject({ isForm: true, problems: [] });
  expect(form.request.after?.[0]).toMatchObject({ kind: 'table' });
});

function codesIn(actions: ReturnType<typeof readComment>): readonly string[] {
  return actions.map((action) => (action.kind === 'misunderstood' ? action.misunderstanding.code : action.kind));
}

test('a full page of half a name is no name, at once', () => {
  expect(namedChanges({ body: `Change: ${full('a-.')}`, branch: 'x', home: 'github.com/a/b' })).toEqual([]);
});
