import type { Command } from '@countersign/core/change/command.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Entry, Json } from '@countersign/core/record/port.ts';
import { boundToShown, seenBy } from '@countersign/core/witness.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costs, days, inReview, person, SOMEONE } from '../../../test/instruments/scenario.ts';
import { nothingShown, STATUS_COMMENT, showing, shownBefore } from './shown.ts';
import type { Target, Written } from './written.ts';

const TARGET: Target = { tenant: 't', project: 'p', target: 'I_12' };
/** What a vote in each seat rests on, of what is assessed here (`rules.md 4.3`). */
const RESTS: Readonly<Record<string, readonly string[]>> = {
  mei: ['cost', 'schedule'],
  mo: ['cost', 'schedule'],
  arch: ['risk'],
  carla: ['cost', 'schedule'],
};
const VOTERS = Object.keys(RESTS);

const PLACE = { tenant: 't', project: 'p', installation: 1, owner: 'acme', repo: 'shop' };
/** GitHub's answer for our comment; it is asked only where nobody knows what stands there. */
const ports = (written: Written, stands?: { readonly body: string; readonly updated_at: string }) => ({
  written,
  client: {
    request: async () => {
      if (!stands) throw new Error('nothing is to be asked');
      return { status: 200, data: stands };
    },
  },
});

function memory(): Written {
  const notes = new Map<string, Json>();
  const keep = async (_: Target, surface: string, data: Json) => void notes.set(surface, data);
  return { written: async () => notes, remember: keep, confirm: keep };
}

const at = (ms: number): string => new Date(Date.UTC(2026, 10, 2, 9) + Math.floor(ms / 1000) * 1000).toISOString();

type Step =
  | { readonly kind: 'assess'; readonly by: 'mei' | 'mo'; readonly what: 'cost' | 'schedule' | 'risk' }
  | { readonly kind: 'show' }
  | { readonly kind: 'overwrite' }
  | { readonly kind: 'vote'; readonly by: string };

/** With the milliseconds since the step before. */
type Timed = Step & { readonly after: number };

const step: fc.Arbitrary<Timed> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('assess' as const),
        by: fc.constantFrom('mei' as const, 'mo' as const),
        what: fc.constantFrom('cost' as const, 'schedule' as const, 'risk' as const),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('show' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('overwrite' as const) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('vote' as const), by: fc.constantFrom(...VOTERS) }) },
  )
  .chain((one: Step) =>
    fc.record({ after: fc.constantFrom(0, 1, 400, 999, 1000, 2500) }).map((more): Timed => ({ ...one, ...more })),
  );

test('4.1: a yes counts exactly for what nobody else changed since our comment showed it in an earlier second', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const play = inReview({ roles: { ...SOMEONE, 'project-manager': ['mei', 'mo'] } });
      // Nothing is decided here, whatever the board says.
      play.when('arch', { type: 'concern', text: 'Wait' });
      const actors: string[] = play.happened.map(() => 'github:nobody');
      const when = (name: string, command: Command) => {
        const before = play.happened.length;
        play.when(name, command);
        for (let added = before; added < play.happened.length; added += 1) actors.push(person(name).id);
      };
      const written = memory();
      const changes: { readonly what: string; readonly by: string; readonly version: number }[] = [];
      const shows: { readonly version: number; readonly second: number }[] = [];
      let now = 0;
      for (const [index, one] of steps.entries()) {
        now += one.after;
        const version = play.happened.length;
        if (one.kind === 'assess') {
          const amount = (index + 1) * 1000;
          const risk = {
            dimension: 'risk' as const,
            value: { kind: 'none' as const, reason: `small ${index}` },
            confidence: 'high' as const,
          };
          const input =
            one.what === 'cost' ? costs(amount) : one.what === 'schedule' ? days(0.001 * (index + 1)) : risk;
          when(one.by, { type: 'assess', inputs: [input] });
          changes.push({ what: one.what, by: one.by, version: play.happened.length });
        } else if (one.kind === 'show') {
          const note = (await written.written(TARGET)).get(STATUS_COMMENT);
          await written.confirm(TARGET, STATUS_COMMENT, { id: 1, ...showing(note, { version, at: at(now) }) });
          shows.push({ version, second: Math.floor(now / 1000) });
        } else if (one.kind === 'overwrite') {
          await nothingShown(written, TARGET, at(now));
          shows.push({ version: 0, second: Math.floor(now / 1000) });
        } else {
          const shown = shows.filter(({ second }) => second < Math.floor(now / 1000)).at(-1)?.version ?? 0;
          // Before anything was shown all of it is somebody else's.
          const isSeen =
            shown > 0 &&
            changes.every(
              ({ what, by, version: since }) => since <= shown || by === one.by || !RESTS[one.by]?.includes(what),
            );
          const entries = play.happened.map((happened, at) => ({
            ...happened,
            version: at + 1,
            actor: actors[at],
          })) as unknown as Entry[];
          const seen = seenBy(entries, await shownBefore(ports(written), TARGET, PLACE, at(now)), person(one.by).id);
          const seat = one.by === 'arch' ? 'technical-expert' : one.by === 'carla' ? 'customer' : 'project-manager';
          const vote: Command = { type: 'vote', verdict: 'approve', authenticated: 'test', seat };
          if (isSeen) when(one.by, boundToShown(seen, vote));
          else expect(play.refused(one.by, boundToShown(seen, vote))).toBe('not-seen');
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('4.1: of very many showings the newest are kept, and whoever wrote before them is asked again', async () => {
  const written = memory();
  let note: Json = { id: 1 };
  for (let second = 1; second <= 200; second += 1) note = showing(note, { version: second, at: at(second * 1000) });
  await written.confirm(TARGET, STATUS_COMMENT, note);
  expect(await shownBefore(ports(written), TARGET, PLACE, at(201_000))).toBe(200);
  expect(await shownBefore(ports(written), TARGET, PLACE, at(200_000))).toBe(199);
  expect(await shownBefore(ports(written), TARGET, PLACE, at(3_000))).toBe(0);
});

test('4.1: a comment whose time GitHub does not tell shows nobody anything', async () => {
  const written = memory();
  await written.confirm(TARGET, STATUS_COMMENT, { id: 1, ...showing(undefined, { version: 3, at: undefined }) });
  expect(await shownBefore(ports(written), TARGET, PLACE, at(9_000))).toBe(0);
});

test('4.1: a text that was sent and never confirmed shows what it says if it stands there letter by letter', async () => {
  const written = memory();
  const trying = { version: 4, digest: digestOf({ body: 'ours' }) };
  await written.remember(TARGET, STATUS_COMMENT, { id: 1, trying, digest: null, uncertain: true });
  const seen = (body: string, since: number) =>
    shownBefore(ports(written, { body, updated_at: at(since) }), TARGET, PLACE, at(9_000));
  expect(await seen('ours', 8_000)).toBe(4);
  expect(await seen('ours', 9_000)).toBe(0);
  expect(await seen('ours, and a word of somebody else', 8_000)).toBe(0);
});
