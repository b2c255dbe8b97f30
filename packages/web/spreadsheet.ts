/** The register as a file of any length: read page by page, and sent as it is read. */
import { csvCell } from '@countersign/core/text/neutralise.ts';
import type { Columns } from './columns.ts';
import type { PageFacts } from './pagefacts.ts';
import type { Nothing, RegisterAsk, RegisterEntry, RegisterRows, Unanswerable, Visitor } from './port.ts';

/** Rows asked for at a time; nobody's page of the database grows with the register. */
const BATCH = 1000;
/** Spreadsheets take about a million lines. */
const MOST = 1_000_000;

export interface Read {
  readonly timeZone: string;
  readonly batches: AsyncIterable<readonly RegisterEntry[]>;
}

/** The first batch is read before anything is sent, so that a refusal can still be said; rights are asked for with every other one, too. */
export async function registerRows(
  facts: Pick<PageFacts, 'registerRows'>,
  ask: RegisterAsk,
  visitor: Visitor,
): Promise<Read | Nothing | Unanswerable> {
  const first = await facts.registerRows({ ...ask, limit: BATCH }, visitor);
  if (typeof first === 'string') return first;
  return { timeZone: first.timeZone, batches: batches(first) };

  async function* batches(begun: RegisterRows): AsyncGenerator<readonly RegisterEntry[]> {
    let batch = begun;
    for (let count = 0; ; ) {
      yield batch.rows.slice(0, MOST - count);
      count += batch.rows.length;
      if (batch.next === undefined || count >= MOST) return;
      const next = await facts.registerRows({ ...ask, cursor: batch.next, limit: BATCH }, visitor);
      if (typeof next === 'string') throw new Error('access to the register ended while it was being read');
      batch = next;
    }
  }
}

/** Every cell harmless to spreadsheets. */
export async function* csvOf(columns: Columns, { batches }: Read): AsyncGenerator<string> {
  // The mark at the start makes Excel read Chinese as what it is.
  yield `\uFEFF${columns.heads.map(csvCell).join(',')}\r\n`;
  for await (const rows of batches)
    yield rows
      .map(
        (row) =>
          `${columns
            .cells(row)
            .map((cell) => csvCell(typeof cell === 'object' ? cell.day : cell))
            .join(',')}\r\n`,
      )
      .join('');
}
