/** The fault driver by command; `node test/faults/drive.ts --help` says how. */
import { parseArgs } from 'node:util';
import { campaign, figuresOf, reportOf } from './driver/campaign.ts';
import { checkPlants, PLANTS, type PlantName } from './driver/plants.ts';

const HELP = `Plays rounds of faults against a real server and its record, and says what was lost, doubled, stale or stuck.

  node test/faults/drive.ts [--rounds 300] [--seed 7] [--workers 2] [--verbose]
  node test/faults/drive.ts --plants | --plant <name>

  --rounds   how many rounds (300); each takes about half a minute
  --seed     the first round's seed (any); round n has the seed + n - 1, so that --seed <its seed> --rounds 1 plays it again
  --workers  how many rounds at a time (2)
  --verbose  says the whole script of every round
  --plants   plants each known bug in turn, and says in which round it is found
  --plant    plants one of them: ${Object.keys(PLANTS).join(', ')}

Ends with 1 where a round found something, or a planted bug was not found.`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function asked() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      workers: { type: 'string', default: '2' },
      plant: { type: 'string' },
      plants: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const count = (name: 'rounds' | 'seed' | 'workers', least: number): number => {
    const read = /^\d{1,15}$/.test(values[name]) ? Number(values[name]) : Number.NaN;
    if (read >= least) return read;
    throw new Error(`--${name} takes a whole number from ${least}, not “${values[name]}”`);
  };
  const { plant, plants } = values;
  if (plant !== undefined && !Object.hasOwn(PLANTS, plant))
    throw new Error(`There is no plant “${plant}”; there are ${Object.keys(PLANTS).join(', ')}`);
  const names = (plants ? Object.keys(PLANTS) : plant === undefined ? [] : [plant]) as readonly PlantName[];
  const numbers = { rounds: count('rounds', 1), seed: count('seed', 0), workers: count('workers', 1) };
  return { ...numbers, names, isVerbose: values.verbose, isHelp: values.help };
}

function understood(): ReturnType<typeof asked> {
  try {
    return asked();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}\n`);
    process.exit(2);
  }
}

const { rounds, seed, workers, names, isVerbose, isHelp } = understood();
if (isHelp) {
  say(HELP);
  process.exit(0);
}
checkPlants();
let failed = false;
if (names.length === 0) {
  const { outcomes } = await campaign({
    ...{ rounds, seed, workers },
    told: (outcome) => {
      const isTold = isVerbose || outcome.found.length > 0;
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
  if (first && isVerbose) say(reportOf(first));
  else for (const { kind, what } of first?.found.slice(0, 3) ?? []) say(`  ${kind}: ${what.split('\n')[0]}`);
  failed ||= !first;
}
process.exit(failed ? 1 : 0);
