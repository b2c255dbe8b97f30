/** How far the change requests of a repository have come, out of the record alone: by it the sandbox's guide knows what to try next. */
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { formOf } from '@countersign/core/view/nextact.ts';
import { statusView } from '@countersign/core/view/status.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { factsAt } from '@countersign/github/factsat.ts';
import { homeOf } from '@countersign/github/record/home.ts';
import type { Progress } from '@countersign/sandbox/tracker/port.ts';
import { changePath } from '@countersign/web/app.ts';

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
  const situation = await viewSituation(facts, await policyFor(facts, state), touchedBy(state));
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

/** Entries of each change request of a project. */
async function streamsOf(parts: Parts, tenant: string, project: string): Promise<readonly (readonly Entry[])[]> {
  const streams = new Map<string, Entry[]>();
  for (let after = 0; ; ) {
    const entries = await parts.ledger.readProject(tenant, project, after, 500);
    for (const entry of entries) {
      after = entry.sequence;
      if (kindOf(entry.ref) !== 'change') continue;
      const known = streams.get(entry.ref.stream);
      if (known) known.push(entry);
      else streams.set(entry.ref.stream, [entry]);
    }
    if (entries.length < 500) return [...streams.values()];
  }
}
