/** The table of all keys in `docs/policy.md` and `docs/policy.zh-CN.md`, made from their rows, so that the manual says what holds (`npm run docs`). */
import type { Locale } from '../../text/locale.ts';
import { type Key, ROWS } from './keys.ts';
import { MEANINGS_ZH } from './meaning.zh-CN.ts';
import { type Basis, REQUIRED, type Row } from './row.ts';
import { defaultOf } from './whole.ts';

const BEGIN = '<!-- The keys are written by `npm run docs`, from packages/core/policy/key/keys.ts. -->';
const END = '<!-- End of the keys. -->';

interface Words {
  readonly head: string;
  readonly required: string;
  readonly none: string;
  readonly light: (value: string) => string;
  readonly chinese: (value: string) => string;
  /** Between what holds in one case and in another; between the parts of a value. */
  readonly cases: string;
  readonly parts: string;
  readonly of: (row: Row & { readonly key: Key }) => { readonly meaning: string; readonly unsaid?: string | undefined };
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    head: '| key | meaning | default |',
    required: 'must be given',
    none: 'none',
    light: (value) => `${value} in light`,
    chinese: (value) => `${value} in Chinese`,
    cases: '; ',
    parts: ', ',
    of: ({ meaning, more, unsaid }) => ({ meaning: more ? `${meaning} ${more}` : meaning, unsaid }),
  },
  'zh-CN': {
    head: '| 配置项 | 含义 | 默认值 |',
    required: '必填',
    none: '无',
    light: (value) => `轻量模式为 ${value}`,
    chinese: (value) => `中文为 ${value}`,
    cases: '；',
    parts: '、',
    of: ({ key }) => MEANINGS_ZH[key],
  },
};

/** The page with the table as it has to be. @throws Error when the page has no place for it */
export function withKeyTable(page: string, locale: Locale = 'en'): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before === -1 || after < before)
    throw new Error('the page of the policy has lost the marks around its table of keys');
  return `${page.slice(0, before)}${BEGIN}\n\n${keyTable(WORDS[locale])}\n\n${page.slice(after)}`;
}

function keyTable(words: Words): string {
  const lines = ROWS.map((row) => `| \`${row.key}\` | ${words.of(row).meaning} | ${defaultText(row, words)} |`);
  return [words.head, '|---|---|---|', ...lines].join('\n');
}

function defaultText(row: (typeof ROWS)[number], words: Words): string {
  const { unsaid } = words.of(row);
  if (unsaid) return unsaid;
  if (row.default === REQUIRED) return words.required;
  const said = (basis: Basis) => valueText(defaultOf(row, basis), words);
  const usual = said({ profile: 'standard', language: 'en' });
  const light = said({ profile: 'light', language: 'en' });
  const chinese = said({ profile: 'standard', language: 'zh-CN' });
  return [
    usual,
    ...(light === usual ? [] : [words.light(light)]),
    ...(chinese === usual ? [] : [words.chinese(chinese)]),
  ].join(words.cases);
}

/** A value as it is written, or each part of one that has parts. */
function valueText(value: unknown, { none, parts: between }: Words): string {
  if (value === undefined) return none;
  const parts = value !== null && typeof value === 'object' ? Object.values(value) : [value];
  return parts.length === 0
    ? none
    : parts.map((part) => (typeof part === 'number' ? String(part) : `\`${String(part)}\``)).join(between);
}
