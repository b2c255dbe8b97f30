/** From an issue's body back to the request that it asks for: by its headings, in either language, with a sentence for all that cannot be read. */
import type { AssessedInput } from '@countersign/core/change/command.ts';
import type { AffectedItem, Cause, CauseCode, RequestContent } from '@countersign/core/content/request.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { isBlank } from '@countersign/core/text/block.ts';
import { markdownToText, readMarkdown } from '@countersign/core/text/markdown.ts';
import { MOST_PARTS } from '@countersign/core/text/meter.ts';
import { parseMarkdown } from '@countersign/core/text/parse.ts';
import { readAffected } from '@countersign/core/typed/affected.ts';
import { readImpact } from '@countersign/core/typed/impact.ts';
import type { Misunderstanding, Reading } from '@countersign/core/typed/reading.ts';
import { isMisread, misread } from '@countersign/core/typed/reading.ts';
import { type FieldId, fieldNamed, fieldWith, optionNamed } from '@countersign/core/view/field.ts';
import type { TranslationFacts } from '../translation.ts';

export interface FormRead {
  readonly request: RequestContent;
  /** Impacts that a light form holds. */
  readonly impacts: readonly AssessedInput[];
  readonly problems: readonly Misunderstanding[];
  /** True when at least one of our headings was found. */
  readonly isForm: boolean;
}

/** Longest answer that is read; GitHub's own limit for a whole body is 65,536 characters. */
const LONGEST_ANSWER = 40_000;
const NOTHING = new Set(['_no response_', 'no response', '_未填写_', 'none', '']);

/** A body at its headings. */
interface Divided {
  /** Where our questions do not reach: what stands before the first heading. All of it where there is none. */
  readonly before: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
}

/**
 * Only headings of the body itself count: one inside a quote, list or code block is somebody's text.
 * @returns `undefined` for a body that is too tangled to be read
 */
