/** What may stand behind an approval so that it is still a plain yes (`rules.md 4.1`): a list of forbidden words would always leak, so it is the allowed ones that are listed. Beside it stands talk, of which nobody can list what is allowed: there words that take a yes back are looked for. */

const IT =
  '(?:this|it|that|the (?:change(?: request)?|request|plan|proposal))(?: (?:change(?: request)?|request|plan|proposal))?';
const US = '(?:me|us|my side|our side)';

const ENGLISH = [
  'lgtm',
  'sgtm',
  '\\+1',
  'ok(?:ay)?(?: (?:by|with|for) (?:me|us))?',
  'yes(?: please)?',
  '(?:yep|aye|sure|absolutely|definitely|certainly|of course)',
  `(?:(?:i|we) )?(?:fully |totally |completely |strongly )?(?:agreed?|approved?|accept(?:ed)?|support(?:ed)?|confirm(?:ed)?)(?: (?:with |to )?${IT})?(?: by (?:me|us))?`,
  "(?:i am |i['’]m |we are |we['’]re )?in favou?r",
  '(?:it )?(?:all )?(?:looks|sounds|seems|reads) (?:good|great|fine|right|ok(?:ay)?)(?: to (?:me|us))?',
  `(?:(?:i am|i['’]m|we are|we['’]re) )?(?:fine|good|ok(?:ay)?|happy) with ${IT}`,
  "(?:that|this|it)(?: is|['’]s) (?:fine|good|great|right|ok(?:ay)?)(?: (?:by|with|for) (?:me|us))?",
  '(?:it |that |this )?(?:works (?:for (?:me|us)|well)|makes sense(?: to (?:me|us))?)',
  '(?:very good|good to go|signed off|count me in)',
  '(?:good|great) (?:plan|idea|proposal)',
  'you have my (?:approval|vote|yes|support)',
  '(?:i vote|we vote|my vote is) yes|a clear yes',
  "(?:please )?(?:proceed|go ahead)|let['’]?s (?:do it|go)",
  '(?:all )?(?:good|great|fine|perfect|excellent|nice|clear)(?: (?:by|with|for|to) (?:me|us))?',
  'ship it',
  `(?:i have |we have |i see |there are )?no (?:further |more |other )?(?:objections?|concerns?|issues?|problems?|questions?|comments?|remarks?)(?: at all)?(?: from ${US})?`,
  '(?:i have )?nothing (?:to add|speaks against it)',
  'for (?:me|us)',
  `from ${US}`,
];

const ENGLISH_THANKS = [
  '(?:nice|good|great) (?:work|job)',
  'well done',
  '(?:many )?(?:thanks|thank you|thx)(?: (?:a lot|so much|very much|all|everyone|again))?(?: for (?:the|your) (?:work|effort|update|details|explanation|clarification|review|plan|summary|quick reply))?',
];

const WHAT = '(?:该|此|本|这个|这项|这次|本次)?(?:变更请求|变更申请|变更|请求|方案|计划)';

const CHINESE = [
  '(?:我(?:们)?(?:方)?|本人)(?=同意|赞成|赞同|批准|认可|支持|没|无|确认)',
  `(?:完全|一致|已|予以|准予)?(?:同意|赞成|赞同|支持|认可|批准|通过|确认)了?(?:${WHAT})?(?:实施|执行|推进|无误|可行)?`,
  '准予(?:实施|执行)|(?:请|可以)(?:执行|实施|推进|开始)',
  '(?:完全)?没(?:有)?(?:什么|啥)?(?:其他|其它|别的)?(?:问题|意见|异议|毛病)[了的]?',
  '无(?:其他|其它)?(?:异议|意见|问题)',
  '(?:方案|计划|变更|评估)(?:可行|合理)',
  '(?:已|经)(?:审阅|评审)',
  '可以的?|可行|可|好的?|行的?|对|是的?|嗯|赞|棒|很好|不错|挺好|妥了?|照办|ok的|就这样|就这么办',
  '(?:就)?(?:按|照)(?:此|这个|计划|方案|计划方案)(?:执行|办理|办|做|来|实施|推进)吧?',
];

