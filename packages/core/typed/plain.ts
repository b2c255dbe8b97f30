/** The signs of assent in both languages, and how far a text is made of nothing else (`rules.md 4.1`): a list of forbidden words would always leak, so it is the allowed ones that are listed. */

import { simplified } from '../text/simplified.ts';
import { CHINESE_AGREEING, CHINESE_UNMARKED, ENGLISH_AGREEING, ENGLISH_UNMARKED } from './unmarked.ts';

const IT = '(?:(?:this|that|the|your) (?:change(?: request)?|request|plan|proposal|assessment)|this|it|that)';
const US = '(?:me|us|my (?:side|end|part)|our (?:side|end|part)|here)';
/** In whose name somebody speaks who speaks for more than themselves; how far a word goes is said by other prepositions. */
const PARTY =
  '(?:(?:the|our|my) )?(?:(?:qa|quality|security|safety|legal|finance|product|engineering|technical|testing|test|design|operations|ops|support|sales|architecture|compliance|business|project|dev|development|customer|client|sponsor)(?: (?:team|side|department|people|colleagues|group|folks|staff|management))?|management|board|team|department|company)';
/** Those of them that are people and nothing else: testing, QA and development are also phases and places, to which a yes can be narrowed. */
const PEOPLE =
  '(?:(?:the|our|my) )?(?:(?:customer|client|sponsor)(?: (?:team|side|department))?|(?:[a-z]+ )?(?:team|department|people|colleagues|folks|staff)|company)';
/** By what somebody looks at it whose seat stands for just that. */
const VIEW =
  '(?:budget(?:ary)?|cost|costs|quality|schedule|scheduling|planning|risk|technical|engineering|architecture|architectural|security|safety|legal|compliance|finance|financial|business|commercial|customer|client|product|project|operational|operations|qa|testing|test|design|usability|ux)';
/** That nothing stands against it, whatever it is called. */
const AGAINST =
  '(?:objections?|concerns?|issues?|problems?|questions?|comments?|remarks?|blockers?|complaints?|worries|reservations?|doubts?)';
const WHOLLY =
  '(?:wholeheartedly|unconditionally|unreservedly|without (?:any )?(?:hesitation|conditions?|reservations?|objections?))';
/** Of what somebody speaks without saying more than yes to all of it. */
const AS_IT_IS =
  '(?: as (?:is|it (?:is|stands)|proposed|described|written|planned|discussed|agreed|requested|submitted))?';
const VERY = '(?:very |really |quite |all |absolutely |perfectly |so )?';
const GOOD = '(?:good|great|fine|right|perfect|excellent|ok(?:ay)?|reasonable|solid|clear|clean|sensible|sound)';
const MATTER =
  '(?:cost|costs|price|budget|schedule|timing|plan|scope|quality|risk|risks|assessment|impact|proposal|change|approach)';

