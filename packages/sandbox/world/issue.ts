/** Issues (and the issue side of pull requests): opening, editing, labels, types, closing, deleting, moving. */
import type { Json } from '../show/account.ts';
import { issueJson, issueTypeJson, labelJson } from '../show/issue.ts';
import { fullPullJson } from '../show/pull.ts';
import type { Actor } from './actor.ts';
import type { Issue, Label, Repository, StateReason } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { createLabel, labelNamed } from './repository.ts';
import { tell } from './tell.ts';
import { accountNamed, nextId, type World } from './world.ts';

export const BODY_LIMIT = 65_536;

export interface NewIssue {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  /** Name of an issue type of the organisation. */
  readonly type?: string | null;
  readonly assignees?: readonly string[];
}

/** @throws Refused 404 */
export function issueNumbered(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (!issue) throw notFound();
  return issue;
}

/** An event about the issue, or about the pull request when it is one. */
export function tellIssue(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  action: string,
  parts: () => Json = () => ({}),
): void {
  const { pull } = issue;
  tell(world, {
    event: pull ? 'pull_request' : 'issues',
    action,
    repository,
    sender: actor.account,
    parts: pull
      ? () => ({ number: issue.number, pull_request: fullPullJson(world, repository, issue, pull), ...parts() })
      : () => ({ issue: issueJson(world, repository, issue), ...parts() }),
  });
}

export function checkTexts(title: string | undefined, body: string | null | undefined): void {
  if (title !== undefined && title.trim() === '') throw invalid('Issue', 'title', 'missing_field');
  if (title !== undefined && [...title].length > 256)
    throw invalid('Issue', 'title', 'custom', 'title is too long (maximum is 256 characters)');
  if (body && [...body].length > BODY_LIMIT)
    throw invalid('Issue', 'body', 'custom', 'body is too long (maximum is 65536 characters)');
}

export function openIssue(world: World, repository: Repository, actor: Actor, made: NewIssue): Issue {
  checkTexts(made.title, made.body);
  const type = made.type ? typeNamed(world, repository, made.type) : null;
  const now = world.now();
  const issue: Issue = {
    id: nextId(world),
    number: repository.nextNumber,
    title: made.title,
    body: made.body ?? null,
    state: 'open',
    stateReason: null,
    author: actor.account.id,
    viaApp: actor.viaApp,
    labels: [],
    assignees: (made.assignees ?? []).map((login) => accountNamed(world, login).id),
    type,
    locked: false,
    comments: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull: null,
  };
  const labels = (made.labels ?? []).map((name) => findOrMake(world, repository, actor, name));
  repository.nextNumber += 1;
  issue.labels = [...new Set(labels.map((one) => one.id))];
  repository.issues.set(issue.number, issue);
  repository.open.add(issue.number);
  tellIssue(world, repository, issue, actor, 'opened');
  for (const label of labels) tellLabel(world, repository, issue, actor, 'labeled', label);
  if (type !== null)
    tellIssue(world, repository, issue, actor, 'typed', () => ({ type: issueTypeJson(world, repository, type) }));
  return issue;
}

function typeNamed(world: World, repository: Repository, name: string): number {
  const types = world.state.organizations.get(repository.owner)?.issueTypes ?? [];
  const type = types.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!type) throw invalid('Issue', 'type');
  return type.id;
}

function findOrMake(world: World, repository: Repository, actor: Actor, name: string): Label {
  return labelNamed(repository, name) ?? createLabel(world, actor.account, repository, { name });
}

function tellLabel(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  action: 'labeled' | 'unlabeled',
  label: Label,
): void {
  tellIssue(world, repository, issue, actor, action, () => ({ label: labelJson(world, repository, label) }));
}

export function addLabels(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  names: readonly string[],
): void {
  for (const name of names) {
    const label = findOrMake(world, repository, actor, name);
    if (issue.labels.includes(label.id)) continue;
    issue.labels = [...issue.labels, label.id];
    issue.updatedAt = world.now();
    tellLabel(world, repository, issue, actor, 'labeled', label);
  }
}

