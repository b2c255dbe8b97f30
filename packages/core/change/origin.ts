/** Where work comes from: a person's account in the project's own repository, a fork, or a program; and whose it is. */
import { NOBODY, type Person } from '../content/person.ts';

export const ORIGINS = ['own', 'fork', 'agent'] as const;
export type WorkOrigin = (typeof ORIGINS)[number];

/** True of work that is somebody else's than what was told of before: where it is known by an address, that may come to be another's (`rules.md 5.6`). */
export function isAnothers({ by }: { readonly by?: Person }, author: Person): boolean {
  const ids = by ? [by.id, author.id] : [];
  return !ids.includes(NOBODY.id) && new Set(ids).size > 1;
}