const ENGLISH = [
  '(?:ye(?:a|ah|p|ay)(?! right)|yay|yup|aye|sure(?: thing)?|absolutely|definitely|certainly|of course|gladly|with pleasure|alright|all right)(?: then)?',
  '(?:hell |oh |a (?:clear |big |definite |full )?|(?:definitely|certainly|absolutely) a |big )ye(?:s|ah)|yes (?:indeed|sir|madam)|i do(?! not)|(?:ok(?:ay)?|yes) then',
  `(?:it|that|this)(?: is|['’]s) (?:a|my|our) (?:clear |big |definite )?yes`,
  '(?:a |big )*(?:\\+ ?1(?!\\d)|plus one)(?: (?:for|on|to) (?:this|it|that|the change|the plan|the request))?',
  `no reason (?:not to|to (?:say no|object|refuse))|(?:(?:i|we) (?:can )?see )no reason (?:not to|to (?:say no|object|refuse))`,
  `(?:(?:i|we) )?(?:(?:do not|don['’]t) have|(?:do not|don['’]t|can['’]t|cannot|could not|couldn['’]t) (?:see|think of|find)) (?:any|an?) (?:further |more |other )?${AGAINST}`,
  `(?:(?:i|we) )?(?:do not|don['’]t) (?:have|see) (?:issues|problems|concerns|objections|questions)`,
  `(?:(?:i|we) have |there (?:are|is) )?(?:zero|no) (?:further |more |other )?${AGAINST} (?:with|to|about|regarding|against|concerning) ${IT}`,
  `(?:zero ${AGAINST}|not a problem|no findings?)`,
  `(?:(?:i|we) (?:can['’]t|cannot|do not|don['’]t) see |there is |i see |i find )?(?:nothing|anything) wrong (?:with ${IT}|here)`,
  '(?:all )?(?:my |our |the )?(?:questions|concerns|comments|points|remarks) (?:are|were|have been) (?:all )?(?:answered|addressed|resolved|settled|covered)|all (?:my |our |the )?(?:questions|concerns|comments) (?:answered|addressed|resolved)',
  '(?:permission|request|approval|consent) (?:is )?(?:granted|given)|granted',
  `(?:i|we) (?:give|grant) (?:my|our) (?:full )?(?:approval|consent|vote|support|ok|yes)(?: (?:to|for) ${IT})?|(?:i |we )?(?:hereby )?consent(?:ed)?(?: to ${IT})?`,
  `(?:you(?:['’]ve)? (?:have )?(?:got|get)|it has|it gets|this has|this gets) (?:my|our) (?:full )?(?:approval|vote|yes|support|consent|ok)`,
  `(?:i am |i['’]m |we are |we['’]re )?(?:totally |fully |completely |all )?(?:on board|in (?:full )?agreement|satisfied|convinced|behind ${IT}|(?:all )?for ${IT}|all in(?! all))(?: with ${IT})?`,
  `(?:i |we )?back(?:ed)? ${IT}`,
  `(?:(?:i|we) )?(?:really )?(?:love|like) ${IT}`,
  `(?:${PARTY}|everyone|everybody|we all|all of us|both of us|all) (?:(?:fully |totally |has |have |all )*(?:agreed?|agrees|approves?|approved|accepts?|accepted|supports?|supported)(?: (?:with |to )?${IT})?|(?:is|are) (?:all )?(?:ok(?:ay)?|fine|happy|good)(?: with ${IT})?|(?:has|have|sees?) no (?:further )?${AGAINST})`,
  `(?:roll|carry) (?:it |this )?(?:on|out)(?= ?(?:$|[.,!;\\n]))|make it (?:so|happen)(?! [a-z])|(?:please )?(?:continue|carry on|keep going)(?: please)?|(?:let['’]?s|let us) (?:roll|proceed|start|get (?:it|this) done|continue)|get (?:it|this) done|go ahead with ${IT}`,
  '(?:good|fine|safe|clear|ok(?:ay)?|approved|cleared) to (?:go|merge|ship|start|proceed|go ahead|implement)(?! [a-z])',
  '(?<=[\\p{L}\\d] )(?:in full|completely|entirely|wholly|as a whole|with thanks|as well|also|too|by (?:me|us|myself|ourselves))(?= ?(?:$|[.,!;:\\n]))',
  `in the name of ${PARTY}|(?<=\\b(?:approved|agreed|accepted|confirmed|yes|ok|okay|lgtm) )for (?:all|both) of us`,
  `(?:exactly|just) (?:what|as) (?:we|i) (?:need(?:ed)?|want(?:ed)?|asked(?: for)?|agreed|discussed|expected|hoped for)|(?:this|that|it)(?: is|['’]s) (?:exactly |just )?what (?:we|i) (?:need(?:ed)?|want(?:ed)?|asked for|agreed|discussed)`,
  `as we (?:discussed|agreed)|(?:as )?per our (?:discussion|call|meeting|agreement)|as (?:per|discussed in|agreed in|discussed at|agreed at) (?:the|our|today['’]s|yesterday['’]s) (?:meeting|call|review|workshop|discussion|board)|(?<=\\b(?:agreed|approved|discussed|decided|confirmed) )(?:in|at|during) (?:the|our|today['’]s|yesterday['’]s) (?:last |weekly |board )?(?:meeting|call|review|workshop)|as requested(?: by ${PEOPLE})?|for the reasons? (?:given|stated|above|you (?:gave|give))`,
  '(?:makes|make) (?:total|perfect|complete|full|good) sense|(?:sounds|seems|looks) like a (?:good |great |solid )?plan|(?:looks|seems) (?:awesome|alright|all right|good all around)|reads well|(?:well|nicely|clearly) (?:written|done|put)|(?:very|quite) (?:nice|reasonable|good|clear|sensible|solid)|(?:good|great|nice) (?:stuff|call|thinking)|nice (?:plan|idea|proposal|approach)|fair enough|merge (?:it|this)',
  '(?:super|superb|fantastic|fabulous|terrific|amazing|lovely|splendid|marvell?ous)',
  '(?:go[ ,!]+){2,3}(?![a-z])',
  'lgtm',
  'sgtm',
  '\\+ ?1(?!\\d)',
  'ok(?:ay|ey)?(?: (?:by|with|for) (?:me|us))?',
  'y|yes(?: please)?',
  `(?:(?:i|we) )?(?:(?:can|do|hereby|fully|totally|completely|strongly|gladly|happily|wholeheartedly|unconditionally|unreservedly) )*(?:agreed?|approved?(?: of)?|accept(?:ed)?|support(?:ed)?|confirm(?:ed)?|concur(?:red)?|endorsed?|second(?:ed)?)(?: (?:with |to )?(?:${IT}|my approval))?${AS_IT_IS}(?: by (?:me|us))?`,
  `(?:(?:i am |i['’]m |we are |we['’]re )?(?:happy|glad|pleased) to (?:approve|support|accept|agree|confirm)(?: (?:with |to )?${IT})?)`,
  '(?:agree )?(?:100 ?%|one hundred percent)(?: agree)?',
  "(?:i am |i['’]m |we are |we['’]re )?in favou?r",
  `(?:(?:it|that|this) )?(?:all )?(?:looks?|looking|sounds?|seems?|reads?) ${VERY}${GOOD}(?: to (?:me|us))?`,
  `(?:(?:i am|i['’]m|we are|we['’]re) )?(?:fine|good|ok(?:ay)?|happy) with ${IT}`,
  "(?:i am|i['’]m|we are|we['’]re) (?:good|fine|ok(?:ay)?|happy)",
  `(?:that|this|it)(?: is|['’]s) ${VERY}${GOOD}(?: (?:by|with|for) (?:me|us))?`,
  `(?:the )?${MATTER} (?:is|are|looks?|seems?) ${VERY}(?:${GOOD}|acceptable|justified|well thought out)`,
  '(?:it |that |this )?(?:works (?:for (?:me|us)|well)|makes sense(?: to (?:me|us))?)',
  '(?:very good|good to go|signed off|count me in|well thought out)',
  `(?:good|great|excellent|solid|fine|sensible|reasonable) (?:plan|idea|proposal|approach)`,
  '(?:i vote|we vote|my vote is) yes|a clear yes',
  '(?:you have )?(?:my|our) (?:full )?(?:approval|vote|yes|support)|full (?:approval|support)',
  "(?:please )?(?:proceed|go ahead|go for it|merge|implement|start)(?: please)?|go(?! [a-z])|(?:let['’]?s|let us) (?:do (?:it|this)(?! (?:right|good|clean|clear|fine))|go)|do it(?! (?:right|good|clean|clear|fine))",
  '(?:thumbs up|green light)',
  `(?:all )?(?:${GOOD}|nice|awesome|brilliant|wonderful|beautiful)(?: (?:by|with|for|to) (?:me|us))?`,
  "(?:let['’]?s |let us )?ship it",
  `(?:i have |we have |i see |there are )?no (?:further |more |other )?${AGAINST}(?: at all| whatsoever)?(?: (?:(?:from|on) )?${US})?`,
  WHOLLY,
  "(?:i have |there is |there['’]s )?nothing (?:to add|to object|(?:speaks )?against (?:it|this))",
  `(?:(?:it|that|this|all|everything) )?(?:looks?|seems?|is) correct(?: (?:to|for) (?:me|us))?`,
  '(?:all )?ready(?: to (?:go|merge|start|ship))?',
  'for (?:me|us)',
  `(?:from|on) ${US}|here`,
  'as (?:discussed|agreed|proposed|planned)',
];

