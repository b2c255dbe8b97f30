/** One thing of ours that lives at GitHub under an id (the status comment, a check run): created once, edited in place, made anew when deleted. */
import { Malformed } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/ports.ts';
import { type Answer, ask, type GitHubClient, isGone, refusal } from './client.ts';
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
  /** What else to note of it, to be known without asking GitHub. */
  readonly noted?: Readonly<Record<string, Json>>;
  /** Looks for one that we made without knowing; asked only after an uncertain outcome. */
  find(client: GitHubClient): Promise<number | undefined>;
}

/**
 * Writes it unless it is what was last written.
 * @throws Transient to be tried again; Malformed when GitHub will never accept it.
 */
export async function post({ client, written }: Ports, target: Target, surface: string, thing: Posted): Promise<void> {
  const digest = digestOf(thing.content);
  const last = (await written.written(target)).get(surface);
  if (field(last, 'digest') === digest && field(last, 'uncertain') !== true) return;
  const known = field(last, 'id');
  let id = typeof known === 'number' ? known : undefined;
  if (id === undefined && field(last, 'uncertain') === true) id = await thing.find(client);
  if (id !== undefined) {
    await written.remember(target, surface, { id, digest: null, uncertain: true });
    const answer = await ask(client, thing.update, { ...thing.place, ...thing.content, [thing.idName]: id });
    if (answer.ok) return written.confirm(target, surface, { id, digest, ...thing.noted });
    if (!isGone(answer)) throw refusal(answer, thing.what);
  }
  await written.remember(target, surface, { digest: null, uncertain: true });
  const answer = await ask(client, thing.create, { ...thing.place, ...thing.identity, ...thing.content });
  if (!answer.ok) {
    // GitHub said no: nothing was created, and that is certain.
    await written.remember(target, surface, { digest: null });
    throw refusal(answer, thing.what);
  }
  await written.confirm(target, surface, { id: idOf(answer, thing.what), digest, ...thing.noted });
}

function idOf(answer: Extract<Answer, { ok: true }>, what: string): number {
  const id = (answer.data as { id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new Malformed(`GitHub created ${what} without an id`);
  return id;
}
