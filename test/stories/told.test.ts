import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { noticesOf } from '@countersign/core/notice/notice.ts';
import { standsNow } from '@countersign/github/tell.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** Lives through a request up to its approval. */
async function lived(number: number): Promise<void> {
  line.as('requester').comment(number, '/submit');
  await line.settled();
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
}

test('9: whatever is on record was kept for whom it concerns, once each: by the table, from the record alone', async () => {
  line = await openLine({ replica: true });
  const number = line.file();
  await line.settled();
  await lived(number);
  const { parts } = line.server;
  const { ref } = (await parts.register.findByNumber(
    `github:${line.seeded.organization.id}`,
    (
      await parts.register.projects(`github:${line.seeded.organization.id}`)
    )[0] as string,
    number,
  )) as { ref: Parameters<typeof standsNow>[1] };
  const entries = await parts.ledger.read(ref);
  const told = happenings(entries);
  const stands = await standsNow(parts, ref);
  if (!stands) throw new Error('nothing is on record');
  // What was recorded together has one instant and one actor.
  const ends = entries.flatMap((entry, at) => {
    const next = entries[at + 1];
    return next && next.at === entry.at && next.actor === entry.actor ? [] : [at + 1];
  });
  const expected = ends.flatMap((to, nth) => {
    const state = fold(told.slice(0, to));
    const events = told.slice(ends[nth - 1] ?? 0, to).map(({ event }) => event);
    return state ? noticesOf(events, state, stands.situation).map((one) => [to, one.to.id, one.matters] as const) : [];
  });
  const kept = await parts.notices.ofRequest(ref);
  const shown = kept.map(({ brought, to, matters }) => [brought, to.id, matters] as const);
  const sorted = (some: readonly unknown[]) => some.map((one) => JSON.stringify(one)).sort();
  expect(expected.length).toBeGreaterThan(5);
  expect(sorted(shown)).toEqual(sorted(expected));
});