const ENGLISH_THANKS = [
  '(?:i have |we have )?(?:read|reviewed|checked|seen) (?:(?:it|this|that|everything|the (?:plan|request|change|assessment|proposal)) )?and(?= (?:i |we )?(?:approved?|agreed?|accept(?:ed)?|support|confirm(?:ed)?)(?![\\p{L}]))',
  `(?:(?:i|we) )?(?:have )?(?:reviewed|checked|read)(?: (?:${IT}|everything))?`,
  `from (?:(?:(?:a|an|the|our|my) )?${VIEW}|my|our) (?:perspective|viewpoint|standpoint|point of view|angle|side)`,
  `(?:from|on behalf of) ${PARTY}`,
  `(?<=\\b(?:approved|agreed|accepted|confirmed|supported|endorsed|seconded) )by (?!design)${PARTY}`,
  `for ${PEOPLE}`,
  "(?:why (?:ever )?not|why would(?:n['’]t| i not)(?: (?:i|we))?|what['’]?s not to like|how could (?:i|we) (?:say no|not|refuse))[?？!]*(?= ?(?:$|[\\n,;.]))",
  '(?:acknowledged|(?:read and )?understood|noted|got it|done|same (?:here|from (?:me|us))|me too|ditto|likewise|that clears (?:it|this|that) up|all clear(?: now)?)(?= ?(?:$|[.,!;\\n]| from | and (?:agreed|approved|accepted)))(?: and(?= ))?',
  '(?:acknowledged|understood|noted|tested|verified|read|confirmed|seen|checked|reviewed) and(?= (?:i |we )?(?:approved?|agreed?|accept(?:ed)?|support(?:ed)?|confirm(?:ed)?|understood|ok)(?![\\p{L}]))',
  'nothing (?:further|more to add)(?= ?(?:$|[.,!;\\n]| from ))|nothing(?= from )',
  'thanks for (?:clearing (?:it|this|that) up|(?:explaining|clarifying|answering)(?: (?:it|this|that|everything|my questions?))?)',
  "(?:ack(?:ed)?|roger(?: that)?|exactly(?! (?:what|as)\\b)|why not|(?:that is |that’s |that's )?cool(?: (?:with|for|by) (?:me|us))?)",
  '(?:nice|good|great|excellent|awesome|amazing) (?:work|job|one)(?: (?:everyone|everybody|all|team))?',
  'well done',
  'thanks for addressing (?:my|our|the) (?:comments|concerns|points)',
  '(?:(?:with )?(?:best|kind|warm|many) )?(?:regards|greetings|wishes)|cheers|sincerely',
  '(?:many )?(?:thanks|thank you|thx|ty)(?: (?:a lot|so much|very much|all|everyone|again|team))?(?: for (?:the|your|all the) (?:good |great |nice |hard |quick |detailed |thorough |clear )?(?:work|effort|update|details|explanation|clarification|review|plan|summary|reply|assessment|turnaround|proposal|fix|help|patience|time|support|answers?|information|info))?',
  'team',
];

