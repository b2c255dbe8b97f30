/** The Forge app for tests: the real handlers out of a bundle, on stand-ins for Forge's storage and queues and for Jira. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ask } from '@countersign/core/ask/ask.ts';
import { load } from '@countersign/core/change/decider.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { siteOf } from '@countersign/jira/facts/site.ts';
import type { ActAnswer, PanelData } from '@countersign/jira/port/data.ts';
import { projectPolicies } from '@countersign/jira/record/policies.ts';
import { rememberSite } from '@countersign/jira/setup/site.ts';
import { rolldown } from 'rolldown';
import { enterForge, type ForgeWorld } from '../standins/forge/runtime.ts';
import { type ForgeStorage, forgeStorage } from '../standins/forge/storage.ts';
import { addProject, type Configuration } from '../standins/jira/configured.ts';
import type { Issue, Site } from '../standins/jira/record.ts';
import { jiraSite } from '../standins/jira/site.ts';
import { jiraProblems } from './jira-oracle.ts';
import { manifestEntities } from './manifest.ts';

export const CHANGE = '10900';
export const REQUIREMENT = '10901';
export const AFFECTS = '10902';
export const PROJECT = '10000';
const CLOUD = 'cloud-1';
const TENANT = `jira:${CLOUD}`;
const CONTEXT = { installContext: `ari:cloud:jira::site/${CLOUD}` };

type Handler = (given: unknown, context: unknown) => Promise<unknown>;
type Handlers = Readonly<
  Record<
    | 'awaiting'
    | 'events'
    | 'gate'
    | 'jobs'
    | 'moved'
    | 'accounts'
    | 'nightly'
    | 'nights'
    | 'remind'
    | 'resolver'
    | 'standing'
    | 'sweep'
    | 'trigger'
    | 'validator'
    | 'whyBlocked',
    Handler
  >
>;

interface Bundle {
  readonly handlers: Handlers;
  readonly file: string;
  readonly bytes: number;
}

let bundled: Promise<Bundle> | undefined;

/** `src/index.ts` in one CommonJS file with everything in it; or what Forge's own bundler made, where `FORGE_BUNDLE` names it (`npm run forge:check`). */
async function bundle(): Promise<Bundle> {
  const deployed = process.env.FORGE_BUNDLE;
  if (deployed)
    return {
      handlers: createRequire(import.meta.url)(deployed) as Handlers,
      file: deployed,
      bytes: await sizeOf(deployed),
    };
  const build = await rolldown({
    input: fileURLToPath(new URL('../../src/index.ts', import.meta.url)),
    platform: 'node',
  });
  const { output } = await build.generate({ format: 'cjs', codeSplitting: false });
  await build.close();
  const { code } = output[0];
  // A test's process is ended without warning, so nothing of its own would ever be cleared away: the same bundle is the same file.
  const folder = fileURLToPath(new URL('../../node_modules/.cache/countersign', import.meta.url));
  await mkdir(folder, { recursive: true });
  const file = join(folder, `forge-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.cjs`);
  const own = `${file}.${process.pid}`;
  await writeFile(own, code);
  await rename(own, file);
  return { handlers: createRequire(import.meta.url)(file) as Handlers, file, bytes: Buffer.byteLength(code) };
}

/** Forge's bundler splits off what is loaded late. */
async function sizeOf(file: string): Promise<number> {
  const names = (await readdir(dirname(file))).filter((name) => name.endsWith('.cjs'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dirname(file), name))).size));
  return sizes.reduce((sum, one) => sum + one, 0);
}

