/** All that set-up makes, in the order in which it rests on each other. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type Project, typeScheme, workflowScheme } from './inproject.ts';
import { ownScheme } from './ownscheme.ts';
import type { Piece } from './piece.ts';
import { projectScreens, screens } from './screens.ts';
import { sitewide } from './sitewide.ts';
import { workflow } from './workflow.ts';

/**
 * @param locale the language in which the site's people read the names
 * @param projects the company-managed ones that are set up; without any, only what belongs to the whole site
 * @param all every company-managed project of the site
 */
export function pieces(locale: Locale, projects: readonly Project[], all: readonly Project[]): readonly Piece[] {
  const [first] = projects;
  return [
    // Taken back last: Jira lets no project with issues go back to the default scheme, and nothing else shall hang on that.
    ...projects.flatMap((one) => ownScheme(locale, one)),
    ...sitewide(locale),
    ...screens(locale),
    ...projects.map((one) => typeScheme(locale, one, all)),
    ...projects.map((one) => projectScreens(locale, one, all)),
    ...(first ? [workflow(locale, first.id)] : []),
    ...projects.map((one) => workflowScheme(locale, one)),
  ];
}

/** Whether a piece is only one project's. */
export const projectOf = (piece: string): string | undefined => piece.split('@')[1];
