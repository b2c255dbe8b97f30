/** What may stand behind an approval so that it is still a plain yes (`rules.md 4.1`): a list of forbidden words would always leak, so it is the allowed ones that are listed. Beside it stands talk, of which nobody can list what is allowed: there words that take a yes back are looked for. */

import { simplified } from '../text/simplified.ts';
import { clausesOf, holdsBack, isStruck, saysNothing } from './reason.ts';
import { decidesOtherwise, withoutName } from './signed.ts';

const IT = '(?:(?:this|that|the|your) (?:change(?: request)?|request|plan|proposal|assessment)|this|it|that)';
const US = '(?:me|us|my (?:side|end|part)|our (?:side|end|part)|here)';
/** In whose name somebody speaks who speaks for more than themselves; how far a word goes is said by other prepositions. */
const PARTY =
  '(?:(?:the|our|my) )?(?:(?:qa|quality|security|safety|legal|finance|product|engineering|technical|testing|test|design|operations|ops|support|sales|architecture|compliance|business|project|dev|development|customer|client|sponsor)(?: (?:team|side|department))?|team|department|company)';
/** Those of them that are people and nothing else: testing, QA and development are also phases and places, to which a yes can be narrowed. */
const PEOPLE =
  '(?:(?:the|our|my) )?(?:(?:customer|client|sponsor)(?: (?:team|side|department))?|(?:[a-z]+ )?(?:team|department)|company)';
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
  'lgtm',
  'sgtm',
  '\\+ ?1(?!\\d)',
  'ok(?:ay|ey)?(?: (?:by|with|for) (?:me|us))?',
  'y|yes(?: please)?',
  '(?:ye(?:a|ah|p|ay)|yay|yup|aye|sure(?: thing)?|absolutely|definitely|certainly|of course|gladly|with pleasure)',
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
  "(?:please )?(?:proceed|go ahead|go for it|merge|implement|start)(?: please)?|go(?! [a-z])|(?:let['’]?s|let us) (?:do (?:it|this)|go)|do it",
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
  `from (?:(?:a|an|the|our|my) )?${VIEW} (?:perspective|viewpoint|standpoint|point of view|angle|side)`,
  `(?:from|on behalf of) ${PARTY}`,
  `(?<=\\b(?:approved|agreed|accepted|confirmed|supported|endorsed|seconded) )by (?!design)${PARTY}`,
  `for ${PEOPLE}`,
  "(?:ack(?:ed)?|roger(?: that)?|exactly|why not|(?:that is |that’s |that's )?cool(?: (?:with|for|by) (?:me|us))?)",
  '(?:nice|good|great|excellent|awesome|amazing) (?:work|job|one)(?: (?:everyone|everybody|all|team))?',
  'well done',
  'thanks for addressing (?:my|our|the) (?:comments|concerns|points)',
  '(?:(?:with )?(?:best|kind|warm|many) )?(?:regards|greetings|wishes)|cheers|sincerely',
  '(?:many )?(?:thanks|thank you|thx|ty)(?: (?:a lot|so much|very much|all|everyone|again|team))?(?: for (?:the|your|all the) (?:good |great |nice |hard |quick |detailed |thorough |clear )?(?:work|effort|update|details|explanation|clarification|review|plan|summary|reply|assessment|turnaround|proposal))?',
  'team',
];

const PARTIES =
  '(?:我们|我司|我方)?(?:(?:qa|质量|测试|安全|法务|财务|产品|研发|技术|设计|运维|运营|业务|项目|客户|采购|架构)(?:部门?|组|团队|侧|这边|那边)?)';
const WHAT =
  '(?:该|此|本|这个|这项|这次|此次|本次|此项|上述|以上|该项)?(?:变更请求|变更申请|变更内容|变更方案|变更|请求|申请|方案|计划|内容|评估)';
const SIDE =
  '(?:我(?:们)?(?:方|这边|这里|这儿)?|本人|(?:从)?(?:技术|质量|预算|成本|进度|业务|测试|安全|法务|客户|项目)(?:上|方面|侧|角度(?:看|来看|来说)?|方|经理|方面看)?)';
