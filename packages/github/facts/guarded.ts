/** Files that say what may merge, or that run with the rights of the repository: a change of one needs a request that names it letter by letter (`rules.md 6.4`). */
import { POLICY_PATH } from '../translate/translate.ts';

/** Folders in which everything runs as soon as it is merged. */
const RUNNING: readonly string[] = ['.github/workflows', '.github/actions'];
/** The places in which GitHub looks for who has to review. */
const OWNERS: readonly string[] = ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS'];

/** Where guarded files lie: a folder, and files beside it. */
export const GUARDED_FOLDER = '.github';
export const GUARDED_BESIDE: readonly string[] = OWNERS.filter((one) => !one.startsWith(`${GUARDED_FOLDER}/`));

/** The policy, workflows and what acts like one: composite actions, and who has to review. A file that stands in place of such a folder is one as well. */
export function isGuarded(path: string): boolean {
  const plain = path.toLowerCase();
  if ([POLICY_PATH, ...OWNERS].some((one) => one.toLowerCase() === plain)) return true;
  return RUNNING.some((one) => plain === one || plain.startsWith(`${one}/`) || one.startsWith(`${plain}/`));
}

/** What runs, as opposed to who decides and who reviews. */
export function isRunning(path: string): boolean {
  return RUNNING.some((one) => path.startsWith(`${one}/`));
}
