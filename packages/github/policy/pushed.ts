/** The order of pushes to the default branch, whatever the order in which they are told of (`rules.md 7.2`). */
import { ageOf } from '@countersign/core/kept.ts';
import { z } from 'zod';
import { SETTLED_MS } from '../facts/copy.ts';
import type { Reader } from '../facts/reader.ts';
import type { Place, PolicyPush } from '../translation.ts';

type Where = Pick<Place, 'tenant' | 'project'>;

/** Each is noted by itself: several are told of at once, those before their turn among them, and none may take the place of another. */
const KIND = 'policy-push';

/** So many pushes are remembered, to tell an older one that is told of late. */
const MOST_TOLD = 100;
const toldSchema = z.object({ at: z.string(), before: z.string().optional(), told: z.number() });
type Told = z.infer<typeof toldSchema>;

/** What was told of the default branch, by what tells it, in the order in which it was told. */
async function toldAt(
  { facts }: Pick<Reader, 'facts'>,
  { tenant, project }: Where,
): Promise<readonly (Told & { readonly id: string })[]> {
  const kept = await facts.list(tenant, project, KIND);
  return kept
    .flatMap(({ id, data }) => {
      const told = toldSchema.safeParse(data).data;
      return told ? [{ ...told, id }] : [];
    })
    .sort((one, other) => one.told - other.told);
}

/**
 * Takes note of a push, or of another default branch, whose history is its own.
 * @param cause the delivery that tells it: one that is tried again, or was told of before its turn, tells nothing new
 */
export async function notePush(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Where,
  {
    at,
    push,
    cause = at,
  }: { readonly at: string; readonly push?: PolicyPush | undefined; readonly cause?: string | undefined },
): Promise<void> {
  const { tenant, project } = place;
  const key = { tenant, project, kind: KIND };
  const known = await toldAt({ facts }, place);
  if (known.some(({ id }) => id === cause)) return;
  if (!push) await facts.forget(key);
  const told = now();
  const data = { at, told, ...(push?.before === undefined ? {} : { before: push.before }) };
  await facts.keep({ ...key, id: cause, data, fetchedAt: new Date(told).toISOString() });
  for (const { id } of known.slice(0, Math.max(0, known.length + 1 - MOST_TOLD))) await facts.forget({ ...key, id });
}

/**
 * By what the default branch is read now: where the pushes end that were told of lately. Pushes may be told of in another order than they
 * happened; each begins where the one before it ended. Several are left where that does not show which came last, and none where the last
 * one is long past.
 */
export async function pushedLately(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Where,
): Promise<readonly string[]> {
  const pushes = await toldAt({ facts }, place);
  const isRecent = ({ told }: Told): boolean => ageOf(told, now()) < SETTLED_MS;
  const ends = pushes.filter(isRecent).flatMap((push) => {
    const end = endOf(push, pushes);
    return end && !isRecent(end) ? [] : [(end ?? push).at];
  });
  return [...new Set(ends)];
}

/** The push after which none is known; `undefined` where they go round, as when a branch was forced back. */
function endOf(push: Told, pushes: readonly Told[]): Told | undefined {
  const passed = new Set([push]);
  for (let last = push; ; ) {
    const next = pushes.filter(({ before }) => before === last.at);
    const on = next.find((one) => !passed.has(one));
    if (!on) return next.length > 0 ? undefined : last;
    passed.add(on);
    last = on;
  }
}
