/** Asked by a git host's server: may work that names this request be merged, or what a mirror there proposes; or tells that it was merged. Signed, with fixed answers, closed on any doubt. */

import { CHANGE, load } from '@countersign/core/change/decider.ts';
import { GATES_AT_MERGE } from '@countersign/core/change/event.ts';
import { isAnothers, ORIGINS } from '@countersign/core/change/origin.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import type { ChangeState, LinkedWork } from '@countersign/core/change/state.ts';
import { NOBODY } from '@countersign/core/content/person.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { pathsNamed } from '@countersign/core/gate/standing.ts';
import { reasonOf, type Verdict } from '@countersign/core/gate/verdict.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { z } from 'zod';
import { act } from '../act.ts';
import { path } from '../client.ts';
import type { Desk } from '../desk.ts';
import { isOfItsProject, requestAt } from '../facts/requestat.ts';
import { factsAt } from '../facts.ts';
import { compareSoon } from '../queue/queue.ts';

/** Keys of the manifest's outputs. `unclaimed`, `unstarted`: closed as well, and what a request that is approved still lacks. */
export type GateAnswer = 'open' | 'closed' | 'unclaimed' | 'unstarted' | 'recorded' | 'refused' | 'unavailable';

/** A question older than this was recorded by somebody. */
const FRESH_MS = 5 * 60_000;

const signed = z.object({
  /** `PROJ-12` */
  issue: z.string().regex(/^[A-Z][A-Z0-9_]{1,30}-\d{1,9}$/),
  /** Milliseconds since 1970, by the asker's clock. */
  at: z.number(),
});
const by = z.object({ id: z.string().regex(/^github:.{1,100}$/), name: z.string().min(1).max(200) });
const address = z.url({ protocol: /^https?$/ }).max(500);
/** The git host's own id of a pull request, which a rename does not change; an older server does not say it. */
const node = z.string().min(1).max(100).optional();

/** The pull request that asks; shown on the issue as a link. */
const question = signed.extend({
  pull: z.object({
    id: node,
    address,
    title: z.string().max(300),
    /** Whose work it is, by the git host's word; an older server does not say. */
    claim: z
      .object({
        author: by,
        origin: z.enum(ORIGINS),
        head: z.string().max(100),
        isSeen: z.boolean(),
        others: z.int().nonnegative(),
      })
      .optional(),
  }),
});

/** The guarded files that a pull request changes (`rules.md 6.4`). */
const standing = signed.extend({
  standing: z.object({ address, paths: z.array(z.string().min(1).max(4096)).min(1).max(3000) }),
});

/** What somebody wrote in a mirror (`rules.md 5.6`); longer texts than this nobody reads as a proposal. */
const proposal = signed.extend({
  proposal: z.object({
    from: z.string().min(1).max(200),
    address,
    text: z.string().min(1).max(20_000),
    by,
    /** The delivery that told of it, so that it is recorded once. */
    cause: z.string().min(1).max(200),
    /** Its ids there, that of now first; an older server does not tell them. */
    mirrors: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
  }),
});

/** Work that names the request was merged; what its check said then is the git host's word. */
const merge = signed.extend({
  merged: z.object({
    id: node,
    address,
    title: z.string().min(1).max(300),
    gate: z.enum(GATES_AT_MERGE),
    by,
    cause: z.string().min(1).max(300),
  }),
});

export interface Request {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, readonly string[] | string | undefined>>;
}

