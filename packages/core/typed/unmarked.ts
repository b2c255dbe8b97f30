/** Facts that may stand with a yes unmarked, each a whole clause: what somebody has done, finds, or has heard says nothing about how far the yes goes (`rules.md 4.1`). Of what they speak is the whole or all of one view of it, never a part. */

import { ANYONE, DATE, IT, NEEDS, VERY, WEEKDAY, WHO } from './needed.ts';

const MATTER =
  '(?:(?:the|our|its|overall|all|new|extra|additional|this) ){0,2}(?:cost|costs|price|budget|schedule|timing|timeline|dates?|deadlines?|delay|plan|scope|quality|risks?|assessment|impact|effort|proposal|change|approach|design|solution|numbers|figures|estimates?|roll-?back(?: plan)?|wording|text|description|documentation|docs|diff|code|feasibility|resources|analysis|trade-?offs?)';
const WELL =
  '(?:good|great|fine|right|perfect|excellent|ok(?:ay)?|reasonable|solid|clear|clean|sensible|sound|acceptable|justified|realistic|manageable|correct|convincing|complete|plausible|fair|affordable|available|confirmed|approved|secured|under control|in order|in place|understood|well thought out|well written|well described|worth it)';
const SMALL = '(?:low|small|minimal|negligible|tiny|minor|acceptable|manageable)';
const GREEN = '(?:green|passing|passed|ok(?:ay)?|fine|good|clean|successful|all green|all passing)';
const TESTS =
  '(?:(?:all|the|all the|our) )?(?:(?:unit|load|regression|integration|acceptance|automated|end-to-end|smoke|security|design|code|architecture|quality) )?(?:tests?|ci|pipelines?|builds?|checks|reviews?)';
const OURS =
  '(?:us|me|our (?:team|side|part|work|customers?|users?|systems?|project)|my (?:team|side|work|area|project)|the (?:release|schedule|budget|customers?|users?|other teams|plan|team|business|api|contract|architecture|design|interfaces?)|anyone|anybody|anything(?: else)?|other teams)';
const PAST =
  '(?:yesterday|last (?:week|month|time|year|monday|tuesday|wednesday|thursday|friday)|this (?:morning|afternoon|week)|earlier today|earlier|today|before|in person|by (?:phone|mail|e-?mail|chat|letter)|in writing|on the phone|in chat|in slack|in teams)';
/** Whom somebody names: by `@`, or by what they do. A name without a sign is written as one before it comes here. */
const MENTION = '[@＠][\\w-]+(?::[\\w-]+)*';
const PERSON = `(?:${MENTION}|pm|cto|ceo|cfo|po|(?:the |our |my )?(?:whole )?(?:customers?|clients?|team|board|sponsor|legal|finance|security|qa|quality|operations|ops|sales|support|management|marketing|engineering|architects?|developers?|supplier|project manager|colleagues|users?|business|lawyers?|boss))`;
const PEOPLE = `${PERSON}(?:(?:, | and | & )${PERSON}){0,4}`;
const SO =
  "(?:very |quite |really |so |pretty |truly |most |such a |a |an |what a |that is a |that['’]s a |this is a )*";
const NICE =
  '(?:good|great|nice|excellent|fine|welcome|useful|helpful|valuable|sensible|reasonable|fair|smart|clever|elegant|lovely|impressive|convincing|thorough|sound|solid)';
const THING =
  '(?:change|improvement|idea|fix|catch|find|trade-?off|compromise|step|move|solution|upgrade|addition|work|job|plan|proposal|approach|decision|analysis|assessment|description|write-?up|thing|choice|win|outcome|result|news)';
const FIT =
  '(?:it |this |that )?(?:is )?(?:fits|meets|matches|satisfies|respects|follows|fulfils|complies with|conforms to|agrees with|stays within|in line with|consistent with|compatible with)';
const FRAME =
  '(?:(?:the|our|all|its|their) ){0,2}(?:budget|contract|requirements?|architecture|design|schedule|plan|strategy|roadmap|scope|standards?|polic(?:y|ies)|regulations?|law|guidelines?|rules|needs|goals|specification|spec|expectations|agreement|conventions)';
