/** Comments: commands in fresh ones by people, and what becomes of edited and deleted ones (`rules.md 6.3`). */

import { wordsDigest } from '@countersign/core/approval/facet.ts';
import { type HeldTo, isHeldTo } from '@countersign/core/change/acts.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import type { Action } from '@countersign/core/typed/reading.ts';
import { misread } from '@countersign/core/typed/reading.ts';
import { readForm } from '../form/read.ts';
import { issueNamed } from '../named/reference.ts';
import { homeOf, isBot, isChangeRequest, personOf } from '../place.ts';
import { FOUND, type Issue, type Payload, speaks, type User } from '../schema.ts';
import type { Translation, TranslationFacts } from '../translation.ts';
import { acts, type Delivery, ignored } from './delivery.ts';

/** Every comment of ours carries such a line. */
const OUR_MARKER = /<!-- countersign:(\w+)/;

export function comment(delivery: Delivery, given: Issue): readonly Translation[] {
  const { payload, place, sender, facts } = delivery;
  const said = payload.comment;
  if (!said) return ignored('no comment in it');
  const author = said.user;
  const marker = OUR_MARKER.exec(said.body ?? '') ?? OUR_MARKER.exec(payload.changes?.body?.from ?? '');
  const byUs = author?.login.toLowerCase() === facts.self.toLowerCase();
  if (byUs) {
    const at = (payload.action === 'edited' ? said.updated_at : undefined) ?? given.updated_at;
    // Ours, and not touched by us: somebody edited or deleted what we said.
    if (speaks(payload) || marker?.[1] === 'reply') return ignored('our own reply');
    return [
      {
        kind: 'touched',
        place,
        issue: given.node_id,
        number: given.number,
        what: 'status-comment',
        detail: payload.action ?? '',
        actor: personOf(sender),
        ...(at ? { at } : {}),
      },
    ];
  }
  if (given.pull_request) return onPull(delivery, given);
  if (!facts.known && !isChangeRequest(given)) return ignored('not a change request');
  if (speaks(payload)) {
    const why = unheard(delivery);
    if (why !== undefined) return ignored(why);
    const actions = certain(readComment(said.body ?? '', { ...facts, speaker: sender.login }), payload);
    return actions.length > 0
      ? [acts(delivery, given, witnessed(actions, delivery, given), said.id)]
      : ignored('no command in it');
  }
  const isEdit = payload.action === 'edited';
  const before = readComment(isEdit ? (payload.changes?.body?.from ?? '') : (said.body ?? ''), facts);
  const after = isEdit ? readComment(said.body ?? '', facts) : [];
  const isCommand = ({ kind }: Action): boolean => kind === 'command';
  const irregularity = isEdit ? 'comment-edited' : 'comment-deleted';
  const note: Action = {
    kind: 'command',
    command: {
      type: 'note',
      irregularity,
      detail: String(said.html_url ?? said.id),
      ...(author ? { of: personOf(author) } : {}),
    },
    line: '',
  };
  const noted = [...before, ...after].some(isCommand) ? [note] : [];
  const told = isEdit && !isStranger(sender, facts) ? toldOfEdit(before, after) : [];
  return noted.length + told.length > 0
    ? [acts(delivery, given, [...noted, ...told], said.id)]
    : ignored('no command in it');
}

/** Whoever may edit comments could forge what a round finds: of one that was edited nobody knows who said what. */
const isEdited = ({ action, found }: Payload): boolean => action === FOUND && found?.edited !== false;

/**
 * What counts of a comment that a round found. A word for a text that was edited since may be for another text. What does not count is asked
 * for once more, in one sentence.
 */
function certain(actions: readonly Action[], payload: Payload): readonly Action[] {
  if (payload.action !== FOUND) return actions;
  const isKept = (action: Action): boolean =>
    action.kind !== 'command' || !(isEdited(payload) || (payload.found?.changed !== false && rests(action)));
  const lost = actions.find((action) => !isKept(action));
  return lost ? [...actions.filter(isKept), sayAgain(lineOf(lost))] : actions;
}

/** Asks for a command once more that was found late, and may have been said of something else. */
export function sayAgain(line: string): Extract<Action, { kind: 'misunderstood' }> {
  return { kind: 'misunderstood', misunderstanding: misread('found-late', line, {}, '') };
}

/** Why what a comment says is nobody's word. */
function unheard({ payload: { comment: said }, sender, facts }: Delivery): string | undefined {
  if (isStranger(sender, facts)) return 'a bot that the policy does not list';
  const app = said?.performed_via_github_app;
  // An app may write in a person's name; what it writes is not the person's word.
  return app && !facts.bots.includes(`${app.slug ?? ''}[bot]`)
    ? 'written by an app that the policy does not list'
    : undefined;
}

