/** Shows that no digest that a vote is bound to holds what a person is called: names change, and are erased. */
import { expect, test } from 'vitest';
import { approve, inReview, person } from '../../../test/instruments/scenario.ts';
import type { AssessedInput } from '../change/command.ts';
import type { Person } from '../content/person.ts';
import { facetDigests } from './facet.ts';

const risk = (owner: Person): AssessedInput => ({
  dimension: 'risk',
  confidence: 'high',
  value: {
    kind: 'value',
    value: { entries: [{ text: 'Fonts', probability: 2, impact: 2, response: 'mitigate', owner }] },
  },
});
const quality = (owner: Person): AssessedInput => ({
  dimension: 'quality',
  confidence: 'high',
  value: {
    kind: 'value',
    value: {
      attributes: [{ name: 'reliability', direction: 'up', mitigated: false }],
      acceptanceCriteriaChanged: false,
      regression: 'none',
      controls: [{ text: 'Review', owner }],
      meetsCustomerRequirements: true,
      cosmetic: false,
    },
  },
});

test('4.2: whoever sees to a risk or a control is governed by id: another name voids no vote, another person does', () => {
  const dev = person('dev');
  const play = inReview({}, [risk(dev), quality(dev)]);
  approve(play, 'arch');
  const before = facetDigests(play.state().content);
  const called = { ...dev, name: 'dev-of-the-night' };
  expect(play.when('mei', { type: 'assess', inputs: [risk(called), quality(called)] }).events).toEqual([]);
  expect(facetDigests(play.state().content)).toEqual(before);
  play.when('mei', { type: 'assess', inputs: [risk(person('deputy'))] });
  expect(facetDigests(play.state().content).risk).not.toBe(before.risk);
});
