/** The sandbox: the very same app against a stand-in for GitHub on this machine, with a small project to try it on. Nothing leaves the machine. */

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangeEvent } from '@countersign/core/change/event.ts';
import { ENGINE, type Person } from '@countersign/core/content/person.ts';
import type { Profile } from '@countersign/core/policy/policy.ts';
import { problemWords } from '@countersign/core/policy/problem.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { eventLine, isWorthTelling } from '@countersign/core/view/event.ts';
import { PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import type { Credentials } from '@countersign/github/app.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type GithubApi, githubApi } from '@countersign/sandbox/api/app.ts';
import { SEED_LOGINS, seed, seedRepository } from '@countersign/sandbox/seed.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { deserialize, serialize } from '@countersign/sandbox/snapshot.ts';
import { type SeedRole, SMALL } from '@countersign/sandbox/story.ts';
import { type TrackerPages, trackerApp } from '@countersign/sandbox/tracker/app.ts';
import type { Face, FileProblem, LedgerLine } from '@countersign/sandbox/tracker/port.ts';
import { standInTracker } from '@countersign/sandbox/tracker/standin.ts';
import { createDeliveries, type Deliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { userToken } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Account } from '@countersign/sandbox/world/record.ts';
import {
  accountNamed,
  createWorld,
  reindex,
  repositoryNamed,
  revive,
  type World,
} from '@countersign/sandbox/world/world.ts';
import { outboxOf } from './outbox.ts';
import { HOLDER, type Kept, worldIn } from './played.ts';
import { progressIn } from './progress.ts';
import { type SandboxMail, sandboxMail } from './sandboxmail.ts';

/** The repository under the standard profile, in which the guide begins, and a small one under the light profile. */
const [STANDARD, LIGHT] = ['invoices', 'notices'] as const;
/** Owner of the organisation: who may let an emergency start, and fills no seat. */
const AUTHORITY = 'olga';
/** A token that ends sooner is not used any more. */
const TOKEN_LEFT_MS = 60_000;

interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly secret: string;
}

export interface Sandbox {
  readonly world: World;
  /** What goes to people without an account, to be read in the outbox. */
  readonly mail: SandboxMail;
  readonly api: GithubApi;
  readonly deliveries: Deliveries;
  readonly apiUrl: string;
  readonly credentials: Credentials;
  /** Whom somebody plays who has chosen this face on the tracker's pages; the first one where they chose none. */
  playing(face: string | undefined): Person;
  /** Their token, as a sign-in would give it. */
  tokenOf(person: Person): string | undefined;
  /** The tracker's pages, which stand beside ours, and what stands above ours. */
  pages(parts: Parts): TrackerPages;
  /** From now on webhooks go to this address; those that a killed process still owed are sent first. */
  connect(webhookUrl: string): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Where the stand-in keeps its state, so that it outlives us as GitHub would; absent: in memory. */
  readonly folder?: string;
  /** Of the repository that a first start makes; starting over makes one in the page's language. */
  readonly locale: Locale;
  /** Empties the product's record, for "start over". */
  readonly forgetAll: () => Promise<void>;
  /** Looks at the repositories as after a start: a seeded pull request was never told to us. */
  readonly lookAgain: () => Promise<void>;
  readonly report: (error: unknown) => void;
  /** 0 or absent: any free port. */
  readonly port?: number;
}

/** The sandbox is on somebody's own machine: one clock for the tracker's pages, the ledger beside them and what the app writes. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Nobody has this address: mail of the sandbox goes into its outbox. */
const CONTACT = { name: 'Zhou Min', mail: 'zhou.min@customer.example' };

