/** Baselines of a repository: what one would hold now, how one follows from an approval, and by which requests two of them differ (`rules.md 5.1`). */
import type { ItemNow } from '@countersign/core/approval/tally.ts';
import { BASELINE, type Baseline, baselineStream, type RequestIn } from '@countersign/core/baseline/decider.ts';
import { type Authority, baselineDifference } from '@countersign/core/baseline/difference.ts';
import {
  type BaselineItem,
  baselineItem,
  isBaseline,
  manifestAsItem,
  manifestIn,
  manifestOf,
  manifestText,
} from '@countersign/core/baseline/manifest.ts';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { textsOf } from '@countersign/core/content/passage.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { RegisterRow, StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { sameDigest, untickedDigest } from '@countersign/core/requirement/controlled.ts';
import { REQUIREMENT, type Requirement, requirementStream } from '@countersign/core/requirement/decider.ts';
import type { Parts } from '../desk.ts';
import type { FollowUp } from './job.ts';

type Where = Pick<StreamRef, 'tenant' | 'project'>;
type Reading = Pick<Parts, 'ledger' | 'register'>;

/** Requirements that are read at once, and requests. */
const [PAGE, PAGE_OF_REQUESTS] = [5_000, 500];

type RequirementRow = RegisterRow & Requirement['row'];

