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