function divided(body: string): Divided | undefined {
  const tree = parseMarkdown(body, 'plain');
  if (!tree) return undefined;
  const found: { heading: string; from: number; at: number }[] = [];
  for (const node of tree.children) {
    if (node.type !== 'heading' || node.depth !== 3) continue;
    const at = node.position?.start.offset ?? 0;
    const from = node.position?.end.offset ?? 0;
    found.push({ heading: body.slice(at, from).replace(/^\s*#+\s*/, ''), from, at });
  }
  return {
    before: body.slice(0, found[0]?.at ?? body.length),
    sections: found.map(({ heading, from }, index) => ({
      heading,
      text: body.slice(from, found[index + 1]?.at ?? body.length).trim(),
    })),
  };
}

/** The answers to our own questions, and what is wrong with how they stand. */
function answers(body: string): {
  readonly found: ReadonlyMap<FieldId, string>;
  readonly problems: readonly Misunderstanding[];
  /** What answers no question of ours. */
  readonly besides: string;
} {
  const parts = divided(body);
  if (!parts) return { found: new Map(), problems: [tangled(WHOLE)], besides: body };
  const besides = [parts.before];
  const found = new Map<FieldId, string>();
  const twice = new Set<FieldId>();
  const problems: Misunderstanding[] = [];
  let last: FieldId | undefined;
  for (const { heading, text } of parts.sections) {
    const field = fieldNamed(heading);
    if (!field) {
      // A heading of the writer's own belongs to the answer that it stands in.
      const own = `### ${heading}\n\n${text}`;
      if (last) found.set(last, `${found.get(last) ?? ''}\n\n${own}`.trim());
      else besides.push(own);
      continue;
    }
    last = field.id;
    if (found.has(field.id)) {
      twice.add(field.id);
      besides.push(text);
    } else found.set(field.id, text);
  }
  for (const id of twice) {
    // Two answers to one question: neither is taken, so that nobody signs the one he did not see.
    besides.push(found.get(id) ?? '');
    found.delete(id);
    problems.push(misread('form-twice', labelOf(id), { field: labelOf(id) }, labelOf(id)));
  }
  for (const [id, text] of found) {
    if (text.length <= LONGEST_ANSWER) continue;
    found.delete(id);
    problems.push(misread('form-too-long', labelOf(id), { field: labelOf(id), limit: LONGEST_ANSWER }, labelOf(id)));
  }
  return { found, problems, besides: besides.join('\n\n').trim() };
}

const WHOLE = 'The whole text / 全文';

/** For whoever wrote it: it is bound as it was typed, and nothing is read from it. */
function tangled(field: string): Misunderstanding {
  return misread('form-tangled', field, { field, limit: MOST_PARTS }, field);
}

/** A field by its words in both languages, since a problem is read by whoever filled in the form. */
function labelOf(id: FieldId): string {
  const { label } = fieldWith(id);
  return `${label.en} / ${label['zh-CN']}`;
}

/** The numbers of issues of the same repository (`home`: `owner/repo`) that a form names as affected. */
export function itemNumbers(body: string, home: string): readonly number[] {
  const { found } = answers(body);
  return readItems(found.get('items') ?? '', home).numbers;
}

interface Named {
  readonly numbers: readonly number[];
  readonly added: readonly AffectedItem[];
  readonly strange: readonly string[];
}

/** An item by its number, or by its full name or address where that names this very repository; elsewhere it is another item. */
function numberOf(part: string, home: string): number | undefined {
  const short = /^[#＃](\d{1,9})\b/.exec(part)?.[1];
  if (short) return Number(short);
  const full = /^(?:https?:\/\/[^\s/]+\/)?([\w.-]+\/[\w.-]+)(?:#|\/issues\/)(\d{1,9})\b/.exec(part);
  return full?.[1]?.toLowerCase() === home.toLowerCase() ? Number(full[2]) : undefined;
}

function readItems(answer: string, home: string): Named {
  const { named, added, strange } = readAffected(answer, {
    isName: (part) => numberOf(part, home) !== undefined,
    isNothing: (part) => NOTHING.has(part.toLowerCase()),
  });
  const numbers = named.flatMap((part) => numberOf(part, home) ?? []);
  return { numbers: [...new Set(numbers)], added, strange: strange.map((part) => part.slice(0, 80)) };
}

/** Reads a title and body of an issue in `home` (`owner/repo`). Never throws; what cannot be read is absent and has its sentence among the problems. */
export function readForm(title: string, body: string, facts: TranslationFacts, home: string): FormRead {
  const { found, problems: standing, besides } = answers(body);
  const problems: Misunderstanding[] = [...standing];
  const get = (id: FieldId): string | undefined => {
    const text = found.get(id);
    return text === undefined || NOTHING.has(text.toLowerCase()) ? undefined : text;
  };
  const text = (id: FieldId) => {
    const source = get(id);
    const blocks = source === undefined ? [] : readMarkdown(source);
    if (!blocks) problems.push(tangled(labelOf(id)));
    const bound = blocks ?? markdownToText(source ?? '');
    return isBlank(bound) ? undefined : bound;
  };
  const choice = (id: FieldId): string | undefined => {
    const answer = get(id);
    if (answer === undefined) return undefined;
    const field = fieldWith(id);
    const code = optionNamed(field, answer);
    if (code === undefined)
      problems.push(
        misread(
          'form-option',
          answer,
          { field: labelOf(id), answer: answer.slice(0, 80) },
          field.options?.[0]?.label[facts.locale] ?? '',
        ),
      );
    return code;
  };
  const request: Record<string, unknown> = {
    items: itemsOf(readItems(get('items') ?? '', home), facts, problems),
    attachments: attachmentsOf(body),
  };
  const set = (key: keyof RequestContent, value: unknown) => {
    if (value !== undefined) request[key] = value;
  };
  set('title', title.trim() || undefined);
  for (const id of ['before', 'after', 'motive', 'outcome', 'notChanging'] as const) set(id, text(id));
  const rest = besides === '' ? [] : markdownToText(besides);
  set('besides', isBlank(rest) ? undefined : rest);
  set('cause', causeOf(choice('cause'), get('causeText'), problems, facts));
  for (const id of ['origin', 'source', 'urgency'] as const) set(id, choice(id));
  const impacts: AssessedInput[] = [];
  if (facts.profile === 'light') {
    const none = ticked(found.get('noImpact') ?? '');
    for (const dimension of DIMENSIONS) {
      // A bare "none" is no empty answer here: it says that there is no impact, in one word (2.2).
      const bare = found.get(dimension);
      const said = bare?.toLowerCase() === 'none' ? bare : get(dimension);
      // One click says it; words beside it say more, and are the safer reading.
      const answer = said ?? (none.has(dimension) ? 'none' : undefined);
      if (answer === undefined) continue;
      const reading: Reading = { facts, line: answer.slice(0, 200), block: undefined };
      const input = readImpact(dimension, answer.replaceAll('\n', ' '), reading);
      if (isMisread(input)) problems.push(input);
      else impacts.push(input);
    }
  }
  return { request: request as RequestContent, impacts, problems, isForm: found.size > 0 };
}

/** The codes of the boxes that are ticked. */
function ticked(answer: string): ReadonlySet<string> {
  const lines = answer.split('\n').map((line) => /^\s*[-*]\s+\[[xX]\]\s(.*)$/s.exec(line)?.[1]?.trim());
  return new Set(lines.flatMap((label) => (label ? (optionNamed(fieldWith('noImpact'), label) ?? []) : [])));
}

function itemsOf(named: Named, facts: TranslationFacts, problems: Misunderstanding[]): readonly AffectedItem[] {
  const items: AffectedItem[] = [];
  for (const number of named.numbers) {
    const fact = facts.issues.get(number);
    if (fact === undefined || fact === 'unknown') {
      problems.push(misread('form-no-such-item', `#${number}`, { number }, '#7'));
      continue;
    }
    // An item that cannot be read now is kept by its number: the core refuses to decide on it until it can be.
    const id = fact === 'unreadable' ? `unreadable:${number}` : fact.id;
    if (fact !== 'unreadable' && !fact.isRequirement)
      problems.push(misread('form-not-a-requirement', `#${number}`, { number, label: facts.requirementLabel }, '#7'));
    items.push({ id, label: `#${number}`, action: 'modify' });
  }
  items.push(...named.added);
  for (const part of named.strange) problems.push(misread('form-strange-item', part, { part }, '#7, #9'));
  return items;
}

function causeOf(
  code: string | undefined,
  words: string | undefined,
  problems: Misunderstanding[],
  facts: TranslationFacts,
): Cause | undefined {
  if (code === undefined) return undefined;
  const [cause, kind] = code.split('/');
  if (cause === 'other' && !words) {
    problems.push(
      misread('form-other-cause', code, {}, facts.locale === 'zh-CN' ? '原因说明：……' : 'Cause in words: …'),
    );
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
