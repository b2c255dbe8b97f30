/** When something is needed, in a clause of its own: as the reason of a yes, a day in it is no limit of the yes (`rules.md 4.1`). */

/** Nobody among them decides here, so that what they need is a fact. */
export const WHO =
  '(?:(?:the|our|my|all|all our|many|most|both|these|those|their) )?(?:(?:internal|external|new|key|biggest|largest|main|other|german|chinese) )?(?:customers?|clients?|users?|teams?|business|board|management|company|sponsor|project|sales|support|operations|finance|marketing|partners?|supplier|departments?|market|colleagues|auditors?|regulators?|authorit(?:y|ies)|law|contract|regulations?|everyone|everybody)';
export const ANYONE = `(?:we(?: all)?|they|${WHO})`;
export const VERY =
  '(?:really |badly |urgently |desperately |also |just |clearly |definitely |all |explicitly |has |have |had )*';
export const NEEDS = `${VERY}(?:needs?|needed|wants?|wanted|expects?|expected|asks? for|asked (?:us )?for|requests?|requested|demands?|demanded|requires?|required|(?:is|are|was|were|has been|have been) (?:waiting|asking) for|waits? for|relies on|rely on|counts? on|insists? on)`;
/** What is changed; a test or a signature that somebody needs is work for somebody. */
export const IT =
  '(?:it|this|that|the (?:new |old |whole )?(?:change|feature|fix|function|functionality|upgrade|update|improvement|solution|migration|release)|this (?:change|feature|fix|function|upgrade|update|improvement|release))';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const TH = '\\d{1,2}(?:st|nd|rd|th)?';
/** A day or a span of the calendar, or what everybody finds there. */
export const DATE = `(?:(?:the )?(?:end|beginning|start|middle) of (?:the )?)?(?:early |mid[ -]|late )?(?:(?:${TH} (?:of )?)?${MONTH}(?: ${TH})?(?:,? \\d{4})?|q[1-4](?: \\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{4}|(?:next |this )?${WEEKDAY}|(?:the )?(?:next|this|the coming) (?:week|month|quarter|year|spring|summer|autumn|fall|winter)|(?:the )?(?:week|month|quarter|year|summer|winter|holidays|season|peak season|trade fair|audit|deadline)|tomorrow|today|christmas|easter|new year|black friday)`;
const WHEN = `(?:by|before|in|on|at|from|for) ${DATE}`;
const LIVE =
  '(?:live|ready|out|done|finished|delivered|online|in production|in use|in place|available|complete|completed|there|released|shipped|deployed)';
/** What ends or begins by the calendar, whoever says yes; a yes does not. */
const ENDS = `(?:(?:the|our|their) )?(?:(?:old|new|current|existing|customer['’]s) )?(?:[a-z]+ )?(?:contract|certificates?|licen[cs]es?|support|warranty|version|subscription|season|law|regulation|standard|tender|warehouse|fiscal year|maintenance|guarantee|server|system|supplier)(?: for [a-z]+(?: \\d[\\d.]*)?)? (?:ends?|changes?|stops? (?:support|supporting it|working)|goes away|is going away|is switched off|expires?|runs? out|starts?|begins?|is due|takes effect|comes into force|applies|closes|stops)(?: (?:on|in|at|by|from|with))? ${DATE}`;

/** What goes wrong by itself where nothing is done; to wait, to stop and to refuse are decisions. */
const GOES_WRONG =
  '(?:(?:(?:the|our|all|many) )?(?:[a-z]+ )?(?:customers?|clients?|users?|release|system|site|service|shop|app|server|export|import|report|contract|audit|project|team)|it|they|this|that) (?:(?:will|would|may|might|can|could|does|do|is|are) )?(?:not |no longer |never |soon |just |probably )*(?:leaves?|fails?|breaks?|crash(?:es)?|works?|run|suffers?|stops? working|miss(?:es)?|loses?|slips?|gets? worse|down|late|unhappy|at risk)|we (?:(?:will|would|may|might) )?(?:lose|miss|fail|pay|are late|breach)';
const NOTHING_DONE =
  "(?:if (?:we|nobody) (?:waits?|do nothing|does nothing|do not|don['’]t|does not|doesn['’]t)(?: (?:do|act|change|fix|upgrade|renew|migrate|switch|move))?(?: (?:it|this|that|now|longer|any longer|soon|anything))*|otherwise|without (?:it|this|that|the change|the fix))";

