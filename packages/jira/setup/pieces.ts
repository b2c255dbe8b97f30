/** All that set-up makes, in the order in which it rests on each other. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { ownScheme } from './ownscheme.ts';
import { projectPanel } from './panelpin.ts';
import type { Piece } from './piece.ts';
import type { Project } from './projects.ts';
import { projectScreens } from './projectscreens.ts';
import { screens } from './screens.ts';
import { isLink, sitewide } from './sitewide.ts';
import { typeScheme } from './typescheme.ts';
import { workflow } from './workflow.ts';
import { workflowScheme } from './workflowscheme.ts';

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
    // Taken back after everything that Jira may refuse: as long as there are requests, they keep their panel.
    ...projects.flatMap((one) => projectPanel(locale, one)),
    ...sitewide(locale),
    ...screens(locale),
    ...projects.map((project) => typeScheme(locale, { project, all })),
    ...projects.map((project) => projectScreens(locale, { project, all })),
    ...(first ? [workflow(locale, first.id)] : []),
    ...projects.map((project) => workflowScheme(locale, { project, all })),
  ];
}

/** What a team-managed project gets: its type, fields and statuses are added by people. */
export function teamPieces(locale: Locale, project: Project): readonly Piece[] {
  return [...sitewide(locale).filter((one) => isLink(one.id)), ...projectPanel(locale, project)];
}

/** Whether a piece is only one project's. */
export const projectOf = (piece: string): string | undefined => piece.split('@')[1];
