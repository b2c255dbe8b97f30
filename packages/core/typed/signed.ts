/** The name at the end of a letter: whoever signs is no part of what is said, and a decision in a name's place is no name (`rules.md 4.1`). */

import { simplified } from '../text/simplified.ts';
import { CLASS_WORDS, DIMENSION_WORDS, SEAT_WORDS, STAGE_WORDS } from './word.ts';

/** Whoever signs says by such a word that a name follows. */
const SIGNED =
  /(?:^|[\s,.!])(?:(?:(?:[Ww]ith )?(?:[Bb]est|[Kk]ind|[Ww]arm|[Mm]any) )?(?:[Rr]egards|[Gg]reetings|[Ww]ishes)|[Cc]heers|[Tt]hanks|[Tt]hank you|[Tt]hx|BR|[Ss]incerely)\s*[,，!.\n][\s,，!.-]*((?:\p{Lu}[\p{L}'’.-]*\s+){0,2}\p{Lu}[\p{L}'’.-]*)\s*$|(?:此致\s*敬礼|此致|敬礼|祝好|顺祝商祺)[\s,，!！。]+(\p{Script=Han}{2,3})\s*$/u;

const DECISION =
  '(?:(?:postpon|deferr?|delay|declin|den(?:y|i)|refus|reject|hold|held|paus|stop+|wait|cancel+|abort|block|revis|rework|redo|revert|withdr[ae]w|retract|revok|reconsider|condition|partial|suspend|freez|froz|park|skip+|drop+|escalat|clarif|discuss|disagree|disapprov|object|abstain|veto|undecid|unapprov|revisit|resubmit)(?:e?[sd]|e|n|en|ing|ed|al|ally|ly|y|ion|ment|ation)?)';
/** What says when, how far, or no, and is nobody's name. */
const LIMIT =
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tonight|tomorrow|later|soon|next|weeks?|months?|years?|phase|step|part|staging|production|test(?:ing)?|only|not|no|nope|never|none|if|once|when|until|unless|after|before|on|off|first|then|maybe|perhaps|pending|yet|draft|wip|tb[acd]|[ls]gtm|approv(?:e|ed|al)|agreed?|yes|okay|ok|accept(?:ed)?|granted)';
const NO_NAME = new RegExp(`(?<![\\p{L}])(?:${DECISION}|${LIMIT})(?![\\p{L}])`, 'iu');
/** A decision that is said alone, or of the matter. */
const DECIDED = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:please |let us |let['’]s |to be |i |we |better )?${DECISION}(?: (?:it|this|that|the (?:change|request|merge|release|start))(?![\\p{L}]))?(?:[^\\p{L}\\p{N}]*$| (?:until|till|to|by|for|pending|please)(?![\\p{L}]))`,
  'iu',
);
const DECIDED_IN_HAN =
  /^[^\p{L}\p{N}]*(?:请|先|建议|应)?(?:推迟|延期|延后|暂缓|缓(?:一缓|议|行|办)?|搁置|中止|停止|暂停|驳回|否决|退回|重议|再议|另议|改期|待定|弃权|撤回|取消|重审|不批|不准|不可|不行)(?:处理|执行|实施|上线|吧|为好)?[^\p{L}\p{N}]*$/u;

/** Family names are a closed class in Chinese. */
const FAMILY =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫屈鲍覃霍翁隋甘景薄包司柏宁柯阮桂闵柴华车冉房边吉饶刁瞿戚丘古米池滕晋苑邬臧宫上诸張陳楊趙黃吳孫馬羅鄭謝韓馮蕭許蘇盧蔣賈葉閻鍾範譚鄒陸龍錢湯賴龔顏嚴溫魯韋畢聶叢齊莊塗';
const NO_NAME_IN_HAN = /[前后再缓延推迟否不待等须需限仅只暂未停驳拒]/u;

/** What a command is about: a seat, an estimate, a class or a stage. Said with a yes, it says whose or how much of it. */
const SPOKEN_OF = new Set(
  [SEAT_WORDS, DIMENSION_WORDS, CLASS_WORDS, STAGE_WORDS].flatMap((words) =>
    Object.entries(words).flatMap(([word, others]) => [word, ...others].flatMap((one) => one.split(/[ -]/))),
  ),
);
/** Parts of a whole, places and times, which more than people are called by. */
const PART =
  /^(?:prod|dev|uat|qa|demo|pilot|trial|sandbox|beta|alpha|canary|stage|backend|frontend|api|web|app|mobile|server|client|database|db|docs?|infra|core|main|release|legal|security|finance|sales|support|europe|asia|china|emea|apac|us|eu|uk|half|q\d|v\d+|\d+)$/iu;
const PART_IN_HAN =
  /第.|[本下上每](?:周|月|季)|[一二三四五六七八九十两前后][期步段月]|[月年周季]末|[月年]底|阶段|部分|环境|测试|生产|试点|本次/u;

/** Whether words in a name's place say when, how far, of what, or no: such a name is none, whoever bears it. */
export function isNoName(name: string): boolean {
  const plain = simplified(name);
  const family = FAMILY.includes(name.charAt(0)) ? 1 : 0;
  const given = [...plain].slice(family).join('');
  if (/^\p{Script=Han}+$/u.test(plain))
    return (
      SPOKEN_OF.has(plain) ||
      NO_NAME_IN_HAN.test(given) ||
      PART_IN_HAN.test(plain) ||
      /^周[一二三四五六日天末]$/u.test(plain)
    );
  const words = plain.split(/[\s._-]+/).filter(Boolean);
  return NO_NAME.test(words.join(' ')) || words.some((one) => SPOKEN_OF.has(one.toLowerCase()) || PART.test(one));
}

/** A letter's end is no longer; more is not looked at. */
const LONGEST_END = 200;

/** A text without the name at its end, where a word of a letter says that one follows, and the name takes nothing back. */
export function withoutName(text: string, takesBack: (name: string) => boolean): string {
  const [, name = '', inHan = ''] = SIGNED.exec(text.slice(-LONGEST_END)) ?? [];
  const isName = name ? !isNoName(name) : FAMILY.includes(inHan.charAt(0)) && !isNoName(inHan);
  const signed = name || inHan;
  return signed && isName && !takesBack(signed) ? text.slice(0, text.lastIndexOf(signed)) : text;
}

/** Whether a sentence beside a yes, in plain width and in the characters of the mainland, is a decision of another kind: whoever signs by it means it. */
export function decidesOtherwise(sentence: string): boolean {
  return DECIDED.test(sentence) || DECIDED_IN_HAN.test(sentence);
}
