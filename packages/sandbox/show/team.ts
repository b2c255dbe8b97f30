/** Teams as GitHub shows them. */
import { nodeId } from '../world/node.ts';
import type { Role, Team } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import { accountJson, iso, type Json, organizationJson } from './account.ts';

export function teamJson(world: World, team: Team, permission: Role = 'read'): Json {
  const organization = accountOf(world, team.organization);
  const url = `${world.apiUrl}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('T', organization.id, team.id),
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    url,
    html_url: `${world.webUrl}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    permission: PERMISSION[permission],
    type: 'organization',
    organization_id: organization.id,
    parent: null,
  };
}

const PERMISSION: Readonly<Record<Role, string>> = {
  none: 'pull',
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

/** `GET /orgs/{org}/teams/{slug}`. */
export function fullTeamJson(world: World, team: Team): Json {
  const organization = accountOf(world, team.organization);
  return {
    ...teamJson(world, team),
    created_at: iso(team.createdAt),
    updated_at: iso(team.updatedAt),
    members_count: team.members.size,
    repos_count: team.repositories.size,
    organization: {
      ...accountJson(world, organization),
      ...organizationJson(world, organization),
      has_organization_projects: false,
      has_repository_projects: false,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      type: 'Organization',
      created_at: iso(organization.createdAt),
      updated_at: iso(organization.createdAt),
      archived_at: null,
    },
  };
}
