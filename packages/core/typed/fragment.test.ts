/** Shows that a few words beside a yes which narrow, doubt or disown it hold it, wherever they stand, and that facts with the same words do not (4.1). */
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };
const isYes = (comment: string): boolean =>
  readComment(comment, FACTS).some(
    (one) => one.kind === 'command' && one.command.type === 'vote' && one.command.verdict === 'approve',
  );

const PLACES: Readonly<Record<'en' | 'zh', readonly ((words: string) => string)[]>> = {
  en: [
    (words) => `/approve ${words}`,
    (words) => `/approve ok, ${words}`,
    (words) => `/approve\n${words}`,
    (words) => `/approve\n\n${words}`,
    (words) => `${words}\n\n/approve`,
    (words) => `/approve because it is good, ${words}`,
  ],
  zh: [
    (words) => `/同意 ${words}`,
    (words) => `/同意 可以，${words}`,
    (words) => `/同意\n${words}`,
    (words) => `/同意\n\n${words}`,
    (words) => `${words}\n\n/同意`,
    (words) => `/同意 理由：方案合理，${words}`,
  ],
};

const HELD = {
  en: [
    ...['the previous version', 'the old version', 'as of revision 2', 'option B', 'the other option', 'scope A'],
    ...['the text, not the cost', 'what Bob wrote, not this', 'the plan without step 3', 'everything up to step 3'],
    ...['limited to EU', 'for two weeks', 'next sprint', 'in the next release', 'post-launch', 'from Monday on'],
    ...['deploy Monday at the earliest', 'tomorrow', 'dry run', 'as a draft', 'on a trial basis', 'this is a test'],
    ...['I guess', 'more or less', 'in spirit', '80 % sure', '50%', 'lol no', 'hmm', 'meh', "we'll see"],
    ...['wrong button', 'misclick', 'by mistake', 'void', 'this is risky', 'looks risky', 'give me a day'],
    ...['let me think about it', 'I have a question', 'check with legal', 'Bob decides', 'Bob has the last word'],
    ...['Bob needs to agree too', 'the CISO should have a look', 'requires sign-off by the CISO', 'with one exception'],
    ...['presuming Bob is fine with it', 'budget allowing', 'God willing', 'in case nobody objects', 'sans migration'],
    ...['before the freeze, otherwise no', ':-(', ':(', '🤔', '⏳'],
  ],
  zh: [
    ...['上一版', '旧版本', '第二版', '方案乙', '另一个方案', '我更想要方案乙', '计划去掉第三步', '有一个例外', '一半'],
    ...['最多五天', '不超过一万', '一万以内', '到周五为止', '发布后', '春节后', '修改后', '假设预算够', '测试变绿时'],
    ...['资金到位为准', '明天', '下个迭代', '最早周一', '临时', '演练', '作为草稿', '试两周', '大概', '也许', '违心'],
    ...['八成把握', '按错了', '当我没说', '开玩笑的', '走个形式', '且慢', '停', '替李四', '看资金', '风险很大'],
    ...['估算有误', '让我想想', '给我一天', '明天讨论', '请补测试', '按下面修改', '改了错字就合并', '缺回滚方案'],
    ...['李四说了算', '由李四决定', '没意见才怪', '法务：待定', '周一之前不要部署', '文字可以，费用不行', '🤔'],
  ],
} as const;

test.each((['en', 'zh'] as const).flatMap((locale) => HELD[locale].map((words) => [words, PLACES[locale]] as const)))(
  '4.1: %j beside a yes holds it, wherever it stands',
  (words, places) => {
    expect(places.map((place) => place(words)).filter(isYes)).toEqual([]);
  },
);

test.each([
  '/approve because the old version breaks billing',
  '/approve because option B costs more than this',
  '/approve because the previous draft was discussed with legal',
  '/approve\n\nI have to say, well written.',
  '/approve\n\nThe last version of the report is attached.',
  '/approve\n\nStep 1 was reviewed on Monday.',
  '/approve LGTM :)',
  '/approve ok :-)',
  '/approve ok: good',
  '/同意 理由：旧版本不安全',
  '/同意 理由：方案乙成本更高客户不接受',
  '/同意\n\n会议上演练过两次。',
  '/同意\n\n今后大家也会用到。',
  '/同意 理由：最后一步已经完成',
])('4.1: %j is a yes: the same words tell why, or tell of something', (comment) => {
  expect(isYes(comment)).toBe(true);
});