const PARTIES =
  '(?:我们|我司|我方|我|本)?(?:(?:qa|质量|测试|安全|法务|财务|产品|研发|技术|设计|运维|运营|业务|项目|客户|采购|架构)(?:部门?|组|团队|侧|这边|那边|方)?|领导|老板|甲方|业主|监理|供应商|大家|会议|讨论|研究|本?(?:部门|团队|小组))';
const WHAT =
  '(?:该|此|本|这个|这项|这次|此次|本次|此项|上述|以上|该项)?(?:变更请求|变更申请|变更内容|变更方案|变更|请求|申请|方案|计划|内容|评估)';
const SIDE =
  '(?:我(?:们)?(?:方|司|这边|这里|这儿)?|本人|(?:从)?(?:技术|质量|预算|成本|进度|业务|测试|安全|法务|客户|项目|财务|运维|架构|法律|合规|产品|用户|管理|风险|商务)(?:上看|上来看|看|上|方面|侧|角度(?:看|来看|来说)?|方|经理|方面看)?)';
const MATTERS =
  '(?:可行性|预算|成本|费用|进度|工期|时间|质量|风险|技术|资源|范围|测试|评估|方案|计划|影响|变更|理由)(?:上|方面|评估)?(?:都|也|均)?';

const CHINESE = [
  `(?:我?代表)?${PARTIES} ?(?=(?:也|都|完全|均|毫|已|已经|一致|全票|表示)*(?:同意|赞成|赞同|批准|认可|支持|没|无|确认(?!后)|通过(?!后)|可以|可行|ok))`,
  '(?:已经?|表示|强烈|必须|当然|肯定|绝对|举?双手|全票|一致|十分|非常|我?表示)(?=(?:完全|全力)?(?:支持|同意|赞成|赞同|认可|可以|通过(?!后)|没问题|批准))',
  `对(?:此|这|这个|${WHAT})(?=(?:没|无|很|非常|十分|表示|满意|完全))`,
  '(?:没(?:有)?|无)(?:任何)?理由(?:不同意|不批准|不支持|反对|拒绝)',
  '(?:看不出|没看出|没发现|未发现|没有发现)(?:有)?(?:任何|什么|其他)?问题',
  '(?:没(?:有)?|无)(?:什么|啥|其他)?(?:要|需要|可)?补充(?:的|意见)?|(?:没有?|无)不同意见|没啥(?:可)?说的|没[得话]说',
  '有何不可[？!！]?|何乐而不为[？!！]?|为(?:什么|何)不呢[？!！]?',
  '(?:非常|特别|很|太|真|相当|挺|十分|确实)(?:好|不错|棒|完美|优秀|满意|合理|有道理|可行|放心|必要|有必要|清楚|给力|厉害)(?:[了的啊！])?',
  '(?:完美|优秀|满意|合理|合情合理|有道理|行得通|放心|确?有必要|给力|厉害|牛|当然|必须的|同上|附议|同感|顶一个|赞一个|点个赞|为你点赞|加油|继续加油|是的|嗯嗯|恩|说得(?:对|有道理)|(?:不错的|好)(?:方案|主意|想法|计划))(?=$|[\\s，,。.!！~～；;])',
  '(?:就这么|就这样)(?:定|干|办)了?(?=$|[\\s，,。.!！~～])|按(?:这个|此)?(?:方案|流程|计划)?(?:来|走)(?=$|[\\s，,。.!！~～])|走起|开干',
  '(?:上线|合并|发布|开始|推进|执行|实施|去做|做|干|搞)吧(?=$|[\\s，,。.!！~～])|(?:马上|尽快|立即)(?:开始|执行|实施|推进|上线)(?=$|[\\s，,。.!！~～])',
  '请(?:照此|遵照|按方案|按计划|按流程|大家|尽快)?(?:执行|实施|办理|落实|安排|配合)(?:实施|执行|上线)?(?=$|[\\s，,。.!！~～])',
  '可以(?:做|干|搞|改|变更|推进|继续)(?=$|[\\s，,。.!！~～])',
  '(?:无条件|毫无保留(?:地)?)(?=同意|赞成|赞同|支持|批准|认可|通过)',
  '毫无(?:异议|保留|问题|意见)',
  `${SIDE}(?=(?:也|都|完全|均)?(?:同意|赞成|赞同|批准|认可|支持|没|无|确认|可以|可行|合理|ok|行|投|对此|举))`,
  `(?:完全|一致|非常|十分|全力|坚决|大力|举双手|已|予以|准予|也|都|均)?(?:同意|赞成|赞同|支持|认可|认同|批准|通过|确认|核准|照准|准许|允许|许可)了?(?:并(?:支持|确认|批准))?(?:${WHAT})?(?:开始)?(?:实施|执行|推进|上线|发布|合并|无误|可行)?(?:${WHAT})?`,
  '(?:审核|评审|审批|审阅)通过(?!后)|(?:我)?投?(?:赞成|同意)票|举双手赞成',
  '准予(?:实施|执行)|(?:麻烦)?(?:请|可以|尽快|抓紧|按计划)(?:尽快|抓紧|继续|按计划)?(?:执行|实施|推进|开始|继续|上线|发布|合并|办理)',
  '(?:都|也|完全|均)?没(?:有)?(?:什么|啥|任何)?(?:其他|其它|别的)?(?:问题|意见|异议|毛病)[了啦呢噢啊的]?',
  '无(?:其他|其它|任何)?(?:异议|意见|问题)',
  `${MATTERS}(?:可行|合理|可控|充足|可接受|可以|清楚|清晰|完整|无误|充分|不变|不受影响|没(?:有)?问题|没(?:有)?影响|无影响|无异议|ok)`,
  `(?:对)?${MATTERS}(?:没有|没|无)影响|不影响${MATTERS}`,
  '经(?:讨论|研究|评估|审核|评审)(?=,?(?:一致)?(?:同意|没|无))',
  '(?:已|经)(?:审阅|评审|审核)(?!后)|了解|明白|已?知悉|知道了',
  '(?:好的好的|可以|可行|可|好|行|对|是|嗯|赞|棒|很好|不错|挺好|妥妥|妥|照办|ok|准|过|顶|点赞|就这样|就这么办)(?:[的了呀啊哦嘞滴])?',
  '(?:就)?(?:按|照)(?:此|这个|计划|方案|计划方案)(?:执行|办理|办|做|来|实施|推进)吧?',
  '[哈了的啦呢噢](?=$|[\\s，,。.!！~～])',
];