/** On a pull request nothing is done but to accept it as work on a request; whoever may believe to have acted is told where to. */
function onPull(delivery: Delivery, given: Issue): readonly Translation[] {
  const { payload, place, sender, facts } = delivery;
  const why = unheard(delivery);
  if (why !== undefined) return ignored(why);
  const now = payload.action === 'deleted' ? [] : readComment(payload.comment?.body ?? '', facts);
  const before = payload.action === 'edited' ? readComment(payload.changes?.body?.from ?? '', facts) : [];
  const asked = without(now, before).filter(({ kind }) => kind !== 'assent');
  if (asked.length === 0) return ignored('no command in a comment on a pull request');
  const actor = personOf(sender);
  const number = given.number;
  // An edit says nothing anew.
  const accepts =
    speaks(payload) && !isEdited(payload) ? asked.flatMap((one) => acceptedBy(one, homeOf(place, given))) : [];
  const at = payload.comment?.created_at;
  const said = { place, number, actor, accepts, ...(at ? { saidAt: at } : {}) };
  const whole = accepts.length === asked.length;
  const id = payload.comment ? { comment: payload.comment.id } : {};
  const accepted = accepts.length > 0 ? ([{ kind: 'pull-accepted', ...said, ...id, whole }] as const) : [];
  if (accepts.length === asked.length) return accepted;
  const approval = approvalIn(asked);
  // What only closes counts also where a round found it.
  const isTold = payload.action === 'created' || (payload.action === FOUND && !isEdited(payload));
  if (approval !== undefined && isTold && (approval === 'taken-back' || payload.action === 'created'))
    return [
      ...accepted,
      {
        kind: 'pull-approved',
        place,
        number,
        actor,
        takesBack: approval === 'taken-back',
        ...(payload.comment ? { comment: payload.comment.id } : {}),
        ...(at ? { saidAt: at } : {}),
      },
    ];
  const explains = asked.some((one) => one.kind === 'ask' && one.question === 'explain');
  return [...accepted, { kind: 'pull-asked', place, number, actor, explains }];
}

/** Whether the one thing that is said is a plain yes, or anything that is said takes one back: an objection does, in whatever words. */
function approvalIn(asked: readonly Action[]): 'given' | 'taken-back' | undefined {
  if (asked.some(objects)) return 'taken-back';
  const [only, ...others] = asked;
  if (only?.kind !== 'command' || others.length > 0) return undefined;
  return only.command.type === 'vote' ? 'given' : undefined;
}

function objects(action: Action): boolean {
  if (action.kind !== 'command') return false;
  const { command } = action;
  return command.type === 'vote'
    ? command.verdict !== 'approve'
    : ['retract', 'concern', 'hold'].includes(command.type);
}

/** The request that somebody says a pull request is work on. */
function acceptedBy(action: Action, home: string): readonly { readonly request: number; readonly line: string }[] {
  if (action.kind !== 'command' || action.command.type !== 'accept') return [];
  const request = issueNamed(action.command.work, home)?.number;
  return request === undefined ? [] : [{ request, line: action.line }];
}

/** A bot that the policy does not list speaks for nobody, and is answered nothing. */
const isStranger = (sender: User, { bots }: TranslationFacts): boolean => isBot(sender) && !bots.includes(sender.login);

/** What an edit asks for anew, or does not ask for any more, is neither done nor undone: whoever edited may believe that it is. */
function toldOfEdit(before: readonly Action[], after: readonly Action[]): readonly Action[] {
  const added = without(after, before).filter(({ kind }) => kind !== 'assent');
  const [first] = [...added, ...without(before, after).filter(({ kind }) => kind === 'command')];
  return first ? [{ kind: 'misunderstood', misunderstanding: misread('ignored-edit', lineOf(first), {}, '') }] : [];
}

function without(some: readonly Action[], others: readonly Action[]): readonly Action[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return some.filter((one) => !known.has(JSON.stringify(one)));
}

function lineOf(action: Action): string {
  switch (action.kind) {
    case 'command':
      return action.line;
    case 'ask':
      return `/${action.question}`;
    default:
      return action.misunderstanding.line;
  }
}

/** A comment's delivery holds the issue as it was when the comment was made: the text that is voted on or confirmed. */
function witnessed(actions: readonly Action[], { facts, place }: Delivery, given: Issue): readonly Action[] {
  if (!actions.some(rests)) return actions;
  const { request } = readForm(given.title, given.body ?? '', facts, homeOf(place, given));
  const saw = wordsDigest(request);
  return actions.map((action) => (rests(action) ? { ...action, command: { ...action.command, saw } } : action));
}

type Resting = Extract<Action, { kind: 'command' }> & { readonly command: HeldTo<'content'> };

/** Whether what is asked for rests on the text that stood before whoever asked. */
function rests(action: Action): action is Resting {
  return action.kind === 'command' && isHeldTo('content', action.command);
}
