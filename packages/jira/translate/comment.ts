/** What somebody typed in a comment: the people it names, and the commands in it. */
import type { Person } from '@countersign/core/content/person.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import { clip } from '@countersign/core/view/sentence.ts';
import { accountOf, personOf } from '../place.ts';
import { mentions, typedParts } from '../text/typed.ts';

/** Characters of a command that tell which one it was. */
const LONGEST_LINE = 200;

/**
 * The people a comment mentions: by their accounts, and by name where a code block can hold no mention and only one has that name.
 * @param names as Jira has them, by account; who has none is called by the account
 */
export function peopleIn(body: unknown, names: ReadonlyMap<string, string>): ReadonlyMap<string, Person> {
  const named = mentions(body).map((accountId) => personOf({ accountId, displayName: names.get(accountId) }));
  const lone = named.filter(
    ({ name }) => named.filter((one) => one.name.toLowerCase() === name.toLowerCase()).length === 1,
  );
  return new Map([
    ...lone.map((person) => [person.name.toLowerCase(), person] as const),
    ...named.map((person) => [accountOf(person).toLowerCase(), person] as const),
  ]);
}

/** The lines of a comment that were commands. In which language and currency it was read makes none of them another. */
export function typedCommands(body: unknown): readonly string[] {
  return readBody(body).flatMap((one) => (one.kind === 'command' ? [clip(one.line, LONGEST_LINE)] : []));
}

/** Accounts whose names a comment's commands need; none where it holds no command. */
export function namedIn(body: unknown): readonly string[] {
  const accounts = mentions(body);
  return accounts.length > 0 && readBody(body).length > 0 ? accounts : [];
}

const readBody = (body: unknown) =>
  readComment(typedParts(body), { people: peopleIn(body, new Map()), locale: 'en', currency: 'USD', keys: true });
