/** One piece of what set-up makes on a site, and how Jira's answers about it are read. */
import { type Answer, isGone, type JiraClient } from '../client.ts';

/** Jira's no to one step, with its reason. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Ids of the pieces that are there, by piece. */
export type Ids = ReadonlyMap<string, string>;

export interface Piece {
  /** Never changes: what was made is noted under it. A piece of one project ends with `@` and the project's id. */
  readonly id: string;
  readonly text: string;
  /** True for what is not worth a word where others made it. */
  readonly isUnsaid?: boolean;
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

export function told(answer: Answer): unknown {
  if (!answer.ok) throw new Refused(`Jira ${answer.status}: ${answer.message}`);
  return answer.data;
}

/** What somebody has taken away before us is gone as well. */
export function gone(answer: Answer): void {
  if (!isGone(answer)) told(answer);
}

export type Named = { readonly id: string | number; readonly name: string };

export function named(
  list: unknown,
  name: string,
  fits: (one: Named & Record<string, unknown>) => boolean = () => true,
): string | undefined {
  const found = (list as readonly (Named & Record<string, unknown>)[]).find((one) => one.name === name && fits(one));
  return found && String(found.id);
}

export function holdsId(list: unknown, id: string): boolean {
  return (list as readonly { readonly id: string | number }[]).some((one) => String(one.id) === id);
}

interface Page {
  readonly values?: readonly unknown[];
  readonly isLast?: boolean;
}

/** @param asked a path with its query, without paging */
export async function everyPage(client: JiraClient, asked: string): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let startAt = 0; ; ) {
    const page = told(await client.request('GET', `${asked}&startAt=${startAt}&maxResults=100`)) as Page;
    pages.push(page);
    const { values = [], isLast } = page;
    startAt += values.length;
    if (isLast !== false || values.length === 0) return pages;
  }
}

/** Every value of a paged list. */
export async function every(client: JiraClient, asked: string): Promise<readonly unknown[]> {
  return (await everyPage(client, asked)).flatMap((page) => page.values ?? []);
}
