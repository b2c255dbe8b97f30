/** Repositories: creating, renaming, transferring, and the labels that they define. */
import { accountJson, type Json, organizationJson } from '../show/account.ts';
import { labelJson } from '../show/issue.ts';
import { addCommit } from './git.ts';
import type { Account, Label, Repository, RequiredCheck } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { tell } from './tell.ts';
import { accountOf, fullName, nextId, type World } from './world.ts';

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly author: Account;
  readonly files?: Readonly<Record<string, string>>;
  readonly private?: boolean;
  readonly description?: string;
}

export function addRepository(world: World, made: NewRepository): Repository {
  const now = world.now();
  const repository: Repository = {
    id: nextId(world),
    name: made.name,
    owner: made.owner.id,
    private: made.private ?? false,
    description: made.description ?? null,
    defaultBranch: 'main',
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    collaborators: new Map(),
    nextNumber: 1,
    labels: new Map(),
    issues: new Map(),
    open: new Set(),
    openPulls: new Set(),
    comments: new Map(),
    commits: new Map(),
    refs: new Map(),
    checks: new Map(),
    checksOf: new Map(),
    suites: new Map(),
    required: new Map(),
    groups: new Map(),
    deployments: new Map(),
    formerNames: new Set(),
  };
  const key = `${made.owner.login}/${made.name}`.toLowerCase();
  const taken = world.state.repositories.get(world.names.get(key) ?? 0);
  if (taken && fullName(world, taken).toLowerCase() === key) throw invalid('Repository', 'name', 'already_exists');
  world.state.repositories.set(repository.id, repository);
  world.names.set(key, repository.id);
  const first = addCommit(world, repository, {
    parents: [],
    message: 'Begin',
    author: made.author,
    files: made.files ?? {},
  });
  repository.refs.set('refs/heads/main', first.sha);
  return repository;
}

function changeName(world: World, repository: Repository, change: () => void): void {
  const before = fullName(world, repository).toLowerCase();
  change();
  repository.formerNames.add(before);
  repository.updatedAt = world.now();
  world.names.set(fullName(world, repository).toLowerCase(), repository.id);
}

/** The old name goes on leading to the repository, as at GitHub. */
export function renameRepository(world: World, sender: Account, repository: Repository, name: string): void {
  const from = repository.name;
  if (from === name) return;
  changeName(world, repository, () => {
    repository.name = name;
  });
  tell(world, {
    event: 'repository',
    action: 'renamed',
    repository,
    sender,
    parts: () => ({ changes: { repository: { name: { from } } } }),
  });
}

/** Open pull requests into it are carried along; rules and files that name it by its old name are not. */
export function renameDefaultBranch(world: World, sender: Account, repository: Repository, name: string): void {
  const from = repository.defaultBranch;
  const sha = repository.refs.get(`refs/heads/${from}`);
  if (from === name || sha === undefined) return;
  repository.refs.delete(`refs/heads/${from}`);
  repository.refs.set(`refs/heads/${name}`, sha);
  repository.defaultBranch = name;
  for (const number of repository.openPulls) {
    const pull = repository.issues.get(number)?.pull;
    if (pull?.baseRef === from) pull.baseRef = name;
  }
  tell(world, {
    event: 'repository',
    action: 'edited',
    repository,
    sender,
    parts: () => ({ changes: { default_branch: { from } } }),
  });
}

export function transferRepository(world: World, sender: Account, repository: Repository, to: Account): void {
  const from = accountOf(world, repository.owner);
  changeName(world, repository, () => {
    repository.owner = to.id;
  });
  const old =
    from.type === 'Organization' ? { organization: organizationJson(world, from) } : { user: accountJson(world, from) };
  tell(world, {
    event: 'repository',
    action: 'transferred',
    repository,
    sender,
    parts: () => ({ changes: { owner: { from: old } } }),
  });
}

/** The organisation goes on under another login, and its repositories with it. The login that it had is free for whoever comes first. */
export function renameOrganization(world: World, sender: Account, organization: Account, login: string): void {
  const from = organization.login;
  if (world.logins.has(login.toLowerCase())) throw invalid('Organization', 'login', 'already_exists');
  const own = [...world.state.repositories.values()].filter((one) => one.owner === organization.id);
  for (const one of own) one.formerNames.add(fullName(world, one).toLowerCase());
  world.logins.delete(from.toLowerCase());
  organization.login = login;
  world.addresses.delete(`account:${organization.id}`);
  world.logins.set(login.toLowerCase(), organization.id);
  for (const one of own) world.names.set(fullName(world, one).toLowerCase(), one.id);
  const changes = { changes: { login: { from } } };
  tell(world, { event: 'organization', action: 'renamed', organization, sender, parts: () => changes });
}

/** A check that must be green before the branch moves. */
export function requireCheck(repository: Repository, branch: string, check: RequiredCheck): void {
  repository.required.set(branch, [...(repository.required.get(branch) ?? []), check]);
}

export function labelNamed(repository: Repository, name: string): Label | undefined {
  const wanted = name.toLowerCase();
  for (const label of repository.labels.values()) if (label.name.toLowerCase() === wanted) return label;
  return undefined;
}

/** @throws Refused 422 */
export function createLabel(
  world: World,
  sender: Account,
  repository: Repository,
  made: { name: string; color?: string; description?: string | null },
): Label {
  if (made.name.trim() === '') throw invalid('Label', 'name', 'missing_field');
  if (labelNamed(repository, made.name)) throw invalid('Label', 'name', 'already_exists');
  checkLabel(made);
  const label = {
    id: nextId(world),
    name: made.name,
    color: made.color ?? 'ededed',
    description: made.description ?? null,
  };
  repository.labels.set(label.id, label);
  tell(world, {
    event: 'label',
    action: 'created',
    repository,
    sender,
    parts: () => ({ label: labelJson(world, repository, label) }),
  });
  return label;
}

function checkLabel({
  color,
  description,
  name,
}: {
  color?: string;
  description?: string | null;
  name?: string;
}): void {
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid('Label', 'color');
  if (name !== undefined && [...name].length > 50)
    throw invalid('Label', 'name', 'custom', 'is too long (maximum is 50 characters)');
  if (description && [...description].length > 100)
    throw invalid('Label', 'description', 'custom', 'is too long (maximum is 100 characters)');
}

export function editLabel(
  world: World,
  sender: Account,
  repository: Repository,
  label: Label,
  change: { name?: string; color?: string; description?: string | null },
): void {
  checkLabel(change);
  const changes: Record<string, Json> = {};
  for (const field of ['name', 'color', 'description'] as const) {
    const next = change[field];
    if (next === undefined || next === label[field]) continue;
    changes[field] = { from: label[field] ?? '' };
    Object.assign(label, { [field]: next });
  }
  if (Object.keys(changes).length === 0) return;
  tell(world, {
    event: 'label',
    action: 'edited',
    repository,
    sender,
    parts: () => ({ changes, label: labelJson(world, repository, label) }),
  });
}

/** @throws Refused 404 */
export function deleteLabel(world: World, sender: Account, repository: Repository, name: string): void {
  const label = labelNamed(repository, name);
  if (!label) throw notFound();
  for (const issue of repository.issues.values()) issue.labels = issue.labels.filter((id) => id !== label.id);
  tell(world, {
    event: 'label',
    action: 'deleted',
    repository,
    sender,
    parts: () => ({ label: labelJson(world, repository, label) }),
  });
  repository.labels.delete(label.id);
}
