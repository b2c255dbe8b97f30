/** Check runs; only apps write them. */
import { checkRunJson } from '../show/check.ts';
import { type CheckEdit, checkWithId, createCheck, updateCheck } from '../world/check.ts';
import { resolve } from '../world/git.ts';
import type { CheckAction, CheckRun } from '../world/record.ts';
import { invalid, Refused } from '../world/refused.ts';
import {
  type Body,
  type Call,
  id,
  ok,
  onRepository,
  paged,
  type RepositoryCall,
  type Route,
  record,
  required,
  text,
} from './route.ts';

function when(body: Body, field: string): number | undefined {
  const value = text(body, field);
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw invalid('CheckRun', field);
  return at;
}

function actions(body: Body): readonly CheckAction[] | undefined {
  if (!Array.isArray(body.actions)) return undefined;
  return body.actions.map((one: Body) => ({
    label: required(one, 'label', 'CheckRun'),
    description: required(one, 'description', 'CheckRun'),
    identifier: required(one, 'identifier', 'CheckRun'),
  }));
}

/** Only what was said. */
function checkEdit(body: Body): CheckEdit {
  const output = record(body, 'output');
  if (body.output !== undefined) required(output, 'summary', 'CheckRun');
  const said = {
    name: text(body, 'name'),
    externalId: text(body, 'external_id'),
    detailsUrl: text(body, 'details_url'),
    status: text(body, 'status'),
    conclusion: text(body, 'conclusion'),
    startedAt: when(body, 'started_at'),
    completedAt: when(body, 'completed_at'),
    title: text(output, 'title'),
    summary: text(output, 'summary'),
    text: text(output, 'text'),
    annotations: Array.isArray(output.annotations) ? output.annotations : undefined,
    actions: actions(body),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function onlyApps({ caller }: Call): void {
  if (caller.kind !== 'installation') throw new Refused(403, 'You must authenticate via a GitHub App.');
}

function listed({ world, repository, params, query }: RepositoryCall): readonly CheckRun[] {
  const commit = resolve(repository, params.ref);
  if (!commit) throw new Refused(422, `No commit found for SHA: ${params.ref}`);
  const [name, status, app] = [query.get('check_name'), query.get('status'), query.get('app_id')];
  const runs = (repository.checksOf.get(commit.sha) ?? []).map((one) => checkWithId(repository, one)).reverse();
  const seen = new Set<string>();
  return runs.filter((run) => {
    if ((name !== null && run.name !== name) || (status !== null && run.status !== status)) return false;
    if (app !== null && Number(app) !== world.state.app.id) return false;
    if (query.get('filter') === 'all') return true;
    // Of each name only the newest.
    if (seen.has(run.name)) return false;
    seen.add(run.name);
    return true;
  });
}

export const checkRoutes: readonly Route[] = [
  onRepository('POST', '/check-runs', ['checks:write'], (call) => {
    onlyApps(call);
    const { world, repository, actor, body } = call;
    const made = { ...checkEdit(body), name: required(body, 'name', 'CheckRun') };
    return ok(
      checkRunJson(
        world,
        repository,
        createCheck(world, repository, actor, required(body, 'head_sha', 'CheckRun'), made),
      ),
      201,
    );
  }),
  onRepository('PATCH', '/check-runs/:run', ['checks:write'], (call) => {
    onlyApps(call);
    const { world, repository, actor, body } = call;
    return ok(checkRunJson(world, repository, updateCheck(world, repository, actor, id(call, 'run'), checkEdit(body))));
  }),
  onRepository('GET', '/check-runs/:run', ['checks:read'], (call) =>
    ok(checkRunJson(call.world, call.repository, checkWithId(call.repository, id(call, 'run')))),
  ),
  onRepository('GET', '/commits/:ref/check-runs', ['checks:read'], (call) => {
    const all = listed(call);
    const show = (one: CheckRun) => checkRunJson(call.world, call.repository, one);
    return paged(call, all, show, (runs) => ({ total_count: all.length, check_runs: runs }));
  }),
];