const MATTERS =
  '(?:预算|成本|费用|进度|工期|时间|质量|风险|技术|资源|范围|测试|评估|方案|计划|影响|变更|理由)(?:上|方面|评估)?(?:都|也|均)?';

const CHINESE = [
  `${PARTIES} ?(?=(?:也|都|完全|均|毫)?(?:同意|赞成|赞同|批准|认可|支持|没|无|确认|可以|可行|ok))`,
  '(?:无条件|毫无保留(?:地)?)(?=同意|赞成|赞同|支持|批准|认可|通过)',
  '毫无(?:异议|保留|问题|意见)',
  `${SIDE}(?=(?:也|都|完全|均)?(?:同意|赞成|赞同|批准|认可|支持|没|无|确认|可以|可行|ok|行|投))`,
  `(?:完全|一致|非常|十分|全力|坚决|大力|举双手|已|予以|准予|也|都|均)?(?:同意|赞成|赞同|支持|认可|认同|批准|通过|确认|核准|照准|准许|允许|许可)了?(?:并(?:支持|确认|批准))?(?:${WHAT})?(?:开始)?(?:实施|执行|推进|上线|发布|合并|无误|可行)?(?:${WHAT})?`,
  '(?:审核|评审|审批|审阅)通过(?!后)|(?:我)?投?(?:赞成|同意)票|举双手赞成',
  '准予(?:实施|执行)|(?:麻烦)?(?:请|可以|尽快|抓紧|按计划)(?:尽快|抓紧|继续|按计划)?(?:执行|实施|推进|开始|继续|上线|发布|合并|办理)',
  '(?:都|也|完全|均)?没(?:有)?(?:什么|啥|任何)?(?:其他|其它|别的)?(?:问题|意见|异议|毛病)',
  '无(?:其他|其它|任何)?(?:异议|意见|问题)',
  `${MATTERS}(?:可行|合理|可控|充足|可接受|可以|清楚|清晰|完整|无误|充分|不变|不受影响|没(?:有)?问题|没(?:有)?影响|无影响|无异议|ok)`,
  `(?:对)?${MATTERS}(?:没有|没|无)影响|不影响${MATTERS}`,
  '(?:已|经)(?:审阅|评审|审核)|了解|明白|已?知悉|知道了',
  '(?:好的好的|可以|可行|可|好|行|对|是|嗯|赞|棒|很好|不错|挺好|妥妥|妥|照办|ok|准|过|顶|点赞|就这样|就这么办)(?:[的了呀啊哦嘞滴])?',
  '(?:就)?(?:按|照)(?:此|这个|计划|方案|计划方案)(?:执行|办理|办|做|来|实施|推进)吧?',
  '[哈了的](?=$|[\\s，,。.!！~～])',
];

const CHINESE_THANKS = [
  '(?:我)?都?(?:(?:看|核对|审)(?:过了?|了)|已(?:看|核对)过?)(?=[\\s，,。]|$)',
  '收到|已阅|此致|敬礼|祝好|顺祝商祺',
  '(?:非常|多|十分)?(?:谢谢|感谢|谢)(?:大家|各位|团队|您|你|你们)?',
  '(?:大家|各位|团队)?辛苦(?:了|各位|大家|团队)*(?:了)?',
];

const SIGNS = [
  '[👍👌✅✔☑💯🎉🚀🙏❤👏🤝🙂😊😀😄🆗🙆💪💚🫡🙌👐]\\p{EMod}?',
  ':(?:\\+1|thumbsup|ok|ok_hand|white_check_mark|heavy_check_mark|100|tada|rocket|pray|clap|heart|shipit|muscle|raised_hands):',
];

const anyOf = (english: readonly string[], others: readonly string[]): RegExp =>
  new RegExp(`(?:${english.join('|')})(?![\\p{L}\\p{N}'’])|${others.join('|')}`, 'iuy');

