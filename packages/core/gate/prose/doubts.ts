/** Words that take out what stands beside them, or leave it open (`rules.md 6.4`): alternatives of expressions, Chinese ones in simplified letters. The lists are not whole; each word in them is kept by a test. */

/** It is left as it is. */
export const DENIALS_EN: readonly string[] = [
  'not|cannot|never|neither|nor|none|nothing|nobody|nowhere|without|zero|minus|sans|save for|unless|all but|but for',
  '(?:every|any)(?:thing|body|one)? but|(?:every|any|all) [\\p{L}]{1,20} but',
  "(?:do|does|did|is|are|was|were|wo|ca|could|should|would|must|has|have|had|need|might|may|sha|ai)n(?:[’'‘ʼ`´]| \u0301)?t",
  'except(?:ing|ed|ion|ions|s)?|exclu(?:de[sd]?|ding|sions?)|exempt(?:s|ed|ion|ions)?|omit(?:s|ted|ting)?',
  'forbid(?:s|den|ding)?|forbade|prohibit(?:s|ed|ing)?|disallow(?:s|ed|ing)?|ban(?:s|ned)?|refrain(?:s|ed|ing)?|avoid(?:s|ed|ing)?',
  'refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|den(?:y|ies|ied|ying)|stop(?:s|ped|ping)?|bypass(?:es|ed|ing)?',
  'un(?:touched|changed|modified|altered|affected|edited|related|changing)|intact|frozen|freez(?:e|es|ing)|lock(?:s|ed)?|protect(?:s|ed|ing)?',
  'ignor(?:e|es|ed|ing)|skip(?:s|ped|ping)?|leav(?:e|es|ing)|left|keep(?:s|ing)?|kept|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?',
  'preserv(?:e|es|ed|ing)|retain(?:s|ed|ing)?|spar(?:e|es|ed|ing)|beyond|outside|instead|rather',
  'hands[ -]off|off[ -]limits|read[ -]?only|as[ -](?:it[ -])?is|as[ -]they[ -]are|as[ -](?:it[ -])?(?:was|before)|out[ -]of[ -](?:scope|bounds)',
  '(?:other|apart|aside)[ -](?:than|from)|non[ -]?goals?|no[ -]go|nope|hold(?:s|ing)? off|the same|same as|unlike',
  'off the table|untouchable|immutable|taboo|barely|hardly|against|n/a|wrong to|separate (?:change|pr|request|pull request)',
  '(?<!from )scratch|void|moot|later|postpon(?:e|es|ed|ing)|defer(?:s|red|ring)?|another (?:change|request|pull request)',
];
export const DENIALS_ZH: readonly string[] = [
  '不(?!仅|但|只|光|断|久|过|同(?!意|步|改))|未(?!来)|[没勿莫禁拒避]|免(?!费)|非(?!常)|无(?!线|论|损)|(?<![级类分特区识性])别(?!名)',
  '(?<![删清移去消解扣剔免])除(?![去掉])|[之以例]外|外(?=\\s*(?:$|[，,。；;、)）都均全其]))|保持|保留|维持|照旧|原[样封]|冻结|锁定|跳过|忽略|排除|绕|停止',
  '杜绝|只读|留着|留待|[以今日]后再|下次|另行|暂缓|搁置|切忌|谢绝|毋|甭|休得|剔除|零改动|另案|取消|作[罢废]|[撤废][销回除止]|放弃|否决|搁浅|中止|终止|退回|归(?!档)|才怪|想得美|做梦|别人',
  '他人|其他[人部团]|另[一外]|豁免|由(?!于|\\s*[\\dvVNn\\uE200])',
];

