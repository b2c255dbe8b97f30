/** Numbers in words, where a unit stands behind them: 三天, 五万元, `two weeks`. Elsewhere 一 and `a` are words like others. */

const DIGITS = '零一二三四五六七八九';
const OTHER_DIGITS: Readonly<Record<string, string>> = {
  ...{
    〇: '零',
    两: '二',
    兩: '二',
    壹: '一',
    贰: '二',
    叁: '三',
    肆: '四',
    伍: '五',
    陆: '六',
    柒: '七',
    捌: '八',
    玖: '九',
  },
  ...{ 拾: '十', 佰: '百', 仟: '千', 萬: '万', 億: '亿' },
};
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const GROUPS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

const HAN = `[${DIGITS}${Object.keys(OTHER_DIGITS).join('')}十百千万亿]`;
const HAN_UNIT =
  '(?=\\s*(?:个(?:半)?)?(?:工作日|自然日|天|日(?!元)|周|星期|礼拜|月|季度|小时|人天|人日|人月|人时|工时|元|块|人民币|圆|美元|欧元|日元|港元|港币|美金))';
const IN_HAN = new RegExp(`(?<![\\d.第])${HAN}{1,12}${HAN_UNIT}`, 'gu');
/** An amount with nothing behind it. */
const ALONE = new RegExp(`(?<![\\d.\\p{L}])${HAN}{1,12}[千万亿](?![\\p{L}\\d])`, 'gu');

const ENGLISH = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const IN_ENGLISH = new RegExp(
  `(?<!\\bhalf )\\b(an?|${ENGLISH.join('|')})(?=[ -]+(?:(?:working|business|calendar|person)[ -]+)?(?:hours?|days?|weeks?|months?)\\b)`,
  'gi',
);

/** The same text with figures; what is no number that counts stays as it is. */
export function withFigures(text: string): string {
  return text
    .replaceAll(IN_HAN, (words) => inFigures(words) ?? words)
    .replaceAll(ALONE, (words) => inFigures(words) ?? words)
    .replaceAll(IN_ENGLISH, (word) => String(Math.max(0, ENGLISH.indexOf(word.toLowerCase())) + 1));
}

/** @returns `undefined` for 三五 and the like, which leave open how many */
function inFigures(words: string): string | undefined {
  let total = 0;
  let group = 0;
  let digit: number | undefined;
  for (const written of words) {
    const one = OTHER_DIGITS[written] ?? written;
    const value = DIGITS.indexOf(one);
    if (value >= 0) {
      if (digit !== undefined && digit > 0) return undefined;
      digit = value;
      continue;
    }
    if (one in PLACES) group += (digit ?? (group === 0 && one === '十' ? 1 : 0)) * (PLACES[one] ?? 0);
    else {
      total = (total + group + (digit ?? 0)) * (GROUPS[one] ?? 1);
      group = 0;
    }
    digit = undefined;
  }
  const sum = total + group + (digit ?? 0);
  return sum > 0 || /^[零〇]$/.test(words) ? String(sum) : undefined;
}