/** @throws Refused 404 when the issue does not have it. */
export function removeLabel(world: World, repository: Repository, issue: Issue, actor: Actor, name: string): void {
  const label = labelNamed(repository, name);
  if (!label || !issue.labels.includes(label.id)) throw notFound();
  issue.labels = issue.labels.filter((id) => id !== label.id);
  issue.updatedAt = world.now();
  tellLabel(world, repository, issue, actor, 'unlabeled', label);
}

export function setLabels(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  names: readonly string[],
): void {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const id of issue.labels) {
    const label = repository.labels.get(id);
    if (label && !wanted.has(label.name.toLowerCase())) removeLabel(world, repository, issue, actor, label.name);
  }
  addLabels(world, repository, issue, actor, names);
}

export interface IssueEdit {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly stateReason?: StateReason | null;
  readonly labels?: readonly string[];
  readonly type?: string | null;
  readonly assignees?: readonly string[];
}

/** Changes several things at once; each kind is an event of its own, as at GitHub. */
export function editIssue(world: World, repository: Repository, issue: Issue, actor: Actor, edit: IssueEdit): void {
  checkTexts(edit.title, edit.body);
  const type = edit.type ? typeNamed(world, repository, edit.type) : null;
  const changes: Record<string, Json> = {};
  if (edit.title !== undefined && edit.title !== issue.title) {
    changes.title = { from: issue.title };
    issue.title = edit.title;
    issue.renamedAt = world.now();
  }
  if (edit.body !== undefined && edit.body !== issue.body) {
    changes.body = { from: issue.body ?? '' };
    issue.body = edit.body;
    issue.editedAt = world.now();
  }
  if (edit.assignees) issue.assignees = edit.assignees.map((login) => accountNamed(world, login).id);
  if (Object.keys(changes).length > 0) {
    issue.updatedAt = world.now();
    tellIssue(world, repository, issue, actor, 'edited', () => ({ changes }));
  }
  if (edit.labels) setLabels(world, repository, issue, actor, edit.labels);
  if (edit.type !== undefined && type !== issue.type) setType(world, repository, issue, actor, type);
  if (edit.state !== undefined) setState(world, repository, issue, actor, edit.state, edit.stateReason ?? null);
}

function setType(world: World, repository: Repository, issue: Issue, actor: Actor, type: number | null): void {
  const shown = type ?? issue.type;
  issue.type = type;
  issue.updatedAt = world.now();
  if (shown === null) return;
  tellIssue(world, repository, issue, actor, type === null ? 'untyped' : 'typed', () => ({
    type: issueTypeJson(world, repository, shown),
  }));
}

export function setState(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  state: 'open' | 'closed',
  reason: StateReason | null,
): void {
  if (issue.pull?.mergedAt && state === 'open')
    throw invalid('PullRequest', 'state', 'custom', 'state cannot be changed. The pull request was merged.');
  if (issue.state === state) return;
  const closing = state === 'closed';
  const gone = closing ? undefined : branchGone(repository, issue);
  if (gone !== undefined)
    throw invalid('PullRequest', 'state', 'custom', `state cannot be changed. The ${gone} branch has been deleted.`);
  issue.state = state;
  issue.stateReason = issue.pull ? null : closing ? (reason ?? 'completed') : 'reopened';
  issue.updatedAt = world.now();
  issue.closedAt = closing ? issue.updatedAt : null;
  issue.closedBy = closing ? actor.account.id : null;
  // Pushes while it was closed are shown once it is open again.
  if (issue.pull && !closing)
    issue.pull.headSha = repository.refs.get(`refs/heads/${issue.pull.headRef}`) ?? issue.pull.headSha;
  for (const set of issue.pull ? [repository.open, repository.openPulls] : [repository.open]) {
    if (closing) set.delete(issue.number);
    else set.add(issue.number);
  }
  tellIssue(world, repository, issue, actor, closing ? 'closed' : 'reopened');
}

/** Of a pull request: a branch that is not there any more. */
function branchGone({ refs }: Repository, { pull }: Issue): string | undefined {
  return pull ? [pull.headRef, pull.baseRef].find((name) => !refs.has(`refs/heads/${name}`)) : undefined;
}
