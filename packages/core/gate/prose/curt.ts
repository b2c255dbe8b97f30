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

const MARKS = /^[\s>*_~"“”‘’()（）[\]–—-]+|[\s*_~"“”‘’()（）[\]]+$/gu;
/** Longer ones are not read. */
const LONGEST = 80;

/** Whether such a sentence takes back, or leaves open, what stands before it. @param said in simplified letters */
export function isCurtDoubt(said: string): boolean {
  if (said.length > LONGEST) return false;
  const plain = said.replaceAll(MARKS, '');
  return CONDITION.test(plain) || (EN.test(plain) && DOUBT_EN.test(plain)) || (ZH.test(plain) && DOUBT_ZH.test(plain));
}
