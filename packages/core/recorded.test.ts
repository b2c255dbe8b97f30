/** Shows that no name of anybody comes into a chain, whatever happens, and that what was decided stands when one is erased. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { streamBreak } from '../../test/instruments/chain.ts';
import { approve, inReview, PLAN, person } from '../../test/instruments/scenario.ts';
import { facetDigests } from './approval/facet.ts';
import { happenings } from './change/decider.ts';
import { eventSchema } from './change/event.ts';
import { fold } from './change/evolve.ts';
import { personSchema } from './content/person.ts';
import type { ImpactValue } from './impact/dimension.ts';
import { digestOf } from './ledger/canonical.ts';
import { memoryLedger } from './ledger/memory.ts';
import { memoryPeople } from './ledger/memorypeople.ts';
import { FORMER, withNames } from './record/people.ts';
import type { Json } from './record/port.ts';
import { FORMS } from './recorded.ts';
import { textSchema } from './text/block.ts';

const ref = { tenant: 't', project: 'p', stream: 'I_1' };
const at = '2026-11-02T09:00:00.000Z';
const entry = (event: unknown) => ({ at, actor: 'github:1', event: event as Json });

function opened() {
  const ledger = memoryLedger();
  const people = memoryPeople(randomUUID);
  return { ledger, people, named: withNames(ledger, people, FORMS) };
}

/** Any value of a schema, with persons wherever one may stand. */
function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema === personSchema) return fc.record({ id: fc.uuid(), name: fc.uuid().map((one) => `name-${one}`) });
  if (schema === textSchema) return fc.constant([]);
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape).map(([key, one]) => [key, anyOf(one)] as const);
    return fc.record(Object.fromEntries(shape)).map((made) => JSON.parse(JSON.stringify(made)));
  }
  if (schema instanceof z.ZodOptional) return fc.option(anyOf(schema.unwrap()), { nil: undefined, freq: 20 });
  if (schema instanceof z.ZodArray) return fc.array(anyOf(schema.element), { minLength: 1, maxLength: 2 });
  if (schema instanceof z.ZodRecord) return fc.dictionary(fc.constantFrom('title'), anyOf(schema.valueType));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(anyOf));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  return fc.constant('x');
}

test('7.1: of no event does a name reach the chain, and read again it is the same event', async () => {
  for (const option of eventSchema.options)
    await fc.assert(
      fc.asyncProperty(anyOf(option), async (event) => {
        const { ledger, named } = opened();
        const given = JSON.stringify(event);
        await named.append({ ref, expected: 0, entries: [entry(event)], jobs: [], cause: 'c' });
        expect(JSON.stringify(await ledger.read(ref))).not.toContain('name-');
        expect(JSON.stringify((await named.read(ref))[0]?.event)).toBe(given);
      }),
      { numRuns: 20 },
    );
});

/** What was approved by entries from before: names stand in them in clear, also where votes were bound to them. */
function approvedBefore() {
  const value: ImpactValue<'quality'> = {
    kind: 'value',
    value: {
      attributes: [{ name: 'reliability', direction: 'up', mitigated: false }],
      acceptanceCriteriaChanged: false,
      regression: 'none',
      controls: [{ text: 'Review', owner: person('dev') }],
      meetsCustomerRequirements: true,
      cosmetic: false,
    },
  };
  const play = inReview({}, [{ dimension: 'quality', confidence: 'high', value }]);
  const seats = play.state().seats;
  const holders = { 'technical-expert': 'arch', 'project-manager': 'mei', customer: 'carla', quality: 'qa' } as const;
  for (const seat of seats) approve(play, holders[seat as keyof typeof holders], seat as keyof typeof holders);
  const byName = digestOf({ value, confidence: 'high' });
  const byId = facetDigests(play.state().content).quality;
  // As they were written then: every digest of this facet was made with the name in it.
  const entries = play.happened.map((one) => entry(JSON.parse(JSON.stringify(one.event).replaceAll(byId, byName))));
  return { entries, byName, byId };
}