const ASSENT = anyOf([...ENGLISH_THANKS, ...ENGLISH], [...CHINESE_THANKS, ...CHINESE, ...SIGNS]);
/** What is said to be polite: alone it judges nothing. */
const THANKS = anyOf(ENGLISH_THANKS, [
  ...CHINESE_THANKS,
  '[🎉🙏❤👏🤝🙂😊😀😄🙌💪💚🫡]\\p{EMod}?|:(?:tada|pray|clap|heart|raised_hands|muscle):',
]);
/** Marks between them, and whom they are said to. A question is none. */
const BETWEEN =
  /(?:[\s,，、.。!！;；：…·*_–—()（）&-]|(?<=[\p{L}\s])\/(?=[\p{L}\s])|:(?![\w+-]{1,30}:)|(?<![~～])[~～](?![~～])|[@＠][\w-]+(?::[\w-]+)*)+/uy;
const MARKED =
  /^(?:(?:because(?: of)?|since|due to|as(?= (?:it|this|that|we|the|they|there)\b)(?! (?:it|this|that|we|the|they) (?:is|was|stands?)\b(?! )))(?![\p{L}\p{N}])|(?:reasons?|rationale|justification)\s*[:：-]|(?:理由|原因)(?:是|为|[:：])\s*[:：]?|因为|因(?!此|而)|由于|鉴于)[\s,，:：]*/iu;

/** More of it is a text, which says more than yes. */
const MOST_PARTS = 20;

/**
 * Only signs of assent: the whole is a yes. What goes on with a marked reason (`because`, `理由：`) is one for that reason.
 * @param by what the tracker calls whoever says it: their own name below it adds nothing, and anybody else's may be a word
 */
export function plainYes(text: string, by?: string): { readonly reason?: string } | undefined {
  const plain = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').trim();
  const unsigned = withoutOwnName(
    withoutName(plain, (name) => doubtIn(name) !== undefined),
    by,
  );
  const at = endOfAssent(sameWidth(unsigned));
  const rest = plain.slice(at);
  if (at >= unsigned.length) return plain === '' ? {} : { reason: plain };
  const marked = MARKED.exec(rest);
  const why = marked ? rest.slice(marked[0].length).trim() : '';
  if (why === '' || takesBack(why)) return undefined;
  return { reason: rest === plain ? why : plain };
}

/** Whether the reason of a yes says more than why: when, how far, unless, or something else. */
export function takesBack(reason: string): boolean {
  const said = readable(reason);
  if (saysNothing(said) || isStruck(reason)) return true;
  return TURNED.test(said) || doubtIn(reason) !== undefined || clausesOf(said).some(isHeldBack);
}

/** Whether words that belong to no command are a yes all the same, and not only polite: whoever says so may believe to have voted. */
export function soundsLikeYes(text: string): boolean {
  return text.trim() !== '' && plainYes(text) !== undefined && endOf(sameWidth(text), THANKS) < text.length;
}

/** Full-width letters and the characters of Taiwan and Hong Kong as the words here are written; each mark keeps its place. */
const sameWidth = (text: string): string =>
  simplified(
    text.replaceAll(/[！-～]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replaceAll('?', '？'),
  );

/** Words at the end that may be a name, and what sets them off. */
const NAMED_LAST = /[\s,，.。!！;；–—-]+(\p{L}[\p{L}\p{N}'’._-]*(?: \p{L}[\p{L}\p{N}'’._-]*){0,3})[.。]?$/u;
/** With what sets it off; more is not looked at. */
const LONGEST_NAME = 100;
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Without the speaker's own name at the end: all of it, or one of its words; a name that takes something back stays. */
function withoutOwnName(text: string, by: string | undefined): string {
  if (!by) return text;
  const names = new Set([letters(by), ...by.split(/[\s._-]+/).map(letters)].filter((one) => one.length > 1));
  for (
    let [, said = ''] = NAMED_LAST.exec(text.slice(-LONGEST_NAME)) ?? [];
    said !== '';
    said = said.replace(/^\S+ ?/, '')
  )
    if (names.has(letters(said)) && !doubtIn(said)) {
      const end = text.lastIndexOf(said);
      return end > 0 ? text.slice(0, end) : text;
    }
  return text;
}

