/** The whole line for tests: the real server over HTTP with signed webhooks, real PostgreSQL, and the stand-in for GitHub with everything it is told checked. */
import { generateKeyPairSync } from 'node:crypto';
import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Channel } from '@countersign/core/notice/channel.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import type { JiraGate } from '@countersign/github/mirror/jira.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { type GithubApi, githubApi, type Spoken } from '@countersign/sandbox/api/app.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS, type Seeded, seed } from '@countersign/sandbox/seed.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { createDeliveries, type Deliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { createWorld, type World } from '@countersign/sandbox/world/world.ts';
import type { ServerOptions } from '@countersign/server/options.ts';
import { type RunningServer, startServer } from '@countersign/server/server.ts';
import { pino } from 'pino';
import { checkedFetch } from './checked-fetch.ts';
import { formBody } from './formbody.ts';
import { githubOracle } from './github-oracle.ts';

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const SECRET = 'a secret of sixteen and more';

/** Whoever filed a request is called when others decide it: that answers nobody. */
export const isCall = (body: string): boolean => /^<!-- countersign:reply \S+\/called -->/.test(body);

export interface LineOptions {
  readonly profile?: 'standard' | 'light';
  readonly locale?: 'en' | 'zh-CN';
  /** Changes the policy's text before it is put into the repository; `null` leaves it out. */
  readonly policy?: ((text: string) => string) | null;
  readonly latencyMs?: number;
  /** The stand-in's clock, in milliseconds since 1970; the server keeps its own. */
  readonly clock?: () => number;
  readonly order?: 'all' | 'repository';
  /** How the server reaches its database; directly unless given. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  /** A second server on the same record; webhooks go to one and the other in turn. */
  readonly replica?: boolean;
  /** Pages to serve beside ours. */
  readonly mount?: NonNullable<ServerOptions['mount']>;
  /** What carries what people are told, by name. */
  readonly channels?: Readonly<Record<string, Channel>>;
  readonly isChannelOf?: NonNullable<ServerOptions['isChannelOf']>;
  /** Asks Jira about its requests. */
  readonly jira?: JiraGate;
  /** Told what the server prints. */
  readonly announce?: (text: string) => void;
  /** Told of every line that the server logs. */
  readonly log?: (text: string) => void;
  /** How long a delivery may wait before its gates close. */
  readonly overdueMs?: number;
  /** Check all traffic against GitHub's description; off only where time is measured. */
  readonly checked?: boolean;
  /** Keep GitHub's limits for writing, as against GitHub itself. */
  readonly limited?: boolean;
  /** The server's clock, milliseconds since 1970. */
  readonly now?: () => number;
  /** Carries mail. */
  readonly post?: NonNullable<ServerOptions['post']>;
}

export interface Line {
  readonly world: World;
  readonly databaseUrl: string;
  /** What a server on the same record is started with, as JSON can say it: for one in a process of its own. */
  readonly plain: Omit<ServerOptions, 'log'>;
  readonly api: GithubApi;
  readonly deliveries: Deliveries;
  readonly seeded: Seeded;
  /** Every answer that GitHub gave, oldest first. */
  readonly spoken: Spoken[];
  server: RunningServer;
  as(role: SeedRole | 'owner'): Human;
  /** Resolves once everything that follows from what people did has been done and shown. */
  settled(): Promise<void>;
  /** Files a change request by its form as the requester. @returns its number. */
  file(answers?: Readonly<Record<string, string>>, title?: string): number;
  /** The state that the record gives for an issue. */
  state(number: number): Promise<ChangeState>;
  /** Conclusion and title of our check on the pull request's head. */
  check(pull: number): { readonly conclusion: string | null; readonly title: string; readonly id: number } | undefined;
  labels(number: number): readonly string[];
  /** Bodies of our comments on an issue: the status first, answers after it. */
  comments(number: number): readonly string[];
  /** Bodies of our answers to commands, oldest first. */
  answers(number: number): readonly string[];
  /** A second server process in place of the first, as after a crash; the first is stopped without draining what it owes. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What the requester answers unless a test says otherwise. */
export const ANSWERS = {
  items: '#1',
  before: 'Invoices can be exported as CSV.',
  after: 'Invoices can be exported as CSV and as PDF.',
  cause: 'Customer’s business – new business',
  motive: 'New customers only accept PDF.',
  origin: 'Customer',
  notChanging: 'Two contracts will not be signed.',
} as const;

export async function openLine(options: LineOptions = {}): Promise<Line> {
  const { profile = 'standard', locale = 'en' } = options;
  const database = await temporaryDatabase();
  const databaseUrl = (await options.through?.(database.url)) ?? database.url;
  const world = createWorld({
    app: { publicKey: KEYS.publicKey, webhookSecret: SECRET, webhookUrl: '' },
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const names = {
    lead: SEED_LOGINS['project-manager'],
    expert: SEED_LOGINS['technical-expert'],
    customer: SEED_LOGINS.customer,
  };
  const starter = `${policyTemplate(profile, locale, names)
    .replace(/^currency: .*$/m, 'currency: CNY')
    .replace(/^budget: .*$/m, 'budget: CNY 1,200,000')}\nplan-confirmation: false\n`.replace(
    // Who claims a request is not what most stories are about.
    /^ {4}branches: \[main\]$/m,
    '    branches: [main]\n    claim: anyone',
  );
  const policy = options.policy === null ? {} : { [POLICY_PATH]: (options.policy ?? ((text) => text))(starter) };
  const seeded = seed(world, { locale, files: { ...policy, [FORM_PATH]: issueForm(profile, locale) } });
  const deliveries = createDeliveries(world, { order: options.order ?? 'all' });
  const api = githubApi(world, { deliveries, ...(options.latencyMs ? { latencyMs: options.latencyMs } : {}) });
  const checked = checkedFetch(githubOracle(), fetch);
  const spoken: Spoken[] = [];
  api.heard.add((one) => spoken.push(one));
  const served = await serve(world, api);
  const plain = {
    databaseUrl,
    credentials: {
      appId: world.state.app.id,
      privateKey: KEYS.privateKey,
      secret: SECRET,
      formerSecrets: [],
      bot: `${world.state.app.slug}[bot]`,
    },
    host: '127.0.0.1',
    port: 0,
    apiUrl: served.url,
    limited: options.limited ?? false,
    reconcileMs: 0,
  };
  const start = () =>
    startServer({
      ...plain,
      log: options.log
        ? pino({ level: 'debug' }, { write: options.log })
        : pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
      ...(options.checked === false ? {} : { fetch: checked.fetch as typeof fetch }),
      ...(options.now ? { now: options.now } : {}),
      ...(options.post ? { post: options.post } : {}),
      ...(options.mount ? { mount: options.mount } : {}),
      ...(options.jira ? { jira: options.jira } : {}),
      ...(options.channels ? { channels: options.channels } : {}),
      ...(options.isChannelOf ? { isChannelOf: options.isChannelOf } : {}),
      ...(options.announce ? { announce: options.announce } : {}),
      ...(options.overdueMs === undefined ? {} : { overdueMs: options.overdueMs }),
    });
  const fullName = `${seeded.organization.login}/${seeded.repository.name}`;
  const login = (role: SeedRole | 'owner') => (role === 'owner' ? 'olga' : SEED_LOGINS[role]);
  const replica = options.replica ? await start() : undefined;
  const line: Line = {
    world,
    databaseUrl: database.url,
    plain,
    api,
    deliveries,
    seeded,
    spoken,
    server: await start(),
    as: (role) => human(world, login(role), fullName),
    async settled() {
      // What we write comes back as webhooks, and those may follow from one another: quiet twice in a row is quiet.
      for (let round = 0; round < 2; round += 1) {
        await deliveries.settled();
        await line.server.idle();
        await replica?.idle();
      }
      await deliveries.settled();
    },
    file(answers = {}, title = 'Export invoices as PDF') {
      const body = formBody(profile, locale, { ...ANSWERS, ...answers });
      return line.as('requester').fileForm({ title, body, labels: ['change-request'] }).number;
    },
    async state(number) {
      const row = await line.server.parts.register.findByNumber(
        `github:${seeded.organization.id}`,
        nodeId('R', seeded.repository.id),
        number,
      );
      const state = row && fold(happenings(await line.server.parts.ledger.read(row.ref)));
      if (!state) throw new Error(`nothing is recorded of #${number}`);
      return state;
    },
    check(pull) {
      const head = seeded.repository.issues.get(pull)?.pull?.headSha;
      const found = [...seeded.repository.checks.values()]
        .filter((one) => one.headSha === head && one.name === 'Countersign')
        .at(-1);
      return found && { conclusion: found.conclusion, title: found.title ?? '', id: found.id };
    },
    labels: (number) =>
      (seeded.repository.issues.get(number)?.labels ?? []).map((id) => seeded.repository.labels.get(id)?.name ?? ''),
    comments: (number) =>
      (seeded.repository.issues.get(number)?.comments ?? [])
        .map((id) => seeded.repository.comments.get(id)?.body ?? '')
        .filter((body) => body.includes('<!-- countersign:')),
    answers: (number) =>
      line
        .comments(number)
        .filter((body) => body.startsWith('<!-- countersign:reply') && !isCall(body))
        .flatMap((body) => body.split(/(?=^<!-- countersign:reply )/m))
        .filter((answer) => !/^<!--.*-->\s*$/.test(answer)),
    async restart() {
      await line.server.stop();
      line.server = await start();
      world.state.app.webhookUrl = `${line.server.address}${line.server.webhookPath}`;
    },
    async close() {
      const { violations } = checked;
      deliveries.close();
      await line.server.stop();
      await replica?.stop();
      await served.close();
      await database.drop();
      // Whatever a story shows, it may say to GitHub only what GitHub describes, and hear only such answers.
      if (violations.length > 0)
        throw new Error(`not as GitHub describes it: ${JSON.stringify(violations.slice(0, 5), null, 1)}`);
      const strange = spoken.filter((one) => one.status === 501);
      if (strange.length > 0)
        throw new Error(`the stand-in has no ${strange.map((one) => `${one.method} ${one.path}`).join(', ')}`);
    },
  };
  world.state.app.webhookUrl = `${line.server.address}${line.server.webhookPath}`;
  if (replica) {
    const addresses = [line.server, replica].map((one) => `${one.address}${one.webhookPath}`);
    deliveries.meddle = (occurrence) => {
      world.state.app.webhookUrl = addresses.reverse()[0] ?? '';
      return [occurrence];
    };
  }
  await line.server.reconcile();
  await line.settled();
  return line;
}

/** Everything that a project manager says before the board votes. */
export const ASSESSMENT = `/triage
/assess schedule +2d p90 3d
/assess cost CNY 5,000 split 60/40/0
/assess quality better functional-suitability regression partial
/assess risk Fonts 2x2 mitigate residual 2
/assess feasibility yes
/plan
\`\`\`yaml
steps:
  - text: Build the PDF export
    owner: "@dara"
rollback: Switch it off
tests: Export a thousand invoices
acceptance:
  - A PDF opens
\`\`\`
/alternative
\`\`\`yaml
options:
  - Build it
  - Do nothing
recommended: 1
\`\`\`
/review`;