/** What is so, in the words of the trade, where it is a clause of its own: beside a yes it says why. */
const CHINESE_FACTS = [
  '(?:方案|计划|评估|分析|变更|内容|理由)?(?:写|做|分析|考虑|讲|说|安排|准备)得(?:很|非常|十分|也很)?(?:清楚|清晰|到位|周全|周到|全面|完善|详细|完整|充分|合理|不错|好)',
  '(?:方案|计划|评估|分析|变更|内容|理由)(?:很|非常|十分|也很)(?:清楚|清晰|到位|周全|周到|全面|完善|详细|完整|充分|合理|不错|好)',
  '(?:很|非常|十分)(?:清楚|清晰|到位|周全|周到|全面|详细|完整|充分)|考虑周[全到]',
  '(?:完全)?符合(?:客户|合同|项目|公司|法规|业务|用户)?(?:的)?(?:要求|规定|流程|预期|约定|规范|标准|需求)',
  '(?:确实|的确|真的)(?:有?需要|有?必要|该改)|早(?:就)?该(?:改|做)了',
  '(?:成本|费用|风险|影响|工期|进度)(?:都|均|也)?在(?:预算|可接受的?|合理|可控|计划)(?:范围)?之?内',
  '影响(?:很小|不大|可控|较小|有限)|质量有保障',
  '(?:客户|用户|甲方|业主|法务|领导|供应商)(?:也|都)?(?:已经?)(?:确认|沟通|同意|认可|知情|签字|批准)(?:过|了)?|已经?(?:与|和|跟)客户(?:沟通|确认|讨论)(?:过|了)?|客户要求的',
  '(?:测试|验证|评审|审核)(?:都|均|全部)?已经?(?:都|均|全部)?(?:通过|完成)了?|(?:测试|验证|评审|审核)(?:都|均|全部)?(?:通过|完成)了',
  '(?:已经?|经)(?:仔细|认真)?(?:审阅|评审|审核|测试|验证|评估|核对|核实|阅读|了解|讨论|研究)(?:过|了|完)?',
  '(?:核实|核对|审核|审阅|检查)?无误',
].map((one) => `(?<=^|[\\s，,。.!！；;：:、])(?:${one})(?=$|[\\s，,。.!！；;~～])`);