export interface Forge {
  readonly site: Site;
  readonly storage: ForgeStorage;
  readonly handlers: Handlers;
  /** What waits in Forge's queues, and more of what stands around the app. */
  readonly world: ForgeWorld;
  readonly bundle: { readonly file: string; readonly bytes: number };
  /** Files a change request as somebody, with answers by question. */
  file(by: string, answers?: Readonly<Record<string, unknown>>, summary?: string): Issue;
  /** Gives another project the same policy, or one that was changed. */
  govern(project: string, changed?: (text: string) => string): Promise<void>;
  /** As on a copy of the site: Forge's storage begins empty, then the site is set up and governed again. */
  beginAnew(): Promise<void>;
  /** From now on requests are filed with what set-up made. */
  adopt(): Promise<void>;
  /** Runs everything that waits in the queues. */
  settled(options?: { readonly losing?: 'jobs' | 'events' }): Promise<void>;
  /** Atlassian is told whose accounts are kept. */
  accounts(): Promise<void>;
  /** Accounts that are closed, and those that Atlassian was told of. */
  readonly closed: string[];
  readonly reported: string[];
  /** What has to be compared waits in the queues. */
  nightly(): Promise<void>;
  /** As five minutes later. What was lost waits in the queue again. */
  sweep(): Promise<void>;
  panel(by: string, issue: Issue): Promise<PanelData>;
  act(by: string, issue: Issue, ask: Ask): Promise<ActAnswer>;
  /** @param project `null` for a dashboard, which stands in none */
  invoke(
    by: string,
    name: string,
    payload: unknown,
    issue?: Issue,
    locale?: string,
    project?: string | null,
  ): Promise<unknown>;
  /** Writes a comment of these paragraphs, or of parts of Jira's document format, and has it handled. */
  says(by: string, issue: Issue, ...parts: readonly (string | object)[]): Promise<void>;
  /** Submits, triages, assesses and plans a request, up to its review. */
  assess(issue: Issue): Promise<void>;
  /** The three votes of a minor request. */
  decide(issue: Issue): Promise<void>;
  state(issue: Issue): Promise<ChangeState | undefined>;
  status(issue: Issue): string;
  /** As somebody moves the issue by Jira's own button. */
  move(by: string, issue: Issue, stage: string): Promise<{ readonly result: boolean; readonly errorMessage?: string }>;
  close(): void;
}

/** Jira tells nobody of what is done here. @returns tells of it after all */
export function unheard({ heard }: Pick<Site, 'heard'>, work: () => void): () => void {
  const listening = [...heard];
  const late: Parameters<(typeof listening)[number]>[0][] = [];
  heard.clear();
  heard.add((event) => void late.push(event));
  work();
  heard.clear();
  for (const hear of listening) heard.add(hear);
  return () => {
    for (const event of late) for (const hear of listening) hear(event);
  };
}

/** The stand-in, with everything that is asked and answered held against what others wrote of Jira. */
export function checked(site: Pick<Site, 'answer'>, violations: string[]): Site['answer'] {
  return async (meta, path, init) => {
    const answer = await site.answer(meta, path, init);
    const text = await answer.clone().text();
    const sent = init.body ? JSON.parse(String(init.body)) : undefined;
    violations.push(
      ...jiraProblems(init.method ?? 'GET', path, sent, answer.status, text === '' ? undefined : JSON.parse(text)),
    );
    return answer;
  };
}

/** Ids of our fields on the stand-in's site. */
export const FIELD_IDS: Readonly<Record<string, string>> = Object.fromEntries(
  FIELDS.map(({ id }, at) => [id, `customfield_${10100 + at}`]),
);

/** As Jira names the modules of the app that the stand-in for Forge's runtime runs. */
export const MODULE = 'ari:cloud:ecosystem::extension/countersign/test/static/';

/** What our app offers to workflows once it is installed. */
export const RULES: Configuration['rules'] = [
  { id: `${MODULE}gate`, ruleKey: 'forge:expression-validator', ruleType: 'Validator', name: 'Countersign decides' },
  ...STAGES.map((stage) => ({
    ...{ id: `${MODULE}hides-${stage}`, ruleKey: 'forge:expression-condition' },
    ...{ ruleType: 'Condition' as const, name: `Countersign hides: ${stage}` },
  })),
  { id: `${MODULE}follows`, ruleKey: 'forge:post-function', ruleType: 'Function', name: 'Countersign follows' },
];

