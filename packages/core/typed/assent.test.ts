import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainYes, soundsLikeYes } from './assent.ts';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };

function votes(comment: string): readonly (string | undefined)[] {
  return readComment(comment, FACTS).map((one) =>
    one.kind === 'command' && one.command.type === 'vote'
      ? one.command.verdict
      : one.kind === 'misunderstood'
        ? one.misunderstanding.code
        : undefined,
  );
}

const YES = [
  '',
  'LGTM',
  'LGTM!',
  'lgtm, thanks',
  'Looks good to me.',
  'looks great, thanks for the work @mei!',
  '+1',
  '👍',
  '👍🏽 🎉',
  ':+1:',
  'ok',
  'Okay, go ahead',
  'Agreed',
  'I agree.',
  'yes',
  'fine by me',
  'Sounds good',
  'no objections',
  'No further concerns',
  'No objections from my side',
  'thank you all',
  '- LGTM',
  '**LGTM**',
  '同意',
  '我同意',
  '我方无异议',
  '没问题',
  '没有问题，谢谢',
  '同意，辛苦了！',
  '可以',
  '通过。',
  '好的',
  '无异议',
  '没有意见',
  '收到，同意',
  '已确认，同意',
  '不错',
  '按计划执行',
  '就按方案执行',
];

const WHY = [
  ['because it fits the budget', 'it fits the budget'],
  ['because of the deadline', 'the deadline'],
  ['reason: cheaper than the other way', 'cheaper than the other way'],
  ['Reason： fits', 'fits'],
  ['因为预算可行', '预算可行'],
  ['理由：预算可行', '预算可行'],
  ['原因: 客户已确认', '客户已确认'],
  ['由于工期不变', '工期不变'],
] as const;

const NO_PLAIN_YES = [
  'cancel',
  'pending the load test',
  'when CI is green',
  'not yet',
  'later',
  'after legal signs',
  'fits the budget',
  'LGTM?',
  'ok if the price holds',
  'LGTM but only once signed',
  'yes, provided that it is tested',
  'thanks for waiting until it is signed',
  'with changes',
  'in principle',
  'tentatively',
  'revoke',
  '~~LGTM~~',
  'no',
  'no objections if the price holds',
  'agreed with the customer that we wait',
  '+10',
  'because',
  'because not yet signed off',
  'reason: if the price holds',
  '待客户确认后',
  '需补充测试',
  '有条件',
  '有条件通过',
  '原则上同意',
  '原则同意',
  '暂同意',
  '基本同意',
  '同意，待法务确认',
  '同意后续再议',
  '同意吗',
  '同意？',
  '可以，但价格须不变',
  '可以考虑',
  '通过评审后',
  '好像不行',
  '没问题才怪',
  '不同意',
  '不可以',
  '部分同意',
  '撤回',
  '取消',
  '因为',
  '因为暂不具备条件',
  '我方客户尚未确认',
];

