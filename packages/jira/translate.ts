/** An event on a change request → the core's commands. Pure: everything beyond the event comes in. */

import type { PlainDate } from '@countersign/core/calendar/date.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Outcome } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import type { Stage } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { unrecordableEdit } from '@countersign/core/change/unrecordable.ts';
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { exampleIn } from '@countersign/core/text/command.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { misreadSentence } from '@countersign/core/typed/misread.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import { type Misunderstanding, misread } from '@countersign/core/typed/reading.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { PLAIN, type Setting, speaker, words } from '@countersign/core/view/sentence.ts';
import { personOf } from './place.ts';
import { COMMENT_DELETED, type JiraEvent, type JiraIssue } from './schema.ts';
import { typedParts } from './text/typed.ts';
import { peopleIn, typedCommands } from './translate/comment.ts';
import { isEdited, isLinked, touchedBy, withKeys } from './translate/edit.ts';
import { itemKeys, namedItems, requestOf } from './translate/request.ts';
import { commandFor, stageOfStatus } from './translate/transition.ts';

export interface Translating {
  readonly event: JiraEvent;
  /** As it is now; `undefined` when it is gone. */
  readonly issue: JiraIssue | undefined;
  readonly site: Site;
  readonly before: ChangeState | undefined;
  /** Id of the project in which it lives, as its record says. */
  readonly lives: string;
  readonly setting: Setting;
  readonly currency: string;
  /** The project's day. */
  readonly today?: PlainDate;
  /** Accounts of apps whose comments may carry commands. */
  readonly bots: readonly string[];
  /** What Jira calls whom the comment and the estimates in the issue's fields mention, by account. */
  readonly names: ReadonlyMap<string, string>;
  readonly address: string;
  /** Its former record is lost, and somebody begins another. */
  readonly afterLoss?: Extract<Command, { type: 'open' }>['afterLoss'];
}

export interface Action {
  readonly command: Command;
  /** Names it within its event where the others may be gone when it is tried again; its place among them where not. */
  readonly as?: string;
  /** What is said to whoever typed it, when it was refused. */
  readonly answer?: (outcome: Outcome) => string | undefined;
  /** What is said to whoever typed it, when it comes after what was said later. */
  readonly again?: string;
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
      /** Somebody asks what can be done now, or why the gate is as it is. */
      readonly help?: boolean;
      readonly explain?: boolean;
      /** What is said to the author of the comment if a vote of theirs is awaited. */
      readonly assent?: string;
    };

const ignored = (why: string): Meaning => ({ kind: 'ignored', why });

export function translate(given: Translating): Meaning {
  const { event } = given;
  switch (event.eventType) {
    case 'avi:jira:deleted:issue':
      return given.before
        ? acts([
            { command: { type: 'note', irregularity: 'item-deleted', detail: event.issue.key || given.before.label } },
          ])
        : ignored('it was not on record');
    case 'avi:jira:commented:issue':
      return commented(given);
    case COMMENT_DELETED:
      return commentDeleted(given);
    case 'avi:jira:created:issue':
    case 'avi:jira:updated:issue':
    case 'avi:jira:created:issuelink':
    case 'avi:jira:deleted:issuelink':
      return written(given);
    default:
      return ignored(`nothing follows from ${event.eventType}`);
  }
}

function acts(actions: readonly Action[], said: readonly string[] = [], restore = false) {
  return { kind: 'acts', actions, said, restore } as const;
}

