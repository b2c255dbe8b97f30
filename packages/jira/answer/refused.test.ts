/** In a panel a refusal sends people to what they can press there; a comment on the issue may still name commands. */
import { type Ask, askSchema } from '@countersign/core/ask/ask.ts';
import { REFUSALS, type RefusalCode } from '@countersign/core/change/refusal.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import type { Viewer } from '../../../test/tools/preview/viewer.ts';
import { openWorld } from '../../../test/tools/preview/world.ts';
import type { ActAnswer, PanelData, Said } from '../port/data.ts';
import { WORDS } from '../port/words.ts';
import { CONCERNS, CONTROL_WORDS, refused } from './refused.ts';
import { voice } from './voice.ts';

const said = (parts: Said) => parts.map((one) => one.text).join('');

test('each remedy of a panel is free of commands, and calls each control by the word that stands on it', () => {
  for (const locale of LOCALES) {
    const speak = voice({ locale, timeZone: 'UTC' });
    const known = new Set<string>(Object.values(WORDS[locale]));
    for (const code of Object.keys(REFUSALS) as RefusalCode[]) {
      const { what, remedy } = refused({ code, values: {}, onRecord: false }, speak);
      expect(
        [...what, ...remedy].filter((one) => one.kind === 'code'),
        code,
      ).toEqual([]);
      const named = [...said(remedy).matchAll(/“([^”]+)”/g)].map((one) => one[1] ?? '');
      const ours = /^(none|do nothing|new requirement|无影响|维持现状|新需求|未说明|not said)$/;
      expect(
        named.filter((one) => !ours.test(one) && !known.has(one)),
        `${locale} ${code}`,
      ).toEqual([]);
    }
  }
  for (const word of Object.values(CONTROL_WORDS)) expect(WORDS.en[word]).not.toContain('{');
});

test('a refusal of how something was put says at which answer of a form it is put right', () => {
  const codes = Object.keys(REFUSALS) as RefusalCode[];
  const unplaced = codes.filter((code) => REFUSALS[code].kind === 'wording' && CONCERNS[code] === undefined);
  // What another policy gives and takes is confirmed as a whole; its dialogue has no field.
  expect(unplaced).toEqual(['migration-to-confirm']);
  const known = new Set(askSchema.options.flatMap((one) => Object.keys(one.shape)));
  for (const [code, fields] of Object.entries(CONCERNS))
    expect(
      fields.filter((one) => !known.has(one)),
      code,
    ).toEqual([]);
});

/** What somebody is answered who presses something in a chapter of the story. */
function pressed(viewer: Viewer, ask: Ask): ActAnswer {
  const world = openWorld();
  const { content } = world.panel({}, viewer) as Extract<PanelData, { kind: 'change' }>;
  return world.act({ ask, content, press: 'b9f1c0de-0000-4000-8000-000000000000' }, viewer) as ActAnswer;
}

test('who asks for review too early is sent to the tab of that name, in the language of the panel', () => {
  const ask = { type: 'review' } as const;
  const english = pressed({ as: 'mei', locale: 'en', chapter: 'assessing' }, ask);
  const chinese = pressed({ as: 'mei', locale: 'zh-CN', chapter: 'assessing' }, ask);
  if (english.kind !== 'refused' || chinese.kind !== 'refused') throw new Error('it was not refused');
  expect(said(english.remedy)).toBe('Assess what is missing under “Impact”; “none” with a reason is an answer too.');
  expect(said(chinese.remedy)).toBe('请在“变更影响”中补充评估；写明理由的“无影响”也是答案。');
});

test('who has no seat is told which button they have instead of a command', () => {
  const viewer = { as: 'saf', locale: 'en', chapter: 'voting' } as const;
  const answer = pressed(viewer, { type: 'vote', verdict: 'approve', seat: 'project-manager', reason: '' });
  if (answer.kind !== 'refused') throw new Error('it was not refused');
  expect(said(answer.remedy)).toBe('You can still say what you think with “Raise a concern”.');
});