/** As colleagues say it. */
const SAID_PLAINLY = [
  'I approve this change',
  'I approve',
  'I approve the change',
  'approved by me',
  'works for me',
  'sure',
  'Sure, go ahead',
  'absolutely',
  'definitely',
  'fine',
  'all good',
  'good to go',
  'happy with this',
  'I am happy with it',
  "I'm fine with this",
  "I'm OK with the change",
  'you have my approval',
  'you have my vote',
  'that is fine',
  "that's fine with me",
  'I support this',
  'I support the change',
  'proceed',
  'please proceed',
  'please go ahead',
  "let's do it",
  "let's go",
  'accepted',
  'confirmed',
  'signed off',
  'yes please',
  'yes, from my side',
  'yes from our side',
  'I agree with this change',
  'agree',
  'agreed, thanks',
  'I have no objections',
  'no objection from our side',
  'ok for me',
  'ok by us',
  'okay, approved',
  'good plan',
  'great plan',
  'great, thanks',
  'very good',
  'perfect',
  'makes sense',
  'makes sense to me',
  'sounds good to us',
  'I vote yes',
  'my vote is yes',
  'yes!',
  'aye',
  '+1 from me',
  'a clear yes',
  'of course',
  'no problem',
  'no problem at all',
  'fully agree',
  'I fully agree',
  'totally agree',
  'I am in favour',
  'in favour',
  'in favor',
  'count me in',
  'looks good from our side',
  'we approve',
  'we agree',
  'we accept',
  'this is fine',
  'it is fine',
  '可以的',
  '同意该变更',
  '同意此变更',
  '同意本变更',
  '同意变更',
  '同意这个变更',
  '同意实施',
  '同意执行',
  '同意该方案',
  '同意方案',
  '批准该变更',
  '批准变更',
  '批准实施',
  '没问题的',
  '没有问题',
  '支持',
  '支持该变更',
  '支持这个变更',
  '支持变更',
  '赞同该方案',
  '确认无误',
  '确认可行',
  '确认同意',
  '我确认',
  '照办',
  '妥',
  '行的',
  '好的，同意',
  '好，批准',
  '我方同意',
  '我们同意',
  '本人同意',
  '同意，请执行',
  '同意，请实施',
  '请执行',
  '请实施',
  '可以实施',
  '可以执行',
  '可以开始',
  '通过该变更',
  '予以批准',
  '予以通过',
  '准予实施',
  '同意推进',
  'OK，同意',
  'ok的',
  '没毛病',
  '没啥问题',
  '完全没问题',
  '我没问题',
  '我没意见',
  '没意见',
  '无意见',
  '同意！',
  '同意+1',
  '赞成',
  '赞成该变更',
  '我赞成',
  '我支持',
  '认可',
  '认可该方案',
  '方案可行，同意',
  '可行，同意',
  '评估合理，同意',
  '已审阅，同意',
  '已阅，同意',
  '经评审，同意',
  '同意，辛苦了',
];

test.each(SAID_PLAINLY)('4.1: “%s” is understood as a yes', (words) => {
  expect(votes(`/approve ${words}`)).toEqual(['approve']);
  expect(votes(`/批准 ${words}`)).toEqual(['approve']);
});

const HEDGES = [
  'in principle',
  'for now',
  'if signed',
  'once it is tested',
  'pending review',
  'but not yet',
  'except the plan',
  'later',
  'with changes',
  'I guess',
  'not',
  '但须复核',
  '待确认',
  '原则上',
  '暂时',
  '前先复核',
  '一半',
  '除费用外',
  '吗',
  '？',
];

test.each(HEDGES)('4.1: no plain yes stays one with “%s” beside it', (hedge) => {
  for (const yes of [...SAID_PLAINLY, 'LGTM', '同意'])
    for (const words of [`${yes} ${hedge}`, `${yes}, ${hedge}`, `${hedge} ${yes}`, `${yes}${hedge}`])
      expect([words, plainYes(words)?.reason]).toEqual([words, undefined]);
});

test.each(YES)('4.1: /approve %s is a plain yes', (words) => {
  expect(votes(`/approve ${words}`)).toEqual(['approve']);
  expect(votes(`/批准 ${words}`)).toEqual(['approve']);
  expect(votes(`/approve as project-manager ${words}`)).toEqual(['approve']);
});

test.each(WHY)('4.1: /approve %s gives its reason', (words, reason) => {
  expect(readComment(`/approve ${words}`, FACTS)).toMatchObject([{ command: { verdict: 'approve', reason } }]);
  expect(votes(`/approve LGTM, ${words}`)).toEqual(['approve']);
});

test.each(NO_PLAIN_YES)('4.1: /approve %s is asked back, quoted, with both ways out', (words) => {
  for (const comment of [`/approve ${words}`, `/批准，${words}`, `/approve\n- ${words}`, `/approve as pm\n${words}`])
    expect([comment, votes(comment)]).toEqual([comment, ['no-plain-yes']]);
  expect(readComment(`/approve ${words}`, FACTS)).toMatchObject([
    { misunderstanding: { example: '/approve', values: { words } } },
  ]);
});