const endOfAssent = (text: string): number => endOf(text, ASSENT);

function endOf(text: string, words: RegExp): number {
  let at = 0;
  for (let count = 0; count < MOST_PARTS && at < text.length; count += 1) {
    for (const one of [BETWEEN, words]) {
      one.lastIndex = at;
      if (one.test(text)) at = one.lastIndex;
    }
  }
  return at;
}

/** Words at the beginning of a sentence that turn what was said into a no, a "later" or an "if": it would count as if they were not there (`rules.md 4.3`). */
const BEGINS = [
  'not\\b',
  "don['’]?t\\b",
  'do not\\b',
  'never\\b',
  'but\\b',
  'however\\b',
  'although\\b',
  'though\\b',
  'except\\b',
  'once\\b(?! (?:again|more)\\b)',
  'wait\\b',
  'hold\\b',
  'later\\b',
  'no\\b(?! +(?:further |open |more |real )?(?:objection|concern|issue|problem|question|comment|impact|risk|doubt|reservation)s?\\b)',
  'only\\b',
  'when(?:ever)?\\b',
  'after\\b',
  'actually\\b',
  'correction\\b',
  "sorry\\b(?! (?:for|about|i['’]?m|it took|to)\\b)",
  'oops\\b',
  '(?:scratch|scrap|ignore|disregard|cancel|undo|revoke|retract|withdraw|reject|rejected)\\b',
  'needs?\\b',
  '(?:i )?(?:disagree|disapprove|veto|abstain|neutral|nope|stop|reluctantly|tentatively)\\b',
  '(?:probably|maybe|perhaps|possibly|hopefully|partly|partially|mostly|mainly|half)\\b',
  '(?:fix|change|lower|remove|reduce|add|update|rename|test|skip|drop|leave out|make sure|ensure) (?:the|a|an|that|this|it|step|tests?|docs?|part|phase|qa|legal|more)\\b',
  '(?:minus|besides|despite|in spite of|upon|capped?|up to|below|under|nits?\\b|wip\\b|draft\\b|otherwise|temporarily|interim|for (?:staging|the pilot|a trial))',
  'without (?:the|this|that)\\b',
  '(?:for )?(?:phase|stage) (?:\\d|one|two|[ivx]+\\b)',
  'max(?:imum)?\\b',
  'must\\b',
  'with (?:changes|conditions?|reservations?|the)\\b',
  "i (?:reject|object|disagree|retract|revoke|withdraw|meant|(?:do not|don['’]?t|cannot|can['’]?t|did not|didn['’]?t) (?:approve|agree|support|accept|mean)|(?:oppose|veto|disapprove))\\b",
  '(?:this|that|it) was (?:a mistake|an error|wrong|meant|not|for)\\b',
  '不(?!错|影响|超|客气|用谢)',
  '暂',
  '先(?!生|前|进|谢|感谢)',
  '别',
  '等',
  '但',
  '待',
  '需(?!求)',
  '须',
  '尚',
  '仅(?!影响|涉及)',
  '未',
  '若',
  '还(?:不|没|未|需|要|得|差|缺)',
  '仍',
  '我?(?:们)?(?:撤回|收回|取消|撤销|投?反对|拒绝|否决|驳回)',
  '(?:弄|搞|说|投|点|发)错|误(?:投|点|操作)|手滑',
].join('|');

