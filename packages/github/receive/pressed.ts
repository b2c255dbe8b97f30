/** Buttons that were pressed, each kept by itself before it is put on record: it counts from that moment on, whoever ends in between, and whatever is said beside it. */
import type { Command } from '@countersign/core/change/command.ts';
import type { Ran } from '@countersign/core/change/decider.ts';
import { holdsOn } from '@countersign/core/change/hold.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { ask, refusal } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import type { Place } from '../translation.ts';
import { concernOf, endedBy, holdOf, leftBy, type Newest } from './marks.ts';

export interface Pressed {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Where it stands among all comments (`commentOfNow`). */
  readonly comment: number;
  /** Under which it is put on record. */
  readonly cause: string;
}

const kindOf = (stream: string): string => `pressed/${stream}`;
const key = ({ ref: { tenant, project, stream }, cause }: Pressed) => ({
  ...{ tenant, project, kind: kindOf(stream), id: cause },
});

/**
 * Where somebody stands among all comments who speaks now without one: whatever was written before has a smaller id, and whatever is written
 * from now on a larger one, however late it is told of.
 * @throws Transient where GitHub does not say which comment is the newest
 */
export async function commentOfNow(parts: Parts, place: Place): Promise<number> {
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const asked = { owner, repo, sort: 'created', direction: 'desc', per_page: 1 } as const;
  const found = await ask(client, 'GET /repos/{owner}/{repo}/issues/comments', asked);
  if (!found.ok) throw refusal(found, 'the newest comment');
  const [newest] = found.data as readonly { readonly id: number }[];
  return (newest?.id ?? 0) + 0.5;
}

/** Before it is put on record. @param state of the request: whether others' holds end by it only the record tells */
export function notePress(parts: Parts, pressed: Pressed, state: ChangeState): Promise<void> {
  const { actor, command } = pressed;
  const own = holdsOn(state).some(({ by }) => by.id === actor.id) ? [holdOf(actor.id)] : [];
  const ends = command.type === 'release' ? own : command.type === 'resolve' ? [concernOf(command.concern)] : [];
  return keep(parts, pressed, ends);
}

/** Once it is known what became of it: an attempt that is on record as refused leaves nothing, and what is not on record does not count. */
export async function noteTaken(parts: Parts, pressed: Pressed, ran: Ran): Promise<void> {
  if (ran.kind === 'repeated') return;
  if (!ran.outcome.refusal) await keep(parts, pressed, endedBy(ran));
  else if (ran.outcome.events.length > 0) await parts.documents.forget(key(pressed));
}

async function keep(parts: Parts, pressed: Pressed, ends: readonly string[]): Promise<void> {
  const left = leftBy(pressed, ends);
  if (!left) return;
  const fetchedAt = new Date(parts.now()).toISOString();
  await parts.documents.keep({ ...key(pressed), data: { ...left }, fetchedAt });
}

/** What presses that are on record left. */
export async function pressesOn(parts: Parts, { tenant, project, stream }: StreamRef): Promise<readonly Newest[]> {
  const kept = await parts.documents.list(tenant, project, kindOf(stream));
  if (kept.length === 0) return [];
  const ids = kept.map(({ id }) => id);
  const applied = await parts.applied(tenant, ids);
  return kept.filter(({ id }) => applied.has(id)).map(({ data }) => data as Newest);
}
