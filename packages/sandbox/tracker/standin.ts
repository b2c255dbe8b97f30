/** The tracker page's actions in the stand-in world: each runs as the person who acts, with that person's rights, and is refused as GitHub refuses. */
import { type Actor, need, person } from '../world/actor.ts';
import { pressButton } from '../world/check.ts';
import { addComment, commentWithId, deleteComment, editComment } from '../world/comment.ts';
import { addLabels, editIssue, issueNumbered, openIssue, removeLabel } from '../world/issue.ts';
import { mergePull, pullNumbered } from '../world/pull.ts';
import { push } from '../world/push.ts';
import type { Repository } from '../world/record.ts';
import { Refused } from '../world/refused.ts';
import { repositoryNamed, type World } from '../world/world.ts';
import type { Done, Face, Tracker } from './port.ts';
import { fileOf, formsOf, itemOf, rowOf } from './shown.ts';

export interface StandIn {
  readonly world: World;
  readonly owner: string;
  readonly repository: string;
  readonly faces: readonly Face[];
  /** Puts the world, and whatever was recorded about it, back to the seeded start. */
  readonly startOver: () => Promise<void>;
}

export function standInTracker({ world, owner, repository: name, faces, startOver }: StandIn): Tracker {
  const home = (): Repository => repositoryNamed(world, owner, name);
  /** Runs an act; a refusal of the world becomes its words. */
  const act = (login: string, run: (repository: Repository, actor: Actor) => void): Done => {
    try {
      run(home(), person(world, login));
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return said(error);
      throw error;
    }
  };
  const found = (number: number) => home().issues.get(number);
  return {
    owner,
    repository: name,
    faces: () => faces,
    list: () => [...home().issues.values()].map((issue) => rowOf(world, home(), issue)),
    item: (number) => {
      const issue = found(number);
      return issue ? itemOf(world, home(), issue) : undefined;
    },
    file: (path) => fileOf(home(), path),
    forms: () => formsOf(home()),
    fileIssue: (login, issue) => {
      let number = 0;
      const refused = act(login, (repository, actor) => {
        number = openIssue(world, repository, actor, issue).number;
      });
      return refused === undefined ? number : { refused };
    },
    editItem: (login, number, change) =>
      act(login, (repository, actor) => {
        const issue = issueNumbered(repository, number);
        if (issue.author !== actor.account.id) need(world, repository, actor, change.state ? 'triage' : 'write');
        editIssue(world, repository, issue, actor, change);
      }),
    comment: (login, number, body) =>
      act(login, (repository, actor) => addComment(world, repository, issueNumbered(repository, number), actor, body)),
    editComment: (login, id, body) =>
      act(login, (repository, actor) => {
        if (commentWithId(repository, id).comment.author !== actor.account.id) need(world, repository, actor, 'write');
        editComment(world, repository, id, actor, body);
      }),
    deleteComment: (login, id) =>
      act(login, (repository, actor) => {
        if (commentWithId(repository, id).comment.author !== actor.account.id) need(world, repository, actor, 'write');
        deleteComment(world, repository, id, actor);
      }),
    setLabel: (login, number, label, on) =>
      act(login, (repository, actor) => {
        need(world, repository, actor, 'triage');
        const issue = issueNumbered(repository, number);
        if (on) addLabels(world, repository, issue, actor, [label]);
        else removeLabel(world, repository, issue, actor, label);
      }),
    pressButton: (login, check, identifier) =>
      act(login, (repository, actor) => {
        need(world, repository, actor, 'write');
        pressButton(world, repository, actor, check, identifier);
      }),
    push: (login, pull, message) =>
      act(login, (repository, actor) => {
        need(world, repository, actor, 'write');
        const { headRef } = pullNumbered(repository, pull).pull;
        const at = new Date(world.now()).toISOString();
        push(world, repository, actor, {
          branch: headRef,
          message,
          edits: { 'notes.md': `${fileAt(repository, headRef)}- ${at}: ${message}\n` },
        });
      }),
    merge: (login, pull) =>
      act(login, (repository, actor) => {
        need(world, repository, actor, 'write');
        mergePull(world, repository, pullNumbered(repository, pull), actor);
      }),
    startOver,
  };
}

/** The branch's running notes: what a pushed commit adds a line to. */
function fileAt(repository: Repository, branch: string): string {
  const commit = repository.commits.get(repository.refs.get(`refs/heads/${branch}`) ?? '');
  return commit?.files['notes.md'] ?? '# Notes\n\n';
}

function said(refused: Refused): string {
  const details = (refused.errors ?? []).map((one) =>
    typeof one === 'string' ? one : (one.message ?? `${one.resource} ${one.field}: ${one.code}`),
  );
  return [refused.message.replaceAll(/\s*\n+\s*/g, ': '), ...details].join(' · ');
}
