/** Files that people give as evidence: kept before the record names them, and shown to whoever may read what names them. */
import type { Problem } from '@countersign/core/ask/ask.ts';
import type { AskWording } from '@countersign/core/ask/words.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fileIn, isFiled } from '@countersign/core/change/filed.ts';
import { MOST_FILES } from '@countersign/core/content/evidencefile.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { fileDigest } from '@countersign/postgres/files.ts';
import type { FileFacts, GivenFile } from '@countersign/web/port.ts';

type Given = Pick<Parts, 'files'> & { readonly ref: StreamRef; readonly word: AskWording };

/** The same command with its file, which is on disk by then. A file beside any other command is nobody's. */
export async function withFile(
  command: Command,
  file: GivenFile | undefined,
  { files, ref, word }: Given,
): Promise<{ readonly command: Command } | { readonly problems: readonly Problem[] }> {
  if (!file || !isFiled(command)) return { command };
  const { bytes, ...of } = file;
  const digest = fileDigest(bytes);
  const kept = await files.keep(ref, digest, bytes);
  if (kept !== 'kept') return { problems: [{ field: 'file', text: word(`file.${kept}`, { most: MOST_FILES }) }] };
  return { command: { ...command, file: { ...of, digest } } };
}

/** Only what the record of this very request names, also where something else took its place since. */
export async function fileGiven(
  { ledger, files }: Pick<Parts, 'ledger' | 'files'>,
  ref: StreamRef,
  digest: string,
): Promise<FileFacts | 'erased' | 'hidden'> {
  const named = happenings(await ledger.read(ref)).map(({ event }) => fileIn(event));
  const last = named.findLast((one) => one?.digest === digest);
  if (!last) return 'hidden';
  const bytes = await files.read(ref, digest);
  if (bytes === undefined)
    throw new Error(`the file ${digest} is named by the record, and is not kept as it was given`);
  return bytes === 'erased' ? 'erased' : { name: last.name, bytes };
}
