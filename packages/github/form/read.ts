/** From an issue's body back to the request that it asks for: by its headings, in either language, with a sentence for all that cannot be read. */

import { asBaselineItem, saysBaseline } from '@countersign/core/baseline/manifest.ts';
import type { AssessedInput } from '@countersign/core/change/command.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { AffectedItem, Cause, CauseCode, RequestContent } from '@countersign/core/content/request.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import type { Block, Run, Text } from '@countersign/core/text/block.ts';
import { markdownParts, type Part, sourceAsText } from '@countersign/core/text/markdown.ts';
import { MOST_PARTS } from '@countersign/core/text/meter.ts';
import { plainWords, readable } from '@countersign/core/text/readable.ts';
import { readAffected } from '@countersign/core/typed/affected.ts';
import { madeFor } from '@countersign/core/typed/assessment.ts';
import { readImpact } from '@countersign/core/typed/impact.ts';
import { mentionedLogins } from '@countersign/core/typed/line.ts';
import type { Misunderstanding, Reading } from '@countersign/core/typed/reading.ts';
import { isMisread, misread } from '@countersign/core/typed/reading.ts';
import { type FieldId, fieldWith, optionNamed } from '@countersign/core/view/field.ts';
import { issueNamed } from '../named/reference.ts';
import type { TranslationFacts } from '../translation.ts';
import { NOTHING, type Profile, type Section, saysNothing, sectionsOf } from './sections.ts';

/*
 * Whatever somebody sees in an issue is bound by the digests that votes rest on, in one of three ways: as the text of a question that asks for
 * text; as the value of a question that asks for a choice, a name, a tick or an estimate; or, whatever of an answer its value does not carry and
 * whatever answers no question, as it stands, beside the answers (`besides`). Nothing is ever left out because no field has a place for it.
 */

export interface FormRead {
  readonly request: RequestContent;
  /** Impacts that a light form holds. */
  readonly impacts: readonly AssessedInput[];
  /** Whom it is made for, where somebody else wrote it down: it bars them (`rules.md 4.4`), and stands beside the answers as it was written. */
  readonly madeFor?: Person;
  readonly problems: readonly Misunderstanding[];
  /** True when at least one of our headings was found. */
  readonly isForm: boolean;
}

/** Longest answer that is read; GitHub's own limit for a whole body is 65,536 characters. */
const LONGEST_ANSWER = 40_000;
const blocksIn = (parts: readonly Part[]): Text => parts.flatMap(({ blocks }) => blocks);

/** What is said there: the targets of links are bound with it, and say nothing by themselves. */
const saidBy = (parts: readonly Part[]): readonly Part[] => parts.filter((part) => !part.isDefinition);

interface Said {
  readonly words: string;
  /** The words are all that is seen: one paragraph, and nothing in it but words. */
  readonly isPlain: boolean;
}

function saidIn(parts: readonly Part[]): Said {
  const blocks = blocksIn(saidBy(parts));
  const [only, ...others] = blocks;
  const words = only?.kind === 'paragraph' && others.length === 0 ? plainWords(only.runs) : undefined;
  return { words: (words ?? readable(blocks)).trim(), isPlain: only === undefined || words !== undefined };
}

/** The answers to our own questions. Whoever reads one says what of it the value does not carry; that is governed as it stands. */
class Answers {
  readonly problems: Misunderstanding[] = [];
  readonly #sections: readonly Section[];
  readonly #found = new Map<FieldId, Section>();
  readonly #beside = new Set<Part>();

