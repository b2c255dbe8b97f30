/** Writes what the one check of a commit says, from everything that has this commit as its head (`rules.md 6.1`). */
import { Transient, WriteRefused } from '@countersign/core/failure.ts';
import { type HeadSays, type HeadWork, headCheck, type Standing } from '@countersign/core/gate/head.ts';
import { covers, isEnforced, isObserved, type PolicyState } from '@countersign/core/gate/merge.ts';
import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { hintSentences } from '@countersign/core/view/hint.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { gatePageOf, pageOf } from '../address.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt, withNamesSaid } from '../factsat.ts';
import { type CheckOutput, checkOutput, withdrawnOutput } from '../markdown/check.ts';
import { byStandingPolicy } from '../policy/policy.ts';
import { adoptCheck, CHECK, headTarget, standingOf, standsOpen } from '../project/check.ts';
import { projectChecks } from '../project/project.ts';
import { readOnce } from '../project/written.ts';
import { workFrom } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { Place } from '../translation.ts';
import { nothingComes } from './coming.ts';
import { headsWaiting, notedGroup, type WaitingGroup } from './group.ts';
import { type Judged, judge } from './judge.ts';
import { gateShown } from './merge.ts';
import { patience, Silent } from './patience.ts';
import { type Queued, queuedAt } from './queued.ts';
import { seenOf } from './seen.ts';

/** What was found, and of which pull requests. */
export interface HeadShown {
  readonly says: HeadSays;
  /** Numbers of the open pull requests whose head it is. */
  readonly open: readonly number[];
}

interface Asked {
  readonly pull: number;
  readonly base: string;
  readonly judged: Judged;
  /** Absent for what closes a group beside the verdicts of its pull requests. */
  readonly work?: WorkFacts;
  /** In a group of the merge queue. */
  readonly isQueued: boolean;
}

interface Showing {
  /** The commit is, or was, one of the merge queue. */
  readonly isGroup?: boolean;
  /** What stands closed is left as it is. */
  readonly ifOpen?: boolean;
  /** 1 for the first try. */
  readonly attempt?: number;
}

/** Once more after so long, before what stands open is closed for a silence. */
const RETRY_MS = 4000;

/**
 * Brings the check of a commit to what it should say now. Safe to repeat; one at a time for each commit, so that the newest state wins.
 * While something that it rests on is not told, whatever that is, what stands open is closed at the second try; the same work opens it.
 * @throws Transient while it cannot be judged or shown
 */
export async function showHead(parts: Parts, place: Place, head: string, showing: Showing = {}): Promise<HeadShown> {
  try {
    return await shown(parts, place, head, showing);
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    if ((showing.attempt ?? 1) < 2) throw new Transient(error.message, { cause: error, retryAfterMs: RETRY_MS });
    const verdict = leaf(false, 'work-waiting');
    await shutHead({ ...parts, precedence: 'close' }, { place, head, isGroup: showing.isGroup ?? false }, verdict);
    throw error.waits;
  }
}

async function shown(
  given: Parts,
  place: Place,
  head: string,
  { isGroup = false, ifOpen = false }: Showing,
): Promise<HeadShown> {
  const read = await patience(await standsOpen(given.projections, place, head), () => queuedAt(given, place, head));
  return given.projections.alone(headTarget(place, head), async () => {
    // Its end may have been told while it was read, and what stands here withdrawn.
    const queued = typeof read !== 'string' && !(await notedGroup(given, place, head)) ? 'none' : read;
    const written = readOnce(given.projections);
    // What may stand open may have to be closed: then reading for it must not wait for what opens.
    const isOpen = await standsOpen(written, place, head);
    if (ifOpen && !isOpen) return { says: { kind: 'stands' }, open: [] };
    const parts: Parts = { ...given, precedence: isOpen ? 'close' : 'open' };
    const known = await parts.work.atCommit(place.tenant, place.project, head);
    const open = known.filter((one) => one.open);
    const { asked, policy } = await patience(isOpen, () => askedOfAll(parts, place, open, queued));
    if (!isOpen && asked.length > 0 && asked.every(({ judged }) => judged.verdict.open))
      await byStandingPolicy(parts, place);
    const inQueue = typeof queued === 'string' ? [] : queued.known;
    const seen = { judged: asked.map((one) => one.judged), known, queued: inQueue };
    if (!isOpen) await nothingComes(parts, place, head, seen);
    for (const { work, judged } of asked) if (work) await gateShown(parts, work, judged);
    const over = known.filter((one) => !one.open);
    const ports = { client: (await readerFor(parts, place)).client, written };
    // Nobody told us of its opening, so a run of ours may stand there of which no note is left.
    if (known.some((one) => seenOf(one).found)) await adoptCheck(ports, { place, head, app: parts.app });
    const standing = standingOf((await ports.written.written(headTarget(place, head))).get(CHECK));
    if (isLeftAsItIs(place, asked, standing, isGroup))
      return { says: { kind: 'stands' }, open: open.map((one) => one.number) };
    if (queued === 'over' && open.length === 0) return { says: { kind: 'stands' }, open: [] };
    const works = [...asked.map(openWork), ...over.map((work) => overWork(work, policy))];
    const says = headCheck(works, standing, { isGroup, isEnforced: isEnforced(policy) });
    if (says.kind === 'withdrawn') {
      const output = withdrawnOutput(says.because, settingFor(policy, parts.now()));
      await projectChecks(ports, place, [{ head, app: parts.app, output, ...detailsOf(parts, place, known[0]) }]);
    } else if (says.kind === 'verdicts') {
      const { output, first } = said(parts, place, asked, says, policy);
      await projectChecks(ports, place, [
        { head, app: parts.app, output, of: says.of, ...detailsOf(parts, place, first) },
      ]);
    }
    return { says, open: open.map((one) => one.number) };
  });
}