/** @param signedBy tells whether a signature fits a text; absent when no secret is set, and then nobody is answered. */
export async function answerGate(
  desk: Desk,
  request: Request,
  signedBy: ((text: string, signature: string) => boolean) | undefined,
): Promise<GateAnswer> {
  const { body = '', headers = {} } = request;
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-countersign-signature')?.[1];
  const signature = typeof given === 'string' ? given : given?.[0];
  if (!signature || !signedBy?.(body, signature)) return 'refused';
  const read = z.union([question, standing, proposal, merge]).safeParse(storableJson(parsed(body)));
  if (!read.success || Math.abs(desk.now() - read.data.at) > FRESH_MS) return 'refused';
  const found = await requestAt(desk, desk.client, read.data.issue);
  if (found.kind !== 'request') return 'closed';
  const { ref, site, entries } = found;
  const before = folded(CHANGE, entries);
  const lives = homeProject(before, ref);
  if (!(await isOfItsProject(desk.client, read.data.issue, found, lives))) return 'closed';
  if ('proposal' in read.data) return proposed(desk, ref, read.data.proposal);
  if ('merged' in read.data) return merged(desk, ref, before, read.data.merged);
  if ('standing' in read.data) return before && allStand(before, read.data.standing) ? 'open' : 'closed';
  // A link that cannot be written holds nothing back.
  const { pull } = read.data;
  const work = workOf(before, pull);
  await link(desk, ref, work, pull).catch(() => undefined);
  const state = await workOnRecord(desk, ref, before, { ...pull, work });
  if (!state) return 'closed';
  const facts = factsAt(desk, ref, { patient: false, site });
  const policy = await policyFor(facts, state);
  if (policy.kind !== 'in-force') return 'closed';
  const situation = await gateSituation(facts, policy, state);
  if (situation.asRecorded === 'no') await compareSoon(desk, ref);
  const { head = '', isSeen = false } = pull.claim ?? {};
  return answerOf(changeGate(state, 'merge', situation, { id: work, head, isSeen }), state);
}

/**
 * By what the record knows a pull request: its own id where that was told, else its address. An address that another has left stays that one's (`rules.md 5.6`).
 */
function workOf(
  state: ChangeState | undefined,
  pull: Pick<z.infer<typeof question>['pull'], 'id' | 'address' | 'claim'>,
): string {
  const work = state?.work ?? [];
  const known = pull.id === undefined ? undefined : work.find((one) => one.node === pull.id);
  if (known) return known.id;
  const there = work.find((one) => one.id === pull.address);
  if (there) return pull.id !== undefined && there.node !== undefined ? pull.id : pull.address;
  return leftBehind(work, pull)?.id ?? pull.address;
}

/** The number of a pull request, by which its repository goes on calling it after a rename. */
const NUMBERED = /\/pull\/(\d+)$/;

/**
 * Work that an older server told of by an address at which it is no more: no id was told, and the same author has the same commit in a pull request of the same
 * number. Whose word it was accepted by did not see the repository of now, so that it is accepted anew.
 */
function leftBehind(
  work: readonly LinkedWork[],
  { id, address: at, claim }: Pick<z.infer<typeof question>['pull'], 'id' | 'address' | 'claim'>,
): LinkedWork | undefined {
  if (id === undefined || !claim?.head) return undefined;
  const number = NUMBERED.exec(at)?.[1];
  const like = work.filter(
    (one) =>
      one.node === undefined &&
      !one.merged &&
      one.head === claim.head &&
      one.by?.id === claim.author.id &&
      number !== undefined &&
      NUMBERED.exec(one.id)?.[1] === number,
  );
  return like.length === 1 ? like[0] : undefined;
}

/** What is closed says what a decided request lacks: before its decision its own panel says more than a word could. */
function answerOf(verdict: Verdict, { stage }: ChangeState): GateAnswer {
  if (verdict.open) return 'open';
  const isDecided = stage === 'approved' || stage === 'implementing' || stage === 'verifying';
  if (isDecided && leaves(verdict).some((one) => !one.open && reasonOf(one).wants === 'claim')) return 'unclaimed';
  return stage === 'approved' ? 'unstarted' : 'closed';
}

function leaves(verdict: Verdict): readonly Verdict[] {
  return [verdict, ...verdict.because.flatMap(leaves)];
}

/** Whether all the paths stand in what the request governs, and its board has decided on. */
function allStand(state: ChangeState, { address: at, paths }: z.infer<typeof standing>['standing']): boolean {
  return pathsNamed(state, paths, at.replace(/\/pull\/\d+$/, '')).names.length === paths.length;
}

