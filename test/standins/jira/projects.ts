/** Projects of the stand-in's site: each has its key, its own numbers, and its own statuses unless it shares another's workflow. */
import type { Fields, Given, Held, Issue, Project } from './record.ts';
import { firstStatus, waysOf } from './ways.ts';

export const idOf = (field: unknown): string => (field as { readonly id: string }).id;
export const projectOf = (issue: Issue): string => idOf(issue.fields.project);
export const typeOf = (issue: Issue): string => idOf(issue.fields.issuetype);

/** What Jira gives a project that nobody configured. */
const PLAIN = ['To Do', 'In Progress', 'Done'];

/** The project of an id, made at its first sight. */
export function projectNamed(
  { projects, configured }: Held,
  id: string,
  { key, like, nextId }: Given & { readonly nextId: () => string },
): Project {
  const known = projects.get(id);
  if (known) return known;
  const { statuses, isGated } = projects.get(like ?? '') ?? {
    statuses: new Map(PLAIN.map((name) => [name, nextId()])),
    isGated: false,
  };
  const project = { key: key ?? configured.projects.get(id)?.key ?? `P${id}`, statuses, isGated, number: 0 };
  projects.set(id, project);
  return project;
}

/** The next key of a project: its numbers are never used twice. */
export function nextKey(project: Project): string {
  project.number += 1;
  return `${project.key}-${project.number}`;
}

/** Id of the status in which an issue of a type begins. */
export function begins(site: Held, project: string, type: string): string {
  return firstStatus(site.configured, project, type) ?? [...site.project(project).statuses.values()][0] ?? '';
}

/**
 * Moves an issue to another project, where it gets the next key and, if its status is not one of those there, the first.
 * @returns what its log says of it
 */
export function moved(site: Held, issue: Issue, to: string, nameOf: (status: string) => string): readonly Fields[] {
  const from = projectOf(issue);
  if (from === to) return [];
  const [fromString, status] = [issue.key, idOf(issue.fields.status)];
  const project = site.project(to);
  issue.formerKeys.add(issue.key);
  issue.key = nextKey(project);
  issue.fields.project = { id: to, key: project.key };
  const items: Fields[] = [
    { field: 'Key', fieldtype: 'jira', fromString, toString: issue.key },
    { field: 'project', fieldId: 'project', from, to },
  ];
  const there = waysOf(site.configured, to, typeOf(issue))?.map((way) => way.to) ?? [...project.statuses.values()];
  if (there.includes(status)) return items;
  const first = begins(site, to, typeOf(issue));
  issue.fields.status = { id: first, name: nameOf(first) };
  return [...items, { field: 'status', fieldId: 'status', from: status, to: first }];
}
