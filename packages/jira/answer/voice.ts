/** A sentence of the core as pieces that UI Kit can draw: words, commands to be typed, and keys of issues. */
import { type Edge, type Setting, type Speaker, speaker, type Value } from '@countersign/core/view/sentence.ts';
import type { Part, Said } from '../port/data.ts';

/*
 * Sentences are said as one text, because every language orders its parts as it likes. Marks from Unicode's private area keep
 * the pieces apart; whatever a person wrote is freed of these marks first and cannot pretend to be a command or an issue.
 */
const CODE = '\uE100';
const ISSUE = '\uE101';
const TICK = '\uE102';
/** Around the word for the viewer: Chinese writes a blank beside a name, and none beside “您”. */
const YOU = '\uE103';
const MARKS = /[\uE100-\uE103]/g;

const ISSUE_KEY = /^[A-Z][A-Z0-9_]{1,30}-\d{1,10}$/;

const clean = (text: string) => text.replaceAll(MARKS, '').replaceAll('`', TICK);

const EDGE: Omit<Edge, 'person'> = {
  foreign: clean,
  reference: (label) => (ISSUE_KEY.test(label) ? `${ISSUE}${label}${ISSUE}` : clean(label)),
  code: (text) => `${CODE}${text.replaceAll(MARKS, '')}${CODE}`,
};

export interface Voice {
  readonly setting: Setting;
  /** The sentence as pieces, beginning with a capital. */
  readonly say: (value: Value) => Said;
  /** The same in the middle of a line. */
  readonly part: (value: Value) => Said;
  /** The sentence as plain words, for places that hold nothing else. */
  readonly plain: (value: Value) => string;
}

/** @param setting `you`: the viewer is called so instead of by name. */
export function voice(setting: Setting & { readonly you?: { readonly id: string; readonly name: string } }): Voice {
  const { you } = setting;
  const person: Edge['person'] = (one) => (one.id === you?.id ? `${YOU}${you.name}${YOU}` : clean(one.name));
  const speak: Speaker = speaker(setting, { ...EDGE, person });
  const blanks = setting.locale === 'zh-CN' ? / ?\uE103([^\uE103]*)\uE103 ?/g : /\uE103([^\uE103]*)\uE103/g;
  const said = (value: Value) => speak(value).replaceAll(blanks, '$1');
  // What somebody wrote stays as they wrote it.
  const begin = (value: Value) => (typeof value === 'string' ? said(value) : capitalised(said(value)));
  return {
    setting,
    say: (value) => partsOf(begin(value)),
    part: (value) => partsOf(said(value)),
    plain: (value) =>
      partsOf(begin(value))
        .map((part) => part.text)
        .join(''),
  };
}

/** Words of ours that never hold a mark. */
export function plainly(text: string): Said {
  return [{ kind: 'text', text }];
}

function capitalised(text: string): string {
  return /^[a-z]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Backquotes of the catalogues mark commands, too. */
function partsOf(text: string): Said {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(/\uE100([^\uE100]*)\uE100|\uE101([^\uE101]*)\uE101|`([^`]*)`/g)) {
    const [whole, code, issue, typed] = found;
    push(parts, 'text', text.slice(at, found.index));
    if (issue === undefined) push(parts, 'code', code ?? typed ?? '');
    else push(parts, 'issue', issue);
    at = found.index + whole.length;
  }
  push(parts, 'text', text.slice(at));
  return parts;
}

function push(parts: Part[], kind: Part['kind'], text: string): void {
  if (text !== '') parts.push({ kind, text: text.replaceAll(TICK, '`') });
}