/** Puts on record that this work says it implements the request, and that others pushed to it (`rules.md 6.4`); once, for it asks every minute. */
async function workOnRecord(
  desk: Desk,
  ref: StreamRef,
  state: ChangeState | undefined,
  { work, id: node, address: at, title, claim }: z.infer<typeof question>['pull'] & { readonly work: string },
): Promise<ChangeState | undefined> {
  if (!state) return undefined;
  // Whose work it is an older server does not say.
  const { author: actor, origin = 'own', others = 0, head = '', isSeen = false } = claim ?? { author: NOBODY };
  const known = state.work.find((one) => one.id === work);
  // What its author brings is theirs; a commit that nobody was seen to bring is accepted by itself.
  const isToName = head !== '' && head !== known?.head && (!isSeen || !known?.head);
  const isNamed = node !== undefined && node !== known?.node;
  const isNews =
    isNamed || !known || known.label !== title || known.origin !== origin || isAnothers(known, actor) || isToName;
  const isPushed = known !== undefined && others > (known.others ?? 0);
  if (!isNews && !isPushed) return state;
  const pushed = others > 0 ? ({ pushedByOthers: true } as const) : {};
  const isElsewhere = isNamed && known !== undefined && known.node === undefined && work !== at;
  const told = `${ref.stream}:${work}:${state.version}`;
  const linked = {
    type: 'link-work',
    work,
    label: title,
    origin,
    others,
    ...pushed,
    ...(head ? { head } : {}),
    ...(node ? { node } : {}),
  } as const;
  if (isElsewhere) await act(desk, { ref, actor, command: { type: 'unlink-work', work }, cause: `left:${told}` });
  if (isNews) await act(desk, { ref, actor, command: linked, cause: `work:${told}` });
  // One question may tell of both.
  if (isPushed)
    await act(desk, { ref, actor, command: { type: 'work-pushed', work, others }, cause: `pushed:${told}` });
  return load(desk.ledger, ref);
}

/** Who wrote it is what the git host says, under the secret that both sides share; here they hold no role. */
async function proposed(
  desk: Desk,
  ref: StreamRef,
  { by, cause, from, address: at, text, mirrors }: z.infer<typeof proposal>['proposal'],
): Promise<GateAnswer> {
  const command = { type: 'propose', from, address: at, text, ...(mirrors ? { mirrors } : {}) } as const;
  const ran = await act(desk, { ref, actor: by, command, cause: `proposal:${ref.stream}:${from}:${cause}` });
  return ran.kind === 'repeated' || ran.outcome.refusal === undefined ? 'recorded' : 'closed';
}

/** What was merged past the gate stands on the record of the request, as on GitHub (`rules.md 6.2`). */
async function merged(
  desk: Desk,
  ref: StreamRef,
  state: ChangeState | undefined,
  { title, gate, by, cause, ...pull }: z.infer<typeof merge>['merged'],
): Promise<GateAnswer> {
  const command = { type: 'work-merged', work: workOf(state, pull), label: title, gate } as const;
  const ran = await act(desk, { ref, actor: by, command, cause: `merged:${ref.stream}:${cause}` });
  // What is not on record yet will be: the git host tells it again.
  return ran.kind === 'done' && ran.outcome.refusal ? 'unavailable' : 'recorded';
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

/** Jira tells of no hand on a link: after a day it is written anew. */
const LINK_STANDS_MS = 24 * 3_600_000;

/** Shows the pull request on the issue. It asks every minute and is written once; twice is once, too: Jira knows it as the record does. */
async function link(
  desk: Desk,
  ref: StreamRef,
  work: string,
  { address, title }: { readonly address: string; readonly title: string },
): Promise<void> {
  const key = { tenant: ref.tenant, project: ref.project, kind: `linked ${ref.stream}`, id: work };
  const last = await desk.documents.find(key);
  if (last?.data === title && desk.now() - Date.parse(last.fetchedAt) < LINK_STANDS_MS) return;
  const body = { globalId: work, relationship: 'is implemented by', object: { url: address, title } };
  const written = await desk.client.request('POST', path`/rest/api/3/issue/${ref.stream}/remotelink`, body);
  if (written.ok) await desk.documents.keep({ ...key, data: title, fetchedAt: new Date(desk.now()).toISOString() });
}
