/** Whether a program wrote what somebody is credited with: Jira says so of its account, and never says who had it write (`rules.md 4.4`). */
import type { Command } from '@countersign/core/change/command.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import type { Desk } from '../desk.ts';
import { isProgramAccount } from '../directory.ts';
import { readerAt } from '../facts.ts';

/** @throws Transient while Jira does not say whose account it is */
export async function asWritten(desk: Desk, command: Command, by: Person): Promise<Command> {
  if (command.type !== 'write' || by.id === NOBODY.id) return command;
  return (await isProgramAccount(readerAt(desk, true), desk.tenant, by)) ? { ...command, program: true } : command;
}
