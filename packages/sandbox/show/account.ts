/** Accounts as GitHub shows them inside other things. */
import { nodeId } from '../world/node.ts';
import type { Account } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** GitHub's `date-time`: whole seconds. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function accountNode({ id, type }: Account): string {
  return nodeId(type === 'User' ? 'U' : type === 'Bot' ? 'BOT' : 'O', id);
}

export function accountJson(world: World, account: Account): Json {
  const key = `account:${account.id}`;
  const known = world.addresses.get(key);
  if (known) return known;
  const url = `${world.apiUrl}/users/${encodeURIComponent(account.login)}`;
  const page = account.type === 'Bot' ? `apps/${account.login.replace('[bot]', '')}` : account.login;
  const json = {
    login: account.login,
    id: account.id,
    node_id: accountNode(account),
    avatar_url: `${world.webUrl}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.webUrl}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
  world.addresses.set(key, json as unknown as Readonly<Record<string, string>>);
  return json;
}

export function maybeAccount(world: World, id: number | null): Json | null {
  return id === null ? null : accountJson(world, accountOf(world, id));
}

/** `GET /users/{login}` and, for oneself, `GET /user`. */
export function profileJson(world: World, account: Account): Json {
  return {
    ...accountJson(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: iso(account.createdAt),
    updated_at: iso(account.createdAt),
  };
}

/** An organisation as webhooks show it. */
export function organizationJson(world: World, account: Account): Json {
  const url = `${world.apiUrl}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: accountNode(account),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.webUrl}/avatars/${account.id}`,
    description: null,
  };
}
