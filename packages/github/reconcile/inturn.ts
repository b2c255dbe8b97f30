/** A round looks at so many requests of a repository, and the next one goes on behind them: what a round costs does not grow with what is open. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import type { Turning } from '@countersign/core/change/registerport.ts';
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';

/** As seldom as rounds come: servers that start after one another begin elsewhere. */
const APART_MS = 300_000;
/** Steps of this part of a circle, however many, leave no large gap. */
const GOLDEN = 0.618_033_988_749_895;

/**
 * The requests whose turn it is, each as often as the others; none twice at once. Where a server stands is kept in its memory: a round writes
 * nothing for it.
 * @param of requests that are not over, or only those by which a gate may be open
 */
export async function inTurn(
  { register, turns, now }: Pick<Parts, 'register' | 'turns' | 'now'>,
  { tenant, project }: Pick<Place, 'tenant' | 'project'>,
  of: 'open' | 'decided',
  limit: number,
): Promise<readonly ChangeRow[]> {
  const name = JSON.stringify([of, tenant, project]);
  const asked = { tenant, project, decided: of === 'decided' };
  const known = turns.get(name);
  const first = known ? [] : await register.turn({ ...asked, limit });
  // All of them, every time.
  if (!known && first.length < limit) return first;
  const after = known ?? beginning(await register.newest(tenant, project), now());
  const next = await register.turn({ ...asked, after, limit });
  const more = next.length < limit ? await register.turn({ ...asked, limit: limit - next.length }) : [];
  const rows = [...next, ...more.filter((row) => !next.some((one) => one.ref.stream === row.ref.stream))];
  const last = rows.at(-1);
  if (last) turns.set(name, { number: last.number, stream: last.ref.stream });
  else turns.delete(name);
  return rows;
}

/** Somewhere, or those behind would never have their turn where servers start anew again and again. */
function beginning(newest: number, now: number): Turning {
  const part = (Math.floor(now / APART_MS) * GOLDEN) % 1;
  return { number: Math.floor(part * newest), stream: '' };
}
