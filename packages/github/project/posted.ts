/** One thing of ours that lives at GitHub under an id (the status comment, a check run): created once, edited in place, made anew when deleted. */
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json, Precedence } from '@countersign/core/record/port.ts';
import { type Answer, ask, clientFor, type GitHubClient, isGone, refusal } from '../client.ts';
import { field, type Ports, type Target } from './written.ts';

type Refused = Extract<Answer, { ok: false }>;

/** Before a try, whatever comes of it; after GitHub's answer to it; where it is written already and nothing has to be done. */
export type Noting = 'trying' | 'standing' | { readonly answer: unknown };

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
  /** Only what is there is edited; nothing is made anew. */
  readonly createsNone?: boolean;
  /** What stands in the note beside id and digest, made of the note before: what the next who looks has to know. */
  noted?(last: Json | undefined, when: Noting): Readonly<Record<string, Json>>;
  /** Looks for one that we made without knowing; asked only after an uncertain outcome. */
  find(client: GitHubClient): Promise<number | undefined>;
  /** What writing it is for, seen from what was last written; that of the client unless given. */
  precedence?(last: Json | undefined): Precedence;
  /** Asked when it is not what was last written. @throws Transient to have it written later. */
  ready?(last: Json | undefined): void;
  /** Whether nobody needs it any more, asked where GitHub says no to writing it. @throws Transient while that cannot be told */
  isMoot?(client: GitHubClient, no: Refused): Promise<boolean>;
}

/**
 * Writes it unless it is what was last written.
 * @throws Transient to be tried again; Malformed when GitHub will never accept it.
 */
export async function post(ports: Ports, target: Target, surface: string, thing: Posted): Promise<void> {
  const { written } = ports;
  const digest = digestOf(thing.content);
  const last = (await written.written(target)).get(surface);
  const noted = (when: Noting) => thing.noted?.(last, when) ?? {};
  if (field(last, 'digest') === digest && field(last, 'uncertain') !== true) {
    const standing = noted('standing');
    const same = Object.entries(standing).every(([name, one]) => digestOf(field(last, name) ?? null) === digestOf(one));
    return same ? undefined : written.confirm(target, surface, { ...(last as object), ...standing });
  }
  const client = thing.precedence ? clientFor(ports.client, thing.precedence(last)) : ports.client;
  thing.ready?.(last);
  client.room?.();
  const trying = noted('trying');
  const known = field(last, 'id');
  let id = typeof known === 'number' ? known : undefined;
  let isSought = id === undefined && field(last, 'uncertain') === true;
  if (isSought) id = await thing.find(client);
  while (id !== undefined) {
    await written.remember(target, surface, { ...trying, id, digest: null, uncertain: true });
    const answer = await ask(client, thing.update, { ...thing.place, ...thing.content, [thing.idName]: id });
    if (answer.ok) return written.confirm(target, surface, { ...noted({ answer: answer.data }), id, digest });
    if (!isGone(answer)) return refused(answer);
    // What is listed is there: a second one beside it would never be taken back.
    if (isSought) throw new Transient(`GitHub lists ${thing.what}, and does not let it be written`);
    // GitHub may say so of what is there.
    isSought = true;
    id = await thing.find(client);
  }
  if (thing.createsNone) return written.remember(target, surface, { ...trying, digest: null });
  await written.remember(target, surface, { ...trying, digest: null, uncertain: true });
  const answer = await ask(client, thing.create, { ...thing.place, ...thing.identity, ...thing.content });
  if (!answer.ok) return refused(answer);
  const made = { id: idOf(answer, thing.what), digest };
  await written.confirm(target, surface, { ...noted({ answer: answer.data }), ...made });

  async function refused(no: Refused): Promise<void> {
    if (await thing.isMoot?.(client, no)) return written.confirm(target, surface, { ...trying, digest });
    // GitHub said no: nothing was created, and that is certain.
    if (id === undefined) await written.remember(target, surface, { ...trying, digest: null });
    throw refusal(no, thing.what);
  }
}

function idOf(answer: Extract<Answer, { ok: true }>, what: string): number {
  const id = (answer.data as { id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new Malformed(`GitHub created ${what} without an id`);
  return id;
}
