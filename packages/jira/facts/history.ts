/** Who edited what of an issue, and when, by Jira's own change log: for events that do not say, and for words that may be older than the text below which they stand. */
import type { Facet } from '@countersign/core/approval/facet.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import { personOf } from '../place.ts';
import { type JiraEvent, userSchema } from '../schema.ts';
import { facetsOfKeys, type Governing, type Key, touchedBy } from '../translate/edit.ts';

const PAGE = 100;

const pageSchema = z.object({
  total: z.number(),
  values: z.array(
    z.object({
      author: userSchema.optional(),
      created: z.string(),
      items: z.array(
        z.object({
          field: z.string().optional(),
          fieldId: z.string().optional(),
          from: z.string().nullish(),
          to: z.string().nullish(),
        }),
      ),
    }),
  ),
});
type Edit = z.infer<typeof pageSchema>['values'][number];

/** Pages that are read at most: a request that was edited two thousand times since has everybody's hand in it. */
const MOST_PAGES = 20;

/**
 * The newest edits, oldest first, as far back as asked; `unreadable` when Jira does not tell.
 * @param isEnough of all that was read so far
 * @throws Transient when Jira is away
 */
async function newestEdits(
  client: JiraClient,
  issue: string,
  isEnough: (edits: readonly Edit[]) => boolean,
): Promise<readonly Edit[] | 'unreadable'> {
  const read = async (from: number, most: number) => {
    const asked = path`/rest/api/3/issue/${issue}/changelog?startAt=${from}&maxResults=${most}`;
    const answer = await client.request('GET', asked);
    return answer.ok ? pageSchema.safeParse(answer.data).data : undefined;
  };
  // The log begins with what is oldest.
  const first = await read(0, PAGE);
  if (!first || first.total <= PAGE) return first?.values ?? 'unreadable';
  let edits: readonly Edit[] = [];
  for (let end = first.total, pages = 0; end > 0 && pages < MOST_PAGES; pages += 1) {
    const from = Math.max(0, end - PAGE);
    const page = await read(from, end - from);
    if (!page) return 'unreadable';
    edits = [...page.values, ...edits];
    if (isEnough(edits)) break;
    end = from;
  }
  return edits;
}

/** Who made or unmade the newest link to a requirement; a link's event does not say. */
export async function linkedBy(client: JiraClient, issue: string, governing: Governing): Promise<Person | undefined> {
  const isLink = (edit: Edit): boolean => keysOf(edit, issue, governing).includes('items');
  const edits = await newestEdits(client, issue, (found) => found.some(isLink));
  if (edits === 'unreadable') return undefined;
  const author = edits.findLast(isLink)?.author;
  return author && personOf(author);
}

/** Who made the newest edit of what a request says: for what no event told of. */
export async function writtenBy(client: JiraClient, issue: string, governing: Governing): Promise<Person | undefined> {
  const edits = await newestEdits(client, issue, (found) => found.some((one) => touches(one, issue, governing)));
  if (edits === 'unreadable') return undefined;
  const author = edits.findLast((one) => touches(one, issue, governing))?.author;
  return author && personOf(author);
}

/** Who wrote each part of a request last; `unreadable` when Jira does not tell. A part that nobody wrote since the issue was created is absent. */
export async function lastWriters(
  client: JiraClient,
  issue: string,
  governing: Governing,
  wanted: readonly Key[],
): Promise<ReadonlyMap<Key, Person> | 'unreadable'> {
  const writers = (edits: readonly Edit[]): ReadonlyMap<Key, Person> =>
    new Map(
      edits.flatMap((edit) => {
        const by = edit.author && personOf(edit.author);
        return by ? keysOf(edit, issue, governing).map((key) => [key, by] as const) : [];
      }),
    );
  const edits = await newestEdits(client, issue, (found) => wanted.every((key) => writers(found).has(key)));
  return edits === 'unreadable' ? edits : writers(edits);
}

/** Everybody who edited what a request says since that moment, and what of it: of several edits that no event told of only the newest shows in the text. */
export async function writersSince(
  client: JiraClient,
  issue: string,
  governing: Governing,
  at: string,
): Promise<readonly { readonly by: Person; readonly facets: readonly Facet[] }[]> {
  const edits = await newestEdits(client, issue, reaches(at));
  if (edits === 'unreadable') return [];
  const found = new Map<string, { readonly by: Person; readonly facets: Set<Facet> }>();
  for (const edit of edits) {
    const facets = facetsOf(edit, issue, governing);
    if (!edit.author || facets.length === 0 || Date.parse(edit.created) < Date.parse(at)) continue;
    const by = personOf(edit.author);
    const known = found.get(by.id) ?? { by, facets: new Set<Facet>() };
    for (const facet of facets) known.facets.add(facet);
    found.set(by.id, known);
  }
  return [...found.values()].map(({ by, facets }) => ({ by, facets: [...facets] }));
}

/** Whether what was read begins before that moment. */
const reaches =
  (at: string) =>
  (edits: readonly Edit[]): boolean =>
    Date.parse(edits[0]?.created ?? '') < Date.parse(at);

function keysOf({ items }: Edit, issue: string, governing: Governing): readonly Key[] {
  const event: JiraEvent = { eventType: '', issue: { id: issue, key: '' }, changelog: { items } };
  return [...(touchedBy(event, governing)?.keys ?? [])];
}

const facetsOf = (edit: Edit, issue: string, governing: Governing): readonly Facet[] =>
  facetsOfKeys(keysOf(edit, issue, governing));

const touches = (edit: Edit, issue: string, governing: Governing): boolean =>
  facetsOf(edit, issue, governing).length > 0;

/** True when the request may say something else by now than it said at that moment. */
export async function isOvertaken(
  client: JiraClient,
  issue: string,
  at: string,
  governing: Governing,
): Promise<boolean> {
  const edits = await newestEdits(client, issue, reaches(at));
  if (edits === 'unreadable') return true;
  return edits.some((one) => !(Date.parse(one.created) < Date.parse(at)) && touches(one, issue, governing));
}
