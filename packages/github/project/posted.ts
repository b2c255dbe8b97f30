/** One thing of ours that lives at GitHub under an id (the status comment, a check run): created once, edited in place, made anew when deleted. */
import { Malformed } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json, Precedence } from '@countersign/core/ports.ts';
import { type Answer, ask, clientFor, type GitHubClient, isGone, refusal } from './client.ts';
import { field, type Ports, type Target } from './written.ts';

export interface Posted {
  /** For messages about failures. */
  readonly what: string;
  readonly create: string;
  readonly update: string;
  /** Name of the id in the route of `update`. */
  readonly idName: string;
  /** Where it is: owner, repo, and what else both routes need. */
  readonly place: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  /** Sent only when it is created. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Looks for one that we made without knowing; asked only after an uncertain outcome. */
  find(client: GitHubClient): Promise<number | undefined>;
  /** What writing it is for, seen from what was last written; that of the client unless given. */
  precedence?(last: Json | undefined): Precedence;
  /** Remembered beside what was written. */
  readonly note?: { readonly [key: string]: Json };
}

/**
 * Writes it unless it is what was last written.
 * @throws Transient to be tried again; Malformed when GitHub will never accept it.
 */
export async function post(ports: Ports, target: Target, surface: string, thing: Posted): Promise<void> {
  const { written } = ports;
  const digest = digestOf(thing.content);
  const last = (await written.written(target)).get(surface);
  if (field(last, 'digest') === digest && field(last, 'uncertain') !== true) return;
  const client = thing.precedence ? clientFor(ports.client, thing.precedence(last)) : ports.client;
  client.room?.();
  const known = field(last, 'id');
  let id = typeof known === 'number' ? known : undefined;
  if (id === undefined && field(last, 'uncertain') === true) id = await thing.find(client);
  if (id !== undefined) {
    await written.remember(target, surface, { id, digest: null, uncertain: true });
    const answer = await ask(client, thing.update, { ...thing.place, ...thing.content, [thing.idName]: id });
    if (answer.ok) return written.confirm(target, surface, { ...thing.note, id, digest });
    if (!isGone(answer)) throw refusal(answer, thing.what);
  }
  await written.remember(target, surface, { digest: null, uncertain: true });
  const answer = await ask(client, thing.create, { ...thing.place, ...thing.identity, ...thing.content });
  if (!answer.ok) {
    // GitHub said no: nothing was created, and that is certain.
    await written.remember(target, surface, { digest: null });
    throw refusal(answer, thing.what);
  }
  await written.confirm(target, surface, { ...thing.note, id: idOf(answer, thing.what), digest });
}

function idOf(answer: Extract<Answer, { ok: true }>, what: string): number {
  const id = (answer.data as { id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new Malformed(`GitHub created ${what} without an id`);
  return id;
}
