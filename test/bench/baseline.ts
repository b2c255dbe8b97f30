/** What a baseline costs: putting together what is voted on, making it by an approval, and comparing it with what stands. */
import { BASELINE, baselineStream } from '@countersign/core/baseline/decider.ts';
import { baselineDifference } from '@countersign/core/baseline/difference.ts';
import { asBaselineItem } from '@countersign/core/baseline/manifest.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { folded, run } from '@countersign/core/record/run.ts';
import { REQUIREMENT, requirementStream } from '@countersign/core/requirement/decider.ts';
import { approvedBetween, itemsStanding, makeBaseline, manifestNow } from '@countersign/github/record/baseline.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { approve, inReview, REQUEST } from '../instruments/scenario.ts';
import { ms, row } from './figure.ts';

const WHERE = { tenant: 'T', project: 'P' };
const REQUEST_REF = { ...WHERE, stream: 'I_B' };

export async function baselineCost(many: number): Promise<void> {
  const made = await temporaryDatabase();
  const database = connect(made.url);
  const boss = await openBoss(database);
  const ledger = postgresLedger(boss);
  const parts = { ledger, register: postgresRegister(database), texts: postgresTexts(database), now: Date.now };
  for (let n = 0; n < many; n += 1) {
    const hash = digestOf(n);
    await run(ledger, REQUIREMENT, {
      ref: requirementStream(WHERE.tenant, WHERE.project, `I_${n}`),
      command: [
        { type: 'save', snapshot: hash, digest: { title: hash, text: hash }, saved: '2026-03-02T08:00:00Z' },
        { type: 'name', label: `#${n}`, project: 'acme/billing' },
        { type: 'mark', is: true },
      ],
      cause: `saved/${n}`,
      situation: async () => ({ now: new Date().toISOString(), actor: { id: 'mei' } }),
      follow: () => [],
    });
  }
  const timed = async <Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> => {
    const started = performance.now();
    const result = await work();
    return [result, performance.now() - started];
  };
  const [manifest, together] = await timed(() => manifestNow(parts, WHERE));
  const approved = await approvedWith(ledger, manifest);
  const [, making] = await timed(() => makeBaseline(parts, { kind: 'baseline', ref: REQUEST_REF, approved }));
  const [differing, comparing] = await timed(async () => {
    const [one] = folded(BASELINE, await ledger.read(baselineStream(WHERE)));
    await approvedBetween(parts, WHERE, one?.approved);
    return baselineDifference(one?.items ?? [], await itemsStanding(parts, WHERE)).length;
  });
  if (differing > 0) throw new Error(`${differing} differ of what was just agreed on`);
  const size = many.toLocaleString('en');
  row(`what is voted on, of ${size} requirements`, ms(together), 'each look at an open one');
  row(
    `a baseline of ${size} made, and compared with what stands`,
    `${ms(making)} + ${ms(comparing)}`,
    '≤ 2 s at 10,000',
  );
  await boss.close();
  await database.close();
  await made.drop();
}

/** Puts a request on record whose board approved that. @returns when */
async function approvedWith(
  ledger: ReturnType<typeof postgresLedger>,
  manifest: Awaited<ReturnType<typeof manifestNow>>,
): Promise<string> {
  const play = inReview();
  const item = asBaselineItem('Baseline');
  play.world.items.set(item.id, manifest);
  play.when('carla', { type: 'write', request: { ...REQUEST, items: [item] } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  const entries = play.happened.map(({ at, event }) => ({ at, actor: 'mei', event: event as never }));
  await ledger.append({ ref: REQUEST_REF, expected: 0, entries, jobs: [], cause: 'approved' });
  return play.state().approval?.at ?? '';
}