const THIS_IS = "(?:(?:this|that|it)(?: is|['’]s) )";

const ENGLISH = [
  // What is found of the whole, and that nothing stands against it.
  `${MATTER} (?:is|are|looks?|seems?|works?) (?:all |very |quite |really |perfectly |totally |also |so |still )*(?:${WELL}|well)(?: (?:to|for|with|by) (?:me|us|everyone|our side|our team))?`,
  `${MATTER} works? (?:for (?:me|us|everyone)|well)`,
  '(?:budget|resources|funding|dates?|numbers|scope|approval|delivery|capacity|feasibility|figures) (?:confirmed|secured|available|checked|granted|verified)',
  '(?:i|we|they|the team) (?:do |still )?(?:have|has) (?:the |enough |all the )?(?:budget|capacity|resources|time|people|money|funds)(?: for (?:it|this|that))?',
  '(?:i|we|the customer|the team|the project) can (?:easily |well )?(?:afford|do|handle|manage|deliver|support|live with|cover|absorb) (?:it|this|that)',
  '(?:they|(?:the|our|my|all) (?:team|customer|client|sponsor)s?) (?:is|are) (?:very |all |also |already |really )*(?:ready|happy|fine|on board|ok(?:ay)?|satisfied|informed|in favou?r|convinced|in agreement|for it|behind (?:it|this))',
  `(?:(?:the|our|my) )?(?:customer|client|sponsor|everyone|everybody|legal|finance|security|management|board|team) (?:(?:has |have |already |also )*(?:agreed|confirmed|signed|approved|accepted|signed off|reviewed|checked)(?: (?:it|this|to (?:it|this)))?(?: ${PAST})?|(?:is |are )?(?:very |really )?(?:happy|satisfied|convinced|informed))`,
  "(?:i|we)(?: (?:am|are)|['’](?:m|re)) (?:all )?(?:ready|prepared|convinced|for it|for this|persuaded|impressed)",
  '(?:(?:you|that|this|it|the (?:numbers|plan|analysis|tests?)) )?convinced(?: (?:me|us))?',
  `(?:the )?(?:overall )?(?:risks?|impact|effort|costs?) (?:is|are|seems?|looks?) (?:very |quite |really |so )*${SMALL}`,
  `(?:very |really )?(?:low|small|minimal|negligible|little|no) (?:(?:security|schedule|cost|quality|technical|legal|financial|commercial|operational|business) )?(?:risk|impact)s?(?: (?:on|for|to) ${OURS})?|(?:very )?(?:low|small|minimal|negligible|little) (?:effort|cost)s?`,
  `(?:has |have |there is |there['’]s |i see |we see )?no (?:further |real |negative |bad )?(?:impact|effects?|risks?|downsides?|drawbacks?|changes?)(?: (?:on|for|to|in) ${OURS})?`,
  '(?:no|zero) (?:more |further )?(?:open )?(?:points|questions|issues|items|findings|complaints)(?: (?:here|left|open|remaining|from (?:me|us|my side|our side)))?',
  '(?:(?:my|our|the|all|open) ){0,2}(?:points|concerns?|questions?|issues?|comments?|remarks?|findings)(?: (?:is|are|was|were|has been|have been))? (?:all |now |fully )*(?:resolved|closed|cleared|settled|answered|addressed|covered|fixed|clarified)',
  `(?:(?:it|this|that) )?(?:does not|doesn['’]t|will not|won['’]t) (?:affect|touch|concern|hurt|impact|delay|break|bother|block) ${OURS}`,
  "(?:i|we)(?: really)? (?:do not|don['’]t) mind(?: (?:it|this|that|at all))?|(?:i |we )?(?:have |see )?nothing against (?:it|this|that)|nothing from (?:me|us|my side|our side)",
  '(?:(?:the|our) )?(?:production|prod) (?:is|looks) (?:all )?(?:good|fine|ok(?:ay)?|ready|stable|healthy)',
  // What has been done and heard.
  `${TESTS} (?:is|are|were|all) (?:all )?${GREEN}|${TESTS} (?:have |has )?(?:all )?(?:pass|passes|passed)`,
  `(?:i |we )?(?:have |has |just |already )*(?:tested|verified|tried|checked|reviewed)(?: ${IT}| everything)? (?:locally|myself|ourselves|twice|on staging|in staging|on the test system|in the test environment|and (?:tested|verified|checked|reviewed))(?:,? (?:and )?(?:it )?(?:all )?works(?: (?:fine|well|great|as expected))?)?`,
  `(?:(?:i|we|it was) )?(?:have |has |been |just |already |also )*(?:reviewed|discussed|checked|talked|spoke|spoken|agreed|aligned|cleared|confirmed|coordinated|verified|clarified)(?: (?:it|this|that|everything))? (?:with|by|to) ${PEOPLE}(?: ${PAST})?`,
  `(?:checked|verified|reviewed|compared)(?: (?:it|this))? (?:against|with) ${FRAME}`,
  '(?:it |this )?(?:has |have )?passed (?:our|my|the) (?:review|tests?|checks?|audit)',
  `${FIT} ${FRAME}`,
  '(?:it |this |that |all |everything )?(?:all )?works(?: (?:fine|well|great|as expected|like a charm))?',
  `(?:i |we )(?:have |just |already )*(?:read|checked|reviewed|went through|gone through|looked at|looked over|verified|seen|discussed|double-?checked) (?:all |the |all the |your |everything |it |this |whole )*(?:numbers|figures|plan|request|change|proposal|assessment|details|estimates?|text|documents?|diff|description|impacts?)?`,
  // Who needs it, and that it is right.
  `${ANYONE} ${NEEDS} ${IT}(?: (?:badly|urgently|a lot|asap|anyway|too|as well|for (?:years|months|weeks|a long time)|since (?:${DATE}|last [a-z]+)))?`,
  `(?:${THIS_IS}|just |precisely |exactly )*what (?:${WHO}|we|i) (?:${VERY})(?:needs?|wants?|needed|wanted|asked for|expected|ordered|hoped for)`,
  `${THIS_IS}?(?:the right (?:thing|way|decision|call|step|move)(?: to (?:do|go))?|(?:long |well )?overdue|about time|high time|urgent|important|necessary|needed|(?:well )?worth (?:it|the (?:effort|money|cost|wait|risk|price|time|delay))|a must|a no-?brainer)`,
  '(?:this |that |it )(?:will |would )?(?:really |certainly |definitely )?helps?(?: (?:a lot|us|me|us all|everyone|the (?:customer|users?|team)|our (?:customers?|users?)))*',
  `${SO}${NICE}(?:(?:,| and) ${NICE})?(?: little)? ${THING}`,
  `${SO}(?:big|huge|clear|real|major|definite) (?:improvement|step forward|step|win)`,
  '(?:very |really |so |quite |most |pretty )+(?:useful|helpful|welcome|convincing|important|valuable|impressive|thorough|detailed)|(?:short|simple|clear|clean|small|complete|concise|sound|solid)(?:,| and) (?:sweet|clear|simple|complete|clean|safe|useful|sensible|concise|short|solid|easy|small)|well (?:thought through|prepared|explained|argued|described|reasoned)',
  "finally|at last|it(?: was|['’]s) about time|better late than never|much needed|kudos|bravo|hurray|hooray|woohoo|yippee|ok(?:ey|ay)-? ?dok(?:ey|ie)|okie|righto|yessir|affirmative|amen|so be it|10 ?\\/ ?10|two thumbs up|same|hear,? hear|nice|neat|sweet|smart|splendid",
  '(?:much |very much )?appreciated|(?:i |we )?(?:really |much )?appreciate (?:it|this|that|the (?:work|effort|details))|(?:many |much |big )?(?:thanks|thank you) for (?:taking care of (?:it|this|that)|being so (?:quick|fast|thorough)|(?:making|doing|fixing|handling|preparing|writing|pushing|driving|organi[sz]ing) (?:it|this|that)(?: up)?|the (?:fix|work|change|improvement))',
  "(?:happy|glad|pleased|great|good|nice) to see (?:it|this|that)(?: (?:happen|coming|done|finally))*|looking forward to (?:it|this|that)|can['’]?t wait",
  `(?:i |we )?(?:fully |completely )?trust (?:you|(?:the|your|our) (?:estimates?|assessment|plan|numbers|figures|analysis|judge?ment|work)|${PERSON})(?: (?:on|with) (?:it|this|that))?`,
  '(?:i |we )?(?:much |clearly |strongly |would |really )?prefer (?:it|this|this one) (?:to|over) (?:the|all) (?:other )?(?:alternatives?|others?|other options?)',
  '(?:please )?consider (?:it|this|that) (?:approved|done|accepted|agreed)',
  `(?:i am |i['’]m |we are |we['’]re )?(?:all |fully |strongly |totally )?in favou?r of ${IT}`,
  `(?:as )?(?:discussed|agreed)(?: with (?:you|the team|everyone))? ${PAST}|(?:as (?:discussed|agreed)|discussed)(?: with (?:you|the team|everyone))? (?:on )?${WEEKDAY}|(?:as )?per our (?:call|meeting|discussion|chat|talk|agreement|conversation)(?: (?:(?:on )?${WEEKDAY}|${PAST}))?`,
  `${PERSON} (?:is |are |says? |said )?(?:ok(?:ay)?|yes|fine|happy)|(?:speaking|voting|signing|approving|i speak|i vote) (?:for|on behalf of) ${PEOPLE}|(?<=\\b(?:ok|okay|yes|approved|agreed|approval|lgtm) )(?:from|on behalf of) ${PEOPLE}`,
];
/** With whom somebody agrees. */
const ENGLISH_SHARED = [
  `what ${MENTION} (?:said|says|wrote)|(?:i |we )?(?:fully )?(?:agree(?:d)?|concur) with (?:everything|all of (?:it|this))`,
  `(?:i |we )?(?:am |are )?(?:agreeing with|following|joining) ${PEOPLE}`,
  `(?:(?:i |we )?(?:fully |totally |completely |also )*(?:agree|concur|am in agreement)|agreed|in agreement|\\+ ?1|i am|i['’]m) (?:with|to) ${PEOPLE}(?:,? (?:too|as well|here))?|(?:the )?same (?:view |opinion )?(?:as|for me as) ${PEOPLE}|like ${MENTION}`,
];
const whole = (one: string): string => `(?<=^|[\\s,.!;:])(?:${one})(?= ?(?:$|[.,!;:\\n]|[–—-] |and ))`;

