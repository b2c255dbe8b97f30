/** Holds what Chinese readers are shown to the rules of style that need the rendered words: what helps after a no, what buttons say, and no leaning Han. */
import { readdir, readFile } from 'node:fs/promises';
import type { RefusalCode } from '@countersign/core/change/refusal.ts';
import { REFUSALS } from '@countersign/core/change/refusal.ts';
import { MESSAGES, type MessageId } from '@countersign/core/text/catalogue.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { WORDS } from '@countersign/jira/port/words.ts';
import { expect, test } from 'vitest';
import { inItalics } from './instruments/chinesereader.ts';

const say = speaker({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' }, PLAIN);
/** Somebody is asked, may do something, sees an example or a command, or hears that nothing is to be done. */
const HELPS =
  /请|例如|\/\p{Script=Han}|无需|不需|不用|再试|可(?:以|用|在|由|先|再|到|直接|改|将|把|从|向|添加|写)|(?:须|需要?)(?:由|先|在|有|是|填|写|再|要)|见 ?[“《「]|才[能会]|即可/u;

test.each(Object.keys(REFUSALS) as RefusalCode[])('after the refusal %s it is said what to do next', (code) => {
  const { what, remedy } = refusalView({ code, values: {}, onRecord: false });
  expect(say(remedy)).toMatch(HELPS);
  // "This action" names nothing: the reader has just typed several.
  expect(say(what)).not.toMatch(/不能这样做/);
});

test('a sentence that only says how it is helps nobody, though a word in it is one that helps elsewhere', () => {
  for (const idle of [
    '可选席位：客户。',
    '可收回的只有本轮的表决。',
    '意见见后。',
    '必须。',
    '可行性未知。',
    '需求不明。',
  ])
    expect([idle, HELPS.test(idle)]).toEqual([idle, false]);
});

test('what would open a gate, and what is to be pressed, is said as something to do', () => {
  const all = (Object.entries(MESSAGES['zh-CN']) as [MessageId, string][]).filter(([id]) =>
    /\.(?:remedy|press)$/.test(id),
  );
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter(([, text]) => !HELPS.test(text)).map(([id, text]) => `${id}: ${text}`)).toEqual([]);
});

/** Words of the panels that stand on a button: acts, and what a form sends. */
const BUTTONS = Object.entries(WORDS['zh-CN']).filter(([id]) => /^act\.(?!why$)[\w-]+$/.test(id));

test('a button is a verb with its object, of seven characters at most', () => {
  expect(BUTTONS.length).toBeGreaterThan(20);
  expect(BUTTONS.filter(([, text]) => [...text].length > 7 || /[。，；：！？]/.test(text))).toEqual([]);
});

test('names are quoted in Chinese documents, not set in italics', async () => {
  const folder = new URL('../docs/', import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.zh-CN.md'));
  const files = [...names.map((one) => new URL(one, folder)), new URL('../README.zh-CN.md', import.meta.url)];
  const found = await Promise.all(
    files.map(async (one) =>
      inItalics((await readFile(one, 'utf8')).replaceAll(/```[\s\S]*?```/g, '')).map(
        (text) => `${one.pathname.split('/').at(-1)}: ${text}`,
      ),
    ),
  );
  expect(found.flat()).toEqual([]);
  expect(inItalics('在面板中点击*提交*。')).toEqual(['*提交*']);
  expect(inItalics('要求检查 *Countersign*，**请**启用')).toEqual([]);
});

test('to put a decision off is one word in Chinese: what is late is a schedule, and nothing else is called so', () => {
  const all = [...Object.entries(MESSAGES['zh-CN']), ...Object.entries(WORDS['zh-CN'])] as [string, string][];
  const others = all.filter(([, text]) => /暂缓|搁置|延后|延期|缓办|押后|推后/.test(text)).map(([id]) => id);
  // Each of these is of a number of working days, or of a milestone.
  expect(others.filter((id) => !/schedule|milestone|\.days$/.test(id))).toEqual([]);
  const deferring = all.filter(([id]) =>
    /(?:^|[.-])defer(?:red)?(?:$|[.-])|assessment-days|past-date|until-or-trigger/.test(id),
  );
  expect(deferring.length).toBeGreaterThan(8);
  expect(
    deferring
      .filter(([id, text]) => !/\.(?:remedy|press)$/.test(id) && !text.includes('推迟'))
      .map(([id, text]) => `${id}: ${text}`),
  ).toEqual([]);
});
