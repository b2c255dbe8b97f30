/** Writes answers into an issue's body: what was not edited stays as it is, letter by letter, and what was is read back as it was typed. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { markdownParts, type Part } from '@countersign/core/text/markdown.ts';
import { type FieldId, FORM_FIELDS, fieldWith } from '@countersign/core/view/field.ts';
import { type Profile, type Section, sectionsOf } from './sections.ts';

/** Answers as they stand in a body, or are to stand there; an empty one was not given. */
export type RawAnswers = ReadonlyMap<FieldId, string>;

/**
 * Why an answer cannot be written as it is: GitHub would take it for the heading of another question; it would change how other answers are read, or be read
 * otherwise itself; it has letters that no record holds; or the body is too long with it.
 */
export type Unwritable = 'names-a-question' | 'not-by-itself' | 'not-held' | 'too-long';

/** GitHub's own limits, in characters. https://docs.github.com/en/rest/issues/issues#create-an-issue */
export const LONGEST_BODY = 65_536;
export const LONGEST_TITLE = 256;

/** What GitHub's own form writes for an answer that was not given, whatever the language. */
const NO_ANSWER = '_No response_';
const GIVES_NONE = /^_?(?:no response|未填写)_?$/i;

/** The lines of one question: its heading, what it was answered, and what stands below a heading of the writer's own. */
interface Chunk {
  readonly field: FieldId | undefined;
  readonly heading: string;
  readonly answer: string;
  readonly own: string;
}

const isText = (field: FieldId | undefined): boolean => field !== undefined && fieldWith(field).kind === 'textarea';

/** A text as a form's field gives it: one kind of line end, and no empty lines around it. */
export function typedAnswer(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .replace(/[ \t\n]+$/, '');
}

function chunksOf(body: string, sections: readonly Section[]): readonly Chunk[] {
  const lines = body.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const between = (from: number, to: number): string => lines.slice(from, to).join('');
  return sections.map(({ field, heading, own }, at): Chunk => {
    const begins = heading[0]?.line ?? -1;
    const ends = sections[at + 1]?.heading[0]?.line ?? lines.length;
    // An answer in words goes on below a heading of its writer's own; a choice, a name or an estimate does not.
    const answered = isText(field) ? ends : (own[0]?.line ?? ends);
    return {
      field,
      heading: between(Math.max(0, begins), begins + 1),
      answer: between(begins + 1, answered),
      own: between(answered, ends),
    };
  });
}

function answerOf(chunk: Chunk): string {
  const typed = typedAnswer(chunk.answer);
  return GIVES_NONE.test(typed) ? '' : typed;
}

/** What stands below each question that the body has; what is answered twice stands there in full. */
export function answersIn(body: string, profile: Profile): RawAnswers {
  const found = new Map<FieldId, string>();
  for (const chunk of chunksOf(body, sectionsOf(markdownParts(body) ?? [], profile))) {
    if (chunk.field === undefined) continue;
    const before = found.get(chunk.field);
    const here = answerOf(chunk);
    found.set(chunk.field, before && here ? `${before}\n\n${here}` : before || here);
  }
  return found;
}

interface Form {
  readonly profile: Profile;
  /** In which a question that the body lacks is headed. */
  readonly locale: Locale;
}

/** What GitHub's own form writes where nothing is answered. */
export function blankBody({ profile, locale }: Form): string {
  return FORM_FIELDS.filter(({ [profile]: asked }) => asked !== 'no')
    .map(({ label, kind, options = [] }) => {
      const none = kind === 'checkboxes' ? options.map((one) => `- [ ] ${one.label[locale]}`).join('\n') : NO_ANSWER;
      return `### ${label[locale]}\n\n${none}`;
    })
    .join('\n\n');
}

/** The body with these answers, or which of them cannot be written and why. */
export function withAnswers(
  body: string,
  edited: RawAnswers,
  form: Form,
): { readonly body: string } | { readonly field: FieldId; readonly why: Unwritable } {
  const fields = FORM_FIELDS.filter(({ id, [form.profile]: asked }) => asked !== 'no' && edited.has(id));
  let written = body;
  for (const { id } of fields) {
    const next = withAnswer(written, id, edited.get(id) ?? '', form);
    if (typeof next !== 'string') return { field: id, why: next.why };
    written = next;
  }
  const [longest] = [...edited].sort(([, one], [, other]) => other.length - one.length);
  if (longest && [...written].length > LONGEST_BODY) return { field: longest[0], why: 'too-long' };
  return { body: written };
}

