/** A change order holds what both sides agreed to, and no word that was written for one of them (`rules.md 4.7`, `9`). */
import { expect, test } from 'vitest';
import { ordered, toldOf } from '../../../test/browser/orders.ts';
import { CANARY, withCanaries } from '../../../test/instruments/canaries.ts';
import { everyLife } from '../../../test/instruments/lives.ts';
import { inReview, type Scenario } from '../../../test/instruments/scenario.ts';
import { contentDigest } from '../approval/facet.ts';
import { PROFILES } from '../policy/profile.ts';
import { changeOrder } from './changeorder.ts';
import { PLAIN, speaker } from './sentence.ts';

const say = speaker({ locale: 'en', timeZone: 'UTC', year: '' }, PLAIN);

function orderOf(play: Scenario) {
  const order = changeOrder(toldOf(play));
  if (!order) throw new Error('no approval stands');
  return order;
}

test('4.7: it has the digest and the head of the record, and the signature of each of the customer’s with what was signed', () => {
  const play = ordered();
  const order = orderOf(play);
  const { approval, content } = play.state();
  expect(order.digest).toBe(approval?.digest);
  expect(order.digest).toBe(contentDigest(content));
  expect(order.record).toMatchObject({ entries: play.happened.length, hash: toldOf(play).at(-1)?.hash });
  const [vote] = play.state().votes.filter(({ seat }) => seat === 'customer');
  const lines = order.signatures.map(({ who, what, digest }) => [who && say(who), say(what), digest]);
  expect(lines).toEqual([
    ['carla', 'confirmed the plan', play.state().planConfirmed?.digest],
    ['carla', 'agreed to the change', vote?.digest],
    [undefined, 'approved the change', approval?.digest],
  ]);
  expect(order.signatures.map(({ how }) => how && say(how))).toEqual([
    'by a link and a code sent to their mailbox; signed with the name “Carla Li, purchasing”',
    'by a link and a code sent to their mailbox; signed with the name “Carla Li”',
    undefined,
  ]);
  expect(order.price.map(({ text }) => say(text))).toEqual([expect.stringMatching(/25,931\.92/), 'Agreed.']);
  expect(order.share && say(order.share)).toBe('The cost is borne by the customer and the provider.');
});

test('4.7: what was signed on paper has its day beside it, and none of those who attest it', () => {
  const play = ordered('Export invoices as PDF', 'paper');
  const order = orderOf(play);
  expect(order.digest).toBe(contentDigest(play.state().content));
  expect(order.signatures.map(({ how }) => how && say(how))).toEqual([
    'signed outside on Mon 2 Nov 2026, which two people of the provider attest',
    'signed outside on Mon 2 Nov 2026, which two people of the provider attest',
    undefined,
  ]);
  const { happened } = withCanaries(play.happened);
  const planted = changeOrder(happened.map((one) => ({ ...one, hash: 'f'.repeat(64) })));
  expect(JSON.stringify(planted)).not.toContain(CANARY);
});

test('4.7: there is none before the board has approved, nor once what it approved was edited', () => {
  const play = inReview();
  expect(changeOrder(toldOf(play))).toBeUndefined();
  const edited = ordered();
  edited.when('mei', { type: 'assess', inputs: [] });
  const { request } = edited.state().content;
  edited.when('carla', { type: 'write', request: { ...request, title: 'Another' } });
  expect(edited.state().approval).toBeUndefined();
  expect(changeOrder(toldOf(edited))).toBeUndefined();
});

test('4.7: the result that the customer accepted is signed, too, and what became of the change is said', () => {
  const play = ordered();
  play.when('mei', { type: 'start' });
  expect(say(orderOf(play).stands)).toBe('being implemented');
  play.when('mei', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  play.when('carla', { type: 'confirm', authenticated: 'link' });
  const last = orderOf(play).signatures.at(-1);
  expect([last?.who && say(last.who), last && say(last.what)]).toEqual(['carla', 'accepted the result']);
});

test.each(PROFILES)(
  '9: whatever happened to a request, no word that is internal is in its change order (%s)',
  (profile) => {
    let made = 0;
    everyLife(profile, (play) => {
      if (!play.state().approval) return;
      const { happened, count } = withCanaries(play.happened);
      expect(count).toBeGreaterThan(5);
      const order = changeOrder(happened.map((one) => ({ ...one, hash: 'f'.repeat(64) })));
      expect(order).toBeDefined();
      made += 1;
      expect(JSON.stringify(order)).not.toContain(CANARY);
    });
    // In few lives of light the customer signs before anything else happens.
    if (profile === 'standard') expect(made).toBeGreaterThan(0);
  },
);

test('9: no figure of ours is in it', () => {
  const said = JSON.stringify(orderOf(ordered()));
  for (const ours of [/4321987/, /43,?219/, /"vendor"/, /rude|Sales|scanner/]) expect(said).not.toMatch(ours);
});
