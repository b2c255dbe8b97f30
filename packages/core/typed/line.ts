/** Finds the command lines of a comment: what its readers see as a line of its own that begins with a slash, and nothing that stands in another place (`rules.md 6.3`). */

import { readYaml, type YamlBounds } from '../text/yaml.ts';
import { MENTION } from './reading.ts';
import type { SeenLine, SeenPart } from './seen.ts';
import { EXAMPLE_ELEMENTS, LONGEST_COMMENT } from './seen.ts';

export interface CommandLine {
  /** The word behind the slash, as written. */
  readonly word: string;
  /** The rest of the line. */
  readonly rest: string;
  /** Lines below it that belong to it: a YAML block, fenced or not, or more of its text. */
  readonly block: string | undefined;
  /** The same without the paragraphs at the end that say no more of a block: a greeting, a name. */
  readonly own: string | undefined;
  /** Those of them that go on with it: of the same paragraph, and a list or code behind it. */
  readonly rightBelow: string | undefined;
  /** What its author says up to the next command, from a further paragraph on, whatever stands between. */
  readonly after: string | undefined;
  /** Lists, code and tables below it, as long as no further paragraph stands between: their writer means them for the command. */
  readonly blocks: readonly BlockBelow[];
  readonly line: string;
}

export interface BlockBelow {
  /** How it begins. */
  readonly first: string;
  /** It is among the lines that belong to the command. */
  readonly isRead: boolean;
}

/** A line by which somebody may believe to have acted. */
export interface Lookalike {
  readonly line: string;
  /** What stands where the word of a command would. */
  readonly word: string;
  /** What stands before it is a slash, and nothing that only may be one. */
  readonly isSlash: boolean;
  /** It stands in another place than among the comment's own lines. */
  readonly isApart?: true | undefined;
  /** It would have been a command, had it stood in the comment's own text. */
  readonly isElsewhere: boolean;
  /** Nothing of the comment was read, for its sake. */
  readonly isUnread?: true | undefined;
}

export interface Lines {
  readonly commands: readonly CommandLine[];
  /** What its author says before the first of them. */
  readonly before: string | undefined;
  readonly lookalikes: readonly Lookalike[];
}

/** More than this is no conversation: the comment is answered with a sentence and nothing is done. */
export const MOST_LINES = 30;
/** A plan of two hundred steps takes a third of it. */
const BLOCK: YamlBounds = { characters: 32_768, tokens: 32_768, depth: 12, aliases: 0 };

/** What takes no room, as editors and copying leave it; marks of direction are none of it, since they change what is read. */
const ROOM = '(?:[\\u00ad\\u200b\\u200c\\u2060\\ufeff]|\\u200d|\\ufe0f)';
const BLANK = '[\\p{Zs}\\t]';
/** Nobody sees these, whatever else they do. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A slash, a word, and then white space, a mark that ends a clause, or the end: `/approve, it fits` is a command; `/usr/bin`,
 * `/review.md` and `/etc` inside a sentence are none. The slash of full width and `/、` are what Chinese input methods make of one.
 */
const COMMAND = new RegExp(
  `^(?:${BLANK}|${ROOM})*[/／](?:${ROOM}|、)*([\\p{L}](?:${ROOM}*[\\p{L}\\p{N}-]){0,29})${ROOM}*(?:[,;:.!]?(?:${BLANK}+(.*))?|[，；：。！]+(.*))$`,
  'u',
);

/**
 * What people put in front of a line that is no word: somebody's name, a picture, a box, a mark of a list, an emoji, an arrow, a tag that is
 * not seen, brackets and other marks. Not what begins a path, a cell or an address, nor what Markdown shows by itself. Taken one after the
 * other and never again, so that no line costs more than its length.
 */
