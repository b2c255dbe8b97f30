/** One stand-in world: its state, its clock, its ids, and who listens to what happens in it. */
import { createHash } from 'node:crypto';
import type { Account, Repository, Team } from './record.ts';
import { notFound } from './refused.ts';
import type { AppRecord, Permissions, State } from './state.ts';

/** Something that happened, as the app would be told: the payload is already JSON, taken at that moment. */
export interface Occurrence {
  readonly event: string;
  readonly action: string | null;
  /** 0 when the app itself is addressed (ping). */
  readonly installation: number;
  readonly repository: number | null;
  readonly payload: string;
}

export interface World {
  state: State;
  /** Milliseconds since 1970. */
  now(): number;
  /** Address of the API, without a slash at the end. May change when the port is known. */
  apiUrl: string;
  /** Address of the pages. */
  webUrl: string;
  readonly listeners: Set<(occurrence: Occurrence) => void>;
  /** Account ids by login and repository ids by full name, lower case. */
  readonly logins: Map<string, number>;
  readonly names: Map<string, number>;
  /** Rendered address blocks; cleared when an address changes. */
  readonly addresses: Map<string, Readonly<Record<string, string>>>;
  /** So many entries a recursive tree lists; the rest is cut off, and said to be. */
  mostTreeEntries: number;
}

export interface AppOptions {
  /** PEM of the public key (SPKI). */
  readonly publicKey: string;
  readonly name?: string;
  readonly slug?: string;
  readonly webhookSecret?: string;
  readonly webhookUrl?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface WorldOptions {
  readonly app: AppOptions;
  readonly clock?: () => number;
  readonly apiUrl?: string;
  readonly webUrl?: string;
}

/** The permissions and events of the stand-in’s app: those of a registration (`packages/server/registration.ts`) and those that we may come to ask for. */
export const APP_PERMISSIONS: Permissions = {
  actions: 'read',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
};
export const APP_EVENTS: readonly string[] = [
  ...['issues', 'issue_comment', 'sub_issues', 'issue_dependencies', 'pull_request', 'pull_request_review'],
  ...['check_run', 'check_suite', 'merge_group', 'deployment_protection_rule', 'push', 'release', 'team'],
  ...['membership', 'organization', 'label', 'repository'],
];

const FIRST_ID = 1_000_000;

/** An empty world with an app that nobody has installed yet. */
export function createWorld({ app, clock = Date.now, apiUrl, webUrl }: WorldOptions): World {
  const now = clock();
  const slug = app.slug ?? 'countersign';
  const owner: Account = account(FIRST_ID + 1, 'countersign-sandbox', 'Organization', now);
  const bot: Account = account(FIRST_ID + 2, `${slug}[bot]`, 'Bot', now);
  const record: AppRecord = {
    id: FIRST_ID + 3,
    slug,
    name: app.name ?? 'Countersign',
    owner: owner.id,
    bot: bot.id,
    clientId: app.clientId ?? 'Iv23standin0000000001',
    clientSecret: app.clientSecret ?? 'stand-in-client-secret',
    publicKey: app.publicKey,
    webhookSecret: app.webhookSecret ?? 'sandbox',
    webhookUrl: app.webhookUrl ?? '',
    permissions: app.permissions ?? APP_PERMISSIONS,
    events: app.events ?? APP_EVENTS,
    createdAt: now,
  };
  const state: State = {
    sequence: FIRST_ID + 3,
    app: record,
    accounts: new Map([owner, bot].map((one) => [one.id, one])),
    organizations: new Map(),
    teams: new Map(),
    repositories: new Map(),
    installations: new Map(),
    tokens: new Map(),
    signIns: new Map(),
    manifests: new Map(),
  };
  return revive(state, { clock, apiUrl: apiUrl ?? 'http://127.0.0.1', webUrl: webUrl ?? apiUrl ?? 'http://127.0.0.1' });
}

/** A world around a state, with its indexes. */
export function revive(state: State, options: { clock: () => number; apiUrl: string; webUrl: string }): World {
  const world: World = {
    state,
    now: options.clock,
    apiUrl: options.apiUrl,
    webUrl: options.webUrl,
    listeners: new Set(),
    logins: new Map(),
    names: new Map(),
    addresses: new Map(),
    mostTreeEntries: 100_000,
  };
  reindex(world);
  return world;
}

/** Rebuilds the indexes after `state` was replaced. */
export function reindex(world: World): void {
  world.logins.clear();
  world.names.clear();
  world.addresses.clear();
  for (const one of world.state.accounts.values()) world.logins.set(one.login.toLowerCase(), one.id);
  for (const one of world.state.repositories.values()) {
    for (const former of one.formerNames) if (!world.names.has(former)) world.names.set(former, one.id);
    world.names.set(fullName(world, one).toLowerCase(), one.id);
  }
}

export function account(id: number, login: string, type: Account['type'], createdAt: number): Account {
  return { id, login, type, name: null, email: null, createdAt };
}

export function nextId(world: World): number {
  world.state.sequence += 1;
  return world.state.sequence;
}

/** A commit-like hash that only depends on what has happened before. */
export function nextHash(world: World, about: string): string {
  return createHash('sha1')
    .update(`${nextId(world)}:${about}`)
    .digest('hex');
}

export function accountOf(world: World, id: number): Account {
  const found = world.state.accounts.get(id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}

/** @throws Refused 404 */
export function accountNamed(world: World, login: string): Account {
  const id = world.logins.get(login.toLowerCase());
  const found = id === undefined ? undefined : world.state.accounts.get(id);
  if (!found) throw notFound();
  return found;
}

/** @throws Refused 404 */
export function repositoryNamed(world: World, owner: string, name: string): Repository {
  const id = world.names.get(`${owner}/${name}`.toLowerCase());
  const found = id === undefined ? undefined : world.state.repositories.get(id);
  if (!found) throw notFound();
  return found;
}

export function fullName(world: World, repository: Repository): string {
  return `${accountOf(world, repository.owner).login}/${repository.name}`;
}

/** @throws Refused 404 */
export function teamNamed(world: World, organization: string, slug: string): Team {
  const id = accountNamed(world, organization).id;
  for (const team of world.state.teams.values()) if (team.organization === id && team.slug === slug) return team;
  throw notFound();
}
