/** Routes by which the app speaks as itself: installations, tokens, its deliveries, its registration. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { appJson, installationJson } from '../show/app.ts';
import { repositoryJson } from '../show/repository.ts';
import { installationToken, repositoriesOf } from '../world/installation.ts';
import { notFound } from '../world/refused.ts';
import type { Installation, Permissions } from '../world/state.ts';
import { account, accountNamed, accountOf, repositoryNamed } from '../world/world.ts';
import { type Call, elsewhere, id, ok, paged, type Route, record } from './route.ts';

function installationOf(call: Call): Installation {
  const found = call.world.state.installations.get(id(call, 'installation'));
  if (!found) throw notFound();
  return found;
}

function installedOn(call: Call, owner: number, repository?: number): Installation {
  for (const one of call.world.state.installations.values()) {
    if (
      one.account === owner &&
      (repository === undefined || one.selection === 'all' || one.repositories.has(repository))
    )
      return one;
  }
  throw notFound();
}

export const appRoutes: readonly Route[] = [
  elsewhere('GET', '/app', 'app', [], ({ world }) =>
    ok({ ...appJson(world), installations_count: world.state.installations.size }),
  ),
  elsewhere('GET', '/app/installations', 'app', [], (call) =>
    paged(call, [...call.world.state.installations.values()], (one) => installationJson(call.world, one)),
  ),
  elsewhere('GET', '/app/installations/:installation', 'app', [], (call) =>
    ok(installationJson(call.world, installationOf(call))),
  ),
  elsewhere('GET', '/repos/:owner/:repo/installation', 'app', [], (call) => {
    const repository = repositoryNamed(call.world, call.params.owner ?? '', call.params.repo ?? '');
    return ok(installationJson(call.world, installedOn(call, repository.owner, repository.id)));
  }),
  elsewhere('GET', '/orgs/:org/installation', 'app', [], (call) =>
    ok(installationJson(call.world, installedOn(call, accountNamed(call.world, call.params.org ?? '').id))),
  ),
  elsewhere('POST', '/app/installations/:installation/access_tokens', 'app', [], (call) => {
    const { world, body } = call;
    const ids = Array.isArray(body.repository_ids) ? body.repository_ids.map(Number) : undefined;
    const installation = installationOf(call);
    const named = Array.isArray(body.repositories)
      ? body.repositories.map(
          (name) => repositoryNamed(world, accountOf(world, installation.account).login, String(name)).id,
        )
      : undefined;
    const narrow = ids || named ? { repositories: [...(ids ?? []), ...(named ?? [])] } : {};
    const permissions = record(body, 'permissions') as Permissions;
    const token = installationToken(world, installation, {
      ...narrow,
      ...(Object.keys(permissions).length > 0 ? { permissions } : {}),
    });
    const shown = token.repositories?.flatMap((one) => {
      const repository = world.state.repositories.get(one);
      return repository ? [repositoryJson(world, repository)] : [];
    });
    return ok(
      {
        token: token.token,
        expires_at: new Date(token.expiresAt).toISOString(),
        permissions: token.permissions,
        repository_selection: token.repositories ? 'selected' : installation.selection,
        ...(shown ? { repositories: shown } : {}),
      },
      201,
    );
  }),
  elsewhere('GET', '/installation/repositories', 'signed', [], (call) => {
    const { caller, world } = call;
    if (caller.kind !== 'installation') throw notFound();
    const all = repositoriesOf(world, caller.installation).filter(
      (one) => caller.repositories?.includes(one.id) ?? true,
    );
    const show = (one: (typeof all)[number]) => repositoryJson(world, one);
    return paged(call, all, show, (repositories) => ({
      total_count: all.length,
      repository_selection: caller.installation.selection,
      repositories,
    }));
  }),
  // Registration by manifest: whoever holds the code gets the secrets, once.
  elsewhere('POST', '/app-manifests/:code/conversions', 'anyone', [], ({ world, params }) => {
    const manifest = world.state.manifests.get(params.code ?? '');
    if (!manifest) throw notFound();
    world.state.manifests.delete(params.code ?? '');
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const { app } = world.state;
    app.publicKey = keys.publicKey;
    app.webhookSecret = randomBytes(20).toString('hex');
    if (manifest.name) {
      app.name = manifest.name;
      app.slug = manifest.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      const bot = accountOf(world, app.bot);
      world.logins.delete(bot.login.toLowerCase());
      world.state.accounts.set(bot.id, account(bot.id, `${app.slug}[bot]`, 'Bot', bot.createdAt));
      world.logins.set(`${app.slug}[bot]`, bot.id);
      world.addresses.clear();
    }
    if (manifest.webhookUrl) app.webhookUrl = manifest.webhookUrl;
    if (manifest.permissions) app.permissions = manifest.permissions;
    if (manifest.events) app.events = manifest.events;
    return ok(
      {
        ...appJson(world),
        client_id: app.clientId,
        client_secret: app.clientSecret,
        webhook_secret: app.webhookSecret,
        pem: keys.privateKey,
      },
      201,
    );
  }),
];
