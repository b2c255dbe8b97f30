/** Who was told what of a request, and where nothing can be sent. */
import { mendAddress, type ToldRow, toldOf, troublesIn } from '@countersign/postgres/told.ts';
import { say, Unfit } from './call.ts';
import type { Record } from './record.ts';
import { requestAt } from './request.ts';

/** @param words what stands behind `notices` */
export async function notices({ database }: Pick<Record, 'database'>, words: readonly string[]): Promise<number> {
  const [first, second] = words;
  if (first === undefined) return troubles(database);
  if (first === 'mend') {
    if (second === undefined)
      throw new Unfit('mend needs the address: npm run countersign -- notices mend li@example.com');
    const isMended = await mendAddress(database, second);
    say(isMended ? `What waits for ${second} is sent again, within seconds.` : `Nothing is refused at ${second}.`);
    return isMended ? 0 : 1;
  }
  const rows = await toldOf(database, requestAt(first));
  if (rows.length === 0) say('Nobody was to be told anything of this request.');
  for (const row of rows) say(lineOf(row));
  return 0;
}

async function troubles(database: Record['database']): Promise<number> {
  const found = await troublesIn(database);
  if (found.length === 0) say('Nothing is refused, and nothing that was tried waits.');
  for (const { kind, channel, address, reason, since } of found)
    say(`${since.toISOString()}  ${channel} ${address}  ${kind === 'refused' ? 'refused' : 'tried again'}: ${reason}`);
  if (found.some(({ kind }) => kind === 'refused'))
    say(
      'Correct the address (its owner on the page /notices, or the policy), or: npm run countersign -- notices mend <address>',
    );
  return 0;
}

const HOW: Readonly<{ [How in ToldRow['how']]: (row: ToldRow) => string }> = {
  told: ({ ended, channel, address }) =>
    `told at ${ended}${channel ? ` by ${channel}` : ''}${address ? ` to ${address}` : ''}`,
  settled: ({ ended }) => `not told: it was settled by ${ended}`,
  off: () => 'not told: they do not want this kind',
  waits: ({ due }) => `waits until ${due}`,
  unknown: () => 'waits: nobody has said where they are reached',
  refused: ({ address, reason }) => `waits: ${address} is refused (${reason})`,
  trying: ({ address, reason }) => `is tried again at ${address}${reason ? ` (${reason})` : ''}`,
};

function lineOf(row: ToldRow): string {
  const what = row.matters.map(({ occasion, audience }) => `${occasion} as ${audience}`).join(', ');
  return `${row.at}  ${row.name} (${row.recipient})  ${what}: ${HOW[row.how](row)}`;
}
