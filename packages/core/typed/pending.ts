/** What a reason for a yes tells of somebody who has yet to speak: their act is still to come, so that the yes may wait for it (`rules.md 4.1`). What the change itself will do is why somebody is for it, and is none. */

const SIGN =
  '(?:(?:counter)?sign|approv|confirm|agree|decid|review|test|check|accept|verif|audit|vot|answer|repl|authori[sz]|ratif)';
const SIGNS = `${SIGN}(?:e?s|ies|e|y)?`;
const SIGNED = `(?:${SIGN}(?:e?d|ied)|done|finished|completed)`;
const SIGNING = `${SIGN}(?:y?ing)`;
const IS = "(?:(?:is|are|am)|(?<=\\p{L})['’](?:s|re|m))";
const WILL = `(?:(?:will|shall|(?<=\\p{L})['’]ll)|${IS} (?:going|about|due|expected|scheduled|planning) to|(?:plans?|intends?|wants?|promised) to)`;
const SOON = '(?: (?:also|still|soon|then|surely|have|hopefully|probably|certainly|shortly))*';
const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const TIME = `(?:tomorrow|tonight|soon|shortly|next [a-z]+|this (?:week|month|quarter|evening|afternoon|${DAY})|(?:on )?${DAY}|in [\\p{L}\\d]+ (?:hours?|days?|weeks?|months?))`;
const SOME = "(?:(?!(?:is|are|was|were) )[\\p{L}\\p{N}'’-]+ ){0,3}";

const ENGLISH = [
  `(?<!(?<!\\p{L})(?:it|this|that) )${WILL}${SOON} ${SIGNS}`,
  `${WILL}${SOON} (?:be|get|have)(?: been)? ${SIGNED}`,
  `${IS} (?:still |now |currently |already )*${SIGNING}`,
  `(?:${SIGNS}) ${SOME}${TIME}`,
  `${TIME} ${SOME}(?:${SIGNS})`,
];
const PENDING = new RegExp(`(?:(?<![\\p{L}\\p{N}])|(?=['’]))(?:${ENGLISH.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

const BY_WHOM =
  '(?:会签|(?<!标|书)签|(?<!分|首|大|一|整)批(?!量|次)|审(?!计)|测试|确认|评审|验收|同意|答复|回复|决定|补充|核对|复核)';
const WHEN =
  '(?:明[天日早晚]|后[天日]|下(?:周|个?月|季度?|星期)|(?:周|星期)[一二三四五六日天末]|月底|年底|月初|今晚|晚些时候|晚点|稍后|随后|回头|尽快|马上|很快|不久|改天|节后|会后|过几天|正在|即将|将|准备|打算)';
const PENDING_IN_CHINESE = new RegExp(
  `(?:${WHEN}(?:(?!已|了|过).){0,4}|(?<!评审|委员|例|董事|理事|大|讨论|论证|专家|周|晨|班|股东|已|经|未|部门|完成)会(?:再|先|来|去|尽快|马上|稍后)?)${BY_WHOM}(?!.{0,2}[过了完毕])`,
  'u',
);

/** Whether a clause, in plain width and in the characters of the mainland, tells of such an act. */
export const isPending = (clause: string): boolean => PENDING.test(clause) || PENDING_IN_CHINESE.test(clause);
