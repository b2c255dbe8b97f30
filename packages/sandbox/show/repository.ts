/** Repositories as GitHub shows them: one shape that holds what its several descriptions ask for. */
import { nodeId } from '../world/node.ts';
import type { Repository } from '../world/record.ts';
import { accountOf, fullName, type World } from '../world/world.ts';
import { accountJson, iso, type Json } from './account.ts';

const PATHS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${fullName(world, repository)}`;
}

export function repositoryPage(world: World, repository: Repository): string {
  return `${world.webUrl}/${fullName(world, repository)}`;
}

function addresses(world: World, repository: Repository): Readonly<Record<string, string>> {
  const full = fullName(world, repository);
  const key = `repository:${full}`;
  const known = world.addresses.get(key);
  if (known) return known;
  const url = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  const all: Record<string, string> = { url, html_url: page };
  for (const [name, path] of Object.entries(PATHS)) all[name] = url + path;
  all.clone_url = `${page}.git`;
  all.git_url = `git://127.0.0.1/${full}.git`;
  all.ssh_url = `git@127.0.0.1:${full}.git`;
  all.svn_url = page;
  world.addresses.set(key, all);
  return all;
}

export function listedRepositoryJson(world: World, repository: Repository): Json {
  const open = repository.open.size;
  const owner = accountOf(world, repository.owner);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(world, repository),
    private: repository.private,
    owner: accountJson(world, owner),
    description: repository.description,
    fork: repository.fork ?? false,
    ...addresses(world, repository),
    created_at: iso(repository.createdAt),
    updated_at: iso(repository.updatedAt),
    pushed_at: iso(repository.pushedAt),
    homepage: null,
    mirror_url: null,
    size: 1,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repository.issuesOff !== true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    archived: repository.archived ?? false,
    disabled: false,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues_count: open,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
    ...(owner.type === 'Organization' ? { custom_properties: {} } : {}),
  };
}

/** The same, with how it merges: that is told of only to whoever may write to it. https://docs.github.com/en/rest/repos/repos#get-a-repository */
export function repositoryJson(world: World, repository: Repository): Json {
  return { ...listedRepositoryJson(world, repository), allow_rebase_merge: repository.rebaseMerges ?? true };
}

/** `GET /repos/{owner}/{repo}`. */
export function fullRepositoryJson(world: World, repository: Repository): Json {
  return { ...repositoryJson(world, repository), network_count: 0, subscribers_count: 0 };
}

/** The few fields that installation events name. */
export function shortRepositoryJson(world: World, repository: Repository): Json {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(world, repository),
    private: repository.private,
  };
}
