/** What somebody wanted, as a form of a change request with its answers filled in: whoever sends it is its author (`rules.md 5.2`). */
import { type Person, personSchema } from '@countersign/core/content/person.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { draftsOf } from '@countersign/core/requirement/control.ts';
import { type Control, controlledSource, type Source } from '@countersign/core/requirement/controlled.ts';
import { putBack } from '@countersign/core/requirement/putback.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { z } from 'zod';
import type { Parts } from '../desk.ts';
import { LONGEST_BODY } from '../form/write.ts';
import type { Place } from '../translation.ts';

const hash = z.string();
const wantedSchema = z.object({
  item: z.string(),
  number: z.number(),
  /** What was saved, and what stands instead. */
  snapshot: hash,
  instead: hash,
  at: z.string(),
  by: personSchema.shape.id,
  digest: z.object({ title: hash, text: hash }),
});
/** A text that was put back. */
export type Wanted = z.infer<typeof wantedSchema>;

/** One requirement in a draft. */
export interface Change {
  readonly number: number;
  readonly before: Source;
  readonly after: Source;
}

/** Of one person; the record holds all of them. */
const MOST = 100;

/**
 * Notes it, and gives what the same person had put back within ten minutes before or after, of each requirement the last. What is forgotten makes
 * a draft smaller and loses nothing.
 */
export async function draftWith(
  { documents, now }: Pick<Parts, 'documents' | 'now'>,
  { tenant, project }: Pick<Place, 'tenant' | 'project'>,
  by: Person,
  one: Wanted,
): Promise<readonly Wanted[]> {
  const key = { tenant, project, kind: 'put-back', id: by.id };
  const known = z.array(wantedSchema).safeParse((await documents.find(key))?.data).data ?? [];
  const isKnown = known.some(
    ({ item, snapshot, at }) => item === one.item && snapshot === one.snapshot && at === one.at,
  );
  const all = isKnown ? known : [...known, one].slice(-MOST);
  const fetchedAt = new Date(now()).toISOString();
  if (!isKnown) await documents.keep({ ...key, data: all as unknown as Json, fetchedAt });
  const holds = ({ at }: { readonly at: string }, item: string): boolean => item === one.item && at === one.at;
  const draft = draftsOf(all).find(({ items }) =>
    [...items].some(([item, texts]) => texts.some((text) => holds(text, item))),
  );
  const last = [...(draft?.items ?? [])].map(([item, texts]) => ({ item, text: texts.at(-1) }));
  return last.flatMap(({ item, text }) => {
    const found = all.findLast(
      ({ snapshot, at, ...of }) => of.item === item && snapshot === text?.snapshot && at === text.at,
    );
    return found ?? [];
  });
}

/** Those of which both texts are kept; with the same ticks, which are no part of a change. */
export async function changesIn(
  { texts }: Pick<Parts, 'texts'>,
  { tenant }: Pick<Place, 'tenant'>,
  wanted: readonly Wanted[],
  control: Control,
): Promise<readonly Change[]> {
  const changes = await Promise.all(
    wanted.map(async ({ number, snapshot, instead }): Promise<Change[]> => {
      const [before, after] = await Promise.all([instead, snapshot].map((one) => readSnapshot(texts, tenant, one)));
      return typeof before === 'object' && typeof after === 'object'
        ? [{ number, before: putBack(before, after, control, LONGEST_BODY), after }]
        : [];
    }),
  );
  return changes.flat();
}

/** GitHub takes no longer address. */
const MOST_IN_LINK = 7_000;

/** A heading of the highest rank would end the passage that the one above it begins. */
const HIGHEST = /^ {0,3}#(?!#)|^ {0,3}=+[ \t]*$/m;

/** An address at which the form stands filled in; `undefined` where that cannot be, and not all of it can be said. */
export function formAddress(
  { tracker }: Pick<Parts, 'tracker'>,
  { owner, repo }: Pick<Place, 'owner' | 'repo'>,
  changes: readonly Change[],
  control: Control,
): string | undefined {
  const [first, ...more] = changes;
  if (!first) return undefined;
  const texts = changes.map(({ number, before, after }) => ({
    number,
    before: controlledSource(before.body, control).replaceAll(/\r\n?/g, '\n'),
    after: controlledSource(after.body, control).replaceAll(/\r\n?/g, '\n'),
  }));
  const isDivided = more.length > 0;
  if (isDivided && texts.some(({ before, after }) => HIGHEST.test(before) || HIGHEST.test(after))) return undefined;
  const said = (side: 'before' | 'after'): string =>
    texts.map((one) => (isDivided ? `# #${one.number}\n\n${one[side]}` : one[side])).join('\n\n');
  const answers = new URLSearchParams({
    ...{ template: 'change-request.yml', title: first.after.title },
    ...{ items: texts.map(({ number }) => `#${number}`).join(', '), before: said('before'), after: said('after') },
  });
  const address = `${bare({ tracker }, { owner, repo })}?${answers}`;
  return address.length <= MOST_IN_LINK ? address : undefined;
}

export function emptyForm(parts: Pick<Parts, 'tracker'>, place: Pick<Place, 'owner' | 'repo'>, number: number): string {
  return `${bare(parts, place)}?${new URLSearchParams({ template: 'change-request.yml', items: `#${number}` })}`;
}

const bare = ({ tracker }: Pick<Parts, 'tracker'>, { owner, repo }: Pick<Place, 'owner' | 'repo'>): string =>
  `${tracker}/${owner}/${repo}/issues/new`;