/** Everything that has to be read: nothing is written meanwhile. */
async function askedOfAll(
  parts: Parts,
  place: Place,
  open: readonly WorkFacts[],
  queued: Queued | 'none' | 'over',
): Promise<{ readonly asked: readonly Asked[]; readonly policy: PolicyState }> {
  const asked: Asked[] = [];
  for (const work of open) asked.push(askedOf(work, await judge(parts, place, work), false));
  if (typeof queued !== 'string') asked.push(...(await askedInGroup(parts, place, queued)));
  const policy = asked[0]?.judged.policy ?? (await (await factsAt(parts, place)).policy());
  return { asked, policy: asked.length > 0 ? await withNamesSaid(parts, place, policy) : policy };
}

/**
 * While GitHub does not give the policy, what may stand open is closed and what is closed is left alone, so that nothing is written that
 * will be written back. A group that was never answered waits with it: a failure would throw its pull requests out of the queue.
 * @throws Transient where one more try is due before anything is closed
 */
function isLeftAsItIs(
  place: Place,
  asked: readonly Asked[],
  standing: Standing | undefined,
  isGroup: boolean,
): boolean {
  const away = asked
    .map(({ judged: { policy } }) => (policy.kind === 'unreadable' ? policy.away : undefined))
    .find((one) => one !== undefined);
  if (!away) return false;
  if (away.isFirst || (isGroup && !standing))
    throw new Transient(`the policy of ${place.owner}/${place.repo} could not be read`, away);
  return standing?.says === 'closed' || standing?.says === 'withdrawn';
}

/** The checks of a pull request and of the groups that it waits in: any of them may be the one that failed. */
export async function shutPull(
  parts: Parts,
  { place: asking, id, head, late }: Extract<FollowUp, { kind: 'shut-pull' }>,
): Promise<void> {
  const found = await workFrom(parts, asking, id);
  if (!found) return;
  const { place, work } = found;
  const shut = late ? shutLate : shutHead;
  const again = { kind: 'show-pull', place, id, ...(head ? { head } : {}), closes: true } as const;
  await shut(parts, { place, head: head ?? work.head, isGroup: false }, undefined, again);
  const groups = await headsWaiting(parts, place, [work.number]);
  for (const one of groups.heads) await shut(parts, { place, head: one, isGroup: true }, undefined, again);
  if (groups.waits) throw groups.waits;
}

type Shutting = Omit<Extract<FollowUp, { kind: 'shut-head' }>, 'kind' | 'late'>;

/** Closes what stands open while the work that would show it waits, and has it shown once more: that work may end in this very moment. */
export async function shutLate(
  parts: Parts,
  shutting: Shutting,
  verdict: Verdict = leaf(false, 'work-waiting'),
  again?: FollowUp,
): Promise<void> {
  const { place, head, isGroup } = shutting;
  if (!(await standsOpen(parts.projections, place, head))) return;
  await shutHead(parts, shutting, verdict);
  const cause = `late/${place.project}/${head}/${parts.now()}`;
  await enqueue(parts, place.tenant, [again ?? { kind: 'show-head', place, head, isGroup }], cause);
}

