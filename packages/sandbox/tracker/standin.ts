/** The tracker page's actions in the stand-in world: each runs as the person who acts, with that person's rights, and is refused as GitHub refuses. */
import { type Human, human } from '../human.ts';
import { pullNumbered } from '../world/pull.ts';
import type { Repository } from '../world/record.ts';
import { Refused } from '../world/refused.ts';
import { repositoryNamed, type World } from '../world/world.ts';
import type { Done, Face, Tracker } from './port.ts';
import { fileOf, formsOf, itemOf, rowOf } from './shown.ts';

export interface StandIn {
  readonly world: World;
  readonly owner: string;
  readonly repository: string;
  readonly profile: Tracker['profile'];
  readonly faces: readonly Face[];
}

export function standInTracker({ world, owner, repository: name, profile, faces }: StandIn): Tracker {
  const home = (): Repository => repositoryNamed(world, owner, name);
  /** Runs an act; a refusal of the world becomes its words. */
  const act = (login: string, run: (hands: Human) => void): Done => {
    try {
      run(human(world, login, `${owner}/${name}`));
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return said(error);
      throw error;
    }
  };
  return {
    owner,
    repository: name,
    profile,
    faces: () => faces,
    list: () => [...home().issues.values()].map((issue) => rowOf(world, home(), issue)),
    item: (number) => {
      const issue = home().issues.get(number);
      return issue ? itemOf(world, home(), issue) : undefined;
    },
    file: (path) => fileOf(home(), path),
    forms: () => formsOf(home()),
    fileIssue: (login, issue) => {
      let number = 0;
      const refused = act(login, (hands) => {
        number = hands.fileForm(issue).number;
      });
      return refused === undefined ? number : { refused };
    },
    editItem: (login, number, change) => act(login, (hands) => hands.editIssue(number, change)),
    comment: (login, number, body) => act(login, (hands) => hands.comment(number, body)),
    editComment: (login, id, body) => act(login, (hands) => hands.editComment(id, body)),
    deleteComment: (login, id) => act(login, (hands) => hands.deleteComment(id)),
    setLabel: (login, number, label, on) =>
      act(login, (hands) => (on ? hands.addLabel(number, label) : hands.removeLabel(number, label))),
    pressButton: (login, check, identifier) => act(login, (hands) => hands.pressCheckButton(check, identifier)),
    push: (login, pull, message) =>
      act(login, (hands) => {
        const { headRef } = pullNumbered(hands.repository, pull).pull;
        const at = new Date(world.now()).toISOString();
        hands.push(headRef, message, { 'notes.md': `${notesOn(hands.repository, headRef)}- ${at}: ${message}\n` });
      }),
    merge: (login, pull) => act(login, (hands) => hands.merge(pull)),
    writeFile: (login, path, text) => act(login, (hands) => void hands.editFile(path, text)),
  };
}

/** The branch's running notes: what a pushed commit adds a line to. */
function notesOn(repository: Repository, branch: string): string {
  const commit = repository.commits.get(repository.refs.get(`refs/heads/${branch}`) ?? '');
  return commit?.files['notes.md'] ?? '# Notes\n\n';
}

function said(refused: Refused): string {
  const details = (refused.errors ?? []).map((one) =>
    typeof one === 'string' ? one : (one.message ?? `${one.resource} ${one.field}: ${one.code}`),
  );
  return [refused.message.replaceAll(/\s*\n+\s*/g, ': '), ...details].join(' · ');
}
