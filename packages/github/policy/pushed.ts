/** The order of pushes to the default branch, whatever the order in which they are told of (`rules.md 7.2`). */
import { ageOf, type KeptFact } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { SETTLED_MS } from '../facts/copy.ts';
import type { Reader } from '../facts/reader.ts';
import type { Place, PolicyPush } from '../translation.ts';

type Where = Pick<Place, 'tenant' | 'project'>;

const pushedKey = ({ tenant, project }: Where) => ({
  ...{ tenant, project },
  kind: 'policy',
  id: 'pushed',
});

/** So many pushes are remembered, to tell an older one that is told of late. */
const MOST_TOLD = 20;
const toldSchema = z.object({
  pushes: z.array(
    z.object({ at: z.string(), before: z.string().optional(), told: z.number(), cause: z.string().optional() }),
  ),
});
type Told = z.infer<typeof toldSchema>['pushes'][number];

/** What was told of the default branch, in the order in which it was told. */
function toldOf(pushed: KeptFact | undefined): readonly Told[] {
  return toldSchema.safeParse(pushed?.data).data?.pushes ?? [];
}

/**
 * Takes note of a push, or of another default branch, whose history is its own.
 * @param cause the delivery that tells it: one that is tried again tells nothing new, and those that wait behind it are told of after it
 */
export async function notePush(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Where,
  {
    at,
    push,
    cause,
  }: { readonly at: string; readonly push?: PolicyPush | undefined; readonly cause?: string | undefined },
): Promise<void> {
  const told = now();
  const known = toldOf(await facts.find(pushedKey(place)));
  if (cause !== undefined && known.some((one) => one.cause === cause)) return;
  const before = push ? known : [];
  const news: Told = {
    ...{ at, told },
    ...(push?.before === undefined ? {} : { before: push.before }),
    ...(cause === undefined ? {} : { cause }),
  };
  const data = { pushes: [...before, news].slice(-MOST_TOLD) };
  await facts.keep({ ...pushedKey(place), data: data as unknown as Json, fetchedAt: new Date(told).toISOString() });
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
  const pushes = toldOf(await facts.find(pushedKey(place)));
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
