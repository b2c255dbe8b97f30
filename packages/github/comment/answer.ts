/** Answers people in comments of ours: what was refused, not understood or asked. Each answer once, and not more comments than a person can read. */

import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { gateSituation, policyFor, UNTOUCHED, viewSituation } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { pageOf } from '../address.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { markdownSpeaker } from '../markdown/edge.ts';
import { AGAIN_MS, holds, type Letter, letterBody, type Sort, type Standing, withAnswer } from '../markdown/letter.ts';
import { type Answer, type Piece, replies, replyMarker } from '../markdown/reply.ts';
import { type Noting, post } from '../project/posted.ts';
import { each, settingOf } from '../project/project.ts';
import { field } from '../project/written.ts';
import { homeOf } from '../record/home.ts';
import { enqueue, type FollowUp, type Said } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { foldLater } from './fold.ts';
import { REPLY, replyTarget, type Thread, threadTarget } from './thread.ts';
import { isSettled, toFold, UNSETTLED, unsettledIn, withRefusals } from './unsettled.ts';

/** Answers a comment, once. */
export async function answer(parts: Parts, job: Extract<FollowUp, { kind: 'answer' }>): Promise<void> {
  const { place, ref, cause } = job;
  const home = (await homeOf(parts, ref, job.number)) ?? { place, number: job.number };
  const entries = await parts.ledger.read(ref);
  const told = happenings(entries);
  const state = fold(told);
  const facts = await factsAt(parts, home.place);
  const policy = await policyFor(facts, state);
  const situation = state ? await gateSituation(facts, policy, state) : await viewSituation(facts, policy, UNTOUCHED);
  const setting = policy.kind === 'in-force' ? settingOf(situation) : settingFor(policy, parts.now());
  const answers = job.said.flatMap((said): readonly Answer[] => {
    if (said.kind !== 'help' && said.kind !== 'explain' && said.kind !== 'called') return [said];
    if (!state) return [];
    if (said.kind === 'called') return job.to ? [{ ...said, state, whom: job.to }] : [];
    return said.kind === 'help'
      ? [{ kind: 'help', state, known: situation }]
      : [{ kind: 'explain', view: statusView(state, situation, told), verdict: changeGate(state, 'merge', situation) }];
  });
  const page = pageOf(parts, ref);
  const at = job.on
    ? { thread: job.on.pull, place, number: job.on.number }
    : { ref, thread: ref.stream, place: home.place, number: home.number };
  await speak(parts, at, {
    cause,
    ...(job.to ? { to: job.to } : {}),
    ...sortOf(job.said),
    pieces: replies(answers, setting, page ? { page } : {}),
    setting,
  });
}

const SORTS: Readonly<Partial<Record<Said['kind'], Sort>>> = { told: 'acts', called: 'call' };

/** What one job says is of one sort. */
function sortOf([first]: readonly Said[]): { readonly of?: Sort } {
  const of = first && SORTS[first.kind];
  return of ? { of } : {};
}

interface Speech {
  readonly cause: string;
  /** Whom it answers; an answer to nobody known stands alone. */
  readonly to?: Person;
  readonly of?: Sort;
  readonly pieces: readonly Piece[];
  readonly setting: Setting;
}

const LETTERS = 'letters';

/**
 * Puts an answer into the comment where it belongs and has this comment written. What comes while a comment is being written, or waits
 * for GitHub's limits, goes into it as well: so many answers are few writes.
 */
export async function speak(parts: Parts, at: Thread, { cause, to, of, pieces, setting }: Speech): Promise<void> {
  if (pieces.length === 0) return;
  const target = threadTarget(at);
  const person = to ?? { id: `cause:${cause}`, name: cause };
  const letters = await parts.projections.alone(target, async () => {
    const notes = await parts.projections.written(target);
    const known = lettersIn(notes.get(LETTERS));
    const unsettled = unsettledIn(notes.get(UNSETTLED));
    if (known.some((one) => holds(one, cause))) return known;
    const before = (await parts.projections.written(replyTarget(target, cause))).get(REPLY);
    // Kept by a server that wrote each answer as a comment of its own and did not learn whether it was written.
    if (field(before, 'done') === false)
      await parts.projections.remember(replyTarget(target, cause), REPLY, { digest: null, uncertain: true });
    else if (before !== undefined) return [];
    const now = parts.now();
    const standing = new Map<string, Standing>();
    const kept: Letter[] = [];
    for (const letter of known) {
      const note = (await parts.projections.written(replyTarget(target, letter.key))).get(REPLY);
      const since = standingOf(note);
      standing.set(letter.key, isSettled(unsettled, letter.key) ? 'refused' : since);
      const done = typeof since === 'number' && field(note, 'digest') === digestOf({ body: letterBody(letter) });
      if (!done || now - since < AGAIN_MS) kept.push(letter);
    }
    const situation = { standing: ({ key }: Letter) => standing.get(key) ?? null, now, say: markdownSpeaker(setting) };
    const next = withAnswer(kept, { cause, to: person, ...(of ? { of } : {}), pieces }, situation);
    await parts.projections.remember(target, LETTERS, next as unknown as Json);
    const refusals = withRefusals(unsettled, next, cause);
    if (Object.keys({ ...unsettled, ...refusals }).length > 0)
      await parts.projections.remember(target, UNSETTLED, refusals as unknown as Json);
    return next;
  });
  const { ref, thread, place, number } = at;
  const holding = letters.filter((one) => holds(one, cause));
  const addressed = new Set(holding.map((one) => one.to));
  const saying = [...addressed].map(
    (one) => ({ kind: 'say', place, number, thread, to: one, ...(ref ? { ref } : {}) }) as const,
  );
  await enqueue(parts, target.tenant, saying, `${cause}/say`);
  // So that it is still known when the comment is forgotten; one that begins with this answer has a note of its own.
  if (holding.length > 0 && holding.every((one) => one.key !== cause))
    await parts.projections.confirm(replyTarget(target, cause), REPLY, { within: holding.map((one) => one.key) });
}

