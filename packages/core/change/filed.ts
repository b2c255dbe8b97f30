/** Acts that a file can be given with, which files a request stands on, and what stands no longer because a file was erased. */
import type { EvidenceFile } from '../content/evidencefile.ts';
import type { Command } from './command.ts';
import type { ChangeEvent } from './event.ts';
import type { ChangeState } from './state.ts';

export const FILED = ['evidence', 'meet-condition'] as const;
type Filed = (typeof FILED)[number];

/** Whether a file may be given with an act. */
export const takesFile = (type: string): type is Filed => (FILED as readonly string[]).includes(type);

/** The same of a command. */
export const isFiled = (command: Command): command is Extract<Command, { type: Filed }> => takesFile(command.type);

/** The file that an event names, also where another took its place since. */
export const fileIn = (event: ChangeEvent): EvidenceFile | undefined => ('file' in event ? event.file : undefined);

/** Digests of the files that what was shown rests on now. */
export const filesUnder = ({ evidence, conditionsMet }: ChangeState): readonly string[] =>
  [...evidence, ...conditionsMet].flatMap(({ file }) => (file ? [file.digest] : []));

/** Acceptance criteria that nothing shows (T16): nothing was given, or the file that was given has been erased since. */
export function unshown(
  { content: { plan }, evidence }: ChangeState,
  erasedFiles: readonly string[] = [],
): readonly string[] {
  const stands = evidence.filter(({ file }) => !file || !erasedFiles.includes(file.digest));
  return (plan?.acceptance ?? []).filter((criterion) => !stands.some((one) => one.criterion === criterion));
}
