/** A sentence of no more than a few words that has nothing of its own to speak of: `On hold.`, `Or rather not.`, `待定。` (`rules.md 6.4`). */

const DOUBTS_EN = [
  "not|no|nope|nah|never|none|cannot|(?:do|does|did|is|are|was|were|wo|ca|could|should|would|must|has|have|had)n[’']?t|if|unless|until|maybe|perhaps|possibly|probably",
  'optional(?:ly)?|pending|tbd|tbc|later|next|postponed|deferred|hold|wait|cancell?ed|rejected|declined|denied|refused|withdrawn|excluded|omitted|skipped',
  'ignored?|disregard(?:ed)?|obsolete|outdated|superseded|void|moot|dropped|shelved|parked|stop(?:ped)?|undone|reverted|unchanged|untouched|stays?|remains?',
  'example|illustration|hypothetical|idea|thought|mistake|error|wrong|false|n/?a|another|elsewhere|separate(?:ly)?|out of(?: the)? scope|some ?day|eventually|discussion|undecided|reconsider(?:ed)?|alternative|future',
];
/** Words that say nothing by themselves. */
const BESIDE_EN = [
  "or|and|but|so|well|oh|then|again|let|let[’']?s|us|we|i|it|this|that|these|those|they|them|all|any|more|longer|yet|now|though|only|just|still|for|the|a|an|as|in|on|at|to|by|of|from",
  'be|been|is|are|was|were|will|would|should|do|does|did|done|has|have|under|out|scope|part|day|year|month|quarter|week|sprint|release|phase|time|rather|better|best|really|actually|sorry|please',
  'serious|needed|necessary|required|wanted|decided|discussed|apply|applies|applied|applicable|change|changed|changes|request|anyway|above|here|there|second|thoughts|my|our|mind|very|much|too|#\\d{1,9}',
];
const ALONE_ZH =
  '(?:不算(?:数)?|不做|不改|不动|不需要|不必|不用|不行|不包括在内|不在(?:此|本次)?(?:变更)?范围(?:之?内)?|有误|搞?错|暂缓|搁置|暂不(?:处理|修改|改|做|考虑|实施)|(?:以后|下次|今后|回头)再(?:说|改|做|议)|再议|待定|待议|未定|否|否决|驳回|拒绝|取消|撤销|撤回|作废|作罢|失效|过期|推迟|延期|放弃|(?:为)?示例|举例|而已|无需|免|维持原状|保持(?:原样|不变)|照旧|除外|例外|可选|如(?:有)?(?:必要|需要)|视情况而定|等.{0,8}后|[此该这][条项]删除)';
const BESIDE_ZH =
  '(?:但|先|暂|暂时|目前|还是|仅|只|均|都|也|已|已经|全部|其实|可能|也许|或许|以上|上述|上面的?|前面的?|[此该这][条项个]|本条|内容|了|的|吧|啦|呢)';

const APART = String.raw`[\s,，、;；.。!！…–—-]`;
const words = (parts: readonly string[]): string => `(?:${parts.join('|')})(?![\\p{L}\\p{N}_’'])`;
/** So many words, and no text. */
const EN = new RegExp(`^(?:${APART}*${words([...DOUBTS_EN, ...BESIDE_EN])}){1,9}${APART}*$`, 'iu');
const DOUBT_EN = new RegExp(`(?<![\\p{L}\\p{N}_’'])${words(DOUBTS_EN)}`, 'iu');
const ZH = new RegExp(`^(?:${APART}*(?:${ALONE_ZH}|${BESIDE_ZH})){1,9}${APART}*$`, 'u');
const DOUBT_ZH = new RegExp(ALONE_ZH, 'u');
/** Half a sentence that only sets a condition: `If Bob agrees.` */
const CONDITION =
  /^(?:but |and )?(?:only )?(?:if|unless|until|provided|assuming|subject to|pending)(?:\s+[^\s,，:：;；]+){1,3}[\s.!]*$/iu;

/** What becomes of a plan that is none any more, or none yet, in a sentence that begins with it and so has nothing of its own to speak of. */
const UNDONE_EN = [
  'abandoned|aborted|annulled|banned|blocked|cancell?ed|called off|contested|crossed out|declined|deferred|delayed|deleted|denied|disagreed|disallowed|discarded|dismissed|disputed|dropped|excluded',
  'forbidden|frozen|halted|ignored|invalid(?:ated)?|killed|left out|moved|nixed|omitted|opted out|overruled|overturned|parked|paused|postponed|prohibited|put off|refused|rejected|removed|replaced',
  'rescinded|retracted|reverted|revoked|rolled back|ruled out|scrapped|set aside|shelved|skipped|split off|stopped|struck|superseded|suspended|taken out|turned down|unapproved|undone|vetoed|voted down|withdrawn',
];
const BEGINS =
  '(?:(?:but|and|now|already|since|meanwhile|later|then|this|that|it|all|was|is|were|are|got|has been|have been)\\s+)*';
