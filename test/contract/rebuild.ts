/** What the register of every kind keeps on every store: it is what a replay of the record makes of it, so it can be dropped and made anew. */
import { BASELINE, type BaselineKind, baselineStream } from '@countersign/core/baseline/decider.ts';
import { CHANGE, run as runChange } from '@countersign/core/change/decider.ts';
import { CONTACTS, contactStream } from '@countersign/core/contact/decider.ts';
import { COVERAGE, coverageStream } from '@countersign/core/enactment/coverage.ts';
import { ENACTMENT, type Enactment, policyStream } from '@countersign/core/enactment/decider.ts';
import { ALIAS, aliasStream } from '@countersign/core/identity/alias.ts';
import { HOME, homeStream } from '@countersign/core/identity/home.ts';
import { ITEM } from '@countersign/core/identity/item.ts';
import { KINDS, type Kind, kindOf, partsOf } from '@countersign/core/record/kind.ts';
import { LOSS, type Loss, lossStream } from '@countersign/core/record/loss.ts';
import type { Entry, RegisterRow } from '@countersign/core/record/port.ts';
import { replayed, run } from '@countersign/core/record/run.ts';
import { REQUIREMENT, type Requirement, requirementStream } from '@countersign/core/requirement/decider.ts';
import { INVENTORY } from '@countersign/core/setup/inventory.ts';
import { SITE } from '@countersign/core/setup/site.ts';
import { SIGNOFF, signoffStream } from '@countersign/core/signoff/decider.ts';
import { WAITING } from '@countersign/core/waiting.ts';
import { WORK, workStream } from '@countersign/core/work/decider.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALTERNATIVES, FEASIBLE, NONE, opened, PLAN, scenario } from '../instruments/scenario.ts';
import type { LedgerUnderTest } from './ledger.ts';

/** A kind without its replay does not compile. */
const REPLAY = {
  change: (entries) => replayed(CHANGE, entries),
  policy: (entries) => replayed(ENACTMENT, entries),
  coverage: (entries) => replayed(COVERAGE, entries),
  alias: (entries) => replayed(ALIAS, entries),
  home: (entries) => replayed(HOME, entries),
  work: (entries) => replayed(WORK, entries),
  item: (entries) => replayed(ITEM, entries),
  requirement: (entries) => replayed(REQUIREMENT, entries),
  baseline: (entries) => replayed(BASELINE, entries),
  setup: (entries) => replayed(INVENTORY, entries),
  site: (entries) => replayed(SITE, entries),
  loss: (entries) => replayed(LOSS, entries),
  contact: (entries) => replayed(CONTACTS, entries),
  signoff: (entries) => replayed(SIGNOFF, entries),
} as const satisfies Record<Kind, (entries: readonly Entry[]) => RegisterRow | undefined>;

const STEPS = [
  { type: 'submit' },
  { type: 'triage' },
  { type: 'assess', inputs: [...NONE, FEASIBLE] },
  { type: 'plan', plan: PLAN },
  { type: 'alternatives', alternatives: ALTERNATIVES },
  { type: 'review' },
  { type: 'hold', reason: 'wait' },
  { type: 'release' },
  { type: 'concern', text: 'hm' },
  { type: 'raise-class', class: 'critical', reason: 'careful' },
  { type: 'link-work', work: 'PR_21', label: '#21' },
  { type: 'unlink-work', work: 'PR_21' },
  { type: 'withdraw', reason: 'no' },
  opened(),
] as const;

const SAVED_TEXT = { snapshot: 'a'.repeat(64), digest: { title: 'b'.repeat(64), text: 'c'.repeat(64) } };
const SAVINGS: readonly Requirement['command'][] = [
  [
    { type: 'save', ...SAVED_TEXT, saved: '2026-03-02T08:00:00Z' },
    { type: 'name', label: '#7', project: 'acme/billing' },
  ],
  [{ type: 'save', ...SAVED_TEXT, snapshot: 'd'.repeat(64), over: SAVED_TEXT, saved: '2026-03-01T08:00:00Z' }],
  [{ type: 'mark', is: true }],
  [{ type: 'lose', how: 'deleted' }],
  [{ type: 'see-again' }],
];

const baselined = (project: string, stream: string): BaselineKind['command'] => ({
  items: [{ id: stream, label: '#7', digest: SAVED_TEXT.digest, snapshot: SAVED_TEXT.snapshot }],
  request: { project, stream, label: '#9' },
  approved: '2026-03-02T08:00:00.000Z',
  approvers: [{ by: 'github:1', seat: 'customer' }],
  changes: [],
});

/** After everything that anybody waits for. */
const LAST = '9999-01-01T00:00:00.000Z';

let tenants = 0;

