/** Whom a policy names and GitHub does not know, asked before the policy is pushed. */
import type { PolicyHint } from '@countersign/core/gate/hint.ts';
import { entryNamed } from '@countersign/core/policy/account.ts';
import { roleNames } from '@countersign/core/policy/names.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';

export interface Asked {
  /** Where GitHub answers: `https://api.github.com`, or that of a server of one's own. */
  readonly api: string;
  /** Without one GitHub shows accounts and no teams. */
  readonly token?: string;
}

/** So long one answer is waited for. */
const PATIENCE_MS = 10_000;

/** What is said of them. @throws Error when GitHub does not answer, or not to us */
export async function unknownOnGitHub(policy: Policy, { api, token }: Asked): Promise<readonly PolicyHint[]> {
  const { users, teams } = roleNames(policy);
  const hints: PolicyHint[] = [];
  for (const name of users) {
    const address = addressOf(name, api);
    if (address && !(await isThere(address, token)))
      hints.push({ code: 'unknown-login', values: { name: `@${name}` } });
  }
  for (const name of token ? teams : []) {
    const [org = '', slug = ''] = (entryNamed(name).name ?? name).split('/');
    const found = await isThere(`${api}/orgs/${encodeURIComponent(org)}/teams/${encodeURIComponent(slug)}`, token);
    if (!found) hints.push({ code: 'unknown-team', values: { name: `@${name}` } });
  }
  return hints;
}

/** Where an account is asked for: by the id that an entry writes, or else by its name; nowhere for one of another tracker. */
function addressOf(entry: string, api: string): string | undefined {
  const { id, name = entry } = entryNamed(entry);
  if (id === undefined) return `${api}/users/${encodeURIComponent(name)}`;
  return id.startsWith('github:') ? `${api}/user/${id.slice('github:'.length)}` : undefined;
}

async function isThere(address: string, token: string | undefined): Promise<boolean> {
  const answer = await fetch(address, {
    headers: { accept: 'application/vnd.github+json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.ok || answer.status === 404) return answer.ok;
  throw new Error(`GitHub answered ${answer.status} to ${address}`);
}
