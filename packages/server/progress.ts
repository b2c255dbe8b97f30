/** How far the change requests of a repository have come, out of the record alone: by it the sandbox's guide knows what to try next. */
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { policyFor, viewSituation } from '@countersign/core/facts.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { formOf } from '@countersign/core/view/nextact.ts';
import { statusView } from '@countersign/core/view/status.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { homeOf } from '@countersign/github/record/home.ts';
import type { Progress } from '@countersign/sandbox/tracker/port.ts';
import { changePath } from '@countersign/web/app.ts';
import { streamsOf } from './outbox.ts';

export async function progressIn(parts: Parts, tenant: string, project: string): Promise<readonly Progress[]> {
  const found = await Promise.all(
    (await streamsOf(parts, tenant, project)).map((entries) => progressOf(parts, entries)),
  );
  return found.flat();
}

async function progressOf(parts: Parts, entries: readonly Entry[]): Promise<readonly Progress[]> {
  const [first] = entries;
  const told = happenings(entries);
  const state = fold(told);
  const home = first && (await homeOf(parts, first.ref));
  if (!first || !state || !home) return [];
  const facts = await factsAt(parts, home.place);
  const situation = await viewSituation(facts, await policyFor(facts, state), state.content.request.items);
  const view = statusView(state, situation, told);
  return [
    {
      ...{ number: home.number, stage: state.stage, page: changePath(first.ref) },
      asked: view.next.flatMap(({ id }) => formOf(id) ?? []),
      voted: view.seats.flatMap(({ standing, who }) => (standing === 'approved' && who ? [who.name] : [])),
      happened: [...new Set(told.map(({ event }) => event.type))],
    },
  ];
}
