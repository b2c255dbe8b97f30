/** A sentence that judges, wherever it stands with a yes, is held to what the yes is held to: whoever writes “approved for staging” below `/approve` has said how far it goes (`rules.md 4.1`). Other sentences are talk. */

import { readable, sentenceInDoubt } from './doubt.ts';
import { endOfAssent, sameWidth } from './plain.ts';
import { clausesOf, holdsBack, MARKED } from './reason.ts';

const GOOD = '(?:good|fine|ok(?:ay)?|great|right|reasonable|alright|all right)';
const I_AM = "(?:(?:i am|i['’]m|we are|we['’]re) )";
/** How a judgement begins. */
const BEGINS = [
  "(?:lgtm|sgtm|ok(?:ay)?|yes|yeah|yep|yup|aye|sure|agreed?|accepted|granted|approve|approved)(?![\\p{L}'’])(?! (?:by|in|at|on) (?:the|our) (?:board|budget)\\b)",
  '\\+ ?\\d|-1',
  'no (?:further |more )?(?:objections?|concerns?|blockers?|reservations)(?!\\p{L})(?! (?:were|was|have|has|had|came|exist))',
  `(?:(?:it|this|that|all|everything) )?(?:looks|sounds|seems|looking) (?:[a-z]+ )?${GOOD}`,
  `${I_AM}?(?:happy|glad|fine|good|ok(?:ay)?|on board|in favou?r|in agreement|satisfied|convinced) (?:to|with|about)`,
  `${I_AM}(?:all )?(?:for|on board|in favou?r|in agreement|satisfied|convinced)`,
  "(?:i|we) (?:[a-z'’]+ )?(?:consent|second|endorse|support|like|love|back|give|grant|do not see|don['’]t see|see no)",
  '(?:permission|approval|consent) (?:given|granted|pending|for)',
  '(?:me too|same here|ditto|likewise|all for it|on board|in agreement)',
  '(?:proceed|continue|carry on|go ahead|ship it|merge|roll (?:it|this|out|back)|make it|get it)(?!\\p{L})',
  "(?:let['’]?s|let us) (?:proceed|continue|roll|start|merge|go ahead|get)",
  '(?:good|fine|safe|ready|nearly ready|almost ready) (?:to|when|soon|after|once)',
  "(?:(?:it|this|that)(?: is|['’]s) )?(?:an?|my|our|one|half a) (?:[a-z]+ )?yes(?!\\p{L})",
  "(?:you(?:['’]ve| have)?|it|this) (?:has|have|gets?|got) (?:my|our) (?:[a-z]+ )?(?:approval|vote|yes|support|consent|ok)",
];
/** Who votes, or says of somebody that they would: what has been decided elsewhere is told in the past. */
const VOTES = [
  "(?:i|we)(?:['’](?:d|ll|ve|m|re))?(?: [a-z'’]+){0,3} (?:approved?|agree|accept|consent|vote)",
  "(?:to|me|us|says|say|can|could|would|may|might|will|should|cannot|not|(?:ca|wo|do)n[’']t|and|or|vs) (?:approve|consent)",
  '(?:agrees|approves|accepts|disagrees?|disapproves?)',
  '(?:nobody|no one|none|nothing|few) (?:agreed?|approved?|accept(?:ed)?)',
];
const OTHERS = '(?:客户|领导|法务|甲方|业主|供应商|老板|大家|对方|用户|委员会|[他她们])';
const VOTES_IN_HAN = `(?<![已经曾都均]|${OTHERS})(?:同意|赞成|赞同|批准|认可)(?!了(?!吗)|[过书后前率性])|批(?=\\d|一半|[一二三四五]期|第)`;
/** How sure of it, or of how much of it, a judgement is. */
const HEDGED_IN_HAN =
  '^我?(?:们)?(?:觉得|认为|感觉|个人)?(?:目前|现阶段|初步|初看|乍看|表面|看起来|看着|看上去|好像|似乎|貌似|估计|总体|整体|大体|大方向|方向|思路|想法|初衷|出发点|主体|前.{1,2}[条步点项]|其他|其余|别的|第.{1,3}[条步点项]|技术|内部|内测|小范围|在小范围|.{0,4}环境).{0,8}(?:没(?:有)?(?:什么)?问题|无异议|没(?:有)?(?:意见|异议)|可以|还行|不错|很好|是好的|可行|OK)(?:的)?$';

