/** Who calls the API: the app by its signed token, an installation, a person, or nobody. */
import { createPublicKey, createVerify } from 'node:crypto';
import { type Actor, appActor, roleIn } from '../world/actor.ts';
import { type Account, type Repository, ROLES } from '../world/record.ts';
import { Refused } from '../world/refused.ts';
import type { Installation, Permissions } from '../world/state.ts';
import { accountOf, type World } from '../world/world.ts';

export type Caller =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'installation';
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: readonly number[] | null;
    }
  | { readonly kind: 'person'; readonly account: Account }
  | { readonly kind: 'nobody' };

function badCredentials(message = 'Bad credentials'): Refused {
  return new Refused(401, message);
}

/** @throws Refused 401 */
export function callerOf(world: World, authorization: string | undefined): Caller {
  if (!authorization) return { kind: 'nobody' };
  const [scheme = '', value = ''] = authorization.split(' ');
  if (!/^(bearer|token)$/i.test(scheme)) {
    // OAuth's own calls prove the client by Basic.
    if (/^basic$/i.test(scheme)) return { kind: 'nobody' };
    throw badCredentials();
  }
  if (value.split('.').length === 3) {
    verifyAppToken(world, value);
    return { kind: 'app' };
  }
  const token = world.state.tokens.get(value);
  if (!token || token.expiresAt <= world.now()) throw badCredentials();
  if (token.user !== null) return { kind: 'person', account: accountOf(world, token.user) };
  const installation = world.state.installations.get(token.installation ?? 0);
  if (!installation) throw badCredentials();
  if (installation.suspendedAt !== null) throw new Refused(403, 'This installation has been suspended');
  return { kind: 'installation', installation, permissions: token.permissions, repositories: token.repositories };
}

const LONGEST = 600;
const CLOCK_SKEW = 60;

function verifyAppToken(world: World, jwt: string): void {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const malformed = () => badCredentials('A JSON web token could not be decoded');
  let header: { alg?: unknown };
  let claims: { iss?: unknown; exp?: unknown; iat?: unknown };
  try {
    header = JSON.parse(Buffer.from(head, 'base64url').toString());
    claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  } catch {
    throw malformed();
  }
  const { app } = world.state;
  const key = createPublicKey(app.publicKey);
  const valid =
    header.alg === 'RS256' && createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url');
  if (!valid) throw malformed();
  if (String(claims.iss) !== String(app.id) && claims.iss !== app.clientId)
    throw new Refused(404, 'Integration not found');
  const now = world.now() / 1000;
  if (typeof claims.exp !== 'number' || claims.exp < now) {
    throw badCredentials(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (claims.exp > now + LONGEST + CLOCK_SKEW)
    throw badCredentials("'Expiration time' claim ('exp') is too far in the future");
  if (typeof claims.iat !== 'number' || claims.iat > now + CLOCK_SKEW) {
    throw badCredentials(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

/** Whoever calls, as the one who acts. @throws Refused 401 */
export function actorOf(world: World, caller: Caller): Actor {
  if (caller.kind === 'installation') return appActor(world);
  if (caller.kind === 'person') return { account: caller.account, viaApp: false };
  throw badCredentials('Requires authentication');
}

export function maySee(world: World, caller: Caller, repository: Repository): boolean {
  if (caller.kind === 'person') return roleIn(world, repository, caller.account) !== 'none';
  return !repository.private || isInside(caller, repository);
}

/** Whether an installation is one in the repository; what is public anybody may read. */
function isInside(caller: Caller, { id, owner }: Repository): boolean {
  if (caller.kind !== 'installation') return false;
  const { installation, repositories } = caller;
  return (
    installation.account === owner &&
    (installation.selection === 'all' || installation.repositories.has(id)) &&
    (repositories === null || repositories.includes(id))
  );
}

/** One of these permissions is enough, each as `issues:write`. For people, the role in the repository stands for it. */
export function mayUse(
  world: World,
  caller: Caller,
  needs: readonly string[],
  repository: Repository | undefined,
): boolean {
  if (needs.length === 0) return true;
  if (caller.kind === 'installation' && (!repository || isInside(caller, repository))) {
    return needs.some((one) => {
      const [name = '', level] = one.split(':');
      const granted = caller.permissions[name];
      return granted !== undefined && (level === 'read' || granted !== 'read');
    });
  }
  if (caller.kind === 'person' && repository) {
    const role = ROLES.indexOf(roleIn(world, repository, caller.account));
    return needs.some((one) => role >= ROLES.indexOf(one.endsWith(':write') ? 'write' : 'read'));
  }
  if (caller.kind === 'person') return needs.every((one) => one.endsWith(':read'));
  return needs.every(
    (one) => one === 'metadata:read' || (repository !== undefined && !repository.private && one.endsWith(':read')),
  );
}
