/** Comments: commands in fresh ones by people, and what becomes of edited and deleted ones (`rules.md 6.3`). */

import { wordsDigest } from '@countersign/core/approval/facet.ts';
import { type HeldTo, isHeldTo } from '@countersign/core/change/acts.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import type { Action } from '@countersign/core/typed/reading.ts';
import { misread } from '@countersign/core/typed/reading.ts';
import { readForm } from '../form/read.ts';
import { homeOf, isBot, isChangeRequest, personOf } from '../place.ts';
import type { Issue } from '../schema.ts';
import type { Translation } from '../translation.ts';
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
    if (payload.action === 'created' || marker?.[1] === 'reply') return ignored('our own reply');
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
  if (given.pull_request) return ignored('a comment on a pull request');
  if (!facts.known && !isChangeRequest(given)) return ignored('not a change request');
  if (payload.action === 'created') {
    if (isBot(sender) && !facts.bots.includes(sender.login)) return ignored('a bot that the policy does not list');
    // An app may write in a person's name; what it writes is not the person's word.
    if (said.performed_via_github_app && !facts.bots.includes(`${said.performed_via_github_app.slug ?? ''}[bot]`))
      return ignored('written by an app that the policy does not list');
    const actions = readComment(said.body ?? '', facts);
    return actions.length > 0
      ? [acts(delivery, given, witnessed(actions, delivery, given), said.id)]
      : ignored('no command in it');
  }
  const before = payload.action === 'edited' ? (payload.changes?.body?.from ?? '') : (said.body ?? '');
  const held = readComment(before, facts).some((action) => action.kind === 'command');
  const holds =
    payload.action === 'edited' && readComment(said.body ?? '', facts).some((action) => action.kind === 'command');
  if (!held && !holds) return ignored('no command in it');
  const irregularity = payload.action === 'deleted' ? 'comment-deleted' : 'comment-edited';
  const note: Action = {
    kind: 'command',
    command: { type: 'note', irregularity, detail: `${author?.login ?? ''}: ${said.html_url ?? said.id}` },
    line: '',
  };
  const told: readonly Action[] =
    holds && !held
      ? [{ kind: 'misunderstood', misunderstanding: misread('ignored-edit', said.body ?? '', {}, '/approve') }]
      : [];
  return [acts(delivery, given, [note, ...told], said.id)];
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
