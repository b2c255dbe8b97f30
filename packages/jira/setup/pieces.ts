/** All that set-up makes, in the order in which it rests on each other. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type Project, typeScheme, workflowScheme } from './inproject.ts';
import { ownScheme } from './ownscheme.ts';
import type { Piece } from './piece.ts';
import { projectScreens, screens } from './screens.ts';
import { sitewide } from './sitewide.ts';
import { workflow } from './workflow.ts';

/** Projects that are looked through for a scheme that is shared: all of them are named in one address. */
const MOST_OTHERS = 100;

/**
 * @param locale the language in which the site's people read the names
 * @param projects the company-managed ones that are set up; without any, only what belongs to the whole site
 * @param all every company-managed project of the site
 */
export function pieces(locale: Locale, projects: readonly Project[], all: readonly Project[]): readonly Piece[] {
  const [first] = projects;
  const others = all.slice(0, MOST_OTHERS);
  return [
    // Taken back last: Jira lets no project with issues go back to the default scheme, and nothing else shall hang on that.
    ...projects.flatMap((one) => ownScheme(locale, one)),
    ...sitewide(locale),
    ...screens(locale),
    ...projects.map((one) => typeScheme(locale, one, others)),
    ...projects.map((one) => projectScreens(locale, one, others)),
    ...(first ? [workflow(locale, first.id)] : []),
    ...projects.map((one) => workflowScheme(locale, one, others)),
  ];
}

/** Whether a piece is only one project's. */
export const projectOf = (piece: string): string | undefined => piece.split('@')[1];
