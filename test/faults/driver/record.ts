/** Looks at the record from outside while a round goes on: when each entry was seen first, and that none ever changes. */
import type { Row } from './model.ts';
import type { Town } from './town.ts';

export interface Seen extends Row {
  /** The last look before it was there, and the first that saw it; milliseconds of the machine's clock. */
  readonly after: number;
  readonly by: number;
}

export interface Watched {
  readonly rows: readonly Seen[];
  /** Sentences on entries that are not as they were. */
  readonly broken: readonly string[];
  look(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 100;
const READ = `select project, stream, kind, version, sequence::int as sequence, event, previous, hash, project_previous, project_hash
  from entry where sequence > $1 order by project, sequence`;

export function watchRecord(town: Town): Watched {
  const rows: Seen[] = [];
  const broken: string[] = [];
  let looked = Date.now();
  let looking: Promise<void> | undefined;
  const read = async (since: number): Promise<readonly Row[]> =>
    (await town.query<Omit<Row, 'event'> & { event: string }>(READ, [since])).map((row) => ({
      ...row,
      event: JSON.parse(row.event),
    }));
  const more = async (): Promise<void> => {
    const asked = Date.now();
    for (const row of await read(rows.at(-1)?.sequence ?? 0)) rows.push({ ...row, after: looked, by: Date.now() });
    looked = asked;
  };
  const look = (): Promise<void> => {
    looking ??= more().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const timer = setInterval(() => void look().catch(() => {}), EVERY_MS);
  return {
    rows,
    broken,
    async look() {
      await look().catch(() => {});
      await look();
      const now = await read(0);
      const hashes = new Map(now.map((row) => [row.sequence, row.project_hash]));
      for (const { sequence, project_hash: hash, event } of rows)
        if (hashes.get(sequence) !== hash) broken.push(`entry ${sequence} (${event.type}) is not as it was`);
      for (const [index, row] of now.entries()) {
        const before = now[index - 1];
        if (before && (row.project_previous !== before.project_hash || row.sequence !== before.sequence + 1))
          broken.push(`entry ${row.sequence} does not follow entry ${before.sequence}`);
      }
    },
    stop: () => clearInterval(timer),
  };
}
