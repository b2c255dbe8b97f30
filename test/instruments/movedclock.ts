/** The machine's clock as this process sees it, which can be moved: whoever signs by the clock, waits by it or keeps something until a time lives in the same time. */
const Machine = Date;
let ahead = 0;

class Moved extends Machine {
  constructor(...values: readonly [] | readonly [number | string | Date]) {
    super(...((values.length === 0 ? [Machine.now() + ahead] : values) as [number]));
  }
  static override now(): number {
    return Machine.now() + ahead;
  }
}

/** From now on it is so many milliseconds later than it is; 0 is the machine's own time. Whoever keeps `Date.now` from then on is moved along; `apart.ts` ends it with the file. */
export function moveClock(ms: number): void {
  ahead = ms;
  // Of several numbers a date is made as ever: `new Date(2026, 10, 30)`.
  globalThis.Date = new Proxy(Machine, {
    construct: (target, values, made) =>
      values.length > 1 ? Reflect.construct(target, values, made) : Reflect.construct(Moved, values),
    get: (target, name) => (name === 'now' ? Moved.now : Reflect.get(target, name)),
  });
}
