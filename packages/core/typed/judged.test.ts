/** Sentences as colleagues write them with a yes: those that another colleague would take for one, and those that say less. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };
const isCounted = (comment: string): boolean =>
  readComment(comment, FACTS).some(
    (one) => one.kind === 'command' && one.command.type === 'vote' && one.command.verdict === 'approve',
  );
const listed = (table: string): readonly string[] =>
  table
    .split(/[|\n]/)
    .map((one) => one.trim())
    .filter(Boolean);

const PLAIN = listed(`
why not? | Why not?! | why wouldn't I? | what's not to like? | how could I say no? | I see no reason not to | no reason not to
no reason to say no | I can't see anything wrong with it | nothing wrong with this | nothing wrong here | I don't see any problems
I do not see any issues | I don't have any objections | I do not have concerns | don't see a problem
can't think of any objection | we have no problem with this | I have no issue with it | no objections to this change
no concerns about this | no concerns regarding the plan | no objections against the plan | no problem for us | zero concerns
zero objections | not a problem | hereby approved by me | approved by myself | you've got my vote | you've got my approval
you got my approval | it has my approval | this has my approval | this gets my vote | it's a yes from me | that's a yes from me
yes from me | a yes from me | yes for me | it's a yes | definitely a yes | big yes | hell yes | hell yeah | yes indeed
yes of course | yes, absolutely | yes, I approve | yes, I do | yes sir | yes yes yes | okay then | alright | all right
alright, go ahead | all right then | right | fair enough | granted | permission granted | request granted | approval granted
approval given | I give my approval | I give my consent | I consent | consented | we consent to this | I'm on board | on board
I am on board with this | we're on board | all in | I'm all for it | all for it | I am for it | I'm for it | I am in agreement
in agreement | we are in agreement | I back this | I back this change | I'm behind this | totally behind this | roll it out
make it so | make it happen | carry on | please carry on | continue | please continue | keep going | let's roll | let's proceed
let us proceed | let's get this done | get it done | good to merge | good to ship | fine to merge | safe to merge
ready from my side | good from my perspective | good from a security point of view | OK from security | OK from the QA side
okay on my side | okay on our end | QA is OK with this | QA is fine with it | QA approves | QA has no objections
security has no concerns | the customer agrees | the customer approves | the customer is happy with it | our team agrees
my team is fine with it | the team supports this | everyone is happy | everybody agrees | both of us agree | looks good all around
looks great | looks awesome | looks excellent | looks solid | looks fine to me | looks alright | looks ok | looks okay to me
looks perfect | looks reasonable | this looks reasonable to me | seems reasonable | seems good | seems OK to me | sounds great
sounds reasonable | sounds like a plan | sounds like a good plan | sounds fine | reads well | well written | well done, approved
nicely done | great work, approved | great stuff | good stuff | good call | good idea | nice plan | nice proposal | very nice
very reasonable | quite reasonable | super | superb | fantastic | fabulous | terrific | amazing | love it | I love it | like it
I like it | I like this | I like the plan | we like it | happy with that | happy with the plan | satisfied | I am satisfied
I'm satisfied with the plan | we are satisfied with this | I am convinced | convinced | no further comments from my side
nothing further | nothing more to add | nothing to add from my side | nothing from my side | no more questions
all my questions are answered | my questions were answered | all questions answered | my concerns are addressed
my concerns have been addressed | all my concerns are resolved | all comments addressed | reviewed, no findings | no findings
reviewed and accepted | checked and approved | tested and approved | verified and approved | read and approved | read and agreed
seen and approved | noted and approved | acknowledged and approved | acknowledged | acknowledged, thanks | understood
understood and agreed | got it, approved | done | done, approved | approved, please proceed | approved, go ahead with it
approved to proceed | approved for QA team | approved for our QA people | approved in the name of QA | approved for all of us
approved for me | approved from the business | approved from management | approved by management | approved by the board
approved with thanks | approved with pleasure | approved in full | fully approved | approved completely | agreed in full
agreed as well | me too | same here | same from me | ditto | likewise | I second that | second that | +1 for this
+1 for the change | +1 on this | +1 from QA | a +1 from me | big +1 | plus one | plus one from me | 👍 👍 👍 | :thumbsup: from me
💯 agree | +1 :tada: | LGTM too | LGTM as well | lgtm from security | lgtm here | LGTM, ship it | LGTM, merge it | LGTM. Ship it!
ship it! | LGTM!!! Great job @mei | okay by me, thanks @mei | Approved, thanks for your patience | thanks for the fix
thank you for the clarification, approved | thanks, that clears it up | thanks for clearing that up | thanks, all clear now
makes total sense | makes perfect sense | it makes sense | that makes sense to us | this is good | this is great
this is what we need | exactly what we need | exactly what I wanted | just what we asked for | this is exactly what we asked for
that's what we agreed | as agreed in the meeting | as discussed in our call | as we discussed | as per our discussion
per our discussion | as per the meeting | as requested | as requested by the customer | approved as requested
approved per our call | because we need it after talking to the customer | because the customer needs it after talking to us
because it is clear after reading the plan | because we agreed on it after the discussion with legal
because it is the right thing to do | because there is no other way | because it makes things simpler | because it's cheap
because the benefits outweigh the risk | because the old system is going away | because we promised it to the customer
because we have to | because we tested it last week | because I trust the team | because it works for me | because it looks good
because the customer wants it badly | because we can afford it | because it will make support easier | because it is overdue
because the law changes in January | because the board asked us to do it | reason: tested by QA | reason: it is cheap
reason: talked to Mei about it | since we talked about it | since it is low risk | due to new regulation
as the customer needs it | as the risk is low | as it is needed for the audit | for the reasons given | for the reasons stated
OK OK
`);
const PLAIN_IN_CHINESE = listed(`
有何不可 | 有何不可？ | 何乐而不为 | 何乐而不为？ | 为什么不呢？ | 为何不呢 | 没理由不同意 | 没有理由反对 | 没有任何理由不同意 | 看不出有什么问题 | 看不出任何问题 | 没看出问题 | 没发现问题 | 未发现问题 | 没什么可补充的
没有补充 | 无补充 | 无补充意见 | 没有要补充的 | 没有其他问题了 | 没有别的意见 | 没有不同意见 | 无不同意见 | 对此没有异议 | 对此无异议 | 对该变更无异议 | 对方案没有意见 | 对本次变更无意见 | 我对此没有意见 | 我们没有异议
我司无异议 | 我司同意 | 本部门同意 | 我部门无意见 | 质量部无异议 | QA同意 | QA没问题 | 客户也同意 | 客户已同意 | 客户已确认，同意 | 领导同意 | 领导已批准 | 老板同意 | 甲方同意 | 业主同意 | 监理同意
代表质量部同意 | 代表团队同意 | 代表客户方表示同意 | 我代表测试组同意 | 表示同意 | 表示赞同 | 表示支持 | 我表示同意 | 我完全支持 | 我完全没意见 | 我举双手赞成 | 双手赞成 | 强烈支持 | 强烈同意 | 必须支持 | 必须的
当然 | 当然可以 | 当然同意 | 肯定同意 | 绝对支持 | 绝对同意 | 没得说 | 没话说 | 没毛病，同意 | 挺好的 | 挺好 | 很好 | 非常好 | 太好了 | 特别好 | 相当不错 | 很不错 | 不错的方案 | 好方案 | 好主意
好想法 | 棒 | 很棒 | 太棒了 | 真棒 | 厉害 | 给力 | 牛 | 优秀 | 完美 | 完美！ | 满意 | 很满意 | 非常满意 | 对方案很满意 | 放心 | 行得通 | 可行的 | 可行性没问题 | 有道理 | 很有道理 | 有必要
很有必要 | 确有必要 | 十分必要 | 合理 | 很合理 | 非常合理 | 合情合理 | 理由充分 | 理由充分，同意 | 说得对 | 说得有道理 | 是的 | 是的，同意 | 对的 | 嗯嗯 | 嗯，同意 | 嗯，可以 | 恩，同意 | ok，通过
okay，同意 | yes，同意 | 没问题啦 | 没问题呢 | 没问题噢 | 没啥意见 | 没啥可说的 | 没啥说的 | 可以做 | 可以干 | 可以搞 | 可以改 | 可以变更 | 可以推进 | 可以继续 | 可以的，谢谢 | 可以的，没问题
可以，支持 | 可以，辛苦了 | 可以，就这么定 | 就这么定了 | 就这么定 | 就这样定了 | 就这样办 | 就这么干 | 就按这个来 | 按这个来 | 按这个方案来 | 按方案走 | 按流程走 | 走起 | 干吧 | 开干 | 合并吧 | 发布吧
上线吧 | 开始吧 | 推进吧 | 执行吧 | 实施吧 | 去做吧 | 做吧 | 请安排实施 | 请安排 | 请落实 | 请按计划执行 | 请按方案实施 | 请照此执行 | 请遵照执行 | 请执行，谢谢 | 同意，请安排 | 同意，请落实 | 同意，尽快执行
同意，尽快上线 | 同意，马上开始 | 同意，开始吧 | 同意，请大家配合 | 同意，大家辛苦 | 同意，感谢支持 | 同意，感谢各位的努力 | 同意，感谢团队的付出 | 同意，谢谢配合 | 同意，继续加油 | 同意，加油 | 同意，赞 | 同意，写得很清楚
同意，方案很好 | 同意，方案写得很好 | 同意，分析得很到位 | 同意，考虑周全 | 同意，考虑得很周到 | 同意，很全面 | 同意，讲得很清楚 | 同意，风险可控 | 同意，风险在可接受范围内 | 同意，成本合理 | 同意，成本在预算内 | 同意，预算充足
同意，工期没有影响 | 同意，对工期无影响 | 同意，影响可控 | 同意，影响很小 | 同意，影响不大 | 同意，不影响质量 | 同意，质量有保障 | 同意，客户已确认 | 同意，已与客户沟通 | 同意，已和客户沟通过 | 同意，客户要求的
同意，符合客户要求 | 同意，符合要求 | 同意，符合规定 | 同意，符合流程 | 同意，符合预期 | 同意，有必要 | 同意，很有必要 | 同意，确有必要 | 同意，确实需要 | 同意，确实该改 | 同意，早该改了 | 同意，理由充分 | 同意，技术可行
同意，技术上可行 | 同意，方案可行 | 同意，测试通过 | 同意，测试已通过 | 同意，测试没问题 | 同意，已测试 | 同意，已验证 | 同意，已评估 | 同意，我看过了 | 同意，看过了 | 同意，已仔细阅读 | 已仔细阅读，同意 | 已认真审阅，同意
已核对，无误 | 已核对，没问题 | 已核实，同意 | 核实无误 | 核对无误 | 审核无误 | 审阅无误 | 经核实，同意 | 经审核，同意 | 经讨论，同意 | 经研究，同意 | 经评估，同意 | 经讨论一致同意 | 研究同意 | 讨论通过 | 会议通过
一致同意 | 全票通过 | 大家都同意 | 我们都同意 | 都同意 | 团队一致同意 | 团队都同意 | 同上 | +1 同意 | 顶一个 | 附议 | 附议，同意 | 我也同意 | 我也支持 | 同感 | 赞一个 | 点个赞 | 为你点赞 | 👌 没问题
🆗，同意 | 因为和客户沟通后确认需要 | 因为与客户讨论后认为有必要 | 因为经与客户沟通确有必要 | 因为跟法务聊过后觉得没问题 | 因为评估后认为风险可控 | 因为看完方案后觉得合理 | 理由：与客户沟通后确认需要 | 理由：经评审，风险可控
理由：客户急需 | 理由：早就该改 | 理由：符合合同约定 | 理由：节省成本 | 因为客户着急 | 因为客户催得紧 | 因为老系统要下线了 | 因为法规要变 | 因为必须符合法规 | 因为不得不改 | 因为不做会违约 | 因为不改会出事故 | 因为别无选择
因为没有别的办法 | 因为收益大于风险 | 因为这是客户要的 | 因为领导要求 | 因为省钱 | 因为简单 | 因为已经测过了 | 因为上周测试通过 | 因为昨天会上定了 | 因为会上已经讨论过 | 鉴于风险可控 | 鉴于客户已确认 | 由于客户要求
考虑到客户需求，同意 | 考虑到风险可控，同意
`);

/** They say how far they go, when, or that they are none: wherever they stand with a yes. */
const DOUBTFUL = listed(`
why not wait? | why not later? | why not only for staging? | why not test it first? | why not just step 1 | why not ask legal?
who wouldn't want to see tests first? | what's not to like, except the price | I don't see any problems yet
I don't see a problem if legal signs | no objections so far | no objections at this point | no objections for the time being
no concerns for step 1 | no objections to step 1 | no objections to phase one | no concerns about the API part
no objection in general | no objections in general | generally fine | in general ok | overall ok | looks good overall
looks mostly good | looks almost good | looks good apart from the price | looks good for the most part
looks good at first glance | looks good from a distance | looks good on paper | looks good so far | looks good until step 3
looks good up to step 3 | sounds good in theory | sounds too good | sounds good, will check tomorrow
sounds good but I need more time | it's a yes from me if legal agrees | it's a yes for now | a yes with reservations
a qualified yes | a cautious yes | a soft yes | a weak yes | half a yes | yes and no | yes-ish | yes, but | yes, kind of
yes, sort of | yes I guess so | yes, I suppose | yeah right | yeah whatever | sure, why not wait | sure, whatever | sure?
fine, whatever | fine, if you say so | if you say so | your call | your decision | up to you | up to the customer
I leave it to you | I leave it to the board | I defer to QA | I defer to the customer | deferring to legal | whatever QA says
as long as QA is fine | ok as of Monday | ok from Monday on | ok starting Monday | ok as of next sprint
approved as of 2026-12-01 | approved effective next week | approved starting with step 2 | approved from step 2
approved to staging | approved to start only | approved to begin with | approved for staging | approved for the test system
approved for phase A | approved for Europe | approved for sprint 12 | approved for release 2 | approved for next release
approved for a month | approved for 30 days | approved for the moment | approved for demo purposes | approved for discussion
approved for review | approved for further testing | approved for legal review | approved for budget planning | approved for QA
approved for testing | approved for QA testing | approved for the QA environment | approved for QA environment
approved for the QA phase | approved for QA, not for production | approved for our QA people only
approved for QA team if they agree | approved for half | approved for 5000 | approved up to 5000 EUR | approved with a cap of 5000
approved with a limit | approved with comments | approved with one comment | approved with remarks | approved with suggestions
approved with modifications | approved with amendments | approved with restrictions | approved with caution
approved with exception of step 2 | approved with the caveat below | approved without step 2 | approved without the API
approved without testing | approved minus step 2 | approved less step 2 | approved sans step 2 | approved save for step 2
approved bar step 2 | approved modulo nits | approved modulo tests | approved in spirit | approved in concept | approved in part
approved in stages | approved in draft | approved in the main | approved in substance | approved partially
approved conditionally | approved provisionally | approved informally | approved verbally | approved by mistake
approved by accident | approved in error | approved after review | approved after QA | approved after legal signs
approved after fixing the tests | approved after the fix | approved after the tests | approved once merged | approved when merged
approved on Friday | agreed on Monday | approved on merge of #4 | approved on the basis of the old plan | approved on behalf of QA if they agree
approved subject to change | approved pending changes | approved. Change step 2. | approved. Then revert. | approved. Undo that.
approved. Oh wait. | approved. Not. | approved... not | approved NOT | approved - NOT! | approved, just kidding
approved, kidding | approved (sarcasm) | approved /s | approved lol | approved? no | approved, or not | approved or rejected
approve or reject | approve vs reject | LGTM or not | LGTM 50% | LGTM 90% | LGTM-ish | LGTM mostly | LGTM otherwise
LGTM apart from step 2 | LGTM aside from nits | LGTM with nits | LGTM w/ nits | LGTM % nits | LGTM sans tests | LGTM % tests
LGTM, add tests | LGTM, add a test | LGTM, please rename step 2 | LGTM, rename it | LGTM, split it | LGTM, but | LGTM in isolation
LGTM on staging | LGTM locally | LGTM as a draft | LGTM as a start | LGTM as a first step | LGTM as an experiment
LGTM as a stopgap | LGTM as a workaround | LGTM for v2 | LGTM for the next version | LGTM when CI passes | LGTM after CI passes
LGTM if CI passes | LGTM pending CI | LGTM on green | +0.5 | +1/2 | +1 if | +1 later | +1 in principle | +1 -1 | +1 for step 1
+1 for the first part | +1 for the idea | +1 to the idea | +1 for the approach, not the price | I like the idea | I like step 1
I like it less | happy with step 1 | happy with the first part | happy to approve once tested | happy to approve the first part
glad to approve if signed | I would approve | I'd approve | I would approve if asked | I could approve | I may approve
I might approve | I will approve | I'll approve | I'll approve tomorrow | I will approve once tested | I am going to approve
I plan to approve | I want to approve | I wanted to approve | I tried to approve | I was going to approve | I had approved
I approved the old one | I approved the first version | I approve step 1 | I approve the first step | I approve most of it
I approve of the idea | I approve of the goal | I approve parts of this | I approve under pressure | I approve because I must
I have to approve | I am forced to approve | I was told to approve | told to approve | asked to approve | they made me approve
my boss says approve | can I approve? | should I approve | may I approve this later | do I approve? | who approves?
cannot approve | can't approve | unable to approve | no approval | no yes | no go | no-go | not a yes | not my yes
nothing approved | nobody agrees | nobody approves | none agree | QA disagrees | QA is not OK with this | QA approves tomorrow
QA will approve | QA approves if tested | QA has concerns | QA has no objections yet | the customer agrees in principle
the customer agrees to step 1 | the customer agrees if it is cheaper | the customer is not happy | my team is split
everyone is happy but me | everybody agrees but QA | all in all ok | on board with step 1 | on board if cheaper
in agreement with legal's conditions | in agreement except step 2 | I am for it in principle | I am for waiting
I'm for postponing | I'm for it once signed | all for it when signed | granted for one week | granted until Friday
permission granted for staging | approval granted until Friday | approval given for step 1 | I give my approval for phase 1
I consent to step 1 | consent pending | continue testing | continue the discussion | carry on testing | continue on staging
roll it out on staging | roll it out slowly | roll it out to 10% | roll it out in stages | roll it out next week | roll it back
make it cheaper | make it so that it is cheaper | make it happen on staging | get it done by Friday | get it tested
let's proceed with step 1 | let's proceed carefully | let's roll back | let's get this done on staging | let's get legal in
good to merge on Monday | good to ship after QA | good to ship when green | fine to merge once green | safe to merge?
safe to merge after QA | ready to merge when green | ready when you are | ready soon | almost ready | nearly ready | not ready
done when tested | understood, but no | understood, I will look at it | understood. Will check. | acknowledged, will look
noted, will review | got it, will read tomorrow | got it, but | read but not approved | reviewed but not tested | findings below
no findings in step 1 | no findings yet | tested and failed | tested and rejected | verified and rejected | satisfied with step 1
not satisfied | satisfied for now | convinced for now | not convinced | almost convinced | all my questions but one are answered
my questions are not answered | my concerns are partly addressed | my concerns remain | all comments addressed except one
exactly what we need to discuss | that's what we agreed with conditions | as agreed, only step 1 | me too, once tested
me too, later | same here if tested | ditto, except step 2 | likewise, in principle | too expensive | too early | too late
also no | me not | thanks, but no thanks | thanks, no | no thanks | thanks but no | thanks for the fix, but
thanks for fixing the tests first | thanks for your patience, need more time | thanks, will read it tomorrow
thanks, noted, will decide | because we can merge after talking to legal | because it will be fine after talking to legal
because we may start after talking to the customer | because fine after talking to legal | because it is ok after testing
because we approve after talking to legal | because I approve after legal talked to us | because I sign after reading it
because we will know after talking to the customer | because we decide after the meeting | because we need it after the release
because we need it after May | because we need it after legal signs | because the customer needs it after testing
because we need to talk to legal after reading it | because we have to talk first | because we have to wait
because we have to test it | because I trust you will test it | because I trust legal will sign
because I trust the team to test it | because tested by Friday | because it is signed by Friday | because it gets tested by QA
because it will be tested by QA | because it must be tested by QA | because it should have tests
because it should have been tested | reason: to be tested by QA | reason: tested by tomorrow | reason: approved by Friday
reason: fine by Monday | reason: approved by legal on Monday | reason: ok if tested by QA
reason: paid by the customer or not at all | as the risk is low if tested
`);
const DOUBTFUL_IN_CHINESE = listed(`
有何不可先测试 | 为什么不等等 | 为什么不先测试？ | 为什么不缓一缓 | 何不先试试 | 没理由不等法务 | 没有理由现在就做 | 看不出有什么好处 | 看不出必要 | 没发现大问题 | 没什么大问题 | 没有大问题 | 没有太大问题 | 没有明显问题
没有原则性问题 | 没有原则问题 | 暂时没发现问题 | 目前没有问题 | 目前没问题 | 目前无异议 | 现阶段没问题 | 现阶段同意 | 初步同意 | 初步没问题 | 初步看没问题 | 初看没问题 | 乍看没问题 | 表面上没问题 | 看起来没问题
看着还行 | 好像没问题 | 似乎可以 | 貌似可以 | 貌似没问题 | 估计没问题 | 估计可以 | 我觉得可能可以 | 问题不大 | 影响不大，但要测 | 总体同意 | 总体上同意 | 总体没问题 | 整体可以 | 整体没问题 | 大方向同意
大方向没问题 | 方向同意 | 方向可以 | 方向没问题 | 思路同意 | 思路可以 | 思路没问题 | 想法不错 | 想法很好 | 初衷是好的 | 出发点是好的 | 主体同意 | 主要部分同意 | 前半部分同意 | 后半部分不同意 | 第一条同意
第二条不同意 | 前三条没问题 | 除了第三条 | 其他没问题 | 其他都可以 | 其余同意 | 别的没问题 | 技术上同意，成本上不同意 | 技术没问题，成本有问题 | 成本太高 | 预算不够 | 工期太紧 | 时间太紧 | 风险偏高 | 风险有点高
成本略高 | 费用偏高 | 便宜点就同意 | 降价就同意 | 签了就同意 | 测完就同意 | 补完就同意 | 改了就批 | 客户点头就行 | 客户同意就行 | 客户同意我就同意 | 法务没意见就行 | 领导同意我就同意 | 领导说了算 | 客户说了算
听领导的 | 听客户的 | 以客户意见为准 | 以法务意见为准 | 由客户决定 | 由领导定 | 请领导定 | 请领导定夺 | 请上会 | 上会再定 | 上会讨论 | 会上定 | 会后定 | 会上再说 | 改天再说 | 回头再说 | 再看看 | 再想想
再等等 | 等等看 | 等等 | 等一下 | 等会儿 | 稍等 | 缓缓 | 缓一缓 | 先缓缓 | 先放放 | 先放一放 | 放一放 | 搁一搁 | 拖一拖 | 不着急 | 不急着上 | 慢慢来 | 择期 | 择期实施 | 择机上线 | 适时实施
时机成熟再做 | 条件成熟时实施 | 条件具备后实施 | 具备条件后同意 | 年后再做 | 节后再上 | 下个月再上 | 下个版本再做 | 下个迭代做 | 下期做 | 二期再做 | 放到二期 | 放二期 | 留到下期 | 分期实施 | 分步实施 | 分阶段同意
分批上线 | 逐步上线 | 灰度上线 | 小范围试点 | 小范围可以 | 在小范围内同意 | 内部可以 | 内测可以 | 测试环境可以 | 测试环境没问题 | 测试环境同意 | 仅测试环境 | 只在测试环境 | 只测试环境 | 只上测试 | 只批一半
批一半 | 批5万 | 批准5万 | 批准五万以内 | 只批准第一步 | 批准第一步 | 批准一期 | 批准试点 | 批准试运行 | 批准立项 | 批准测试 | 批准预研 | 同意立项 | 同意测试 | 同意试点 | 同意试用 | 同意预研 | 同意讨论
同意评审 | 同意上会 | 同意提交评审 | 同意送审 | 同意推迟 | 同意暂缓 | 同意延期 | 同意撤回 | 同意取消 | 同意关闭 | 同意驳回 | 同意否决 | 同意退回 | 同意回滚 | 同意修改 | 同意补充 | 同意补测 | 同意降价
同意部分内容 | 同意部分条款 | 同意主要内容 | 同意思路 | 同意方向 | 同意原则 | 同意你的看法 | 同意法务的意见 | 同意客户的条件 | 同意上述条件 | 同意附件条件 | 同意张三的意见 | 同意楼上 | 同意但 | 同意不过 | 同意只是
同意，就是贵了点 | 同意，就是有点贵 | 同意，贵了点 | 同意，略贵 | 同意，费用再谈 | 同意，价格另议 | 同意，细节再谈 | 同意，细节另议 | 同意，时间另定 | 同意，具体时间再定 | 同意，上线时间另行通知 | 同意，另行通知
同意，以后再做 | 同意，下不为例 | 同意，仅此一次 | 同意，仅限本次 | 同意，限期整改 | 同意，整改后实施 | 同意，备份好再上 | 同意，务必做好备份 | 同意，加快进度但保证质量 | 同意，材料后补 | 同意，手续后补 | 同意，合同后补
同意，签字后补 | 同意，后补签字 | 同意，不要第二步 | 同意，找客户签字 | 同意，让法务看看 | 同意，让法务看一下 | 同意，后果自负 | 同意，出了事别找我 | 同意，与我无关 | 同意，风险自担 | 同意，责任在你们 | 同意个鬼 | 同意个头
同意才怪 | 行吧 | 可以吧，随你 | 随你 | 随你便 | 你看着办 | 看着办 | 你定 | 你决定 | 你说了算 | 领导定 | 我没权限同意 | 我不便同意 | 不便表态 | 不表态 | 不发表意见 | 不置可否 | 保持中立 | 持保留态度
有所保留 | 有点犹豫 | 犹豫中 | 考虑中 | 研究研究 | 研究一下 | 讨论一下 | 商量商量 | 了解一下 | 看一下再说 | 看完再说 | 还没看 | 没看 | 没看懂 | 没看完 | 不清楚 | 不了解 | 不明白 | 不懂 | 同意了吗
谁同意 | 谁说同意 | 凭什么同意 | 为什么要同意 | 怎么能同意 | 怎么同意 | 岂能同意 | 哪能同意 | 不敢同意 | 不想同意 | 不愿同意 | 不会同意 | 很难同意 | 难同意 | 恕难同意 | 恕不同意 | 拒不同意 | 碍难同意
绝不同意 | 坚决不同意 | 坚决反对 | 强烈反对 | 被迫同意 | 被逼同意 | 无奈同意 | 违心同意 | 迫于压力同意 | 含泪同意 | 只好同意 | 只能同意 | 不得不同意 | 不得已同意 | 姑且同意 | 权且同意 | 且同意 | 先通过
先过 | 先这么着 | 先上再说 | 先干着 | 边做边看 | 走一步看一步 | 试试看 | 试试 | 试一下 | 试试再说 | 因为法务看后再定 | 因为要等客户 | 因为客户会签的 | 因为跟法务聊后再定 | 因为与客户沟通后再上线
因为和客户沟通后才能做 | 因为客户沟通后就可以 | 因为看完方案后再决定 | 因为评估后再实施 | 因为需要先评估 | 理由：与客户沟通后实施 | 理由：沟通后再定 | 理由：以合同签订为前提 | 理由：客户签了就行 | 理由：客户或我们付钱否则不做
理由：测完即可
`);

