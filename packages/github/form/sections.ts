/** The parts of an issue's body, by the questions of the form that their headings name. */
import type { Part } from '@countersign/core/text/markdown.ts';
import { plainWords } from '@countersign/core/text/readable.ts';
import { type FieldId, fieldNamed } from '@countersign/core/view/field.ts';
import type { TranslationFacts } from '../translation.ts';

export type Profile = TranslationFacts['profile'];

/** Words for "nothing": what GitHub writes for an answer that was not given, and what people write into a field that they must fill. */
export const NOTHING = new Set(['no response', '_no response_', '未填写', '_未填写_', 'none', '']);

/** Nothing, said in words; an answer that is simply empty is not. */
export const saysNothing = (words: string): boolean => words !== '' && NOTHING.has(words.toLowerCase());

/** One question's heading with what stands below it, or what stands before the first question. */
export interface Section {
  readonly field: FieldId | undefined;
  readonly heading: readonly Part[];
  readonly answer: Part[];
  /** From the first heading of the writer's own on. */
  readonly own: Part[];
}

/** Only headings of the body itself count, of the depth that GitHub gives a form's questions: one inside a quote, list or code block is somebody's text. */
function headingOf({ blocks: [block] }: Part): string | undefined {
  return block?.kind === 'heading' && block.depth === 3 ? (plainWords(block.runs) ?? '') : undefined;
}

export function sectionsOf(parts: readonly Part[], profile: Profile): readonly Section[] {
  const sections: Section[] = [{ field: undefined, heading: [], answer: [], own: [] }];
  for (const part of parts) {
    const heading = headingOf(part);
    const field = heading === undefined ? undefined : fieldNamed(heading, profile);
    if (field) sections.push({ field: field.id, heading: [part], answer: [], own: [] });
    else {
      const last = sections.at(-1);
      const goesOn = last && (heading !== undefined || last.own.length > 0) ? last.own : last?.answer;
      goesOn?.push(part);
    }
  }
  return sections;
}
