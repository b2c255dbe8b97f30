/** Reads what people are shown as a reader of each language would: every line of the status comment, the help, the explanations and the answers to whatever is refused, over many lives of requests. */
import { TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { here } from '@countersign/core/view/here.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { expect, test } from 'vitest';
import { inItalics, STUMBLES } from '../../../test/instruments/chinesereader.ts';
import { EVERYBODY, everyLife, plausible, refusalOf } from '../../../test/instruments/lives.ts';
import { person, type Scenario } from '../../../test/instruments/scenario.ts';
import { type Answer, replies } from './reply.ts';
import { statusComment } from './status.ts';

const LINKS = { page: 'https://c.test/12' };

/** All lines that the request shows now. */
function shown(play: Scenario, locale: Locale): readonly string[] {
  const setting = { locale, timeZone: 'Asia/Shanghai', year: '2026' };
  const [state, situation] = [play.state(), play.situation('stranger')];
  const view = statusView(state, situation, play.happened);
  const refused = TYPED_ACTS.flatMap((type): readonly Answer[] => {
    const [command] = plausible(type, state);
    const refusal = command && refusalOf(play, 'stranger', command);
    return refusal ? [{ kind: 'refused', refusal, line: '' }] : [];
  });
  const answers: readonly Answer[] = [
    { kind: 'help', state, known: situation },
    { kind: 'explain', view, verdict: changeGate(state, 'merge', situation) },
    ...refused,
  ];
  const say = speaker(setting, PLAIN);
  const beside = view.next.flatMap((one) =>
    ['mei', 'stranger'].map((name) => say(here(one, person(name), situation.authority))),
  );
  const texts = [
    statusComment(view, 'I_12', setting, LINKS),
    ...replies(answers, setting, LINKS).map(({ text }) => text),
  ];
  return [...texts.flatMap((text) => text.split('\n')), ...beside];
}

const NAMES = new RegExp(
  `@?\\b(${EVERYBODY.join('|')}|Countersign|GitHub|Jira|CCB|CSV|YAML|CODEOWNERS|INC\\W{0,3}4711|CNY|v\\d)\\b`,
  'gi',
);

/** Without addresses, marks and code, which are nobody's words; names stay as a letter, dates as a figure. */
const read = (line: string): string =>
  line
    .replaceAll(/<!--.*?-->|<[^>]*>/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/`[^`]*`/g, 'x')
    .replaceAll(/[*_]|\\/g, '')
    .replaceAll(NAMES, 'x')
    .replaceAll(/(?:\d+年)?\d+月\d+日/g, '9\uE000');

test.each(['standard', 'light'] as const)(
  '6.2 (%s): a Chinese reader stumbles over nothing that is shown',
  (profile) => {
    const found = new Map<string, string>();
    everyLife(
      profile,
      (play) => {
        for (const line of shown(play, 'zh-CN')) {
          for (const one of inItalics(line)) found.set(`in italics: ${one}`, line);
          for (const [what, pattern] of Object.entries(STUMBLES))
            if (pattern.test(read(line))) found.set(`${what}: ${pattern.exec(read(line))?.[0]}`, line);
        }
      },
      12,
    );
    expect(Object.fromEntries(found)).toEqual({});
  },
);

test.each(['standard', 'light'] as const)(
  '6.2 (%s): an English reader stumbles over nothing that is shown',
  (profile) => {
    const found = new Map<string, string>();
    everyLife(
      profile,
      (play) => {
        for (const line of shown(play, 'en')) {
          const words = read(line.replaceAll(/“[^”]*”/g, 'x'));
          const wrong =
            / {2}\S|\s[,;.](?:\s|$)|\bx and x (?:is|has|does)\b|\b1 (?:steps|votes|conditions|files)\b|[，。；：、（）]/.exec(
              words.trim(),
            );
          if (wrong && !/\p{Script=Han}/u.test(words)) found.set(wrong[0], line);
        }
      },
      12,
    );
    expect(Object.fromEntries(found)).toEqual({});
  },
);

test('both languages are looked at', () => {
  expect(LOCALES).toEqual(['en', 'zh-CN']);
});