/** Words that do so wherever they stand in a sentence. */
const ANYWHERE = [
  "\\bonce\\b(?= (?:[\\w'’]+ ){0,3}(?:signs?|signed|approves?|approved|agrees?|agreed|confirms?|confirmed|is|are|has|have)\\b)",
  '\\bminus the\\b',
  '\\bagainst (?:it|this)\\b',
  '\\bup to \\d',
  '(?:我|本人)们?(?:其实)?(?:还是)?反对',
  '最多(?=\\s*\\d)',
  '只做(?=第)',
  '\\bif\\b(?! you (?:have any|need (?:anything|more|help)|are not the)\\b)',
  '\\bunless\\b',
  '\\buntil\\b',
  '\\bprovided\\b',
  '\\bproviding (?:that|the)\\b',
  '\\bon (?:the )?condition\\b',
  '\\bcondition(?:al|ally|ed)\\b',
  '\\bproviso\\b',
  '\\bcontingent\\b',
  '\\bsubject to\\b',
  '\\bas (?:long|soon) as\\b',
  '\\bso long as\\b',
  '\\bassuming\\b',
  '\\bpending\\b',
  '\\bdepend(?:s|ent|ing)? on\\b',
  '\\b(?:but|valid) only\\b',
  '\\bonly (?:if|when|after|once|with)\\b',
  '\\bin (?:principle|theory)\\b',
  '\\bprovisional(?:ly)?\\b',
  '\\bcaveats?\\b',
  '\\bon the (?:understanding|assumption|premise) that\\b',
  '(?<!\\ball )\\bfor (?:now|the (?:moment|time being))\\b',
  '\\bnot (?:sure|convinced|certain|comfortable|happy|ready|final|fully|entirely|quite)\\b',
  '\\bunsure\\b',
  '(?<!\\b(?:no|any|without|beyond|out of) )\\b(?:doubts?|reservations?|second thoughts)\\b',
  '(?<!without )\\bhesita(?:nt|te|tion)\\b',
  '\\breluctant(?:ly)?\\b',
  '\\bwith (?:conditions?|reservations?)\\b',
  '\\bwhen (?:(?:it|all|that|ci)(?: is)? )?(?:green|done|signed|approved|tested|ready|fixed)\\b',
  '\\breconsider\\b',
  '\\bhold off\\b',
  "\\blet(?:['’]?s| us) (?:wait|hold|pause|postpone|park)\\b",
  "\\bi(?:['’]?d| would) (?:rather|prefer)\\b",
  '\\bexcept(?:ing)?\\b',
  '\\b(?:apart|aside) from\\b',
  '\\b(?:approv|agree|accept)\\w* (?:to |with |of )?(?:only|just|in part|part(?:ly|ially)|most(?:ly)?)\\b',
  '\\bbefore (?:(?:we|you|it|this|that|anybody|anyone|work|the [a-z]+) )?(?:(?:is|are|gets?|can|may|be) )*(?:merg|start|ship|releas|deploy|implement|begin|proceed|go(?:es|ing)? live)',
  '\\btentative(?:ly)?\\b',
  '\\bnot yet\\b',
  '\\b(?:ha(?:s|ve)|must|should|needs?)\\b.{0,80}\\bfirst(?=\\s*$)',
  "(?:\\b(?:not|never|cannot)|n['’]t)(?=\\s*$)",
  '\\btake (?:it|that|this|my [a-z]+) back\\b',
  '\\bchanged my mind\\b',
  '\\bwrong (?:issue|request|thread|ticket)\\b',
  '如果|假如|倘若|要是|万一|除非|只要|只有|仅当|一旦|除了|除.{1,20}外',
  '的话(?=\\s*$|就|再|才|我|可|则)',
  '原则上|理论上|(?:基本|大体|大致)上?(?:同意|赞成|可以|认可)|暂时(?!没|无|不影响)|暂且|勉强|部分(?:同意|批准|赞成)|只(?:同意|批准|赞成)',
  '保留(?:意见|态度|看法)|(?<!没有?|无)顾虑|不(?:太)?确定|犹豫|再(?:议|定|看看|考虑|商量)|再说(?!明|一)|另议|重新考虑|改变?了?主意|反悔',
  '(?:无法|难以|不能|没有?|从未|尚未)(?:同意|批准|认可)|弃权|改(?:完|好)了?(?:再|就|才)|(?:通过|完成|同意)了?(?:就|即)(?:可|行|同意|批准)',
  '取决于|视.{1,20}而定|以.{1,20}为准|才(?:能|可以?|行)',
  '(?:合并|上线|实施|开始|开工|发布|部署)(?:之|以)?前',
  '前提|条件(?:是|为|下)|有条件|附条件',
  '但须|但需|但是|但要|不过|然而',
  '待.{0,12}后',
  '(?:确认|签字|签署|批准|测试|评审|完成)(?:之|以)?后',
  '作废|暂不|暂缓|不同意|不批准',
  '👎|❌|🚫|:(?:-1|thumbsdown|thumbs_down|x|no_entry):',
  // What is still to come, how far the word goes, and what somebody would rather have.
  '\\bstill (?:needs?|needed|missing|open|required|outstanding|to be|waiting|unclear)\\b',
  '\\bfirst(?: please)?(?=[?\\s]*$)',
  '\\b(?:only|though)(?=\\s*$)',
  '\\b(?:just|only) (?:for |the )*(?:first|second|next|phase|part|stage|step|pilot)\\b',
  '\\bexcluding\\b',
  '\\bgiven that\\b',
  '\\bpermitting\\b',
  '\\b(?:may|must|should|shall|can) not (?:exceed|be|go|cost|take|start|merge)\\b',
  '\\bmust (?:stay|remain|be|come|have|first)\\b',
  '\\b(?:at most|no more than|capped at)\\b',
  '\\b(?:holds?|valid|counts?|good) (?:only )?(?:for|till|from) (?:the |a )?(?:\\d|first|second|phase|part|stage|pilot|one|two|this week|today)',
  '\\bexpires?\\b',
  '\\bto be (?:confirmed|clarified|decided|discussed|agreed)\\b|\\bTB[CD]\\b',
  '\\bpreliminar(?:y|ily)\\b|\\bunder protest\\b|\\bgrudging(?:ly)?\\b',
  '\\b(?:is|are|seems?|looks?|feels?|still) (?:far |way |a bit |much )?too (?:high|expensive|much|costly|late|long|risky|early|vague)\\b',
  "\\bi(?:['’]d| would) like to see\\b|\\bi (?:want|expect|insist)\\b",
  "\\b(?:let['’]?s|let us|can we|shall we|we (?:should|need to|have to|must)) (?:\\w+ )?(?:discuss|talk|revisit)\\b",
  '(?<![首事预优领率])先(?![前进生后行于])[^，。]{0,8}(?:签|审|测|批|补|谈|讨论|确认|改)',
  '不(?:得|能|可|应)超|不(?:超过|高于|多于)\\s*\\d|(?:必须|须|应|要)(?:控制|保证|确保|满足)',
  '[只仅]限|限于|除外|不含|不包括|不包含',
  '(?:通过|签订|补齐|到位|验收|付款)(?:之|以)?后|后再',
  '前有效|口头(?:同意|批准)|有保留|倘|视.{1,10}(?:结果|情况)',
  '太(?:高|贵|晚|长|急|多)了?',
  '最好|希望(?:先|能|可以)|请(?:尽快|尽早)?补(?:充|齐)|另算|另计|(?:贵|你|对)方承担',
  '再(?:讨论|想想|谈谈|研究)|(?<!没)有[点些]问题|算了(?=\\s*$)',
  // What somebody asks for besides, and how sure of it they are.
  '\\bat your (?:own )?risk\\b|\\bno responsibility\\b|\\bagainst my (?:better )?judge?ment\\b|\\bheavy heart\\b',
  '(?<!nothing |nothing is |not |no longer )\\b(?:missing|outstanding|unclear|undecided)\\b',
  '\\b(?:has|have|needs?) to (?:be (?:tested|signed|fixed|changed|confirmed|approved|lowered|done)|pass|sign|come)\\b',
  '\\b(?:is|are) required\\b(?! by (?:the |our )?(?:law|contract|regulat|standard|authorit|auditor|customer|client))|\\brequires? (?:a|an|the|more)\\b|\\bmust (?:pass|sign|be)\\b',
  '\\b(?:in part|in so far|insofar|to the extent|where possible|presumably|at least for|as a trial|trial (?:run|period))\\b',
  '\\b(?:everything|all) but\\b|\\bother than (?:that|step|the)\\b|\\bor else\\b',
  '\\b(?:with|some|minor) (?:(?:minor|one|the following|a few) )?(?:changes?|concerns?|comments|nits)\\b',
  '(?:修改|更改|改|调整|补充|确认|测试|签署?)[^，。]{0,6}(?:之|以)?后(?:再|才|方可|实施|上线|合并|同意|批准|可)',
  '(?:必须|务必|记得|别忘了?|要)(?:先)?(?:测|签|审|补|改|确认|做)|请(?:尽快|尽早|先)?(?:修改|调整|降低|控制|注意|压缩)',
  '注意(?:控制|风险|成本|进度)|控制(?:好)?(?:成本|预算|风险|进度)',
  '(?:应该|大概|也许|可能|差不多|勉强)(?:也)?(?:可以|行|没问题|同意|吧)|(?:可以|行|同意|没问题)吧|(?:同意|批准|可以|行|好|没问题)[吗么否](?=\\s*$)',
  '(?:看|视)(?:情况|结果|测试|进展)|如(?:测试|无|有|能|需)|(?<![没无])有(?:待|疑问|疑虑|几个问题|个问题|意见)',
  '同意(?:第|前|[一二三]期|大部分|多数|一半)|(?:大部分|多数|半|[一二三]期)同意|[代](?:客户|领导|经理|为)?(?:同意|批)|请(?:客户|法务|领导)(?:确认|审|批|签)',
  '试(?:运行|行(?!业)|点)|临时同意|(?:下|明|后)(?:周|天|月|日)(?:再)?(?:同意|批准|说|议)',
].join('|');

