/** A file that shows that a criterion is met: which are taken, told by what they hold and not by what they are called, and what the record says of one. */
import { z } from 'zod';

const FILE_KINDS = ['pdf', 'picture', 'text', 'office', 'archive'] as const;
type FileKind = (typeof FILE_KINDS)[number];

/** Bytes. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** Of one request, those that were replaced too. */
export const MOST_FILES = 100;
/** Letters of a name, its ending too. */
const LONGEST_NAME = 120;

/** What the record says of a file; its bytes lie beside the chain (`core/record/files.ts`). */
export const evidenceFileSchema = z.object({
  name: z.string().min(1),
  /** SHA-256 of its bytes. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.int().positive(),
  kind: z.enum(FILE_KINDS),
});
export type EvidenceFile = Readonly<z.infer<typeof evidenceFileSchema>>;

/** Why a file is not taken. `disguised`: it does not hold what its name says. */
export type NoFile = 'empty' | 'too-large' | 'no-such-kind' | 'disguised';

interface Format {
  readonly kind: FileKind;
  /** What a name ends with. */
  readonly endings: readonly string[];
  readonly holds: (bytes: Uint8Array) => boolean;
}

const begins = (bytes: Uint8Array, with_: string | readonly number[], at = 0): boolean => {
  const letters = typeof with_ === 'string' ? [...with_].map((one) => one.charCodeAt(0)) : with_;
  return letters.every((letter, place) => bytes[at + place] === letter);
};

const isZip = (bytes: Uint8Array) => begins(bytes, [0x50, 0x4b, 0x03, 0x04]);

const FORMATS: readonly Format[] = [
  { kind: 'pdf', endings: ['pdf'], holds: (bytes) => begins(bytes, '%PDF-') },
  {
    kind: 'picture',
    endings: ['png'],
    holds: (bytes) => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { kind: 'picture', endings: ['jpg', 'jpeg'], holds: (bytes) => begins(bytes, [0xff, 0xd8, 0xff]) },
  { kind: 'picture', endings: ['webp'], holds: (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8) },
  { kind: 'picture', endings: ['gif'], holds: (bytes) => begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a') },
  // Without macros: those have endings of their own.
  { kind: 'office', endings: ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'], holds: isZip },
  { kind: 'archive', endings: ['zip'], holds: isZip },
  { kind: 'text', endings: ['txt', 'log', 'md', 'csv', 'json'], holds: isText },
];

/** Endings that are taken, as a form tells them. */
export const ENDINGS: readonly string[] = FORMATS.flatMap(({ endings }) => endings);

/**
 * What is on record of a file that somebody gives, but for its digest.
 * @param called as its owner's machine calls it: nothing of that is believed
 */
export function readFile(
  called: string,
  bytes: Uint8Array,
): Omit<EvidenceFile, 'digest'> | { readonly problem: NoFile } {
  if (bytes.length === 0) return { problem: 'empty' };
  if (bytes.length > MOST_BYTES) return { problem: 'too-large' };
  const { stem, ending } = partsOf(called);
  const format = FORMATS.find(({ endings }) => endings.includes(ending));
  if (!format) return { problem: 'no-such-kind' };
  if (!format.holds(bytes)) return { problem: 'disguised' };
  return { name: `${stem}.${ending}`, size: bytes.length, kind: format.kind };
}

/**
 * A name that hides nothing and leads nowhere: no folders, no letters that are not seen or turn the others round, none that a disk takes for
 * its own.
 */
function partsOf(called: string): { readonly stem: string; readonly ending: string } {
  const last = called.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const seen = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/gu, '')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .replace(/[<>:"|?*`]/g, '_');
  const [, stem = '', ending = ''] = /^(.*)\.([A-Za-z0-9]{1,10})$/.exec(seen.trim()) ?? [];
  const short = [...stem.replace(/^[. ]+|[. ]+$/g, '')]
    .slice(0, LONGEST_NAME - ending.length - 1)
    .join('')
    .trim();
  return { stem: short === '' ? 'file' : short, ending: ending.toLowerCase() };
}

/** Letters alone: escapes that colour a log are none of them, but do no harm where nothing draws them. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((one) => one < 0x20 && one !== 0x09 && one !== 0x0a && one !== 0x0c && one !== 0x0d && one !== 0x1b))
    return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
