/** Writes an agreed text over what nobody approved; what it may take away is on record before (`rules.md 5.2`). */
import { ENGINE, NOBODY } from '@countersign/core/content/person.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { type Agreed, follows } from '@countersign/core/requirement/control.ts';
import { type Control, controlledDigest, type Source, sameDigest } from '@countersign/core/requirement/controlled.ts';
import {
  REQUIREMENT,
  type RequirementCommand,
  type RequirementState,
  requirementStream,
} from '@countersign/core/requirement/decider.ts';
import { putBack } from '@countersign/core/requirement/putback.ts';
import { readSnapshot, snapshotDigest, snapshotText } from '@countersign/core/requirement/snapshot.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { LONGEST_BODY } from '../form/write.ts';
import { issueSchema } from '../schema.ts';
import type { Place } from '../translation.ts';
import { type AgreedOn, asOfNow } from './agreed.ts';

/** A requirement of which the newest baseline says something. */
export interface Held {
  readonly place: Place;
  /** Node id. */
  readonly issue: string;
  readonly number: number;
  readonly agreed: AgreedOn;
  readonly control: Control;
}

export type Holding =
  | { readonly kind: 'rests' | 'put-back'; readonly state: RequirementState }
  /** From now on, or since before. */
  | { readonly kind: 'contested'; readonly state: RequirementState; readonly instead: Agreed; readonly isNew: boolean }
  /** The agreed text is erased: nobody can write it. */
  | { readonly kind: 'erased'; readonly state: RequirementState; readonly instead: Agreed };

export const requirementNow = async (
  { ledger }: Pick<Parts, 'ledger'>,
  { place: { tenant, project }, issue }: Pick<Held, 'place' | 'issue'>,
): Promise<RequirementState> => folded(REQUIREMENT, await ledger.read(requirementStream(tenant, project, issue)));

/**
 * Level-triggered, and safe to repeat: what a crash cut off is done by whoever comes next.
 * @throws Transient, or as `refusal`, to be tried again
 */
export async function hold(parts: Parts, held: Held): Promise<Holding> {
  const { place, number, agreed, control } = held;
  let state = await requirementNow(parts, held);
  const last = state.texts.at(-1);
  if (!last) return { kind: 'rests', state };
  const next = await followsNow(parts, held, state);
  if (next.kind === 'nothing') {
    const standing = standingContest(state, agreed);
    return standing ? { kind: 'contested', state, instead: standing, isNew: false } : { kind: 'rests', state };
  }
  if (next.kind === 'flag') return { kind: 'rests', state };
  const { client } = await readerFor(parts, place);
  const read = await readIssue(client, held);
  if (!read) return { kind: 'rests', state };
  if (Date.parse(read.saved) < Date.parse(last.at)) throw new Transient(`GitHub shows an older text of #${number}`);
  if (snapshotDigest(read.text) !== last.snapshot) state = await saved(parts, held, read, 'found');
  const instead = next.kind === 'put-back' ? next.to : next.instead;
  if (sameDigest(controlledDigest(read.text, control), instead.digest)) return { kind: 'rests', state };
  if (next.kind === 'contest') {
    state = await noted(parts, held, [{ type: 'contest', order: instead.order }], `contested/${instead.order}`);
    return { kind: 'contested', state, instead, isNew: true };
  }
  const kept = await readSnapshot(parts.texts, place.tenant, instead.snapshot);
  if (typeof kept !== 'object') return { kind: 'erased', state, instead };
  client.room?.();
  // One agreed text that follows another takes nothing from anybody.
  if (!agreed.isAgreed({ digest: controlledDigest(read.text, control) }))
    state = await noted(
      parts,
      held,
      [{ type: 'put-back', to: instead.snapshot }],
      `put-back/${state.texts.length}/${snapshotDigest(read.text)}`,
    );
  const written = await write(client, held, { over: read.text, text: putBack(kept, read.text, control, LONGEST_BODY) });
  return { kind: 'put-back', state: written ? await saved(parts, held, written, 'written') : state };
}