/** Under a condition, at another time, as a thought, or only looked at. */
export const HEDGES_EN: readonly string[] = [
  'if|whether|once|until|till|provided|assuming|suppose[ds]?|supposing|in case|depend(?:s|ing|ent)?|subject to|pending|tbd|tbc|to be (?:decided|discussed|confirmed|defined)',
  'could|would|might|may|maybe|perhaps|possibl[ey]|probably|likely|optional(?:ly)?|eventually|some ?day|sometimes?|ideally|tentative(?:ly)?|nice to have',
  'consider(?:s|ed|ing)?|propos(?:e|es|ed|al|als|ing)|suggest(?:s|ed|ing|ions?)?|discuss(?:es|ed|ing|ions?)?|ideas?|alternative(?:s|ly)?|think(?:s|ing)?|thought|wonder(?:s|ed|ing)?',
  'want(?:s|ed|ing)?|wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|asks?|asked|tempt(?:ed|ing)|tri(?:ed|es)|try(?:ing)?|future|next (?:time|year|quarter|month|week|sprint|release|phase|version|iteration)|phase|backlog|wishlist|roadmap',
  'previous(?:ly)?|former(?:ly)?|already|yesterday|last (?:time|year|quarter|month|week|sprint|release)|used to|histor(?:y|ic|ical|ically)|earlier|ago|today|currently|at present|at the moment|right now|these days|so far|once was|formerly',
  'examples?|e\\.?g|i\\.?e|for instance|references?|referenc(?:es|ed|ing)|informational|info|information|fyi|see|cf|compare[ds]?|context|background|mention(?:s|ed|ing)?|quot(?:e|es|ed|ing)|said|says|like|such as|link(?:s|ed)?|pointers?|notes?|cop(?:y|ies|ied)|analog(?:y|ous(?:ly)?)|similar(?:ly)?|caution|restraint|care(?:ful(?:ly)?)?|trust|foot|inspired|according',
  'cancel(?:s|led|ed|ling|ing|lation)?|abandon(?:s|ed|ing)?|withdraw(?:s|n|ing)?|withdrew|undo(?:ne)?|reconsider(?:s|ed|ing)?|wait(?:s|ed|ing)?|on hold|elsewhere|separate(?:ly)?|another|but|(?:roll(?:s|ed|ing)?|puts?)(?: (?:it|this|that|them|everything))?[ -]?backs?|restor(?:es?|ed|ing) (?:it|this|that|them|everything)|as of|wrote|told|tells?|demand(?:s|ed)?|claim(?:s|ed)?|insist(?:s|ed)?|object(?:s|ed|ions?)?|revert(?:s|ed|ing)?|fallbacks?|(?:some(?:body|one)|every(?:body|one)|any(?:body|one)) else|other (?:team|people|repositor(?:y|ies))',
];
export const HEDGES_ZH: readonly string[] = [
  '如果|[若倘]|假[如设]|一旦|待|等.{0,8}后|视(?=.{0,4}[况情])|可能|也许|或许|大概|考虑|建议|提议|讨论|打算|计划|拟|希望|将来|今后|以后|后续|二期',
  '下一?(?:期|阶段|版本|个?[迭版])|曾|已经|之前|原先|过去|参(?:考|见|照|看)|见|例如|比如|举例|示例|背景|可选|酌情|仅供|类似|好比|草案|与否|再议|改[日天]',
  '下[月周]|明[年天]|基础上|基于|依[据照]|[按根]照?据?(?=.{0,40}(?:修改|编写|新建))|目前|现在|当前|移出|设想|尝试|(?<!不)但|回[滚退]|还原',
];

/** What was said before is not to be done. */
export const REVOCATIONS_EN: readonly string[] = [
  'never ?mind|on second thoughts?|changed (?:my|our) minds?|call(?:ed|ing)? (?:it|this|that) off|(?:take|took|taken) (?:it|this|that|all of (?:it|this|that)) back',
  '(?:cancel|forget|drop|scrap|scratch|strike|ignore|disregard|withdraw|abandon|retract|revoke)(?: about)? (?:it|this|that|them|these|those|everything|all of (?:it|this|that|them)|(?:all )?(?:of )?the above|(?:the|this) (?:change|request|plan|update))',
  '(?:it|this|that|they|these|those|everything|all of (?:it|this|that|them)|(?:all )?(?:of )?the above|(?:the|this) (?:change|request|plan|update))(?: is| are| was| were| has been| have been| had been)(?: all| now)? (?:cancell?ed|forgotten|dropped|scrapped|withdrawn|abandoned|retracted|revoked|void|moot|no longer (?:needed|wanted|required|necessary))',
  '(?:just |only )?(?:kidding|joking)|(?:(?:it|this|that) (?:is|was) )?(?:only |just )?a joke|(?<=^\\s*)joke(?=[\\s.!]*$)',
  '(?<=^\\s*)(?:all )?(?:cancell?ed|withdrawn|abandoned|retracted|revoked|void|moot|dropped|scrapped)(?=[\\s.!]*$)',
];
export const REVOCATIONS_ZH: readonly string[] = [
  '算了|开?玩笑|当我没说|改主意|不算数|不用?[改做动搞弄]了',
  '(?:取消|撤销|撤回|放弃|忽略|收回|终止)(?:本次|此次|以上|上述|前述|这[次个项些]|此项|本变更|该变更)',
  '(?:以上|上述|前述|此项|此事|本次|本变更|该变更|这[次个项些])[\\p{Script=Han}]{0,6}?(?:取消|撤销|撤回|放弃|无效|作罢|作废)',
  '(?<=^\\s*)(?:后来|现|现已|已|又)?(?:取消|撤销|撤回|放弃|作罢|作废)了?(?=[\\s。！!.]*$)',
];
