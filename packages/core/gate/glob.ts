/** Globs over branches and files, as people know them from `.gitignore` and CODEOWNERS. */
import picomatch from 'picomatch';

/** Answers whether a glob matches a whole name. `*` stays within a segment, `**` crosses; a glob without a slash matches in every folder. */
export type PathMatcher = (glob: string, name: string) => boolean;

export const matchesGlob: PathMatcher = (glob, name) =>
  picomatch.isMatch(name, glob.includes('/') ? glob.replace(/^\//, '') : [glob, `**/${glob}`], {
    dot: true,
    nonegate: true,
    // Line breaks are characters of a name like any other.
    flags: 's',
  });
