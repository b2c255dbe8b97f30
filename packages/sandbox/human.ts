/** What people do on GitHub's pages, each as one call: with their rights, and with the webhooks that follow. */
import { issueSignIn } from './api/people-routes.ts';
import { addToTeam, editTeam, removeFromTeam } from './world/account.ts';
import { mayAtLeast, need, person } from './world/actor.ts';
import { deleteBranch } from './world/branch.ts';
import { pressButton, rerequestCheck, rerequestSuite } from './world/check.ts';
import { addComment, commentWithId, deleteComment, editComment } from './world/comment.ts';
import { requestDeployment } from './world/deployment.ts';
import { commitOf, type Edits } from './world/git.ts';
import { selectRepositories, suspend, uninstall, unsuspend } from './world/installation.ts';
import {
  addLabels,
  editIssue,
  type IssueEdit,
  issueNumbered,
  type NewIssue,
  openIssue,
  removeLabel,
} from './world/issue.ts';
import { deleteIssue, transferIssue } from './world/issue-move.ts';
import { editPull, makePull, mergePull, type NewPull, openPull, pullNumbered, setDraft } from './world/pull.ts';
import { moveBranch, push } from './world/push.ts';
import { joinQueue, jumpQueue, leaveQueue, mergeQueued } from './world/queue.ts';
import type { Commit, Issue, Repository, Role } from './world/record.ts';
import { forbidden, notFound } from './world/refused.ts';
import { renameDefaultBranch, renameRepository, transferRepository } from './world/repository.ts';
import { accountNamed, repositoryNamed, teamNamed, type World } from './world/world.ts';

/**
 * When somebody says something who reads what stands there: the second after an app wrote, if it was in this one. Within a story all would
 * be one second.
 */
function onceRead(world: World, repository: Repository, { comments }: Issue): number {
  const { bot } = world.state.app;
  const now = world.now();
  const second = Math.floor(now / 1000);
  const isFresh = comments.some((id) => {
    const comment = repository.comments.get(id);
    return comment?.author === bot && Math.floor(comment.updatedAt / 1000) === second;
  });
  return isFresh ? (second + 1) * 1000 : now;
}

export type Human = ReturnType<typeof human>;

/**
 * The hands of one person in one repository (`owner/name`; a former name works too).
 * Every act throws `Refused` with GitHub's status and words when the person may not, or it cannot be.
 */
