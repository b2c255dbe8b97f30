/** Shows that what stands alone is a whole sentence of its language, one after another as that language writes them. */
import { expect, test } from 'vitest';
import { MESSAGES, type MessageId } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, type Sentence, sentence, sentences, speaker, words } from './sentence.ts';

const say = {
  en: speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN),
  zh: speaker({ locale: 'zh-CN', timeZone: 'UTC' }, PLAIN),
};
const stage = words('status.stage.in-review');
const remedy = words('gate.approval-expired.remedy');

test('a sentence begins with its capital and ends with the stop of its language, once', () => {
  expect(sentence(stage, say.en)).toBe('In review.');
  expect(sentence(stage, say.zh)).toBe('评审中。');
  expect(sentence(remedy, say.en)).toBe('Let the board vote again.');
  expect(sentence(remedy, say.zh)).toMatch(/[^。]。$/);
  expect(sentence('why now?', say.en)).toBe('Why now?');
});

test('Chinese sentences follow each other without a blank', () => {
  expect(sentences([stage, remedy], say.en)).toBe('In review. Let the board vote again.');
  expect(sentences([stage, remedy], say.zh)).toBe(`评审中。${sentence(remedy, say.zh)}`);
});

test.each([
  [['mei', 'theo'], 'mei 和 theo'],
  [['林梅', 'theo'], '林梅和 theo'],
  [['#7', '客户'], '#7 和客户'],
  [['林梅', '客户'], '林梅和客户'],
  [['a', 'b', 'c'], 'a、b 和 c'],
] as const)('Chinese sets “和” off from Latin letters beside it, and 、 from nothing: %j', (list, said) => {
  expect(say.zh({ list: [...list], join: 'and' })).toBe(said);
});

test('Chinese looks past the marks of links and of code for what stands beside “和”', () => {
  const linked = { ...PLAIN, foreign: (text: string) => `<a href="/1">${text}</a>` };
  const marked = { ...PLAIN, foreign: (text: string) => `[\`${text}\`](/1)` };
  const [web, markdown] = [linked, marked].map((edge) => speaker({ locale: 'zh-CN', timeZone: 'UTC' }, edge));
  expect(web?.({ list: ['#7', '客户'], join: 'and' })).toBe('<a href="/1">#7</a> 和<a href="/1">客户</a>');
  expect(markdown?.({ list: ['#7', '#9'], join: 'or' })).toBe('[`#7`](/1) 或 [`#9`](/1)');
});

const WHY = { en: 'The supplier is late.', 'zh-CN': '等待供应商报价。' };
const held = (reason: string): Sentence => words('gate.on-hold', { by: 'mei', reason });

test('what somebody wrote as a sentence keeps its stop where it ends one, and gives it up where ours goes on', () => {
  for (const locale of LOCALES) {
    const spoken = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    const reason = WHY[locale];
    expect(spoken(held(reason))).toContain(reason);
    const more = spoken(words('gate.title.on-more', { label: '#12', reason: held(reason), count: 5 }));
    expect(more).toContain(reason.slice(0, -1));
    expect(more).not.toMatch(/[.。] ?[(（]/);
    const two = spoken({ list: [reason, reason], join: 'and' });
    expect(two.match(/[.。]/g)).toHaveLength(1);
  }
});

/** Each place of a sentence by itself that some sentence of ours goes on after, filled with a whole sentence of somebody else's. */
const PLACES = LOCALES.flatMap((locale) =>
  (Object.entries(MESSAGES[locale]) as [MessageId, string][]).flatMap(([id, text]) =>
    [...text.matchAll(/\{(text|reason|trigger|would|question)\}”?(?=[.。（；]| \()/g)].map(([, name]) => ({
      locale,
      id,
      name: name ?? '',
    })),
  ),
);

test.each(PLACES)('no sentence stops twice: $locale $id {$name}', ({ locale, id, name }) => {
  const spoken = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  const names = [...MESSAGES[locale][id].matchAll(/\{(\w+)[},]/g)].map(([, one]) => one ?? '');
  const values = Object.fromEntries(names.map((one) => [one, /count$/i.test(one) ? 2 : 'x']));
  expect(spoken({ id, values: { ...values, [name]: WHY[locale] } })).not.toMatch(/[.。]”?[.。（；]|\. \(/);
});
