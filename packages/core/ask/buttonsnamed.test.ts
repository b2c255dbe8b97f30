/** Holds what would open a gate to the buttons that people have: each is named as it is called, before the command that does the same. */
import { expect, test } from 'vitest';
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { ASK_WORDS } from './words.ts';

/** Where there is no button: on a pull request that brings a policy, and where a word is quoted and not asked for. */
const BY_COMMAND_ALONE: readonly MessageId[] = ['gate.mend-chair.remedy', 'gate.mend-second.remedy'];

/** A button's name where one is told to press it. */
const NAMED = { en: /(?:by|presses) “([^”]+)”(?: or “([^”]+)”)?/g, 'zh-CN': /点击“([^”]+)”(?:或“([^”]+)”)?/g } as const;
const BUTTON = { en: /“[^”]+” on |by a button on /, 'zh-CN': /点击/ } as const;

const remedies = (Object.keys(MESSAGES.en) as MessageId[]).filter((id) => /^gate\..*\.remedy$/.test(id));

test.each(LOCALES)('6.1: a button that would open a gate is called in %s as it is called on the page', (locale) => {
  const called: readonly string[] = Object.values(ASK_WORDS[locale]);
  const named = remedies.flatMap((id) =>
    [...MESSAGES[locale][id].matchAll(NAMED[locale])].flatMap(([, ...names]) => names.filter(Boolean)),
  );
  expect(named.length).toBeGreaterThan(7);
  expect(named.filter((name) => !called.includes(name))).toEqual([]);
});

test.each(LOCALES)('6.1: no command stands in %s before the button that does the same', (locale) => {
  const wrong = remedies.filter((id) => {
    const text = MESSAGES[locale][id];
    const command = text.search(/`\/\p{L}/u);
    const button = text.search(BUTTON[locale]);
    return command >= 0 && !BY_COMMAND_ALONE.includes(id) && (button < 0 || button > command);
  });
  expect(wrong).toEqual([]);
});
