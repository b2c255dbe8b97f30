/** People and teams, signing in, and what is left of the rate limit. */
import { randomBytes } from 'node:crypto';
import { accountJson, profileJson } from '../show/account.ts';
import { fullTeamJson, teamJson } from '../show/team.ts';
import { userToken } from '../world/installation.ts';
import { invalid, notFound, Refused } from '../world/refused.ts';
import { accountNamed, accountOf, teamNamed, type World } from '../world/world.ts';
import { type Call, elsewhere, ok, paged, type Route, text } from './route.ts';

const MEMBERS = ['members:read'];

function team({ world, params }: Call) {
  return teamNamed(world, params.org ?? '', params.team ?? '');
}

function inOrganization(call: Call): void {
  const { caller, world, params } = call;
  const organization = accountNamed(world, params.org ?? '');
  if (caller.kind === 'installation' && caller.installation.account !== organization.id) throw notFound();
}

function standing({ caller, limits, world }: Call) {
  const name =
    caller.kind === 'installation'
      ? `installation:${caller.installation.id}`
      : caller.kind === 'person'
        ? `person:${caller.account.id}`
        : caller.kind;
  return limits.standing(name, world.now());
}

function token(world: World, code: string | undefined) {
  const id = code === undefined ? undefined : world.state.signIns.get(code);
  // GitHub answers 200 here, with the error in the body.
  if (code === undefined || id === undefined) {
    return ok({ error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' });
  }
  world.state.signIns.delete(code);
  const made = userToken(world, accountOf(world, id));
  return ok({ access_token: made.token, expires_in: 28_800, token_type: 'bearer', scope: '' });
}

export const peopleRoutes: readonly Route[] = [
  elsewhere('GET', '/users/:user', 'anyone', [], ({ world, params }) =>
    ok(profileJson(world, accountNamed(world, params.user ?? ''))),
  ),
  elsewhere('GET', '/user', 'signed', [], ({ world, caller }) => {
    if (caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
    return ok(profileJson(world, caller.account));
  }),
  elsewhere('GET', '/user/:account', 'anyone', [], ({ world, params }) => {
    const one = world.state.accounts.get(Number(params.account));
    if (!one) throw notFound();
    return ok(profileJson(world, one));
  }),
  elsewhere('GET', '/orgs/:org/teams', 'signed', MEMBERS, (call) => {
    inOrganization(call);
    const organization = accountNamed(call.world, call.params.org ?? '').id;
    const all = [...call.world.state.teams.values()].filter((one) => one.organization === organization);
    return paged(call, all, (one) => teamJson(call.world, one));
  }),
  elsewhere('GET', '/orgs/:org/teams/:team', 'signed', MEMBERS, (call) => {
    inOrganization(call);
    return ok(fullTeamJson(call.world, team(call)));
  }),
  elsewhere('GET', '/orgs/:org/teams/:team/members', 'signed', MEMBERS, (call) => {
    inOrganization(call);
    return paged(call, [...team(call).members], (id) => accountJson(call.world, accountOf(call.world, id)));
  }),
  elsewhere('GET', '/orgs/:org/teams/:team/memberships/:user', 'signed', MEMBERS, (call) => {
    inOrganization(call);
    const account = accountNamed(call.world, call.params.user ?? '');
    if (!team(call).members.has(account.id)) throw notFound();
    const url = `${call.world.apiUrl}/organizations/${team(call).organization}/team/${team(call).id}/memberships/${account.login}`;
    return ok({ url, role: 'member', state: 'active' });
  }),
  elsewhere('GET', '/rate_limit', 'anyone', [], (call) => {
    const core = standing(call);
    const idle = { ...core, used: 0, remaining: core.limit };
    return ok({ resources: { core, search: idle, graphql: idle }, rate: core });
  }),
  // Signing in: `login` says who it is, because the stand-in has no passwords.
  elsewhere('GET', '/login/oauth/authorize', 'anyone', [], ({ world, query }) => {
    const [login, back] = [query.get('login'), query.get('redirect_uri')];
    if (login === null || back === null || query.get('client_id') !== world.state.app.clientId)
      throw invalid('OAuth', 'client_id');
    const url = new URL(back);
    url.searchParams.set('code', issueSignIn(world, login));
    const state = query.get('state');
    if (state !== null) url.searchParams.set('state', state);
    return { status: 302, text: '', headers: { location: url.href } };
  }),
  elsewhere('POST', '/login/oauth/access_token', 'anyone', [], ({ world, body }) => {
    const { app } = world.state;
    if (text(body, 'client_id') !== app.clientId || text(body, 'client_secret') !== app.clientSecret) {
      return ok({
        error: 'incorrect_client_credentials',
        error_description: 'The client_id and/or client_secret passed are incorrect.',
      });
    }
    return token(world, text(body, 'code'));
  }),
];

/** A code as GitHub gives after the person agreed. */
export function issueSignIn(world: World, login: string): string {
  const code = randomBytes(10).toString('hex');
  world.state.signIns.set(code, accountNamed(world, login).id);
  return code;
}
