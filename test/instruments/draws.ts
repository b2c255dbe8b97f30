/** How many cases a property draws of which each case costs much, such as one that counts steps: few in every run, many where CI has the time. */

/**
 * @param few what every run draws; `DRAWS` draws so many times as many (`.github/workflows/check.yml`)
 * @throws where the environment holds no number
 */
export function draws(few: number): number {
  const given = process.env.DRAWS;
  if (given === undefined || given === '') return few;
  const times = Number(given);
  if (!Number.isSafeInteger(times) || times < 1) throw new Error(`DRAWS is no number of times: ${given}`);
  return few * times;
}
