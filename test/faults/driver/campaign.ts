/** Many rounds, some at once, each with a seed of its own; and what is printed of them. */
import { verified } from './operator.ts';
import type { Plant } from './plants.ts';
import { type Outcome, playRound } from './round.ts';
import { openBase } from './town.ts';

interface CampaignOptions {
  readonly rounds: number;
  /** Of the first round; the others follow. */
  readonly seed: number;
  /** Rounds at once, each with a PostgreSQL of its own. */
  readonly workers: number;
  readonly plant?: Plant;
  /** No round begins after so many milliseconds; as many as it takes unless given. */
  readonly within?: number | undefined;
  /** No more rounds once something was found. */
  readonly untilFound?: boolean;
  /** Every so many rounds the record is verified by the operators' own command; the chains are looked at in each. Default 10. */
  readonly verifyEvery?: number;
  readonly told?: (outcome: Outcome) => void;
}

/** @returns the outcomes by their seeds */
export async function campaign(options: CampaignOptions): Promise<{ readonly outcomes: readonly Outcome[] }> {
  const {
    rounds,
    seed,
    workers,
    plant,
    within = Number.POSITIVE_INFINITY,
    untilFound = false,
    verifyEvery = 10,
    told = () => {},
  } = options;
  const outcomes: Outcome[] = [];
  let next = 0;
  const began = Date.now();
  const isOver = (): boolean =>
    next >= rounds || Date.now() - began > within || (untilFound && outcomes.some(({ found }) => found.length > 0));
  const work = async (): Promise<void> => {
    const base = await openBase();
    try {
      while (!isOver()) {
        const number = next;
        next += 1;
        const verify = number % verifyEvery === 0 ? verified : undefined;
        const outcome = await playRound(base, seed + number, { plant, ...(verify ? { verify } : {}) });
        outcomes.push(outcome);
        told(outcome);
      }
    } finally {
      await base.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, rounds) }, work));
  return { outcomes: outcomes.toSorted((a, b) => a.script.seed - b.script.seed) };
}

/** A round for whoever has to find out what happened. */
export function reportOf({ script, played, found, said, ms }: Outcome): string {
  return [
    `round with seed ${script.seed} (${ms} ms)${found.length > 0 ? ': BROKEN' : ''}`,
    `  again: node test/faults/drive.ts --rounds 1 --seed ${script.seed}`,
    ...played.map((one) => `  ${one}`),
    ...found.map(({ kind, what }) => `  >> ${kind}: ${what}`),
    ...said.filter((one) => one !== '').map((one) => `  the server said:\n${one}`),
  ].join('\n');
}

/** The figures of all rounds. */
export function figuresOf(outcomes: readonly Outcome[], seed: number): string {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, one) => total + of(one), 0);
  const troubles: Record<string, number> = {};
  for (const { figures } of outcomes)
    for (const [name, count] of Object.entries(figures.troubles)) troubles[name] = (troubles[name] ?? 0) + count;
  const kills = (troubles.kill ?? 0) + (troubles.outage ?? 0) + (troubles.cut ?? 0);
  const broken = outcomes.filter(({ found }) => found.length > 0);
  return [
    `${outcomes.length} rounds from seed ${seed}: ${sum(({ figures }) => figures.acts)} acts, ${sum(({ figures }) => figures.presses)} presses on record, ${sum(({ figures }) => figures.calls)} calls, ${sum(({ figures }) => figures.entries)} entries, ${sum(({ figures }) => figures.greens)} greens, ${sum(({ figures }) => figures.replayed)} replayed by hand`,
    `${kills} kills of the server, ${troubles.postgres ?? 0} of PostgreSQL, ${Object.values(troubles).reduce((a, b) => a + b, 0)} troubles: ${Object.entries(
      troubles,
    )
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
    `broken: ${broken.length}${broken.length > 0 ? ` (seeds ${broken.map(({ script }) => script.seed).join(', ')})` : ''}`,
  ].join('\n');
}