const JUDGES = new RegExp(
  `^(?:(?:and|so|well|also|then|hmm+|oh|but|i think|i guess|overall|generally|personally) )*(?:${BEGINS.join('|')})|(?<![\\p{L}])(?:${VOTES.join('|')})(?![\\p{L}])|${VOTES_IN_HAN}|${HEDGED_IN_HAN}`,
  'iu',
);

const SENTENCES = /([.!?;…](?=[\s"'”’)\]]|$|\p{Script=Han})|[。！？；]|\n)/u;
const CLAUSES = /[,，:：–—]|\s-\s|\s(?=but\s)/u;
const MARKS = /^[\s>*#_~"'“”‘’()（）[\]|-]+|[\s*_~"'“”‘’()（）[\]|]+$/gu;
/** Whose act a clause tells of: it is talk. */
const TELLS =
  /^(?:and |so |then )?(?:(?:i|we|you|he|she|they|it|the|this|that|these|those|my|our|your|there|thanks|thank|see you|let me)(?![\p{L}])(?! (?:think|guess|suppose|assume|presume|hope)(?:\s*$| so))|@)|^(?:明天|今天|稍后|晚点|下周)?我们?(?:会|来|去|已|明天|今天|稍后|通知|告诉|发|安排|转告|同步)/iu;

/** Talk that gives the reason of the yes beside it is held as that reason is. */
const GIVES_REASON = /^[\s>*-]*(?:because(?!\p{L})|(?:reasons?|rationale)\s*:|(?:理由|原因)[是为:：]|因为)/iu;

const isPlain = (clause: string): boolean => endOfAssent(sameWidth(clause)) >= clause.length;

/**
 * The words of a judgement that is no plain yes; absent where there are none.
 * @param talk whether what goes on behind a judgement, in the same sentence, has to be plain or to tell of somebody; a reason goes on with facts
 */
export function judgedOtherwise(text: string, talk = false): string | undefined {
  const parts = readable(text).split(SENTENCES);
  for (let at = 0; at < parts.length; at += 2) {
    const isAsked = /[?？]/.test(parts[at + 1] ?? '');
    const found = otherwise(parts[at] ?? '', talk, isAsked);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What somebody says beside their yes that takes it back, holds it back or narrows it; absent where nothing does. */
export function heldBackBy(beside: string | undefined): string | undefined {
  return sentenceInDoubt(beside ?? '') ?? judgedOtherwise(beside ?? '', true);
}

function otherwise(sentence: string, talk: boolean, isAsked: boolean): string | undefined {
  let judged = false;
  if (talk && GIVES_REASON.test(sentence) && !withReason(sentence.replaceAll(MARKS, ''))) return sentence.trim();
  for (const part of sentence.split(CLAUSES)) {
    const clause = part.replaceAll(MARKS, '');
    const judges = JUDGES.test(clause);
    if (judges && (isAsked || !isPlain(clause))) return withReason(clause) ? undefined : clause;
    if (judged && talk && clause !== '' && !isPlain(clause) && !withReason(clause))
      if (!TELLS.test(clause) || holdsBack(clause)) return clause;
    judged ||= judges;
  }
  return undefined;
}

/** Whether it goes on with why, and no more. */
function withReason(clause: string): boolean {
  const rest = clause.slice(endOfAssent(sameWidth(clause)));
  const marked = MARKED.exec(rest);
  return marked !== null && !clausesOf(rest.slice(marked[0].length)).some(holdsBack);
}