test.each(['/reject cancel', '/reject not yet', '/abstain until legal has spoken', '/反对 待客户确认后'])(
  '4.1: only an approval has to be plain: %s is taken with its words',
  (comment) => {
    expect(votes(comment)).toEqual([comment.startsWith('/abstain') ? 'abstain' : 'reject']);
  },
);

test.each([
  '/approve\n\nBest regards,\nMei Chen\nAcme Ltd.',
  '/approve LGTM\n\nI will tell the customer tomorrow.',
  '/批准\n\n发自我的 iPhone',
  '/approve\n\nSee you.\n\n- 1 attachment',
])('4.1: a further paragraph is talk: %j', (comment) => {
  expect(votes(comment)).toEqual(['approve']);
});

test.each(['/approve\n\nonly if signed', '/approve\n\n- only if signed', '/批准\n\n但价格须不变'])(
  '4.1: a further paragraph that takes the yes back does: %j',
  (comment) => {
    expect(votes(comment)).toEqual(['no-plain-yes']);
  },
);

const said = fc.constantFrom(...YES.filter((one) => plainYes(one)?.reason === one && !one.includes('?')));
const between = fc.constantFrom(' ', ', ', '，', '。', '! ', '\n', ' – ', '；');
const more = fc.constantFrom(...NO_PLAIN_YES.filter((one) => !/^(?:no|because|因为|不|\+10|reason)/.test(one)));

