/** Issues and the labels on them. */
import { fullIssueJson, issueJson, issueTypeJson, labelsJson } from '../show/issue.ts';
import { mayAtLeast, need } from '../world/actor.ts';
import {
  addLabels,
  editIssue,
  type IssueEdit,
  issueNumbered,
  openIssue,
  removeLabel,
  setLabels,
} from '../world/issue.ts';
import type { Issue, Repository, StateReason } from '../world/record.ts';
import { forbidden, invalid, notFound, Refused } from '../world/refused.ts';
import { labelNamed } from '../world/repository.ts';
import { accountNamed } from '../world/world.ts';
import { type Caller, maySee } from './caller.ts';
import {
  type Answer,
  type Body,
  type Call,
  elsewhere,
  id,
  names,
  nullableText,
  ok,
  onRepository,
  paged,
  type RepositoryCall,
  type Route,
  required,
  text,
} from './route.ts';

export const EITHER_WRITE = ['issues:write', 'pull_requests:write'];
export const EITHER_READ = ['issues:read', 'pull_requests:read'];

export function issueOf(call: RepositoryCall): Issue {
  const issue = issueNumbered(call.repository, id(call, 'number'));
  if (!issue.pull) needIssues(call.repository);
  return issue;
}

/** @throws Refused 410 */
function needIssues({ issuesOff }: Repository): void {
  if (issuesOff) throw new Refused(410, 'Issues has been disabled in this repository.');
}

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
function movedTo(
  { world, caller }: RepositoryCall,
  there: { readonly repository: number; readonly number: number },
): Answer {
  const repository = world.state.repositories.get(there.repository);
  if (!repository || !maySee(world, caller, repository)) throw notFound();
  const url = `${world.apiUrl}/repositories/${repository.id}/issues/${there.number}`;
  return { status: 301, body: { message: 'Moved Permanently', url }, headers: { location: url } };
}

const REASONS: readonly StateReason[] = ['completed', 'not_planned', 'reopened', 'duplicate'];

/** @throws Refused 422 */
export function issueEdit(body: Body): IssueEdit {
  const state = text(body, 'state');
  if (state !== undefined && state !== 'open' && state !== 'closed') throw invalid('Issue', 'state');
  const reason = text(body, 'state_reason');
  if (reason !== undefined && !REASONS.includes(reason as StateReason)) throw invalid('Issue', 'state_reason');
  const [title, content, type] = [text(body, 'title'), nullableText(body, 'body'), nullableText(body, 'type')];
  const [labels, assignees] = [names(body, 'labels'), names(body, 'assignees')];
  return {
    ...(title === undefined ? {} : { title }),
    ...(content === undefined ? {} : { body: content }),
    ...(type === undefined ? {} : { type }),
    ...(labels ? { labels } : {}),
    ...(assignees ? { assignees } : {}),
    ...(state ? { state } : {}),
    ...(reason ? { stateReason: reason as StateReason } : {}),
  };
}

function listed(call: Call, repository: Repository): readonly Issue[] {
  const { query, world } = call;
  const state = query.get('state') ?? 'open';
  const since = query.get('since');
  const creator = query.get('creator');
  const author = creator === null ? undefined : world.logins.get(creator.toLowerCase());
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const ids = labels.map((name) => labelNamed(repository, name.trim())?.id);
  const type = query.get('type');
  const numbers = state === 'open' ? repository.open : repository.issues.keys();
  const found: Issue[] = [];
  for (const number of numbers) {
    const issue = repository.issues.get(number);
    if (!issue || (state !== 'all' && issue.state !== state)) continue;
    if (since !== null && issue.updatedAt < Date.parse(since)) continue;
    if (creator !== null && issue.author !== author) continue;
    if (!ids.every((one) => one !== undefined && issue.labels.includes(one))) continue;
    if (type && type !== '*' && (issue.type === null || issueTypeJson(world, repository, issue.type)?.name !== type))
      continue;
    found.push(issue);
  }
  const sort = query.get('sort') ?? 'created';
  const key = (issue: Issue) =>
    sort === 'updated' ? issue.updatedAt : sort === 'comments' ? issue.comments.length : issue.createdAt;
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return found.sort((a, b) => sign * (key(a) - key(b) || a.number - b.number));
}

