/** Seeded rounds of people who act while everything goes wrong: in the end nothing is lost, doubled, stale or stuck, and nothing was ever green too early. */
import { expect, test } from 'vitest';
import { seedNamed } from '../instruments/drawn.ts';
import { campaign, figuresOf, reportOf } from './driver/campaign.ts';
import { checkPlants } from './driver/plants.ts';

/** What every run plays; CI draws another, and `drive.ts` as many as are asked for. */
const SEED = seedNamed('FAULT_SEED', 783_490_911);
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 3);
/** Where nobody says how many, a slow machine plays fewer. */
const WITHIN_MS = process.env.FAULT_ROUNDS === undefined ? 75_000 : undefined;

test('each bug that can be planted still has the ground that it is planted in', () => {
  expect(checkPlants).not.toThrow();
});

test(`after up to ${ROUNDS} rounds of faults everything is as people said (FAULT_SEED=${SEED})`, {
  timeout: 120_000 + ROUNDS * 60_000,
}, async () => {
  const { outcomes } = await campaign({ rounds: ROUNDS, seed: SEED, workers: 2, within: WITHIN_MS });
  process.stdout.write(`${figuresOf(outcomes, SEED)}\n`);
  expect(
    outcomes
      .filter(({ found }) => found.length > 0)
      .map(reportOf)
      .join('\n'),
  ).toBe('');
});