const AFTER_READING =
  '(?:after|having) (?:carefully )?(?:read|reading|reviewed|reviewing|checked|checking|discussed|discussing|looked at|looking at|seen|seeing) (?:it|this|everything|(?:the |all the )(?:plan|numbers|figures|change|request|proposal|assessment|details|documents?|tests?))(?=,? (?:i|we) (?:fully )?(?:agree|approve|accept|support))';
/** Such facts: alone they judge nothing. */
export const ENGLISH_UNMARKED: readonly string[] = [...ENGLISH.map(whole), 'and(?= [\\p{L}+@])', AFTER_READING];
/** Words that judge, by what somebody else said. */
export const ENGLISH_AGREEING: readonly string[] = ENGLISH_SHARED.map(whole);

/** Before whom a name stands that is written without a sign. */
const NAMED =
  /(?<=\b(?:with|same (?:view |opinion )?as|what|to|by|like|and|following)\s)(\p{Lu}\p{Ll}*[\p{Ll}--s])(?=\s+(?:and|too|said|says|wrote)\b|\s*(?:$|[.,!;:\n]))/gv;

/** A text in which the names of people are written as mentions of the same length; `isNone` says what is no name. */
export function namesMarked(text: string, isNone: (name: string) => boolean): string {
  return text.replaceAll(NAMED, (name) => (isNone(name) ? name : `@${'x'.repeat(name.length - 1)}`));
}

