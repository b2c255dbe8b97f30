/** The register as a CSV file, every cell harmless to spreadsheets; codes instead of words, so that it reads the same in every language. */
import { FORMER } from '@countersign/core/record/people.ts';
import { csvCell } from '@countersign/core/text/neutralise.ts';
import type { Nothing, PageFacts, RegisterAsk, RegisterFacts, Visitor } from './port.ts';

const COLUMNS = ['number', 'title', 'state', 'class', 'cause', 'owner', 'updated', 'id'] as const;

function lineOf(row: RegisterFacts['rows'][number]): string {
  const cells = [
    row.number,
    row.title,
    row.stage,
    row.class ?? '',
    row.cause ?? '',
    (row.ownerName === FORMER ? undefined : row.ownerName) ?? row.owner ?? '',
    row.updatedAt,
    row.ref.stream,
  ];
  return cells.map(csvCell).join(',');
}

/** Rows asked for at a time; nobody's page of the database grows with the register. */
const BATCH = 1000;
/** Spreadsheets take about a million lines. */
const MOST = 1_000_000;

/** Lines as they are read; the first batch is read before anything is sent, so that a refusal can still be said. */
export async function registerCsv(
  facts: PageFacts,
  ask: RegisterAsk,
  visitor: Visitor,
): Promise<Nothing | AsyncIterable<string>> {
  const first = await facts.register({ ...ask, offset: 0, limit: BATCH }, visitor);
  if (typeof first === 'string') return first;
  return (async function* () {
    // The mark at the start makes Excel read Chinese as what it is.
    yield `\uFEFF${COLUMNS.join(',')}\r\n`;
    let batch = first;
    for (let offset = 0; batch.rows.length > 0 && offset < MOST; ) {
      yield batch.rows.map((row) => `${lineOf(row)}\r\n`).join('');
      offset += batch.rows.length;
      const next = await facts.register({ ...ask, offset, limit: BATCH }, visitor);
      if (typeof next === 'string') throw new Error('access to the register ended while it was being read');
      batch = next;
    }
  })();
}