test('4.1: signs of assent in any row are a plain yes, and a word more anywhere among them is none', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(said, between), { minLength: 1, maxLength: 4 }), more, fc.nat(4), (row, word, at) => {
      const parts = row.map(([one, mark]) => `${one}${mark}`);
      expect(plainYes(parts.join(''))).toBeDefined();
      expect([...parts, word, plainYes(parts.toSpliced(at, 0, `${word}, `).join(''))].at(-1)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test('4.1: a text of any length is asked back in the same work for each of its words', () => {
  expect(plainYes(`${'ok '.repeat(20_000)}`)).toBeUndefined();
  expect(plainYes(`${'thanks for the '.repeat(5_000)}`)).toBeUndefined();
  expect(plainYes(`${'同意了'.repeat(20_000)}x`)).toBeUndefined();
  for (const many of ['.', '!)', '1', '@', '@a', 'not ', ' ', '待', '"', 'if', '- '])
    expect(votes(`/approve\n\n${many.repeat(30_000 / many.length)}x`)).toHaveLength(1);
});

test.each([
  ['/retract', {}],
  ['/收回表决', {}],
  ['/retract as customer I read the price wrong', { seat: 'customer', reason: 'I read the price wrong' }],
  ['/retract I read the price wrong', { reason: 'I read the price wrong' }],
])('4.1: %s takes one’s own vote back', (comment, more) => {
  expect(readComment(comment, FACTS)).toEqual([
    { kind: 'command', line: comment, command: { type: 'retract', ...more } },
  ]);
});

/** What takes a yes back, or lets it wait for something. */
const TURNS = [
  'but only if signed',
  'Only once legal has signed.',
  'not yet',
  'if the price holds',
  'unless the customer objects',
  'Valid only if legal agrees.',
  'Provided that the test passes.',
  'Providing the price holds.',
  'On condition that legal agrees.',
  'This is conditional on the load test.',
  'However, legal has to sign first.',
  'Legal has to sign first.',
  'As long as the price holds.',
  'When legal has signed.',
  'After legal has signed.',
  'Pending the load test.',
  'Assuming that the test passes.',
  'Subject to the load test.',
  'It depends on the load test.',
  'With changes to step 2.',
  'In principle.',
  'Actually no.',
  'Actually, I take that back.',
  'Sorry, wrong issue.',
  'Please ignore this.',
  'Please wait.',
  'Cancel that.',
  'I do not approve.',
  "I don't agree.",
  'This was meant for #12.',
  'Correction: /reject',
  'I changed my mind.',
  'I reject it.',
  '但价格须不变',
  '不过要先测试',
  '前提是价格不变',
  '条件是价格不变',
  '仅当价格不变',
  '仅限第一阶段',
  '如果价格不变',
  '除非客户反对',
  '只要价格不变',
  '待法务确认',
  '等法务确认后再执行',
  '需先补充测试',
  '须法务确认后生效',
  '法务确认后生效',
  '有条件通过',
  '上面作废',
  '撤回',
  '我收回',
  '弄错了',
  '暂不执行',
  '我不同意',
  'Provisionally.',
  'One caveat: the price.',
  'On the understanding that the price holds.',
  'Good enough for now.',
  'I am not sure about the cost.',
  'We are not quite there.',
  'I have my doubts about step 2.',
  'I have reservations about the cost.',
  'We should hold off.',
  "Let's wait for legal.",
  'I would rather see the test.',
  'Everything except the cost.',
  'Apart from the cost I am fine.',
  'I agree only with step 1.',
  'Please fix the cost before we merge.',
  'The tests have to be green before it is merged.',
  'I oppose this.',
  '👎',
  '原则上同意，细节再议',
  '我原则上没有意见',
  '基本同意',
  '暂时同意',
  '先这样',
  '先改成本再合并',
  '测试通过的话就可以',
  '要是价格不变就可以',
  '除了成本都同意',
  '除成本以外都可以',
  '只同意第一阶段',
  '我保留意见',
  '我有顾虑',
  '我不太确定',
  '成本再考虑一下',
  '以合同为准',
  '视测试结果而定',
  '测试通过才能合并',
  '合并前请修改成本',
  '还要补充测试',
  '我反对成本部分',
  '投错了',
  '我改主意了',
  'Approved with conditions.',
  'Ship it when green.',
  '我难以同意',
  '改完再合并',
  '测试通过即可',
] as const;

const PLACES: Readonly<Record<string, (words: string) => string>> = {
  'as a further paragraph': (words) => `/approve\n\n${words}`,
  'behind another sentence': (words) => `/approve LGTM\n\nThanks all. ${words}`,
  'as a third paragraph': (words) => `/approve\n\nThanks all.\n\n${words}\n\nMei`,
  'on a line of a paragraph': (words) => `/approve\n\n谢谢大家。\n${words}`,
  'behind a quotation': (words) => `/approve\n\n> Is it done?\n\n${words}`,
  'behind code': (words) => `/approve\n\n\`\`\`\nrun\n\`\`\`\n\n${words}`,
  'behind a table': (words) => `/approve\n\n| a |\n| - |\n| 1 |\n\n${words}`,
  'behind a rule': (words) => `/approve\n\n---\n\n${words}`,
  'behind another command': (words) => `/approve\n/explain\n\n${words}`,
  'as a heading': (words) => `/approve\n\n## ${words}`,
  'in a list': (words) => `/approve\n\n- Thanks\n- ${words}`,
  'in bold': (words) => `/approve\n\n**${words}**`,
  'in brackets': (words) => `/approve\n\n(${words})`,
  'in quotation marks': (words) => `/approve\n\n“${words}”`,
  'behind a name': (words) => `/approve\n\n@mei ${words}`,
  'behind a sign': (words) => `/approve\n\n⚠️ ${words}`,
  'as a paragraph before': (words) => `${words}\n\n/approve`,
  'on the line before': (words) => `${words}\n/approve`,
  'within its reason': (words) => `/approve because it is needed. ${words}`,
  'on a line of its reason': (words) => `/approve because it is needed\n${words}`,
  'as its reason': (words) => `/approve reason: ${words}`,
  'as its reason in Chinese': (words) => `/批准 理由：${words}`,
};

test.each(Object.entries(PLACES))('4.1: what turns a yes is noticed %s', (_, place) => {
  const counted = TURNS.map(place).filter((comment) => votes(comment).includes('approve'));
  expect(counted).toEqual([]);
});

const TALK = [
  'Best regards,\nMei Chen\nAcme Ltd.',
  'I will tell the customer tomorrow.',
  '发自我的 iPhone',
  'Thanks for the update!',
  'No objections from our side.',
  'Sorry for the delay.',
  'Tested locally, works.',
  'Once again: well done.',
  'If you have any questions, call me.',
  '辛苦各位了，明天我通知客户。',
  '没有问题，谢谢。',
  'That is all for now.',
  'No doubt the customer will like it.',
  'No reservations.',
  'I approve without hesitation.',
  'We discussed it before the holidays.',
  '先谢谢大家。',
  '没有顾虑。',
  '再说一遍：辛苦了。',
  '没人反对。',
  '客户暂时没有问题。',
] as const;

test.each(['/approve\n\n%', '%\n\n/approve', '%\n/approve', '/approve\n\n> Done?\n\n%', '/approve\n\nHello.\n\n%'])(
  '4.1: talk beside a yes is talk: %j',
  (place) => {
    const asked = TALK.map((words) => place.replace('%', words)).filter((comment) => votes(comment)[0] !== 'approve');
    expect(asked).toEqual([]);
  },
);

test('4.1: what a text beside a yes says of another command is that command’s', () => {
  expect(votes('/approve\n/concern The fonts are free only if we pay')[0]).toBe('approve');
  expect(votes('/approve\n\n/plan\nsteps:\n  - text: Wait until it is signed')[0]).toBe('approve');
});

test.each(['confirm', 'second', 'start', 'release'])(
  '4.1: /%s is done at once, and not where what stands with it turns it',
  (word) => {
    const said = Object.entries(PLACES).filter(([where]) => !/reason|another sentence/.test(where));
    const done = said
      .flatMap(([, place]) => TURNS.map(place))
      .map((comment) => comment.replace('/approve', `/${word}`))
      .filter((comment) => !readComment(comment, FACTS).some((one) => one.kind === 'misunderstood'));
    expect(done).toEqual([]);
  },
);

test.each(['confirm', 'second', '确认', '附议'])(
  '4.1, 3.3: /%s agrees as a vote does: a plain yes may stand with it, and nothing else',
  (word) => {
    const done = (words: string) => readComment(`/${word} ${words}`, FACTS).some(({ kind }) => kind === 'command');
    expect(NO_PLAIN_YES.filter(done)).toEqual([]);
    expect(
      ['fine but the price is too high', 'I guess', 'looks ok, though I want the tests', '应该可以吧'].filter(done),
    ).toEqual([]);
    expect([...YES, ...WHY.map(([words]) => words)].filter((words) => !done(words))).toEqual([]);
    // A further paragraph is talk.
    expect(readComment(`/${word}\n\nBest regards,\nMei`, FACTS)).toMatchObject([{ kind: 'command' }]);
  },
);

const POLITE = ['Thanks!', 'thank you all', 'Well done', '收到', '辛苦了', '谢谢大家！', '🙏', ''];

test.each(YES.filter((one) => one.trim() !== '' && !one.startsWith('- ')))(
  '4.1: %s without a command is no vote, and sounds like one',
  (words) => {
    const isJudgement = soundsLikeYes(words);
    expect(readComment(words, FACTS)).toMatchObject(
      isJudgement ? [{ kind: 'assent', misunderstanding: { code: 'no-vote-yet' } }] : [],
    );
    expect(readComment(`> who is for it?\n\n${words}`, FACTS)).toHaveLength(isJudgement ? 1 : 0);
  },
);

test('4.1: only words that judge sound like a vote', () => {
  for (const words of ['LGTM', 'approved', '同意', 'Looks good to me, thanks!', '👍', '没问题', '@countersign 同意。'])
    expect([words, soundsLikeYes(words)]).toEqual([words, true]);
  for (const words of [...POLITE, ...NO_PLAIN_YES]) expect([words, soundsLikeYes(words)]).toEqual([words, false]);
  for (const apart of ['`LGTM`', '~~LGTM~~', '```\nLGTM\n```', '- LGTM', '<details>\n\nLGTM\n\n</details>', '> LGTM'])
    expect([apart, readComment(apart, FACTS)]).toEqual([apart, []]);
});
