/** What may stand behind an approval so that it is still a plain yes (`rules.md 4.1`): a list of forbidden words would always leak, so it is the allowed ones that are listed. What stands beside it is read in `doubt.ts`. */

import { simplified } from '../text/simplified.ts';
import { doubtIn, readable, wordsIn } from './doubt.ts';
import { clausesOf, holdsBack, isStruck, saysNothing } from './reason.ts';
import { withoutName } from './signed.ts';

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

/** A reason that says "but" goes on with something else than the reason, and one that asks is none. */
const TURNED = /\bbut\b|\bhowever\b|但|[?？]/iu;

/** Whether the reason of a yes says more than why: when, how far, unless, or something else. */
export function takesBack(reason: string): boolean {
  const said = readable(reason);
  if (saysNothing(said) || isStruck(reason)) return true;
  return (
    TURNED.test(said) ||
    doubtIn(reason) !== undefined ||
    clausesOf(said).some((clause) => wordsIn(clause) !== undefined || holdsBack(clause))
  );
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
