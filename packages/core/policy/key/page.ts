/** The table of all keys in `docs/policy.md`, made from their rows, so that the manual says what holds (`npm run docs`). */
import { ROWS } from './keys.ts';
import { type Basis, REQUIRED, type Row } from './row.ts';
import { defaultOf } from './whole.ts';

const BEGIN = '<!-- The keys are written by `npm run docs`, from packages/core/policy/key/keys.ts. -->';
const END = '<!-- End of the keys. -->';

/** The page with the table as it has to be. @throws Error when the page has no place for it */
export function withKeyTable(page: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before === -1 || after < before) throw new Error('docs/policy.md has lost the marks around its table of keys');
  return `${page.slice(0, before)}${BEGIN}\n\n${keyTable()}\n\n${page.slice(after)}`;
}

function keyTable(): string {
  const lines = ROWS.map((row) => {
    const meaning = row.more ? `${row.meaning} ${row.more}` : row.meaning;
    return `| \`${row.key}\` | ${meaning} | ${defaultText(row)} |`;
  });
  return ['| key | meaning | default |', '|---|---|---|', ...lines].join('\n');
}

function defaultText(row: Row): string {
  if (row.unsaid) return row.unsaid;
  if (row.default === REQUIRED) return 'must be given';
  const said = (basis: Basis) => valueText(defaultOf(row, basis));
  const usual = said({ profile: 'standard', language: 'en' });
  const light = said({ profile: 'light', language: 'en' });
  const chinese = said({ profile: 'standard', language: 'zh-CN' });
  return [
    usual,
    ...(light === usual ? [] : [`${light} in light`]),
    ...(chinese === usual ? [] : [`${chinese} in Chinese`]),
  ].join('; ');
}

/** A value as it is written, or each part of one that has parts. */
function valueText(value: unknown): string {
  if (value === undefined) return 'none';
  const parts = value !== null && typeof value === 'object' ? Object.values(value) : [value];
  return parts.length === 0
    ? 'none'
    : parts.map((part) => (typeof part === 'number' ? String(part) : `\`${String(part)}\``)).join(', ');
}