/** What is talk or a reason elsewhere, and no yes on the line of one. */
const NO_YES = listed(`
how could I say no, but the price is high | sounds like a plan, but whose? | fine, do what you want | as QA says
approved; changes requested | approved, changes needed | approved. Hmm. | LGTM, yet | +1, -1 | nice idea, wrong time
good idea, later | good plan B | good plan, bad timing | great plan, too expensive | like it, but later
love the idea, hate the price | QA is OK with step 1 | the customer is happy with most of it | my team is fine with step 1
both of us agree on step 1 | all in good time | backed out | backed by nobody | granted, it is expensive | done with step 1
done talking | acknowledged, not approved | reviewed step 1 | reviewed half of it | reviewed, some findings
reviewed, findings below | tested step 1 | most questions answered | exactly what we need to avoid | exactly what I feared
just what we need, another delay | this is what we need to change | as agreed with legal | as discussed, without step 2
as discussed in the meeting, without step 2 | as requested by the customer, from May | as per legal's conditions
per our discussion, only staging | per our call, 5000 max | too | as well as tests | me neither | thanks for nothing
thanks for waiting | thanks, on it | as the customer pays or we stop | as the customer needs it tested | 我觉得还行 | 技术可以，商务不行
价格能再低点就好了 | 按领导意见 | 回头再看 | 内部先用 | 同意，只是成本高 | 同意，细节待定 | 同意，时间待定 | 同意，以后不要这样 | 同意，本次 | 同意，注意安全 | 同意，注意测试 | 同意，做好回滚 | 同意，做好预案
同意，做好测试 | 同意，做好备份 | 同意，确保质量 | 同意，确保不影响生产 | 同意，保证工期 | 同意，把成本降下来 | 同意，成本降一降 | 同意，压缩工期 | 同意，缩短工期 | 同意，补个测试 | 同意，补一下材料 | 同意，抓紧补材料
同意，完善一下方案 | 同意，方案再完善 | 同意，优化一下 | 同意，改个字 | 同意，去掉第二步 | 同意，删掉第二步 | 同意，第二步不做 | 同意，第二步缓 | 同意，换个供应商 | 同意，法务也看一下 | 同意，最后由法务把关 | 同意，法务把关
同意，法务会看 | 同意，法务明天看 | 同意，你们负责 | 呵呵，同意 | 同意，呵呵 | 好吧
`);

