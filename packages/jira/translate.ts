/** An event on a change request → the core's commands. Pure: everything beyond the event comes in. */
import type { Command } from '@countersign/core/change/command.ts';
import type { Outcome } from '@countersign/core/change/decide.ts';
import type { Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import type { MisreadCode, Misunderstanding } from '@countersign/core/typed/reading.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { accountOf, personOf } from './place.ts';
import { requestOf } from './request.ts';
import type { JiraEvent, JiraIssue, Site } from './schema.ts';
import { mentions, typedLines } from './text/typed.ts';
import { commandFor, stageOfStatus } from './transition.ts';

export interface Translating {
  readonly event: JiraEvent;
  /** As it is now; `undefined` when it is gone. */
  readonly issue: JiraIssue | undefined;
  readonly site: Site;
  readonly before: ChangeState | undefined;
  readonly locale: Locale;
  readonly currency: string;
  readonly address: string;
}

export interface Action {
  readonly command: Command;
  /** What is said to whoever typed it, when it was refused. */
  readonly answer?: (outcome: Outcome) => string | undefined;
}

export type Meaning =
  | { readonly kind: 'ignored'; readonly why: string }
  | {
      readonly kind: 'acts';
      readonly actions: readonly Action[];
      /** Sentences for whoever wrote what could not be understood. */
      readonly said: readonly string[];
      /** What Jira shows was changed by a hand: it is written anew. */
      readonly restore: boolean;
    };

const ignored = (why: string): Meaning => ({ kind: 'ignored', why });

export function translate(given: Translating): Meaning {
  const { event } = given;
  switch (event.eventType) {
    case 'avi:jira:deleted:issue':
      return given.before
        ? acts([{ command: { type: 'note', irregularity: 'item-deleted', detail: event.issue.key } }])
        : ignored('it was not on record');
    case 'avi:jira:commented:issue':
      return commented(given);
    case 'avi:jira:created:issue':
    case 'avi:jira:updated:issue':
    case 'avi:jira:created:issuelink':
    case 'avi:jira:deleted:issuelink':
      return written(given);
    default:
      return ignored(`nothing follows from ${event.eventType}`);
  }
}

function acts(actions: readonly Action[], said: readonly string[] = [], restore = false): Meaning {
  return { kind: 'acts', actions, said, restore };
}

function written(given: Translating): Meaning {
  const { event, issue, site, before, address } = given;
  if (!issue) return ignored('the issue is gone');
  const { request, impacts, problems } = requestOf(issue, site, given);
  const said = problems.map((one) => misunderstood(one, given.locale));
  if (!before) {
    const requester: Person = personOf(issue.fields.creator ?? { accountId: event.atlassianId ?? 'unknown' });
    return acts([{ command: { type: 'open', request, requester, label: issue.key, address, impacts } }], said);
  }
  const actions: Action[] = [{ command: { type: 'write', request, impacts } }];
  if (before.label !== issue.key) actions.push({ command: { type: 'relocate', label: issue.key, address } });
  const moved = movedBy(given);
  if (!moved) return acts(actions, said);
  actions.push(...moved);
  return acts(actions, said, true);
}

/** A status that people changed: the command that it stands for, by whoever changed it; else a note that somebody went around. */
function movedBy({ event, issue, site, before }: Translating): readonly Action[] | undefined {
  const change = event.changelog?.items?.find((one) => (one.fieldId ?? one.field) === 'status');
  if (!change || !issue || !before) return undefined;
  const target = stageOfStatus(site, issue.fields.status.id);
  if (target === before.stage) return undefined;
  const command = target && commandFor(before.stage, target);
  return [command ? { command } : { command: aside(before.stage, target) }];
}

function aside(from: Stage, to: Stage | undefined): Command {
  return { type: 'note', irregularity: 'status-by-hand', detail: `${from} → ${to ?? '?'}` };
}

function commented({ event, before, locale, currency }: Translating): Meaning {
  if (!before) return ignored('it is not on record');
  const text = typedLines(event.comment?.body);
  const actions: Action[] = [];
  const said: string[] = [];
  for (const action of readComment(text, { people: peopleIn(event.comment?.body), locale, currency, keys: true })) {
    if (action.kind === 'misunderstood') said.push(misunderstood(action.misunderstanding, locale));
    else if (action.kind === 'command')
      actions.push({
        command: authenticated(action.command),
        answer: (outcome) => refused(outcome, locale, action.line),
      });
  }
  return actions.length + said.length > 0 ? acts(actions, said) : ignored('no command in it');
}

/** The people a comment mentions: by their accounts, and by name where a code block can hold no mention and only one has that name. */
function peopleIn(body: unknown): ReadonlyMap<string, Person> {
  const named = mentions(body).map(({ id, name }) => personOf({ accountId: id, displayName: name }));
  const lone = named.filter(
    ({ name }) => named.filter((one) => one.name.toLowerCase() === name.toLowerCase()).length === 1,
  );
  return new Map([
    ...lone.map((person) => [person.name.toLowerCase(), person] as const),
    ...named.map((person) => [accountOf(person).toLowerCase(), person] as const),
  ]);
}

/** How somebody was authenticated is what the platform says, never what a text says. */
function authenticated(command: Command): Command {
  return 'authenticated' in command ? { ...command, authenticated: 'jira' } : command;
}

function refused({ refusal }: Outcome, locale: Locale, line: string): string | undefined {
  if (!refusal) return undefined;
  return `${line}\n${speaker({ locale, timeZone: 'UTC' }, PLAIN)(refusalView(refusal).whole)}`;
}

function misunderstood({ code, line, values, example }: Misunderstanding, locale: Locale): string {
  const listed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value.join(', ') : value]),
  );
  return `${line}\n${catalogue(locale)(`command.${code as MisreadCode}`, { ...listed, example })}`;
}
