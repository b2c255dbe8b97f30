/** The seed of plays that every run repeats, unless its environment says another: CI draws one for each run (`.github/workflows/check.yml`). */

/** The largest that fast-check and our own drawing take alike. */
const LARGEST = 2 ** 31;

/**
 * @param variable names the seed in the environment: a number, such as the id of a run
 * @param pinned what is played where nobody draws: of it is known that it holds, so that a change fails by what it changed
 * @throws where the environment holds no number
 */
export function seedNamed(variable: string, pinned: number): number {
  const given = process.env[variable];
  if (given === undefined || given === '') return pinned;
  const seed = Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`${variable} is no seed: ${given}`);
  return seed % LARGEST;
}
