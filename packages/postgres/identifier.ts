/** Ids for jobs: those made in one process rise, because pg-boss breaks ties of time by id. */
import { createHash, randomBytes } from 'node:crypto';

/** @returns a maker of version 7 UUIDs, each greater than the one before. */
export function risingIds(now: () => number = Date.now): () => string {
  let millisecond = 0;
  let counter = 0;
  return () => {
    const at = now();
    if (at > millisecond) {
      millisecond = at;
      counter = 0;
    } else if (++counter > 0xfff) {
      millisecond += 1;
      counter = 0;
    }
    const hex = millisecond.toString(16).padStart(12, '0') + (0x7000 | counter).toString(16);
    const random = randomBytes(8);
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
    return dashed(hex + random.toString('hex'));
  };
}

/** The id of the job of one delivery: always the same for the same GUID, so that it can be found again. */
export function idOf(guid: string): string {
  const hash = createHash('sha256').update(guid).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return dashed(hash.toString('hex').slice(0, 32));
}

function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
