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
  'fits half of the budget',
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

/** What is said with an approval, in both languages: plainly, politely, with a reason, with a letter's end, with signs, in either width. */
const SAID_OTHERWISE = [
  ...['Approved, good work', 'Approved. Good work, team!', 'Approved from my side', 'Yes, approved.', 'YES', 'Y'],
  ...['yup', 'yeah', 'yea', 'Yay!', 'ok!', 'okey', 'okay 👍', 'LGTM 🚀', 'LGTM :shipit:', 'LGTM — thanks!'],
  ...['Looks good to me, please go ahead', 'Looks good.', 'Looks good to me', 'looking good', 'looks very good'],
  ...['Looks really good to me', 'That looks good', 'This looks good to me', 'This looks right to me'],
  ...['It looks good to us', 'Seems fine', 'All looks good', 'All good from my end', 'All good here', 'all fine'],
  ...['All clear', 'Good', 'good for me', 'Good with me', 'Fine with me', 'Fine for me', 'fine by us'],
  ...["I'm good with this", "I'm good", "I'm happy to approve", 'Happy to approve', 'happy to support this'],
  ...['I am happy to approve this change', 'Glad to approve', 'I hereby approve this change', 'I hereby approve'],
  ...['hereby approved', 'I do approve', 'I can approve this', 'I approve this change request', 'I approve the plan'],
  ...['I approve it', 'I approve of this', 'I approve the change as described', 'approved as proposed'],
  ...['approved as is', 'Approved as written', 'agree 100%', '100% agree', 'Agreed 👍', "Agreed, let's go"],
  ...['Agree with the assessment', 'I agree with the assessment', 'agree with the plan', 'I concur', 'concur'],
  ...['Concurred', 'seconded', 'I second this', 'Full support', 'You have my full support', 'My full support'],
  ...['full approval', 'my approval', 'with pleasure', 'gladly', 'gladly approved', 'Sure thing', 'no objection'],
  ...['No objections here', 'No objections on my side', 'no objections on our end', 'no concerns here'],
  ...['no blockers', 'No blockers from my side', 'nothing to object', 'no further questions', 'No remarks', 'Go'],
  ...['go!', 'Go for it', 'Go for it!', 'Go ahead please', 'please merge', 'Please implement', 'please start'],
  ...["Let's do this", 'Let us do it', "Let's go!", 'Do it', 'Green light', 'green light from me', 'Thumbs up'],
  ...[
    'thumbs up from me',
    '👍👍',
    '👍 from me',
    '👍 LGTM',
    '✅',
    '✅ approved',
    '☑️',
    '✔️ ok',
    '🆗',
    '🙆',
    '💪',
    '💚',
    '🫡',
  ],
  ...['🙌', '👏 great', ':rocket:', ':heavy_check_mark: LGTM', ':ok:', 'I confirm', 'I confirm my approval'],
  ...['confirmed, thanks', 'Accepted, thanks', 'We accept the change', 'accept', 'We support this change'],
  ...['supported', 'endorsed', 'I endorse this', 'In favour!', '+1!', '+1 👍', '+1, thanks', '+ 1', '＋１', 'ＬＧＴＭ'],
  ...[
    'ＯＫ',
    'Ok，同意',
    'Approved / 同意',
    '同意 / Approved',
    '同意 (approved)',
    '(approved)',
    '*approved*',
    '__LGTM__',
  ],
  ...['~approved', 'Approved.\n\nMei Chen\nProject Manager\nAcme Ltd.', '\n\n-- \nMei Chen\nProject Manager, Acme'],
  ...['\n\nBest regards\nMei', '\n\nKind regards,\n\nMei Chen | Acme | +86 10 1234 5678', '\n\nSent from my iPhone'],
  ...['\n\nGet Outlook for iOS', '\n\nVon meinem iPhone gesendet', 'Best regards, Mei', 'Regards', 'Cheers'],
  ...['Cheers, Mei', 'Thanks, Mei', 'thx', 'ty', 'Thank you for the good work', 'Thanks for the detailed plan!'],
  ...['Thanks for addressing my comments', 'thanks for the quick turnaround', 'Thank you very much for your effort'],
  ...['Great job everyone', 'Nice!', 'nice one', 'Awesome', 'Excellent plan', 'Excellent work', 'well thought out'],
  ...['solid plan', 'Perfect, thanks!', 'Beautiful', 'Brilliant', 'Wonderful', 'as discussed', 'as agreed'],
  ...['Approved as discussed', 'approved, as discussed', 'as discussed, LGTM', 'because it is needed'],
  ...['because the customer asked for it', 'since the customer asked for it', 'as it fits the budget'],
  ...['reason: agreed in the meeting', 'Reason - fits the budget', 'Approved because it fits the budget'],
  ...['Rationale: fits the budget', 'Justification: fits the budget', 'due to the deadline', '我同意', '我同意此变更'],
  ...[
    '我同意该变更请求',
    '同意该变更请求',
    '同意此次变更',
    '同意本次变更',
    '同意上述变更',
    '同意变更内容',
    '同意按此执行',
    '同意按计划执行',
    '同意按方案实施',
    '同意并支持',
  ],
  ...[
    '同意，请推进',
    '同意，请继续',
    '同意，请尽快实施',
    '同意，按计划推进',
    '同意，抓紧实施',
    '同意，谢谢！',
    '同意。谢谢大家！',
    '同意！！！',
    '同意~',
    '同意～',
    '同意。',
  ],
  ...[
    '同意，',
    '同意👍',
    '👍同意',
    '同意 OK',
    'OK 同意',
    'ok，没问题',
    'ok, 同意',
    '批准',
    '批准。',
    '已批准',
    '我批准',
    '我方批准',
    '予以同意',
    '准',
  ],
  ...[
    '准了',
    '允许',
    '许可',
    '核准',
    '照准',
    '可',
    '可以',
    '可以！',
    '可以呀',
    '可以啊',
    '可以哦',
    '好',
    '好的',
    '好的好的',
    '好呀',
    '好啊',
    '好嘞',
    '好滴',
  ],
  ...[
    '行',
    '行，可以',
    '没问题',
    '没问题！',
    '没问题哈',
    '没问题，同意',
    '没有问题，同意',
    '没有异议',
    '无异议，同意',
    '无意见，同意',
    '我没有意见',
    '我这边没问题',
  ],
  ...[
    '我这边没有问题',
    '我这边OK',
    '我这边同意',
    '我方没有意见',
    '客户方同意',
    '项目经理同意',
    '技术上没问题',
    '技术侧同意',
    '质量无异议',
    '预算上没问题',
    '从技术角度看没问题',
  ],
  ...[
    '评估无误，同意',
    '评估没问题',
    '方案没问题',
    '方案OK',
    '方案可以',
    '计划可以',
    '计划合理，同意',
    '同意方案，请执行',
    '支持！',
    '大力支持',
    '全力支持',
    '坚决支持',
  ],
  ...[
    '非常同意',
    '十分赞同',
    '完全同意',
    '完全赞同',
    '举双手赞成',
    '赞同',
    '投赞成票',
    '我投赞成票',
    '赞',
    '点赞',
    '顶',
    '妥妥的',
    'OK的',
    'OK了',
    '过',
    '通过',
  ],
  ...[
    '审核通过',
    '评审通过',
    '审批通过',
    '同意通过',
    '一致通过',
    '确认通过',
    '确认',
    '已确认',
    '确认，同意',
    '已阅同意',
    '已阅，无意见',
    '已审核',
    '已审核，同意',
  ],
  ...[
    '收到，没问题',
    '了解，同意',
    '明白，同意',
    '知悉，同意',
    '辛苦了，同意',
    '同意，辛苦各位',
    '同意，辛苦大家了',
    '感谢，同意',
    '同意，感谢团队',
    '\n\n此致\n敬礼',
  ],
  ...[
    '\n\n李明\n项目经理',
    '理由：预算可行',
    '理由: 已与客户确认',
    '理由是预算可行',
    '原因：客户要求',
    '因为客户要求',
    '因客户要求',
    '鉴于预算充足，同意',
    '由于工期不变',
  ],
  ...[
    '同意，因为预算可行',
    '同意，理由：预算可行',
    '同意，理由是预算可行',
    '同意，预算可行',
    '同意：预算可行',
    '同意，不影响工期',
    '同意，对进度没有影响',
    '同意实施该变更',
    '同意开始实施',
  ],
  ...[
    '同意上线',
    '同意发布',
    '可以上线',
    '可以发布',
    '可以合并',
    '请合并',
    '请上线',
    '麻烦尽快实施',
    '同意變更',
    '沒問題',
    '贊成',
    '批准，謝謝',
  ],
];