/** Marks of a list or a quotation, brackets, signs, names and small words before it say nothing. */
const BEFORE = `(?:[^\\p{L}\\p{N}@＠/／]|\\d+[.)）]|[@＠][\\w-]+(?::[\\w-]+)*(?![\\w:-])|(?:and|so|well|also|hmm+|oh|please|请|那|嗯)(?![a-z]))*`;
const DOUBT_AT_BEGINNING = new RegExp(`^${BEFORE}(${BEGINS}|${ANYWHERE})`, 'iu');
const DOUBT_ANYWHERE = new RegExp(ANYWHERE, 'iu');
const SENTENCES = /[.!?;…](?=[\s"'”’)\]]|$|\p{Script=Han})|[。！？；，]|,(?=\p{Script=Han})|\n/u;
/** A reason that says "but" goes on with something else than the reason, and one that asks is none. */
const TURNED = /\bbut\b|\bhowever\b|但|[?？]/iu;

/** As the words here are written: without what is not seen, in plain width, with the characters of the mainland. */
function readable(text: string): string {
  return simplified(text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC'));
}

/** By which words a text begins that turns a yes into a no, a "later" or an "if". */
export function doubtAtBeginning(text: string): string | undefined {
  return DOUBT_AT_BEGINNING.exec(readable(text))?.[1];
}

/** The first sentence of a text that does so: by how it begins, or anywhere where nothing else can be meant. */
export function sentenceInDoubt(text: string): string | undefined {
  return readable(text)
    .split(SENTENCES)
    .find((sentence) => wordsIn(sentence) !== undefined);
}

/** By which words. */
export function doubtIn(text: string): string | undefined {
  return wordsIn(sentenceInDoubt(text) ?? '');
}

const isHeldBack = (clause: string): boolean => wordsIn(clause) !== undefined || holdsBack(clause);

function wordsIn(sentence: string): string | undefined {
  return (
    DOUBT_AT_BEGINNING.exec(sentence)?.[1] ??
    DOUBT_ANYWHERE.exec(sentence)?.[0] ??
    (decidesOtherwise(sentence) ? sentence.trim() : undefined)
  );
}
