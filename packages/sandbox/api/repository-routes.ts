/** The repository itself: its files, branches, differences, who may do what in it, and the answer to a waiting deployment. */
import { accountJson } from '../show/account.ts';
import { commitJson, fileJson } from '../show/pull.ts';
import { fullRepositoryJson, repositoryPage, repositoryUrl } from '../show/repository.ts';
import { roleIn } from '../world/actor.ts';
import { answerDeployment } from '../world/deployment.ts';
import { changesBetween, commitsBetween, mergeBase, resolve, withRenames } from '../world/git.ts';
import type { Account, Commit, Role } from '../world/record.ts';
import { notFound } from '../world/refused.ts';
import { accountNamed, fullName } from '../world/world.ts';
import { id, NO_CONTENT, ok, onRepository, paged, type RepositoryCall, type Route, required } from './route.ts';

const LEGACY: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

function compare(call: RepositoryCall) {
  const { world, repository, params } = call;
  const [from = '', to = ''] = (params.range ?? '').split('...');
  const [base, head] = [resolve(repository, from), resolve(repository, to)];
  const ancestor = base && head && mergeBase(repository, base.sha, head.sha);
  const common = ancestor === undefined ? undefined : repository.commits.get(ancestor);
  if (!base || !head || !common) throw notFound();
  const ahead = commitsBetween(repository, base.sha, head.sha);
  const behind = commitsBetween(repository, head.sha, base.sha);
  const status =
    ahead.length > 0 ? (behind.length > 0 ? 'diverged' : 'ahead') : behind.length > 0 ? 'behind' : 'identical';
  const page = `${repositoryPage(world, repository)}/compare/${params.range}`;
  const show = (one: Commit) => commitJson(world, repository, one);
  const isFirst = Number(call.query.get('page') ?? 1) === 1;
  const changes = isFirst ? withRenames(changesBetween(repository, common.sha, head.sha)).slice(0, MOST_FILES) : [];
  const files = changes.map((one) => fileJson(world, repository, head.sha, one));
  const comparison = (commits: readonly unknown[]) => ({
    url: `${repositoryUrl(world, repository)}/compare/${params.range}`,
    html_url: page,
    permalink_url: `${repositoryPage(world, repository)}/compare/${base.sha}...${head.sha}`,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(world, repository, base),
    merge_base_commit: commitJson(world, repository, common),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits,
    files,
  });
  // Without pages asked for, GitHub gives 250 commits, the newest among them.
  if (call.query.has('page') || call.query.has('per_page')) return paged(call, ahead, show, comparison);
  return ok(comparison(ahead.slice(-250).map(show)));
}

/** So many files GitHub lists of a comparison, and says nothing of the rest. */
const MOST_FILES = 300;

/** A role as GitHub shows it of somebody in a repository. */
function withRole({ world, repository }: RepositoryCall, account: Account) {
  const role = roleIn(world, repository, account);
  return { ...(accountJson(world, account) as object), permissions: permissionsOf(role), role_name: role };
}

function permissionsOf(role: Role) {
  const at = (least: readonly Role[]) => least.includes(role);
  return {
    admin: role === 'admin',
    maintain: at(['admin', 'maintain']),
    push: at(['admin', 'maintain', 'write']),
    triage: at(['admin', 'maintain', 'write', 'triage']),
    pull: role !== 'none',
  };
}

function collaborators(call: RepositoryCall) {
  const { world, repository, query } = call;
  const least = query.get('permission');
  const listed = [...world.state.accounts.values()].filter((one) => {
    const role = one.type === 'User' ? roleIn(world, repository, one) : 'none';
    return least === null ? !['none', 'read'].includes(role) : role === least;
  });
  return paged(call, listed, (one) => withRole(call, one));
}

/** The rules that bind a branch, whichever rulesets they come from; here a required check is the only one. */
function rules({ world, repository, params }: RepositoryCall) {
  const required = repository.required.get(params.branch ?? '') ?? [];
  if (required.length === 0) return [];
  const checks = required.map(({ context, integration }) => ({
    context,
    ...(integration === null ? {} : { integration_id: integration }),
  }));
  return [
    {
      type: 'required_status_checks',
      parameters: { strict_required_status_checks_policy: false, required_status_checks: checks },
      ruleset_source_type: 'Repository',
      ruleset_source: fullName(world, repository),
      ruleset_id: repository.id,
    },
  ];
}

export const repositoryRoutes: readonly Route[] = [
  onRepository('GET', '/rules/branches/:branch{.+}', ['metadata:read'], (call) =>
    paged(call, rules(call), (one) => one),
  ),
  onRepository('GET', '', ['metadata:read'], ({ world, repository, caller }) =>
    ok({
      ...(fullRepositoryJson(world, repository) as object),
      // A person is told what they may do there.
      ...(caller.kind === 'person' ? { permissions: permissionsOf(roleIn(world, repository, caller.account)) } : {}),
    }),
  ),
  onRepository('GET', '/collaborators/:user/permission', ['metadata:read'], (call) => {
    const { world, repository, params } = call;
    const account = accountNamed(world, params.user ?? '');
    const role = roleIn(world, repository, account);
    return ok({ permission: LEGACY[role], user: withRole(call, account), role_name: role });
  }),
  onRepository('GET', '/collaborators', ['metadata:read'], collaborators),
  onRepository('GET', '/compare/:range{.+}', ['contents:read'], compare),
  onRepository('GET', '/commits', ['contents:read'], (call) => {
    const { world, repository, query } = call;
    const tip = resolve(repository, query.get('sha') ?? undefined);
    if (!tip) throw notFound();
    const path = query.get('path');
    const all = commitsBetween(repository, '', tip.sha).toReversed();
    const touching =
      path === null
        ? all
        : all.filter((one) => one.files[path] !== repository.commits.get(one.parents[0] ?? '')?.files[path]);
    return paged(call, touching, (one) => commitJson(world, repository, one));
  }),
  onRepository('GET', '/commits/:ref', ['contents:read'], ({ world, repository, params }) => {
    const commit = resolve(repository, params.ref);
    if (!commit) throw notFound();
    const changes = changesBetween(repository, commit.parents[0] ?? '', commit.sha);
    return ok({
      ...commitJson(world, repository, commit),
      files: withRenames(changes).map((one) => fileJson(world, repository, commit.sha, one)),
    });
  }),
  onRepository('POST', '/actions/runs/:run/deployment_protection_rule', ['deployments:write'], (call) => {
    const { world, repository, body } = call;
    answerDeployment(world, repository, id(call, 'run'), {
      environment: required(body, 'environment_name', 'DeploymentProtectionRule'),
      state: required(body, 'state', 'DeploymentProtectionRule'),
      comment: typeof body.comment === 'string' ? body.comment : '',
    });
    return NO_CONTENT;
  }),
];
