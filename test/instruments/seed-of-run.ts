/** Vitest's global setup: draws the one seed of a run and prints it, also when nothing fails. */

const TOLD = 'COUNTERSIGN_SEED_TOLD';

/** Workers find the seed in their environment (`seed.ts`). Each project of the run asks for it, and it is told once. */
export function setup(): void {
  if (process.env[TOLD]) return;
  process.env[TOLD] = '1';
  process.env.FC_SEED ??= String(Math.trunc(Math.random() * 2 ** 31));
  console.info(
    `seed of all properties: ${process.env.FC_SEED} (FC_SEED=${process.env.FC_SEED} npm test plays the same cases again)`,
  );
  // What is repeated in each run says so where it was drawn.
  for (const name of ['LIVES_SEED', 'FAULT_SEED'])
    if (process.env[name]) console.info(`seed drawn for this run: ${name}=${process.env[name]}`);
}
