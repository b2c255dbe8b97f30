/** People, organisations, teams: who is where, and what changes in that. */
import { accountJson, type Json } from '../show/account.ts';
import { teamJson } from '../show/team.ts';
import type { Account, IssueType, Repository, Role, Team } from './record.ts';
import { invalid } from './refused.ts';
import { tell } from './tell.ts';
import { account, nextId, type World } from './world.ts';

export function addPerson(world: World, login: string, details: { name?: string; email?: string } = {}): Account {
  if (world.logins.has(login.toLowerCase())) throw invalid('User', 'login', 'already_exists');
  const one = account(nextId(world), login, 'User', world.now());
  one.name = details.name ?? null;
  one.email = details.email ?? null;
  world.state.accounts.set(one.id, one);
  world.logins.set(login.toLowerCase(), one.id);
  return one;
}

/** The account goes on under another login; the one that it had is free for whoever comes first. */
export function renamePerson(world: World, one: Account, login: string): void {
  if (world.logins.has(login.toLowerCase())) throw invalid('User', 'login', 'already_exists');
  world.logins.delete(one.login.toLowerCase());
  one.login = login;
  world.addresses.delete(`account:${one.id}`);
  world.logins.set(login.toLowerCase(), one.id);
}

/** `issueTypes`: names; none for an organisation that has not switched them on. */
export function addOrganization(
  world: World,
  login: string,
  owners: readonly Account[],
  issueTypes: readonly string[] = [],
): Account {
  if (world.logins.has(login.toLowerCase())) throw invalid('Organization', 'login', 'already_exists');
  const one = account(nextId(world), login, 'Organization', world.now());
  world.state.accounts.set(one.id, one);
  world.logins.set(login.toLowerCase(), one.id);
  world.state.organizations.set(one.id, {
    id: one.id,
    owners: new Set(owners.map((owner) => owner.id)),
    members: new Set(owners.map((owner) => owner.id)),
    issueTypes: issueTypes.map((name): IssueType => ({ id: nextId(world), name, description: null, color: 'blue' })),
  });
  return one;
}

export function addTeam(world: World, organization: Account, name: string, members: readonly Account[] = []): Team {
  const now = world.now();
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  const team: Team = {
    id: nextId(world),
    organization: organization.id,
    slug,
    name,
    description: null,
    members: new Set(),
    repositories: new Map(),
    createdAt: now,
    updatedAt: now,
  };
  world.state.teams.set(team.id, team);
  for (const member of members) join(world, team, member);
  return team;
}

function join(world: World, team: Team, member: Account): void {
  team.members.add(member.id);
  // GitHub invites a team's members to the organisation.
  world.state.organizations.get(team.organization)?.members.add(member.id);
}

export function addToTeam(world: World, sender: Account, team: Team, member: Account): void {
  if (team.members.has(member.id)) return;
  join(world, team, member);
  tellMembership(world, 'added', sender, team, member);
}

export function removeFromTeam(world: World, sender: Account, team: Team, member: Account): void {
  if (team.members.delete(member.id)) tellMembership(world, 'removed', sender, team, member);
}

function tellMembership(world: World, action: 'added' | 'removed', sender: Account, team: Team, member: Account): void {
  const organization = world.state.accounts.get(team.organization);
  if (!organization) return;
  tell(world, {
    event: 'membership',
    action,
    organization,
    sender,
    parts: () => ({ scope: 'team', member: accountJson(world, member), team: teamJson(world, team) }),
  });
}

/** Renames a team or describes it anew; its slug follows the name. */
export function editTeam(
  world: World,
  sender: Account,
  team: Team,
  change: { name?: string; description?: string },
): void {
  const organization = world.state.accounts.get(team.organization);
  const changes: Record<string, Json> = {};
  if (change.name !== undefined && change.name !== team.name) {
    changes.name = { from: team.name };
    team.name = change.name;
    team.slug = change.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  }
  if (change.description !== undefined && change.description !== team.description) {
    changes.description = { from: team.description ?? '' };
    team.description = change.description;
  }
  if (Object.keys(changes).length === 0 || !organization) return;
  team.updatedAt = world.now();
  tell(world, {
    event: 'team',
    action: 'edited',
    organization,
    sender,
    parts: () => ({ changes, team: teamJson(world, team) }),
  });
}

export function grantTeam(team: Team, repository: Repository, role: Role): void {
  team.repositories.set(repository.id, role);
}