function written(given: Translating): Meaning {
  const { event, issue, site, before, address } = given;
  if (!issue) return ignored('the issue is gone');
  const told = touchedBy(event, { site, items: itemKeys(issue, site, before) });
  // An edit of something else tells nothing of ours; what others wrote meanwhile is told by their own events, in their names.
  const ours = !told || told.keys.size + told.fields.size > 0;
  // After a text that no record can hold, one edit is not all that differs: the whole issue is compared, as it is at night.
  const touched = ours && before && unrecordableEdit(before) ? undefined : told;
  const reading = {
    locale: given.setting.locale,
    currency: given.currency,
    recorded: before,
    touched: touched?.fields,
    names: given.names,
  };
  const { request, impacts, problems } = requestOf(issue, site, reading);
  if (!before) {
    const said = problems.map((one) => misunderstood(one.value, given.setting));
    const requester: Person = issue.fields.creator ? personOf(issue.fields.creator) : NOBODY;
    const behalf = reporterOf(issue, requester);
    const program = issue.fields.creator?.accountType === 'app' ? { program: true } : {};
    const assessed = impacts.map((one) => one.value);
    return acts(
      [
        {
          command: {
            type: 'open',
            request,
            requester,
            ...behalf,
            ...program,
            label: issue.key,
            address,
            impacts: assessed,
            ...(given.afterLoss ? { afterLoss: given.afterLoss } : {}),
          },
        },
      ],
      said,
    );
  }
  // What this edit did not touch was said before, answered before, and perhaps assessed anew since.
  const said = problems
    .filter(({ field }) => (field === 'besides' ? touched?.keys.has(field) : touched?.fields.has(field)))
    .map((one) => misunderstood(one.value, given.setting));
  const assessed = impacts
    .filter(({ field, value }) => touched?.fields.has(field) ?? !before.content.impacts[value.dimension])
    .map((one) => one.value);
  const relinked = digestOf(namedItems(request)) !== digestOf(namedItems(before.content.request));
  const write: Command = touched
    ? {
        type: 'write',
        request: withKeys(before.content.request, request, touched.keys),
        impacts: assessed,
        wrote: isLinked(event) && relinked ? ['items'] : touched.facets,
      }
    : { type: 'write', request, impacts: assessed };
  // It can be seen again: it was hidden from us, and not deleted.
  const seen: Action[] = isDeleted(before)
    ? [{ command: { type: 'note', irregularity: 'item-seen', detail: issue.key }, as: 'seen' }]
    : [];
  const rehomed = rehomedBy(given, before, issue);
  const actions: Action[] = [...rehomed, ...seen, ...(ours ? [{ command: write, as: 'write' }] : [])];
  if (rehomed.length === 0 && (before.label !== issue.key || before.address !== address))
    actions.push({ command: { type: 'relocate', label: issue.key, address }, as: 'relocate' });
  const { onBehalfOf } = reporterOf(issue, before.requester);
  const represented = [before.onBehalfOf, ...(before.represented ?? [])];
  if (onBehalfOf && !represented.some((one) => one?.id === onBehalfOf.id))
    actions.push({ command: { type: 'represent', person: onBehalfOf }, as: 'represent' });
  const moved = movedBy(given);
  if (!moved) return actions.length > 0 ? acts(actions, said) : ignored('nothing of ours was edited');
  actions.push(...moved);
  return acts(actions, said, true);
}

/** It is in another project than the one in which it lives on record: whoever moved it, its board there is another (`rules.md 5.6`). */
function rehomedBy({ event, lives, address }: Translating, before: ChangeState, issue: JiraIssue): readonly Action[] {
  const { key, fields } = issue;
  if (fields.project.id === lives) {
    const left = leftMeanwhile(event, lives);
    const to = { project: lives };
    const back = { type: 'rehome', from: { project: left ?? '', name: left ?? '' }, to, label: key, address } as const;
    return left === undefined ? [] : [{ command: { ...back, isBack: true }, as: 'rehome' }];
  }
  const from = { project: lives, name: projectOf(before.label) };
  const command: Command = { type: 'rehome', from, to: { project: fields.project.id }, label: key, address };
  return [{ command, as: 'rehome' }];
}

/** The other project of a move that is over: its event is handled once the issue is back, or is the one that brings it back. */
function leftMeanwhile({ changelog }: JiraEvent, lives: string): string | undefined {
  const change = changelog?.items?.find((one) => (one.fieldId ?? one.field) === 'project');
  return [change?.to, change?.from].find((id) => id != null && id !== lives) ?? undefined;
}

/** `PROJ` of `PROJ-12`. */
export const projectOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('-')));

/** Jira's reporter is whom a request is made for, where somebody else created it (`rules.md 4.4`). */
function reporterOf({ fields: { reporter } }: JiraIssue, requester: Person): { readonly onBehalfOf?: Person } {
  return reporter && personOf(reporter).id !== requester.id ? { onBehalfOf: personOf(reporter) } : {};
}

/** A status that people changed: the command that it stands for, by whoever changed it; else a note that somebody went around. */
function movedBy({ event, issue, site, before }: Translating): readonly Action[] | undefined {
  const change = event.changelog?.items?.find((one) => (one.fieldId ?? one.field) === 'status');
  if (!change || !issue || !before) return undefined;
  // It was moved on since, perhaps by another: that move has an event of its own, which says whose it was.
  if (change.to != null && change.to !== issue.fields.status.id) return undefined;
  const target = stageOfStatus(site, issue.fields.status.id);
  if (target === before.stage) return undefined;
  const command = target && commandFor(before.stage, target);
  return [{ command: command ?? aside(before.stage, target), as: 'moved' }];
}