async function requirementRows({ register }: Pick<Reading, 'register'>, where: Where): Promise<RequirementRow[]> {
  const { tenant, project } = where;
  const rows: RequirementRow[] = [];
  let cursor: string | undefined;
  do {
    const of = { tenant, project, kind: REQUIREMENT.kind };
    const page = await register.rows(of, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...(page.rows as readonly RequirementRow[]));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Requirements that stand, as a baseline of now would hold them. */
export async function itemsStanding(reading: Reading, where: Where): Promise<readonly BaselineItem[]> {
  return (await requirementRows(reading, where)).flatMap((row) => baselineItem(row.ref.stream, row) ?? []);
}

/** What the newest baseline holds and stands otherwise by now, by nobody's approval; also what is not marked as a requirement any more. */
export async function unauthorisedNow(reading: Reading, where: Where): Promise<readonly BaselineItem[]> {
  const baseline = (await baselinesOf(reading, where)).at(-1);
  if (!baseline) return [];
  const rows = new Map((await requirementRows(reading, where)).map((row) => [row.ref.stream, row]));
  const standing = baseline.items.flatMap(({ id }) => {
    const row = rows.get(id);
    return (row && baselineItem(id, { ...row, isMarked: true })) ?? [];
  });
  const differing = standing.filter(
    ({ id, digest }) => !baseline.items.some((item) => item.id === id && sameDigest(item.digest, digest)),
  );
  if (differing.length === 0) return [];
  const authorities = authoritiesOf(await approvedBetween(reading, where, baseline.approved));
  const before = baseline.items.filter(({ id }) => differing.some((one) => one.id === id));
  return baselineDifference(before, differing, authorities).flatMap(({ kind, after, by }) =>
    kind === 'modified' && after && !by ? [after] : [],
  );
}

export async function baselinesOf({ ledger }: Pick<Parts, 'ledger'>, where: Where): Promise<readonly Baseline[]> {
  return folded(BASELINE, await ledger.read(baselineStream(where)));
}

/** What is voted on; nothing where there is no requirement. It is kept before anybody can: whatever becomes of the requirements, the baseline holds what was approved. */
export async function manifestNow(
  parts: Reading & Pick<Parts, 'texts'>,
  where: Where,
): Promise<ItemNow | 'unreadable'> {
  const [items, baselines] = await Promise.all([itemsStanding(parts, where), baselinesOf(parts, where)]);
  if (items.length === 0) return 'unreadable';
  const manifest = manifestOf(baselines.at(-1)?.id, items);
  await parts.texts.keep(where.tenant, manifestText(manifest));
  return manifestAsItem(manifest);
}

/**
 * Puts on record the baseline that a request's approval made. Twice is once.
 * @throws Transient where what was approved is not kept: nothing is made of anything else
 */
export async function makeBaseline(
  parts: Reading & Pick<Parts, 'texts' | 'now'>,
  { ref, approved }: Extract<FollowUp, { kind: 'baseline' }>,
): Promise<void> {
  const told = happenings(await parts.ledger.read(ref));
  const at = told.findIndex((one) => one.at === approved && one.event.type === 'approved');
  // As it was approved, whatever became of the request since.
  const state = fold(told.slice(0, at + 1));
  const base = state?.content.request.items.find(isBaseline)?.base;
  if (at === -1 || !state || !base) return;
  // Of where it was approved, which may not be where it was filed (5.6).
  const where = { tenant: ref.tenant, project: homeProject(state, ref) };
  const kept = await parts.texts.read(ref.tenant, base.title);
  if (kept === undefined || kept === 'erased') throw new Transient(`what ${ref.stream} was approved with is not kept`);
  const standing = new Map((await itemsStanding(parts, where)).map((item) => [item.id, item]));
  const items: BaselineItem[] = [];
  for (const { id, digest } of manifestIn(kept.text).items) {
    const now = standing.get(id);
    items.push(now && sameDigest(now.digest, digest) ? now : await asSaved(parts, where, { id, digest }));
  }
  const before = (await baselinesOf(parts, where)).at(-1)?.approved;
  const changes = await approvedBetween(parts, where, before, approved);
  await putOnRecord(parts.ledger, BASELINE, {
    ref: baselineStream(where),
    command: {
      ...{ items, approved, request: requestIn(ref, state) },
      approvers: approversOf(state),
      changes: once(changes.map((one) => requestIn(one.ref, one.state))),
    },
    cause: `baseline/${ref.stream}/${approved}`,
    situation: { now: new Date(parts.now()).toISOString(), actor: ENGINE },
  });
}

/** One that is another by now, or gone: with the letters it was saved in, and its name, which both lie beside what was voted on. */
async function asSaved(
  { ledger }: Reading,
  { tenant, project }: Where,
  { id, digest }: Pick<BaselineItem, 'id' | 'digest'>,
): Promise<BaselineItem> {
  const { texts, names } = folded(REQUIREMENT, await ledger.read(requirementStream(tenant, project, id)));
  const saved = texts.findLast((one) => one.digest.title === digest.title && one.digest.text === digest.text);
  if (!saved) throw new Error(`no text of ${id} has the digest that was approved`);
  return { id, digest, label: names[0]?.label ?? id, snapshot: saved.snapshot };
}

const requestIn = ({ project, stream }: StreamRef, { label }: ChangeState): RequestIn => ({ project, stream, label });

function approversOf({ votes, round }: ChangeState): { by: string; seat: string }[] {
  const counted = votes.filter((one) => one.round === round && one.verdict === 'approve' && !one.voided);
  const all = counted.map(({ voter, seat }) => ({ by: voter.id, seat }));
  return all.filter((one, index) => all.findIndex(({ by, seat }) => by === one.by && seat === one.seat) === index);
}

/** One that was approved twice is one request. */
function once(requests: readonly RequestIn[]): RequestIn[] {
  return [...new Map(requests.map((one) => [`${one.project} ${one.stream}`, one])).values()];
}

/** A request as it was approved. */
interface Approved {
  readonly ref: StreamRef;
  readonly state: ChangeState;
  /** UTC instant of the approval. */
  readonly at: string;
}

/**
 * What was approved in between, the oldest approval first, whatever became of the requests since; without those by which baselines are made.
 * @param after, until UTC instants; absent: from the beginning, until now
 */
export async function approvedBetween(
  { ledger, register }: Reading,
  { tenant, project }: Where,
  after = '',
  until = '9999',
): Promise<readonly Approved[]> {
  const found: Approved[] = [];
  let cursor: string | undefined;
  do {
    const page = {
      sort: 'number',
      descending: false,
      limit: PAGE_OF_REQUESTS,
      ...(cursor === undefined ? {} : { cursor }),
    } as const;
    const { rows, next } = await register.list(tenant, [project], {}, page);
    for (const { ref } of rows)
      found.push(...approvals({ ref, project }, happenings(await ledger.read(ref)), after, until));
    cursor = next;
  } while (cursor !== undefined);
  return found.toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** In a project: whoever moved a request may have ruled where it was meanwhile (5.6). */
function approvals(
  { ref, project }: { readonly ref: StreamRef; readonly project: string },
  told: ReturnType<typeof happenings>,
  after: string,
  until: string,
): readonly Approved[] {
  return told.flatMap(({ at, event }, index) => {
    if (event.type !== 'approved' || at <= after || at > until) return [];
    const state = fold(told.slice(0, index + 1));
    if (!state || homeProject(state, ref) !== project) return [];
    return state.content.request.items.every((one) => !isBaseline(one)) ? [{ ref, state, at }] : [];
  });
}

/** What such requests allow, item by item. */
export function authoritiesOf(requests: readonly Approved[]): readonly Authority[] {
  return requests.flatMap(({ ref, state, at }) => {
    const { request } = state.content;
    return request.items.map((item): Authority => {
      const after = textsOf(request, item)?.after;
      const texts = after ? [untickedDigest(after)] : [];
      return { request: requestIn(ref, state), approved: at, item: item.id, action: item.action, texts };
    });
  });
}
