/** Where on GitHub something happened and who did it, as ids that survive renames (`rules.md 5.6`). */
import type { Person } from '@countersign/core/content/person.ts';
import { CHANGE_LABEL, CHANGE_TYPE } from './form/template.ts';
import type { Issue, Payload, User } from './schema.ts';
import type { Place } from './translation.ts';

/** Owner and name of a repository, as GitHub writes them in one. */
export function pathOf(fullName: string): Pick<Place, 'owner' | 'repo'> {
  const [owner = '', repo = ''] = fullName.split('/');
  return { owner, repo };
}

export function placeOf(payload: Pick<Payload, 'installation'>, repository: NonNullable<Payload['repository']>): Place {
  return {
    tenant: `github:${repository.owner.id}`,
    project: repository.node_id,
    installation: payload.installation?.id ?? 0,
    ...pathOf(repository.full_name),
  };
}

/** Where GitHub's own pages are, unless an address says otherwise. */
export const GITHUB = 'github.com';

/** GitHub itself, which signs what its pages and apps commit in somebody's name. */
export const WEB_FLOW = 'web-flow';

/** The host of a page of GitHub's, also of an Enterprise Server. */
function hostOf(address: string | null | undefined): string {
  return /^https?:\/\/([^\s/]+)\//.exec(address ?? '')?.[1]?.toLowerCase() ?? GITHUB;
}

/** Where an issue or a pull request is at home: `host/owner/repo`. The same path at another host is another repository. */
export function homeOf(
  { owner, repo }: Pick<Place, 'owner' | 'repo'>,
  page: { readonly html_url?: string | null | undefined },
): string {
  return `${hostOf(page.html_url)}/${owner}/${repo}`;
}

/** The account that GitHub itself credits with what nobody is known to have done, as deliveries name who acted. */
export const GHOST_ACCOUNT = { id: 10137, login: 'ghost', type: 'User' };

/** Whoever had an account that is deleted, where GitHub names no account at all; nobody holds a role under that name. */
export const GHOST: Person = { id: 'github:0', name: 'ghost' };

export function personOf(user: User): Person {
  return { id: `github:${user.id}`, name: user.login };
}

function labelsOf(issue: Pick<Issue, 'labels'>): readonly string[] {
  return (issue.labels ?? []).map((label) => (typeof label === 'string' ? label : label.name));
}

/**
 * GitHub takes two labels of one repository, and two types of an organisation, for the same when they differ only in case, whatever the
 * language: so does everything that reads them here.
 */
export function isNamed(name: string, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase();
}

function hasLabel(issue: Pick<Issue, 'labels'>, wanted: string): boolean {
  return labelsOf(issue).some((name) => isNamed(name, wanted));
}

/** The label or the type by which people see that an issue is a change request. */
export function isMark(name: string): boolean {
  return isNamed(name, CHANGE_LABEL) || isNamed(name, CHANGE_TYPE);
}

/** A change request is an issue of that type, or with that label where the organisation has no types. */
export function isChangeRequest(issue: Pick<Issue, 'labels' | 'type' | 'pull_request'>): boolean {
  if (issue.pull_request) return false;
  return (issue.type && isNamed(issue.type.name, CHANGE_TYPE)) || hasLabel(issue, CHANGE_LABEL);
}

/** A requirement is an issue with the label of that name, or of the type where the organisation has types. */
export function isRequirement(issue: Pick<Issue, 'labels' | 'type' | 'pull_request'>, mark: string): boolean {
  if (issue.pull_request) return false;
  return hasLabel(issue, mark) || (issue.type != null && isNamed(issue.type.name, mark));
}

export function isBot(user: User): boolean {
  return user.type === 'Bot' || user.login.endsWith('[bot]');
}
