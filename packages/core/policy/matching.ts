/** Matching people to seats so that nobody fills two (`rules.md 4.4`): maximum bipartite matching by augmenting paths. */

/**
 * @param seats how many seats there are, numbered from 0.
 * @param candidates for each seat the people who could fill it, in order of preference; each person is one human.
 * @returns for each seat the person who fills it, or `undefined`; as many seats as possible are filled. The result depends on the
 * order of the input alone, so that everyone is shown the same.
 */
export function matchSeats(candidates: readonly (readonly string[])[]): readonly (string | undefined)[] {
  const seatOf = new Map<string, number>();
  const assign = (seat: number, tried: Set<string>): boolean => {
    for (const person of candidates[seat] ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const taken = seatOf.get(person);
      if (taken === undefined || assign(taken, tried)) {
        seatOf.set(person, seat);
        return true;
      }
    }
    return false;
  };
  for (let seat = 0; seat < candidates.length; seat += 1) assign(seat, new Set());
  const filled: (string | undefined)[] = candidates.map(() => undefined);
  for (const [person, seat] of seatOf) filled[seat] = person;
  return filled;
}

/** Of votes that stand for two people at once so many are weighed; each more would double the work. */
const MOST_PAIRS = 6;

interface Pair {
  readonly seat: number;
  readonly option: number;
  readonly humans: readonly string[];
}

/**
 * The same where a candidate may be two humans together, who both fill no other seat.
 * @param candidates for each seat the groups of humans who could fill it
 * @returns for each seat the number of the group that fills it; as many seats as possible are filled
 */
export function matchGroups(candidates: readonly (readonly (readonly string[])[])[]): readonly (number | undefined)[] {
  const pairs = candidates.flatMap((options, seat) =>
    options.flatMap((humans, option): readonly Pair[] => (humans.length > 1 ? [{ seat, option, humans }] : [])),
  );
  let best: readonly (number | undefined)[] = [];
  let most = -1;
  const weigh = (rest: readonly Pair[], taken: readonly Pair[]): void => {
    const [next, ...others] = rest;
    if (!next) {
      const found = withPairs(candidates, taken);
      const count = found.filter((one) => one !== undefined).length;
      if (count > most) [best, most] = [found, count];
    } else {
      const isFree = taken.every(
        ({ seat, humans }) => seat !== next.seat && !humans.some((one) => next.humans.includes(one)),
      );
      if (isFree) weigh(others, [...taken, next]);
      weigh(others, taken);
    }
  };
  weigh(pairs.slice(0, MOST_PAIRS), []);
  return best;
}

function withPairs(
  candidates: readonly (readonly (readonly string[])[])[],
  taken: readonly Pair[],
): readonly (number | undefined)[] {
  const busy = new Set(taken.flatMap(({ humans }) => humans));
  const single = candidates.map((options, seat) =>
    taken.some((one) => one.seat === seat)
      ? []
      : options.flatMap(([human = '', ...more]) => (more.length > 0 || busy.has(human) ? [] : [human])),
  );
  const filled = matchSeats(single);
  return candidates.map((options, seat) => {
    const pair = taken.find((one) => one.seat === seat);
    if (pair) return pair.option;
    const human = filled[seat];
    const option = options.findIndex((one) => one.length === 1 && one[0] === human);
    return human === undefined || option < 0 ? undefined : option;
  });
}
