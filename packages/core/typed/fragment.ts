/**
 * What people write beside a yes in a few words that are no sentence: which part or version they mean, how sure of it they are, whose errand it
 * still is, or that it was never meant (`rules.md 4.1`). A whole sentence with the same words may tell why, so most of them are a clause to its end.
 */

const END = '(?=\\s*$)';
const NUMBER = '[一二三四五六七八九十百千万两几\\d]';

/** At the beginning of a sentence. */
export const FRAGMENTS: readonly string[] = [
  // Which part, which version, which of several.
  `(?:only |just |for |as of |i mean )?(?:the )?(?:previous|old|earlier|former|first|last|yesterday['’]s|last week['’]s) (?:version|revision|draft)${END}`,
  `(?:(?:only |just |for |as of )?(?:revision|version|option|scope|variant)|(?:only |just |for )(?:items?|steps?|parts?)) (?:\\d[\\d .,–-]*|[a-f])${END}|the other (?:option|one|variant)${END}`,
  `(?:the [a-z]+|what [\\w@-]{1,40} (?:wrote|said)), not (?:the [a-z]+|this|that)${END}`,
  `(?:the )?(?:[a-z]+ )?(?:without|minus|sans) (?:the )?(?:step|part|phase|item|migration)s?(?: \\d+)?${END}`,
  'everything (?:up to|until|till|except|but) ',
  `(?:limited|restricted) to |for (?:one|two|three|four|six|\\d{1,3}|a few|the next \\w+) (?:days?|weeks?|months?|sprints?)${END}`,
  // When, and as what.
  `(?:in )?(?:the )?next (?:sprint|release|iteration|version)${END}|earliest |tomorrow${END}|post[- ](?:launch|audit|release|go-live)${END}`,
  `from (?:mon|tues|wednes|thurs|fri|satur|sun)day on${END}`,
  `(?:this is )?(?:just |only )?(?:as )?(?:an? )?(?:dry run|experiment|test|testing|trial|drill)${END}|as an? (?:draft|experiment|trial|test)${END}|on a trial basis`,
  // How sure of it, how seriously meant.
  `(?:i guess|i suppose(?: so)?|more or less|rubber[- ]stamp(?:ed)?|pro forma|in spirit|let['’]?s see|we['’]?ll see|hmm+|meh|ugh+)${END}`,
  `\\d{1,2} ?%(?: (?:sure|certain|agreed?|of it))?${END}|(?:lol|haha|ha),? no(?![a-z])`,
  `(?:this was |that was |it was |sent |pressed |clicked )*(?:the )?(?:wrong button|mis-?click(?:ed)?|by mistake|by accident)${END}|(?:null and )?void${END}`,
  `(?:this|it|that) (?:is|looks|seems) (?:very |too |quite |really )?(?:risky|incomplete|wrong)${END}|looks (?:very |too |quite )?(?:risky|incomplete|wrong)`,
  `hang on${END}|give me (?:a|an|one|two|until|some) |let me (?:think|check|sleep)(?! )|let me (?:think|sleep) (?:about|on)|i have (?:a|one|some|another) question`,
  // Whose errand it still is.
  '(?:please )?(?:check|talk|speak|clarify|align) (?:it |this |that )?with ',
  `[\\w@-]{1,40} decides${END}|requires? sign-?off`,
  // 哪一部分、哪一版。
  `(?:[上前]一?个?版本?|旧版本?|初稿|草稿|第${NUMBER}{1,2}版|昨天的版本|另一个方案|方案[乙丙丁b-d])${END}|我?(?:更(?:想要|喜欢|倾向)|倾向于?)`,
  `(?:计划)?(?:去掉|剔除|删掉)(?:第|.{1,4}${END})|有(?:一|两|几)?[个点]?例外`,
  `(?:最多|至多|不超过|上限)${NUMBER}{1,4}|${NUMBER}{1,4}(?:天|周|个?月|元)?以内${END}|到.{1,6}为止`,
  // 何时、当作什么。
  `\\p{Script=Han}{0,4}(?<![最今落然随背幕])后${END}|假[设定]|.{1,8}(?:的情况下|(?:变绿|通过|完成|到位)时)${END}|.{1,8}为准${END}`,
  `(?:明天|下周|周${NUMBER}起?)${END}|临时${END}|最早(?=周|下|明|\\d)|下一?个?(?:迭代|版本|期)${END}|.{0,6}(?:不要|别)(?:合并|部署|上线|发布|开始)|(?:这是|作为|当作)?(?:测试|演练|草稿|试验|实验)${END}|试${NUMBER}`,
  // 有多大把握、是否当真。
  `(?:大概|也许|或许|可能|凑合|随便|无所谓|违心|被迫|没办法|压力之下|我猜可以|现在不行)${END}|${NUMBER}成(?:把握)?${END}|一半${END}`,
  `按错|当我没说|请?忽略${END}|(?:跟你)?开玩笑|走个?(?:形式|过场)|且慢|停${END}|替\\p{Script=Han}{1,4}${END}|走着看|看(?:资金|预算|李|张|王)`,
  `(?:风险(?:很|太|比较)大|有(?:较大|很大)?风险|.{1,8}(?:有误|不对|不完整|没过)|会[弄搞]坏.{1,8})${END}`,
  // 还要谁做什么。
  `让我(?:想|看|考虑)|给我${NUMBER}?[天点]|(?:明天|下周|回头)(?:再)?(?:讨论|谈|说|议)|我们谈谈|开[个次]会`,
  `请(?:改|补|删|加|回退|修)|按(?:下面|以下|上述).{0,4}(?:改|调整)|改了.{1,8}就|补[一上]?个|缺\\p{Script=Han}{1,8}${END}|.{2,8}(?:应该|要|得)(?:看看|看一下|签字?|同意)${END}`,
];

/** Wherever they stand. */
export const FRAGMENTS_ANYWHERE: readonly string[] = [
  '\\bpresuming\\b|\\bbarring\\b|\\bin case (?:no|nobody|no one|everyone|everybody)\\b|\\bsans\\b',
  '\\b(?:budget|funding|time|weather|resources|capacity) (?:permitting|allowing)\\b|\\bgod willing\\b|\\bfingers crossed\\b',
  '\\bwith (?:one|an|two|some|a few) exceptions?\\b|\\bat the earliest\\b',
  '(?<!\\b(?:i|we) )\\b(?:still )?(?:has|have|needs?|need) to (?:look|agree|sign|approve|decide|have a look)\\b|\\bshould (?:have a look|take a look)\\b|\\bhas the (?:last|final) (?:word|say)\\b',
  '\\botherwise,? (?:no|not)(?=\\s*$)|否则(?:不行|免谈|不同意|不批)|(?:费用|价格|成本|预算|进度|风险)不行|才怪|个鬼|[:：] ?(?:待定|待确认|不明|未知|未定|不详)|.{1,4}说了算|由.{1,4}(?:决定|定夺|拍板)',
  "🤔|⏳|❓|🙁|☹|😕|😟|😬|🫤|(?:^|\\s)[:;=][-']?[(/|\\\\](?=\\s|$)",
];