  constructor(parts: readonly Part[], profile: Profile) {
    this.#sections = sectionsOf(parts, profile);
    const twice = new Set<FieldId>();
    for (const section of this.#sections) {
      const { field } = section;
      if (field === undefined) this.#leave([...section.answer, ...section.own]);
      else if (this.#found.has(field)) twice.add(field);
      else this.#found.set(field, section);
    }
    for (const id of twice) {
      // Two answers to one question: neither is taken, so that nobody signs the one he did not see.
      for (const one of this.#sections) if (one.field === id) this.#leave([...one.heading, ...one.answer, ...one.own]);
      this.#found.delete(id);
      this.problems.push(misread('form-twice', labelOf(id), { field: labelOf(id) }, labelOf(id)));
    }
    for (const [id, section] of this.#found) {
      const parts = [...section.answer, ...section.own];
      if (parts.reduce((sum, one) => sum + one.length, 0) > LONGEST_ANSWER) {
        this.#leave([...section.heading, ...parts]);
        this.#found.delete(id);
        const values = { field: labelOf(id), limit: LONGEST_ANSWER };
        this.problems.push(misread('form-too-long', labelOf(id), values, labelOf(id)));
        // Below a heading of the writer's own stands more text of an answer in words, and nothing that a choice or a name could hold.
      } else if (!isText(id) || saysNothing(saidIn(section.answer).words)) this.#leave(section.own);
      if (this.text(id) === undefined || !isText(id)) this.#leave(section.answer.filter((part) => part.isDefinition));
    }
  }

  get isForm(): boolean {
    return this.#sections.length > 1;
  }

  /** The text of a question that asks for text. */
  text(id: FieldId): Text | undefined {
    const section = this.#found.get(id);
    if (!section || saysNothing(saidIn(section.answer).words)) return undefined;
    const parts = [...section.answer, ...section.own];
    return blocksIn(saidBy(parts)).length > 0 ? blocksIn(parts) : undefined;
  }

  blocks(id: FieldId): Text {
    return blocksIn(saidBy(this.#found.get(id)?.answer ?? []));
  }

  /** An answer in words; where more is seen than words, that is governed beside it. */
  words(id: FieldId): string | undefined {
    const section = this.#found.get(id);
    if (!section) return undefined;
    const { words, isPlain } = saidIn(section.answer);
    if (!isPlain) this.beside(id);
    return words;
  }

  /** An answer that its value does not carry, or not all of it: governed as it stands. */
  beside(id: FieldId): void {
    this.#leave(this.#found.get(id)?.answer ?? []);
  }

  #leave(parts: readonly Part[]): void {
    for (const part of parts) this.#beside.add(part);
  }

  /** In the order in which it is read, each below the heading of the question that it stands under. */
  get besides(): Text {
    return this.#sections.flatMap(({ heading, answer, own }) => {
      const left = [...answer, ...own].filter((part) => this.#beside.has(part));
      const shown = left.length > 0 || heading.some((part) => this.#beside.has(part));
      return shown ? blocksIn([...heading, ...left]) : [];
    });
  }
}

const isText = (id: FieldId): boolean => fieldWith(id).kind === 'textarea';

/** A field by its words in both languages, since a problem is read by whoever filled in the form. */
function labelOf(id: FieldId): string {
  const { label } = fieldWith(id);
  return `${label.en} / ${label['zh-CN']}`;
}

/** The numbers of issues of the same repository (`home`, as `homeOf` has it) that a form names as affected. */
export function itemNumbers(body: string, home: string, profile: Profile): readonly number[] {
  return itemsNamed(new Answers(markdownParts(body) ?? [], profile), home).numbers;
}

/** The accounts that a form names as those it is made for. */
export function madeForLogins(body: string, profile: Profile): readonly string[] {
  return body.includes('@') ? mentionedLogins(personSaid(new Answers(markdownParts(body) ?? [], profile)) ?? '') : [];
}

function personSaid(answers: Answers): string | undefined {
  const words = answers.words('madeFor');
  return words === undefined || words === '' || saysNothing(words) ? undefined : words;
}

/** Who that is moves no digest by itself, so what was written there is governed as it stands. */
function personOf(answers: Answers, facts: TranslationFacts): Person | undefined {
  const words = personSaid(answers);
  if (words === undefined) return undefined;
  answers.beside('madeFor');
  const read = madeFor(words, { facts, line: words.slice(0, 200), block: undefined });
  if (!isMisread(read)) return read.person;
  answers.problems.push(read);
  return undefined;
}

interface Named {
  readonly numbers: readonly number[];
  readonly added: readonly AffectedItem[];
  readonly strange: readonly string[];
  readonly unsure: readonly string[];
}

/** Begun only where no part of a name stands before it: else every letter of a long word would be tried. */
const A_NAME = /https?:\/\/[^\s,，;；、<>]*[\w/]|(?:(?<![\w.-])[\w.-]+\/[\w.-]+)?[#＃]\d{1,9}(?![a-z\d_])/giu;
const A_NEW_ONE = /(?:new requirements?|新需求|新增需求)[\s:：.–—-]*/giu;
/** Without blanks: what only joins names, and says no more than that all of them are meant. */
const JOINING = /^(?:[,，;；、&＆+.。]|and|plus|aswellas|以及|和|及|与|跟)*$/iu;

/** Whether names, each once, and the words of new requirements are all that is read there: ranges, an "or" and whatever else say more. */
function isCarried(words: string, { numbers, added }: Pick<Named, 'numbers' | 'added'>): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFC')
      .replaceAll(/(?<=^|\n)[ \t]*[-*+•][ \t]+/g, '')
      .replaceAll(A_NAME, ',')
      .replaceAll(/\s+/g, '');
  const rest = added.reduce(
    (left, { text = '' }) => left.replace(plain(text), ''),
    plain(words.replaceAll(A_NEW_ONE, '')),
  );
  return (words.match(A_NAME)?.length ?? 0) === numbers.length && JOINING.test(rest);
}

function itemsNamed(answers: Answers, home: string): Named {
  const blocks = answers.blocks('items');
  const { text, pictures } = withoutPictures(blocks);
  const words = readable(text);
  if (pictures.length === 0 && saysBaseline(words))
    return { numbers: [], added: [asBaselineItem(words.trim())], strange: [], unsure: [] };
  const { named, added, strange, unsure, more } = readAffected(words, {
    isName: (name) => issueNamed(name, home)?.number !== undefined,
    isNothing: (part) => NOTHING.has(part.toLowerCase()),
  });
  const numbers = [...new Set(named.flatMap((name) => issueNamed(name, home)?.number ?? []))];
  // Words beside a name are for people, who read them with it.
  const isAll =
    saysNothing(words.trim()) ||
    (more.length + strange.length + unsure.length === 0 && isCarried(words, { numbers, added }));
  if (!isAll || !blocks.every(isLines)) answers.beside('items');
  const [told, asked] = [[...strange, ...pictures], unsure].map((parts) => parts.map((part) => part.slice(0, 80)));
  return { numbers, added, strange: told ?? [], unsure: asked ?? [] };
}

/** A picture's words are not what is read there, and name nothing. */
function withoutPictures(blocks: Text): { readonly text: Text; readonly pictures: readonly string[] } {
  const pictures: string[] = [];
  const words = (runs: readonly Run[]): Run[] =>
    runs.filter((run) => {
      if (run.kind === 'image') pictures.push(run.alt || run.source);
      return run.kind !== 'image';
    });
  const without = (block: Block): Block => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return { ...block, runs: words(block.runs) };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(words)) };
      case 'list':
        return { ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(without) })) };
      case 'quote':
      case 'footnote':
        return { ...block, blocks: block.blocks.map(without) };
      default:
        return block;
    }
  };
  return { text: blocks.map(without), pictures };
}