async function followsNow(parts: Parts, { place, agreed, control }: Held, state: RequirementState) {
  const { texts, putBacks, contested, gone } = state;
  const last = texts.at(-1);
  const shows = last && (await asOfNow(parts, place, last, control)).digest;
  const all = await Promise.all(agreed.texts(state).map((one) => asOfNow(parts, place, one, control)));
  const item = { shows, agreed: all, putBacks, isGone: gone !== undefined, ...(contested ? { contested } : {}) };
  return follows(item, 'propose', new Date(parts.now()).toISOString());
}

/** What it was contested instead of, while something else stands. */
function standingContest(state: RequirementState, agreed: AgreedOn): Agreed | undefined {
  const { contested, texts, gone } = state;
  const last = texts.at(-1);
  if (!contested || !last || gone || agreed.isAgreed(last)) return undefined;
  const newest = agreed
    .texts(state)
    .toSorted((one, other) => one.order - other.order)
    .at(-1);
  return newest && contested.order >= newest.order ? newest : undefined;
}

interface ReadText {
  readonly text: Source;
  /** By GitHub's clock. */
  readonly saved: string;
}

/** @returns `undefined` of what is gone, or is another: its own delivery says so */
async function readIssue(client: GitHubClient, { place, issue, number }: Held): Promise<ReadText | undefined> {
  const asked = { owner: place.owner, repo: place.repo, issue_number: number };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', asked);
  if (isGone(answer)) return undefined;
  if (!answer.ok) throw new Transient(`GitHub does not show #${number}: ${answer.message}`);
  const found = readText(answer.data);
  return found.id === issue ? found : undefined;
}

function readText(data: unknown): ReadText & { readonly id: string } {
  const read = issueSchema.safeParse(data).data;
  if (!read?.updated_at) throw new Malformed('an issue is not as GitHub describes it');
  const { title, body, updated_at, node_id: id } = read;
  // As deliveries tell of it.
  return { text: { title: storable(title), body: storable(body ?? '') }, saved: updated_at, id };
}

/** Only what differs: what nobody touched tells nobody anything. */
async function write(
  client: GitHubClient,
  { place, number }: Held,
  { over, text }: { readonly over: Source; readonly text: Source },
): Promise<ReadText | undefined> {
  const content = {
    ...(text.title === over.title ? {} : { title: text.title }),
    ...(text.body === over.body ? {} : { body: text.body }),
  };
  const { owner, repo } = place;
  const asked = { owner, repo, issue_number: number, ...content };
  const answer = await ask(client, 'PATCH /repos/{owner}/{repo}/issues/{issue_number}', asked);
  if (isGone(answer)) return undefined;
  if (!answer.ok) throw refusal(answer, `the agreed text of #${number}`);
  return { text, saved: readText(answer.data).saved };
}

/** What it took the place of, the delivery of our own write says, and not we: somebody may have saved in between. */
async function saved(
  parts: Parts,
  held: Held,
  { text, saved: at }: ReadText,
  how: 'found' | 'written',
): Promise<RequirementState> {
  await parts.texts.keep(held.place.tenant, snapshotText(text));
  const snapshot = snapshotDigest(text);
  const command: RequirementCommand = {
    ...{ type: 'save', snapshot, digest: controlledDigest(text, held.control), saved: at },
    ...(how === 'found' ? { isFound: true } : {}),
  };
  return noted(parts, held, [command], `${how}/${at}/${snapshot}`, how === 'found' ? NOBODY.id : ENGINE.id);
}

async function noted(
  parts: Parts,
  { place: { tenant, project }, issue }: Held,
  command: readonly RequirementCommand[],
  cause: string,
  actor = ENGINE.id,
): Promise<RequirementState> {
  return putOnRecord(parts.ledger, REQUIREMENT, {
    ref: requirementStream(tenant, project, issue),
    command,
    cause: `control/${issue}/${cause}`,
    situation: { now: new Date(parts.now()).toISOString(), actor: { id: actor } },
  });
}
