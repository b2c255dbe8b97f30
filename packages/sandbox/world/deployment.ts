/** Deployments that wait for the app's word: GitHub asks by webhook, the app answers by the callback. */
import { accountJson, iso } from '../show/account.ts';
import { fullPullJson } from '../show/pull.ts';
import { repositoryUrl } from '../show/repository.ts';
import { nodeId } from '../world/node.ts';
import type { Actor } from './actor.ts';
import { resolve } from './git.ts';
import type { Repository, Waiting } from './record.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { tell } from './tell.ts';
import { nextId, type World } from './world.ts';

const REPORTS = 10;

/** A workflow run reached an environment that is protected by the app. */
export function requestDeployment(
  world: World,
  repository: Repository,
  actor: Actor,
  wanted: { environment: string; ref: string },
): Waiting {
  const commit = resolve(repository, wanted.ref);
  if (!commit) throw notFound();
  const waiting: Waiting = {
    run: nextId(world),
    deployment: nextId(world),
    environment: wanted.environment,
    sha: commit.sha,
    ref: wanted.ref,
    reports: [],
  };
  repository.deployments.set(waiting.run, waiting);
  const url = repositoryUrl(world, repository);
  const at = iso(world.now());
  const deploymentUrl = `${url}/deployments/${waiting.deployment}`;
  tell(world, {
    event: 'deployment_protection_rule',
    action: 'requested',
    repository,
    sender: actor.account,
    parts: () => ({
      environment: wanted.environment,
      event: 'push',
      sha: waiting.sha,
      ref: wanted.ref,
      deployment_callback_url: `${url}/actions/runs/${waiting.run}/deployment_protection_rule`,
      deployment: {
        url: deploymentUrl,
        id: waiting.deployment,
        node_id: nodeId('REF', repository.id, waiting.deployment),
        task: 'deploy',
        original_environment: wanted.environment,
        environment: wanted.environment,
        description: null,
        created_at: at,
        updated_at: at,
        statuses_url: `${deploymentUrl}/statuses`,
        repository_url: url,
        creator: accountJson(world, actor.account),
        sha: waiting.sha,
        ref: wanted.ref,
        payload: {},
        transient_environment: false,
        production_environment: true,
        performed_via_github_app: null,
      },
      pull_requests: [...repository.issues.values()].flatMap((one) =>
        one.pull?.headSha === waiting.sha ? [fullPullJson(world, repository, one, one.pull)] : [],
      ),
    }),
  });
  return waiting;
}

/** @throws Refused 404 | 422 */
export function answerDeployment(
  world: World,
  repository: Repository,
  run: number,
  answer: { environment: string; state: string; comment: string },
): void {
  const waiting = repository.deployments.get(run);
  if (!waiting) throw notFound();
  if (!['approved', 'rejected'].includes(answer.state)) throw invalid('DeploymentProtectionRule', 'state');
  if (answer.environment !== waiting.environment) throw invalid('DeploymentProtectionRule', 'environment_name');
  if (waiting.reports.length >= REPORTS) throw new Refused(422, 'No more reports are accepted for this deployment');
  waiting.reports.push({ state: answer.state, comment: answer.comment, at: world.now() });
}
