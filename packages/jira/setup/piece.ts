/** One piece of what set-up makes on a site, and how Jira's answers about it are read. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import { type Answer, isGone, type JiraClient } from '../client.ts';
import type { SetupGroup } from '../port/data.ts';
import { setupWords } from './words.ts';

/** A no to one step, with its reason: Jira's, or ours. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
}

/** Jira answered, and not as we know it: what is there cannot be told. */
export class Unread extends Refused {
  override readonly name = 'Unread';
}

/** Jira has begun and is not done: nothing is wrong, and a later look says how far it is. */
export class Waiting extends Refused {
  override readonly name = 'Waiting';
}

/** Why there is a no, in the reader's language where it is ours. */
export function reasonOf(error: Refused, locale: Locale): string {
  return error instanceof Unread ? setupWords(locale).unread(error.message) : error.message;
}

/** Ids of the pieces that are there, by piece. */
export type Ids = ReadonlyMap<string, string>;

export interface Piece {
  /** Never changes: what was made is noted under it. A piece of one project ends with `@` and the project's id. */
  readonly id: string;
  /** What it is; one that belongs to a single project is `project`. */
  readonly group: Exclude<SetupGroup, 'other'>;
  readonly text: string;
  /** True for what is not worth a word where others made it. */
  readonly isUnsaid?: boolean;
  /** True for what no request rests on: the record need not wait for it. */
  readonly isApart?: boolean;
  /** The piece apart without which this one is not made, because it goes with it when that is taken away. */
  readonly restsOn?: string;
  /**
   * Its id on the site; `undefined` when it is not there.
   * @param ids of the pieces before it that are there
   * @throws Refused when what is there stands in the way
   */
  find(client: JiraClient, ids: Ids): Promise<string | undefined>;
  /** Whether the one that was used so far is still there, whatever it is called now; absent for what only its name tells. */
  isThere?(client: JiraClient, id: string): Promise<boolean>;
  /** What else this touches, before it is done. */
  aside?(client: JiraClient): Promise<string | undefined>;
  /** @param ids of the pieces before it, all there. @throws Refused */
  make(client: JiraClient, ids: Ids): Promise<string>;
  /** Absent for what goes with another piece. @throws Refused */
  remove?(client: JiraClient, id: string): Promise<void>;
}

/** @throws Refused with Jira's no */
export function done(answer: Answer): unknown {
  if (!answer.ok) throw new Refused(`Jira ${answer.status}: ${answer.message}`);
  return answer.data;
}

/** @throws Refused with Jira's no, Unread where it answered otherwise than `schema` says */
export function told<Read>(answer: Answer, schema: z.ZodType<Read>): Read {
  const read = schema.safeParse(done(answer));
  if (!read.success) throw new Unread(['$', ...(read.error.issues[0]?.path ?? [])].join('.'));
  return read.data;
}

/** What somebody has taken away before us is gone as well. @throws Refused with Jira's no */
export function gone(answer: Answer): void {
  if (!isGone(answer)) done(answer);
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export function idOfNamed<One extends Named>(
  list: readonly One[],
  name: string,
  fits: (one: One) => boolean = () => true,
): string | undefined {
  return list.find((one) => one.name === name && fits(one))?.id;
}

/** The same by any of several names, the first that is found. */
export function idOfAny<One extends Named>(
  list: readonly One[],
  names: readonly string[],
  fits?: (one: One) => boolean,
): string | undefined {
  return names.map((name) => idOfNamed(list, name, fits)).find((id) => id !== undefined);
}

interface Page {
  readonly values: readonly unknown[];
  readonly isLast?: boolean | undefined;
}

/** @param asked a path with its query, without paging. @throws Refused */
export async function everyPage<Read extends Page>(
  client: JiraClient,
  asked: string,
  schema: z.ZodType<Read>,
): Promise<readonly Read[]> {
  const pages: Read[] = [];
  for (let startAt = 0; ; ) {
    const page = told(await client.request('GET', `${asked}&startAt=${startAt}&maxResults=100`), schema);
    pages.push(page);
    startAt += page.values.length;
    if (page.isLast !== false || page.values.length === 0) return pages;
  }
}

/** Every value of a paged list. @param asked a path with its query, without paging. @throws Refused */
export async function every<Row>(client: JiraClient, asked: string, row: z.ZodType<Row>): Promise<readonly Row[]> {
  const pages = await everyPage(client, asked, z.object({ values: z.array(row), isLast: z.boolean().optional() }));
  return pages.flatMap((page) => page.values);
}
