/** When everything has come to rest: nothing is on its way, nothing waits, and a whole round finds nothing to do. Observed, never slept for. */
import { setTimeout as after } from 'node:timers/promises';
import type { Town } from './town.ts';

export const LOOK_MS = 40;
/** Longer than what GitHub shows late counts as still on its way to us (`looked.ts`), and than a policy is believed whose push nobody told of (`policyfile.ts`). */
const LATER_MS = 16 * 60_000;
const MOST_ROUNDS = 8;
/** Long, because other things may run on the machine. */
const PATIENCE_MS = 90_000;
/** So often all clocks go on: what has not come to rest by then goes round. */
const MOST_PASSES = 200;

interface Waiting {
  readonly active: number;
  readonly due: number;
  readonly later: number;
  /** Of those, what somebody who is patient for so long waits for. */
  readonly soon: number;
  /** Milliseconds until the last of those is due. */
  readonly longest: number;
}

/**
 * What is behind something of its key that waits for its time waits for that time, too. Where something was given up, a watch of its repository
 * comes again for as long as that stands: it is at rest between two looks.
 */
const WAITING = `with waiting as (select name, state, start_after, singleton_key as key from pgboss.job
    where name in ('delivery', 'job') and state in ('created', 'retry', 'active')
      and not (state <> 'active' and data->>'kind' = 'watch' and exists (select from parked))),
  later as (select name, key, start_after from waiting where state <> 'active' and start_after > now())
  select count(*) filter (where state = 'active')::int as active,
    count(*) filter (where state <> 'active' and not exists (select from later where later.name = waiting.name and later.key = waiting.key))::int as due,
    (select count(*)::int from later) as later,
    (select count(*)::int from later where start_after <= now() + $1 * interval '1 millisecond') as soon,
    (select coalesce(extract(epoch from max(start_after) - now()) * 1000, 0)::float from later) as longest
  from waiting`;

/** So long somebody who looks on waits for what waits for a clock; for what is on its way they wait as long as it takes. */
const PATIENT_MS = 5000;

/** Nothing is on its way and nothing waits: what only waits for a clock has all clocks go on. @throws with what does, when nothing changes for long or all of it goes round */
function quiet(town: Town): Promise<void> {
  let passes = 0;
  return comeTo(town, async (waiting) => {
    const { active, due, later, longest } = waiting;
    if (active + due + later === 0) return true;
    if (active + due > 0 || longest <= 300) return false;
    passes += 1;
    if (passes > MOST_PASSES) throw new Error(`it goes round: ${JSON.stringify(waiting)}`);
    await town.pass(Math.ceil(longest)).catch(() => {});
    return false;
  });
}

/** Nothing is on its way, and nothing waits but for a clock that is far behind. @throws as `quiet` */
export function lull(town: Town): Promise<void> {
  return comeTo(town, async ({ active, due, soon }) => active + due + soon === 0);
}

async function comeTo(town: Town, isThere: (waiting: Waiting) => Promise<boolean>): Promise<void> {
  let until = Date.now() + PATIENCE_MS;
  let last = 'nothing could be asked';
  let still = 0;
  while (Date.now() < until) {
    const isTold = await Promise.race([town.way.deliveries.settled().then(() => true), after(LOOK_MS, false)]);
    const [waiting] = await town.query<Waiting>(WAITING, [PATIENT_MS]).catch(() => []);
    const { longest, ...counted } = waiting ?? { longest: 0 };
    const now = JSON.stringify({ isTold, ...counted, calls: town.witness.calls() });
    if (now !== last) until = Date.now() + PATIENCE_MS;
    last = now;
    still = waiting && (await isThere(waiting)) && isTold ? still + 1 : 0;
    if (still >= 2) return;
    await after(LOOK_MS);
  }
  throw new Error(`it does not come to rest: ${last}`);
}

/** What a round could change: the record, and what GitHub shows of us. */
async function standing(town: Town): Promise<string> {
  const [row] = await town.query<{ entries: string }>('select count(*) as entries from entry');
  const { comments, checks } = town.seeded.repository;
  const shown = [...checks.values()].map(({ id, conclusion, title }) => [id, conclusion, title]);
  const said = [...comments.values()].map(({ id, body }) => [id, body]);
  return JSON.stringify([row?.entries, shown, said]);
}

/** Rounds come until one changes nothing. @throws when it does not come to that */
export async function rest(town: Town): Promise<void> {
  await quiet(town);
  await town.pass(LATER_MS);
  let before = await standing(town);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const server of town.servers) await server.round();
    await quiet(town);
    const now = await standing(town);
    if (now === before && round > 0) return;
    before = now;
  }
  throw new Error(`${MOST_ROUNDS} rounds one after another each changed something`);
}
