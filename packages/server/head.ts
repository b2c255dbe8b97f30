/** Writes what the one check of a commit says, from everything that has this commit as its head (`rules.md 6.1`). */
import { policyFor } from '@countersign/core/facts.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { matchesGlob } from '@countersign/core/gate/glob.ts';
import { type HeadSays, type HeadWork, headCheck, type Standing } from '@countersign/core/gate/head.ts';
import { covers, type PolicyState } from '@countersign/core/gate/merge.ts';
import { leaf } from '@countersign/core/gate/verdict.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { type CheckOutput, checkOutput, withdrawnOutput } from '@countersign/github/markdown/check.ts';
import { adoptCheck, CHECK, headTarget, mayStandOpen, standingOf } from '@countersign/github/project/check.ts';
import { readOnce } from '@countersign/github/project/written.ts';
import { projectChecks } from '@countersign/github/project.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { gatePageOf, pageOf } from './address.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { groupAt } from './group.ts';
import { type Judged, judge } from './judge.ts';
import { gateShown, isObserved } from './merge.ts';
import { type Parts, readerFor } from './parts.ts';

/** What was found, and of which pull requests. */
export interface HeadShown {
  readonly says: HeadSays;
  /** Numbers of the open pull requests whose head it is. */
  readonly open: readonly number[];
}

interface Asked {
  readonly work: WorkFacts;
  readonly judged: Judged;
}

/**
 * Brings the check of a commit to what it should say now. Safe to repeat; one at a time for each commit, so that the newest state wins.
 * @param isGroup the commit is, or was, one of the merge queue
 */
export async function showHead(given: Parts, place: Place, head: string, isGroup = false): Promise<HeadShown> {
  return given.projections.alone(headTarget(place, head), async () => {
    const written = readOnce(given.projections);
    // What may stand open may have to be closed: then reading for it must not wait for what opens.
    const standsOpen = mayStandOpen((await written.written(headTarget(place, head))).get(CHECK));
    const parts: Parts = { ...given, precedence: standsOpen ? 'close' : 'open' };
    const known = await parts.work.atCommit(place.tenant, place.project, head);
    const open = known.filter((one) => one.open);
    const asked: Asked[] = [];
    for (const work of open) asked.push({ work, judged: await judge(parts, place, work) });
    const pulls = asked.length;
    for (const work of await queuedAt(parts, place, head))
      asked.push({ work, judged: await judge(parts, place, work, true) });
    for (const { work, judged } of asked) await gateShown(parts, work, judged);
    const over = known.filter((one) => !one.open);
    const policy = asked[0]?.judged.policy ?? (await policyFor(await factsAt(parts, place), undefined));
    const ports = { client: (await readerFor(parts, place)).client, written };
    // Nobody told us of its opening, so a run of ours may stand there of which no note is left.
    if (known.some((one) => (one.data as unknown as PullSeen).found)) await adoptCheck(ports, { place, head });
    const standing = standingOf((await ports.written.written(headTarget(place, head))).get(CHECK));
    if (isLeftAsItIs(place, asked, standing, isGroup))
      return { says: { kind: 'stands' }, open: open.map((one) => one.number) };
    const works = [...asked.map(openWork), ...over.map((work) => overWork(work, policy))];
    const says = headCheck(works, standing, isGroup);
    if (says.kind === 'withdrawn') {
      const output = withdrawnOutput(says.because, settingFor(policy, parts.now()));
      await projectChecks(ports, place, [{ head, output, ...detailsOf(parts, place, known[0]) }]);
    } else if (says.kind === 'verdicts') {
      const { output, first } = said(parts, place, asked, { pulls, policy });
      await projectChecks(ports, place, [{ head, output, of: says.of, ...detailsOf(parts, place, first) }]);
    }
    return { says, open: open.map((one) => one.number) };
  });
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

/** Closes a check without judging, where judging or showing failed: what is said is that, and nothing of the verdict. */
export async function shutHead(
  parts: Parts,
  { place, id, head }: Extract<FollowUp, { kind: 'shut-pull' }>,
): Promise<void> {
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work?.open) return;
  const commit = head ?? work.head;
  const policy = await (await factsAt(parts, place)).policy();
  const verdicts = [{ pull: work.number, verdict: leaf(false, 'work-parked') }];
  const output = checkOutput(verdicts, settingFor(policy, parts.now()));
  const of = [{ pull: work.number, base: (work.data as unknown as PullSeen).base }];
  const { client } = await readerFor(parts, place);
  try {
    await parts.projections.alone(headTarget(place, commit), () =>
      projectChecks({ client, written: readOnce(parts.projections) }, place, [{ head: commit, output, of }]),
    );
  } catch (error) {
    // What GitHub does not let us write at all is on the list already, by the job that failed before.
    if (!(error instanceof Malformed)) throw error;
  }
}

/** The pull requests of a group that waits in the merge queue on this commit, into the group's branch. */
async function queuedAt(parts: Parts, place: Place, head: string): Promise<readonly WorkFacts[]> {
  const group = await groupAt(parts, place, head);
  const works: WorkFacts[] = [];
  for (const number of group?.pulls ?? []) {
    const work = await parts.work.findByNumber(place.tenant, place.project, number);
    if (!work) throw new Malformed(`pull request #${number} of the merge group is not known`);
    works.push({ ...work, data: { ...(work.data as object), base: group?.base ?? '' } as never });
  }
  return works;
}

function openWork({ work, judged: { verdict } }: Asked): HeadWork {
  return { pull: work.number, base: (work.data as unknown as PullSeen).base, state: 'open', verdict };
}

function overWork({ number, data }: WorkFacts, policy: PolicyState): HeadWork {
  const { base, merged } = data as unknown as PullSeen;
  return {
    pull: number,
    base,
    state: merged ? 'merged' : 'closed',
    covered: covers(policy, base, matchesGlob) === 'yes',
  };
}

function said(
  parts: Parts,
  place: Place,
  asked: readonly Asked[],
  { pulls, policy }: { readonly pulls: number; readonly policy: PolicyState },
): { readonly output: CheckOutput; readonly first: WorkFacts | undefined } {
  // Work into a branch that is not covered is nobody's business here.
  const said = asked
    .map((one, at) => ({ ...one, isQueued: at >= pulls }))
    .filter(({ judged }) => judged.verdict.code !== 'not-covered-branch');
  const pages = new Map<string, string>();
  for (const { judged } of said) {
    for (const [label, ref] of judged.changes) {
      const page = pageOf(parts, ref);
      if (page) pages.set(label, page);
    }
  }
  const first = said[0]?.work;
  const page = first && gatePageOf(parts, place, first.number);
  const output = checkOutput(
    said.map(({ work, judged, isQueued }) => ({
      pull: work.number,
      verdict: judged.verdict,
      ...(isQueued ? {} : { base: (work.data as unknown as PullSeen).base }),
    })),
    settingFor(policy, parts.now()),
    { pages, observed: isObserved(policy), ...(page ? { page } : {}) },
  );
  return { output, first };
}

function detailsOf(parts: Parts, place: Place, work: WorkFacts | undefined): { readonly details?: string } {
  const page = work && gatePageOf(parts, place, work.number);
  return page ? { details: page } : {};
}
