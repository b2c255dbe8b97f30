/** Change orders over requests that were played through the core. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { changeOrder } from '@countersign/core/view/changeorder.ts';
import type { Told } from '@countersign/core/view/told.ts';
import type { OrderFacts } from '@countersign/web/order/port.ts';
import {
  ALTERNATIVES,
  approve,
  costs,
  days,
  FEASIBLE,
  NONE,
  opened,
  PLAN,
  person,
  type Scenario,
  scenario,
} from '../instruments/scenario.ts';

/**
 * What is internal of it is written about at length; what it costs in all is CNY 43,219.87.
 * @param signed by a link to their mailbox, or on paper, on the word of two
 */
export function ordered(title = 'Export invoices as PDF', signed: 'link' | 'paper' = 'link'): Scenario {
  const play = scenario({ policy: { planConfirmation: true, acceptance: true } });
  play.when(
    'carla',
    opened({
      title,
      cause: { code: 'other', text: 'Their auditor was rude' },
      outcome: markdownToText('They stop calling.'),
      besides: markdownToText('Sales promised it in March.'),
    }),
  );
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  const cost = costs(4_321_987);
  if (cost.value.kind !== 'value') throw new Error('it costs something');
  const value = { ...cost.value.value, split: { customer: 60, vendor: 40, other: 0 }, negotiation: 'agreed' } as const;
  play.when('mei', {
    type: 'assess',
    inputs: [...NONE, FEASIBLE, days(6), { ...cost, value: { kind: 'value', value } } as typeof cost],
  });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  play.when('mei', { type: 'review' });
  play.when('qa', { type: 'concern', text: 'Their scanner is broken.' });
  play.when('qa', { type: 'resolve', concern: 'C1', reason: 'We pay for another.' });
  play.when('arch', {
    ...{ type: 'condition', text: 'Fonts are licensed', blocks: 'close', owner: person('dev'), due: '2026-12-18' },
  });
  play.world.now = '2026-11-03T10:20:00.000Z';
  if (signed === 'paper') signOutside(play);
  else signByLink(play);
  const { seats } = play.state();
  const others = [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['fin', 'sponsor'],
    ['qa', 'quality'],
    ['saf', 'safety'],
  ] as const;
  for (const [name, seat] of others) if (seats.includes(seat)) approve(play, name, seat);
  return play;
}

function signByLink(play: Scenario): void {
  play.when('carla', { type: 'confirm', authenticated: 'link', signedAs: person('Carla Li, purchasing') });
  play.world.now = '2026-11-04T07:05:00.000Z';
  const sign = { authenticated: 'link', signedAs: person('Carla Li') } as const;
  play.when('carla', { type: 'vote', verdict: 'approve', seat: 'customer', ...sign });
}

/** Plan and change at once: that is what stands on the paper. */
function signOutside(play: Scenario): void {
  const evidence = 'Signed between two drinks, scan in our folder.';
  play.when('mei', { type: 'attest', signer: 'carla', verdict: 'approve', on: '2026-11-02', evidence });
  play.world.now = '2026-11-04T07:05:00.000Z';
  play.when('arch', { type: 'second' });
}

/** As the record gives it: each entry with a hash. */
export function toldOf({ happened }: Pick<Scenario, 'happened'>): readonly Told[] {
  return happened.map((one, index) => ({ ...one, hash: digestOf(index) }));
}

export function orderOf(play: Pick<Scenario, 'happened'>): OrderFacts {
  const order = changeOrder(toldOf(play));
  return { project: 'acme/shop', label: '#12', timeZone: 'Asia/Shanghai', ...(order ? { order } : {}) };
}
