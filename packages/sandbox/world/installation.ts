/** Where the app is installed, with which repositories, and the tokens that it gets there. */
import { createHash } from 'node:crypto';
import { maybeAccount } from '../show/account.ts';
import { shortRepositoryJson } from '../show/repository.ts';
import type { Account, Repository } from './record.ts';
import { invalid, Refused } from './refused.ts';
import type { Installation, Permissions, Token } from './state.ts';
import { send, tellInstallation } from './tell.ts';
import { nextId, type World } from './world.ts';

export interface InstallOptions {
  /** Absent: all repositories, those to come included. */
  readonly repositories?: readonly Repository[];
  readonly permissions?: Permissions;
}

/** Installs the app on an account, by a person. */
export function install(world: World, sender: Account, account: Account, options: InstallOptions = {}): Installation {
  const now = world.now();
  const installation: Installation = {
    id: nextId(world),
    account: account.id,
    permissions: options.permissions ?? world.state.app.permissions,
    events: world.state.app.events,
    selection: options.repositories ? 'selected' : 'all',
    repositories: new Set(options.repositories?.map((one) => one.id)),
    createdAt: now,
    updatedAt: now,
    suspendedAt: null,
  };
  world.state.installations.set(installation.id, installation);
  tellInstallation(world, {
    event: 'installation',
    action: 'created',
    sender,
    installation,
    parts: { repositories: shown(world, installation), requester: null },
  });
  return installation;
}

export function repositoriesOf(world: World, installation: Installation): readonly Repository[] {
  const all = [...world.state.repositories.values()].filter((one) => one.owner === installation.account);
  return installation.selection === 'all' ? all : all.filter((one) => installation.repositories.has(one.id));
}

function shown(world: World, installation: Installation) {
  return repositoriesOf(world, installation).map((one) => shortRepositoryJson(world, one));
}

export function uninstall(world: World, sender: Account, installation: Installation): void {
  const parts = { repositories: shown(world, installation), requester: maybeAccount(world, null) };
  world.state.installations.delete(installation.id);
  for (const token of world.state.tokens.values())
    if (token.installation === installation.id) world.state.tokens.delete(token.token);
  tellInstallation(world, { event: 'installation', action: 'deleted', sender, installation, parts });
}

/** Pauses it: GitHub tells it nothing and lets it do nothing until it goes on. Neither telling names repositories. */
export function suspend(world: World, sender: Account, installation: Installation): void {
  installation.suspendedAt = world.now();
  tellInstallation(world, { event: 'installation', action: 'suspend', sender, installation, parts: {} });
}

export function unsuspend(world: World, sender: Account, installation: Installation): void {
  installation.suspendedAt = null;
  tellInstallation(world, { event: 'installation', action: 'unsuspend', sender, installation, parts: {} });
}

/** Adds to, or takes from, an installation with selected repositories. */
export function selectRepositories(
  world: World,
  sender: Account,
  installation: Installation,
  change: { add?: readonly Repository[]; remove?: readonly Repository[] },
): void {
  const tellChange = (action: 'added' | 'removed', repositories: readonly Repository[]) => {
    if (repositories.length === 0) return;
    const names = repositories.map((one) => shortRepositoryJson(world, one));
    const [added, removed] = action === 'added' ? [names, []] : [[], names];
    const parts = {
      repository_selection: installation.selection,
      repositories_added: added,
      repositories_removed: removed,
      requester: null,
    };
    tellInstallation(world, { event: 'installation_repositories', action, sender, installation, parts });
  };
  installation.selection = 'selected';
  for (const one of change.add ?? []) installation.repositories.add(one.id);
  tellChange('added', change.add ?? []);
  for (const one of change.remove ?? []) installation.repositories.delete(one.id);
  tellChange('removed', change.remove ?? []);
}

const HOUR = 3_600_000;

/** A token for an hour. @throws Refused 422 when more is asked for than was granted, 403 while it is paused. */
export function installationToken(
  world: World,
  installation: Installation,
  narrow: { readonly permissions?: Permissions; readonly repositories?: readonly number[] } = {},
): Token {
  if (installation.suspendedAt !== null) throw new Refused(403, 'This installation has been suspended');
  for (const [name, level] of Object.entries(narrow.permissions ?? {})) {
    const granted = installation.permissions[name];
    if (granted === undefined || (level === 'write' && granted === 'read')) {
      throw invalid(
        'Installation',
        'permissions',
        'custom',
        'The permissions requested are not granted to this installation.',
      );
    }
  }
  return addToken(world, 'ghs_', {
    expiresAt: world.now() + HOUR,
    installation: installation.id,
    user: null,
    permissions: narrow.permissions ? { metadata: 'read', ...narrow.permissions } : installation.permissions,
    repositories: narrow.repositories ?? null,
  });
}

/** A person's token, as after signing in with OAuth; valid for eight hours. */
export function userToken(world: World, account: Account): Token {
  return addToken(world, 'ghu_', {
    expiresAt: world.now() + 8 * HOUR,
    installation: null,
    user: account.id,
    permissions: {},
    repositories: null,
  });
}

function addToken(world: World, prefix: string, made: Omit<Token, 'token'>): Token {
  const secret = createHash('sha256')
    .update(`${nextId(world)}:${world.state.app.clientSecret}`)
    .digest('base64url')
    .replaceAll(/[-_]/g, '0')
    .slice(0, 36);
  const token = { token: prefix + secret, ...made };
  world.state.tokens.set(token.token, token);
  return token;
}

/** GitHub's greeting to a webhook address. */
export function ping(world: World): void {
  const { app } = world.state;
  const payload = {
    zen: 'Design for failure.',
    hook_id: app.id,
    hook: {
      type: 'App',
      id: app.id,
      name: 'web',
      active: true,
      events: app.events,
      config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: app.webhookUrl },
      updated_at: new Date(app.createdAt).toISOString(),
      created_at: new Date(app.createdAt).toISOString(),
      app_id: app.id,
      deliveries_url: `${world.apiUrl}/app/hook/deliveries`,
    },
  };
  send(world, { event: 'ping', action: null, installation: 0, repository: null, payload: JSON.stringify(payload) });
}