/** Lines of words, below one another or as a plain list. */
function isLines(block: Text[number]): boolean {
  if (block.kind === 'paragraph') return plainWords(block.runs) !== undefined;
  return (
    block.kind === 'list' &&
    !block.ordered &&
    block.items.every((item) => item.checked === undefined && item.blocks.every(isLines))
  );
}

/** Reads a title and body of an issue in `home` (`homeOf`). Never throws; what cannot be read is absent and has its sentence among the problems. */
export function readForm(title: string, body: string, facts: TranslationFacts, home: string): FormRead {
  const parts = markdownParts(body);
  const answers = new Answers(parts ?? [], facts.profile);
  const { problems } = answers;
  const choice = (id: FieldId): string | undefined => {
    const answer = answers.words(id);
    if (answer === undefined || answer === '' || saysNothing(answer)) return undefined;
    const field = fieldWith(id);
    const code = optionNamed(field, answer);
    if (code === undefined) {
      answers.beside(id);
      problems.push(
        misread(
          'form-option',
          answer,
          { field: labelOf(id), answer: answer.slice(0, 80) },
          field.options?.[0]?.label[facts.locale] ?? '',
        ),
      );
    }
    return code;
  };
  const request: Record<string, unknown> = {
    ...itemsOf(itemsNamed(answers, home), facts, problems),
    attachments: attachmentsOf(body),
  };
  const set = (key: keyof RequestContent, value: unknown) => {
    if (value !== undefined) request[key] = value;
  };
  set('title', title.trim() || undefined);
  for (const id of ['before', 'after', 'motive', 'outcome', 'notChanging'] as const) set(id, answers.text(id));
  set('cause', causeOf(choice('cause'), answers, problems, facts));
  for (const id of ['origin', 'source', 'urgency'] as const) set(id, choice(id));
  const impacts = facts.profile === 'light' ? impactsOf(answers, facts) : [];
  const person = personOf(answers, facts);
  const { besides } = answers;
  if (!parts) {
    problems.push(
      misread('form-tangled', title, { limit: MOST_PARTS }, `### ${fieldWith('after').label[facts.locale]}\n\n…`),
    );
    for (const each of blocksIn(sourceAsText(body))) besides.push(each);
  }
  set('besides', besides.length > 0 ? besides : undefined);
  return {
    request: request as unknown as RequestContent,
    impacts,
    ...(person ? { madeFor: person } : {}),
    problems,
    isForm: answers.isForm,
  };
}

