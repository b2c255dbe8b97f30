/** Whose an edit is that no event told of, as the nightly comparison finds one: each part is written in the name of whoever Jira's log names for it (`rules.md 4.4`). */
import type { ChangeState } from '@countersign/core/change/state.ts';
import { withoutPassages } from '@countersign/core/content/passage.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Desk } from '../desk.ts';
import { lastWriters } from '../facts/history.ts';
import type { JiraEvent } from '../schema.ts';
import { facetsOfKeys, type Governing, type Key, withKeys } from '../translate/edit.ts';
import type { Action } from '../translate.ts';

/** An action, and whose it is where that is not whoever is behind the event. */
export type Owned = Action & { readonly by?: Person };

/** @param actor whoever the event names; nobody for a comparison */
export async function byWriters(
  desk: Desk,
  {
    event,
    governing,
    before,
    actor,
  }: { event: JiraEvent; governing: Governing; before: ChangeState | undefined; actor: Person },
  actions: readonly Action[],
): Promise<readonly Owned[]> {
  const written = actions.find(({ command }) => command.type === 'write')?.command;
  // What an event says that it touched is written in its own name.
  if (!before || written?.type !== 'write' || written.wrote) return actions;
  const recorded = before.content.request;
  const keys = differing(recorded, written.request);
  if (keys.length === 0) return actions;
  const writers = await lastWriters(desk.client, event.issue.id, governing, keys);
  if (writers === 'unreadable') return actions;
  // What no edit made was made by nobody: an issue at the end of a link is gone, an answer is read otherwise than it was.
  const other = event.atlassianId === undefined ? NOBODY : actor;
  const parts = new Map<string, { readonly by: Person; readonly keys: Key[] }>();
  for (const key of keys) {
    const by = writers.get(key) ?? other;
    const part = parts.get(by.id) ?? { by, keys: [] };
    part.keys.push(key);
    parts.set(by.id, part);
  }
  let request = recorded;
  const owned = [...parts.values()].map((part): Owned => {
    request = withKeys(request, written.request, part.keys);
    const command = { type: 'write', request, impacts: [], wrote: facetsOfKeys(part.keys) } as const;
    return { command, by: part.by, as: `write/${part.by.id}` };
  });
  return [...owned, ...actions];
}

function differing(recorded: RequestContent, now: RequestContent): readonly Key[] {
  const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])] as Key[];
  return keys.filter((key) => said(recorded, key) !== said(now, key));
}

/** Without what the record adds to an item: the content that it was based on, and which part of the texts is said of it. */
function said(request: RequestContent, key: Key): string {
  if (key === 'items') return digestOf(request.items.map(({ base: _, ...item }) => withoutPassages(item)));
  return digestOf((request[key] ?? null) as never);
}