test.each(['approve', '批准'])('4.1: what a colleague would understand as a yes counts: /%s', (word) => {
  const asked = [...PLAIN, ...PLAIN_IN_CHINESE].filter((words) => !isCounted(`/${word} ${words}`));
  expect(asked).toEqual([]);
});

test.each([
  ['on its line', '/approve %'],
  ['on its line, in Chinese', '/批准 %'],
  ['behind a yes', '/approve LGTM, %'],
  ['behind a yes in Chinese', '/批准 同意，%'],
  ['within its reason', '/approve because it is needed, %'],
  ['as a further paragraph', '/approve\n\n%'],
  ['as a paragraph before', '%\n\n/批准'],
  ['in a list below it', '/approve\n\n- Thanks\n- %'],
])('4.1: a judgement that is no plain yes is asked back %s', (_, place) => {
  const doubtful = [...DOUBTFUL, ...DOUBTFUL_IN_CHINESE];
  expect(doubtful.filter((words) => isCounted(place.replace('%', words)))).toEqual([]);
});

test.each(['', 'LGTM, ', '同意，'])('4.1: what says more than yes is asked back on the line of one: “%s”', (yes) => {
  expect(NO_YES.filter((words) => isCounted(`/approve ${yes}${words}`))).toEqual([]);
});

