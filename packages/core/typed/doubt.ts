/** Which words take a yes back, hold it back or narrow it, wherever they stand beside it: nobody can list what talk is allowed, so these are looked for (`rules.md 4.1`). */

import { simplified } from '../text/simplified.ts';
import { FRAGMENTS, FRAGMENTS_ANYWHERE } from './fragment.ts';
import { decidesOtherwise } from './signed.ts';

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
  'too (?:high|expensive|much|costly|late|long|risky|early|vague)\\b',
  '(?:generally|in general|overall|all in all|by and large|on the whole|for the most part|largely|broadly|basically) ?,? ?(?=(?:ok|okay|fine|good|yes|agreed?|approved?|lgtm|no objections?)\\b)',
  '(?:see |some |my )?(?:comments|findings|remarks|questions) (?:below|inline|attached)\\b',
  '(?:then )?(?:revert|redo|rework|split it|roll (?:it |this )?back)\\b',
  'needs?\\b',
  '(?:i )?(?:disagree|disapprove|veto|abstain|neutral|nope|stop|reluctantly|tentatively)\\b',
  '(?:probably|maybe|perhaps|possibly|hopefully|partly|partially|mostly|mainly|half)\\b',
  '(?:fix|change|lower|split|revert|get|make|remove|reduce|add|update|rename|test|skip|drop|leave out|make sure|ensure) (?:the|a|an|that|this|it|step|tests?|docs?|part|phase|qa|legal|more)\\b',
  '(?:minus|besides|despite|in spite of|upon|capped?|up to|below|under|nits?\\b|wip\\b|draft\\b|otherwise|temporarily|interim|for (?:staging|the pilot|a trial))',
  'without (?:the|this|that)\\b',
  '(?:for )?(?:phase|stage) (?:\\d|one|two|[ivx]+\\b)',
  'max(?:imum)?\\b',
  'must\\b',
  'with (?:changes|conditions?|reservations?|the)\\b',
  "i (?:reject|object|disagree|retract|revoke|withdraw|meant|(?:do not|don['’]?t|cannot|can['’]?t|did not|didn['’]?t) (?:approve|agree|support|accept|mean)|(?:oppose|veto|disapprove))\\b",
  '(?:this|that|it) was (?:a mistake|an error|wrong|meant|not|for)\\b',
  '不(?!错|影响|超|客气|用谢|得不(?!同意|批)|(?:做|改|变|实施|变更|升级|处理)(?:的话)?[，,]?(?:就|则)?(?:会|将))',
  '暂',
  '先(?!生|前|进|谢|感谢)',
  '别(?!无选择|无他法)',
  '等',
  '但',
  '待',
  '需(?!求)',
  '须',
  '尚',
  '仅(?!影响|涉及)',
  '只(?:用于|适用于?|限|供)',
  '限(?=.{0,8}(?:环境|版本?|期|内(?!容)|以内|范围))',
  '有效期?[到至为]',
  '(?:生产|正式|线上|测试)(?:环境|系统)?(?:上)?(?:不行|不可以?|不能|不准|除外|免谈)',
  // What a name of a condition, a limit or an exception leads to; `Concerns: none` says that there is none.
  '(?:(?:pre-?)?conditions?|prerequisites?|requirements?|scope|(?:budget )?(?:limit(?:ation)?s?|caps?)|restrictions?|reservations?|caveats?|valid(?:ity)?|deadline|exceptions?|exclu(?:ded|sions?)|open(?: points?| items?| issues?)?|to-? ?dos?|action items?|objections?|concerns?|blockers?)[\\s*_]*:(?![\\s*_]*(?:none|no|nil|nothing|n\\/a|0|-)\\b)',
  '(?:(?:pre-?)?conditions?|prerequisites?|limitations?|restrictions?|reservations?|caveats?|exceptions?|exclusions?|blockers?|open points|(?:前置|附加|限制)?条件|前提|例外|遗留问题|保留意见)[\\s*_]*$',
  '(?:(?:前置|附加|限制)?条件|前提|(?:适用)?范围|上限|限[额制]|有效期|[期时]限|例外|排除|要求|待办|异议|顾虑|遗留(?:问题)?|保留意见)[\\s*_]*:(?![\\s*_]*(?:无|没有|暂无))',
  '未',
  '若',
  '还(?:不|没|未|需|要|得|差|缺)',
  '仍',
  '我?(?:们)?(?:撤回|收回|取消|撤销|投?反对|拒绝|否决|驳回)',
  '(?:弄|搞|说|投|点|发)错|误(?:投|点|操作)|手滑',
  ...FRAGMENTS,
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
  "\\b(?:still|i am|i['’]m|we are|we['’]re|a (?:bit|little)|somewhat|slightly) (?:(?:still|a bit|a little|somewhat|slightly|very|quite) )*(?:worried|nervous|uneasy|uncomfortable|sceptical|skeptical|wary|afraid|anxious)\\b",
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
  // Who is to decide instead, how serious it is meant, and what is against it all the same.
  '\\b(?:up to (?:you|them|legal|qa|the (?:board|customer|others|team))|i leave (?:it|this|that) to|i defer to|deferring to)\\b|\\byour (?:own )?(?:call|decision|choice)(?=\\s*$)|\\bwhatever\\b|\\bif you say so\\b',
  '\\b(?:kidding|sarcas\\w+)\\b|\\b(?:yes and no|yes-ish|kind of|sort of)(?=\\s*$)|^(?:a |an )?(?:qualified|cautious|soft|weak|hesitant|half a) yes\\b',
  '\\bno thanks\\b|\\b(?:but|and) not\\b|\\b(?:tested|verified|checked|reviewed) (?:and|but) (?:failed|rejected)\\b|\\bneed (?:more|some) time\\b',
  '\\b(?:disagrees?|disagreed)\\b|\\b(?:has|have|had|see) (?:some |serious |big |still )?concerns\\b|\\bconcerns remain\\b|\\b(?:partly|partially|not) (?:addressed|answered|resolved)\\b|\\bnot ok(?:ay)?\\b|\\bsplit(?=\\s*$)',
  '(?:由|请|听|等)(?:客户|领导|法务|老板|甲方|业主|上级)(?:的(?=\\s*$)|决?定|定夺|拍板)|(?:领导|客户|老板|甲方|你们?)(?:说了算|看着办|决定(?=\\s*$)|定(?=\\s*$))|随你|看着办|(?:上会|会上|会后)(?:再)?(?:定(?!了)|讨论(?!过|了))|请上会',
  '(?<!不|别)再(?:等|想)|等等(?=\\s*$)|稍等|(?:放一放|搁一搁|拖一拖|等一等|缓缓|慢慢来|择[期机]|适时|时机成熟|条件成熟|灰度|小范围|分[期批步阶].{0,2}(?:上线|实施|同意|批准|做)|逐步(?:上线|实施)|下个?(?:版本|迭代|期|阶段).{0,3}[做上]|放到?[一二三四五]期|留到)',
  '(?:研究|讨论|商量|考虑|了解)一下(?=\\s*$)|^(?:研究研究|商量商量|讨论讨论|考虑考虑)|考虑中|试试|试一下|边做边看|走一步看一步|没看(?:懂|完|过)?(?=\\s*$)|看不懂',
  '(?:偏|略|有点|有些|稍微?|太)(?:高|贵|紧|大|长|晚|急|多)|贵了|(?:预算|资源|人手|时间)不(?:够|足)|(?:成本|预算|工期|进度|质量|风险)有问题',
  '没(?:有|什么|发现)?(?:什么)?(?:太?大|明显|原则性?|本质)的?问题|问题不大|看不出(?:有什么)?(?:好处|必要)|没(?:有)?理由(?:不等|现在)',
  '后果自负|风险自担|与我无关|别找我|责任在(?:你|贵)|下不为例|仅此一次|另行通知|(?:材料|手续|合同|签字)?后补|(?:再|另)(?:谈|定)(?!了)|(?:让|找).{1,6}(?:看看|看一下|把关|签)',
  '\\bwhy not (?=[a-z])|\\bthanks,? (?:but )?no(?=\\s*$)|\\bbut(?=\\s*$| (?:me|us|qa|legal|one|him|her|them)\\b)|\\b(?:almost|nearly) (?:ready|convinced|done|good)\\b|\\bno [a-z]+ yet\\b|(?<=^|[,;:] ?)will (?:look|read|check|decide|review|think|test)\\b',
  '只(?:在|测|上|做)(?=测试|试|一|前|第)|(?:后|再)(?:实施|上线?|做|执行|合并|发布)(?=\\s*$)',
  '中立|有所保留|不便(?:表态|同意)|(?:强烈|坚决|明确)反对|何不(?!可)|为[什何]么?不(?:先|等|缓|早|改)|凭什么|怎么能|岂能|哪能|就(?:批|行|同意)了?(?=\\s*$)',
  ...FRAGMENTS_ANYWHERE,
].join('|');

