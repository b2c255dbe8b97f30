/** Vitest's global setup: draws the one seed of a run and prints it, also when nothing fails. */

/** Workers find the seed in their environment (`seed.ts`). */
export function setup(): void {
  process.env.FC_SEED ??= String(Math.trunc(Math.random() * 2 ** 31));
  console.info(
    `seed of all properties: ${process.env.FC_SEED} (FC_SEED=${process.env.FC_SEED} npm test plays the same cases again)`,
  );
}
