/** What the reason of a yes may not say: when, as far as, or unless. Conjunctions, prepositions of a limit and verbs of an order are closed classes of words, so that they can be listed; a fact that has one of them is asked back once (`rules.md 4.1`). */

import { isReason } from './needed.ts';
import { isPending } from './pending.ts';

/** A place, a part or a sum to which a yes can be narrowed. */
const PART =
  '(?:the )?(?:staging|test(?:ing)?(?: (?:system|environment))?|pilots?|production|prod|dev|development|qa|uat|demo|trial|sandbox|beta|canary|phase|stage|steps?|parts?|milestone|first|second|third|one|two|three|half|\\d[\\d.,]*)(?![\\p{L}\\d])';
const JUDGED =
  '(?:fine|ok|okay|good|great|acceptable|approved?|agreed?|accept(?:ed)?|yes|valid|allowed|cleared|green light|go)';
const ALL_OF_IT =
  '(?:me|us|all|everyone|everybody|both|it|this|that|(?:the|this|our|my) (?:customers?|team|users?|plan|change|request|proposal|assessment|budget|side|end|part|meeting|board|call)\\b(?!\\s+\\d))';
const TO_DO =
  '(?:wait|hold|postpone|defer|delay|pause|park|stop|merge|deploy|release|ship|start|test|fix|sign|roll back|revert|suspend|skip|drop|lower|reduce|change|add)';
/** Who demands something that nobody here decides. */
const DEMANDS =
  '(?:the |our )?(?:laws?|contracts?|regulators?|regulations?|standards?|authority|authorities|auditors?|customers?|clients?)';
/** What befell somebody: it is over. */
const BEFALLS = '(?:outages?|incidents?|accidents?|complaints?|breach(?:es)?|failures?|crash(?:es)?)';
/** What a change does; in that form nobody is told to do it. */
const DOES = '(?:affects|costs|takes|changes|adds|touches|concerns|fixes|moves|removes|renames|improves)';

/** What somebody has done: behind it `by` names who did. A day, a time or a condition is nobody. */
const BY_WHOM =
  '(?:tested|verified|confirmed|signed|approved|reviewed|agreed|requested|checked|recommended|proposed|found|reported|demanded|accepted|covered|decided)(?= by (?!then|now|tomorrow|tonight|noon|next|this|the (?:end|time|first|last)|end|\\d|q\\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may\\b|june|july|august|(?:sept|nov|dec)ember|october|christmas|easter)[\\p{L}@])';
/** Talk that is over has told somebody why: *we need it after talking to the customer*. Of what may be done then, a verb of its own speaks. */
const TALKING =
  '(?:(?:talk|speak|discuss|consult|read|review|hear|look|see|think|study|compar|check|meet|call|listen)ing|having [a-z]+(?:ed|en|t))';
const TALK =
  '(?:(?:a|the|our|my|this|last|long|careful) )*(?:talk|discussion|call|meeting|review|conversation|workshop)s?';
const WE =
  '(?:we|i|they|he|she) (?:talked|spoke|discussed|consulted|reviewed|heard|looked|thought|compared|checked|met|listened)';
const NEEDED = '(?:need|want|like|understand)(?:s|ed)? (?:it|this|that|the (?:change|feature|fix))';
const KNOWN =
  "(?:agreed|decided|understood|knew|known|clear|convinced|obvious|evident|saw|learned|learnt|found|realised|realized|chose|chosen|necessary)(?: [\\p{L}’'-]+){0,3}";
