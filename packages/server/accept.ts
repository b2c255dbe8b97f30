/** Work that is accepted by name, on the request or on the pull request itself (`rules.md 6.4`). */
import { workNamed } from '@countersign/core/change/claim.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { load } from '@countersign/core/change/decider.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Place, Translation } from '@countersign/github/translation.ts';
import { act } from './act.ts';
import { enqueue } from './follow.ts';
import { numbered } from './home.ts';
import type { Parts } from './parts.ts';

/** What is accepted is the work as it stands now: an acceptance names its commit. */
export async function atHead(parts: Parts, place: Place, ref: StreamRef, command: Command): Promise<Command> {
  if (command.type !== 'accept') return command;
  const path = `${place.owner}/${place.repo}#`;
  const isHere = command.work.toLowerCase().startsWith(path.toLowerCase());
  const work = isHere ? `#${command.work.slice(path.length)}` : command.work;
  const state = await load(parts.ledger, ref);
  const known = state && workNamed(state, work);
  const facts = known && (await parts.work.anywhere(ref.tenant, known.id));
  return { type: 'accept', work, ...(facts ? { head: facts.head } : {}) };
}

/** Somebody accepts a pull request where it is. A refusal is answered there, too. */
export async function pullAccepted(
  parts: Parts,
  { place, number, actor, accepts }: Extract<Translation, { kind: 'pull-accepted' }>,
  cause: string,
): Promise<void> {
  const known = await parts.work.findByNumber(place.tenant, place.project, number);
  for (const [index, { request, line }] of accepts.entries()) {
    const own = `${cause}/accept/${index}`;
    const row = await numbered(parts, place, request);
    if (!row) {
      const asked = { kind: 'answer-pull', place, number, cause: own, to: actor, explains: false } as const;
      await enqueue(parts, place.tenant, [asked], own);
      continue;
    }
    const { ref } = row;
    const command = await atHead(parts, place, ref, { type: 'accept', work: `#${number}` });
    const ran = await act(parts, { place, ref, number: row.number, actor, command, line: '', cause: own });
    const refusal = ran.kind === 'done' ? ran.outcome.refusal : undefined;
    if (!refusal) continue;
    const on = { pull: known?.id ?? `pull:${number}`, number };
    const said = [{ kind: 'refused', refusal, line }] as const;
    const answer = { kind: 'answer', place, number, ref, on, cause: `${own}/said`, to: actor, said } as const;
    await enqueue(parts, place.tenant, [answer], `${own}/said`);
  }
}