function impactsOf(answers: Answers, facts: TranslationFacts): readonly AssessedInput[] {
  const impacts: AssessedInput[] = [];
  const ticks = ticked(answers.blocks('noImpact'));
  let isCarried = ticks.isPlain;
  for (const dimension of DIMENSIONS) {
    const words = answers.words(dimension) ?? '';
    // A bare "none" is no empty answer here: it says that there is no impact, in one word (2.2).
    const said = words.toLowerCase() === 'none' || !saysNothing(words) ? words : '';
    const isTicked = ticks.found.has(dimension);
    // One click says it; words beside it say more, and are the safer reading.
    if (isTicked && said !== '') isCarried = false;
    const answer = said || (isTicked ? 'none' : '');
    if (answer === '') continue;
    const reading: Reading = { facts, line: answer.slice(0, 200), block: undefined };
    const input = readImpact(dimension, answer, reading);
    if (!isMisread(input)) impacts.push(input);
    else {
      answers.beside(dimension);
      answers.problems.push(input);
    }
  }
  if (!isCarried) answers.beside('noImpact');
  return impacts;
}

/** The dimensions whose box is ticked, as GitHub writes checkboxes into a body; `isPlain` where nothing else is said there. */
function ticked(blocks: Text): { readonly found: ReadonlySet<string>; readonly isPlain: boolean } {
  const found = new Set<string>();
  const offered = new Set<string>();
  let isPlain = blocks.length < 2;
  for (const block of blocks) {
    if (block.kind !== 'list' || block.ordered) {
      if (!saysNothing(readable([block]).trim())) isPlain = false;
      continue;
    }
    for (const { checked, blocks: inside } of block.items) {
      const [only, ...more] = inside;
      const words = only?.kind === 'paragraph' && more.length === 0 ? plainWords(only.runs) : undefined;
      const option = words === undefined ? undefined : optionNamed(fieldWith('noImpact'), words);
      if (option === undefined || checked === undefined || offered.has(option)) isPlain = false;
      if (option === undefined) continue;
      offered.add(option);
      if (checked) found.add(option);
    }
  }
  return { found, isPlain };
}

function itemsOf(
  named: Named,
  facts: TranslationFacts,
  problems: Misunderstanding[],
): Pick<RequestContent, 'items' | 'missing'> {
  const items: AffectedItem[] = [];
  const missing: string[] = [];
  for (const number of named.numbers) {
    const fact = facts.issues.get(number);
    if (fact === undefined || fact === 'unknown') {
      missing.push(`#${number}`);
      problems.push(misread('form-no-such-item', `#${number}`, { number }, '#7'));
      continue;
    }
    // An item that cannot be read now is kept by its number: the core refuses to decide on it until it can be.
    const id = fact === 'unreadable' ? `unreadable:${number}` : fact.id;
    if (fact !== 'unreadable' && !fact.isRequirement)
      problems.push(misread('form-not-a-requirement', `#${number}`, { number, label: facts.requirementLabel }, '#7'));
    items.push({ id, label: `#${number}`, action: 'modify' });
  }
  for (const each of named.added) items.push(each);
  for (const part of named.strange) problems.push(misread('form-strange-item', part, { part }, '#7, #9'));
  for (const part of named.unsure) problems.push(misread('form-unsure-item', part, { part }, '#7, #9'));
  return { items, ...(missing.length > 0 ? { missing } : {}) };
}

function causeOf(
  code: string | undefined,
  answers: Answers,
  problems: Misunderstanding[],
  { locale }: TranslationFacts,
): Cause | undefined {
  const said = answers.words('causeText') ?? '';
  const words = saysNothing(said) ? '' : said;
  if (code === undefined) {
    if (words !== '') answers.beside('causeText');
    return undefined;
  }
  const [cause, kind] = code.split('/');
  if (cause === 'other' && words === '') {
    answers.beside('cause');
    problems.push(misread('form-other-cause', code, {}, locale === 'zh-CN' ? '原因说明：……' : 'Cause in words: …'));
    return undefined;
  }
  return { code: cause as CauseCode, ...(kind ? { kind } : {}), ...(words ? { text: words } : {}) };
}

/** Files that were uploaded to the tracker and are linked from the body: their addresses are immutable there. */
function attachmentsOf(body: string): readonly string[] {
  const found = body.match(
    /https:\/\/github\.com\/(?:user-attachments\/(?:assets|files)\/[\w./-]+|[\w.-]+\/[\w.-]+\/(?:assets|files)\/[\w./-]+)/g,
  );
  return [...new Set(found ?? [])].sort();
}
