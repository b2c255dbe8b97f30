/** The server is killed, and PostgreSQL with it, in the middle of bursts: in the end every check says what a fresh judgement says (`rules.md 4.4`, 6.1). */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { RULES } from '@countersign/github/reconcile/anew.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type Embedded, startEmbedded } from '@countersign/postgres/embedded.ts';
import { githubApi } from '@countersign/sandbox/api/app.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS, seed } from '@countersign/sandbox/seed.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { createDeliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { createWorld } from '@countersign/sandbox/world/world.ts';
import { WEBHOOK_PATH } from '@countersign/server/serving.ts';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { seedNamed } from '../instruments/drawn.ts';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, SECRET } from '../instruments/line.ts';
import { drawing } from './draw.ts';

const SEED = seedNamed('FAULT_SEED', Number(process.env.FC_SEED));
const RUNS = Number(process.env.FAULT_RUNS ?? 1);
const BURSTS = Number(process.env.FAULT_BURSTS ?? 4);
const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** However slow the machine: what is shown is that it comes to rest at all. */
const LATE = { timeout: 400_000, interval: 500 };

async function folderFor(name: string): Promise<string> {
  const { chmod } = await import('node:fs/promises');
  const folder = await mkdtemp(join(tmpdir(), name));
  await chmod(folder, 0o711);
  return folder;
}

