/** Lets people act in the midst of the line's work, by what it does and not by a clock. */
import type { Line } from './line.ts';

/** Resolves as GitHub makes so many more answers, the last of which nobody has read yet, or once nothing is left that could ask. */
export async function amid(line: Line, answers: number): Promise<void> {
  let left = answers;
  let hear = (): void => {};
  const heard = new Promise<void>((resolve) => {
    hear = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
    if (left <= 0) resolve();
  });
  line.api.heard.add(hear);
  await Promise.race([heard, line.settled()]);
  line.api.heard.delete(hear);
}
