/** The company-managed projects of a site and the schemes that several of them share: whoever else is touched is named first. */
import { path } from '../client.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** One project that is set up, among all those that may share its schemes. */
export interface Among {
  readonly project: Project;
  readonly all: readonly Project[];
}

interface Shared {
  readonly projectIds: readonly string[];
}

/** As many projects as Jira takes in one address. */
const MOST = 100;

/**
 * The scheme that the project is on, with the projects that share it.
 * @param read asks Jira for the schemes of the projects that its query names
 */
export async function schemeOf<One extends Shared>(
  { project, all }: Among,
  read: (query: string) => Promise<readonly One[]>,
): Promise<One | undefined> {
  const ids = [...new Set([project.id, ...all.map((one) => one.id)])].slice(0, MOST);
  const found = await read(ids.map((id) => path`projectId=${id}`).join('&'));
  return found.find((one) => one.projectIds.includes(project.id));
}

/** Says who else is on the scheme; nothing where nobody is. */
export function saidOfOthers(
  { project, all }: Among,
  scheme: Shared | undefined,
  say: (names: readonly string[]) => string,
): string | undefined {
  const others = all.filter((one) => one.id !== project.id && scheme?.projectIds.includes(one.id));
  return others.length > 0 ? say(others.map((one) => one.name)) : undefined;
}