export function human(world: World, login: string, fullName: string) {
  const [owner = '', name = ''] = fullName.split('/');
  const repository = repositoryNamed(world, owner, name);
  const actor = person(world, login);
  const may = (role: Role) => need(world, repository, actor, role);
  const own = (author: number, role: Role) => {
    if (author !== actor.account.id) may(role);
  };
  const issue = (number: number) => issueNumbered(repository, number);
  const member = (team: string, who: string) => {
    const organization = world.state.organizations.get(repository.owner);
    if (!organization?.owners.has(actor.account.id)) throw forbidden('Only owners change teams.');
    return { team: teamNamed(world, owner, team), account: accountNamed(world, who) };
  };
  return {
    repository,
    openIssue(made: NewIssue): Issue {
      may('read');
      const privileged = mayAtLeast(world, repository, actor, 'triage');
      return openIssue(world, repository, actor, privileged ? made : { title: made.title, body: made.body ?? null });
    },
    /** As an issue form does: its labels and type are set whoever files it. */
    fileForm(made: NewIssue): Issue {
      may('read');
      return openIssue(world, repository, actor, made);
    },
    editIssue(number: number, edit: IssueEdit): void {
      const one = issue(number);
      own(one.author, edit.title !== undefined || edit.body !== undefined ? 'write' : 'triage');
      editIssue(world, repository, one, actor, edit);
    },
    deleteIssue(number: number): void {
      may('admin');
      deleteIssue(world, repository, issue(number), actor);
    },
    transferIssue(number: number, to: string): Issue {
      may('write');
      const [toOwner = '', toName = ''] = to.split('/');
      return transferIssue(world, repository, issue(number), actor, repositoryNamed(world, toOwner, toName));
    },
    comment(number: number, body: string): number {
      may('read');
      const about = issue(number);
      return addComment(world, repository, about, actor, body, onceRead(world, repository, about)).id;
    },
    editComment(id: number, body: string): void {
      own(commentWithId(repository, id).comment.author, 'write');
      editComment(world, repository, id, actor, body);
    },
    deleteComment(id: number): void {
      own(commentWithId(repository, id).comment.author, 'write');
      deleteComment(world, repository, id, actor);
    },
    addLabel(number: number, ...labels: readonly string[]): void {
      may('triage');
      addLabels(world, repository, issue(number), actor, labels);
    },
    removeLabel(number: number, label: string): void {
      may('triage');
      removeLabel(world, repository, issue(number), actor, label);
    },
    push(branch: string, message: string, edits: Edits, from?: string): Commit {
      may('write');
      return push(world, repository, actor, { branch, message, edits, ...(from === undefined ? {} : { from }) });
    },
    /** Points a branch at any commit that the repository has, as `git push --force` does. */
    forcePush(branch: string, sha: string): void {
      may('write');
      moveBranch(world, repository, actor, branch, commitOf(repository, sha));
    },
    /** Changes one file of the default branch, as the policy's owners do. */
    editFile(path: string, content: string | null, message = `Change ${path}`): Commit {
      may('write');
      return push(world, repository, actor, { branch: repository.defaultBranch, message, edits: { [path]: content } });
    },
    deleteBranch(branch: string): void {
      may('write');
      deleteBranch(world, repository, actor, branch);
    },
    openPull(made: NewPull): number {
      may('read');
      return openPull(world, repository, actor, made).number;
    },
    /** As by the API: the issue itself becomes a pull request. */
    makePull(number: number, made: Pick<NewPull, 'head' | 'base'>): void {
      may('write');
      makePull(world, repository, actor, issue(number), made);
    },
    editPull(number: number, edit: IssueEdit & { readonly base?: string }): void {
      const one = pullNumbered(repository, number);
      own(one.author, 'write');
      editPull(world, repository, one, actor, edit);
    },
    setDraft(number: number, draft: boolean): void {
      const one = pullNumbered(repository, number);
      own(one.author, 'write');
      setDraft(world, repository, one, actor, draft);
    },
    merge(number: number): Commit {
      may('write');
      return mergePull(world, repository, pullNumbered(repository, number), actor);
    },
    pressCheckButton(check: number, identifier: string): void {
      may('write');
      pressButton(world, repository, actor, check, identifier);
    },
    rerunCheck(check: number): void {
      may('write');
      rerequestCheck(world, repository, actor, check);
    },
    rerunAllChecks(sha: string): void {
      may('write');
      rerequestSuite(world, repository, actor, sha);
    },
    /** The result's `headSha` names the group. */
    joinMergeQueue(...numbers: readonly number[]) {
      may('write');
      return joinQueue(world, repository, actor, numbers);
    },
    /** "Jump to the front": everything that waits is built anew behind it. */
    jumpMergeQueue(number: number) {
      may('admin');
      return jumpQueue(world, repository, actor, number);
    },
    leaveMergeQueue(headSha: string): void {
      may('write');
      leaveQueue(world, repository, actor, headSha, 'dequeued');
    },
    /** What GitHub does once the group's checks are green. */
    mergeGroup(headSha: string): void {
      may('write');
      mergeQueued(world, repository, actor, headSha);
    },
    requestDeployment(environment: string, ref = repository.defaultBranch) {
      may('write');
      return requestDeployment(world, repository, actor, { environment, ref });
    },
    addToTeam(team: string, who: string): void {
      const found = member(team, who);
      addToTeam(world, actor.account, found.team, found.account);
    },
    removeFromTeam(team: string, who: string): void {
      const found = member(team, who);
      removeFromTeam(world, actor.account, found.team, found.account);
    },
    editTeam(team: string, change: { name?: string; description?: string }): void {
      editTeam(world, actor.account, member(team, login).team, change);
    },
    renameRepository(to: string): void {
      may('admin');
      renameRepository(world, actor.account, repository, to);
    },
    /** In the settings; GitHub tells nobody of it. */
    switchIssues(on: boolean): void {
      may('admin');
      repository.issuesOff = !on;
    },
    renameDefaultBranch(to: string): void {
      may('admin');
      renameDefaultBranch(world, actor.account, repository, to);
    },
    transferRepository(to: string): void {
      may('admin');
      transferRepository(world, actor.account, repository, accountNamed(world, to));
    },
    addToInstallation: (...added: readonly Repository[]) =>
      selectRepositories(world, actor.account, installed(), { add: added }),
    removeFromInstallation: (...removed: readonly Repository[]) =>
      selectRepositories(world, actor.account, installed(), { remove: removed }),
    uninstall: () => uninstall(world, actor.account, installed()),
    suspend: () => suspend(world, actor.account, installed()),
    unsuspend: () => unsuspend(world, actor.account, installed()),
    /** A code as GitHub gives it after the person agreed to sign in. */
    signInCode: () => issueSignIn(world, login),
  };

  function installed() {
    may('admin');
    // Also while it is paused.
    const found = [...world.state.installations.values()].find((one) => one.account === repository.owner);
    if (!found) throw notFound();
    return found;
  }
}