const AFTER_TALK = new RegExp(
  `(?<=(?<!\\p{L})(?:${NEEDED}|${KNOWN}) )after(?= (?:${TALKING}|${WE})(?!\\p{L}))|(?<=(?<!\\p{L})${KNOWN} )after(?= ${TALK}(?!\\p{L}))`,
  'iu',
);
const TO_COME =
  /(?<!\p{L})(?:can|could|may|might|will|would|shall|should|must|let|going|to)(?!\p{L})(?! (?:the|our|my|a|an|him|her|them|us|me|you|it|this|that|legal|qa|[A-Z@])(?!\p{L}))|['’](?:ll|d)(?!\p{L})/iu;
/** The clause without such talk. */
const afterTalk = (clause: string): string => (TO_COME.test(clause) ? clause : clause.replace(AFTER_TALK, 'with'));

const ENGLISH = [
  '(?:if|unless|when|whenever|once|until|till|while|lest|otherwise|whether|upon|pending|barring|(?<!\\b(?:is|are|was|were|been|be|keeps?|kept|starts?|started|the|from|of) )failing|supposing|suppose|assuming|provided|providing|dependent|depend(?:s|ing)? on|conditional(?:ly)?|conditions?|contingent|insofar)',
  'in (?:case|the event)|as (?:long|soon|far) as|so (?:long|far) as|on (?:receipt|signature|approval|the (?:basis|proviso|premise))|given (?:a|an|green|approval|legal)',
  '(?:where|whereas) (?:the|it|this|a)',
  '(?:before|following)(?! (?:all|then)\\b)',
  `after(?!-| (?:all|what happened|(?:the |our |last |this )*${BEFALLS})\\b)`,
  `(?<!(?<!\\b(?:gets?|be|being) )${BY_WHOM} )by(?! (?:far|the way|design|default|hand|us|me|law|contract|${DEMANDS})\\b)`,
  `(?<!(?:the|not|is|was|are) )only(?! ${DOES}\\b)|only(?= (?:if|when|for|in|on|to|with|once|after))`,
  '(?:solely|exclusively|except|excepting|excepted|excluding|excluded|excludes?|minus|besides|limited|restricted|temporar(?:y|ily)|interim|provisional(?:ly)?|for now|at most|at best|no more than|up to|max(?:imum)?|capped)',
  '(?:just|not|never) (?:for|in|on|to|with|the first|the second|step|phase|part|stage|production)',
  `(?:without|minus|below|above|under|within|less) (?:${PART}|step)`,
  `(?<!\\b(?:tested|verified|checked|proven|passed|ran|runs?|worked|works|green|measured|tried|done|deployed) )(?:for|in|on|to|with|at|from) ${PART}`,
  `(?<!(?:customers?|team|users?|they|supplier|legal|qa) (?:has |have )?)${JUDGED} (?:for|in|on|at|to|with|up|within|from|as|till|this|next|here)(?! ${ALL_OF_IT})`,
  '(?:valid|good|holds) (?:this|next|today|from|through)',
  '(?<!\\bwe )must(?! (?:comply|meet|keep up|stay)\\b)|(?<=\\bwe )must(?!\\s*$| (?:comply|meet|keep up|stay|follow the (?:law|rules?|regulations?|contract|standard))\\b)',
  '(?:should|shall|ought to|(?:needs?|has|have|had) to)(?!(?<=\\bwe (?:have|had) to)\\s*$| (?:comply|meet|keep up|stay)\\b)',
  "(?:has|have)(?:n[’']t| not)|(?:not|n[’']t) .{0,40}yet|still to|yet to|to be (?:\\w+ed|done)",
  'await(?:s|ing|ed)?|wait(?:s|ing)?(?! for (?:it|this|the (?:change|fix|feature))\\b)|hop(?:e|es|ing)|expecting|i trust(?! (?:the|our|your|this|that|his|her|their) (?:team|people|developers?|estimate|assessment|plan|numbers|figures|analysis|supplier|vendor)\\s*$)|i (?:guess|suppose|assume|presume)',
  `required(?! (?:it|this|that|us|them)\\b| by ${DEMANDS}\\b)`,
  "or (?:not|else|never|nothing|no)|or (?:we|i) (?:stop|reject|refuse|leave|cancel|wait|do not|don['’]t)",
  '(?:needs?|wants?) (?:it|this|them) (?:tested|signed|reviewed|checked|approved|changed|lower(?:ed)?|cheaper)',
  '(?:my|our|this) (?:approval|vote|yes|ok|consent|agreement) (?:ends?|stops?|holds?|counts?|stands?|lasts?|applies|covers|is (?:valid|limited|good|given))',
  'without (?:it|this|that) (?:being )?(?:tested|signed|approved|reviewed|checked|fixed)',
  'later|eventually|at some point|modulo|nevertheless|nonetheless|sans',
  `save (?:for )?${PART}|through (?:january|february|march|april|may|june|july|august|september|october|november|december|q\\d|the end|(?:mon|tues|wednes|thurs|fri)day)`,
];

const ANYWHERE_ENGLISH = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ENGLISH.map((one) => `(?:${one})`).join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** A clause that gives an order, or is nothing but a part. */
const ORDER = new RegExp(
  `^\\s*(?:please |then |now |(?:do not|don[’']t|never|let us|let[’']s|we) )?${TO_DO}(?: (?:it|this|that|them|the|a|an|step|tests?|later|first|for|until|on|in|as|merge|deploy|release)\\b|\\s*$)|^\\s*${PART}(?:\\s+\\w+)?\\s*$`,
  'iu',
);

const CHINESE = [
  '除非|若(?!干)|倘|假(?:如|定|设|使|若)|万一|一旦|届时|到时|要是|如果|(?:^|[，,；])如(?![此期实下上何约愿今同常数意图前])',
  '(?:时|时候|情况下|前提下|条件下|情形下)$|当.{1,30}时|[为作]?(?:条件|前提)(?:是|$)|为(?:条件|前提|限|准)',
  '否则(?:不|别|就不|免谈)|要等|等客户|会签的$|就(?:批|行|可以|同意|成|能批)了?的?$',
  '[则即](?:可|行|同意|批准|通过)|方(?:可|能)|才(?!华|能$)|(?:完|好|后|毕)再|再(?:上|做|说|议|行|合|发|测|签|批|推|实施)',
  '(?:^|[，,；])(?:等(?!级|同|于|价)|待(?!遇|命))|[等待](?:到|待|候)?.{1,60}(?:后|时|再|才|方|完|毕|确认|签字|通过)',
  '(?:之|以)?后$|后(?:再|才|方|可|即|就|生效|同意|批准|合并|上线|实施|执行|发布)',
  '(?<![以之从先目])前(?:可以|可行|有效|同意|批准|行$)|前(?:须|需|要|应|签|测|补|改|完成|确认|批|审|交|付|必)',
  '[仅只](?!是|影响|涉及|改|有.{0,8}(?:受影响|变)|需)|(?:^|[，,；])限|限(?:于|在|定)|以内|之内|(?:不超过|最多|至多|不高于|不多于)|为止|直到|截至|有效$',
  '(?:环境|阶段|试点|[一二三四]期|第.步|部分|步骤.?)(?:可以|可行|同意|批准|ok|行|没问题)|(?:同意|批准)(?:在|于|上|测试|试|第|前|部分|[一二三四]期)',
  '除(?!此之外|权|法|夕)(?:了)?|不含|不包括|试(?:点|行(?!业)|用|运行)|先(?:上|在|做|试|行|期)',
  '暂(?:缓|不|停|定|行|且|时(?!没|无|不影响))|(?:^|[，,；])(?:推迟|延期|延后|缓|搁置|中止|停止|撤回|取消|驳回)',
  '须(?!符合|遵守|遵循)|务必|应(?:当|该)?(?=签|测|补|改|先|由|再)|得(?=先|测|签|补|改)|需(?:要)?(?=先|测|签|补|改|再|由|经|另)',
  '未(?:签|批|测|定|确认|完成|到位|通过|付)|尚未|还(?:没|未|需|要|得|差|缺)|没(?:有)?(?:签|批|测|定|确认|完成|到位)',
];
const ANYWHERE_CHINESE = new RegExp(CHINESE.join('|'), 'iu');

/** Each is a clause: a fact of its own, or what holds the fact before it back. */
const CLAUSES =
  /(?<![.,;:!，。；：！、…\n–—])[.,;:!，。；：！、…\n–—]+(?=\s|$|\p{Script=Han})|\n| (?:and|then) |(?<=\p{Script=Han}),|[()（）]/u;

/** What says that a reason follows. */
export const MARKED =
  /^(?:(?:because(?: of)?|since|due to|as(?= (?:it|this|that|we|the|they|there)\b)(?! (?:it|this|that|we|the|they) (?:is|was|stands?)\b(?! )))(?![\p{L}\p{N}])|(?:reasons?|rationale|justification)\s*[:：-]|(?:理由|原因)(?:是|为|[:：])\s*[:：]?|因为|因(?!此|而)|由于|鉴于|考虑到)[\s,，:：]*/iu;

export const clausesOf = (reason: string): readonly string[] => reason.split(CLAUSES).map((one) => one.trim());

/** A reason without the clauses that are wholly why, whatever small words they have: when something is needed is no limit of the yes. */
export function withoutReasons(reason: string): string {
  return clausesOf(reason)
    .filter(isReason)
    .reduce((rest, clause) => rest.replace(clause, ''), reason);
}

/** Words that give no reason, whatever is meant. */
const NOTHING =
  "none|no|nope|nah|not|nothing|never|n\\/?a|nil|null|lol|lmao|ha(?:ha)*|hm+|u[hm]+|idk|dunno|whatever|because|why|just|so|reasons?|it|is|i|we|say|said|tbd|tbc|todo|there|don['’]t|know";
const NOTHING_IN_CHINESE = '暂?无|没有?|不知道|随便|[哈呵嘿嗯啊呀哦]|略|理由|原因|可言|不|否';
const ONLY_NOTHING = new RegExp(
  `^(?:[^\\p{L}\\p{N}\\p{Extended_Pictographic}]|(?<![\\p{L}\\p{N}])(?:${NOTHING})(?![\\p{L}\\p{N}])|${NOTHING_IN_CHINESE})+$`,
  'iu',
);
const NO = /(?<![\p{L}\p{N}])(?:no|nope|nah|not|never)(?![\p{L}\p{N}])|[不否]/iu;
const STRUCK = /(?<!~)(~{1,2})(?=[^\s~])[^~]*[^\s~]\1(?!~)|<(?:del|s|strike)\b/iu;

/** A reason without a word that says why. */
export const saysNothing = (reason: string): boolean => ONLY_NOTHING.test(reason);

/** Whether something in it is struck out: whoever does so takes something back. */
export const isStruck = (reason: string): boolean => STRUCK.test(reason);

/** Whether a clause of a reason, in plain width and in the characters of the mainland, says more than why. */
export function holdsBack(clause: string): boolean {
  if (ANYWHERE_ENGLISH.test(afterTalk(clause)) || ORDER.test(clause) || ANYWHERE_CHINESE.test(clause)) return true;
  return isPending(clause) || (ONLY_NOTHING.test(clause) && NO.test(clause));
}
