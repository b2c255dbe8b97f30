/** What is said to people in comments of ours, and where: within a minute one comment for each person, and once for all who ask the same. */
import type { Person } from '@countersign/core/content/person.ts';
import { and, people, type Speaker, words } from '@countersign/core/view/sentence.ts';
import { COMMENT_LIMIT } from './budget.ts';
import { type Piece, replyMarker } from './reply.ts';

/** One comment of ours. */
export interface Letter {
  /** The first cause that it answers; its body begins with the mark of it. */
  readonly key: string;
  /** Id of the person to whom it is written. */
  readonly to: string;
  /** Absent for answers. */
  readonly of?: Sort;
  readonly parts: readonly Part[];
}

/** `acts`: what one person did on our pages; `call`: somebody has to learn of it, so it is a comment of its own, as no edit notifies anybody. */
export type Sort = 'acts' | 'call';

interface Part extends Piece {
  /** What is answered by it, oldest first. */
  readonly causes: readonly string[];
  /** Who asked, each once; only where it may be asked again. */
  readonly by?: readonly Person[];
  /** Says who asked, once there was more than one. */
  readonly again?: string;
}

export interface Answered {
  /** A delivery's id or the comment's, with the place in it. */
  readonly cause: string;
  readonly to: Person;
  readonly of?: Sort;
  /** At most as long as a comment, all together. */
  readonly pieces: readonly Piece[];
}

/** So long what follows goes into the comment of the same sort that one person has already. */
function openFor(of: Sort | undefined): number {
  return of === 'acts' ? AGAIN_MS : TOGETHER_MS;
}

/** How a letter stands: `null` while nobody has seen it, the instant of its first writing, or `refused` by the tracker. */
export type Standing = number | null | 'refused';

/** So long further answers to one person go into the same comment. */
export const TOGETHER_MS = 60_000;

/** So long what is asked again is answered in the same comment, and what one person did stands in one: an edit notifies nobody, and what is older may be out of sight. */
export const AGAIN_MS = 600_000;

/** So many who asked are named. */
const NAMED = 10;

/** The comment's text. */
export function letterBody({ key, parts }: Letter): string {
  const marked = new Set([key]);
  const body = [replyMarker(key)];
  for (const { causes, text, again } of parts) {
    for (const cause of causes) {
      if (!marked.has(cause)) body.push(replyMarker(cause));
      marked.add(cause);
    }
    body.push(`${text}\n`);
    if (again) body.push(`_${again}_\n`);
  }
  return body.join('\n').trimEnd();
}

/** True when the letters hold an answer for the cause. */
export function holds({ parts }: Letter, cause: string): boolean {
  return parts.some((part) => part.causes.includes(cause));
}

/**
 * Puts an answer where it belongs: what was asked before into the comment that answers it, the rest below what this person was told last,
 * or, after a minute or where it does not fit, into a new comment. Nothing is left out and nothing said is taken back.
 * @param letters of one issue, oldest first
 */
export function withAnswer(
  letters: readonly Letter[],
  answered: Answered,
  { standing, now, say }: { standing(letter: Letter): Standing; readonly now: number; readonly say: Speaker },
): readonly Letter[] {
  const { cause, to, of } = answered;
  const isOpen = (letter: Letter, forMs: number) => {
    const since = standing(letter);
    return since === null || (since !== 'refused' && now - since < forMs);
  };
  let all = letters;
  const own: Part[] = [];
  for (const { text, repeats, matter } of answered.pieces) {
    const before = repeats && all.findLast((one) => answers(one, repeats) && isOpen(one, AGAIN_MS));
    const extended = before && askedAgain(before, { text, repeats, cause, to }, say);
    if (extended && fits(extended)) all = all.map((one) => (one === before ? extended : one));
    else own.push({ causes: [cause], text, ...(repeats ? { repeats, by: [to] } : {}), ...(matter ? { matter } : {}) });
  }
  if (own.length === 0) return all;
  const last = of === 'call' ? undefined : all.findLast((one) => one.to === to.id && one.of === of);
  const longer = last && { ...last, parts: [...last.parts, ...own] };
  if (longer && isOpen(last, openFor(of)) && fits(longer)) return all.map((one) => (one === last ? longer : one));
  return [...all, { key: cause, to: to.id, ...(of ? { of } : {}), parts: own }];
}

function answers({ parts }: Letter, question: string): boolean {
  return parts.some((part) => part.repeats === question);
}

function askedAgain(
  letter: Letter,
  { text, repeats, cause, to }: { text: string; repeats: string; cause: string; to: Person },
  say: Speaker,
): Letter {
  const index = letter.parts.findLastIndex((part) => part.repeats === repeats);
  const parts = letter.parts.map((part, at) => {
    if (at !== index) return part;
    const causes = [...part.causes, cause];
    const by = [...(part.by ?? []).filter((one) => one.id !== to.id), to];
    return {
      ...part,
      text,
      causes,
      by,
      again: say(words('status.reply.asked', { count: causes.length, who: who(by) })),
    };
  });
  return { ...letter, parts };
}

function who(by: readonly Person[]) {
  const more = by.length - NAMED;
  if (more <= 0) return people(by);
  return and([...by.slice(-NAMED).map((person) => ({ person })), words('status.reply.others', { count: more })]);
}

function fits(letter: Letter): boolean {
  return letterBody(letter).length <= COMMENT_LIMIT;
}
