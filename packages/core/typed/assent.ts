/** What may stand behind an approval so that it is still a plain yes (`rules.md 4.1`): a list of forbidden words would always leak, so it is the allowed ones that are listed. */

const ENGLISH = [
  'lgtm',
  'sgtm',
  '\\+1',
  'ok(?:ay)?',
  'yes',
  'yep',
  '(?:i )?agreed?',
  '(?:i )?approved?',
  '(?:it )?(?:all )?(?:looks|sounds|seems|reads) (?:good|great|fine|right|ok(?:ay)?)(?: to me)?',
  '(?:all )?(?:good|great|fine|perfect|excellent|nice|clear)(?: (?:by|with|for|to) me)?',
  '(?:nice|good|great) (?:work|job)',
  'well done',
  '(?:many )?(?:thanks|thank you|thx)(?: (?:a lot|so much|very much|all|everyone|again))?(?: for (?:the|your) (?:work|effort|update|details|explanation|clarification|review|plan|summary|quick reply))?',
  'go ahead',
  'ship it',
  '(?:i have |i see |there are )?no (?:further |more |other )?(?:objections?|concerns?|issues?|problems?|questions?|comments?|remarks?)(?: from (?:me|my side|our side|us))?',
  '(?:i have )?nothing (?:to add|speaks against it)',
  'for (?:me|us)',
  'from (?:me|my side|our side|us)',
];

const CHINESE = [
  '我(?:们)?(?:方)?(?=同意|赞成|赞同|批准|认可|支持|没|无|确认)',
  '(?:完全|一致|已)?(?:同意|赞成|赞同|支持|认可|批准|通过|确认)了?',
  '没(?:有)?(?:什么)?(?:其他|其它|别的)?(?:问题|意见|异议)了?',
  '无(?:其他|其它)?(?:异议|意见|问题)',
  '可以|可行|可|好的?|行|对|是的?|嗯|赞|棒|很好|不错|挺好|收到|已阅|就这样|就这么办',
  '(?:就)?(?:按|照)(?:此|这个|计划|方案|计划方案)(?:执行|办理|办|做|来|实施|推进)吧?',
  '(?:非常|多|十分)?(?:谢谢|感谢|谢)(?:大家|各位|您|你|你们)?',
  '(?:大家|各位)?辛苦了?',
];

const SIGNS = [
  '[👍👌✅✔☑💯🎉🚀🙏❤👏🤝🙂😊😀😄]\\p{EMod}?',
  ':(?:\\+1|thumbsup|ok_hand|white_check_mark|heavy_check_mark|100|tada|rocket|pray|clap|heart|shipit):',
];

const ASSENT = new RegExp(`(?:${ENGLISH.join('|')})(?![\\p{L}\\p{N}'’])|${[...CHINESE, ...SIGNS].join('|')}`, 'iuy');
/** Marks between them, and whom they are said to. A question is none. */
const BETWEEN = /(?:[\s,，、.。!！;；:：…·*_–—-]|[@＠][\w-]+(?::[\w-]+)*)+/uy;
const MARKED =
  /^(?:because(?: of)?(?![\p{L}\p{N}])|reasons?\s*[:：]|(?:理由|原因)(?:是|为)?\s*[:：]|因为|由于)[\s,，:：]*/iu;

/** More of it is a text, which says more than yes. */
const MOST_PARTS = 20;

/** Only signs of assent: the whole is a yes. What goes on with a marked reason (`because`, `理由：`) is one for that reason. */
export function plainYes(text: string): { readonly reason?: string } | undefined {
  const plain = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').trim();
  const rest = behindAssent(plain);
  if (rest === '') return plain === '' ? {} : { reason: plain };
  const marked = MARKED.exec(rest);
  const why = marked ? rest.slice(marked[0].length).trim() : '';
  if (why === '' || doubtIn(why)) return undefined;
  return { reason: rest === plain ? why : plain };
}

function behindAssent(text: string): string {
  let at = 0;
  for (let count = 0; count < MOST_PARTS && at < text.length; count += 1) {
    for (const one of [BETWEEN, ASSENT]) {
      one.lastIndex = at;
      if (one.test(text)) at = one.lastIndex;
    }
  }
  return text.slice(at);
}

/** Words that turn what was said into a no, a "later" or an "if": it would count as if they were not there (`rules.md 4.3`). */
const DOUBT =
  /^(?:not\b|don['’]?t\b|do not\b|never\b|but\b|once\b|wait\b|hold\b|later\b|no\b(?! +(?:further |open |more |real )?(?:objection|concern|issue|problem|question|comment|impact|risk)s?\b)|only (?:if|when|after)\b|if\b|unless\b|provided\b|as soon as\b|subject to\b|不(?!错|影响|超)|暂|先(?:不|别|等)|别|等|如果|若|只要|只有|除非|前提|但)/i;

/** How a text begins that turns a yes into a no, a "later" or an "if"; marks of a list or a quotation before it say nothing. */
export function doubtIn(text: string): string | undefined {
  return DOUBT.exec(
    text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/^(?:[\s>*+•·–—,，、:：-]|\d+[.)）])+/u, ''),
  )?.[0];
}
