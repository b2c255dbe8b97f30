/** The app and its installations as GitHub shows them. */
import { nodeId } from '../world/node.ts';
import type { Installation } from '../world/state.ts';
import { accountOf, type World } from '../world/world.ts';
import { accountJson, iso, type Json } from './account.ts';

export function appJson(world: World): Json {
  const { app } = world.state;
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId('A', app.id),
    owner: accountJson(world, accountOf(world, app.owner)),
    name: app.name,
    description: 'Change control inside the tracker a team already uses.',
    external_url: world.webUrl,
    html_url: `${world.webUrl}/apps/${app.slug}`,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationJson(world: World, installation: Installation): Json {
  const { app } = world.state;
  const account = accountOf(world, installation.account);
  const organization = account.type === 'Organization';
  const page = organization ? `organizations/${account.login}/settings` : 'settings';
  return {
    id: installation.id,
    client_id: app.clientId,
    account: accountJson(world, account),
    repository_selection: installation.selection,
    access_tokens_url: `${world.apiUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.webUrl}/${page}/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: organization ? 'Organization' : 'User',
    permissions: installation.permissions,
    events: installation.events,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: iso(installation.suspendedAt),
  };
}
