/** Check runs: written by the app, with buttons that people press; and the suites that GitHub opens for every pushed commit. */
import { checkRunEventJson, checkSuiteJson } from '../show/check.ts';
import type { Actor } from './actor.ts';
import { commitOf } from './git.ts';
import type { CheckAction, CheckRun, Repository } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { tell } from './tell.ts';
import { nextId, type World } from './world.ts';

export interface CheckEdit {
  readonly name?: string;
  readonly externalId?: string;
  readonly detailsUrl?: string;
  readonly status?: string;
  readonly conclusion?: string | null;
  readonly startedAt?: number;
  readonly completedAt?: number;
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly unknown[];
  readonly actions?: readonly CheckAction[];
}

const CONCLUSIONS = ['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out', 'stale'];
const STATES = ['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'];

/** GitHub's limits, which its description leaves out. @throws Refused 422 */
function validate(edit: CheckEdit): void {
  if (edit.status !== undefined && !STATES.includes(edit.status)) throw invalid('CheckRun', 'status');
  if (edit.conclusion && !CONCLUSIONS.includes(edit.conclusion)) throw invalid('CheckRun', 'conclusion');
  if (edit.status === 'completed' && !edit.conclusion) throw invalid('CheckRun', 'conclusion', 'missing_field');
  if ((edit.summary ?? '').length > 65_535 || (edit.text ?? '').length > 65_535) {
    throw invalid('CheckRun', 'output', 'custom', 'Only 65535 characters are allowed');
  }
  if ((edit.actions ?? []).length > 3)
    throw invalid('CheckRun', 'actions', 'custom', 'No more than 3 actions are allowed');
  for (const { label, identifier, description } of edit.actions ?? []) {
    if ([...label].length > 20 || [...identifier].length > 20 || [...description].length > 40) {
      throw invalid('CheckRun', 'actions', 'custom', 'label and identifier hold 20 characters, description 40');
    }
  }
}

function tellCheck(
  world: World,
  repository: Repository,
  run: CheckRun,
  actor: Actor,
  action: string,
  parts = {},
): void {
  tell(world, {
    event: 'check_run',
    action,
    repository,
    sender: actor.account,
    parts: () => ({ check_run: checkRunEventJson(world, repository, run), ...parts }),
  });
}

/** The app's suite on a commit, opened on first sight. */
export function suiteOf(world: World, repository: Repository, sha: string): number {
  const known = repository.suites.get(sha);
  if (known !== undefined) return known;
  const id = nextId(world);
  repository.suites.set(sha, id);
  return id;
}

/** @throws Refused 422 */
export function createCheck(
  world: World,
  repository: Repository,
  actor: Actor,
  headSha: string,
  edit: CheckEdit & { name: string },
): CheckRun {
  if (!repository.commits.has(headSha))
    throw invalid('CheckRun', 'head_sha', 'custom', `No commit found for SHA: ${headSha}`);
  // A conclusion alone completes a run.
  const wanted = edit.conclusion && edit.status === undefined ? { ...edit, status: 'completed' } : edit;
  validate(wanted);
  const now = world.now();
  const run: CheckRun = {
    id: nextId(world),
    suite: suiteOf(world, repository, headSha),
    headSha,
    name: edit.name,
    externalId: edit.externalId ?? '',
    detailsUrl: edit.detailsUrl ?? null,
    status: wanted.status ?? 'queued',
    conclusion: wanted.conclusion ?? null,
    startedAt: edit.startedAt ?? now,
    completedAt: wanted.status === 'completed' ? (edit.completedAt ?? now) : null,
    title: edit.title ?? null,
    summary: edit.summary ?? null,
    text: edit.text ?? null,
    annotations: [...(edit.annotations ?? [])],
    actions: edit.actions ?? [],
  };
  repository.checks.set(run.id, run);
  const others = repository.checksOf.get(headSha);
  if (others) others.push(run.id);
  else repository.checksOf.set(headSha, [run.id]);
  tellCheck(world, repository, run, actor, 'created');
  if (run.status === 'completed') tellCheck(world, repository, run, actor, 'completed');
  return run;
}

export function updateCheck(world: World, repository: Repository, actor: Actor, id: number, edit: CheckEdit): CheckRun {
  const run = checkWithId(repository, id);
  const wanted = edit.conclusion && edit.status === undefined ? { ...edit, status: 'completed' } : edit;
  validate(wanted);
  if (edit.name !== undefined) run.name = edit.name;
  if (edit.externalId !== undefined) run.externalId = edit.externalId;
  if (edit.detailsUrl !== undefined) run.detailsUrl = edit.detailsUrl;
  if (edit.startedAt !== undefined) run.startedAt = edit.startedAt;
  if (edit.title !== undefined) run.title = edit.title;
  if (edit.summary !== undefined) run.summary = edit.summary;
  if (edit.text !== undefined) run.text = edit.text;
  if (edit.actions !== undefined) run.actions = edit.actions;
  if (edit.annotations) run.annotations.push(...edit.annotations);
  if (wanted.status !== undefined) {
    run.status = wanted.status;
    run.conclusion = wanted.status === 'completed' ? (wanted.conclusion ?? null) : null;
    run.completedAt = wanted.status === 'completed' ? (edit.completedAt ?? world.now()) : null;
    if (run.status === 'completed') tellCheck(world, repository, run, actor, 'completed');
  }
  return run;
}

/** @throws Refused 404 */
export function checkWithId(repository: Repository, id: number): CheckRun {
  const run = repository.checks.get(id);
  if (!run) throw notFound();
  return run;
}

/** @throws Refused 422 when the check has no such button. */
export function pressButton(world: World, repository: Repository, actor: Actor, id: number, identifier: string): void {
  const run = checkWithId(repository, id);
  if (!run.actions.some((one) => one.identifier === identifier)) throw invalid('CheckRun', 'identifier');
  tellCheck(world, repository, run, actor, 'requested_action', { requested_action: { identifier } });
}

/** The "Re-run" link. */
export function rerequestCheck(world: World, repository: Repository, actor: Actor, id: number): void {
  tellCheck(world, repository, checkWithId(repository, id), actor, 'rerequested');
}

/** The "Re-run all checks" link. */
export function rerequestSuite(world: World, repository: Repository, actor: Actor, sha: string): void {
  commitOf(repository, sha);
  tellSuite(world, repository, actor, sha, 'rerequested');
}

/** What GitHub does for every pushed commit that has no suite yet. */
export function requestSuite(world: World, repository: Repository, actor: Actor, sha: string): void {
  if (!repository.suites.has(sha)) tellSuite(world, repository, actor, sha, 'requested');
}

function tellSuite(world: World, repository: Repository, actor: Actor, sha: string, action: string): void {
  const suite = suiteOf(world, repository, sha);
  const runs = (repository.checksOf.get(sha) ?? []).map((one) => checkWithId(repository, one));
  tell(world, {
    event: 'check_suite',
    action,
    repository,
    sender: actor.account,
    parts: () => ({ check_suite: checkSuiteJson(world, repository, sha, suite, runs) }),
  });
}