/** The policy of a sandbox's repository, with the people that one can be. */
function sandboxPolicy(profile: Profile, locale: Locale): string {
  const names = {
    lead: SEED_LOGINS['project-manager'],
    expert: SEED_LOGINS['technical-expert'],
    customer: SEED_LOGINS.customer,
  };
  return (
    policyTemplate(profile, locale, names)
      .replace(/^currency: .*$/m, 'currency: CNY')
      .replace(/^time-zone: .*$/m, `time-zone: ${ZONE}`)
      .replace(/^budget: .*$/m, 'budget: CNY 1,200,000')
      // Whoever plays the developer says by themselves what a pull request implements: the guide has no step for it.
      .replace(/^ {2}(?:technical-expert|implementer): .*$/m, (line) =>
        [
          ...(line.includes('implementer') ? [] : [line]),
          `  implementer: ["@${SEED_LOGINS.developer}"]`,
          `  emergency-authority: ["@${AUTHORITY}"]`,
        ].join('\n'),
      )
      .replace(/^ {4}branches: .*$/m, (line) => `${line}\n    claim: role`)
      // Somebody of the customer's without an account: the customer says whose the address is, and then it signs by links.
      .replace(
        /^ {2}customer: .*$/m,
        `  customer: ["@${SEED_LOGINS.customer}", {name: ${CONTACT.name}, mail: ${CONTACT.mail}}]`,
      )
      .replace(/^planned-days: .*$/m, (line) => `${line}\nplan-confirmation: false`)
  );
}

function keysIn(folder: string | undefined): Keys {
  const path = folder && join(folder, 'sandbox-app.json');
  if (path && existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Keys;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const keys = { publicKey, privateKey, secret: randomBytes(32).toString('hex') };
  if (path) writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

const filesFor = (profile: Profile, locale: Locale) => ({
  [POLICY_PATH]: sandboxPolicy(profile, locale),
  [FORM_PATH]: issueForm(profile, locale),
});

const small = (locale: Locale) => ({ name: LIGHT, story: SMALL[locale], files: filesFor('light', locale) });

/** Whom one can be in the sandbox. */
const faces: readonly Face[] = [
  ...(['requester', 'project-manager', 'technical-expert', 'customer', 'developer'] as const).map((role: SeedRole) => ({
    role,
    login: SEED_LOGINS[role],
  })),
  { role: 'emergency-authority', login: AUTHORITY },
];

export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder } = options;
  if (folder) mkdirSync(folder, { recursive: true });
  const keys = keysIn(folder);
  const path = folder && worldIn(folder);
  const fresh = (locale: Locale): World => {
    const made = createWorld({ app: { publicKey: keys.publicKey, webhookSecret: keys.secret, webhookUrl: '' } });
    const files = filesFor('standard', locale);
    seed(made, { locale, organization: HOLDER, repository: STANDARD, files, others: [small(locale)] });
    return made;
  };
  const found = path && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : undefined;
  const world = found
    ? revive(deserialize(found.state), { clock: Date.now, apiUrl: '', webUrl: '' })
    : fresh(options.locale);
  world.state.app.webhookUrl = '';
  // Kept by a version that had one repository.
  if (!world.names.has(`${HOLDER}/${LIGHT}`)) {
    const people = (Object.keys(SEED_LOGINS) as SeedRole[]).map((role) => [
      role,
      accountNamed(world, SEED_LOGINS[role]),
    ]);
    const organization = accountNamed(world, HOLDER);
    seedRepository(world, organization, Object.fromEntries(people) as Record<SeedRole, Account>, small(options.locale));
  }
  const deliveries = createDeliveries(world);
  const api = githubApi(world, { deliveries });
  const served = await serve(world, api, { port: options.port ?? 0 });

  const save = (): void => {
    if (!path) return;
    const owed = deliveries
      .list()
      .filter((one) => one.status === 'pending')
      .reverse();
    writeFileSync(`${path}.new`, JSON.stringify({ state: serialize(world.state), owed } satisfies Kept));
    renameSync(`${path}.new`, path);
  };
  // Whatever people do is on disk before they see it done; what only the app wrote is saved with the next act, or healed by it.
  world.listeners.add(save);
  save();

  const mail = sandboxMail(folder);
  const tokens = new Map<string, string>();
  return {
    world,
    mail,
    api,
    deliveries,
    apiUrl: served.url,
    credentials: {
      appId: world.state.app.id,
      privateKey: keys.privateKey,
      secret: keys.secret,
      formerSecrets: [],
      bot: `${world.state.app.slug}[bot]`,
    },
    connect(webhookUrl) {
      world.state.app.webhookUrl = webhookUrl;
      // With the GUID they had: what did arrive before the kill is known by it and not taken twice.
      for (const one of found?.owed ?? []) deliveries.redeliver(one);
    },
    playing(face) {
      const { login } = faces.find((one) => one.login === face) ?? { login: SEED_LOGINS.requester };
      return { id: `github:${world.logins.get(login) ?? 0}`, name: login };
    },
    tokenOf({ id }) {
      const account = world.state.accounts.get(Number(id.split(':')[1]));
      if (!account) return undefined;
      const known = tokens.get(id);
      const stands = known === undefined ? undefined : world.state.tokens.get(known);
      if (stands && stands.expiresAt > world.now() + TOKEN_LEFT_MS) return known;
      const { token } = userToken(world, account);
      tokens.set(id, token);
      return token;
    },
    pages(parts) {
      const startOver = async (locale: Locale): Promise<void> => {
        const { tokens, app: known } = world.state;
        await deliveries.settled();
        await options.forgetAll();
        mail.forget();
        const next = fresh(locale);
        // Our app goes on with the tokens it has: to GitHub it is the same installation.
        next.state.app.webhookUrl = known.webhookUrl;
        world.state = next.state;
        for (const [token, grant] of tokens) world.state.tokens.set(token, grant);
        reindex(world);
        save();
        await options.lookAgain();
      };
      const tracker = (repository: string, profile: Profile) =>
        standInTracker({ world, owner: HOLDER, repository, profile, faces });
      return trackerApp({
        trackers: [tracker(STANDARD, 'standard'), tracker(LIGHT, 'light')],
        startOver,
        policy: {
          path: POLICY_PATH,
          problems: (text, reader) => problemsIn(text, reader),
          versions: ({ owner, repository }) =>
            `/r/${encodeURIComponent(tenantOf(world))}/${nodeId('R', repositoryNamed(world, owner, repository).id)}/policy`,
        },
        ledger: (reader) => ledgerLines(parts, world, reader),
        progress: ({ owner, repository }) =>
          progressIn(parts, tenantOf(world), nodeId('R', repositoryNamed(world, owner, repository).id)),
        outbox: (reader) => outboxOf(parts, tenantOf(world), { locale: reader, timeZone: ZONE }, mail.sent()),
        contacts: async () => contactsPage(tenantOf(world), (await parts.register.projects(tenantOf(world)))[0]),
        report: options.report,
      });
    },
    async close() {
      world.listeners.delete(save);
      deliveries.close();
      save();
      await served.close();
    },
  };
}

