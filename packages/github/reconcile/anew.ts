/** The first start under new rules: whatever is green by the old ones is judged anew, before anything else is written (`rules.md 6.1`). */
import { Transient } from '@countersign/core/failure.ts';
import { missing } from '@countersign/core/gate/verdict.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { type Parts, readerFor } from '../desk.ts';
import { adoptCheck, CHECK, concludedAs, headTarget, standingOf } from '../project/check.ts';
import { field } from '../project/written.ts';
import { placeOfProject } from '../record/home.ts';
import { enqueue } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { groupsAnywhere } from '../work/group.ts';
import { type HeadShown, showHead } from '../work/head.ts';
import { seenOf } from '../work/seen.ts';

/** Counts up whenever a rule closes what an older version let pass; kept in the record once everything was judged by it. */
export const RULES = {
  version: 10,
  key: { tenant: ACCOUNT, project: ACCOUNT, kind: 'rules-version', id: 'gates' },
} as const;

/** So long other writing waits for it; what is left by then is judged by the queue. */
const PATIENCE_MS = 120_000;
const AT_ONCE = 8;

interface Told {
  readonly announce: (text: string) => void;
  /** The server stops: what is not judged yet is judged at the next start. */
  readonly isOver: () => boolean;
}

/** Once for each record and version of the rules; two servers that start together do it once. */
export async function judgeAnew(parts: Parts, told: Told): Promise<void> {
  await parts.projections.alone({ tenant: ACCOUNT, project: ACCOUNT, target: 'rules' }, async () => {
    const known = await parts.documents.find(RULES.key);
    if (Number(field(known?.data, 'version') ?? 0) >= RULES.version) return;
    await judgeAll(parts, told);
    if (told.isOver()) return;
    const data = { version: RULES.version };
    await parts.documents.keep({ ...RULES.key, data, fetchedAt: new Date(parts.now()).toISOString() });
  });
}

async function judgeAll(parts: Parts, { announce, isOver }: Told): Promise<void> {
  const open = await parts.work.openAnywhere();
  // A pull request that was closed while green kept its green by the old rules.
  const closed = (await parts.work.closedAnywhere()).filter((one) => !seenOf(one).merged);
  const groups = (await groupsAnywhere(parts)).map(({ tenant, project, group }) => {
    return {
      tenant,
      project,
      head: group.head,
      number: group.number ?? group.pulls[0] ?? 0,
      open: true,
      isGroup: true,
    };
  });
  const heads = new Map<string, Head>();
  for (const one of [...groups, ...open, ...closed]) {
    const name = JSON.stringify([one.tenant, one.project, one.head]);
    if (!heads.has(name)) heads.set(name, one);
  }
  const found: Turn[] = [];
  const waiting = [...heads.values()];
  const until = Date.now() + PATIENCE_MS;
  const judge = async (): Promise<void> => {
    for (let head = waiting.shift(); head && !isOver(); head = waiting.shift())
      found.push(await judgeOne(parts, head, Date.now() > until));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, judge));
  const text = report(found, open.length);
  if (text === undefined || isOver()) return;
  parts.log.info({ rules: RULES.version, judged: found.length }, text);
  announce(text);
}

/** A commit whose check is judged: of a pull request, or of a group in the merge queue. */
interface Head extends Pick<WorkFacts, 'tenant' | 'project' | 'head' | 'number' | 'open'> {
  readonly isGroup?: boolean;
}

interface Turn {
  /** `owner/repo#7` */
  readonly pull: string;
  readonly wasGreen: boolean;
  /** Why it is no longer; absent when it stayed as it was. */
  readonly reason?: string;
  /** Left to the queue. */
  readonly later?: boolean;
}

async function judgeOne(parts: Parts, work: Head, isLate: boolean): Promise<Turn> {
  const place = await placeOfProject(parts, work.tenant, work.project);
  const pull = `${place ? `${place.owner}/${place.repo}` : work.project}#${work.number}`;
  if (!place) return { pull, wasGreen: false };
  try {
    if (isLate) throw new Transient('there is no more time for it now');
    const wasGreen = (await concludedNow(parts, place, work)) === 'success';
    const shown = await showHead(parts, place, work.head, { isGroup: work.isGroup ?? false });
    const note = (await parts.projections.written(headTarget(place, work.head))).get(CHECK);
    const turned = wasGreen && standingOf(note)?.says !== 'open' && shown.says.kind !== 'stands';
    return { pull, wasGreen, ...(turned ? { reason: reasonFor(shown) } : {}) };
  } catch (error) {
    parts.log.warn({ pull, reason: error instanceof Error ? error.message : String(error) }, 'judged anew later');
    const later = { kind: 'show-head', place, head: work.head, isGroup: work.isGroup ?? false } as const;
    await enqueue(parts, place.tenant, [later], `rules/${RULES.version}/${work.head}`);
    return { pull, wasGreen: false, later: true };
  }
}

/** How its check is concluded now. Older notes do not say; where there is none, a run may stand there all the same. */
async function concludedNow(parts: Parts, place: Place, { head, open }: Head): Promise<string | undefined> {
  const { client } = await readerFor(parts, place);
  const target = headTarget(place, head);
  if (open) await adoptCheck({ client, written: parts.projections }, { place, head, app: parts.app });
  const note: Json | undefined = (await parts.projections.written(target)).get(CHECK);
  const conclusion = field(note, 'conclusion');
  if (typeof conclusion === 'string') return conclusion;
  const id = field(note, 'id');
  return typeof id === 'number' ? concludedAs(client, place, id) : undefined;
}

function reasonFor({ says }: HeadShown): string {
  if (says.kind === 'withdrawn') return `withdrawn: ${says.because.why}`;
  const closed = says.kind === 'verdicts' ? says.verdicts.flatMap((one) => missing(one.verdict)) : [];
  return closed[0]?.code ?? 'only observed';
}

/** What whoever upgraded has to know; nothing when nothing was there to judge. */
function report(found: readonly Turn[], open: number): string | undefined {
  if (found.length === 0) return undefined;
  const green = found.filter((one) => one.wasGreen);
  const turned = Map.groupBy(
    green.filter((one) => one.reason !== undefined),
    (one) => one.reason ?? '',
  );
  const count = [...turned.values()].reduce((sum, some) => sum + some.length, 0);
  const later = found.filter((one) => one.later).length;
  const lines = [...turned].map(
    ([reason, some]) => `  ${some.length} × ${reason} (${some.map((one) => one.pull).join(', ')})`,
  );
  return [
    `The rules of the gate have changed: ${open} open pull requests were judged anew. ${count} of ${green.length} greens turned${lines.length > 0 ? ':' : '.'}`,
    ...lines,
    ...(later > 0 ? [`  ${later} could not be judged now; the queue goes on with them.`] : []),
  ].join('\n');
}