test.each(SAID_OTHERWISE)('4.1: “%s” with an approval is a yes', (words) => {
  expect(votes(`/approve ${words}`)).toEqual(['approve']);
  expect(votes(`/批准 ${words}`)).toEqual(['approve']);
});

/** What holds a yes back, narrows it, asks, or says something else. */
const HELD_BACK = [
  ...['fix the tests and it is fine', 'fix the tests please', 'please fix the tests', 'Please add tests'],
  ...['Please update the plan', 'Please make sure the tests pass', 'make sure QA signs', 'Needs QA sign-off'],
  ...['We need QA sign-off', 'QA must sign off', 'requires a load test', 'A load test is required'],
  ...['The load test is missing', 'missing the load test', 'Load test outstanding', 'with the exception of step 2'],
  ...['minus step 2', 'all but step 2', 'everything but the cost', 'Not step 2', 'skip step 2', 'leave out step 2'],
  ...['step 2 needs work', 'step 2 is unclear', 'What about step 2?', 'who pays?', 'I have a question'],
  ...['One question: who pays?', 'Question about the cost', 'Could you add tests?', 'Can you lower the price?'],
  ...['Would like to see tests', "I'd like tests", 'I want tests', 'Would be good to have tests'],
  ...['should have tests', 'It should be tested', 'It has to be tested', 'Tests have to pass', 'Test it first'],
  ...['Test before merge', 'test then merge', 'after the test', 'following the load test', 'upon signature'],
  ...['on signature', 'by Friday', 'until Friday', 'till Friday', 'valid until Friday', 'this week only'],
  ...['only this week', 'for this week', 'for phase 1', 'in part', 'partially', 'partly', 'half', 'mostly', 'mainly'],
  ...['more or less', 'sort of', 'kind of', 'I think so', 'I guess', 'probably', 'maybe', 'perhaps', 'possibly'],
  ...['hopefully', 'should be fine', 'might be fine', 'could be fine', 'seems fine, not sure', 'fine, I suppose'],
  ...['if you insist', 'if you must', 'whatever', 'meh', 'reluctantly', 'against my better judgement'],
  ...['under protest', 'with a heavy heart', 'with concerns', 'with a concern', 'some concerns'],
  ...['with minor changes', 'with one change', 'with the following changes', 'change step 2', 'Given X'],
  ...['given approval by legal', 'legal permitting', 'weather permitting', 'budget permitting', 'provided'],
  ...['assuming', 'presumably', 'in so far as the budget holds', 'insofar as legal agrees'],
  ...['to the extent that legal agrees', 'where possible', 'as far as I can tell', 'AFAIK', 'IMO', 'from what I see'],
  ...['at your own risk', 'your responsibility', 'I take no responsibility', 'no responsibility', 'not my area'],
  ...['not my call', 'I abstain', 'abstain', 'neutral', '0', '+0', '-0', '-1', 'no', 'nope', 'reject', 'rejected'],
  ...['disapprove', 'disagree', 'veto', 'wait', 'hold on', 'stop', 'later', 'tomorrow', 'next week', 'not today'],
  ...['soon', 'when done', 'as soon as QA is done', 'once', 'whenever', 'unless', 'lest', 'otherwise no'],
  ...['or else I reject', 'else reject', 'except', 'besides step 2', 'apart from that fine', 'other than step 2'],
  ...['however', 'yet', 'still', 'though', 'although', 'despite the cost', 'in spite of the cost', 'too expensive'],
  ...['expensive', 'risky', 'the cost is high', 'the risk is high', 'cap at 5000', 'max 5000', 'up to 5000'],
  ...['below 5000', 'under 5000 CNY', 'not above 5000', 'if cost < 5000', 'cost <= 5000'],
  ...['cost must stay below 5000', 'for the pilot', 'for staging', 'on staging', 'in staging only'],
  ...['only in staging', 'just staging', 'as a trial', 'trial run', 'for a trial period', 'temporarily', 'interim'],
  ...['provisional', 'conditional', 'draft', 'WIP', 'pending', 'TBD', 'TBC', 'see comments', 'see my comments'],
  ...['see below', 'comments inline', 'with comments', 'nits', 'nit: rename', 'minor nits', 'one nit', 'approve?'],
  ...[
    'approve??',
    'approved?!',
    'LGTM?!',
    'really?',
    'are we sure',
    '同意，但需补充测试',
    '同意，补充测试',
    '同意，请补充测试',
    '同意，请修改成本',
  ],
  ...[
    '同意修改后实施',
    '修改后同意',
    '改后同意',
    '同意，改一下成本',
    '同意，注意风险',
    '同意，注意控制成本',
    '同意，控制成本',
    '同意，成本控制在5万以内',
    '同意，不超过5万',
  ],
  ...[
    '同意，5万以内',
    '同意，限5万',
    '同意5万以内',
    '同意第一步',
    '同意一期',
    '一期同意',
    '同意前两步',
    '除第二步外同意',
    '第二步不同意',
    '第二步除外',
    '同意大部分',
  ],
  ...[
    '大部分同意',
    '多数同意',
    '半同意',
    '勉强同意',
    '勉强可以',
    '凑合',
    '还行',
    '还可以',
    '一般',
    '马马虎虎',
    '差不多',
    '应该可以',
    '应该没问题',
    '大概可以',
  ],
  ...[
    '也许可以',
    '可能可以',
    '看情况',
    '看测试结果',
    '视情况',
    '如无异议',
    '如测试通过',
    '若测试通过',
    '测试通过则同意',
    '测试通过即同意',
    '通过测试后同意',
    '待测试',
    '待定',
  ],
  ...[
    '待补充',
    '待确认',
    '有待确认',
    '有疑问',
    '有个问题',
    '有几个问题',
    '有意见',
    '有顾虑',
    '保留',
    '保留意见',
    '我保留意见',
    '原则同意',
    '原则上可以',
    '理论可行',
  ],
  ...[
    '先同意',
    '先批准',
    '先做',
    '先这样',
    '先试试',
    '试运行',
    '试行',
    '暂定',
    '暂行',
    '临时同意',
    '口头同意',
    '个人同意',
    '代同意',
    '代批',
    '代客户同意',
  ],
  ...[
    '转客户确认',
    '请客户确认',
    '请法务确认',
    '请确认',
    '请法务审核',
    '需要法务确认',
    '需要测试',
    '要测试',
    '要先测试',
    '须测试',
    '务必测试',
    '务必先测试',
    '必须测试',
  ],
  ...[
    '记得测试',
    '别忘了测试',
    '测试后上线',
    '测试后合并',
    '合并前测试',
    '上线前测试',
    '下周再说',
    '下周同意',
    '明天同意',
    '不急',
    '不反对',
    '不太同意',
    '不完全同意',
  ],
  ...[
    '并不同意',
    '不能同意',
    '无法同意',
    '没有同意',
    '没同意',
    '未同意',
    '尚未同意',
    '不',
    '否',
    '拒绝',
    '反对',
    '驳回',
    '弃权',
    '中立',
    '同意吗',
    '同意么',
  ],
  ...[
    '同意否',
    '是否同意',
    '可以吗',
    '行吗',
    '行不行',
    '可不可以',
    '好吗',
    '好不好',
    '没问题吧',
    '没问题吗',
    '同意吧',
    '可以吧',
    '同意？',
    '随便',
    '无所谓',
    '都行',
  ],
  ...['你们定', '听你们的'],
];