/** What is said as a note, or as something that comes to mind, is said all the same. */
const NOTE =
  '(?:p\\.?(?:p\\.?)?s|n\\.?b|notes?|nota bene|fyi|edit(?:ed)?|update|addendum|remark|important|attention|warning|caveat|reminder|disclaimer|clarification|to be (?:clear|precise)|one (?:more )?(?:thing|remark|note)|just)(?![\\p{L}\\p{N}])|(?:附?注|备注|说明|声明|更正|提醒|提示|补充(?:说明)?|重要|注意|附|另外?|还有)(?=[\\s*_]*[:,\\-—–])';
/** Marks of a list or a quotation, brackets, signs, names and small words before it say nothing. */
const BEFORE = `(?:[^\\p{L}\\p{N}@＠/／]|\\d+[.)）]|[@＠][\\w-]+(?::[\\w-]+)*(?!:?[\\w-])|${NOTE}|(?:and|so|well|also|hmm+|oh|please|请|那|嗯)(?![a-z]))*`;
const DOUBT_AT_BEGINNING = new RegExp(`^${BEFORE}(${BEGINS}|${ANYWHERE})`, 'iu');
const DOUBT_ANYWHERE = new RegExp(ANYWHERE, 'iu');
/** What may stand behind the last word of a sentence. */
const CLOSING = new Set(` \t\n)]}"'”’*_~`);
const SENTENCES = /[.!?;…](?=[\s"'”’)\]]|$|\p{Script=Han})|[。！？；，]|,(?=\p{Script=Han})|\n/u;
/** As the words here are written: without what is not seen, in plain width, with the characters of the mainland. */
export function readable(text: string): string {
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

/** By which words a sentence or a clause does so that is `readable` already. */
export function wordsIn(given: string): string | undefined {
  const sentence = withoutClosing(given);
  return (
    DOUBT_AT_BEGINNING.exec(sentence)?.[1] ??
    DOUBT_ANYWHERE.exec(sentence)?.[0] ??
    (decidesOtherwise(sentence) ? sentence.trim() : undefined)
  );
}

/** Counted from the end: an expression would begin anew at each mark. */
function withoutClosing(sentence: string): string {
  let end = sentence.length;
  while (CLOSING.has(sentence.charAt(end - 1))) end -= 1;
  return sentence.slice(0, end);
}