/** Those that hold as a marked reason: there nobody takes a day for a limit of the yes. */
const REASONS = [
  `${ANYONE} ${NEEDS} ${IT}(?: (?:to be )?${LIVE})?(?: ${WHEN})+`,
  `(?:${ANYONE}|i) (?:have |has )?(?:promised|committed to|announced|guaranteed) ${IT}(?: to (?:the |our )?(?:customers?|clients?|users?|board|market))?(?: ${WHEN})+`,
  `${IT} (?:was|were|is|has been) (?:promised|announced|needed|wanted|expected|due|requested)(?: (?:to|by) (?:the |our )?(?:customers?|clients?|users?|board|market))?(?: ${WHEN})*`,
  `${IT} (?:must|has to|needs to|should|had to) (?:be|go) ${LIVE} (?:by|before) ${DATE}`,
  `(?:the|our|their|its) (?:[a-z]+ ){0,2}(?:deadline|go-live|launch|release|audit|trade fair|kick-?off|migration|cut-?over|date) is(?: (?:on|in|at|by))? ${DATE}`,
  `${ANYONE} (?:${VERY}(?:waits?|waited)|(?:has|have) been (?:waiting|asking)|(?:is|are) waiting)(?: for ${IT})? since [a-z]+(?: [a-z\\d]+)?`,
  ENDS,
];
const REASON = new RegExp(`^(?:and |that |also )?(?:${REASONS.join('|')})$`, 'iu');
/** In front of what goes wrong, at the beginning of a reason, or behind what does not work. */
const UNDONE = new RegExp(`^${NOTHING_DONE},? (?=(?:${GOES_WRONG})(?![\\p{L}]))`, 'iu');
const WORKS_NOT_OTHERWISE =
  /^((?:it|this|that|they|(?:the|our) (?:[a-z]+ ){1,2}) ?(?:will not|won['’]t|would not|wouldn['’]t|cannot|can['’]t|does not|doesn['’]t) (?:work|run|start|hold|scale|last))(?: otherwise| without (?:it|this))(?=[.!]*$)/iu;
const BEFELL =
  /^after (?:(?:the|our|last|this|all|yesterday['’]s|[a-z]+day['’]s|week['’]s|month['’]s) )*(?:outage|incident|accident|complaint|breach|failure|crash)(?:e?s)?,? (?=\p{L})/iu;

const NOT_LATER = /(?<=(?<!\p{L})(?:now|today|sooner|early|earlier)(?: rather)?) than later(?=$|[.,;!])/iu;

const DAY_IN_CHINESE =
  '(?:(?:\\d{4}年|今年|明年|本年)?(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|底|初|中旬|中)?)?(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?|[年月周季]底|(?:第?[一二三四]|本|下)季度|q[1-4]|本[周月]|下个?[周月]|[春秋暑]季?|春节|国庆|元旦|五一|双十一|年[中末])';
const WHO_IN_CHINESE =
  '(?:客户|甲方|业主|用户|监管(?:部门|机构|方)?|法规|法律|政策|合同|标准|业务(?:方|部门|侧)?|市场|领导|公司|项目|我们|大家)';
const DEMAND_IN_CHINESE =
  '(?:都|也|明确|已经?|急|确实|早就)*(?:要求|需要|希望|期望|规定|约定|承诺|急需|急等|等着|要)(?:我们|我方)?';
const DONE_IN_CHINESE =
  '(?:完成|上线|交付|使用|启用|投产|整改|整改到位|验收|结项|用上|用|到位|发布|切换|合规|生效|落地|开通)(?:了|该功能|这个功能|此功能|此变更|该变更)?';
const REASONS_IN_CHINESE = [
  `${WHO_IN_CHINESE}${DEMAND_IN_CHINESE}(?:在|于|最晚|最迟)*${DAY_IN_CHINESE}(?:之|以)?前?(?:必须|就|须|要|能)?${DONE_IN_CHINESE}`,
  `${WHO_IN_CHINESE}(?:在|于|将|最晚|最迟)*${DAY_IN_CHINESE}(?:之|以)?前?(?:就|必须|须|要|会|得)+${DONE_IN_CHINESE}`,
  `(?:旧|老|新|原|现有|当前|目前)?的?(?:合同|证书|许可证?|授权|协议|技术支持|支持|维保|质保|项目|版本|标准|新规|法规|系统|租约|财年)(?:将|就|会|在|于|到)*${DAY_IN_CHINESE}(?:就|将|要|会)*(?:到期|结束|截止|生效|过期|停止支持|停服|失效|终止|实施|施行)(?:了)?`,
  `(?:所以|因此)?(?:必须|须|要|得)(?:赶)?(?:在)?(?:(?:此|这|那|到期|截止|结束|${DAY_IN_CHINESE})(?:之|以)?前)${DONE_IN_CHINESE}`,
  `(?:在)?${DAY_IN_CHINESE}(?:之|以)?前(?:必须|须|要|得)(?:能)?${DONE_IN_CHINESE}`,
  `满足(?:客户|甲方|用户|合同|监管)(?:的)?${DAY_IN_CHINESE}(?:之|以)?前?${DONE_IN_CHINESE}的?(?:需要|要求|需求)`,
  `不(?:改|做|升级|换|修|变更|实施|处理|上线?)(?:的话)?(?:就|则|便)?(?:会|将|无法|不能|没法)(?!同意|批|通过|过审|签)(?:(?!才|的话|[吗么呢吧？]|如果|若|除非|直到|先)[^，。；,;]){1,12}`,
];
const REASON_IN_CHINESE = new RegExp(`^(?:${REASONS_IN_CHINESE.join('|')})$`, 'iu');

/** A clause of a reason, in plain width and in the characters of the mainland, that is wholly such a fact. */
export const isReason = (clause: string): boolean => REASON.test(clause) || REASON_IN_CHINESE.test(clause);

/** A reason, written as a clause is, without the small words that say what goes wrong where nothing is done. */
export function withoutUndone(reason: string): string {
  return reason.replace(UNDONE, '').replace(BEFELL, '').replace(WORKS_NOT_OTHERWISE, '$1').replace(NOT_LATER, '');
}