const HEDGES = listed(`
only for staging | if legal signs | once it is tested | until Friday | up to 5000 | except step 2 | but not yet | in principle
pending the audit | for phase 1 | on Monday | after legal signs | for now | so far | later | with changes | minus the API
但须复核 | 待法务确认 | 仅限一期 | 除第二步外 | 测试通过后 | 如果价格不变 | 暂时 | 原则上 | 不超过5万 | 下周再说 | 才怪
`);
const JUDGED = listed(`
approved | LGTM | I approve it | agreed | it's a yes from me | no objections | looks good to me | I am on board | granted | all for it
同意 | 我同意 | 批准 | 我司同意 | 非常赞同 | 一致同意 | 我举双手赞成
`);
const PLACES = [
  '/approve %',
  '/批准 %',
  '/approve\n\n%',
  '%\n\n/approve',
  '/approve LGTM\n\n- %',
  '/批准\n\nThanks. %',
];

test('4.1: no yes counts with a hedge beside it, in any place', () => {
  const draw = fc.tuple(
    fc.constantFrom(...PLACES),
    fc.constantFrom(...JUDGED),
    fc.constantFrom(' ', ', ', '，', ' – ', ': '),
    fc.constantFrom(...HEDGES),
    fc.constantFrom('', ' @mei', '.', '！', ' 👍', ', thanks'),
  );
  fc.assert(
    fc.property(draw, ([place, ...parts]) => {
      const said = place.replace('%', parts.join(''));
      expect([said, isCounted(said)]).toEqual([said, false]);
    }),
    { numRuns: 400 },
  );
});

test.each([
  'OK, I will tell the customer tomorrow.',
  'The customer agreed to the price.',
  'Legal approved it last week.',
  'Good morning all!',
  'Great news for the team.',
  'No objections were raised in the meeting.',
  'LGTM, because it fits the budget.',
  'Thanks for asking me.',
  '同意，明天我通知客户。',
  '客户同意了价格。',
  '法务上周已批准合同。',
  '同意书在附件里。',
])('4.1: “%s” beside a yes is talk', (words) => {
  for (const place of ['/approve\n\n%', '%\n\n/批准']) expect(isCounted(place.replace('%', words))).toBe(true);
});