function aside(from: Stage, to: Stage | undefined): Command {
  return { type: 'note', irregularity: 'status-by-hand', detail: `${from} → ${to ?? '?'}` };
}

function commented({ event, before, setting, currency, today, bots, names }: Translating): Meaning {
  const { locale } = setting;
  if (!before) return ignored('it is not on record');
  if (isApp(event.comment) && !bots.includes(event.comment?.author?.accountId ?? '')) return ignored('an app wrote it');
  const edited = isEdited(event);
  const text = typedParts(event.comment?.body);
  const actions: Action[] = [];
  const said: string[] = [];
  const asked = { help: false, explain: false };
  for (const action of readComment(text, {
    people: peopleIn(event.comment?.body, names),
    ...(event.comment?.author?.displayName ? { speaker: event.comment.author.displayName } : {}),
    locale,
    currency,
    ...(today ? { today } : {}),
    keys: true,
  })) {
    if (action.kind === 'misunderstood') said.push(misunderstood(action.misunderstanding, setting));
    else if (action.kind === 'assent')
      return edited
        ? ignored('no command in it')
        : { ...acts([]), assent: misunderstood(action.misunderstanding, setting) };
    else if (action.kind === 'ask') asked[action.question] = true;
    else
      actions.push({
        command: action.command,
        answer: (outcome) => refused(outcome, setting, action.line),
        again: misunderstood(misread('found-late', action.line, {}, ''), setting),
      });
  }
  const isEmpty = actions.length + said.length === 0 && !asked.help && !asked.explain;
  if (edited && !isEmpty) return lateWords(event, locale, actions.length > 0);
  if (actions.length > 0 && isForFew(event.comment)) return acts([], [catalogue(locale)('command.for-few')]);
  if (isEmpty) return ignored('no command in it');
  return { kind: 'acts', actions, said, restore: false, ...asked };
}

/** An app speaks for nobody, unless the policy lists it (`rules.md 6.3`). */
const isApp = (comment: JiraEvent['comment']): boolean => comment?.author?.accountType === 'app';

/** What is decided stands on record for everybody: what only a few may read is no place for it. */
const isForFew = (comment: JiraEvent['comment']): boolean =>
  Boolean(comment?.visibility) || comment?.jsdPublic === false;

/** What a comment did stands when it is deleted, and that it was is on record (`rules.md 6.3`). */
function commentDeleted({ event: { comment, issue }, before }: Translating): Meaning {
  const commands = comment?.commands ?? typedCommands(comment?.body);
  if (!before || commands.length === 0) return ignored('no command was in it');
  const note: Command = { type: 'note', irregularity: 'comment-deleted', ...commentOf(issue, comment) };
  return acts([{ command: note }]);
}

/** Commands in a comment that was edited, and what only looks like one: nobody can tell who wrote which of its words, and when. */
function lateWords({ comment, issue }: JiraEvent, locale: Locale, isCommand: boolean): Meaning {
  const note: Command = { type: 'note', irregularity: 'comment-edited', ...commentOf(issue, comment) };
  return acts(isCommand ? [{ command: note }] : [], [catalogue(locale)('command.ignored-edit')]);
}

/** Which comment it was, and whose. */
function commentOf(issue: JiraEvent['issue'], comment: JiraEvent['comment']): { detail: string; of?: Person } {
  return { detail: `${issue.key}, ${comment?.id}`, ...(comment?.author ? { of: personOf(comment.author) } : {}) };
}

function refused({ refusal }: Outcome, setting: Setting, line: string): string | undefined {
  if (!refusal) return undefined;
  return `${line}\n${speaker(setting, PLAIN)(refusalView(refusal).whole)}`;
}

/** The line as it was written, what is wrong with it, and what would have been understood. */
function misunderstood(given: Misunderstanding, setting: Setting): string {
  const say = speaker(setting, PLAIN);
  const sentence = misreadSentence(given);
  const example =
    given.example &&
    `${say(words('status.reply.example', { example: '' })).trimEnd()}\n${exampleIn(setting.locale, given.example, true)}`;
  return [given.line, sentence && say(sentence), example].filter(Boolean).join('\n');
}
