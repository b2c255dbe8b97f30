/** What a board has to decide, and what it decided: requests that the register finds, each read from the record. */
import { dayIn } from '@countersign/core/calendar/date.ts';
import { dayBegins } from '@countersign/core/calendar/moment.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { OPEN } from '@countersign/core/change/stage.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { agendaPoints, inOrderOfAgenda, isAsked } from '@countersign/core/view/agenda.ts';
import { minutesOf } from '@countersign/core/view/minutes.ts';
import { pageOf } from '@countersign/github/address.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { PageFacts } from '@countersign/web/pagefacts.ts';
import type { AgendaFacts, MinutesFacts } from '@countersign/web/port.ts';
import { type Asking, readableOf } from './register.ts';

/** Open requests that are looked at for one agenda, those with a date first; and rows of one look into the register for minutes. */
const MOST_OPEN = 200;
const MOST_TOUCHED = 1_000;

export function agendaFacts(asking: Asking): Pick<PageFacts, 'agenda' | 'minutes'> {
  const { parts } = asking;
  const readable = async (of: Parameters<PageFacts['agenda']>[0], visitor: Parameters<PageFacts['agenda']>[1]) => {
    const found = await readableOf(asking, of, visitor);
    if (typeof found === 'string') return found;
    const [place] = found.places as readonly [Place];
    const here = await factsAt(parts, place);
    const policy = await here.policy();
    const timeZone = policy.kind === 'in-force' ? policy.policy.timeZone : 'UTC';
    return { name: found.name, here, timeZone };
  };

  return {
    async agenda(of, visitor): Promise<AgendaFacts | 'hidden' | 'unknown'> {
      const found = await readable(of, visitor);
      if (typeof found === 'string') return found;
      const { name, here, timeZone } = found;
      const page = { sort: 'due', limit: MOST_OPEN } as const;
      const { rows, next } = await parts.register.list(of.tenant, [of.project], { stages: OPEN }, page);
      const points: AgendaFacts['points'][number][] = [];
      for (const { ref } of rows) {
        const told = happenings(await parts.ledger.read(ref));
        const state = fold(told);
        if (!state || !isAsked(state)) continue;
        const situation = await gateSituation(here, await policyFor(here, state), state);
        points.push(...agendaPoints(state, situation, told).map((point) => ({ ...point, ...whereOf(parts, ref) })));
      }
      return {
        ...{ project: name, timeZone, now: new Date(parts.now()).toISOString() },
        points: inOrderOfAgenda(points),
        ...(next === undefined ? {} : { more: MOST_OPEN }),
      };
    },

    async minutes(of, days, visitor): Promise<MinutesFacts | 'hidden' | 'unknown'> {
      const found = await readable(of, visitor);
      if (typeof found === 'string') return found;
      const { name, timeZone } = found;
      const { from, to } = days ?? lastSeven(parts.now(), timeZone);
      const [begins, ends] = [dayBegins(from, timeZone), dayBegins(dayAfter(to), timeZone)];
      const { rows, more } = await touchedSince(parts, of, begins);
      const minutes: MinutesFacts['minutes'][number][] = [];
      for (const { ref } of rows) {
        const told = happenings(await parts.ledger.read(ref));
        minutes.push(...minutesOf(told, begins, ends).map((minute) => ({ ...minute, ...whereOf(parts, ref) })));
      }
      return {
        ...{ project: name, timeZone, from, to },
        minutes: minutes.sort((one, other) => (one.at < other.at ? -1 : 1)),
        ...(more ? { more: MOST_TOUCHED } : {}),
      };
    },
  };
}

/** Whatever was decided since has a newer row. */
async function touchedSince(
  { register }: Parts,
  { tenant, project }: Parameters<PageFacts['agenda']>[0],
  since: string,
): Promise<{ readonly rows: readonly ChangeRow[]; readonly more: boolean }> {
  const page = { sort: 'updated', descending: true, limit: MOST_TOUCHED } as const;
  const { rows, next } = await register.list(tenant, [project], {}, page);
  const touched = rows.filter(({ updatedAt }) => updatedAt >= since);
  return { rows: touched, more: next !== undefined && touched.length === rows.length };
}

function whereOf(parts: Parts, ref: ChangeRow['ref']): Pick<AgendaFacts['points'][number], 'ref' | 'page'> {
  const page = pageOf(parts, ref);
  return { ref, ...(page === undefined ? {} : { page }) };
}

const DAY_MS = 86_400_000;

function lastSeven(now: number, timeZone: string): { readonly from: string; readonly to: string } {
  const [first, last] = [now - 6 * DAY_MS, now].map((at) => dayIn(new Date(at).toISOString(), timeZone));
  return { from: first as string, to: last as string };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);
}