const IN_FRONT = [
  `!\\[[^\\[\\]]{0,200}\\](?:\\([^()]{0,500}\\)|\\[[^\\[\\]]{0,200}\\])?`,
  `[@＠][\\p{L}\\p{N}_-]{1,60}(?:[/:][\\p{L}\\p{N}_-]{1,60}){0,3}(?:\\[bot\\])?(?=[^\\p{L}\\p{N}_/／-])`,
  `\\[[\\sxX✓✔]?\\]`,
  ':[\\w+-]{1,40}:',
  '[-=~]{1,9}>',
  `<(?!(?:${[...EXAMPLE_ELEMENTS, 'p'].join('|')})\\b)[a-z][^<>]{0,300}>`,
  '</(?!p\\b)[a-z][^<>]{0,300}>',
  '[\\p{Nd}一二三四五六七八九十]{1,3}[、.．)）：]',
  '\\p{Nd}\\u20e3',
  '[A-Za-z][.)）]',
  '\\.+(?=[\\p{Zs}\\t])',
  '[^\\p{L}\\p{N}/／\\\\÷⁄∕⧸╱、。?？~.|$%@＠#<>`!\\[:=-]+|\\p{No}|[!\\[:=-]',
].join('|');
const FRONT = new RegExp(IN_FRONT, 'uy');
/** A mark of code that has no other one is no more than a mark. */
const FRONT_OR_LONE = new RegExp(`${IN_FRONT}|\``, 'uy');
/** More of it is no line that somebody meant. */
const MOST_IN_FRONT = 40;
/** Another slash, or more of them; blanks, brackets or other marks behind it; a word, and what stands behind that up to a blank. */
const NEARLY =
  /^((?:[/／、\\÷⁄∕⧸╱。?？]|[.．](?=\p{Script=Han}))[\p{Zs}\t、/／。，,"'“”‘’()（）[\]【】「」『』《》〈〉*_-]{0,20})(\p{L}[\p{L}\p{N}_-]{0,60})([^\p{Zs}\t]*)/u;
/** By these a line is a path, an address or a formula, and no command; `.` and `#` where a name of a file or of a place in it follows. */
const PATH = /^(?:[\\/_~=&%$\p{L}\p{N}]|@v?\d|\.\p{N}|#[^\d])/u;
const OF_FILE =
  /^\.(?:md|html?|[jt]sx?|[cm][jt]s|json|ya?ml|toml|txt|py|go|rs|java|kts?|cs|php|rb|p[lm]|sh|bat|ps1|css|s[ac]ss|less|svg|png|jpe?g|gif|pdf|xml|csv|docx?|xlsx?|pptx?|log|sql|lock|cfg|conf|ini|env|zip|gz|tar|exe|dll|so|c|h|cpp|hpp|swift|vue|aspx?|jsp|do|action|proto|rst|ipynb)(?![\p{L}\p{N}])/iu;
/** Marks alone behind a word (`/批准~`, `/approve...`, `/批准+1`) make no path of it. */
const MARKS = /^(?:[^\p{L}\p{N}]|\+\d{1,3}(?!\d))*$/u;

/** Command lines in the order in which they stand, and lines that may have been meant as such. */
export function linesIn(parts: readonly SeenPart[]): Lines {
  const lines = new Collected();
  for (const [at, part] of parts.entries()) lines.take(part, at);
  return lines.whole();
}

type Found = Omit<CommandLine, 'block' | 'own' | 'rightBelow' | 'after' | 'blocks'> & {
  readonly below: Below[];
  readonly after: string[];
  readonly blocks: BlockBelow[];
};

/** What a comment's parts come to, one after another. */
class Collected {
  readonly #found: Found[] = [];
  readonly #before: string[] = [];
  readonly #lookalikes: Lookalike[] = [];
  /** What comes next goes on with a command. */
  #open = false;
  /** … of the same paragraph, or a list or code behind it. */
  #isRight = false;
  /** A command, and lists, code and tables below it alone. */
  #isBelow = false;

  take(part: SeenPart, at: number): void {
    switch (part.kind) {
      case 'text':
        if (!part.isNext) [this.#isRight, this.#isBelow] = [false, false];
        for (const line of part.lines) this.#takeLine(line, at);
        break;
      case 'code':
        this.#noteBlock(part.written);
        if (this.#open) {
          this.#goOn(part.written);
          this.#say(part.written);
        }
        this.#elsewhere(part.lines ?? []);
        this.#open = false;
        break;
      // `steps:` with dashes below it is a list to Markdown and a block to us, as long as it follows a command directly.
      case 'list':
        this.#noteBlock(part.written);
        if (this.#open) this.#goOn(part.written);
        this.#say(part.written);
        this.#elsewhere(part.lines);
        break;
      case 'quote':
        if (this.#open && part.isRightBelow) this.#goOn(part.written);
        this.#elsewhere(part.lines);
        [this.#open, this.#isBelow] = [false, false];
        this.#say(...part.lines);
        break;
      case 'apart':
        this.#elsewhere(part.lines, part.isUnread);
        this.#open = false;
        if (part.table === undefined) this.#isBelow = false;
        else this.#noteBlock(part.table);
        this.#say(...part.lines);
    }
  }

  whole(): Lines {
    const commands = this.#found.map(({ word, rest, line, below, after, blocks }) => {
      const right = below.filter(({ isRight }) => isRight);
      const textOf = (lines: readonly Below[]) => joined(lines.map(({ text }) => text));
      const own = textOf(withoutTalk(below, rest !== ''));
      return { word, rest, line, block: textOf(below), own, rightBelow: textOf(right), after: joined(after), blocks };
    });
    return { commands, before: joined(this.#before), lookalikes: this.#lookalikes };
  }

  /** @param paragraph which one it stands in */
  #takeLine(line: SeenLine, paragraph: number): void {
    const command = line.held ? undefined : commandIn(line);
    if (command) {
      this.#found.push({ ...command, below: [], after: [], blocks: [] });
      [this.#open, this.#isRight, this.#isBelow] = [true, true, true];
      return;
    }
    if (line.held === 'told') this.#elsewhere([line.shown]);
    const one = line.held ? undefined : nearly(line.shown);
    if (one) this.#lookalikes.push({ ...one, isElsewhere: false });
    if (this.#open) this.#goOn(line.written, paragraph);
    if (line.held !== 'silent') this.#say(line.shown);
  }

  #goOn(text: string, paragraph?: number): void {
    const isRight = this.#isRight;
    this.#found.at(-1)?.below.push({ text, isRight, ...(isRight || paragraph === undefined ? {} : { paragraph }) });
  }

  /** What is no command's own, whoever its writer thought of. */
  #say(...lines: readonly string[]): void {
    if (!this.#open || !this.#isRight) for (const each of lines) (this.#found.at(-1)?.after ?? this.#before).push(each);
  }

  #noteBlock(text: string): void {
    const first = text.split('\n').find((line) => line.trim() !== '');
    if (this.#isBelow && first !== undefined)
      this.#found.at(-1)?.blocks.push({ first: first.trim(), isRead: this.#open });
  }

  #elsewhere(lines: readonly string[], isUnread?: true): void {
    for (const line of lines) {
      const one = nearly(line);
      const isElsewhere = one !== undefined && COMMAND.test(line.trimEnd());
      if (one) this.#lookalikes.push({ ...one, isApart: true, isElsewhere, isUnread });
    }
  }
}

interface Below {
  readonly text: string;
  readonly isRight: boolean;
  /** Which further paragraph it stands in, if it does. */
  readonly paragraph?: number;
}

/** What says more of a block: a key, or a score. */
const SAYS_MORE = /^[^:：]{1,40}[:：]|\d\s*[xX×*]\s*\d/;

/** Paragraphs at the end that go on with nothing; the only one that says anything is no talk. */
function withoutTalk(below: readonly Below[], isSaid: boolean): readonly Below[] {
  const { paragraph } = below.at(-1) ?? {};
  if (paragraph === undefined) return below;
  const last = below.filter((one) => one.paragraph === paragraph);
  const before = below.slice(0, -last.length);
  const isTalk = (isSaid || before.length > 0) && !last.some(({ text }) => SAYS_MORE.test(text));
  return isTalk ? withoutTalk(before, isSaid) : below;
}

function joined(lines: readonly string[]): string | undefined {
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function commandIn({ shown, written }: SeenLine): Pick<CommandLine, 'word' | 'rest' | 'line'> | undefined {
  const seen = COMMAND.exec(shown.trimEnd());
  if (!seen) return undefined;
  // Its argument as it was typed, where the line begins so: a star between two figures is no emphasis to whoever wrote it.
  const typed = COMMAND.exec(written.trimEnd());
  const [, word = '', rest, after] = typed && typed[1] === seen[1] ? typed : seen;
  return {
    word: word.replaceAll(UNSEEN, ''),
    rest: (rest ?? after ?? '').trim(),
    line: (typed ? written : shown).trim(),
  };
}

function nearly(line: string): Pick<Lookalike, 'line' | 'word' | 'isSlash'> | undefined {
  const plain = line.replaceAll(UNSEEN, '');
  const [, slash = '', word, after = ''] = NEARLY.exec(plain.slice(endOfFront(plain))) ?? [];
  const isPath = !MARKS.test(after) && (PATH.test(after) || OF_FILE.test(after));
  if (word === undefined || isPath) return undefined;
  return { line: line.trim(), word: word.replace(/_+$/, ''), isSlash: /[/／\\]/.test(slash) };
}

/** Where what stands in front of a line ends. */
function endOfFront(line: string): number {
  const front = line.includes('`') && line.split('`').length % 2 === 0 ? FRONT_OR_LONE : FRONT;
  let at = 0;
  for (let count = 0; count < MOST_IN_FRONT; count += 1) {
    front.lastIndex = at;
    if (!front.test(line)) break;
    at = front.lastIndex;
  }
  return at;
}

/** The block as a mapping; `undefined` when it is not one. Names that begin with `@` need no quotes. */
export function blockOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  // Chinese input methods write a colon of full width.
  const colons = text.replaceAll(/^([ \t]*(?:-[ \t]+)?[^\s:："'#-][^\n:："'#]{0,29})：[ \t]*/gm, '$1: ');
  const quoted = colons.replaceAll(/(^|[:[,-]\s*)(@[\w-]+(?::[\w-]+)*(?:\[bot\])?)(?=\s*(?:[,\]}]|$))/gm, '$1"$2"');
  const read = readYaml(quoted, BLOCK);
  if (read.kind !== 'read') return undefined;
  const { value } = read;
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** No tracker has longer ones. */
const LONGEST_NAME = 128;

/** Logins that a comment names, for looking them up before it is read. */
export function mentionedLogins(comment: string): readonly string[] {
  const found = comment.slice(0, LONGEST_COMMENT).match(new RegExp(MENTION, 'gi')) ?? [];
  const names = found.map((name) => name.slice(1).toLowerCase()).filter(({ length }) => length <= LONGEST_NAME);
  return [...new Set(names)].slice(0, 50);
}