interface Options {
  /** `null`: none. */
  readonly policy?: string | null;
  /** Added to the policy's roles, as a line of its text. */
  readonly role?: string;
  /** A company-managed project in which nothing was set up; Ada administers Jira. */
  readonly isEmpty?: boolean;
}

export async function openForge(options: Options = {}): Promise<Forge> {
  bundled ??= bundle();
  const { handlers, file, bytes } = await bundled;
  const storage = forgeStorage(manifestEntities());
  const site = jiraSite(STAGES);
  const violations: string[] = [];
  const accounts = { closed: [] as string[], reported: [] as string[] };
  const world: { -readonly [Name in keyof ForgeWorld]: ForgeWorld[Name] } = {
    storage,
    pushed: [],
    jira: checked(site, violations),
    accounts,
  };
  const leave = enterForge(world);
  const asked: Promise<unknown>[] = [];
  site.heard.add((event) => void asked.push(handlers.trigger(event, CONTEXT)));
  site.validator = (given) => handlers.validator(given, CONTEXT) as Promise<{ result: boolean; errorMessage?: string }>;
  site.postFunction = (moved) => void asked.push(handlers.moved(moved, CONTEXT));
  const desk = openDesk(TENANT);
  let ids = { change: CHANGE, affects: AFFECTS, fields: FIELD_IDS };
  if (options.isEmpty) {
    addProject(site.configured, PROJECT, 'SHIP', 'Ships');
    site.configured.rules.push(...RULES);
    site.person('ada').administers.add('site');
  }
  const made = {
    ...{ changeType: CHANGE, requirementType: REQUIREMENT, affects: AFFECTS, fields: FIELD_IDS },
    ...{ statuses: Object.fromEntries(site.statuses), locale: 'en' as const, address: site.address },
  };
  if (!options.isEmpty) {
    await rememberSite(desk, made);
    for (const { id, label, kind } of FIELDS)
      site.configured.fields.set(FIELD_IDS[id] ?? '', { name: label.en, type: kind, options: [] });
  }
  for (const name of ['rosa', 'mei', 'theo', 'carla', 'dara']) site.person(name);
  const template = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  const roles = options.role === undefined ? 'roles:' : `roles:\n  ${options.role}`;
  // Who claims a request is not what most stories are about.
  const claim = '    branches: [main]\n    claim: anyone';
  const text = `${template.replace('roles:', roles).replace('    branches: [main]', claim)}\nplan-confirmation: false\n`;
  const govern = async (project: string, changed = (one: string) => one): Promise<void> => {
    const policies = projectPolicies(desk, project);
    const problems = await policies.put(changed(options.policy ?? text), { id: 'jira:mei' }, new Date().toISOString());
    if (problems.length > 0) throw new Error(problems.join('\n'));
  };
  if (options.policy !== null) await govern(PROJECT);
  const requirement = site.create('rosa', {
    project: PROJECT,
    issuetype: REQUIREMENT,
    summary: 'Invoices are exported',
  });
  const invoke: Forge['invoke'] = async (by, name, payload, issue, locale = 'en-GB', project = PROJECT) => {
    world.accountId = by;
    const extension = {
      ...(issue ? { issue: { id: issue.id, key: issue.key } } : {}),
      ...(project === null ? {} : { project: { id: project, key: site.project(project).key } }),
    };
    const call = { call: { functionKey: name, payload }, context: { extension, locale } };
    return handlers.resolver(call, { ...CONTEXT, principal: { accountId: by } });
  };
  const forge: Forge = {
    ...accounts,
    site,
    storage,
    handlers,
    world,
    bundle: { file, bytes },
    file(by, answers = {}, summary = 'Export invoices as PDF') {
      const { items = true, ...given } = { ...ANSWERS, ...answers } as Record<string, unknown>;
      const fields = Object.fromEntries(Object.entries(given).map(([id, value]) => [ids.fields[id] ?? id, value]));
      const issuelinks =
        items === true
          ? [{ type: { id: ids.affects }, outwardIssue: { id: requirement.id, key: requirement.key } }]
          : [];
      return site.create(by, { project: PROJECT, issuetype: ids.change, summary, issuelinks, ...fields } as never);
    },
    govern,
    async beginAnew() {
      storage.lose(() => true);
      await rememberSite(desk, made);
      await govern(PROJECT);
    },
    async adopt() {
      const made = await siteOf(desk, PROJECT);
      if (!made?.affects) throw new Error('the site was not set up');
      ids = { change: made.changeType, affects: made.affects, fields: made.fields };
    },
    async settled({ losing } = {}) {
      for (;;) {
        await Promise.all(asked.splice(0));
        const next = world.pushed.shift();
        if (!next) return;
        if (next.queue === losing) continue;
        const handler = handlers[next.queue as 'events' | 'jobs' | 'nights'];
        const again = (await handler({ body: next.body }, CONTEXT)) as { _retry?: boolean } | undefined;
        if (again?._retry) world.pushed.push(next);
      }
    },
    accounts: async () => void (await handlers.accounts({}, CONTEXT)),
    nightly: async () => void (await handlers.nightly({}, CONTEXT)),
    async sweep() {
      const { now } = Date;
      Date.now = () => now() + 300_000;
      try {
        await handlers.sweep({}, CONTEXT);
      } finally {
        Date.now = now;
      }
    },
    invoke,
    panel: async (by, issue) => (await invoke(by, 'panel', {}, issue)) as PanelData,
    async act(by, issue, ask) {
      const shown = (await invoke(by, 'panel', {}, issue)) as PanelData;
      const content = shown.kind === 'change' ? shown.content : '0'.repeat(64);
      return (await invoke(by, 'act', { ask, content, press: crypto.randomUUID() }, issue)) as ActAnswer;
    },
    async says(by, issue, ...parts) {
      const content = parts.map((one) => (typeof one === 'string' ? line(one) : one));
      site.comment(by, issue.id, { type: 'doc', version: 1, content } as never);
      await forge.settled();
    },
    async assess(issue) {
      await forge.says('rosa', issue, '/submit');
      await forge.says(
        'mei',
        issue,
        ...['/triage', '/assess schedule +2d p90 3d', '/assess cost USD 5,000 split 60/40/0'],
        ...['/assess quality better functional-suitability', '/assess risk Fonts 2x2 mitigate residual 2'],
        '/assess feasibility yes',
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Built by ' },
            { type: 'mention', attrs: { id: 'dara', text: '@Dara' } },
          ],
        },
        '/plan',
        code(
          'steps:\n  - text: Build\n    owner: "@dara"\nrollback: Switch it off\ntests: A thousand invoices\nacceptance:\n  - A PDF opens',
        ),
        '/alternative',
        code('options:\n  - Build it\n  - Do nothing\nrecommended: 1'),
        '/review',
      );
    },
    async decide(issue) {
      for (const [by, seat] of [
        ['mei', 'project-manager'],
        ['theo', 'technical-expert'],
        ['carla', 'customer'],
      ] as const)
        await forge.act(by, issue, { type: 'vote', verdict: 'approve', reason: '', seat });
      await forge.settled();
    },
    state: (issue) => load(desk.ledger, { tenant: TENANT, project: PROJECT, stream: issue.id }),
    status: (issue) => (issue.fields.status as { name: string }).name,
    move: (by, issue, stage) => site.move(by, issue.id, stage),
    close() {
      leave();
      // Whatever a story shows, the app may ask Jira only what Jira describes, and hear only such answers.
      if (violations.length > 0) throw new Error(`not as Jira describes it: ${[...new Set(violations)].join('\n')}`);
    },
  };
  await forge.settled();
  return forge;
}

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const code = (text: string) => ({ type: 'codeBlock', content: [{ type: 'text', text }] });
const doc = (words: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

const ANSWERS = {
  before: doc('Invoices can be exported as CSV.'),
  after: doc('Invoices can be exported as CSV and as PDF.'),
  cause: { value: 'Customer’s business – new business' },
  motive: doc('New customers only accept PDF.'),
  origin: { value: 'Customer' },
  notChanging: doc('Two contracts will not be signed.'),
} as const;
