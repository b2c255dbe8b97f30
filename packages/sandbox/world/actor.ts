/** Who acts, and what they may do in a repository. */

import { type Account, type Repository, ROLES, type Role } from './record.ts';
import { forbidden } from './refused.ts';
import { accountNamed, accountOf, type World } from './world.ts';

export interface Actor {
  readonly account: Account;
  /** The act came through the app's installation token. */
  readonly viaApp: boolean;
}

export function person(world: World, login: string): Actor {
  return { account: accountNamed(world, login), viaApp: false };
}

export function appActor(world: World): Actor {
  return { account: accountOf(world, world.state.app.bot), viaApp: true };
}

/** The strongest role that membership, teams and invitations give. Everybody may read what is public. */
export function roleIn(world: World, repository: Repository, account: Account): Role {
  const organization = world.state.organizations.get(repository.owner);
  if (repository.owner === account.id || organization?.owners.has(account.id)) return 'admin';
  let role: Role = repository.private ? 'none' : 'read';
  const raise = (other: Role | undefined) => {
    if (other && ROLES.indexOf(other) > ROLES.indexOf(role)) role = other;
  };
  if (organization?.members.has(account.id)) raise('read');
  raise(repository.collaborators.get(account.id));
  for (const team of world.state.teams.values()) {
    if (team.organization === repository.owner && team.members.has(account.id))
      raise(team.repositories.get(repository.id));
  }
  return role;
}

export function mayAtLeast(world: World, repository: Repository, actor: Actor, role: Role): boolean {
  // What an app may do is decided by its token's permissions, at the API.
  if (actor.viaApp) return true;
  return ROLES.indexOf(roleIn(world, repository, actor.account)) >= ROLES.indexOf(role);
}

/** @throws Refused 403 */
export function need(world: World, repository: Repository, actor: Actor, role: Role): void {
  if (!mayAtLeast(world, repository, actor, role)) {
    throw forbidden(`${actor.account.login} needs the ${role} role in ${repository.name} for this.`);
  }
}

export function association(world: World, repository: Repository, account: Account): string {
  if (repository.owner === account.id) return 'OWNER';
  const organization = world.state.organizations.get(repository.owner);
  if (organization?.members.has(account.id) || organization?.owners.has(account.id)) return 'MEMBER';
  return repository.collaborators.has(account.id) ? 'COLLABORATOR' : 'NONE';
}