/** Closes a check without judging, where judging or showing failed: what is said is that, and nothing of the verdict. */
export async function shutHead(
  parts: Parts,
  { place, head, isGroup }: Shutting,
  verdict: Verdict = leaf(false, 'work-parked'),
): Promise<void> {
  const policy = await knownSoon(parts, place);
  const setting = settingFor(policy, parts.now());
  const { client } = await readerFor(parts, place);
  const target = headTarget(place, head);
  try {
    await parts.projections.alone(target, async () => {
      const written = readOnce(parts.projections);
      const known = await parts.work.atCommit(place.tenant, place.project, head);
      const over = known.filter((one) => !one.open).map((work) => overWork(work, policy));
      const works = [...unjudged(known, await notedGroup(parts, place, head), verdict), ...over];
      const standing = standingOf((await written.written(target)).get(CHECK));
      const says = headCheck(works, standing, { isGroup, isEnforced: isEnforced(policy) });
      if (says.kind === 'stands') return;
      const check =
        says.kind === 'withdrawn'
          ? { output: withdrawnOutput(says.because, setting) }
          : { output: checkOutput(says.verdicts, setting), of: says.of };
      await projectChecks({ client, written }, place, [{ head, app: parts.app, ...check }]);
    });
  } catch (error) {
    // What GitHub does not let us write at all is on the list already, by the job that failed before.
    if (!(error instanceof WriteRefused)) throw error;
  }
}

/** The policy, for the language to speak in and for what it covers. Closing does not wait for it. */
async function knownSoon(parts: Parts, place: Place): Promise<PolicyState> {
  try {
    return await patience(true, async () => (await factsAt(parts, place)).policy());
  } catch (error) {
    if (error instanceof Silent) return { kind: 'unreadable', detail: POLICY_PATH };
    throw error;
  }
}

/** Everything that a commit answers for, closed. */
function unjudged(known: readonly WorkFacts[], group: WaitingGroup | undefined, verdict: Verdict): readonly HeadWork[] {
  const open = known.filter((one) => one.open);
  const bound = open.map((work) => ({ pull: work.number, base: seenOf(work).base }));
  const { base, pulls, number = 0 } = group ?? { base: '', pulls: [] };
  const queued = (group && pulls.length === 0 ? [number] : pulls).map((pull) => ({ pull, base }));
  return [...bound, ...queued].map((one) => ({ ...one, state: 'open', verdict }));
}

function askedOf(work: WorkFacts, judged: Judged, isQueued: boolean): Asked {
  return { pull: work.number, base: seenOf(work).base, judged, work, isQueued };
}

async function askedInGroup(parts: Parts, place: Place, { base, works, closed }: Queued): Promise<readonly Asked[]> {
  const policy = await (await factsAt(parts, place)).policy();
  const asked = closed.map(({ pull, verdict }): Asked => {
    return { pull, base, judged: { verdict, policy, changes: new Map() }, isQueued: true };
  });
  for (const work of works) asked.push(askedOf(work, await judge(parts, place, work, true), true));
  return asked;
}

function openWork({ pull, base, judged: { verdict } }: Asked): HeadWork {
  return { pull, base, state: 'open', verdict };
}

function overWork(work: WorkFacts, policy: PolicyState): HeadWork {
  const { base, merged } = seenOf(work);
  return {
    pull: work.number,
    base,
    state: merged ? 'merged' : 'closed',
    covered: covers(policy, base) === 'yes',
  };
}

function said(
  parts: Parts,
  place: Place,
  asked: readonly Asked[],
  { verdicts }: Extract<HeadSays, { kind: 'verdicts' }>,
  policy: PolicyState,
): { readonly output: CheckOutput; readonly first: WorkFacts | undefined } {
  // Work into a branch that is not covered is nobody's business here.
  const answered = new Set(verdicts.map((one) => one.verdict));
  const said = asked.filter(({ judged }) => answered.has(judged.verdict));
  const pages = new Map<string, string>();
  for (const { judged } of said) {
    for (const [label, { ref }] of judged.changes) {
      const page = pageOf(parts, ref);
      if (page) pages.set(label, page);
    }
  }
  const first = said.find((one) => one.work)?.work;
  const page = first && gatePageOf(parts, place, first.number);
  const output = checkOutput(
    said.map(({ pull, base, judged, isQueued }) => ({ pull, verdict: judged.verdict, ...(isQueued ? {} : { base }) })),
    settingFor(policy, parts.now()),
    { pages, observed: isObserved(policy), hints: hintSentences(policy), ...(page ? { page } : {}) },
  );
  return { output, first };
}

function detailsOf(parts: Parts, place: Place, work: WorkFacts | undefined): { readonly details?: string } {
  const page = work && gatePageOf(parts, place, work.number);
  return page ? { details: page } : {};
}