test('4.2: what was approved when names stood in the chain stays approved, before its people are erased and after', async () => {
  const { entries, byName, byId } = approvedBefore();
  expect(byName).not.toBe(byId);
  const { ledger, people, named } = opened();
  await ledger.append({ ref, expected: 0, entries, jobs: [], cause: 'before' });
  const states = [];
  for (const id of [undefined, 'github:dev', 'github:mei', 'github:arch']) {
    if (id) await people.erase('t', id);
    const state = fold(happenings(await named.read(ref)));
    if (!state) throw new Error('nothing is recorded');
    expect(state.stage).toBe('approved');
    expect(facetDigests(state.content).quality).toBe(byName);
    expect(state.approval?.facets).toEqual(facetDigests(state.content));
    expect(state.votes.every((vote) => vote.voided === undefined)).toBe(true);
    states.push(JSON.stringify(state));
  }
  expect(states[0]).toContain('"name":"dev"');
  expect(states.at(-1)).not.toMatch(/"name":"(dev|mei|arch)"/);
  expect(states.at(-1)).toContain(`"id":"github:dev","name":"${FORMER}"`);
  expect(streamBreak(await ledger.read(ref))).toBeUndefined();
});

test('7.1: whoever is erased is named nowhere; who acts again is named again, from then on', async () => {
  const { ledger, people, named } = opened();
  const before = { type: 'answered', by: { id: 'github:1', name: 'mei' } };
  await ledger.append({ ref, expected: 0, entries: [entry(before)], jobs: [], cause: 'before' });
  await named.append({ ref, expected: 1, entries: [entry(before)], jobs: [], cause: 'sealed' });
  await people.erase('t', 'github:1');
  const masked = { type: 'answered', by: { id: 'github:1', name: FORMER } };
  expect((await named.read(ref)).map(({ event }) => event)).toEqual([masked, masked]);
  // Whoever acts on what they did names them no more.
  await named.append({ ref, expected: 2, entries: [entry(masked)], jobs: [], cause: 'masked' });
  await named.append({ ref, expected: 3, entries: [entry(before)], jobs: [], cause: 'again' });
  expect((await named.read(ref)).map(({ event }) => event)).toEqual([masked, masked, masked, before]);
  const [, old, none, fresh] = (await ledger.read(ref)).map(({ event }) => JSON.stringify(event));
  expect(none).toBe('{"type":"answered","by":{"id":"github:1"}}');
  expect(fresh).not.toBe(old);
  expect((await people.recall('t', ['github:1'])).erased).toEqual(new Set(['github:1']));
  expect(streamBreak(await ledger.read(ref))).toBeUndefined();
});

test('7.1: the same name has the same seal, and another tenant’s has another', async () => {
  const { people } = opened();
  const mei = { id: 'github:1', name: 'mei' };
  const [one] = await people.seal('t', [mei]);
  expect(await people.seal('t', [mei, mei])).toEqual([one, one]);
  expect(await people.seal('u', [mei])).not.toEqual([one]);
});

test('7.1: whose comment it was stood in clear before its address; nobody who was erased is named there', async () => {
  const { ledger, people, named } = opened();
  const by = { id: 'github:1', name: 'mei' };
  const deleted = (name: string) => ({
    ...{ type: 'irregularity', kind: 'comment-deleted', by },
    detail: `${name}: https://github.test/acme/shop/issues/7#issuecomment-1`,
  });
  const entries = [entry(deleted('mei')), entry(deleted('someone: else'))];
  await ledger.append({ ref, expected: 0, entries, jobs: [], cause: 'before' });
  const details = async () =>
    happenings(await named.read(ref)).map(({ event }) => (event.type === 'irregularity' ? event.detail : ''));
  const [where = ''] = (await details()).slice(-1);
  expect(where).toBe('https://github.test/acme/shop/issues/7#issuecomment-1');
  expect(await details()).toEqual([deleted('mei').detail, where]);
  await people.erase('t', by.id);
  expect(await details()).toEqual([where, where]);
});

test('a kind that nobody has said where its persons stand is not appended to', async () => {
  const { named } = opened();
  const append = { ref: { ...ref, kind: 'berth' }, expected: 0, entries: [entry({})], jobs: [], cause: 'c' };
  await expect(named.append(append)).rejects.toThrow('it is not known where persons stand in a berth');
});

test('a plan is not governed by what its people are called', () => {
  const play = inReview();
  const before = facetDigests(play.state().content);
  const called = { ...PLAN, steps: PLAN.steps.map((step) => ({ ...step, owner: { ...person('dev'), name: 'x' } })) };
  play.when('mei', { type: 'plan', plan: called });
  expect(facetDigests(play.state().content)).toEqual(before);
});