const ENDS =
  '(?=[\\s.!]*$|\\s+(?:again|already|now|today|yesterday|instead|\\d)|\\s+(?:after|as|at|because|before|by|due|during|for|from|in|into|of|on|since|till|to|until|with|#)(?![\\p{L}\\p{N}_]))';
const CURT_EN = new RegExp(
  `^${BEGINS}(?:${[
    `(?:${UNDONE_EN.join('|')})${ENDS}`,
    "(?:not|never|won[’']?t|will not|can(?:no|[’'])t|no longer)\\s+(?:agreed|allowed|approved|be|done|granted|happen(?:ed|ing)?|permitted|so|supported|today|true|wanted)",
    '(?:to be|yet to be)\\s+(?:agreed|approved|clarified|confirmed|decided|determined|discussed|reviewed)|no[ -]?go|no (?:way|chance|deal|thanks)',
    '(?:awaiting|awaits|waiting for|waits for|needs?|requires?|pending|depends on|subject to)\\s+(?:(?:a|an|the|further|more|your|their)\\s+)?(?:agreement|approval|clarification|confirmation|consensus|consent|decision|discussion|feedback|legal|ok|permission|review|sign-?off|thought|vote)',
    '(?:under|in) (?:abeyance|consideration|debate|discussion|dispute|doubt|limbo|question|review)|on (?:ice|hold)|depends(?=[\\s.!]*$| on)|correction\\b|instead[:,]|(?:see|done in|moved to) \\S+ instead',
    "we(?:[’']ll| shall| will) see|who knows|hang on|roll back(?=[\\s.!]*$)|won[’']?t ?fix|(?:just|only) (?:a test|testing|kidding|joking)|(?:a |an )?(?:draft|joke|open question)(?=[\\s.!]*$)|actually nothing",
  ].join('|')})`,
  'iu',
);
/** One word speaks of what stands before it, unless it says that this is done. */
const ONE_WORD =
  /^(?!(?:automated|built|checked|covered|done|finished|documented|included|ready|tested|thanks|too)[.!]*$)[\p{Script=Latin}’'-]+[.!]*$/iu;
/** The same of short Chinese ones, which need no subject. */
const CURT_ZH = new RegExp(
  `^(?:${[
    '.{0,6}(?:否决|驳回|搁置|叫停)了?|(?:已经?|[此该这]?[条项]|以上|上述|周.|今天|昨天|后来|又|均|都|全部|被|由.{1,4})*(?:撤回|撤销|收回|作废|废止|废弃|作罢)了?',
    '(?:请)?(?:别|不要|勿|不得|不许)(?:改|动|做|碰|修改|理会)(?:它|这个)?|(?:请)?忽略(?:.{0,4})|算了|还是算了|打住',
    '(?:已|已经|先|暂时)?(?:冻结|暂停|终止|中止|停止|划掉|删除|取消)(?:中|了)?|(?:另行|另案|单独)(?:处理|提出|申请)|(?:移至|移到|改为|由|并入)\\s*#\\d{1,9}.{0,4}',
    '(?:尚?未|没有?|不)(?:获|被|予)?(?:批准|通过|同意|允许|可以|成立|采纳|许可)|禁止|不(?:行|成)|(?:仍?待|等待)(?:批准|审批|确认|评审|讨论|商量|决定|评估)|(?:审批|评审|审核|讨论|评估)中',
    '看情况(?:再说)?|再看(?:看)?|以后|将来|(?:明年|下(?:个|一)(?:版本?|期|季度|迭代|阶段))(?:再(?:说|做|改))?|更正[:：,，]?(?:不.{0,4}|否|取消)|口误|笔误|写错了?|玩笑|开玩笑的?|(?:仅|只是?)(?:测试|玩笑|草稿)',
  ].join('|')})[。.!！]*$`,
  'u',
);

const MARKS = /^[\s>*_~"“”‘’()（）[\]–—-]+|[\s*_~"“”‘’()（）[\]]+$/gu;
/** Longer ones are not read. */
const LONGEST = 80;
/** Words of one that need not be known. */
const FEW = 6;

/** Whether such a sentence takes back, or leaves open, what stands before it. @param said in simplified letters */
export function isCurtDoubt(said: string): boolean {
  if (said.length > LONGEST) return false;
  const plain = said.replaceAll(MARKS, '');
  if (plain.split(/\s+/u).length <= FEW && (CURT_EN.test(plain) || ONE_WORD.test(plain))) return true;
  if (CURT_ZH.test(plain)) return true;
  return CONDITION.test(plain) || (EN.test(plain) && DOUBT_EN.test(plain)) || (ZH.test(plain) && DOUBT_ZH.test(plain));
}
