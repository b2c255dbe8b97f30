/** Issues, their labels, types and comments as GitHub shows them. */
import { association } from '../world/actor.ts';
import { nodeId } from '../world/node.ts';
import { type Comment, type Issue, type Label, REACTIONS, type Reaction, type Repository } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import { accountJson, iso, type Json, maybeAccount } from './account.ts';
import { appJson } from './app.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';

function countsOf(reactions: readonly Reaction[]): Json {
  const each = REACTIONS.map((content) => [content, reactions.filter((one) => one.content === content).length]);
  return { total_count: reactions.length, ...Object.fromEntries(each) };
}

export function reactionJson(world: World, repository: Repository, { id, content, by, at }: Reaction): Json {
  return {
    id,
    node_id: nodeId('REA', repository.id, id),
    user: accountJson(world, accountOf(world, by)),
    content,
    created_at: iso(at),
  };
}

export function labelJson(world: World, repository: Repository, label: Label): Json {
  return {
    id: label.id,
    node_id: nodeId('LA', repository.id, label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function labelsJson(world: World, repository: Repository, issue: Issue): readonly Json[] {
  const found: Json[] = [];
  for (const id of issue.labels) {
    const label = repository.labels.get(id);
    if (label) found.push(labelJson(world, repository, label));
  }
  return found;
}

export function issuePage(world: World, repository: Repository, issue: Issue): string {
  return `${repositoryPage(world, repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
}

export function issueTypeJson(world: World, repository: Repository, id: number): Json | null {
  const type = world.state.organizations.get(repository.owner)?.issueTypes.find((one) => one.id === id);
  if (!type) return null;
  const at = iso(repository.createdAt);
  return {
    id: type.id,
    node_id: nodeId('IT', type.id),
    name: type.name,
    description: type.description,
    color: type.color,
    created_at: at,
    updated_at: at,
    is_enabled: true,
  };
}

export function issueJson(world: World, repository: Repository, issue: Issue): Json {
  const repositoryAt = repositoryUrl(world, repository);
  const url = `${repositoryAt}/issues/${issue.number}`;
  const page = issuePage(world, repository, issue);
  const assignees = issue.assignees.map((id) => accountJson(world, accountOf(world, id)));
  return {
    url,
    repository_url: repositoryAt,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: page,
    id: issue.id,
    node_id: nodeId(issue.pull ? 'PR' : 'I', repository.id, issue.id),
    number: issue.number,
    title: issue.title,
    user: maybeAccount(world, issue.author),
    labels: labelsJson(world, repository, issue),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: iso(issue.createdAt),
    updated_at: iso(issue.updatedAt),
    closed_at: iso(issue.closedAt),
    author_association: association(world, repository, accountOf(world, issue.author)),
    body: issue.body,
    reactions: { url: `${url}/reactions`, ...countsOf([]) },
    performed_via_github_app: issue.viaApp ? appJson(world) : null,
    ...(issue.pull
      ? {
          draft: issue.pull.draft,
          pull_request: {
            url: `${repositoryAt}/pulls/${issue.number}`,
            html_url: page,
            diff_url: `${page}.diff`,
            patch_url: `${page}.patch`,
            merged_at: iso(issue.pull.mergedAt),
          },
        }
      : {
          type: issue.type === null ? null : issueTypeJson(world, repository, issue.type),
          sub_issues_summary: { total: 0, completed: 0, percent_completed: 0 },
          issue_dependencies_summary: { blocked_by: 0, blocking: 0, total_blocked_by: 0, total_blocking: 0 },
        }),
  };
}

/** `GET /repos/{owner}/{repo}/issues/{number}` also names who closed it. */
export function fullIssueJson(world: World, repository: Repository, issue: Issue): Json {
  return { ...issueJson(world, repository, issue), closed_by: maybeAccount(world, issue.closedBy) };
}

export function commentJson(world: World, repository: Repository, issue: Issue, comment: Comment): Json {
  const repositoryAt = repositoryUrl(world, repository);
  const url = `${repositoryAt}/issues/comments/${comment.id}`;
  const author = accountOf(world, comment.author);
  return {
    url,
    html_url: `${issuePage(world, repository, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryAt}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', repository.id, comment.id),
    user: accountJson(world, author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
    author_association: association(world, repository, author),
    reactions: { url: `${url}/reactions`, ...countsOf(comment.reactions ?? []) },
    performed_via_github_app: comment.viaApp ? appJson(world) : null,
  };
}