/** Whose act an entry is. A vote is ended by the rules, not by its voter; who edited is in the sentence. */
function doerOf(told: ChangeEvent): Person {
  if ('by' in told && told.by) return told.by;
  if (told.type === 'voted') return told.vote.voter;
  return told.type === 'opened' ? told.requester : ENGINE;
}

function problemsIn(text: string, locale: Locale): readonly FileProblem[] {
  const resolved = resolvePolicy(text);
  if ('policy' in resolved) return [];
  return resolved.problems.map((one) => ({
    ...(one.line > 0 ? { line: one.line } : {}),
    text: problemWords(one, catalogue(locale)),
  }));
}

const tenantOf = (world: World): string => `github:${world.logins.get(HOLDER) ?? 0}`;

/** Lines of the side panel, at most; the change page has them all. */
const MOST_LINES = 200;

function contactsPage(tenant: string, project: string | undefined): string | undefined {
  return project && `/r/${encodeURIComponent(tenant)}/${encodeURIComponent(project)}/contacts`;
}

/** The newest entries of the record in the reader's words, newest last. */
async function ledgerLines(parts: Parts, world: World, locale: Locale): Promise<readonly LedgerLine[]> {
  const tenant = tenantOf(world);
  const say = speaker({ locale, timeZone: ZONE }, PLAIN);
  const lines: LedgerLine[] = [];
  for (const project of await parts.register.projects(tenant)) {
    for (let after = 0; ; ) {
      const entries = await parts.ledger.readProject(tenant, project, after, 500);
      for (const { ref, at, event, hash, sequence } of entries) {
        after = sequence;
        if (kindOf(ref) !== 'change') continue;
        const told = event as unknown as ChangeEvent;
        if (!isWorthTelling(told)) continue;
        lines.push({
          at,
          actor: say({ person: doerOf(told) }),
          text: say(eventLine({ event: told, at })),
          hash,
        });
      }
      if (entries.length < 500) break;
    }
  }
  return lines.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MOST_LINES);
}
