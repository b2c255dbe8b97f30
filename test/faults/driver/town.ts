/** The world of one round: GitHub's stand-in, a real PostgreSQL behind a wire, servers of their own processes, and three clocks that are moved together. */
import { generateKeyPairSync } from 'node:crypto';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type TemporaryServer, temporaryDatabase, temporaryServer } from '@countersign/postgres/temporary.ts';
import { type GithubApi, githubApi } from '@countersign/sandbox/api/app.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS, type Seeded, seed } from '@countersign/sandbox/seed.ts';
import { type Served, serve } from '@countersign/sandbox/serve.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { createWorld, type World } from '@countersign/sandbox/world/world.ts';
import pg from 'pg';
import { type Wire, wireTo } from '../../instruments/wire.ts';
import type { Plant } from './plants.ts';
import { type Running, startServerProcess } from './process.ts';
import { type Way, wayTo } from './way.ts';
import { type Witness, witness } from './witness.ts';

const SECRET = 'a secret of sixteen and more';
const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** So often servers look for what was missed by themselves, as in production: when they start. More rounds are in the script. */
const RECONCILE_MS = 300_000;

export const POLICY = `${policyTemplate('standard', 'en', {
  lead: SEED_LOGINS['project-manager'],
  expert: SEED_LOGINS['technical-expert'],
  customer: SEED_LOGINS.customer,
})
  .replace(/^currency: .*$/m, 'currency: CNY')
  .replace(/^budget: .*$/m, 'budget: CNY 1,200,000')
  .replace(/^ {4}branches: \[main\]$/m, '    branches: [main]\n    claim: anyone')}\nplan-confirmation: false\n`;

export interface Town {
  readonly world: World;
  readonly seeded: Seeded;
  readonly api: GithubApi;
  readonly way: Way;
  readonly witness: Witness;
  /** Where the record is, for whoever looks at it from outside. */
  readonly databaseUrl: string;
  as(role: SeedRole | 'owner'): Human;
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  readonly servers: readonly Running[];
  /** How often a server was killed between the record and the answer. */
  cuts: number;
  start(): Promise<void>;
  /** The first server that runs. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  killPostgres(): Promise<void>;
  freeze(ms: number): Promise<void>;
  /** All clocks go on: GitHub's, the servers', and whatever waits in the queue. */
  pass(ms: number): Promise<void>;
  /** Only the servers' clocks are set, away from GitHub's. */
  skew(ms: number): void;
  close(): Promise<void>;
}

/** A PostgreSQL that outlives rounds, and kills. */
export const openBase = (): Promise<TemporaryServer> => temporaryServer();

async function setting(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`alter database ${client.database} set ${text}`);
  await client.end();
}

export async function openTown(base: TemporaryServer, plant?: Plant): Promise<Town> {
  const database = await temporaryDatabase(base.url);
  // What was committed outlives PostgreSQL, which waits for no disk otherwise.
  await setting(database.url, 'synchronous_commit = on');
  const wire: Wire = await wireTo(database.url);
  let passed = 0;
  let skewed = 0;
  const world = createWorld({
    app: { publicKey: KEYS.publicKey, webhookSecret: SECRET, webhookUrl: '' },
    clock: () => Date.now() + passed,
  });
  const seeded = seed(world, {
    locale: 'en',
    files: { [POLICY_PATH]: POLICY, [FORM_PATH]: issueForm('standard', 'en') },
  });
  const way = wayTo(world);
  const seen = witness(world, seeded);
  const api = githubApi(world, { deliveries: way.deliveries });
  const fullName = `${seeded.organization.login}/${seeded.repository.name}`;
  const served: Served[] = [];
  let servers: Running[] = [];
  const alive = (): Running[] => {
    servers = servers.filter((one) => !one.isOver());
    way.to(servers.map((one) => one.webhook));
    return servers;
  };
  // Of its own, past the wire; whoever is cut off when PostgreSQL is killed connects anew.
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {});
  const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await pool.query(text, [...values])).rows as Row[];
  const setClocks = (): void => {
    seen.moved();
    for (const one of alive()) one.setClock(passed + skewed);
  };
  return {
    ...{ world, seeded, api, way, witness: seen, databaseUrl: database.url, query, cuts: 0 },
    as: (role) => human(world, role === 'owner' ? 'olga' : SEED_LOGINS[role], fullName),
    get servers() {
      return alive();
    },
    async start() {
      const github = await serve(world, seen.for(api));
      served.push(github);
      const server = {
        databaseUrl: wire.url,
        credentials: {
          appId: world.state.app.id,
          privateKey: KEYS.privateKey,
          secret: SECRET,
          formerSecrets: [],
          bot: `${world.state.app.slug}[bot]`,
        },
        host: '127.0.0.1',
        port: 0,
        apiUrl: github.url,
        limited: true,
        reconcileMs: RECONCILE_MS,
      };
      const started = await startServerProcess({ server, clock: passed + skewed, plant });
      // Not before: whoever asks meanwhile for those who run makes another list of them.
      servers.push(started);
      alive();
    },
    async kill() {
      await alive()[0]?.kill();
      alive();
    },
    async stop() {
      await alive()[0]?.stop();
      alive();
    },
    async killPostgres() {
      base.kill();
      for (;;) {
        try {
          return await base.startAgain();
        } catch {
          // Its last processes are still about to end.
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    async freeze(ms) {
      wire.freeze();
      await new Promise((resolve) => setTimeout(resolve, ms));
      wire.thaw();
    },
    async pass(ms) {
      passed += ms;
      setClocks();
      await query(
        `update pgboss.job set created_on = created_on - $1 * interval '1 millisecond',
          start_after = case when state = 'retry' then start_after - $1 * interval '1 millisecond' else start_after end`,
        [ms],
      );
    },
    skew(ms) {
      skewed = ms;
      setClocks();
    },
    async close() {
      way.deliveries.close();
      for (const one of servers) await one.kill();
      for (const one of served) await one.close();
      await wire.close();
      await pool.end();
      await database.drop();
    },
  };
}