/** The longest pause between two edits of one comment. */
const PAUSE_MS = 60_000;

/** Writes what was not yet said to a person, or not yet in these words. Safe to repeat: the comment is found by its note, or by its mark. */
export async function say(parts: Parts, job: Extract<FollowUp, { kind: 'say' }>): Promise<void> {
  const target = threadTarget(job);
  const letters = lettersIn((await parts.projections.written(target)).get(LETTERS)).filter((one) => one.to === job.to);
  if (letters.length === 0) return;
  const { place, number } = (job.ref && (await homeOf(parts, job.ref, job.number))) ?? job;
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  await each(
    letters.map((letter) => () => {
      const own = replyTarget(target, letter.key);
      return parts.projections.alone(own, () =>
        post({ client, written: parts.projections }, own, REPLY, {
          what: `the answer on #${number}`,
          create: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
          update: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
          idName: 'comment_id',
          place: { owner, repo },
          identity: { issue_number: number },
          content: { body: letterBody(letter) },
          find: (found) => findLetter(found, { place, number, self: parts.self }, letter.key),
          noted: (last, when) => (when === 'standing' ? {} : { ...begun(last, parts.now()), ...nodeIn(last, when) }),
          ready: (last) => (parts.limited ? pace(last, parts.now()) : undefined),
          isMoot: (asked, no) => isOver(asked, { place, number }, no),
        }),
      );
    }),
  );
  // Settled before it was written.
  const settled = toFold(unsettledIn((await parts.projections.written(target)).get(UNSETTLED)));
  if (settled.some((key) => letters.some((one) => one.key === key)))
    await foldLater(parts, job, `${job.thread}/${settled.join()}`);
}

/**
 * An issue that is gone or locked needs no answer any more. GitHub may say no once about one that is neither: then the answer waits, or
 * whoever asked would never be told.
 * @throws Transient
 */
async function isOver(
  client: GitHubClient,
  { place, number }: { readonly place: Place; readonly number: number },
  no: { readonly status: number; readonly message: string },
): Promise<boolean> {
  if (![403, 404, 410].includes(no.status)) return false;
  const { owner, repo } = place;
  const asked = { owner, repo, issue_number: number };
  const issue = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', asked);
  if (issue.ok ? field(issue.data as Json, 'locked') === true : isGone(issue)) return true;
  throw new Transient(`GitHub shows #${number}, and does not let it be answered: ${no.message}`);
}

function begun(last: Json | undefined, now: number): { readonly [key: string]: Json } {
  return { first: field(last, 'first') ?? now, at: now, writes: writesOf(last) + 1 };
}

/** By which GraphQL calls the comment. */
function nodeIn(last: Json | undefined, when: Noting): { readonly node?: Json } {
  const answer = typeof when === 'object' ? (when.answer as { readonly node_id?: unknown } | null) : null;
  const node = typeof answer?.node_id === 'string' ? answer.node_id : field(last, 'node');
  return node === undefined ? {} : { node };
}

/** Whoever asks on and on is answered at once, then after a second, after two, after four: the same words in fewer writes. */
function pace(last: Json | undefined, now: number): void {
  const writes = writesOf(last);
  if (writes === 0 || field(last, 'uncertain') === true) return;
  const wait = Number(field(last, 'at')) + Math.min(PAUSE_MS, 1000 * 2 ** (writes - 1)) - now;
  if (wait > 0) throw new Transient('more may be said in the same comment soon', { retryAfterMs: wait });
}

function writesOf(last: Json | undefined): number {
  return Number(field(last, 'writes') ?? 0);
}

function standingOf(note: Json | undefined): Standing {
  const first = field(note, 'first');
  if (typeof first !== 'number') return null;
  if (field(note, 'uncertain') === true) return field(note, 'id') === undefined ? null : first;
  return field(note, 'digest') === null ? 'refused' : first;
}

/** What the record holds was written by us; what is not a list is nothing. */
function lettersIn(value: Json | undefined): readonly Letter[] {
  return Array.isArray(value) ? (value as unknown as readonly Letter[]) : [];
}

/** Looks for a comment of ours that was made without our knowing. All pages: the newest stand on the last. */
async function findLetter(
  client: GitHubClient,
  { place, number, self }: { readonly place: Place; readonly number: number; readonly self: string },
  key: string,
): Promise<number | undefined> {
  const { owner, repo } = place;
  for (let page = 1; ; page += 1) {
    const asked = { owner, repo, issue_number: number, per_page: 100, page };
    const found = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', asked);
    // Unread is not unsaid: the answer waits until the comments can be read.
    if (!found.ok && !isGone(found)) throw refusal(found, `the answers on #${number}`);
    if (!found.ok) return undefined;
    const some = found.data as readonly { id: number; body?: string; user?: { login?: string } }[];
    const ours = some.find((one) => one.user?.login === self && one.body?.startsWith(replyMarker(key)));
    if (ours) return ours.id;
    if (some.length < 100) return undefined;
  }
}