/** People may open issues and edit their own; an installation needs to have been granted it. @throws Refused 403 */
function needPermission(caller: Caller, oneOf: readonly string[]): void {
  if (caller.kind !== 'installation' || oneOf.some((name) => caller.permissions[name] === 'write')) return;
  throw forbidden('Resource not accessible by integration');
}

export const issueRoutes: readonly Route[] = [
  onRepository('GET', '/issues', ['issues:read'], (call) => {
    // GitHub describes no 410 of this one.
    if (call.repository.issuesOff) throw notFound();
    return paged(call, listed(call, call.repository), (one) => issueJson(call.world, call.repository, one));
  }),
  onRepository('POST', '/issues', [], (call) => {
    const { world, repository, actor, body, caller } = call;
    needPermission(caller, ['issues']);
    const edit = issueEdit(body);
    const may = mayAtLeast(world, repository, actor, 'triage');
    // Without push access GitHub drops these silently.
    const extras = may ? edit : {};
    const made = openIssue(world, repository, actor, {
      ...extras,
      title: required(body, 'title', 'Issue'),
      ...(edit.body ? { body: edit.body } : {}),
    });
    return ok(fullIssueJson(world, repository, made), 201);
  }),
  onRepository('GET', '/issues/:number', EITHER_READ, (call) => {
    const there = call.repository.transferred?.get(id(call, 'number'));
    return there ? movedTo(call, there) : ok(fullIssueJson(call.world, call.repository, issueOf(call)));
  }),
  onRepository('PATCH', '/issues/:number', [], (call) => {
    const { world, repository, actor, body, caller } = call;
    const issue = issueOf(call);
    needPermission(caller, issue.pull ? ['issues', 'pull_requests'] : ['issues']);
    if (issue.author !== actor.account.id) need(world, repository, actor, 'triage');
    editIssue(world, repository, issue, actor, issueEdit(body));
    return ok(fullIssueJson(world, repository, issue));
  }),
  onRepository('GET', '/issues/:number/labels', EITHER_READ, (call) =>
    paged(call, labelsJson(call.world, call.repository, issueOf(call)), (one) => one),
  ),
  onRepository('POST', '/issues/:number/labels', EITHER_WRITE, (call) => {
    const { world, repository, actor } = call;
    const issue = issueOf(call);
    addLabels(world, repository, issue, actor, labelNames(call));
    return ok(labelsJson(world, repository, issue));
  }),
  onRepository('PUT', '/issues/:number/labels', EITHER_WRITE, (call) => {
    const { world, repository, actor } = call;
    const issue = issueOf(call);
    setLabels(world, repository, issue, actor, labelNames(call));
    return ok(labelsJson(world, repository, issue));
  }),
  onRepository('DELETE', '/issues/:number/labels/:name', EITHER_WRITE, (call) => {
    const { world, repository, actor, params } = call;
    const issue = issueOf(call);
    if (!labelNamed(repository, params.name ?? '')) throw notFound();
    removeLabel(world, repository, issue, actor, params.name ?? '');
    return ok(labelsJson(world, repository, issue));
  }),
  elsewhere('GET', '/orgs/:org/issue-types', 'signed', [], ({ world, params }) => {
    const organization = world.state.organizations.get(accountNamed(world, params.org ?? '').id);
    if (!organization) throw notFound();
    return ok(organization.issueTypes.map((one) => typeJson(one)));
  }),
];

function typeJson({
  id: number,
  name,
  description,
  color,
}: {
  id: number;
  name: string;
  description: string | null;
  color: string;
}) {
  return { id: number, node_id: `IT_${number}`, name, description, color, is_enabled: true };
}

/** In `{ labels: […] }`, or bare. */
function labelNames({ body }: Call): readonly string[] {
  return names(body, '' in body ? '' : 'labels') ?? [];
}
