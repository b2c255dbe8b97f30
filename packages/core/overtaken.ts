/**
 * Words that reach the record after what was said later, where nothing but the record's clock tells which came first: they undo nothing that was
 * said after them (`rules.md` 4.1, 4.6, T15).
 */
import { actOf } from './change/acts.ts';
import type { Command } from './change/command.ts';
import { happenings } from './change/decider.ts';
import type { ChangeEvent } from './change/event.ts';
import type { Entry } from './record/port.ts';

/** What was said later has come to the record while this was on its way there: it would be undone by it. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Whoever spoke against it since, by id; `all` where it gives way to whoever did. */
export type Against = 'all' | readonly string[];

/**
 * What went on record since a command was written, and would be undone by it. What is on record by then may have been written before all the
 * same: so only what opens gives way, and what closes is taken whenever it comes.
 * @param entries of the whole stream, in order of version
 * @param saidAt UTC instant, ISO 8601
 */
export function spokenSince(entries: readonly Entry[], command: Command, saidAt: string): Against {
  const told = happenings(entries);
  const people: string[] = [];
  for (const [index, { actor }] of entries.entries()) {
    const happened = told[index];
    if (!happened || Date.parse(happened.at) <= Date.parse(saidAt)) continue;
    if (isForAll(command, happened.event)) return 'all';
    if (objects(command, happened.event)) people.push(spokenBy(happened.event) ?? actor);
  }
  return people;
}

/** Whose word it is, where another put it on record: who attests what somebody signed says nothing of their own. */
function spokenBy(event: ChangeEvent): string | undefined {
  return event.type === 'voted' && event.vote.attested ? event.vote.voter.id : undefined;
}

/** What a command replaces, an estimate by its dimension: said of the same, the newest word stands, whoever said it. */
export function replacedBy(command: Command): readonly string[] {
  if (actOf(command).late !== 'replaces') return [];
  return command.type === 'assess' ? command.inputs.map(({ dimension }) => `assess/${dimension}`) : [command.type];
}

/** A hold is put on anew, or the work has failed, whoever says so. */
function isForAll(command: Command, { type }: ChangeEvent): boolean {
  const { late } = actOf(command);
  if (late === 'release') return type === 'held';
  return (late === 'pass' || late === 'last-acceptance') && type === 'verification-failed';
}

/** Whether the same person's word says otherwise. */
function objects(command: Command, event: ChangeEvent): boolean {
  const isYes = command.type === 'confirm' || (command.type === 'vote' && command.verdict === 'approve');
  const isNeither = command.type === 'retract' || (command.type === 'vote' && command.verdict === 'abstain');
  if (event.type === 'voted') {
    const { verdict } = event.vote;
    return (isYes && verdict !== 'approve') || (isNeither && verdict === 'reject');
  }
  if (event.type === 'vote-voided') return isYes && event.cause.kind === 'retracted';
  if (event.type === 'moved') return isYes && event.rule === 'T7';
  return isYes && (event.type === 'concern-raised' || event.type === 'held');
}
