/** Writes a change order to a file: from the record alone, whether or not a server runs. */
import { writeFile } from 'node:fs/promises';
import { withNames } from '@countersign/core/record/people.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { writtenOrder } from '@countersign/server/order.ts';
import { say, Unfit } from './call.ts';
import type { Record } from './record.ts';
import { requestAt } from './request.ts';

/** @param words the address of the request's page, and a file that is not there yet */
export async function order(
  { database, boss }: Record,
  [address, file]: readonly (string | undefined)[],
  lang: string | undefined,
): Promise<number> {
  if (address === undefined || file === undefined)
    throw new Unfit(
      'order needs the address of the request’s page and a file: npm run countersign -- order https://countersign.example/c/github:1/R_1/I_1 order.docx',
    );
  const locale = localeIn(lang);
  const ports = {
    ledger: withNames(postgresLedger(boss), postgresPeople(database), FORMS),
    ...{ texts: postgresTexts(database), documents: postgresDocuments(database) },
  };
  const written = await writtenOrder(ports, requestAt(address), locale);
  if (written === undefined) throw new Unfit(`The record has no request at ${address}.`);
  if (written === 'none') {
    say(
      'There is no change order: it is made from an approval that stands, and this change is not approved as it is now.',
    );
    return 1;
  }
  // Somebody may have signed what is there.
  await writeFile(file, written.file, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Unfit(`${file} is there already. Name another file.`) : error;
  });
  say(`${file}: change order ${written.label}, digest ${written.digest}, record up to ${written.head}`);
  return 0;
}

function localeIn(lang: string | undefined): Locale {
  if (lang === undefined) return 'en';
  const found = LOCALES.find((one) => one === lang);
  if (!found) throw new Unfit(`--lang takes ${LOCALES.join(' or ')}, not ${lang}.`);
  return found;
}