export function rebuildContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`the register and its replay: ${name}`, () => {
    test('7.1: after any history every row is what the record gives again, whatever kind it is', async () => {
      const { ledger, rows, dues } = await open();
      const act = fc.record({
        stream: fc.constantFrom('I_1', 'I_2'),
        who: fc.constantFrom('mei', 'mei', 'carla', 'stranger'),
        step: fc.constantFrom(...STEPS),
        puts: fc.constantFrom<Enactment['command'] | undefined>(
          undefined,
          { type: 'put-in-force', version: 'a'.repeat(64) },
          { type: 'put-in-force', version: 'b'.repeat(64), roles: { asOf: '2026-03-02T08:00:00.000Z', holders: {} } },
          { type: 'taken-out', why: 'broken' },
        ),
        moves: fc.constantFrom(undefined, 1, 2, 3),
        says: fc.constantFrom(undefined, 'open', 'closed'),
        merges: fc.boolean(),
        names: fc.constantFrom(undefined, [], ['contact:1'], ['contact:2'], ['contact:1', 'contact:2']),
        offers: fc.constantFrom(undefined, 'vote' as const, 'confirm' as const),
        takesIn: fc.constantFrom(undefined, 'main', 'trunk'),
        saves: fc.constantFrom<Requirement['command'] | undefined>(undefined, ...SAVINGS),
        approves: fc.constantFrom(undefined, 'I_1', 'I_2'),
        loses: fc.constantFrom<Loss['command'] | undefined>(
          undefined,
          { type: 'miss', missing: { label: '#3', shows: 7, has: 0 } },
          { type: 'accept', until: '2026-03-02T08:00:00.000Z', how: 'begun-anew' },
          { type: 'find-whole' },
        ),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
          const at = { tenant: `rebuilt-${++tenants}`, project: 'p' };
          const play = scenario();
          let cause = 0;
          const change = (stream: string, who: string, command: Parameters<typeof runChange>[1]['command']) =>
            runChange(ledger, {
              ref: { ...at, stream },
              command,
              cause: `c${++cause}`,
              situation: async () => play.situation(who),
              follow: () => [],
            });
          // The way to the board, so that random acts begin somewhere.
          await change('I_1', 'carla', opened());
          for (const [index, command] of STEPS.slice(0, 6).entries())
            await change('I_1', index === 0 ? 'carla' : 'mei', command);
          for (const one of acts) {
            const { stream, who, step, puts, moves, says, merges, takesIn, saves, approves, loses, names, offers } =
              one;
            await change(stream, who, step);
            const beside = () => ({
              cause: `c${++cause}`,
              situation: async () => play.situation(who),
              follow: () => [],
            });
            if (puts) await run(ledger, ENACTMENT, { ref: policyStream(at), command: puts, ...beside() });
            if (moves) {
              const id = `${stream}.${moves}`;
              const live = { type: 'live', project: at.project, id, number: moves } as const;
              await run(ledger, HOME, { ref: homeStream({ ...at, stream }), command: live, ...beside() });
              const belong = { type: 'belong', project: at.project, stream } as const;
              await run(ledger, ALIAS, { ref: aliasStream(at.tenant, at.project, id), command: belong, ...beside() });
            }
            if (takesIn) {
              const command = { type: 'take-in', branch: takesIn } as const;
              await run(ledger, COVERAGE, { ref: coverageStream(at, 'v'), command, ...beside() });
            }
            if (saves) {
              const ref = requirementStream(at.tenant, at.project, stream);
              await run(ledger, REQUIREMENT, { ref, command: saves, ...beside() });
            }
            if (approves) {
              const command = baselined(at.project, approves);
              await run(ledger, BASELINE, { ref: baselineStream(at), command, ...beside() });
            }
            if (loses) await run(ledger, LOSS, { ref: lossStream(at), command: loses, ...beside() });
            if (names) {
              const lines = names.map((contact) => ({ contact, role: 'customer' as const }));
              const command = { type: 'stand', version: 'v', lines, accounts: {} } as const;
              await run(ledger, CONTACTS, { ref: contactStream(at), command, ...beside() });
            }
            if (offers) {
              const command = {
                type: 'offer',
                link: 'a'.repeat(64),
                act: offers,
                content: 'b'.repeat(64),
                round: 1,
              } as const;
              await run(ledger, SIGNOFF, { ref: signoffStream({ ...at, stream }, 'contact:1'), command, ...beside() });
            }
            if (says) {
              const command = { type: merges ? 'merge' : 'show', head: 'a', gate: says } as const;
              await run(ledger, WORK, { ref: workStream(at.tenant, at.project, `PR_${who}`), command, ...beside() });
            }
          }
          const streams = new Map<string, Entry[]>();
          for (const entry of await ledger.readProject(at.tenant, at.project, 0, 5000)) {
            const key = JSON.stringify(partsOf(entry.ref));
            streams.set(key, [...(streams.get(key) ?? []), entry]);
          }
          expect(streams.size).toBeGreaterThan(0);
          for (const entries of streams.values()) {
            const [first] = entries;
            if (first) expect(await rows.row(first.ref)).toEqual(REPLAY[kindOf(first.ref) as Kind](entries));
          }
          const waiting = (await dues.due(LAST, 10_000)).filter(({ ref }) => ref.tenant === at.tenant);
          const replays = [...streams.values()].flatMap((entries) => {
            const last = entries.at(-1);
            const due = last && WAITING[kindOf(last.ref)]?.(entries, last.at);
            return due ? [{ ref: last.ref, version: last.version, ...due }] : [];
          });
          expect(waiting).toEqual(expect.arrayContaining(replays));
          expect(waiting).toHaveLength(replays.length);
          const listed = await Promise.all(KINDS.map((kind) => rows.rows({ ...at, kind })));
          expect(listed.flatMap((page) => page.rows)).toHaveLength(streams.size);
        }),
        { numRuns: 10 },
      );
    });
  });
}
