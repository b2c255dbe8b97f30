/** What shows that a criterion is met, as it is said: the words, the file, or both. */
import type { EvidenceFile } from '../content/evidencefile.ts';
import { clip, commas, type Value, words } from './sentence.ts';

export interface Evidence {
  readonly evidence: string;
  readonly file?: EvidenceFile | undefined;
}

/** @param most characters of the words */
export function evidenceValue({ evidence, file }: Evidence, most: number): Value {
  const said = clip(evidence, most);
  if (!file) return said;
  const { name, digest, size } = file;
  const given = words('status.file', { name: { file: name, digest }, size: { choice: sizeOf(size) } });
  // Without words of its own it is called by its file.
  return evidence === name ? given : commas([said, given]);
}

/** Never less than it is; both languages write it so. */
const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)}\u00a0KB` : `${Math.ceil(bytes / 100_000) / 10}\u00a0MB`;
