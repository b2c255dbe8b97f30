/** Whether a payload is of the event that it is said to be of: the signature covers the body alone, and the header beside it anybody may write. */
import type { Json } from '@countersign/core/record/port.ts';

interface Parts {
  /** Stands in every payload of the event. */
  readonly needs: readonly string[];
  /** Stands in none of them, and makes it one of another event that looks alike. */
  readonly lacks?: readonly string[];
}

/** What happens to something else within a repository, and is told of with the repository beside it. */
const SUBJECTS = [
  ...['issue', 'comment', 'pull_request', 'discussion', 'label', 'milestone', 'release', 'check_run', 'check_suite'],
  ...['merge_group', 'deployment', 'workflow_run', 'workflow_job', 'alert', 'team', 'member', 'membership', 'ref'],
  ...['project', 'project_card', 'project_column', 'package', 'rule', 'ruleset', 'sponsorship', 'hook', 'key'],
  ...['client_payload', 'starred_at'],
];

/** The events of which anything may follow. */
const EVENTS: Readonly<Record<string, Parts>> = {
  issues: { needs: ['action', 'issue', 'repository'], lacks: ['comment', 'pull_request', 'discussion'] },
  issue_comment: { needs: ['action', 'issue', 'comment', 'repository'] },
  pull_request: { needs: ['action', 'pull_request', 'repository'], lacks: ['review', 'comment', 'thread'] },
  check_run: { needs: ['action', 'check_run', 'repository'], lacks: ['deployment_status'] },
  check_suite: { needs: ['action', 'check_suite', 'repository'], lacks: ['check_run'] },
  merge_group: { needs: ['action', 'merge_group', 'repository'] },
  push: { needs: ['ref', 'before', 'after', 'repository'] },
  repository: { needs: ['action', 'repository'], lacks: SUBJECTS },
  team: { needs: ['action', 'team'], lacks: ['member'] },
  membership: { needs: ['action', 'member', 'team'] },
  team_add: { needs: ['team', 'repository'], lacks: ['action'] },
  member: { needs: ['action', 'member', 'repository'], lacks: ['team'] },
  organization: {
    needs: ['action', 'organization'],
    lacks: ['repository', 'team', 'projects_v2_item', 'blocked_user'],
  },
  installation: { needs: ['action', 'installation'], lacks: ['repository', 'repositories_added'] },
  installation_repositories: { needs: ['action', 'installation', 'repositories_added'] },
};

/** Whether anything may follow from an event. What else GitHub sends may have any shape. */
export function isHeard(event: string): boolean {
  return Object.hasOwn(EVENTS, event);
}

/** `true` for every payload of an event of which nothing follows here. */
export function isPayloadOf(event: string, payload: Json): boolean {
  if (!isHeard(event)) return true;
  const { needs = [], lacks = [] } = EVENTS[event] ?? {};
  const holds = (name: string): boolean =>
    payload !== null && typeof payload === 'object' && Object.hasOwn(payload, name);
  return needs.every(holds) && !lacks.some(holds);
}
