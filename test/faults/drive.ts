/**
 * The fault driver by command: `node test/faults/drive.ts --rounds 300 --seed 7`. With `--plant <name>`, or `--plants`, it shows in how many
 * rounds a planted bug is found. Each round has the seed `seed + n`; a round that failed is played again by that seed and `--rounds 1`.
 */
import { parseArgs } from 'node:util';
import { campaign, figuresOf, reportOf } from './driver/campaign.ts';
import { checkPlants, PLANTS, type PlantName } from './driver/plants.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    workers: { type: 'string', default: '2' },
    plant: { type: 'string' },
    plants: { type: 'boolean', default: false },
    /** The whole script of every round. */
    verbose: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const [rounds, seed, workers] = [Number(values.rounds), Number(values.seed), Number(values.workers)];

checkPlants();
if (values.plant !== undefined && !(values.plant in PLANTS))
  throw new Error(`There is no plant ${values.plant}; there are ${Object.keys(PLANTS).join(', ')}`);
const names = (values.plants ? Object.keys(PLANTS) : values.plant === undefined ? [] : [values.plant]) as PlantName[];
let failed = false;
if (names.length === 0) {
  const { outcomes } = await campaign({
    ...{ rounds, seed, workers },
    told: (outcome) => {
      const isTold = values.verbose || outcome.found.length > 0;
      say(isTold ? reportOf(outcome) : `round with seed ${outcome.script.seed} (${outcome.ms} ms): fine`);
    },
  });
  say(figuresOf(outcomes, seed));
  failed = outcomes.some(({ found }) => found.length > 0);
}
for (const name of names) {
  const { outcomes } = await campaign({ rounds, seed, workers, plant: PLANTS[name], untilFound: true });
  const first = outcomes.find(({ found }) => found.length > 0);
  say(
    `${name} (${PLANTS[name].says}): ${first ? `found in round ${outcomes.indexOf(first) + 1}` : `not found in ${outcomes.length} rounds`}`,
  );
  if (first && values.verbose) say(reportOf(first));
  else for (const { kind, what } of first?.found.slice(0, 3) ?? []) say(`  ${kind}: ${what.split('\n')[0]}`);
  failed ||= !first;
}
process.exit(failed ? 1 : 0);
