/** A seeded stand-in with the keys of its app and a checked Octokit: what most tests of the stand-in begin with. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { type ApiOptions, type GithubApi, githubApi } from '@countersign/sandbox/api/app.ts';
import { type Seeded, type SeedOptions, seed } from '@countersign/sandbox/seed.ts';
import { createDeliveries, type Deliveries, type DeliverOptions } from '@countersign/sandbox/webhook/deliver.ts';
import { installationToken, userToken } from '@countersign/sandbox/world/installation.ts';
import type { Permissions } from '@countersign/sandbox/world/state.ts';
import { accountNamed, createWorld, type World } from '@countersign/sandbox/world/world.ts';
import { Octokit } from '@octokit/rest';
import { type CheckedFetch, checkedFetch } from '../instruments/checked-fetch.ts';
import type { GithubOracle } from '../instruments/github-oracle.ts';

export interface Received {
  readonly event: string;
  readonly guid: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly payload: { readonly action?: string; readonly [key: string]: unknown };
}

export interface Stage {
  readonly world: World;
  readonly seeded: Seeded;
  readonly api: GithubApi;
  readonly deliveries: Deliveries;
  readonly received: Received[];
  readonly checked: CheckedFetch;
  readonly owner: string;
  readonly repo: string;
  /** The clock, in milliseconds; moved by hand. */
  readonly clock: { now: number };
  jwt(change?: { exp?: number; iat?: number; iss?: unknown; key?: string }): string;
  asNobody(): Octokit;
  asApp(): Octokit;
  asInstallation(permissions?: Permissions): Octokit;
  asPerson(login: string): Octokit;
}

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export interface StageOptions {
  readonly oracle: GithubOracle;
  readonly seed?: SeedOptions;
  readonly deliver?: DeliverOptions;
  readonly api?: Partial<ApiOptions>;
  /** How the app answers a delivery. */
  readonly answer?: (received: Received) => Response | Promise<Response>;
}

export function stage(options: StageOptions): Stage {
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') };
  const world = createWorld({
    app: { publicKey: keys.publicKey, webhookSecret: 'secret', webhookUrl: 'http://app.test/webhook' },
    clock: () => clock.now,
    apiUrl: 'http://api.test',
    webUrl: 'http://web.test',
  });
  const received: Received[] = [];
  const deliveries = createDeliveries(world, {
    async fetch(_, init) {
      const headers = init.headers as Record<string, string>;
      const text = String(init.body);
      const one = {
        event: headers['x-github-event'] ?? '',
        guid: headers['x-github-delivery'] ?? '',
        headers,
        text,
        payload: JSON.parse(text) as Received['payload'],
      };
      received.push(one);
      return options.answer?.(one) ?? new Response('ok', { status: 202 });
    },
    ...options.deliver,
  });
  const seeded = seed(world, { issueTypes: ['Bug', 'Change request'], ...options.seed });
  const api = githubApi(world, { deliveries, ...options.api });
  const checked = checkedFetch(options.oracle, api.fetch);
  const octokit = (auth?: string) =>
    new Octokit({
      ...(auth ? { auth } : {}),
      baseUrl: world.apiUrl,
      request: { fetch: checked.fetch },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
  const jwt: Stage['jwt'] = (change = {}) => {
    const now = Math.floor(clock.now / 1000);
    const claims = { iat: now - 30, exp: now + 540, iss: world.state.app.id, ...change };
    const text = [{ alg: 'RS256', typ: 'JWT' }, claims]
      .map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
      .join('.');
    return `${text}.${createSign('RSA-SHA256')
      .update(text)
      .sign(change.key ?? keys.privateKey, 'base64url')}`;
  };
  return {
    ...{ world, seeded, api, deliveries, received, checked, clock, jwt },
    owner: seeded.organization.login,
    repo: seeded.repository.name,
    asNobody: () => octokit(),
    asApp: () => octokit(jwt()),
    asInstallation: (permissions) =>
      octokit(installationToken(world, seeded.installation, permissions ? { permissions } : {}).token),
    asPerson: (login) => octokit(userToken(world, accountNamed(world, login)).token),
  };
}
