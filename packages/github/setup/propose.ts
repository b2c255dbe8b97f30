/** Opens the onboarding pull request: once for each repository, never again where a team said no, and every reason not to. */
import { Transient } from '@countersign/core/failure.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import { ONBOARDING_BRANCH } from '../translate/branch.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { Place } from '../translation.ts';
import { FORM_PATH, onboarding, people } from './proposal.ts';

/** What became of it; whoever left a repository alone says why. */
export type Onboarded =
  | { readonly kind: 'proposed'; readonly pull: number }
  /** `forGood`: it has what it needs, or its people have seen the proposal. Otherwise another installation asks again. */
  | { readonly kind: 'left'; readonly why: string; readonly forGood?: boolean };

interface Repository {
  readonly node_id: string;
  readonly archived: boolean;
  readonly fork: boolean;
  readonly default_branch: string;
  readonly description: string | null;
  readonly owner: { readonly login: string; readonly type: string };
}

type At = { readonly owner: string; readonly repo: string };

export interface Installed {
  readonly place: Place;
  /** Login of whoever installed the app. */
  readonly by: string;
  /** Our own id at GitHub. */
  readonly app: number;
  /** An earlier run may have made the branch: then it is ours to go on with. */
  readonly begun: boolean;
  /** Resolves once it is kept that we are about to write. */
  begin(): Promise<void>;
}

/**
 * Proposes a policy and the form. Every step looks first, so that a run after a crash goes on where the last one ended.
 * @throws Transient to be tried again; Malformed when GitHub does not take what it let us begin.
 */
export async function onboard(client: GitHubClient, installed: Installed): Promise<Onboarded> {
  const { place, begun } = installed;
  const at: At = { owner: place.owner, repo: place.repo };
  const found = await ask(client, 'GET /repos/{owner}/{repo}', at);
  if (!found.ok) return left('it cannot be read');
  const repository = found.data as Repository;
  if (repository.node_id !== place.project) return left('another repository has its name now');
  if (repository.archived) return left('it is archived');
  if (repository.fork) return left('it is a fork: its changes are decided where it came from');
  const base = repository.default_branch;
  const sha = await tipOf(client, at, base);
  if (sha === undefined) return left('it is empty');
  for (const path of [POLICY_PATH, FORM_PATH])
    if (await has(client, at, path, base)) return left(`it has ${path}`, true);
  // Also one that was closed: that was the team's answer.
  const head = `${repository.owner.login}:${ONBOARDING_BRANCH}`;
  const before = await ask(client, 'GET /repos/{owner}/{repo}/pulls', { ...at, state: 'all', head, per_page: 1 });
  if (!before.ok) throw refusal(before, 'the onboarding pull request');
  const [offered] = before.data as readonly { number: number; state: string }[];
  if (offered) return left(`#${offered.number} proposed it and is ${offered.state}`, true);

  const names = people(at.owner, await administrators(client, at, repository, installed.by));
  const proposal = onboarding('standard', await localeOf(client, at, repository.description), names, {
    name: `${at.owner}/${at.repo}`,
    branch: base,
    app: installed.app,
  });
  await installed.begin();
  const ref = `refs/heads/${ONBOARDING_BRANCH}`;
  const branch = await ask(client, 'POST /repos/{owner}/{repo}/git/refs', { ...at, ref, sha });
  if (!branch.ok && branch.status !== 422) return left('we may not write to it');
  // A branch of that name that we never began is somebody else's: nothing is put on it.
  if (!branch.ok && !begun) return left(`its branch ${ONBOARDING_BRANCH} is not ours`, true);
  const { title, body, files } = proposal;
  for (const [path, text] of files) {
    if (!branch.ok && (await has(client, at, path, ONBOARDING_BRANCH))) continue;
    const content = Buffer.from(text).toString('base64');
    const put = { ...at, path, branch: ONBOARDING_BRANCH, message: title, content };
    const written = await ask(client, 'PUT /repos/{owner}/{repo}/contents/{path}', put);
    if (!written.ok) throw refusal(written, path);
  }
  const pull = { ...at, title, body, head: ONBOARDING_BRANCH, base };
  const opened = await ask(client, 'POST /repos/{owner}/{repo}/pulls', pull);
  if (!opened.ok) throw refusal(opened, 'the onboarding pull request');
  return { kind: 'proposed', pull: (opened.data as { number: number }).number };
}

function left(why: string, forGood = false): Onboarded {
  return { kind: 'left', why, forGood };
}

async function has(client: GitHubClient, at: At, path: string, ref: string): Promise<boolean> {
  const found = await ask(client, 'GET /repos/{owner}/{repo}/contents/{path}', { ...at, path, ref });
  if (found.ok) return true;
  if (isGone(found)) return false;
  throw refusal(found, path);
}

async function tipOf(client: GitHubClient, at: At, branch: string): Promise<string | undefined> {
  try {
    const tip = await ask(client, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: `heads/${branch}` });
    if (tip.ok) return (tip.data as { object: { sha: string } }).object.sha;
    if (isGone(tip)) return undefined;
    throw refusal(tip, 'the onboarding pull request');
  } catch (error) {
    // A repository without any commit is in conflict with being asked for one; that does not pass by waiting.
    const cause = error instanceof Transient ? (error.cause as { status?: unknown } | undefined) : undefined;
    if (cause?.status === 409) return undefined;
    throw error;
  }
}

/** Chinese where the repository says mainly in Han what it is. */
async function localeOf(client: GitHubClient, at: At, description: string | null): Promise<Locale> {
  if (isHan(description ?? '')) return 'zh-CN';
  const readme = await ask(client, 'GET /repos/{owner}/{repo}/contents/{path}', { ...at, path: 'README.md' });
  const { content } = (readme.ok ? readme.data : {}) as { readonly content?: string };
  return isHan(Buffer.from(content ?? '', 'base64').toString('utf8')) ? 'zh-CN' : 'en';
}

/** A Han character says about as much as half a word: every third letter is enough. */
function isHan(text: string): boolean {
  const letters = text.match(/\p{Letter}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 && han * 3 >= letters;
}

/** Logins of people who installed, own or administer it, in this order. */
async function administrators(
  client: GitHubClient,
  at: At,
  { owner }: Repository,
  by: string,
): Promise<readonly string[]> {
  const known = [...(by.endsWith('[bot]') ? [] : [by]), ...(owner.type === 'User' ? [owner.login] : [])];
  const asked = { ...at, permission: 'admin', per_page: 10 };
  const found = await ask(client, 'GET /repos/{owner}/{repo}/collaborators', asked);
  const listed = (found.ok ? found.data : []) as readonly { login: string; type: string }[];
  return [...new Set([...known, ...listed.filter((one) => one.type === 'User').map((one) => one.login)])];
}
