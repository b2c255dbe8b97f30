/** An edit that the record cannot hold, because it is longer than Forge keeps or breaks its schema: that there was one is recorded in its place (`rules.md 7.1`). */
import type { Command } from '@countersign/core/change/command.ts';
import { load, type Ran } from '@countersign/core/change/decider.ts';
import { unrecordableEdit } from '@countersign/core/change/unrecordable.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { clip } from '@countersign/core/view/sentence.ts';
import { type Asked, act } from '../act.ts';
import type { Desk } from '../desk.ts';

/** Of a title: Jira takes no more. */
const TITLE = 255;

/**
 * Does what was asked; where it is a text that no retry makes recordable, notes whose it was and when.
 * @param isNews false for a comparison, which finds the same edit every night
 * @returns `noted` where somebody has to be told that their text is on no record; `known` where they were
 * @throws what `act` throws of anything but a text
 */
export async function recordOrNote(desk: Desk, asked: Asked, isNews: boolean): Promise<Ran | 'noted' | 'known'> {
  const { ref, actor, command, cause } = asked;
  try {
    return await act(desk, asked);
  } catch (error) {
    if (!(error instanceof Malformed) || (command.type !== 'write' && command.type !== 'open')) throw error;
    console.error(`${ref.stream}: an edit of ${actor.id} is on no record: ${error.message}`);
  }
  // A new request is on record all the same, by its title: whoever asks for its gate finds it, and finds it closed.
  if (command.type === 'open') await act(desk, { ...asked, command: bare(command), cause: `${cause}/bare` });
  const before = await load(desk.ledger, ref);
  if (!before || (!isNews && unrecordableEdit(before))) return 'known';
  const note: Command = { type: 'note', irregularity: 'edit-unrecordable', detail: before.label };
  await act(desk, { ref, actor, command: note, cause: `${cause}/unrecordable` });
  // Whoever wrote it is an author, though another may save the text that can be recorded (4.4).
  const wrote = command.type === 'write' ? command.wrote : undefined;
  const program = command.type === 'write' && command.program ? { program: true } : {};
  const { request } = before.content;
  const credit: Command = { type: 'write', request, ...(wrote ? { wrote } : {}), ...program, late: true };
  await act(desk, { ref, actor, command: credit, cause: `${cause}/wrote` });
  return 'noted';
}

function bare({ impacts: _, ...command }: Extract<Command, { type: 'open' }>): Command {
  const { title } = command.request;
  return { ...command, request: { ...(title ? { title: clip(title, TITLE) } : {}), items: [], attachments: [] } };
}