/** In Chinese by `@`, or by a family name and what somebody is. */
const BY_NAME = `(?: ?${MENTION} ?|[\\p{Script=Han}]{1,2}(?:工|总|经理|老师|主任|博士|哥|姐)|大家|各位|项目组|客户|评审组|委员会)`;
const AFFECTED =
  '(?:我们|我方|我这边|我司|本?(?:部门|团队|小组)|项目|用户|客户|生产|业务|上线|交付|现有(?:系统|功能|业务)|其他(?:系统|模块|功能|团队))';
const SPOKEN = '(?:讨论|沟通|确认|商量|说|聊|对齐|谈|交流|核实)';

const CHINESE = [
  '(?:生产|正式|线上|现网)(?:环境|系统)?(?:上|这边)?(?:都|也|均)?(?:没(?:有)?(?:任何|什么)?问题|无问题|正常|稳定|无影响|没(?:有)?影响)',
  '(?:整体)?(?:成本|费用|预算|风险|影响|工期|进度|工作量|投入|代价|价格|时间)(?:都|均|也)?(?:可以接受|能接受|可接受|能承受|可以承受|不大|不高|很低|较低|低|很小|较小|极低|可以|合理|没(?:有)?问题)|延期(?:可以接受|能接受|可接受)',
  '(?:预算|人手|资源|时间|人力|经费)(?:都|也)?(?:充足|足够|够用|够|充裕|到位|来得及|没(?:有)?问题)了?|来得及|(?:没有?|不)超(?:出)?预算',
  '(?:方案|计划|设计|文档|文字|描述|说明|代码|数据|材料|数字|条款|合同|变更|请求|内容|改动|评估)(?:都|也|均|写得|做得)?(?:很|非常|十分|挺|比较|也很)?(?:合理|好|不错|清晰|清楚|靠谱|可靠|稳妥|到位|周到|周全|明白|完整|简洁|没(?:有)?问题|无误|正确)',
  '(?:挺|很|非常|够)?(?:靠谱|稳妥|可靠|漂亮|及时|到位|贴心)|(?:改|做|想|写|说|考虑|准备|讲)得(?:真|很|非常|挺)?(?:好|对|周到|周全|明白|清楚|漂亮|到位|细|细致)',
  '(?:完全)?(?:符合|满足|达到)(?:我们|客户|用户|甲方|业务|合同|项目)?(?:的)?(?:合同|要求|规范|需求|标准|预期|期望|条款|规定)',
  '(?:这)?(?:就是|正是)(?:我们|客户|用户|大家|甲方)(?:所)?(?:想要|需要|要|要求|期待|盼望)的',
  '(?:客户|用户|甲方|业主|领导|大家)(?:那边)?(?:都|也|已经?|对此)*(?:很|非常|十分)?(?:满意|着急|急|高兴|期待|认可|急需|催得(?:很)?紧|催了(?:很久|好久|几次|多次))(?:了)?',
  '(?:我)?(?:已经?|都)?(?:看|审|核|读|评估|核对|检查|审阅|测试|验证|看懂|听懂)(?:了|过了?|完了?)(?:一遍|两遍|一下)?(?:全部|所有|整个)?(?:变更|方案|计划|请求|评估|内容|材料|数据|数字)?',
  '(?:运行|一切|功能|结果|测试结果|系统)?(?:都|均)?(?:正常|稳定)',
  '(?:测试|用例|回归|压测|冒烟|联调|单测|自测|集成测试|回归测试|压力测试|性能测试|验收测试|安全测试|安全评审|技术评审|设计评审|代码评审|流水线|构建|检查|ci)(?:已经?|都|全部?|均)* ?(?:通过|过|全绿|绿|跑通|成功|没(?:有)?问题)(?:了)?',
  '(?:已经?)?(?:在)?(?:测试环境|预发(?:环境)?|本地)(?:上)?(?:已经?|都|也)*(?:测试|验证|测|试|跑)(?:过|了|通过)+|已经?在(?:测试环境|预发(?:环境)?|本地)(?:测试|验证)|(?:数据|内容|结果|验证|核对|核实|检查)+无误',
  '(?:法务|财务|安全|质量|qa|客户|甲方|领导|老板|架构|技术|合规)(?:部门|组|团队|那边)?(?:也|都)?(?:已经?)?(?:审|看|批|签|评|核|过)(?:过|了|完)+|(?:法务|财务|安全|质量|qa|合规)(?:部门|组|团队)?已(?:审|阅|批|签|核)',
  `(?:我|我们)?(?:已经?|刚)?(?:和|与|跟|同)(?:${BY_NAME}|团队|同事|领导|甲方|业主|供应商|法务|财务|研发|测试|运维)(?:都|已经?|也)*${SPOKEN}(?:过|了|好|清楚)+`,
  '按(?:照)?(?:会议|讨论|会上|评审|上次)?(?:的)?(?:结论|决议|结果|纪要|约定|安排)(?:执行|办|办理|实施|来|推进|做)(?:即?可)?',
  `(?:完全)?(?:不影响|不涉及)${AFFECTED}(?:部门|这边|团队|现有功能)?|对${AFFECTED}(?:也|都|完全)?(?:没(?:有)?|无)(?:任何|什么|负面)?影响|(?:对)?(?:用户|客户|业务|项目|大家|我们)(?:都|也|会)?(?:体验)?(?:会)?(?:有好处|有帮助|更好|有利|很有用)`,
  '(?:无需|不用|不必|不需要|没必要)(?:再)?(?:补充|修改|调整|改|讨论|改动)(?:什么|了)*',
  '(?:我们|客户|用户|业务|甲方|大家|项目)?(?:确实|的确|正|都|也|急|很|早就|一直)*(?:需要|想要|盼着|等着)(?:这个|这项|该|此)(?:功能|变更|改动|改进|需求)?(?:了)?',
  '(?:没(?:有)?|无|零)(?:任何|什么|明显)?(?:风险|影响|疑问|疑义|顾虑|副作用|负面影响)',
  `(?:已经?)?(?:在)?(?:会上|会议上|例会上?|评审会上?|昨天|上周|之前|群里|电话里)(?:都|已经?|大家)*(?:(?:${SPOKEN}|通过|同意|定)(?:过|了|好|清楚)+|(?<=已|已经)(?:${SPOKEN}|通过|同意))`,
  '(?:上|冲|来|走|整|搞起来)吧|冲|搞起|安排|继续|按期(?:推进|上线|实施|交付)|后续按(?:流程|计划)(?:走|来|执行|办)',
  '终于(?:来了|等到了|要改了|修了)?|(?:早该|早就该|早应该)(?:上|改|做|修|换|这样|如此)了?|(?:等|盼)(?:了)?(?:很久|好久|太久)了?|(?:很|非常)?期待(?:上线|已久|早日上线)?|(?:多谢|感谢|谢谢)(?:老师|修复|同事们?|支持|处理|解决)?',
];
const CHINESE_SHARED = [
  `(?:我|我们)?(?:也|完全|非常)?(?:同意|赞成|赞同|支持|认可|认同)${BY_NAME}的?(?:意见|看法|观点|判断|评估|结论|说法|想法|分析|方案|建议)?`,
  `(?:我|我们)?(?:的意见)?(?:和|与|跟|同) ?${MENTION} ?(?:的)?(?:意见|看法|观点|判断)?(?:一致|一样|相同)?`,
];
const clause = (one: string): string => `(?<=^|[\\s，,。.!！；;：:、])(?:${one})(?=$|[\\s，,。.!！；;~～])`;
export const CHINESE_UNMARKED: readonly string[] = CHINESE.map(clause);
export const CHINESE_AGREEING: readonly string[] = CHINESE_SHARED.map(clause);
