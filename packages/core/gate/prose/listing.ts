/** A block of code that lists files, or takes them up by commands (`rules.md 6.4`). */
import type { Block } from '../../text/block.ts';
import { isBare } from './affirm.ts';
import { readPlain } from './reading.ts';
import { naming, type Place, type Walked } from './said.ts';

/** Languages that are drawn, so that what is written there is not what people see; and those in which a stroke takes a line out. */
const OTHER: readonly string[] = ['mermaid', 'math', 'geojson', 'topojson', 'stl', 'diff', 'patch'];
const isOther = (language = ''): boolean => OTHER.includes(language.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '');

const TAKEN_UP = /^(?:[AMDR]|git (?:add|rm|mv))\s+(?=\S)/;

/** Names, line by line, or commands that take up a file; any other line may be a comment on them. */
export function codeIn({ text, language }: Extract<Block, { kind: 'code' }>, { find, within, above }: Place): Walked {
  const lines = text.split('\n').map((line) => {
    const reading = readPlain(line, find);
    const bare = reading.words.trim().replace(TAKEN_UP, '').replaceAll(/\s+/g, ', ');
    return { reading, isUnderstood: bare === '' || isBare(bare) };
  });
  const odd = isOther(language) ? language : lines.find(({ isUnderstood }) => !isUnderstood)?.reading.words;
  const unclear = within ?? above().line ?? odd;
  const named = lines.flatMap(({ reading }) => reading.spots.map(({ path }) => naming(path, unclear)));
  return { said: named, above: odd === undefined ? above : () => ({ line: odd }) };
}
