/** What the README's main command puts on a disk, and what of it weighs most. */
import { installed, weightOf } from '../instruments/installed.ts';
import { row } from './figure.ts';

const MOST = 5;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export function installSize(): void {
  const folders = installed();
  row(`npm ci --omit=dev: ${folders.length} packages`, megabytes(weightOf(folders)), '≤ 350 MB');
  const weights = folders.map((folder) => ({ folder, bytes: weightOf([folder]) })).sort((a, b) => b.bytes - a.bytes);
  for (const { folder, bytes } of weights.slice(0, MOST)) row(`  ${folder}`, megabytes(bytes), '');
}
