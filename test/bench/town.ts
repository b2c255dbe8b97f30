/** Many installations with many repositories on the stand-in for GitHub, each with an open pull request to push to. */
import { generateKeyPairSync } from 'node:crypto';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type GithubApi, githubApi } from '@countersign/sandbox/api/app.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { createDeliveries, type Deliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { addOrganization, addPerson } from '@countersign/sandbox/world/account.ts';
import { install } from '@countersign/sandbox/world/installation.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import type { Account, Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { createWorld, type World } from '@countersign/sandbox/world/world.ts';

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export interface Town {
  readonly world: World;
  readonly api: GithubApi;
  readonly deliveries: Deliveries;
  readonly repositories: readonly Repository[];
  /** What the product needs in its environment to serve this town. */
  readonly environment: Readonly<Record<string, string>>;
  /** Pushes a new commit to the open pull request. @returns its head. */
  push(repository: Repository): string;
  /** Resolves once the check of Countersign stands on the commit. */
  judged(repository: Repository, sha: string): Promise<void>;
  close(): Promise<void>;
}

export async function buildTown(installations: number, repositoriesEach: number): Promise<Town> {
  const secret = 'a secret of sixteen and more';
  const world = createWorld({ app: { publicKey: KEYS.publicKey, webhookSecret: secret, webhookUrl: '' } });
  const developer: Account = addPerson(world, 'dara', {});
  const files = {
    [POLICY_PATH]: policyTemplate('standard', 'en', { lead: 'dara', expert: 'dara', customer: 'dara' }),
    'src/main.js': 'export {};\n',
  };
  const actor = { account: developer, viaApp: false };
  const repositories: Repository[] = [];
  for (let one = 0; one < installations; one += 1) {
    const owner = addOrganization(world, `town-${one}`, [developer], []);
    for (let each = 0; each < repositoriesEach; each += 1) {
      const repository = addRepository(world, { owner, name: `house-${each}`, author: developer, files });
      push(world, repository, actor, { branch: 'work', from: 'main', message: 'begin', edits: { 'src/a.js': '0\n' } });
      openPull(world, repository, actor, { title: 'Work', body: '', head: 'work', base: 'main' });
      repositories.push(repository);
    }
    install(world, developer, owner);
  }
  const deliveries = createDeliveries(world, { order: 'repository', keep: 20_000 });
  const api = githubApi(world, { deliveries });
  api.limits.enforced = true;
  const served = await serve(world, api);
  let commits = 0;
  return {
    world,
    api,
    deliveries,
    repositories,
    environment: {
      GITHUB_API_URL: served.url,
      GITHUB_URL: served.url,
      APP_ID: String(world.state.app.id),
      APP_SLUG: world.state.app.slug,
      PRIVATE_KEY: KEYS.privateKey,
      WEBHOOK_SECRET: secret,
    },
    push(repository) {
      commits += 1;
      const edits = { 'src/a.js': `${commits}\n` };
      return push(world, repository, actor, { branch: 'work', message: `commit ${commits}`, edits }).sha;
    },
    judged: (repository, sha) =>
      new Promise((resolve) => {
        const seen = (): void => {
          const checks = repository.checksOf.get(sha) ?? [];
          if (!checks.some((id) => repository.checks.get(id)?.name === 'Countersign')) return;
          api.heard.delete(seen);
          resolve();
        };
        api.heard.add(seen);
        seen();
      }),
    async close() {
      deliveries.close();
      await served.close();
    },
  };
}
