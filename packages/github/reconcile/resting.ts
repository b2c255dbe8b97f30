/**
 * What the open requests of a repository rest on beside their own records. While that is as it was when all of them were looked at, a round
 * looks at a few in turn, however many there are: time has its clock, and an item that was edited is on GitHub's list.
 */
import { createHash } from 'node:crypto';
import { yearIn } from '@countersign/core/calendar/date.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { isOpen } from '@countersign/core/change/stage.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { reconsiderEach, reconsiderOpen, type Shows } from '../receive/reconsider.ts';
import type { FollowUp } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { inTurn } from './inturn.ts';

/** So many are looked at whatever rests: for what nobody thought of, such as an item that is gone and of which nobody told. */
const MOST = 20;

/**
 * Looks at every open request of a repository where what they rest on is not what it was, or cannot be told, and at a few of them otherwise.
 * @param most so many in turn
 * @throws as `reconsiderOpen`; then all are looked at next time
 */
export async function reconsiderResting(
  parts: Parts,
  place: Place,
  cause: string,
  shows: Shows,
  most: number = MOST,
): Promise<void> {
  const { tenant, project } = place;
  const name = JSON.stringify([tenant, project]);
  // Before anything is looked at: what changes meanwhile is another the next time.
  const by = await restsOn(parts, place);
  if (by === undefined || by !== parts.rested.get(name)) {
    parts.rested.delete(name);
    await reconsiderOpen(parts, tenant, project, cause, shows);
    if (by !== undefined) parts.rested.set(name, by);
    return;
  }
  const rows = await inTurn(parts, place, 'open', most);
  const given = await givenUp(parts, place);
  const once = given.filter((one) => !rows.some((row) => row.ref.stream === one.ref.stream));
  await reconsiderEach(parts, [...rows, ...once], cause, shows);
}

/** Requests whose comment was given up: it is tried by each round, unless GitHub says no to it, which has its own time (`parked.ts`). */
async function givenUp(parts: Parts, { tenant, project }: Place): Promise<readonly ChangeRow[]> {
  const rows: ChangeRow[] = [];
  for (const data of await parts.unhandled.givenUp('show-change', tenant)) {
    const { ref } = data as unknown as Extract<FollowUp, { kind: 'show-change' }>;
    const row = await parts.register.find(ref);
    if (row && isOpen(row.stage) && (row.home ?? row.ref.project) === project) rows.push(row);
  }
  return rows;
}

/** @returns one word for all of it; `undefined` while the policy cannot be read */
async function restsOn(parts: Parts, place: Place): Promise<string | undefined> {
  const facts = await factsAt(parts, place);
  const current = await facts.policy();
  if (current.kind === 'unreadable') return undefined;
  const now = facts.now();
  const said: unknown[] = [place, await told(current)];
  for (const version of await parts.register.policiesUsed(place.tenant, place.project))
    said.push(version, await told(await facts.pinned(version)));
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');

  async function told(state: PolicyState): Promise<unknown> {
    if (state.kind !== 'in-force') return state;
    const { policy } = state;
    // When it was read is no news.
    const { asOf: _, ...authority } = await facts.authority(policy);
    const stands = policy.freezes.filter(({ from, to }) => from <= now && now < to);
    // Dates of other years are shown with it.
    return [state, authority, stands, yearIn(now, policy.timeZone)];
  }
}