const CHINESE_THANKS = [
  '(?:我)?都?(?:(?:看|核对|审)(?:过了?|了)|已(?:看|核对)过?)(?=[\\s，,。]|$)',
  '收到|已阅|此致|敬礼|祝好|顺祝商祺',
  '(?:感谢|谢谢)(?:大家|各位|团队|您|你|你们)?的?(?:支持|配合|努力|付出|辛苦|帮助)',
  '(?:非常|多|十分)?(?:谢谢|感谢|谢)(?:大家|各位|团队|您|你|你们)?',
  '(?:大家|各位|团队)?辛苦(?:了|各位|大家|团队)*(?:了)?',
];

const SIGNS = [
  '[👍👌✅✔☑💯🎉🚀🙏❤👏🤝🙂😊😀😄🆗🙆💪💚🫡🙌👐]\\p{EMod}?',
  ':(?:\\+1|thumbsup|ok|ok_hand|white_check_mark|heavy_check_mark|100|tada|rocket|pray|clap|heart|shipit|muscle|raised_hands):',
];

const anyOf = (english: readonly string[], others: readonly string[]): RegExp =>
  new RegExp(`(?:${english.join('|')})(?![\\p{L}\\p{N}'’])|${others.join('|')}`, 'iuy');

const ASSENT = anyOf(
  [...ENGLISH_AGREEING, ...ENGLISH_UNMARKED, ...ENGLISH_THANKS, ...ENGLISH],
  [...CHINESE_UNMARKED, ...CHINESE_AGREEING, ...CHINESE_THANKS, ...CHINESE, ...CHINESE_FACTS, ...SIGNS],
);
/** What is said to be polite, and facts: alone they judge nothing. */
const THANKS = anyOf(
  [...ENGLISH_UNMARKED, ...ENGLISH_THANKS],
  [
    ...CHINESE_UNMARKED,
    ...CHINESE_THANKS,
    '[🎉🙏❤👏🤝🙂😊😀😄🙌💪💚🫡]\\p{EMod}?|:(?:tada|pray|clap|heart|raised_hands|muscle):',
  ],
);
/** Marks between them, and whom they are said to. A question is none, and a face that frowns says something. */
const BETWEEN =
  /(?:(?![:;][-']?[(/|\\](?:\s|$))(?:[\s,，、.。!！;；：…·*_–—()（）&-]|(?<=[\p{L}\s])\/(?=[\p{L}\s])|:(?![\w+-]{1,30}:)|(?<![~～])[~～](?![~～])|[@＠][\w-]+(?::[\w-]+)*))+/uy;
/** More of it is a text, which says more than yes. */
const MOST_PARTS = 20;

/** Full-width letters and the characters of Taiwan and Hong Kong as the words here are written; each mark keeps its place. */
export const sameWidth = (text: string): string =>
  simplified(
    text.replaceAll(/[！-～]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replaceAll('?', '？'),
  );

/** Where the signs of assent at its beginning end; `text` is of the `sameWidth`. */
export const endOfAssent = (text: string): number => endOf(text, ASSENT);
/** Where what is only polite ends. */
export const endOfThanks = (text: string): number => endOf(text, THANKS);

function endOf(text: string, words: RegExp): number {
  let at = 0;
  for (let count = 0; count < MOST_PARTS && at < text.length; count += 1) {
    const from = at;
    for (const one of [BETWEEN, words]) {
      one.lastIndex = at;
      if (one.test(text)) at = one.lastIndex;
    }
    // What is no sign here is none at the next try.
    if (at === from) break;
  }
  return at;
}