test.for(Array.from({ length: RUNS }, (_, run) => SEED + run))(
  'whatever is killed in whatever burst, in the end every check says what a fresh judgement says (FAULT_SEED=%d)',
  { timeout: 1_500_000 },
  async (given) => {
    const draw = drawing(given);
    const below = (most: number) => Math.floor(draw() * most);
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const folder = await folderFor('countersign-burst-');
    let postgres: Embedded = await startEmbedded({ folder });
    const world = createWorld({ app: { publicKey: keys.publicKey, webhookSecret: SECRET, webhookUrl: '' } });
    const { 'project-manager': lead, 'technical-expert': expert, customer } = SEED_LOGINS;
    const policy = policyTemplate('light', 'en', { lead, expert, customer });
    const seeded = seed(world, {
      locale: 'en',
      files: { [POLICY_PATH]: policy, [FORM_PATH]: issueForm('light', 'en') },
    });
    const { repository } = seeded;
    const deliveries = createDeliveries(world, { order: 'all' });
    const api = githubApi(world, { deliveries });
    const served = await serve(world, api);
    const as = (role: SeedRole | 'owner') =>
      human(world, role === 'owner' ? 'olga' : SEED_LOGINS[role], `${seeded.organization.login}/${repository.name}`);
    let child: ChildProcess | undefined;

    const start = async (): Promise<void> => {
      const options = {
        databaseUrl: postgres.url,
        credentials: {
          appId: world.state.app.id,
          privateKey: keys.privateKey,
          secret: SECRET,
          formerSecrets: [],
          bot: `${world.state.app.slug}[bot]`,
        },
        host: '127.0.0.1',
        port: 0,
        apiUrl: served.url,
        limited: false,
        reconcileMs: 3000,
      };
      const started = spawn(process.execPath, [CHILD], {
        env: { ...process.env, SERVER_OPTIONS: JSON.stringify(options) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const [address] = (await once(started.stdout, 'data')) as [Buffer];
      world.state.app.webhookUrl = `${String(address).trim()}${WEBHOOK_PATH}`;
    };
    const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    };
    const query = async (
      text: string,
      values: readonly unknown[] = [],
    ): Promise<readonly Record<string, unknown>[]> => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      try {
        return (await client.query(text, [...values])).rows as Record<string, unknown>[];
      } finally {
        await client.end();
      }
    };
    /** Nothing is on its way, and nothing waits but for a clock. */
    const quiet = async (): Promise<void> => {
      await vi.waitFor(async () => {
        await deliveries.settled();
        const waiting = await query(
          "select name, state, data, retry_count, start_after, started_on, now() from pgboss.job where name in ('delivery', 'job') and state in ('created', 'retry', 'active')",
        );
        expect(waiting).toEqual([]);
      }, LATE);
    };
    /** Resolves when a round asks for the repositories that there are. */
    const beginsRound = (): Promise<void> =>
      new Promise((resolve) => {
        const listen = ({ path }: { readonly path: string }): void => {
          if (path !== '/installation/repositories') return;
          api.heard.delete(listen);
          resolve();
        };
        api.heard.add(listen);
      });
    const checks = () =>
      Object.fromEntries([...repository.checks.values()].map((one) => [one.headSha, one.conclusion]));

    const number = as('requester').fileForm({
      title: 'Export invoices as PDF',
      body: formBody('light', 'en', ANSWERS),
      labels: ['change-request'],
    }).number;
    let made = 0;
    const pulls: number[] = [];
    const groups: string[] = [];
    const any = <Of>(of: readonly Of[]): Of | undefined => of[below(of.length)];
    const heads: string[] = [];
    /** When the last of the freezes ends that were drawn for moments only, milliseconds since 1970. */
    let turned = 0;
    const acts: readonly (() => unknown)[] = [
      () => {
        made += 1;
        const branch = `w${made}`;
        as('developer').push(branch, branch, { [`${draw() < 0.6 ? 'docs' : 'src'}/${branch}.md`]: '1' }, 'main');
        const body = draw() < 0.5 ? `Change: #${number}` : '';
        pulls.push(as('developer').openPull({ title: branch, body, head: branch, base: 'main' }));
      },
      () => as('developer').editPull(any(pulls) ?? 0, { body: draw() < 0.5 ? `Change: #${number}` : 'nothing' }),
      () => as('developer').editIssue(any(pulls) ?? 0, { state: draw() < 0.5 ? 'closed' : 'open' }),
      () => {
        const issue = repository.issues.get(any(pulls) ?? 0);
        if (!issue?.pull) return;
        heads.push(issue.pull.headSha);
        as('developer').push(issue.pull.headRef, 'more', { [`docs/more-${made}.md`]: `${draw()}` });
      },
      () => {
        const issue = repository.issues.get(any(pulls) ?? 0);
        const head = any(heads);
        if (issue?.pull && head) as('developer').forcePush(issue.pull.headRef, head);
      },
      () => groups.push(as('developer').joinMergeQueue(any(pulls) ?? 0).headSha),
      () => as('developer').leaveMergeQueue(any(groups) ?? ''),
      () => as('developer').mergeGroup(any(groups) ?? ''),
      () => as('project-manager').comment(number, draw() < 0.5 ? '/hold wait' : '/release'),
      () => as('project-manager').comment(number, '/approve'),
      () => as('owner').editFile(POLICY_PATH, draw() < 0.5 ? policy : policy.replace('docs/**', 'manual/**')),
      () => {
        const at = (ms: number) => new Date(Date.now() + ms).toISOString();
        const [from, to] = draw() < 0.5 ? [1000, 3000] : [1000, 3_600_000];
        turned = Math.max(turned, Date.now() + (to < 10_000 ? to : 0));
        const freeze = `freeze:\n  - { from: ${at(from)}, to: ${at(to)}, stages: [merge], reason: Year end }\n`;
        as('owner').editFile(POLICY_PATH, `${policy}\n${freeze}`);
      },
    ];
    try {
      await start();
      await quiet();
      for (let burst = 0; burst < BURSTS; burst += 1) {
        for (let at = 0; at < 12; at += 1) {
          try {
            (at < 2 ? acts[0] : any(acts))?.();
          } catch {
            // The tracker says no: it is closed, merged or not green.
          }
        }
        await after(below(1500));
        const kind = below(3);
        if (kind > 0) process.kill(postgres.pid, 'SIGKILL');
        if (kind < 2) await end('SIGKILL');
        if (kind > 0) {
          await after(below(500));
          const { url } = postgres;
          postgres = await vi.waitFor(() => startEmbedded({ folder }), LATE);
          expect(postgres.url).toBe(url);
        }
        if (kind < 2) await start();
      }
      // The last freeze that was drawn for moments only has turned, and a whole round was since.
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(turned), LATE);
      await beginsRound();
      await beginsRound();
      await quiet();
      await end('SIGTERM');
      const stood = checks();
      expect(Object.keys(stood).length).toBeGreaterThan(0);
      await query('delete from document where kind = $1', [RULES.key.kind]);
      await start();
      await vi.waitFor(async () => {
        const rows = await query('select 1 from document where kind = $1', [RULES.key.kind]);
        expect(rows).toHaveLength(1);
      }, LATE);
      await quiet();
      expect(stood).toEqual(checks());
      expect(await query('select sentence from parked')).toEqual([]);
    } finally {
      await end('SIGKILL');
      deliveries.close();
      await served.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
