/** Does together what is asked while the last round is still under way: under load one statement takes many rows, at rest nothing waits. */

/**
 * @param work Does a round of asks at once and answers each, in order.
 * @returns a function that asks for one and resolves with its answer, or rejects as its whole round did.
 */
export function together<Asked, Answer>(
  work: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (asked: Asked) => Promise<Answer> {
  interface Waiting {
    readonly asked: Asked;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let working = false;

  async function rounds(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      const round = waiting;
      waiting = [];
      try {
        const answers = await work(round.map(({ asked }) => asked));
        for (const [index, { resolve, reject }] of round.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error('a round gave fewer answers than were asked for'));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    working = false;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!working) void rounds();
    });
}