const CHINESE_THANKS = [
  '收到|已阅',
  '(?:非常|多|十分)?(?:谢谢|感谢|谢)(?:大家|各位|您|你|你们)?',
  '(?:大家|各位)?辛苦了?',
];

const SIGNS = [
  '[👍👌✅✔☑💯🎉🚀🙏❤👏🤝🙂😊😀😄]\\p{EMod}?',
  ':(?:\\+1|thumbsup|ok_hand|white_check_mark|heavy_check_mark|100|tada|rocket|pray|clap|heart|shipit):',
];

const anyOf = (english: readonly string[], others: readonly string[]): RegExp =>
  new RegExp(`(?:${english.join('|')})(?![\\p{L}\\p{N}'’])|${others.join('|')}`, 'iuy');

const ASSENT = anyOf([...ENGLISH, ...ENGLISH_THANKS], [...CHINESE, ...CHINESE_THANKS, ...SIGNS]);
/** What is said to be polite: alone it judges nothing. */
const THANKS = anyOf(ENGLISH_THANKS, [...CHINESE_THANKS, '[🎉🙏❤👏🤝🙂😊😀😄]\\p{EMod}?']);
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
  if (why === '' || TURNED.test(why) || doubtIn(why)) return undefined;
  return { reason: rest === plain ? why : plain };
}

/** Whether words that belong to no command are a yes all the same, and not only polite: whoever says so may believe to have voted. */
export function soundsLikeYes(text: string): boolean {
  return text.trim() !== '' && plainYes(text) !== undefined && behind(text, THANKS) !== '';
}

const behindAssent = (text: string): string => behind(text, ASSENT);

function behind(text: string, words: RegExp): string {
  let at = 0;
  for (let count = 0; count < MOST_PARTS && at < text.length; count += 1) {
    for (const one of [BETWEEN, words]) {
      one.lastIndex = at;
      if (one.test(text)) at = one.lastIndex;
    }
  }
  return text.slice(at);
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
  '(?:scratch|scrap|ignore|disregard|cancel|undo|revoke|retract|withdraw|reject)\\b',
  'needs?\\b',
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
  '需',
  '须',
  '尚',
  '仅',
  '未',
  '若',
  '还(?:不|没|未|需|要|得|差|缺)',
  '仍',
  '我?(?:们)?(?:撤回|收回|取消|撤销|投?反对|拒绝|否决|驳回)',
  '(?:弄|搞|说|投|点|发)错|误(?:投|点|操作)|手滑',
].join('|');

/** Words that do so wherever they stand in a sentence. */
const ANYWHERE = [
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
].join('|');

/** Marks of a list or a quotation, brackets, signs, names and small words before it say nothing. */
const BEFORE = `(?:[^\\p{L}\\p{N}@＠/／]|\\d+[.)）]|[@＠][\\w-]+(?::[\\w-]+)*(?![\\w:-])|(?:and|so|well|also|hmm+|oh|please|请|那|嗯)(?![a-z]))*`;
const DOUBT_AT_BEGINNING = new RegExp(`^${BEFORE}(${BEGINS}|${ANYWHERE})`, 'iu');
const DOUBT_ANYWHERE = new RegExp(ANYWHERE, 'iu');
const SENTENCES = /[.!?;…](?=[\s"'”’)\]]|$|\p{Script=Han})|[。！？；，]|\n/u;
/** A reason that says "but" goes on with something else than the reason, and one that asks is none. */
const TURNED = /\bbut\b|\bhowever\b|但|[?？]/iu;

function readable(text: string): string {
  return text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFKC');
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

function wordsIn(sentence: string): string | undefined {
  return DOUBT_AT_BEGINNING.exec(sentence)?.[1] ?? DOUBT_ANYWHERE.exec(sentence)?.[0];
}