function withAnswer(body: string, field: FieldId, answer: string, form: Form): string | { readonly why: Unwritable } {
  if (!isHeld(answer)) return { why: 'not-held' };
  const sections = partsIn(body, form.profile);
  if (!sections) return { why: 'not-by-itself' };
  const headed = partsIn(answer, form.profile);
  if (headed && headed.length > 1) return { why: 'names-a-question' };
  const chunks = chunksOf(body, sections);
  for (const text of [answer, ...(isText(field) ? fencesShut(answer) : [])]) {
    const next = composed(chunks, field, text || NO_ANSWER, body.includes('\r\n') ? '\r\n' : '\n', form.locale);
    if (isReadBack(sections, next, field, text || NO_ANSWER, answer || NO_ANSWER, form.profile)) return next;
  }
  return { why: 'not-by-itself' };
}

/** Letters that no record holds are nobody's words. */
export const isHeld = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

const partsIn = (body: string, profile: Profile): readonly Section[] | undefined => {
  const parts = markdownParts(body);
  return parts && sectionsOf(parts, profile);
};

/** A block of code that nobody has shut reaches to the end of the text: shut, it says the same, and nothing of what comes after it. */
function fencesShut(answer: string): readonly string[] {
  return ['`', '~'].flatMap((mark) => {
    const runs = answer.match(new RegExp(`(?<=^|\\n) {0,3}${mark}{3,}`, 'g')) ?? [];
    const longest = Math.max(0, ...runs.map((run) => run.trim().length));
    return longest > 0 ? [`${answer}\n${mark.repeat(longest)}`] : [];
  });
}

function composed(chunks: readonly Chunk[], field: FieldId, answer: string, end: string, locale: Locale): string {
  const lines = answer.replaceAll('\n', end);
  const first = chunks.find((chunk) => chunk.field === field);
  const order = FORM_FIELDS.map(({ id }) => id);
  if (first)
    return chunks
      .flatMap((chunk, at): readonly string[] => {
        if (chunk.field !== field) return [chunk.heading, chunk.answer, chunk.own];
        // What was answered twice is one answer from now on.
        if (chunk !== first) return [chunk.own];
        const isLast = at === chunks.length - 1 && chunk.own === '';
        return [chunk.heading, replaced(chunk, lines, end, isLast), chunk.own];
      })
      .join('');
  const later = chunks.findIndex(
    (chunk) => chunk.field !== undefined && order.indexOf(chunk.field) > order.indexOf(field),
  );
  const at = later < 0 ? chunks.length : later;
  const textOf = (some: readonly Chunk[]): string =>
    some.map((chunk) => chunk.heading + chunk.answer + chunk.own).join('');
  const [before, after] = [textOf(chunks.slice(0, at)), textOf(chunks.slice(at))];
  const gap = before.trim() === '' || EMPTY_LINE.test(before) ? '' : /[\r\n]$/.test(before) ? end : end + end;
  return `${before}${gap}### ${fieldWith(field).label[locale]}${end}${end}${lines}${after === '' ? '' : end + end}${after}`;
}

const EMPTY_LINE = /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/;

/** The answer in the place of the former one, with the empty lines that stood around that. */
function replaced({ heading, answer }: Chunk, lines: string, end: string, isLast: boolean): string {
  const [lead = ''] = /^(?:[ \t]*(?:\r\n|\r|\n))*/.exec(answer) ?? [];
  const rest = answer.slice(lead.length).replace(/[ \t\r\n]+$/, '');
  const trail = answer.slice(lead.length + rest.length);
  const isHeadEnded = /[\r\n]$/.test(heading);
  const before = rest === '' ? (isHeadEnded ? end : end + end) : lead;
  const breaks = trail.match(/\r\n|\r|\n/g)?.length ?? 0;
  const after = isLast || (rest !== '' && breaks > 1) ? trail : end + end;
  return `${before}${lines}${rest === '' && isLast ? '' : after}`;
}

const blocksOf = (parts: readonly Part[]) => parts.flatMap(({ blocks }) => blocks);

/** Whether the edited question says what was typed, and each of the others, and what stands before them, what it said. */
function isReadBack(
  before: readonly Section[],
  next: string,
  field: FieldId,
  written: string,
  typed: string,
  profile: Profile,
): boolean {
  const after = partsIn(next, profile);
  const [alone, meant] = [markdownParts(written), markdownParts(typed)];
  if (!after || !alone || !meant || JSON.stringify(blocksOf(alone)) !== JSON.stringify(blocksOf(meant))) return false;
  const others = (sections: readonly Section[]) =>
    sections
      .filter((one) => one.field !== field)
      .map((one) => [one.field ?? '', blocksOf([...one.heading, ...one.answer, ...one.own])]);
  if (JSON.stringify(others(before)) !== JSON.stringify(others(after))) return false;
  const [edited, ...more] = after.filter((one) => one.field === field);
  if (!edited || more.length > 0) return false;
  const own = isText(field) ? [] : before.filter((one) => one.field === field).flatMap((one) => blocksOf(one.own));
  return JSON.stringify(blocksOf([...edited.answer, ...edited.own])) === JSON.stringify([...blocksOf(meant), ...own]);
}
