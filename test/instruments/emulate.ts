/** GitHub as others imagine it (`emulate`): a second stand-in that we did not write, for a smoke story of the whole line. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createEmulator } from 'emulate';

/** What an app needs to reach this GitHub, and a way to act as one of its people. */
export type Emulated = {
  /** Base of the REST API, without a slash at the end. */
  url: string;
  appId: number;
  /** PEM, PKCS#1. */
  privateKey: string;
  webhookSecret: string;
  installation: number;
  owner: string;
  repo: string;
  /** Sends one request as a person, with the token of that name. @returns the parsed answer @throws Error on any other status than 2xx */
  as(login: string, method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
};

const repo = 'billing';
const appId = 4242;
const installation = 77;
const webhookSecret = 'a secret for this test';

/**
 * Starts it with an account (an organisation, unless it is one of the people, who may then write), one repository with a first commit, and the app installed on it. Webhooks go to `webhookUrl`; they do
 * not fit GitHub's schema, and there are no GraphQL, issue types, sub-issues, deployments, merge groups or `synchronize`.
 */
export async function openEmulated(webhookUrl: string, people: string[], owner = 'acme'): Promise<Emulated> {
  const port = await freePort();
  const emulator = await createEmulator({
    service: 'github',
    port,
    seed: {
      tokens: Object.fromEntries(people.map((login) => [login, { login, scopes: ['repo', 'read:org'] }])),
      github: {
        users: people.map((login) => ({ login })),
        orgs: people.includes(owner) ? [] : [{ login: owner }],
        repos: [{ owner, name: repo, auto_init: true }],
        apps: [
          {
            app_id: appId,
            slug: 'countersign',
            name: 'Countersign',
            permissions: { checks: 'write', contents: 'read', issues: 'write', members: 'read', pull_requests: 'read' },
            events: ['issues', 'issue_comment', 'pull_request', 'check_run', 'push'],
            webhook_url: webhookUrl,
            webhook_secret: webhookSecret,
            installations: [{ installation_id: installation, account: owner, repository_selection: 'all' }],
          },
        ],
      },
    },
  });
  const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? '';
  return {
    ...{ url: emulator.url, appId, privateKey, webhookSecret, installation, owner, repo },
    as: (login, method, path, body) => send(emulator.url + path, login, method, body),
    close: () => emulator.close(),
  };
}

async function send(url: string, token: string, method: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return text && JSON.parse(text);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