test.each(HELD_BACK)('4.1: an approval with “%s” is asked back, alone and beside a yes', (words) => {
  for (const said of [words, `LGTM, ${words}`, `LGTM\n${words}`, `同意，${words}`, `${words}. LGTM`])
    expect([said, votes(`/approve ${said}`)]).not.toEqual([said, ['approve']]);
});

test('4.1: a name at the end is a name only where a letter’s end leads to it, and takes nothing back', () => {
  for (const words of ['Approved. Best regards, Mei Chen', 'LGTM\n\nCheers, Mei', '同意\n此致\n敬礼！\n李明'])
    expect([words, votes(`/approve ${words}`)]).toEqual([words, ['approve']]);
  for (const words of ['Approved. Best regards, Pending', 'LGTM. Cheers, Not Yet', 'Approved, Partly', '同意，部分'])
    expect([words, votes(`/approve ${words}`)]).toEqual([words, ['no-plain-yes']]);
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

/** In the name of others, wholly, and after reading it. */
const SAID_FOR_OTHERS = [
  ...['QA', 'the customer', 'our QA team', 'the customer side', 'security', 'the legal department', 'my team'].flatMap(
    (party) => ['no concerns', 'no objections', '+1', 'LGTM', 'yes'].map((yes) => `${yes} from ${party}`),
  ),
  ...['QA', '质量部', '测试组', '安全团队', '财务', '法务部', '客户侧'].flatMap((party) =>
    ['同意', '没问题', '无异议', '无任何意见'].map((yes) => `${party}${yes}`),
  ),
  ...['no objections whatsoever', 'no complaints', 'no reservations', 'there is nothing against it'],
  ...['approved without reservation', 'I approve unconditionally', 'wholeheartedly approved', "let's ship it"],
  ...[
    'approved for the customer',
    'approved by QA',
    'approved on behalf of QA',
    'agreed by the customer',
    'yes for our team',
  ],
  ...[
    'LGTM from a budget perspective',
    'yes from quality side',
    'approved from the technical point of view',
    'OK from a QA standpoint',
  ],
  ...[
    'why not',
    'ack',
    'acked',
    'roger',
    'roger that',
    'cool',
    'cool with me',
    'exactly',
    'exactly, LGTM',
    'cool, thanks',
  ],
  ...['reviewed and approved', 'I have read it and approve', 'reviewed, LGTM', 'looks correct to me', 'ready to merge'],
  ...['无条件同意', '毫无异议', '没有任何问题', '认同', '已核对，同意', '看过了，没问题', '已知悉，同意'],
];

test.each(SAID_FOR_OTHERS)('4.1: “%s” is a plain yes, and none with a condition beside it', (words) => {
  expect(votes(`/approve ${words}`)).toEqual(['approve']);
  for (const hedge of HEDGES)
    for (const one of [`${words} ${hedge}`, `${words}, ${hedge}`, `${hedge} ${words}`])
      expect([one, plainYes(one)?.reason]).toEqual([one, undefined]);
});

test.each([
  'from QA only',
  'from QA once tested',
  'from the customer so far',
  'from a budget perspective only',
  'from a budget perspective for now',
  'from a staging perspective',
  'from step 2 on',
])('4.1: a yes “%s” says how far it goes, and is asked back', (words) => {
  for (const yes of ['LGTM', 'no concerns', 'approved']) expect(plainYes(`${yes} ${words}`)).toBeUndefined();
});

/** What such words become with another beside them: a phase, a place, a date, a sum, another decision. */
const NARROWED = [
  ...[
    'testing',
    'test',
    'QA',
    'development',
    'dev',
    'staging',
    'the pilot',
    'phase 1',
    'design',
    'the pilot customer',
  ].map((part) => `approved for ${part}`),
  ...['approved by Friday', 'approved by design', 'by QA', 'by the customer', 'to be approved by QA', 'not by QA'],
  ...[
    'approved by QA only',
    'approved for the customer only',
    'approved on behalf of QA once tested',
    'for the customer if signed',
  ],
  ...[
    'why not wait',
    'why not postpone it',
    'why not ask legal?',
    'cool down first',
    'cool it',
    'not cool',
    'not exactly',
    'exactly 5000',
  ],
  ...['exactly as agreed with legal', 'roger, once signed', 'ack, but later', 'nack', 'ack the risk first', 'uncool'],
];
test.each(NARROWED)('4.1: “%s” says something else than yes, and is asked back', (words) => {
  for (const said of [words, `LGTM, ${words}`, `${words}, thanks`])
    expect([said, votes(`/approve ${said}`)]).toEqual([said, ['no-plain-yes']]);
});

test('4.1: what is said to be polite is told to nobody as a vote that was not cast', () => {
  expect(['ack', 'roger that', 'cool', 'exactly', 'why not', 'for the customer'].filter(soundsLikeYes)).toEqual([]);
});

test('4.1: below a yes stands the own name of whoever says it; any other word there may be a condition', () => {
  for (const [by, names] of [
    ['Lin Mei', ['Mei', 'Lin Mei', 'lin mei', 'Mei.']],
    ['mei-lin_acme', ['mei', 'Mei Lin acme', 'mei-lin_acme']],
    ['李明', ['李明']],
  ] as const)
    for (const name of names)
      for (const yes of ['yes', 'LGTM', '同意'])
        for (const mark of [', ', ' ', '. ', ' – ', '\n', '，']) {
          const words = `${yes}${mark}${name}`;
          expect([words, plainYes(words, by)?.reason]).toEqual([words, words]);
          expect([words, plainYes(words, 'Somebody Else'), plainYes(words)]).toEqual([words, undefined, undefined]);
          for (const hedge of HEDGES.filter((one) => /\p{L}/u.test(one)))
            expect([hedge, plainYes(`${yes} ${hedge}${mark}${name}`, by)?.reason]).toEqual([hedge, undefined]);
        }
  // Nobody's name makes a condition a name.
  for (const by of ['Pending Review', 'Not Yet', 'Later', '待定', 'Only'])
    expect([by, plainYes(`yes, ${by}`, by)]).toEqual([by, undefined]);
  expect(plainYes('Mei', 'Mei')).toBeUndefined();
});

/** What an account may be called, and says of a yes how far it goes, when, of what, or that it is none. */
const NO_NAMES = [
  ...['staging', 'production', 'test', 'tomorrow', 'monday', 'Friday', 'later', 'phase-one', 'step2', 'draft', 'only'],
  ...['postpone', 'defer', 'hold', 'reject', 'rejected', 'on-hold', 'not-me', 'backend', 'acme-backend', 'legal-team'],
  ...['customer', 'sponsor', 'quality', 'cost', 'schedule', 'deploy', 'release', 'minor', 'pilot', 'uat', 'v2'],
  ...[
    'half',
    'europe',
    'next-week',
    '测试环境',
    '周五',
    '一期',
    '第二步',
    '月底',
    '暂缓',
    '推迟',
    '成本',
    '客户',
    '部分',
    '试点',
  ],
];

test('4.1: words that narrow a yes or put it off are no name, whoever is called so', () => {
  for (const by of NO_NAMES)
    for (const yes of ['ok', 'yes', 'LGTM', '同意', '可以'])
      for (const mark of [' ', ', ', '. ', '\n', '，', ' – ']) {
        const words = `${yes}${mark}${by}`;
        expect([words, plainYes(words, by)]).toEqual([words, undefined]);
      }
});

test('4.1: whoever bears the name of a week, a stage or a season among their given names signs by it all the same', () => {
  for (const by of ['周明', '周晓期', '段誉', '季明', 'May Wong', 'Mark', 'Will Stone', 'Grant', 'Art Buildman'])
    for (const words of [`LGTM, ${by}`, `同意\n${by}`])
      expect([words, plainYes(words, by)?.reason]).toEqual([words, words]);
});

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
  for (const many of [' ', '-a', 'a ', '- ']) expect(plainYes(`LGTM${many.repeat(100_000)}!x`, 'Mei')).toBeUndefined();
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

/** What stands in a paragraph of its own beside a yes, and says that it is none yet, or how far it goes. */
const CONDITIONS = [
  'only if signed',
  'Signature from legal still needed.',
  'We still need the signature.',
  'The price is too high though.',
  'I want the price lowered.',
  'Please lower the price first.',
  'Start after Friday only.',
  'My approval holds for phase 1.',
  'For phase 1.',
  'Phase 1 only.',
  'Just the first part.',
  'Excluding the API.',
  'Without the API part.',
  'Given that the tests pass.',
  'Legal permitting.',
  'Costs may not exceed 5000.',
  'Costs must stay below 5000.',
  'At most 5000 CNY.',
  'I expect the tests to be green.',
  'Tests first.',
  'QA first please.',
  'Can we discuss this first?',
  'Let us talk tomorrow.',
  'To be confirmed.',
  'TBC',
  'Under protest.',
  '法务先签字。',
  '预算不超过5000',
  '预算须控制在5000以内',
  '只限一期',
  '接口部分除外',
  '测试通过后再合并',
  '价格太高了',
  '有保留',
  '倘测试通过',
  '视测试结果',
  '合同签订后',
  '周五之前有效',
  '口头同意',
  '要先签合同',
  '最好先签合同',
  '希望先签合同',
  '请补充材料',
  '费用由贵方承担',
  '明天再讨论',
  '有点问题',
  '我再想想',
];

test.each(CONDITIONS)('4.1: “%s” in a paragraph beside a yes is asked back, in front of it and behind it', (words) => {
  for (const command of ['/approve', '/批准', '/confirm', '/确认'])
    for (const said of [`${command}\n\n${words}`, `${words}\n\n${command}`, `${command}\n\n- ${words}`])
      expect([said, readComment(said, FACTS).map(({ kind }) => kind)]).toEqual([said, ['misunderstood']]);
});

test.each([
  'Thanks for the quick work!',
  'How is the team?',
  'See you tomorrow.',
  'The tests are green.',
  'As discussed yesterday.',
  'I have read the whole plan.',
  'First of all, thanks.',
  'The first phase went well.',
  'The only change is in the export.',
  '计划写得很清楚。',
  '测试已通过。',
  '事先沟通过了。',
  '先前的测试都很好。',
  '首先感谢大家。',
  '没有问题。',
  '没有什么问题。',
  '下周见。',
  '预算没有变化。',
])('4.1: “%s” beside a yes is talk', (words) => {
  for (const command of ['/approve', '/批准'])
    expect(readComment(`${command}\n\n${words}`, FACTS)).toMatchObject([
      { kind: 'command', command: { type: 'vote' } },
    ]);
});
