/** Tells the app what happened, as its installations are told: only where it is installed, only what it asked to hear. */
import { accountJson, type Json, organizationJson } from '../show/account.ts';
import { installationJson } from '../show/app.ts';
import { repositoryJson } from '../show/repository.ts';
import type { Account, Repository } from './record.ts';
import type { Installation } from './state.ts';
import { accountOf, type Occurrence, type World } from './world.ts';

export interface Happening {
  readonly event: string;
  readonly action?: string;
  readonly repository?: Repository;
  /** Where there is no repository. */
  readonly organization?: Account;
  readonly sender: Account;
  /** What this event has beside action, repository, organization, installation and sender. Called only when somebody listens. */
  readonly parts: () => Json;
}

/** Events that every app gets, whatever it subscribed to. */
const ALWAYS = new Set(['installation', 'installation_repositories', 'github_app_authorization', 'ping']);

export function installationOf(world: World, account: number, repository?: number): Installation | undefined {
  for (const one of world.state.installations.values()) {
    if (one.account !== account || one.suspendedAt !== null) continue;
    if (repository === undefined || one.selection === 'all' || one.repositories.has(repository)) return one;
  }
  return undefined;
}

export function tell(world: World, happening: Happening): void {
  if (world.listeners.size === 0) return;
  const { event, action, repository, sender } = happening;
  const account = repository?.owner ?? happening.organization?.id;
  if (account === undefined) return;
  const installation = installationOf(world, account, repository?.id);
  if (!installation || !(ALWAYS.has(event) || installation.events.includes(event))) return;
  const owner = accountOf(world, account);
  send(world, {
    event,
    action: action ?? null,
    installation: installation.id,
    repository: repository?.id ?? null,
    payload: JSON.stringify({
      ...(action === undefined ? {} : { action }),
      ...happening.parts(),
      ...(repository && !(event === 'push') ? { repository: repositoryJson(world, repository) } : {}),
      ...(owner.type === 'Organization' ? { organization: organizationJson(world, owner) } : {}),
      sender: accountJson(world, sender),
      installation: { id: installation.id, node_id: installationNode(installation.id) },
    }),
  });
}

/** What concerns the installation itself, whose whole description is in the payload. */
export function tellInstallation(
  world: World,
  happening: {
    readonly event: string;
    readonly action: string;
    readonly sender: Account;
    readonly installation: Installation;
    readonly parts: Json;
  },
): void {
  const { event, action, installation } = happening;
  const payload = {
    action,
    installation: installationJson(world, installation),
    ...happening.parts,
    sender: accountJson(world, happening.sender),
  };
  send(world, { event, action, installation: installation.id, repository: null, payload: JSON.stringify(payload) });
}

export function send(world: World, occurrence: Occurrence): void {
  for (const listener of world.listeners) listener(occurrence);
}

function installationNode(id: number): string {
  return Buffer.from(`Integration Installation${id}`).toString('base64');
}
