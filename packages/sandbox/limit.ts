/** GitHub's limits for each installation, by its documented numbers: counted always, enforced when asked. */

export interface LimitNumbers {
  /** Requests an hour. */
  readonly hourly: number;
  /** Writes of content (issues, comments, checks …) a minute and an hour. */
  readonly contentMinute: number;
  readonly contentHour: number;
  /** A read costs one point, a write five; so many points a minute. */
  readonly pointsMinute: number;
}

export const GITHUB_LIMITS: LimitNumbers = { hourly: 5000, contentMinute: 80, contentHour: 500, pointsMinute: 900 };

export interface Standing {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export type LimitVerdict =
  | { readonly ok: true; readonly standing: Standing }
  | {
      readonly ok: false;
      readonly standing: Standing;
      readonly which: 'primary' | 'secondary';
      readonly retryAfterSeconds: number;
    };

interface Window {
  from: number;
  used: number;
}

export interface Limits {
  enforced: boolean;
  readonly numbers: LimitNumbers;
  /** Counts a call of this caller. */
  take(caller: string, write: boolean, now: number): LimitVerdict;
  standing(caller: string, now: number): Standing;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function createLimits(enforced = false, numbers: LimitNumbers = GITHUB_LIMITS): Limits {
  const windows = new Map<string, Window>();
  const windowOf = (key: string, length: number, now: number): Window => {
    const known = windows.get(key);
    if (known && now - known.from < length) return known;
    const fresh = { from: now, used: 0 };
    windows.set(key, fresh);
    return fresh;
  };
  const standing = (caller: string, now: number): Standing => {
    const { from, used } = windowOf(`${caller}:hour`, HOUR, now);
    return {
      limit: numbers.hourly,
      used,
      remaining: Math.max(0, numbers.hourly - used),
      reset: Math.ceil((from + HOUR) / 1000),
    };
  };
  const limits: Limits = {
    enforced,
    numbers,
    standing,
    take(caller, write, now) {
      const hour = windowOf(`${caller}:hour`, HOUR, now);
      const refuse = (which: 'primary' | 'secondary', until: number): LimitVerdict => ({
        ok: false,
        which,
        standing: standing(caller, now),
        retryAfterSeconds: Math.max(1, Math.ceil((until - now) / 1000)),
      });
      if (limits.enforced && hour.used >= numbers.hourly) return refuse('primary', hour.from + HOUR);
      hour.used += 1;
      const points = windowOf(`${caller}:points`, MINUTE, now);
      const minute = windowOf(`${caller}:content-minute`, MINUTE, now);
      const hourly = windowOf(`${caller}:content-hour`, HOUR, now);
      if (limits.enforced) {
        if (points.used + (write ? 5 : 1) > numbers.pointsMinute) return refuse('secondary', points.from + MINUTE);
        if (write && minute.used >= numbers.contentMinute) return refuse('secondary', minute.from + MINUTE);
        if (write && hourly.used >= numbers.contentHour) return refuse('secondary', hourly.from + HOUR);
      }
      points.used += write ? 5 : 1;
      if (write) {
        minute.used += 1;
        hourly.used += 1;
      }
      return { ok: true, standing: standing(caller, now) };
    },
  };
  return limits;
}
