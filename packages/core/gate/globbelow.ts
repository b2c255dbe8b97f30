/** Whether globs may match anything below a name that is no folder of this repository: a submodule's files, or what a link leads to (`rules.md 6.1`). */
import { anyGlob } from './glob.ts';

/** Of what is covered, so read widely and in any case: in doubt they do. */
export function mayMatchBelow(globs: readonly string[], name: string): boolean {
  const parts = name.toLowerCase().split('/');
  return globs.some((glob) => mayMatch(glob.toLowerCase(), parts));
}

function mayMatch(glob: string, parts: readonly string[]): boolean {
  // What means several names is not taken apart here.
  if (/[{}[\]\\]/.test(glob)) return true;
  const segments = glob.replace(/^\/+|\/+$/g, '').split('/');
  // A glob without a slash matches in every folder.
  if (segments.length === 1) return true;
  for (const [at, part] of parts.entries()) {
    const segment = segments[at];
    if (segment === undefined) return false;
    if (segment.includes('**')) return true;
    if (!anyGlob([`/${segment}`])(part)) return false;
  }
  return true;
}
